//! What has been published, as facts: the ledger folded to its present state, and what a new edition adds to it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::entry::{Entry, Item};
use super::moment::Moment;
use super::notice::{Correctable, Notice};
use super::programme::EntryKind;
use super::register::Register;
use super::round::Round;

/// Everything ever published, by the latest edition that stated it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// When the latest edition was published.
    pub latest: Option<Moment>,
    /// The digests of the editions, oldest first; the last is public now.
    pub editions: Vec<String>,
    /// The calendar of the latest edition.
    pub calendar: Option<String>,
    /// Notices by round and number.
    pub notices: BTreeMap<(String, usize), PublishedNotice>,
    /// Entries by id.
    pub entries: BTreeMap<String, PublishedEntry>,
}

/// A notice's dates as published.
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
}

impl PublishedNotice {
    /// What the ledger says of a notice.
    pub fn of(notice: &Notice) -> Self {
        let period = notice.kind.period();
        PublishedNotice {
            kind: notice.kind.name().to_owned(),
            published: notice.published.plain(),
            ends: period.map(|p| p.period.ends.to_string()),
            closes: period.map(|p| p.closes.plain()),
        }
    }
}

impl PublishedEntry {
    /// What the ledger says of an entry.
    pub fn of(round: &Round, item: Item<'_>) -> Self {
        let entry = item.entry();
        let title = match item {
            Item::Engineer(engineer) => engineer.title.clone(),
            Item::Team(team) => team.leader.title.clone(),
        };
        let facts = Facts {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            title: title.unwrap_or_default(),
            field: entry.field.name.clone(),
            recommender: entry.recommender.clone(),
            text: text_digest(entry),
        };
        PublishedEntry { round: round.id.clone(), kind: item.kind(), facts }
    }
}

impl Facts {
    /// Each fact with what a correction calls it.
    pub fn each(&self) -> [(Correctable, &str); 6] {
        [
            (Correctable::Name, &self.name),
            (Correctable::Unit, &self.unit),
            (Correctable::Title, &self.title),
            (Correctable::Field, &self.field),
            (Correctable::Recommender, &self.recommender),
            (Correctable::Summary, &self.text),
        ]
    }
}

/// Sixteen hexadecimal digits that change with any word of summary or achievements.
fn text_digest(entry: &Entry) -> String {
    let mut digest = Sha256::new();
    let mut add = |text: Option<&String>| {
        digest.update(text.map_or("", String::as_str));
        digest.update([0]);
    };
    add(entry.summary.as_ref());
    for a in &entry.achievements {
        [a.kind.as_ref(), Some(&a.name), a.role.as_ref(), a.contribution.as_ref()]
            .into_iter()
            .for_each(&mut add);
    }
    let digest: [u8; 32] = digest.finalize().into();
    digest[..8].iter().map(|b| format!("{b:02x}")).collect()
}

/// What an edition states that the ledger does not have yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Notices by round and number.
    pub notices: Vec<((String, usize), PublishedNotice)>,
    /// Entries by id.
    pub entries: Vec<(String, PublishedEntry)>,
}

impl Ledger {
    /// The last edition that was public before this one and is another.
    pub fn previous(&self, digest: &str) -> Option<&str> {
        self.editions.iter().rev().map(String::as_str).find(|edition| *edition != digest)
    }

    /// Compares a register with the ledger.
    pub fn news(&self, register: &Register) -> News {
        let mut news = News::default();
        for round in register.public_rounds() {
            for notice in round.published(register.now) {
                let (key, stated) = ((round.id.clone(), notice.number), PublishedNotice::of(notice));
                if self.notices.get(&key) != Some(&stated) {
                    news.notices.push((key, stated));
                }
            }
            for item in round.items() {
                let (id, stated) = (&item.entry().id, PublishedEntry::of(round, item));
                if self.entries.get(id) != Some(&stated) {
                    news.entries.push((id.clone(), stated));
                }
            }
        }
        news
    }
}
