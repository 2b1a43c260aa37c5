//! Puts the lists in the round's order. Input order is often the recommenders' ranking, and is kept only where
//! the round says so.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, text};
use crate::domain::entry::Entry;
use crate::domain::grouping::Grouping;
use crate::domain::names::{NameKey, Order, StrokeOverrides};
use crate::domain::programme::EntryKind;
use crate::records::EntryRecord;

/// Individuals, then teams, each by group and then in the round's order.
pub(super) fn arrange(
    order: Order,
    entries: Vec<(Entry, Arc<EntryRecord>)>,
    grouping: Option<&Grouping>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Arc<Entry>> {
    let keyed = entries.into_par_iter().map(|(entry, record)| (sort_key(order, &entry, &record), entry));
    let keyed: Vec<_> = keyed.collect();
    let (individuals, teams): (Vec<_>, Vec<_>) =
        keyed.into_iter().partition(|(_, entry)| entry.kind() == EntryKind::Individual);
    let mut entries = sorted(individuals, out);
    entries.extend(sorted(teams, out));
    if let Some(grouping) = grouping {
        entries.sort_by_key(|entry| (entry.kind(), grouping.place_of(entry)));
    }
    entries.into_iter().map(Arc::new).collect()
}

/// What an entry is sorted by, or what is wrong with what its record says of its name.
fn sort_key(order: Order, entry: &Entry, record: &EntryRecord) -> Result<NameKey, Diagnostic> {
    if let Some(text) = &record.strokes {
        StrokeOverrides::parse(&text.value).map_err(|error| {
            let help = text!("写成 𬭎=311154451354 的形式", "write it as 𬭎=311154451354");
            Diagnostic::error("bad-strokes", text, error.message()).help(help)
        })?;
    }
    entry
        .sort_key(order)
        .map_err(|error| Diagnostic::error("name-order", &record.name, error.message()).help(error.help()))
}

/// Entries without a key come first; why they have none is told in the order they came in.
fn sorted<T: Send>(mut keyed: Vec<(Result<NameKey, Diagnostic>, T)>, out: &mut Vec<Diagnostic>) -> Vec<T> {
    out.extend(keyed.iter().filter_map(|(key, _)| key.as_ref().err()).cloned());
    keyed.par_sort_by(|(a, _), (b, _)| a.as_ref().ok().cmp(&b.as_ref().ok()));
    let mut items: Vec<T> = keyed.into_iter().map(|(_, item)| item).collect();
    // The room of the keys.
    items.shrink_to_fit();
    items
}
