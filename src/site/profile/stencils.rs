//! The stencils of a site, made as they are needed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::super::Site;
use super::super::route::ItemIndex;
use super::stencil::Stencil;
use super::values::{Values, marks};
use super::{Makings, Sides};

/// How many kinds of profiles are remembered; those of further kinds are rendered.
const MOST: usize = 2_000;

/// Stencils by round and kind of profile.
///
/// Only of the program's own templates: they print texts and ask no more of them than whether they are there, so that
/// pages of one kind differ in nothing but the texts. A stencil is made at the second page of its kind, and used once a
/// page came out of it as the templates render it.
#[derive(Debug, Default)]
pub(in crate::site) struct Stencils(RwLock<HashMap<Key, State>>);

type Key = (usize, Vec<u8>);

/// How far it has come with a kind.
#[derive(Clone, Debug)]
enum State {
    /// One page was seen.
    Met,
    /// No page has come out of it yet: the anchors of those that were tried do not fit.
    Untried(Arc<Pair>),
    Proven(Arc<Pair>),
    /// Pages of this kind are rendered.
    Unfit,
}

#[derive(Debug)]
struct Pair {
    html: Stencil,
    text: Stencil,
}

impl Pair {
    /// Makes the stencils for profiles like that of an entry. Whatever fails is left to the templates, which say why.
    fn new(site: &Site, r: usize, index: ItemIndex) -> Option<Pair> {
        let marked = Sides::render(site, r, &marks(site, r, index)).ok()?;
        Some(Pair { html: Stencil::new(&marked.html)?, text: Stencil::new(&marked.text)? })
    }

    fn cast(&self, texts: &[&str]) -> Option<Sides> {
        Some(Sides { html: self.html.cast(texts)?, text: self.text.cast(texts)? })
    }
}

impl Stencils {
    /// The profile of an entry with these values, if there is a stencil for it.
    pub(super) fn cast(&self, site: &Site, r: usize, index: ItemIndex, values: Values<'_>) -> Option<Sides> {
        if !values.are_plain() {
            return None;
        }
        let Values { kind, texts } = values;
        let key = (r, kind);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (state, full) = (known.get(&key).cloned(), known.len() >= MOST);
        drop(known);
        let pair = match state {
            Some(State::Proven(pair)) => return pair.cast(&texts),
            Some(State::Untried(pair)) => Some(pair),
            Some(State::Met) => Pair::new(site, r, index).map(Arc::new),
            Some(State::Unfit) => return None,
            None => {
                if !full {
                    self.remember(key, State::Met);
                }
                return None;
            }
        };
        let Some(pair) = pair else {
            self.remember(key, State::Unfit);
            return None;
        };
        let Some(cast) = pair.cast(&texts) else {
            self.remember(key, State::Untried(pair));
            return None;
        };
        let rendered = Sides::render(site, r, &Makings::new(site, r, index)).ok();
        let is_same = rendered.as_ref() == Some(&cast);
        self.remember(key, if is_same { State::Proven(pair) } else { State::Unfit });
        rendered
    }

    fn remember(&self, key: Key, state: State) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, state);
    }
}
