//! The stencils of a site, made as they are needed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::super::Site;
use super::super::route::ItemIndex;
use super::stencil::Stencil;
use super::values::{Values, marks};
use super::{Makings, Sides};
use crate::pages::Theme;

/// How many kinds of profiles are remembered; those of further kinds are rendered.
const MOST: usize = 2_000;

/// Stencils by kind of profile.
///
/// Only of the program's own templates: they print texts and ask no more of them than whether they are there, so that
/// pages of one kind differ in nothing but the texts. A stencil is made at the second page of its kind, and kept only
/// if that page comes out of it as the templates render it.
#[derive(Debug)]
pub(in crate::site) struct Stencils {
    allowed: bool,
    /// By round and kind.
    kinds: RwLock<HashMap<(usize, Vec<u8>), Kind>>,
}

#[derive(Clone, Debug)]
enum Kind {
    /// One page was seen.
    Met,
    Made(Arc<Pair>),
    /// Pages of this kind are rendered.
    Unfit,
}

#[derive(Debug)]
struct Pair {
    html: Stencil,
    text: Stencil,
}

impl Pair {
    fn cast(&self, texts: &[&str]) -> Option<Sides> {
        Some(Sides { html: self.html.cast(texts)?, text: self.text.cast(texts)? })
    }
}

impl Stencils {
    pub(in crate::site) fn new(theme: &Theme) -> Self {
        Stencils { allowed: theme.is_own(), kinds: RwLock::default() }
    }

    /// The profile of an entry, if there is a stencil for it.
    pub(super) fn cast(&self, site: &Site, r: usize, index: ItemIndex) -> Option<Sides> {
        if !self.allowed {
            return None;
        }
        let Values { kind, texts } = Values::of(site, r, index)?;
        let key = (r, kind);
        let known = self.kinds.read().unwrap_or_else(PoisonError::into_inner);
        let (kind, full) = (known.get(&key).cloned(), known.len() >= MOST);
        drop(known);
        match kind {
            Some(Kind::Made(pair)) => pair.cast(&texts),
            Some(Kind::Met) => {
                let (kind, sides) = make(site, r, index, &texts);
                self.remember(key, kind);
                sides
            }
            None if !full => {
                self.remember(key, Kind::Met);
                None
            }
            Some(Kind::Unfit) | None => None,
        }
    }

    fn remember(&self, key: (usize, Vec<u8>), state: Kind) {
        self.kinds.write().unwrap_or_else(PoisonError::into_inner).insert(key, state);
    }
}

/// Makes the stencils for a kind of profiles, and the profile at hand. Whatever fails is left to the templates, which say why.
fn make(site: &Site, r: usize, index: ItemIndex, texts: &[&str]) -> (Kind, Option<Sides>) {
    let Ok(rendered) = Sides::render(site, r, &Makings::new(site, r, index)) else {
        return (Kind::Unfit, None);
    };
    let pair = || {
        let marked = Sides::render(site, r, &marks(site, r, index)).ok()?;
        Some(Pair { html: Stencil::new(&marked.html)?, text: Stencil::new(&marked.text)? })
    };
    match pair() {
        Some(pair) => match pair.cast(texts) {
            Some(sides) if sides == rendered => (Kind::Made(Arc::new(pair)), Some(rendered)),
            // Anchors of this one page may not fit; the next tells.
            None => (Kind::Met, Some(rendered)),
            Some(_) => (Kind::Unfit, Some(rendered)),
        },
        None => (Kind::Unfit, Some(rendered)),
    }
}
