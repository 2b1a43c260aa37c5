//! 审定签发: who has to approve the texts of a round before they are published, and which texts were.

use chrono::NaiveDate;

/// Whether notices need an approval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Approving {
    /// None is published without.
    Required,
    /// It is left to the office.
    #[default]
    Free,
}

/// The approval of a round's texts. Who approved them stays in the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The texts by their digests, `1-publicity:<SHA-256>`.
    pub texts: Vec<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Of `1-publicity:<SHA-256>` the notice.
pub fn notice_of(text: &str) -> &str {
    text.split_once(':').map_or(text, |(notice, _)| notice)
}
