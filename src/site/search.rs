//! The search page: everyone listed, so that it answers without a script too.

use serde::Serialize;

use crate::domain::entry::Item;
use crate::domain::register::Register;
use crate::pages::view::{self, RoundBrief};

/// Everyone still listed, by round, newest first.
pub(super) fn groups(register: &Register) -> Vec<SearchGroup> {
    let group = |round: &_| SearchGroup {
        round: view::round_brief(round, register.now),
        entries: round.listed().map(found).collect(),
    };
    register.public_rounds().map(group).collect()
}

/// The entries of one round.
#[derive(Serialize)]
pub(super) struct SearchGroup {
    round: RoundBrief,
    entries: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    name: String,
    unit: String,
    field: String,
    kind: &'static str,
    href: String,
    standing: &'static str,
    leader: Option<String>,
}

fn found(item: Item<'_>) -> Found {
    let entry = item.entry();
    Found {
        name: entry.name.clone(),
        unit: entry.unit.clone(),
        field: entry.field.name.clone(),
        kind: view::kind_name(item.kind()),
        href: format!("{}.html", item.address()),
        standing: entry.standing.chinese(),
        leader: match item {
            Item::Engineer(_) => None,
            Item::Team(team) => Some(team.leader.name.clone()),
        },
    }
}
