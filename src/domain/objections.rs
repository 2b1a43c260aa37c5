//! Objections as far as they may be told: counts, by who objected and what was decided.

/// Counts of the objections to a round, as its result found them; while there is none, as they are now. Every objection
/// received is accepted, not accepted, late or withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectionCounts {
    /// Received in all.
    pub received: usize,
    /// Accepted (受理): being investigated, or decided.
    pub accepted: usize,
    /// Not accepted (不予受理), though they came in time.
    pub not_accepted: usize,
    /// Received after the last moment, and not accepted.
    pub late: usize,
    /// Withdrawn by who objected.
    pub withdrawn: usize,
    /// Of those accepted: upheld (成立).
    pub upheld: usize,
    /// Of those accepted: dismissed (不成立).
    pub dismissed: usize,
    /// Of those accepted: not decided yet.
    pub open: usize,
    /// Signed with a real name or stamped.
    pub real_name: usize,
    /// From units; the others are from persons.
    pub from_units: usize,
    /// Received after the result was published; among no other count.
    pub after_result: usize,
    /// By channel, most first, then by name.
    pub channels: Vec<(String, usize)>,
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
