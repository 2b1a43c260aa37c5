//! What templates see: plain values in the words of the domain, the same for Markdown and HTML.

mod entry;
mod notice;
mod objection;
mod objection_counts;
mod proposal;
mod round;
mod table;

use serde::Serialize;

use super::Terms;
use crate::domain::round::Round;

pub use entry::{AchievementView, EntryView, PersonView, PhotoView, entry, kind_name, lines};
pub use notice::{DayView, NoticeView, PeriodView, notice, period_of, removals, sources};
pub use objection::{ContactView, ObjectionView, contacts, objection};
pub use objection_counts::objection_counts;
pub(crate) use proposal::{Stages, proposal};
pub use round::{RoundBrief, RoundView, issuers, keywords, round, round_brief};
pub use table::{GroupColumn, GroupView, RowView, TableView, grouped, list_columns, row, table, tables};

/// A link: text and address relative to the site's root, with ending.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads, relative to the site's root.
    pub href: String,
}

impl Link {
    /// A link with this text.
    pub fn new(text: &str, href: impl Into<String>) -> Self {
        Link { text: text.to_owned(), href: href.into() }
    }
}

/// The list of a round in its other formats.
pub fn list_files(terms: &Terms, round: &Round) -> Vec<Link> {
    let address = round.address();
    vec![
        Link::new(terms.files.list_csv(), format!("{address}/list.csv")),
        Link::new(terms.files.list_json(), format!("{address}/list.json")),
    ]
}
