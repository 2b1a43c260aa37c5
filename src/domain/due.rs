//! When a site has to be built again: its pages cannot know that a moment has passed.

use super::course::RoundState;
use super::moment::{END_OF_DAY, Moment};
use super::register::Register;

/// The next moment at which the site changes by time alone, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The moment.
    pub moment: Moment,
    /// What changes then, each once.
    pub changes: Vec<Change>,
}

/// What changes with time alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A notice is due.
    Notice,
    /// A period ends.
    PeriodEnds,
    /// Something is taken down.
    Removal,
    /// The day changes, and with it the days that are left.
    DaysLeft,
}

impl Change {
    /// The word for machines.
    pub fn name(self) -> &'static str {
        match self {
            Change::Notice => "notice",
            Change::PeriodEnds => "period-ends",
            Change::Removal => "removal",
            Change::DaysLeft => "days-left",
        }
    }
}

impl Register {
    /// The next moment at which the site has to be built again; `None` where time changes nothing any more.
    pub fn next_due(&self) -> Option<Due> {
        let mut coming: Vec<(Moment, Change)> = Vec::new();
        for round in &self.rounds {
            coming.extend(round.notices.iter().map(|notice| (notice.published, Change::Notice)));
            if round.phase == RoundState::Open {
                coming.extend(round.closes.map(|closes| (closes, Change::PeriodEnds)));
                coming.push((Moment::new(self.now.date, END_OF_DAY), Change::DaysLeft));
            }
        }
        coming.extend(self.removed.iter().map(|removed| (removed.published, Change::Removal)));
        coming.retain(|(moment, _)| *moment > self.now);
        let moment = coming.iter().map(|(moment, _)| *moment).min()?;
        let mut changes: Vec<Change> =
            coming.iter().filter(|(at, _)| *at == moment).map(|(_, change)| *change).collect();
        changes.sort_unstable();
        changes.dedup();
        Some(Due { moment, changes })
    }
}
