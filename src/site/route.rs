//! A route of the site, and the page it shows.

use std::fmt;
use std::sync::Arc;

use super::Site;
use crate::diagnostic::Diagnostic;
use crate::domain::round::Round;

/// A file of the site.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its path, relative to the site's root.
    pub path: String,
    /// The page that it shows.
    pub page: Arc<Page>,
    /// The format in which it shows it: what the path ends in.
    pub format: &'static str,
}

/// What is shown at one route or, in several formats, at several.
pub struct Page {
    /// The page's address, without ending: no two pages have the same.
    pub address: String,
    /// The round it is about.
    pub round: Option<Arc<Round>>,
    /// Where it comes from.
    pub origin: Origin,
    /// How many entries it shows: those with many take long and are best made first.
    pub entries: usize,
    pub(super) render: Box<Render>,
    pub(super) key: Option<Box<Key>>,
}

/// Where a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program makes it.
    Program,
    /// The office wrote it, in this file.
    Author(Arc<str>),
    /// The program makes it, as Markdown that people review, of what this file says.
    Record(Arc<str>),
}

/// Renders some of a page's routes.
pub(super) type Render = dyn Fn(&Site, &[&Route]) -> Vec<Result<Vec<u8>, Diagnostic>> + Send + Sync;

/// The key of a page: a digest of all that its files are made of.
pub(super) type Key = dyn Fn(&Site) -> [u8; 32] + Send + Sync;

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("address", &self.address).finish_non_exhaustive()
    }
}
