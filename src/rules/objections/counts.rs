//! The counts of a register: all that leaves it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Setting, is_signed, outcome};
use crate::domain::objections::{ObjectionCounts, Outcome, Party};
use crate::records::ObjectionEntryRecord;

/// Counts objections as the result found them: what came later is counted apart, what was decided later was open then.
pub(super) fn count(register: &[Arc<ObjectionEntryRecord>], setting: Setting<'_>) -> ObjectionCounts {
    let result =
        setting.result().map(|result| result.published).filter(|published| *published <= setting.now);
    let mut counts = ObjectionCounts::default();
    let mut channels: BTreeMap<&str, usize> = BTreeMap::new();
    for objection in register {
        let received = objection.received.as_ref().map(|received| received.value);
        if result.zip(received).is_some_and(|(result, received)| received > result) {
            counts.after_result += 1;
            continue;
        }
        let decided = objection.decided.as_ref().map(|decided| decided.value);
        let was_decided = result.zip(decided).is_none_or(|(result, decided)| decided <= result.date);
        let outcome = outcome(objection).filter(|_| was_decided);
        counts.received += 1;
        counts.real_name += usize::from(is_signed(objection));
        counts.from_units += usize::from(objection.by.as_ref().is_some_and(|by| by.value == Party::Unit));
        *channels.entry(objection.channel.value.trim()).or_default() += 1;
        match outcome {
            Some(Outcome::Upheld) => counts.upheld += 1,
            Some(Outcome::Dismissed) => counts.dismissed += 1,
            Some(Outcome::Withdrawn) => counts.withdrawn += 1,
            Some(Outcome::NotAccepted) | None if setting.is_late(objection) => counts.late += 1,
            Some(Outcome::NotAccepted) => counts.not_accepted += 1,
            None => counts.open += 1,
        }
    }
    counts.accepted = counts.upheld + counts.dismissed + counts.open;
    counts.channels = channels.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counts.channels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
