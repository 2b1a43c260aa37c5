//! One id, one page: ids are unique in the whole site, whatever file or round they stand in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::input::records::Records;
use crate::input::yaml::Text;
use crate::words;

pub(super) fn check(records: &Records, out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let engineers = records.engineers.values().flatten().map(|r| (&r.file, &r.id));
    let teams = records.teams.values().flatten().map(|r| (&r.file, &r.id));
    for (file, id) in engineers.chain(teams) {
        let place = Place::new(file, id.spot);
        match seen.get(id.value.as_str()) {
            Some(first) => out.push(twice(file, id, first)),
            None => {
                seen.insert(&id.value, place);
            }
        }
    }
}

fn twice(file: &Arc<str>, id: &Text, first: &Place) -> Diagnostic {
    Diagnostic::error(
        "duplicate-id",
        Place::new(file, id.spot),
        words!("编号“{0}”用了两次，两条记录会占用同一个网址", "the id `{0}` is used twice", id.value),
    )
    .also(first.clone(), words!("另一条在这里", "the other one is here"))
    .help(words!("给其中一条换一个没有用过的编号", "give one of them an id that has never been used"))
}
