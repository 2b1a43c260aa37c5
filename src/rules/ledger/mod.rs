//! Printed facts never change silently: what the ledger says was published is compared with what would be now.

mod added;
mod chain;
mod facts;
pub(super) mod notices;
mod posting;
mod removed;

use std::collections::BTreeMap;

use super::archive::Archive;
use super::requirements::Pack;
use super::values::moment;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::entry::href;
use crate::domain::ledger::{Facts, Ledger, People, PublishedEntry, PublishedNotice};
use crate::domain::moment::Moment;
use crate::domain::printed::archive_file;
use crate::domain::programme::EntryKind;
use crate::domain::register::Removed;
use crate::domain::round::Round;
use crate::records::Text;
use crate::records::{LedgerEntry, LedgerRecord, Records};

use facts::Told;
pub(super) use posting::late;
pub(super) use removed::check_stated;

/// Folds the ledger's editions into what is published at present.
pub(super) fn read(records: &Records, out: &mut Vec<Diagnostic>) -> Ledger {
    records.ledger.as_ref().map_or_else(Ledger::default, |record| fold(record, out))
}

fn fold(record: &LedgerRecord, out: &mut Vec<Diagnostic>) -> Ledger {
    chain::check(record, out);
    // When each notice was published first.
    let mut first = BTreeMap::new();
    let mut ledger = Ledger { digests: record.digests.clone(), ..Ledger::default() };
    for edition in &record.editions {
        let moment = moment(&edition.published, out);
        ledger.latest = moment.or(ledger.latest);
        ledger.editions.push(edition.edition.value.to_string());
        if let (Some(_), Some(now)) = (&edition.clock_was_wrong, moment) {
            take_back(&mut ledger, &first, now);
            continue;
        }
        for document in &edition.documents {
            let file = document.file.value.to_string();
            ledger.taken_back.remove(&file);
            if let Some(reason) = &document.without_approval {
                ledger.unapproved.insert(file.clone(), reason.value.to_string());
            }
            ledger.documents.insert(file, document.sha256.value.to_string());
        }
        if edition.undone.is_some() {
            // An edition that was public before: it states nothing new, and what the one taken back stated was read.
            continue;
        }
        ledger.calendar = Some(edition.calendar.value.to_string());
        for notice in &edition.notices {
            let number = notice.number.value.trim().parse().unwrap_or_default();
            let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
            let stated = PublishedNotice {
                kind: notice.kind.value.to_string(),
                published: notice.published.value.to_string(),
                ends: own(&notice.ends),
                closes: own(&notice.closes),
                length: own(&notice.length),
                heading: own(&notice.heading),
                text: own(&notice.text),
            };
            let key = (notice.round.value.to_string(), number);
            // Stated again with the same dates, it goes on being of the calendar it was computed with.
            if ledger.notices.get(&key).is_none_or(|before| !before.has_dates_of(&stated)) {
                ledger.calendars.insert(key.clone(), edition.calendar.value.to_string());
            }
            first.entry(key.clone()).or_insert(moment);
            ledger.notices.insert(key, stated);
        }
        ledger.pages.extend(edition.pages.iter().map(|page| page.value.to_string()));
        for entry in &edition.entries {
            ledger.entries.insert(entry.id.value.to_string(), published(entry));
        }
    }
    ledger
}

/// The clock of entries dated later than `now` was wrong: the notices that were not due yet have not been published.
fn take_back(ledger: &mut Ledger, first: &BTreeMap<(String, usize), Option<Moment>>, now: Moment) {
    let is_later = |moment: Option<Moment>| moment.is_some_and(|moment| moment > now);
    let Ledger { notices, entries, documents, taken_back, unapproved, .. } = ledger;
    notices.retain(|key, notice| {
        let was_wrong = first.get(key).copied().flatten();
        let stays = !(is_later(was_wrong) && is_later(Moment::parse(&notice.published)));
        if !stays {
            // Its document stays where it is, and is no longer what was printed.
            let file = archive_file(&key.0, &format!("{}-{}", key.1, notice.kind));
            unapproved.remove(&file);
            taken_back.extend(documents.remove(&file).map(|_| file));
        }
        stays
    });
    entries.retain(|_, entry| notices.keys().any(|(round, _)| *round == entry.round));
}

fn published(entry: &LedgerEntry) -> PublishedEntry {
    let kind = if *entry.kind.value == *"team" { EntryKind::Team } else { EntryKind::Individual };
    let facts = Facts {
        name: entry.name.value.to_string(),
        unit: entry.unit.value.to_string(),
        title: entry.title.as_ref().map(|t| t.value.to_string()).unwrap_or_default(),
        field: entry.field.value.to_string(),
        recommender: entry.recommender.value.to_string(),
        text: entry.text.value.to_string(),
        columns: entry
            .columns
            .0
            .iter()
            .map(|(key, text)| (key.value.to_string(), text.value.to_string()))
            .collect(),
        people: entry.people.as_ref().map(|people| People {
            leader: people.leader.value.to_string(),
            members: people.members.value.to_string(),
            mentors: people.mentors.value.to_string(),
        }),
    };
    PublishedEntry { round: entry.round.value.to_string(), kind, facts }
}

