//! One id, one page: ids are unique in the whole site, whatever file or round they stand in, and no two look alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::programme::EntryKind;
use crate::records::Text;
use crate::records::{EntryRecord, Records};

pub(super) fn check(records: &Records) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut seen: HashMap<String, &Text> = HashMap::new();
    let of_kind = |kind| records.entries.values().flatten().filter(move |entry| entry.kind() == kind);
    for EntryRecord { id, .. } in
        of_kind(EntryKind::Individual).chain(of_kind(EntryKind::Team)).map(Arc::as_ref)
    {
        match seen.entry(shape(&id.value)) {
            Entry::Vacant(free) => {
                free.insert(id);
            }
            Entry::Occupied(taken) => {
                let other = taken.get();
                let first = other.location.clone();
                out.push(if id.value == other.value {
                    twice(id, first)
                } else {
                    alike(id, &other.value, first)
                });
            }
        }
    }
    out
}

/// What an id looks like at a glance: 0 like o, 1 and i like l, rn like m, vv like w.
fn shape(id: &str) -> String {
    let mut shape = String::with_capacity(id.len());
    for c in id.chars() {
        let c = match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            c => c,
        };
        match (shape.chars().next_back(), c) {
            (Some('r'), 'n') => {
                shape.pop();
                shape.push('m');
            }
            (Some('v'), 'v') => {
                shape.pop();
                shape.push('w');
            }
            (Some('-'), '-') => {}
            _ => shape.push(c),
        }
    }
    shape
}

fn twice(id: &Text, first: Location) -> Diagnostic {
    error!(id.location.clone(), "duplicate-id",
        "编号“{0}”用了两次，两条记录会占用同一个网址", "the id `{0}` is used twice", id.value;
        help: "给其中一条换一个没有用过的编号", "give one of them an id that has never been used"
    )
    .also(first, text!("另一条在这里", "the other one is here"))
}

fn alike(id: &Text, other: &str, first: Location) -> Diagnostic {
    error!(id.location.clone(), "look-alike-id",
        "编号“{0}”与“{other}”看起来一样（0 与 o、1 与 l 与 i、rn 与 m、vv 与 w）",
        "the id `{0}` looks like `{other}` (0 and o, 1 and l and i, rn and m, vv and w)",
        id.value;
        help: "给没有公布过的那一条换一个编号", "give the one never published another id"
    )
    .also(first, text!("另一条在这里", "the other one is here"))
}
