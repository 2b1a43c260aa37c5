//! What the page of an entry is made of, beside what its round's profiles have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::super::Site;
use super::super::route::ItemIndex;
use crate::domain::entry::Entry;
use crate::domain::round::Round;
use crate::pages::profile::Subject;
use crate::pages::view::Link;

/// All of it: a page has nothing else to take from.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Makings {
    /// The entry.
    pub(in crate::site) subject: Subject,
    /// The listed entry before it in its programme.
    pub(in crate::site) previous: Option<Link>,
    /// The one after it.
    pub(in crate::site) next: Option<Link>,
}

impl Makings {
    pub(in crate::site) fn new(site: &Site, r: usize, index: ItemIndex) -> Self {
        let round = &site.register.rounds[r];
        let (previous, next) = site.neighbours[r].of(index);
        let to = |index: ItemIndex| {
            let entry = index.of(round);
            Link { text: entry.name.to_string(), href: entry.href.to_string() }
        };
        Makings {
            subject: Subject::new(&site.register, round, index.of(round)),
            previous: previous.map(to),
            next: next.map(to),
        }
    }
}

/// Of each entry of a round, the listed ones before and after it in its programme's list.
#[derive(Debug)]
pub(in crate::site) struct Neighbours {
    pairs: Vec<Pair>,
}

type Pair = (Option<usize>, Option<usize>);

impl Neighbours {
    /// Of a round, in one pass each way.
    pub(in crate::site) fn new(round: &Round) -> Self {
        Neighbours { pairs: pairs(&round.entries) }
    }

    /// The entries before and after one.
    pub(in crate::site) fn of(&self, index: ItemIndex) -> (Option<ItemIndex>, Option<ItemIndex>) {
        let (previous, next) = self.pairs[index.0];
        (previous.map(ItemIndex), next.map(ItemIndex))
    }
}

fn pairs(items: &[Arc<Entry>]) -> Vec<Pair> {
    let before = last_listed(items.iter().enumerate());
    let mut after = last_listed(items.iter().enumerate().rev());
    after.reverse();
    before.into_iter().zip(after).collect()
}

/// For each of the items, the last listed one of the same programme that came before it.
fn last_listed<'i>(items: impl Iterator<Item = (usize, &'i Arc<Entry>)>) -> Vec<Option<usize>> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let step = |(i, entry): (usize, &'i Arc<Entry>)| {
        let programme = entry.programme.id.as_str();
        let found = last.get(programme).copied();
        if entry.standing.is_listed() {
            last.insert(programme, i);
        }
        found
    };
    items.map(step).collect()
}
