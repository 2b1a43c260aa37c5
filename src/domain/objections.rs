//! Objections as far as they may be told: counts, by who objected and what was decided.

/// Counts of the objections to a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectionCounts {
    /// Received in all.
    pub received: usize,
    /// Received after the last moment.
    pub late: usize,
    /// Signed with a real name or stamped.
    pub real_name: usize,
    /// From units; the others are from persons.
    pub from_units: usize,
    /// Not decided yet.
    pub open: usize,
    /// By channel, most first, then by name.
    pub channels: Vec<(String, usize)>,
    /// By outcome, in a fixed order; outcomes that did not occur are left out.
    pub outcomes: Vec<(&'static str, usize)>,
}

/// Who objected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A person.
    Person,
    /// A unit.
    Unit,
}

/// What was decided on an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// 成立
    Upheld,
    /// 不成立
    Dismissed,
    /// 不予受理
    NotAccepted,
    /// 撤回
    Withdrawn,
}

impl Outcome {
    /// The words of reports and notices.
    pub fn chinese(self) -> &'static str {
        match self {
            Outcome::Upheld => "异议成立",
            Outcome::Dismissed => "异议不成立",
            Outcome::NotAccepted => "不予受理",
            Outcome::Withdrawn => "异议人撤回",
        }
    }
}
