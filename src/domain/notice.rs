//! A notice of a round: a dated page of its own.

use std::sync::Arc;

use chrono::NaiveDate;

pub use super::correctable::Correctable;
use super::entry::Decision;
use super::moment::Moment;
use super::period::Period;
use super::printed::Archived;

/// A notice.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its number in the round, from 1; part of its address.
    pub number: usize,
    /// What it announces.
    pub kind: &'static NoticeKind,
    /// When it is published.
    pub published: Moment,
    /// The signing date (落款日期); the day of publication where none is given.
    pub signed: NaiveDate,
    /// Its document number (文号).
    pub document_number: Option<String>,
    /// A remark printed in it.
    pub note: Option<String>,
    /// Why a period was restarted, extended, suspended or withdrawn.
    pub reason: Option<String>,
    /// The number of the notice it corrects, supplements, restarts, extends, suspends, withdraws or concludes.
    pub about: Option<usize>,
    /// The period it gives.
    pub period: Option<Publicity>,
    /// The ids of the entries it adds.
    pub entries: Vec<String>,
    /// What it corrects.
    pub changes: Vec<Change>,
    /// What it decides of single entries.
    pub decisions: Vec<Decided>,
    /// How it was printed, once it was published.
    pub archived: Option<Arc<Archived>>,
}

/// A kind of notice: its names for files and machines, and what it does. The kinds are listed in `rules::notices`.
#[derive(Debug)]
pub struct NoticeKind {
    /// What tells it from every other, such as `revocation`.
    pub id: &'static str,
    /// The word in files and addresses. A revocation is a withdrawal there.
    pub name: &'static str,
    /// What it does.
    pub effect: Effect,
}

/// What a notice does to its round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A period begins for the whole list; anything before is void.
    Opens,
    /// Entries are added, with a period of their own.
    Adds,
    /// Days are added after the period so far.
    Extends,
    /// Something printed is put right; the period runs on.
    Corrects,
    /// The period stops, until another begins or it runs on.
    Suspends,
    /// A period that was stopped runs on with the days that were left.
    Resumes,
    /// Single entries leave while the list is being publicised.
    Leaves,
    /// All is taken back.
    Withdraws,
    /// The round is over: who is not decided against is selected.
    Decides,
    /// Those whom the result had deferred are decided on.
    Settles,
    /// Single selections end (001 art. 32).
    Revokes,
    /// Those selected are commended.
    Commends,
}

/// A period of publicity and the moment it closes.
#[derive(Clone, Debug)]
pub struct Publicity {
    /// The days.
    pub period: Period,
    /// The last moment for objections, Beijing time.
    pub closes: Moment,
    /// What its first day follows.
    pub runs_from: RunsFrom,
    /// Where the calendar was amended after publication: the last day by the calendar as it is now. The period then
    /// ends as it was printed, and its days are not told one by one.
    pub amended: Option<NaiveDate>,
    /// Where an old notice printed an end on a day off, and the period ends there: where that is printed.
    pub ends_as_printed: Option<String>,
}

/// What the first day of a period follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunsFrom {
    /// The notice's publication.
    Publication,
    /// The end of the period so far, which an extension moves.
    EndSoFar,
    /// The publication of the notice that lets a stopped period run on.
    Resumption,
}

/// One corrected value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry.
    pub entry: String,
    /// Which field of the entry.
    pub field: Correctable,
    /// The key of the round's own column, where that is corrected.
    pub column: Option<Arc<str>>,
    /// What was printed.
    pub from: String,
    /// What is right.
    pub to: String,
    /// Whether it was wrong, or has changed since.
    pub because: Because,
    /// Why.
    pub reason: String,
}

/// Why a printed value is no longer the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// 误写: it was wrong when it was printed.
    Error,
    /// 变更: it was right, and the person has moved since the result (001 art. 30).
    Transfer,
}

/// A decision against an entry, as the result or a later notice states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The entry.
    pub entry: String,
    /// The decision.
    pub decision: Decision,
    /// The publishable reason.
    pub reason: String,
}

impl Notice {
    /// The file's name without ending: `1-publicity`.
    pub fn stem(&self) -> String {
        format!("{}-{}", self.number, self.kind.name)
    }

    /// The period it begins for the whole list.
    pub fn opening(&self) -> Option<&Publicity> {
        self.period.as_ref().filter(|_| self.kind.effect == Effect::Opens)
    }

    /// Whether a correction tells of moves since the result, not of errors.
    pub fn is_transfer(&self) -> bool {
        self.changes.iter().any(|change| change.because == Because::Transfer)
    }
}
