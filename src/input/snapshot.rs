//! The files of a project and the date, as one value: what every later stage works from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::photo::Photo;
use super::text;
use crate::diagnostic::Diagnostic;

/// One file, read whole.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the bytes.
    pub digest: [u8; 32],
}

/// Everything the program is given. Paths are relative to the root, with forward slashes, in byte order.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The moment everything is computed for, Beijing time.
    pub now: NaiveDateTime,
    /// The files below `content/`, photographs and `content/generated/` apart.
    pub content: BTreeMap<Arc<str>, SourceFile>,
    /// The photographs of entries, without their bytes.
    pub photos: BTreeMap<Arc<str>, Photo>,
    /// The files below `themes/`.
    pub themes: BTreeMap<Arc<str>, SourceFile>,
    /// The files below `content/generated/`, for the comparison of what was reviewed; never read as input.
    pub generated: BTreeMap<Arc<str>, SourceFile>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// Only the files whose lines these diagnostics show; the bytes of the others are let go.
    pub fn of(mut self, diagnostics: &[Diagnostic]) -> Snapshot {
        let places =
            diagnostics.iter().flat_map(|d| d.place.iter().chain(d.related.iter().map(|(place, _)| place)));
        let named: BTreeSet<Arc<str>> = places.map(|place| place.file.clone()).collect();
        for files in [&mut self.content, &mut self.themes, &mut self.generated] {
            files.retain(|path, _| named.contains(path));
        }
        self
    }

    /// The text of a line of a file, for showing under a message; `None` where there is no such line of text.
    pub fn line(&self, file: &str, line: u32) -> Option<String> {
        let source = self.content.get(file).or_else(|| self.themes.get(file))?;
        let content = std::str::from_utf8(&source.bytes).ok()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let line = content.trim_start_matches('\u{FEFF}').lines().nth(index)?;
        // What may not be published may not reorder or break a terminal or a page either.
        Some(line.chars().map(|c| if text::is_forbidden(c) { '\u{FFFD}' } else { c }).collect())
    }
}
