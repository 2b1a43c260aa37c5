//! Objections as far as they may be told: counts.

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
