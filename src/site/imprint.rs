//! What a page is made of, as one digest: pages with the same digest have the same bytes.

use super::Leaf;
use super::route::{Content, Route};

/// The one digest of a site: of the program, the theme and all inputs.
#[derive(Debug)]
pub struct Imprints {
    whole: [u8; 32],
}

impl Imprints {
    /// `whole` is the digest of all that the site was compiled from, its moment too.
    pub(super) fn new(whole: [u8; 32]) -> Self {
        Imprints { whole }
    }

    /// Of everything.
    pub fn whole(&self) -> [u8; 32] {
        self.whole
    }

    /// Of a page: of everything.
    pub fn of(&self, _: &Leaf<'_>) -> [u8; 32] {
        self.whole
    }

    /// Nothing closer is known of a page.
    pub fn closer(&self, _: &Route, _: &Content) -> Option<[u8; 32]> {
        None
    }
}
