//! Who stands beside whom in a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::entry::Entry;
use crate::domain::round::Round;

/// The listed entries before and after an entry in its programme's list.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The one before it.
    pub previous: Option<Arc<Entry>>,
    /// The one after it.
    pub next: Option<Arc<Entry>>,
}

/// Of each entry of a round, in one pass each way.
pub fn neighbours(round: &Round) -> Vec<Neighbours> {
    let before = last_listed(round.entries.iter());
    let mut after = last_listed(round.entries.iter().rev());
    after.reverse();
    before.into_iter().zip(after).map(|(previous, next)| Neighbours { previous, next }).collect()
}

/// For each of the entries, the last listed one of the same programme that came before it.
fn last_listed<'e>(entries: impl Iterator<Item = &'e Arc<Entry>>) -> Vec<Option<Arc<Entry>>> {
    let mut last: BTreeMap<&str, &Arc<Entry>> = BTreeMap::new();
    let step = |entry: &'e Arc<Entry>| {
        let programme = entry.programme.id.as_str();
        let found = last.get(programme).map(|entry| Arc::clone(entry));
        if entry.standing.is_listed() {
            last.insert(programme, entry);
        }
        found
    };
    entries.map(step).collect()
}
