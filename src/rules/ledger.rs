//! Printed facts never change silently: what the ledger says was published is compared with what would be now.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::values::{bad, moment};
use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::domain::calendar::WorkCalendar;
use crate::domain::ledger::{Facts, Ledger, PublishedEntry, PublishedNotice};
use crate::domain::moment::Moment;
use crate::domain::notice::{Correctable, NoticeKind};
use crate::domain::programme::EntryKind;
use crate::domain::register::Gone;
use crate::domain::round::Round;
use crate::input::records::{LedgerEntry, LedgerRecord, Records};
use crate::input::yaml::Text;
use crate::words;

/// Folds the ledger's editions into what is published at present.
pub(super) fn read(records: &Records, out: &mut Vec<Diagnostic>) -> Ledger {
    records.ledger.as_ref().map_or_else(Ledger::default, |record| fold(record, out))
}

fn fold(record: &LedgerRecord, out: &mut Vec<Diagnostic>) -> Ledger {
    let mut ledger = Ledger::default();
    for edition in &record.editions {
        ledger.latest = moment(&record.file, &edition.published, out).or(ledger.latest);
        ledger.editions.push(edition.edition.value.clone());
        if edition.undone.is_some() {
            // An edition that was public before: it states nothing new, and what the one taken back stated was read.
            continue;
        }
        ledger.calendar = Some(edition.calendar.value.clone());
        for notice in &edition.notices {
            let number = notice.number.value.trim().parse().unwrap_or_default();
            let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.clone());
            let stated = PublishedNotice {
                kind: notice.kind.value.clone(),
                published: notice.published.value.clone(),
                ends: own(&notice.ends),
                closes: own(&notice.closes),
            };
            ledger.notices.insert((notice.round.value.clone(), number), stated);
        }
        for entry in &edition.entries {
            ledger.entries.insert(entry.id.value.clone(), published(entry));
        }
    }
    ledger
}

fn published(entry: &LedgerEntry) -> PublishedEntry {
    let kind = if entry.kind.value == "team" { EntryKind::Team } else { EntryKind::Individual };
    let facts = Facts {
        name: entry.name.value.clone(),
        unit: entry.unit.value.clone(),
        title: entry.title.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
        field: entry.field.value.clone(),
        recommender: entry.recommender.value.clone(),
        text: entry.text.value.clone(),
    };
    PublishedEntry { round: entry.round.value.clone(), kind, facts }
}

/// What forbids another entry at this moment: a ledger that does not read, or a clock that is behind it.
pub(super) fn closed(record: &LedgerRecord, now: Moment) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let ledger = fold(record, &mut out);
    out.extend(set_back(&ledger, record, now));
    out
}

/// An edition is never dated back.
fn set_back(ledger: &Ledger, record: &LedgerRecord, now: Moment) -> Option<Diagnostic> {
    let latest = ledger.latest.filter(|latest| now < *latest)?;
    let (latest, shown) = (latest.plain(), now.plain());
    let message = words!(
        "现在是 {shown}，而最近一次发布是 {latest}",
        "it is {shown}, but the latest edition was published {latest}"
    );
    let help = words!(
        "核对本机时间或 --today；不能把已发布的内容改回更早的日期",
        "check the clock or --today; an edition is never dated back"
    );
    Some(Diagnostic::error("clock-set-back", place(record), message).help(help))
}

/// Compares the ledger with the rounds, and gives the entries that are gone with a stated reason.
pub(super) fn check(
    ledger: &Ledger,
    records: &Records,
    rounds: &[Round],
    calendar: &WorkCalendar,
    now: Moment,
    out: &mut Vec<Diagnostic>,
) -> Vec<Gone> {
    let Some(record) = &records.ledger else { return Vec::new() };
    out.extend(set_back(ledger, record, now));
    check_notices(ledger, record, rounds, calendar, out);
    let by_id: BTreeMap<&str, (&Round, PublishedEntry)> = rounds
        .iter()
        .flat_map(|round| {
            round
                .items()
                .map(move |item| (item.entry().id.as_str(), (round, PublishedEntry::of(round, item))))
        })
        .collect();
    let mut gone = Vec::new();
    for (id, before) in &ledger.entries {
        match by_id.get(id.as_str()) {
            // A restart that is out and not yet in the ledger states everything anew.
            Some((round, _)) if restarted(ledger, round, now) => {}
            Some((round, stated)) => {
                // Looked up only where a fact differs, for it walks the records.
                check_facts(id, before, stated, round, || record_place(records, round, id), out);
            }
            None => match removal(id, before, records, rounds) {
                Some(removed) => gone.push(removed),
                None => out.push(removed_silently(id, before, record)),
            },
        }
    }
    gone
}

