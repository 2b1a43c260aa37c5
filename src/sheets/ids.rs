//! Ids for new records: a letter, the round's year, a number. They are the addresses of pages, so the numbers follow the
//! names and not the table's order, which is often the recommender's ranking; and no number that ever stood anywhere in
//! the content is given again.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Field, Value};
use crate::domain::programme::EntryKind;
use crate::world::Snapshot;

/// Gives the drafts that have none an id. `known` are the ids of the round's records of the kind.
pub(super) fn give(
    drafts: &mut [&mut Draft],
    known: &BTreeSet<String>,
    year: &str,
    kind: EntryKind,
    snapshot: &Snapshot,
) {
    let prefix = prefix(known, year, kind);
    let mut next = highest(snapshot, &prefix) + 1;
    let mut order: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].text("id").is_none()).collect();
    let name = |i: &usize| {
        let draft = &drafts[*i];
        (draft.text("name").map(str::to_owned), draft.text("unit").map(str::to_owned), draft.place)
    };
    order.sort_by_cached_key(name);
    let written: BTreeSet<String> =
        drafts.iter().filter_map(|draft| draft.text("id").map(str::to_owned)).collect();
    for i in order {
        let mut id = format!("{prefix}{next:03}");
        while written.contains(&id) {
            next += 1;
            id = format!("{prefix}{next:03}");
        }
        next += 1;
        let rows = super::draft::rows(kind);
        if let Some(row) = rows.iter().find(|row| row.key.0 == "id") {
            drafts[i].fields.insert(0, Field { row, value: Value::Text(id), place: None });
        }
    }
}

/// What the round's ids begin with: most of them, or the kind's letter and the year.
fn prefix(known: &BTreeSet<String>, year: &str, kind: EntryKind) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in known {
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
        if stem.ends_with('-') && id.len() - stem.len() >= 2 {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let letter = match kind {
        EntryKind::Individual => 'g',
        EntryKind::Team => 't',
    };
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(|| format!("{letter}{year}-"), |(stem, _)| stem.to_owned())
}

/// The highest number that stands behind the prefix anywhere: in records, notices, removals, the ledger.
fn highest(snapshot: &Snapshot, prefix: &str) -> u32 {
    let mut highest = 0;
    for file in snapshot.content.values() {
        for at in memchr::memmem::find_iter(&file.bytes, prefix.as_bytes()) {
            let rest = &file.bytes[at + prefix.len()..];
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).take(9);
            let number = digits.fold(0u32, |n, byte| n * 10 + u32::from(byte - b'0'));
            highest = highest.max(number);
        }
    }
    highest
}
