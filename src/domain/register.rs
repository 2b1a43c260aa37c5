//! Everything that may be published, and the moment it is computed for: what `rules` lets through.

use std::sync::Arc;

use super::calendar::WorkCalendar;
use super::course::RoundState;
use super::ledger::{Ledger, News, PublishedEntry, PublishedNotice, field_address};
use super::moment::Moment;
use super::notice::{Correctable, Notice};
use super::office::Office;
use super::programme::Field;
use super::round::Round;

/// The publishable state of the whole site.
#[derive(Clone, Debug)]
pub struct Register {
    /// The moment it is computed for, Beijing time.
    pub now: Moment,
    /// The office.
    pub office: Office,
    /// Rounds, newest first.
    pub rounds: Vec<Arc<Round>>,
    /// Fields of all programmes, in the programmes' order, each once.
    pub fields: Vec<Field>,
    /// Authored pages, by address.
    pub pages: Vec<Arc<AuthoredPage>>,
    /// Entries and pages once published and taken down with a reason.
    pub removed: Vec<Arc<Removed>>,
    /// What has been published so far.
    pub ledger: Ledger,
    /// The calendar periods were computed with.
    pub calendar: Arc<WorkCalendar>,
}

/// A page once published and taken down since: its address stays, without what it held.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The address of its page, without ending.
    pub address: String,
    /// Of an entry, the title of its round and the address of the round's page, without ending.
    pub round: Option<(String, String)>,
    /// When it was taken down.
    pub published: Moment,
    /// The publishable reason.
    pub reason: String,
}

/// A page an author wrote.
#[derive(Clone, Debug)]
pub struct AuthoredPage {
    /// The file it came from, for messages.
    pub file: Arc<str>,
    /// The line its Markdown begins on.
    pub line: u32,
    /// Its address without ending.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its place in the menu.
    pub menu: Option<u32>,
    /// Its Markdown.
    pub body: String,
}

impl Register {
    /// Rounds of which something may be shown, newest first.
    pub fn public_rounds(&self) -> impl Iterator<Item = &Arc<Round>> {
        self.rounds.iter().filter(|round| round.is_public(self.now))
    }

    /// Rounds open for objections, the one that closes first in front.
    pub fn open_rounds(&self) -> Vec<&Arc<Round>> {
        let mut open: Vec<&Arc<Round>> = self.rounds.iter().filter(|r| r.phase == RoundState::Open).collect();
        open.sort_by_key(|round| round.closes);
        open
    }

    /// The published notices of all rounds, newest first.
    pub fn notices(&self) -> Vec<(&Arc<Round>, &Notice)> {
        let rounds = self.rounds.iter();
        let of_rounds = rounds.flat_map(|round| round.published(self.now).map(move |notice| (round, notice)));
        let mut notices: Vec<(&Arc<Round>, &Notice)> = of_rounds.collect();
        notices.sort_by(|(ra, a), (rb, b)| {
            (b.published, &rb.id, b.number).cmp(&(a.published, &ra.id, a.number))
        });
        notices
    }

    /// What it states that the ledger does not have yet.
    pub fn news(&self) -> News {
        let (ledger, mut news) = (&self.ledger, News::default());
        for round in self.public_rounds() {
            for notice in round.published(self.now) {
                let (key, stated) = ((round.id.clone(), notice.number), PublishedNotice::of(round, notice));
                if ledger.notices.get(&key) != Some(&stated) {
                    news.notices.push((key, stated));
                }
            }
            for entry in &round.entries {
                let (id, stated) = (&entry.id, PublishedEntry::of(round, entry));
                if ledger.entries.get(&**id) != Some(&stated) {
                    news.entries.push((id.to_string(), stated));
                }
            }
        }
        let fields = self.fields.iter().map(|field| field_address(&field.id));
        let pages = self.pages.iter().map(|page| page.address.clone());
        news.pages = fields.chain(pages).filter(|address| !ledger.pages.contains(address)).collect();
        news
    }

    /// How many entries may once have stood under another field or another initial: those taken down, and those whose
    /// name or field was corrected. A list cut into pages keeps room for them, so that no page that was public goes.
    pub fn moved(&self) -> usize {
        let removed = self.removed.iter().filter(|removed| removed.round.is_some()).count();
        let changes = self.public_rounds().flat_map(|round| &round.notices).flat_map(|n| &n.changes);
        removed + changes.filter(|c| matches!(c.field, Correctable::Name | Correctable::Field)).count()
    }
}
