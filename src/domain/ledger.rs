//! What has been published, as facts: the ledger folded to its present state, and what a new edition adds to it.

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::chain::Link;
use super::digest::hex;
use super::entry::{Entry, Person};
use super::moment::Moment;
use super::notice::{Because, Correctable, Notice};
use super::printed::archive_file;
use super::programme::EntryKind;
use super::round::Round;

/// Everything ever published, by the latest edition that stated it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// When the latest edition was published.
    pub latest: Option<Moment>,
    /// The digests of the editions, oldest first; the last is public now.
    pub editions: Vec<String>,
    /// The digests of its entries, in the same order.
    pub digests: Vec<String>,
    /// The calendar of the latest edition.
    pub calendar: Option<String>,
    /// Notices by round and number.
    pub notices: BTreeMap<(String, usize), PublishedNotice>,
    /// Entries by id.
    pub entries: BTreeMap<String, PublishedEntry>,
    /// The calendar each notice's dates were computed with.
    pub calendars: BTreeMap<(String, usize), String>,
    /// Addresses, without ending, of authored pages and fields.
    pub pages: BTreeSet<String>,
    /// The digest of each document of the archive, by its file.
    pub documents: BTreeMap<String, String>,
    /// Documents that were published without an approval, by their files, and why.
    pub unapproved: BTreeMap<String, String>,
    /// Documents of notices that count as not published, because a clock was wrong.
    pub taken_back: BTreeSet<String>,
    /// Files in the archive that it does not know.
    pub strays: Vec<String>,
}

/// A notice as published. What ledgers of earlier versions do not say is not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedNotice {
    /// Its kind.
    pub kind: String,
    /// When it was published, `2025-09-01 09:00`.
    pub published: String,
    /// The last day of its period, if it gives one.
    pub ends: Option<String>,
    /// The last moment for objections, if it gives one.
    pub closes: Option<String>,
    /// How long its period was said to be, `5 working counted`.
    pub length: Option<String>,
    /// What it is about and whose it is: the title of its round, and who issues it.
    pub heading: Option<String>,
    /// Digest of what else it states: reason, remark, changes, decisions, who is added.
    pub text: Option<String>,
}

/// An entry's facts as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEntry {
    /// The round it was published in.
    pub round: String,
    /// An individual or a team.
    pub kind: EntryKind,
    /// The facts that only a correction may change.
    pub facts: Facts,
}

/// The facts of an entry that only a correction may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Title, of the person or the leader; empty where none.
    pub title: String,
    /// Field.
    pub field: String,
    /// Recommending unit.
    pub recommender: String,
    /// Digest of summary and achievements.
    pub text: String,
    /// What it says in the columns that its round declares, by their keys.
    pub columns: BTreeMap<String, String>,
    /// What a team says of its people; ledgers of earlier versions do not have it.
    pub people: Option<People>,
}

/// The facts of a team's people that only a correction may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The leader's name.
    pub leader: String,
    /// Digest of the members' names and units.
    pub members: String,
    /// Digest of the mentors' names, titles and units.
    pub mentors: String,
}

impl PublishedNotice {
    /// What the ledger says of a notice of a round.
    pub fn of(round: &Round, notice: &Notice) -> Self {
        let heading = format!("{}（{}）", round.title, round.issuers.join("、"));
        PublishedNotice { heading: Some(heading), ..PublishedNotice::without_heading(notice) }
    }

    /// The same where its round is not known yet.
    pub fn without_heading(notice: &Notice) -> Self {
        let period = notice.period.as_ref();
        let length = period.map(|p| p.period.length);
        PublishedNotice {
            length: length.map(|l| format!("{} {} {}", l.days, l.unit.name(), l.posting_day.name())),
            heading: None,
            text: Some(notice_digest(notice)),
            kind: notice.kind.name.to_owned(),
            published: notice.published.plain(),
            ends: period.map(|p| p.period.ends.to_string()),
            closes: period.map(|p| p.closes.plain()),
        }
    }

    /// Whether kind and dates are the same, and the length where both say it.
    pub fn has_dates_of(&self, other: &PublishedNotice) -> bool {
        let dates =
            |n: &PublishedNotice| (n.kind.clone(), n.published.clone(), n.ends.clone(), n.closes.clone());
        dates(self) == dates(other) && self.has_length_of(other)
    }

    /// Whether the length is the same, where both say it.
    pub fn has_length_of(&self, other: &PublishedNotice) -> bool {
        agree(&self.length, &other.length)
    }

    /// Whether the heading is the same, where both say it.
    pub fn has_heading_of(&self, other: &PublishedNotice) -> bool {
        agree(&self.heading, &other.heading)
    }

    /// Whether what else it states is the same, where both say it.
    pub fn has_text_of(&self, other: &PublishedNotice) -> bool {
        agree(&self.text, &other.text)
    }
}

/// What a ledger of an earlier version does not say agrees with anything.
fn agree(a: &Option<String>, b: &Option<String>) -> bool {
    a.is_none() || b.is_none() || a == b
}

