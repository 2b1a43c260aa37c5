//! What templates see: plain values in the words of the domain, the same for Markdown and HTML.

mod entry;
mod notice;
mod objection;
mod round;
mod table;

use serde::Serialize;

pub use entry::{AchievementView, EntryView, PersonView, PhotoView, entry, kind_name};
pub use notice::{DayView, NoticeView, PeriodView, notice, notice_title, period, sources};
pub use objection::{ContactView, ObjectionView, contacts, objection};
pub use round::{RoundBrief, RoundView, keywords, round, round_brief};
pub use table::{RowView, TableView, row, table, tables};

/// A link: text and address relative to the site's root, with ending.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads, relative to the site's root.
    pub href: String,
}