/// The ledger by itself, and what forbids another entry at this moment: a broken chain, or a clock that is behind it.
pub(super) fn alone(records: &Records, now: Moment) -> (Ledger, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let ledger = read(records, &mut out);
    out.extend(records.ledger.as_ref().and_then(|record| set_back(&ledger, record, now)));
    (ledger, out)
}

/// The ledger by itself, where its latest entry is dated later than it is; what forbids that to be taken back.
pub(super) fn ahead(records: &Records, now: Moment) -> (Ledger, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let ledger = read(records, &mut out);
    if ledger.latest.is_none_or(|latest| latest <= now) {
        let now = now.plain();
        let at =
            records.ledger.as_ref().map_or_else(|| Location::file("content/ledger.yaml"), |r| location(r));
        out.push(error!(at, "clock-not-wrong",
            "台账里没有晚于现在（{now}）的发布时间，没有可更正的",
            "no entry of the ledger is dated later than now ({now}): there is nothing to put right";
            help: "什么都没有改动；本机时间有误的，先校准", "nothing was changed; if the clock is wrong now, set it first"
        ));
    }
    (ledger, out)
}

/// An edition is never dated back.
fn set_back(ledger: &Ledger, record: &LedgerRecord, now: Moment) -> Option<Diagnostic> {
    let latest = ledger.latest.filter(|latest| now < *latest)?;
    let (latest, shown) = (latest.plain(), now.plain());
    Some(error!(location(record), "clock-set-back",
        "现在是 {shown}，而最近一次发布是 {latest}",
        "it is {shown}, but the latest edition was published {latest}";
        help: "核对本机时间或 --today；不能把已发布的内容改回更早的日期。最近一次发布时时钟有误的，用 gongshi undo --clock-was-wrong 原因 更正台账",
        "check the clock or --today; an edition is never dated back. If the clock was wrong at the latest edition, `gongshi undo --clock-was-wrong REASON` puts the ledger right"
    ))
}

/// Compares the ledger with what would be published, and gives what is gone with a stated reason.
pub(super) fn check(
    (ledger, archive): (&Ledger, &Archive),
    records: &Records,
    (rounds, packs): (&[Round], &[Pack<'_>]),
    now: Moment,
    out: &mut Vec<Diagnostic>,
) -> Vec<Removed> {
    let Some(record) = &records.ledger else { return Vec::new() };
    out.extend(set_back(ledger, record, now));
    notices::check(ledger, record, rounds, out);
    let by_id: BTreeMap<&str, (&Round, PublishedEntry)> = rounds
        .iter()
        .flat_map(|round| {
            round.entries.iter().map(move |entry| (&*entry.id, (round, PublishedEntry::of(round, entry))))
        })
        .collect();
    let mut removed = removed::pages(ledger, record, records, packs.iter().map(|p| &*p.programme), out);
    for (id, before) in &ledger.entries {
        match by_id.get(id.as_str()) {
            Some((round, _)) if before.round != round.id => {
                // Of a round that is not there any more, its notices say so.
                if let Some(from) = rounds.iter().find(|from| from.id == before.round) {
                    let at = location_of(records, round, id);
                    out.push(added::moved(id, before, (from, round), at));
                }
            }
            // A restart that is out and not yet in the ledger states everything anew.
            Some((round, _)) if restarted(ledger, round, now) => {}
            Some((round, stated)) => {
                if before.facts != stated.facts {
                    let printed = archive.listing(&round.id, &href(before.kind, id));
                    let at = location_of(records, round, id);
                    facts::check(&Told { id, before, stated, round, printed }, &at, out);
                }
            }
            None => match removed::entry(id, before, records, rounds) {
                Some(one) => removed.push(one),
                None => {
                    let printed = archive.listing(&before.round, &href(before.kind, id));
                    out.push(removed::entry_silently(id, before, record, printed));
                }
            },
        }
    }
    for round in rounds {
        added::check(ledger, records, round, now, out);
    }
    removed
}

fn restarted(ledger: &Ledger, round: &Round, now: Moment) -> bool {
    round.published(now).any(|n| {
        n.opening().is_some()
            && n.about.is_some()
            && !ledger.notices.contains_key(&(round.id.clone(), n.number))
    })
}

/// Where the record of an entry stands.
fn location_of(records: &Records, round: &Round, id: &str) -> Location {
    let found = records.find(&round.id, id);
    found.map_or_else(|| Location::file(id), |text| text.location.clone())
}

fn location(record: &LedgerRecord) -> Location {
    let last = record.editions.last().map(|edition| edition.location.clone());
    last.unwrap_or_else(|| Location::file(&record.file))
}
