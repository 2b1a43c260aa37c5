//! Register → models: one plain struct a page, a file each, made of the register and complete. Whatever renders a page
//! needs its model and the theme, and nothing else.
//!
//! The names of the fields are the names that templates see (`themes/README.md`).

mod api;
mod archive;
mod authored;
mod complete;
mod contents;
mod deadline;
mod feed;
mod field;
mod form;
mod head;
mod home;
mod jsonld;
pub mod list;
mod list_data;
pub mod listing;
pub mod neighbours;
mod not_found;
mod notice;
mod notice_words;
mod objection;
mod paper;
pub mod parts;
pub mod printed;
mod profile;
mod removed;
mod round;
pub mod search;
mod single;
mod site;
mod terms;
mod then;
mod verify;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Location};
use crate::domain::register::Register;

pub use api::{ApiPage, api};
pub use archive::{ArchivePage, archive};
pub use authored::{AuthoredPage, authored};
pub use contents::{ContentsPage, contents};
pub use deadline::Deadline;
pub use feed::{FeedEntry, FeedPage, feed};
pub use field::{FieldPage, field};
pub use form::{FormPage, Objector, form};
pub use head::Head;
pub use home::{HomePage, home};
pub use list::{ListPage, list};
pub use list_data::{ListData, list_data};
pub use not_found::{NotFoundPage, not_found};
pub use notice::{NoticePage, notice_as_published, notice_basis, wording_file};
pub use objection::{ObjectionPage, objection};
pub use paper::Paper;
pub use parts::Link;
pub use printed::notice;
pub use profile::{ProfilePage, Profiled, RoundOfProfiles, profile};
pub use removed::{RemovedPage, removed};
pub use round::{RoundPage, round};
pub use search::{SearchIndexPage, SearchPage, search, search_index};
pub use site::{SiteView, site};
pub use terms::{Source as TermsSource, Terms};
pub use verify::{VerifyPage, verify};

/// What every page is made from: what may be published, and the words for it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The publishable state.
    pub register: &'a Register,
    /// The words of the theme.
    pub terms: &'a Terms,
}

/// A model that one HTML template shows.
pub trait Template: Serialize {
    /// The template's name in the theme's `templates/`.
    const TEMPLATE: &'static str;

    /// What the page knows of itself.
    fn head(&self) -> &Head;
}

/// Says which template shows a model: its `page` is its head.
macro_rules! template {
    ($model:ty, $name:literal) => {
        impl $crate::pages::Template for $model {
            const TEMPLATE: &'static str = $name;

            fn head(&self) -> &$crate::pages::Head {
                &self.page
            }
        }
    };
}
use template;

/// A model whose text is Markdown, made by one of the theme's `markdown/` templates; its HTML shows that text.
pub trait Document: Template {
    /// The template's name in the theme's `markdown/`, or the path of the office's own wording.
    fn markdown_template(&self) -> &str;

    /// Its Markdown where no template makes it any longer: that of a notice as it was printed.
    fn printed(&self) -> Option<&str> {
        None
    }

    /// What the Markdown template sees otherwise than the page does, by the name it has there.
    fn text_values(&self) -> Vec<(&'static str, tera::Value)> {
        Vec::new()
    }

    /// What is wrong with a text that a template made of it, which stands at a place.
    fn objection_to(&self, _text: &str, _at: Location) -> Option<Diagnostic> {
        None
    }
}
