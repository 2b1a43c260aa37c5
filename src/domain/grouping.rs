//! Lists in groups: 一等奖、二等奖; the counties; the batches.

use std::sync::Arc;

use super::column::ListColumn;
use super::entry::Entry;

/// What lists are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The column whose values the groups are.
    pub by: ListColumn,
    /// The groups in their order, as the office states it.
    pub groups: Vec<Arc<str>>,
}

impl Grouping {
    /// The place of an entry's group among the groups; those of no group come last.
    pub fn place_of(&self, entry: &Entry) -> usize {
        let group = entry.shown(&self.by);
        self.groups.iter().position(|one| Some(one) == group.as_ref()).unwrap_or(self.groups.len())
    }

    /// Entries by group, in the order of the groups; groups without any are left out.
    pub fn split<T>(
        &self,
        entries: impl IntoIterator<Item = T>,
        entry_of: impl Fn(&T) -> &Entry,
    ) -> Vec<(Arc<str>, Vec<T>)> {
        let mut all: Vec<(Arc<str>, Vec<T>)> =
            self.groups.iter().map(|group| (group.clone(), Vec::new())).collect();
        all.push((Arc::default(), Vec::new()));
        for entry in entries {
            let place = self.place_of(entry_of(&entry));
            all[place].1.push(entry);
        }
        all.retain(|(_, entries)| !entries.is_empty());
        all
    }
}