impl PublishedEntry {
    /// What the ledger says of an entry.
    pub fn of(round: &Round, entry: &Entry) -> Self {
        let people = entry.team().map(|team| People {
            leader: team.leader.name.to_string(),
            members: people_digest(&[&team.members[..], &team.co_leaders].concat()),
            mentors: people_digest(&team.mentors),
        });
        let facts = Facts {
            name: entry.name.to_string(),
            unit: entry.unit.to_string(),
            title: entry.title().map(ToString::to_string).unwrap_or_default(),
            field: entry.field.name.to_string(),
            recommender: entry.recommender.to_string(),
            text: text_digest(entry),
            columns: entry
                .cells
                .iter()
                .map(|cell| (cell.column.key.to_string(), cell.value.to_string()))
                .collect(),
            people,
        };
        PublishedEntry { round: round.id.clone(), kind: entry.kind(), facts }
    }
}

impl Facts {
    /// Each fact with what a correction calls it.
    pub fn each(&self) -> Vec<(Correctable, &str)> {
        let mut all: Vec<(Correctable, &str)> = vec![
            (Correctable::Name, &self.name),
            (Correctable::Unit, &self.unit),
            (Correctable::Title, &self.title),
            (Correctable::Field, &self.field),
            (Correctable::Recommender, &self.recommender),
            (Correctable::Summary, &self.text),
        ];
        if let Some(people) = &self.people {
            all.extend([
                (Correctable::Leader, people.leader.as_str()),
                (Correctable::Members, &people.members),
                (Correctable::Mentors, &people.mentors),
            ]);
        }
        all
    }
}

/// Changes with any word of summary or achievements.
fn text_digest(entry: &Entry) -> String {
    let mut parts = vec![entry.summary.as_deref()];
    for a in &entry.achievements {
        parts.extend([a.kind.as_deref(), Some(&a.name), a.role.as_deref(), a.contribution.as_deref()]);
        parts.extend(a.people.iter().map(|person| Some(&**person)));
    }
    // Entries without them have the digest they always had.
    parts.extend(entry.other_units.iter().chain(&entry.partners).map(|unit| Some(&**unit)));
    fingerprint(parts)
}

/// Changes with any name, unit or title, and with their order.
fn people_digest(people: &[Person]) -> String {
    let parts = |p: &'_ Person| [Some(p.name.clone()), p.unit.clone(), p.title.clone()];
    let parts: Vec<Option<Arc<str>>> = people.iter().flat_map(parts).collect();
    fingerprint(parts.iter().map(Option::as_deref))
}

/// Changes with anything a notice states beside its dates and the facts of entries.
fn notice_digest(notice: &Notice) -> String {
    let signed = notice.signed.to_string();
    let mut parts = vec![Some(signed.as_str()), notice.note.as_deref(), notice.reason.as_deref()];
    for decided in &notice.decisions {
        parts.extend([&decided.entry, decided.decision.name(), &decided.reason].map(Some));
    }
    for c in &notice.changes {
        let because = if c.because == Because::Transfer { "transfer" } else { "error" };
        parts.extend([&c.entry, c.field.name(), &c.from, &c.to, because, &c.reason].map(Some));
        parts.extend(c.column.as_deref().map(Some));
    }
    parts.extend(notice.entries.iter().map(|id| Some(id.as_str())));
    parts.extend(notice.document_number.as_deref().map(Some));
    fingerprint(parts)
}

/// Sixteen hexadecimal digits that change with any part.
fn fingerprint<'p>(parts: impl IntoIterator<Item = Option<&'p str>>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.unwrap_or_default());
        digest.update([0]);
    }
    let digest: [u8; 32] = digest.finalize().into();
    hex(&digest[..8])
}

/// What an edition states that the ledger does not have yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Notices by round and number.
    pub notices: Vec<((String, usize), PublishedNotice)>,
    /// Entries by id.
    pub entries: Vec<(String, PublishedEntry)>,
    /// Addresses of authored pages and fields.
    pub pages: Vec<String>,
}

impl News {
    /// Whether there is nothing to state.
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty() && self.entries.is_empty() && self.pages.is_empty()
    }
}

/// The address of a field's page, without ending.
pub fn field_address(id: &str) -> String {
    format!("fields/{id}")
}

impl Ledger {
    /// Its last entry, for which the next one and the edition in the output vouch.
    pub fn last_link(&self) -> Option<Link> {
        Some(Link { number: self.digests.len(), sha256: self.digests.last()?.clone() })
    }

    /// The last edition that was public before this one and is another.
    pub fn previous(&self, digest: &str) -> Option<&str> {
        self.editions.iter().rev().map(String::as_str).find(|edition| *edition != digest)
    }

    /// The documents that the archive lacks of notices that are in the ledger, by their files: it is older than the archive.
    pub fn unarchived(&self) -> Vec<String> {
        let notices = self.notices.iter();
        let files = notices.map(|((round, number), n)| archive_file(round, &format!("{number}-{}", n.kind)));
        files.filter(|file| !self.documents.contains_key(file)).collect()
    }

    /// The calendar that the dates of a notice were computed with.
    pub fn calendar_of(&self, round: &str, number: usize) -> Option<&str> {
        self.calendars.get(&(round.to_owned(), number)).map(String::as_str)
    }
}
