//! What the person who imports says of a table: what cannot be known, and what is doubtful.

use super::headings::{Target, target_named};
use crate::domain::programme::EntryKind;

/// What was said of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheets to read; none: those with a table.
    pub sheets: Vec<String>,
    /// Whether engineers or teams are listed; none: what the headings say.
    pub kind: Option<EntryKind>,
    /// What columns are for.
    pub maps: Vec<Mapped>,
    /// Values that every entry has, by key.
    pub values: Vec<(Target, String)>,
    /// What to do with people in hidden rows.
    pub hidden: Option<Doubtful>,
    /// What to do with people who are struck out.
    pub struck: Option<Doubtful>,
    /// Whose value stands where sheet and file both changed.
    pub prefer: Option<Prefer>,
}

/// A column and what it is for.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// Its heading, or its letter.
    pub column: String,
    /// What it is for.
    pub to: MapTo,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapTo {
    /// A key.
    Target(Target),
    /// Nothing.
    Nothing,
}

/// What to do with people of whom a sheet leaves open whether they are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubtful {
    /// Import them.
    Keep,
    /// Leave them out.
    Skip,
}

/// Whose value stands where both changed since the last import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// The sheet's.
    Sheet,
    /// The file's.
    Record,
}

impl Mapped {
    /// Reads `列名=key`; `-` or nothing after the `=` leaves the column out. `None` where the key is unknown.
    pub fn parse(text: &str) -> Option<Mapped> {
        let (column, key) = text.rsplit_once('=')?;
        let to = match key.trim() {
            "" | "-" => MapTo::Nothing,
            key => MapTo::Target(target_named(key)?),
        };
        Some(Mapped { column: column.trim().to_owned(), to })
    }
}
