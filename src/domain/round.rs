//! A round of selection: its notices, its people, and where it stands.

use std::sync::Arc;

use super::approval::Approval;
use super::column::ListColumn;
use super::course::RoundState;
use super::entry::Entry;
use super::grouping::Grouping;
use super::moment::Moment;
use super::named::Named;
use super::names::Order;
use super::notice::{Change, Correctable, Notice, Publicity};
use super::objections::ObjectionCounts;
use super::office::{Contact, Postmark};
use super::programme::{Document, EntryKind, Programme};

/// A round of selection.
#[derive(Clone, Debug)]
pub struct Round {
    /// The folder's name, part of its addresses.
    pub id: String,
    /// Its name as notices use it, such as 2025年卓越工程师选拔培育项目.
    pub title: String,
    /// The year.
    pub year: String,
    /// Its programmes, in order.
    pub programmes: Vec<Arc<Programme>>,
    /// The same with the rules in force for this round: the packs', and in their place those of its own call.
    pub rules: Vec<Programme>,
    /// How many approved exceptions from its rules the list needs.
    pub exceptions: usize,
    /// Which texts of its notices are approved.
    pub approval: Option<Approval>,
    /// Who signs (落款).
    pub issuers: Vec<String>,
    /// Where to object.
    pub contacts: Vec<Contact>,
    /// Which postmark counts for letters.
    pub postmark: Postmark,
    /// Whether its notices have their lists as annexes.
    pub annex: bool,
    /// Columns of its lists.
    pub columns: Vec<ListColumn>,
    /// What its lists are grouped by, and the groups in their order.
    pub grouping: Option<Grouping>,
    /// The order of names.
    pub order: Order,
    /// The documents a notice cites; empty: those of its programmes.
    pub basis: Vec<Document>,
    /// Its notices, in the order of publication.
    pub notices: Vec<Notice>,
    /// Individuals, then teams, each in the order of the list.
    pub entries: Vec<Arc<Entry>>,
    /// The office's own wording of the publicity notice: a Markdown template.
    pub wording: Option<Arc<str>>,
    /// Objections, as counts, where the office keeps a register.
    pub objections: Option<ObjectionCounts>,
    /// Where it stands at the moment the site is computed for.
    pub phase: RoundState,
    /// The last moment for objections, extensions and supplements counted.
    pub closes: Option<Moment>,
    /// Since when it stands there, if that has a moment.
    pub since: Option<Moment>,
}

fn opening(notice: &Notice) -> Option<(&Notice, &Publicity)> {
    Some((notice, notice.opening()?))
}

impl Round {
    /// The notices published by the moment the site is computed for.
    pub fn published(&self, now: Moment) -> impl DoubleEndedIterator<Item = &Notice> {
        self.notices.iter().filter(move |n| n.published <= now)
    }

    /// Whether anything of the round may be shown.
    pub fn is_public(&self, now: Moment) -> bool {
        self.published(now).next().is_some()
    }

    /// The notice whose period is in force for the whole list at a moment: the publicity, or its restart. Before any
    /// is out, the one that will be the first.
    pub fn publicity(&self, now: Moment) -> Option<(&Notice, &Publicity)> {
        self.published(now).rev().find_map(opening).or_else(|| self.notices.iter().find_map(opening))
    }

    /// The number of the supplement that added an entry, if one did.
    pub fn supplement_of(&self, id: &str) -> Option<usize> {
        let adds = |notice: &&Notice| notice.entries.iter().any(|entry| entry == id);
        self.notices.iter().find(adds).map(|notice| notice.number)
    }

    /// The round with these changes taken back: as it was printed before the corrections that made them.
    pub fn without<'c>(&self, changes: impl IntoIterator<Item = &'c Change>) -> Round {
        let mut before = self.clone();
        let changes: Vec<&Change> = changes.into_iter().collect();
        for change in changes.into_iter().rev() {
            before.take_back(change);
        }
        before
    }

    fn take_back(&mut self, change: &Change) {
        let Some(entry) = self.entries.iter_mut().find(|e| *e.id == *change.entry) else { return };
        let entry = Arc::make_mut(entry);
        let from: Arc<str> = change.from.as_str().into();
        match change.field {
            Correctable::Name => entry.name = from,
            Correctable::Unit => entry.unit = from,
            Correctable::Title => entry.set_title(from),
            Correctable::Field => {
                match entry.programme.fields.iter().find(|f| f.name == from || f.id == from) {
                    Some(field) => entry.field = field.clone(),
                    None => entry.field.name = from,
                }
            }
            Correctable::Recommender => entry.recommender = from,
            Correctable::Summary => entry.summary = Some(from),
            Correctable::Column => entry.set_cell(change.column.as_deref().unwrap_or_default(), from),
            Correctable::Leader | Correctable::Members | Correctable::Mentors => {
                let Some(team) = entry.team_mut() else { return };
                match change.field {
                    Correctable::Leader => team.leader.name = from,
                    Correctable::Members => Named::replace(&mut team.members, &change.to, &change.from),
                    _ => Named::replace(&mut team.mentors, &change.to, &change.from),
                }
            }
        }
    }

    /// What corrections change, of those notices that `which` picks.
    pub fn changes<'r>(&'r self, which: impl Fn(&Notice) -> bool + 'r) -> impl Iterator<Item = &'r Change> {
        self.notices.iter().filter(move |notice| which(notice)).flat_map(|notice| &notice.changes)
    }

    /// Entries of one kind, in list order.
    pub fn entries_of(&self, kind: EntryKind) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(move |entry| entry.kind() == kind)
    }

    /// Those that lists still carry.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(|entry| entry.standing.is_listed())
    }

    /// An entry by its id.
    pub fn entry(&self, id: &str) -> Option<&Arc<Entry>> {
        self.entries.iter().find(|entry| *entry.id == *id)
    }

    /// The address of its page, without ending.
    pub fn address(&self) -> String {
        format!("rounds/{}", self.id)
    }

    /// The address of one of its notices, without ending.
    pub fn notice_address(&self, notice: &Notice) -> String {
        format!("rounds/{}/{}", self.id, notice.stem())
    }

    /// Whether any of its programmes is of a kind.
    pub fn has(&self, kind: EntryKind) -> bool {
        self.programmes.iter().any(|programme| programme.kind == kind)
    }
}
