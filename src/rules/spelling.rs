//! One name typed in two ways: rules take them for one, readers of the list may not.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, text, warning};
use crate::domain::course::RoundState;
use crate::domain::names::same_name_key;
use crate::domain::round::Round;
use crate::records::{EntryRecord, Records, Text};

/// Warns of units, recommenders and people of one unit whose names are one name typed in two ways, within a round or in
/// two. Decided rounds are told of only by what is typed otherwise in one that is not.
pub(super) fn check(records: &Records, rounds: &[Round]) -> Vec<Diagnostic> {
    let is_over = |id: &str| {
        let round = rounds.iter().find(|round| round.id == id);
        round.is_some_and(|round| matches!(round.phase, RoundState::Decided | RoundState::Withdrawn))
    };
    let (over, open): (Vec<_>, Vec<_>) = records.entries.iter().partition(|(id, _)| is_over(id));
    let mut known = Known::default();
    let mut out = Vec::new();
    for entry in over.into_iter().flat_map(|(_, entries)| entries) {
        known.add(entry, &mut Vec::new());
    }
    for entry in open.into_iter().flat_map(|(_, entries)| entries) {
        known.add(entry, &mut out);
    }
    out
}

/// The first place of each name.
#[derive(Default)]
struct Known<'r> {
    units: HashMap<Cow<'r, str>, Vec<&'r Text>>,
    /// By the person's name and the unit's.
    people: HashMap<(Cow<'r, str>, Cow<'r, str>), Vec<&'r Text>>,
}

impl<'r> Known<'r> {
    fn add(&mut self, entry: &'r EntryRecord, out: &mut Vec<Diagnostic>) {
        let units = [&entry.unit, &entry.fields.recommender].into_iter();
        let units = units.chain(&entry.fields.other_units).chain(&entry.fields.partners);
        for unit in units.chain(entry.people().filter_map(|person| person.unit.as_ref())) {
            compare(self.units.entry(same_name_key(&unit.value)).or_default(), unit, out);
        }
        for person in entry.people() {
            let unit = person.unit.as_ref().unwrap_or(&entry.unit);
            let key = (same_name_key(&person.name.value), same_name_key(&unit.value));
            compare(self.people.entry(key).or_default(), &person.name, out);
        }
    }
}

/// Keeps each way to type a name once, and tells of every one after the first.
fn compare<'r>(ways: &mut Vec<&'r Text>, typed: &'r Text, out: &mut Vec<Diagnostic>) {
    if ways.iter().any(|way| way.value.trim() == typed.value.trim()) {
        return;
    }
    if let Some(first) = ways.first() {
        let (this, other) = (typed.value.trim(), first.value.trim());
        let place = text!("另一处写作“{other}”", "elsewhere it is `{other}`");
        out.push(
            warning!(typed, "typed-in-two-ways",
                "“{this}”与另一处的“{other}”只是写法不同，核对规则时按同一个名称计算",
                "`{this}` and `{other}` differ only in how they are typed; the rules take them for one name";
                help: "是同一个的，写成一样；已公示的，发布更正公告",
                "where they are one, type them alike; once published, by a correction"
            )
            .also(first.location.clone(), place),
        );
    }
    ways.push(typed);
}