fn check_notices(
    ledger: &Ledger,
    record: &LedgerRecord,
    rounds: &[Round],
    calendar: &WorkCalendar,
    out: &mut Vec<Diagnostic>,
) {
    for ((id, number), before) in &ledger.notices {
        let round = rounds.iter().find(|round| round.id == *id);
        let notice = round.and_then(|round| round.notices.get(number.checked_sub(1)?));
        let stated = notice.map(PublishedNotice::of);
        let (Some(round), Some(stated)) = (round, stated) else {
            let message = words!(
                "已发布的第{number}号公告（轮次 {id}）不见了",
                "notice {number} of round {id} was published and is gone"
            );
            let help = words!(
                "把它放回 round.yaml；要作废的，发布撤回公告",
                "put it back; to void it, publish a withdrawal"
            );
            let folder = format!("content/rounds/{id}/");
            out.push(
                Diagnostic::error("published-notice-gone", place(record), message)
                    .help(help)
                    .unless_unread(folder),
            );
            continue;
        };
        if stated == *before {
            continue;
        }
        let file: Arc<str> = format!("content/rounds/{id}/round.yaml").into();
        let at = Place::new(&file, Spot::START);
        let same_but_end = stated.kind == before.kind && stated.published == before.published;
        if same_but_end && ledger.calendar.as_deref() != Some(calendar.edition().as_str()) {
            // The calendar has changed since; a later notice may have told the public.
            let told = round.notices.iter().any(|n| {
                n.number > *number && matches!(n.kind, NoticeKind::Extension(_) | NoticeKind::Restart(_))
            });
            if !told {
                let (was, is) = (before.ends.clone().unwrap_or_default(), stated.ends.unwrap_or_default());
                let message = words!(
                    "第{number}号公告印的截止日是 {was}，按现在的节假日安排应为 {is}",
                    "notice {number} printed {was} as its last day; by the calendar as it is now it would be {is}"
                );
                let help = words!(
                    "发布延期公告（extension）或重新公示（restart），告知新的截止日",
                    "publish an extension or a restart that tells the new last day"
                );
                out.push(Diagnostic::error("period-by-another-calendar", at, message).help(help));
            }
            continue;
        }
        let message = words!(
            "第{number}号公告的种类或日期与已发布的不同",
            "kind or dates of notice {number} differ from those published"
        );
        let help = words!(
            "改回原来的内容；日期有变的，另发延期、重新公示或撤回公告",
            "change it back; for other dates publish an extension, a restart or a withdrawal"
        );
        out.push(Diagnostic::error("published-date-changed", at, message).help(help));
    }
}

fn restarted(ledger: &Ledger, round: &Round, now: Moment) -> bool {
    round.published(now).any(|n| {
        matches!(n.kind, NoticeKind::Restart(_))
            && !ledger.notices.contains_key(&(round.id.clone(), n.number))
    })
}

/// A fact that differs from what was published needs a correction that says so.
fn check_facts(
    id: &str,
    before: &PublishedEntry,
    stated: &PublishedEntry,
    round: &Round,
    place: impl Fn() -> Place,
    out: &mut Vec<Diagnostic>,
) {
    for ((field, was), (_, is)) in before.facts.each().into_iter().zip(stated.facts.each()) {
        let corrected = || round.changes(|_| true).any(|change| change.entry == id && change.field == field);
        if was == is || corrected() {
            continue;
        }
        let what = field.chinese();
        let message = match field {
            Correctable::Summary => {
                words!("{id} 已公布的简介或成果被改动", "the published text of {id} was changed")
            }
            _ => words!(
                "{id} 已公布的{what}是“{was}”，现在是“{is}”",
                "the published {what} of {id} was `{was}` and is now `{is}`"
            ),
        };
        out.push(Diagnostic::error("published-fact-changed", place(), message).help(words!(
            "改回原来的内容；确需更正的，在 round.yaml 里加一份更正公告（correction）",
            "change it back; to correct it, add a correction notice to round.yaml"
        )));
    }
}

/// Where the record of an entry stands.
fn record_place(records: &Records, round: &Round, id: &str) -> Place {
    let found = records.find(&round.id, id);
    found.map_or_else(|| Place::file(id), |(file, text)| Place::new(file, text.spot))
}

fn removal(id: &str, before: &PublishedEntry, records: &Records, rounds: &[Round]) -> Option<Gone> {
    let round = rounds.iter().find(|round| round.id == before.round)?;
    let removed = records
        .all_removed()
        .find(|(r, removed)| r.id == before.round && removed.entry.value.trim() == id)?
        .1;
    let folder = if before.kind == EntryKind::Team { "teams" } else { "engineers" };
    Some(Gone {
        address: format!("{folder}/{id}"),
        round: round.title.clone(),
        round_address: round.address(),
        published: Moment::parse(&removed.published.value)?,
        reason: removed.reason.value.clone(),
    })
}

fn removed_silently(id: &str, before: &PublishedEntry, record: &LedgerRecord) -> Diagnostic {
    let round = &before.round;
    let message = words!(
        "{id} 已经公布，现在没有它的记录，也没有说明原因",
        "{id} was published, and has neither a record nor a reason for its removal"
    );
    Diagnostic::error("published-entry-gone", place(record), message)
        .help(words!(
            "恢复记录；确需撤下的，在 content/rounds/{round}/round.yaml 写 removed: [{{ entry: {id}, published: 日期, reason: 原因 }}]",
            "restore it; to take it down, write removed: [{{ entry: {id}, published: DATE, reason: … }}] in content/rounds/{round}/round.yaml"
        ))
        .unless_unread(format!("content/rounds/{round}/"))
}

/// A removal is checked where it is written: its date must be one, and its record gone.
pub(super) fn check_removed(records: &Records, out: &mut Vec<Diagnostic>) {
    for (round, removed) in records.all_removed() {
        moment(&round.file, &removed.published, out);
        let id = removed.entry.value.trim();
        if records.find(&round.id, id).is_some() {
            let message = words!(
                "{id} 列为已撤下，记录却还在",
                "{id} is listed as removed, and its record is still there"
            );
            let help = words!("删除记录，或从 removed 中去掉", "delete the record, or take it off `removed`");
            out.push(bad(&round.file, &removed.entry, "removed-entry-present", message, help));
        }
    }
}

fn place(record: &LedgerRecord) -> Place {
    Place::new(&record.file, record.editions.last().map_or(Spot::START, |edition| edition.spot))
}
