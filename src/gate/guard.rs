//! What the gate knows of the records' private values: enough to recognise them in what goes out, not to tell them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError};
use chrono::NaiveDate;

use super::digits::runs;
use super::finding::Finding;
use super::{dates, numbers, words};

/// Recognises in a file what its office keeps private. It answers yes or no: nothing can be read out of it, so it may
/// travel with what is published.
///
/// ```
/// use gongshi::gate::Guard;
/// let guard = Guard::default();
/// assert!(guard.find("公示名单").is_none());
/// ```
/// ```compile_fail
/// use gongshi::gate::Guard;
/// let guard = Guard::default();
/// println!("{:?}", guard.births);
/// ```
#[derive(Clone, Default)]
pub struct Guard {
    /// Names by date of birth.
    births: BTreeMap<dates::Day, Vec<String>>,
    /// Dates that the rules print, cut-off dates above all: no one's birth is told by them.
    printed: BTreeSet<dates::Day>,
    /// The office's own lines, which may look like anyone's number.
    lines: Vec<String>,
    /// Texts that go nowhere.
    texts: Option<AhoCorasick>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

impl Guard {
    /// Whom each date of birth belongs to, texts with the dates that rules print, the office's own lines, and texts
    /// that are private.
    ///
    /// # Errors
    /// Texts that cannot be searched for: without the search nothing may go out.
    pub fn new(
        births: impl IntoIterator<Item = (NaiveDate, String)>,
        printed: impl IntoIterator<Item = impl AsRef<str>>,
        lines: Vec<String>,
        texts: &[&str],
    ) -> Result<Guard, BuildError> {
        let mut guard = Guard { lines, ..Guard::default() };
        for (birth, name) in births {
            guard.births.entry(dates::day(birth)).or_default().push(name);
        }
        for text in printed {
            let text = text.as_ref();
            guard.printed.extend(dates::each(text, &runs(text.as_bytes())).map(|(_, day)| day));
        }
        if !texts.is_empty() {
            guard.texts = Some(AhoCorasick::new(texts)?);
        }
        Ok(guard)
    }

    /// The first thing in a file that must not go out, with the byte it begins at.
    pub fn find(&self, text: &str) -> Option<(usize, Finding)> {
        let private = self.texts.as_ref().and_then(|texts| texts.find(text));
        let private = private.map(|found| (found.start(), Finding::PrivateText));
        let runs = runs(text.as_bytes());
        [self.number_in(text.as_bytes(), &runs), words::find(text), private, self.birth(text, &runs)]
            .into_iter()
            .flatten()
            .min_by_key(|(at, _)| *at)
    }

    /// The first number of a person that is none of the office's own lines, in bytes of any kind.
    pub fn number(&self, bytes: &[u8]) -> Option<(usize, Finding)> {
        self.number_in(bytes, &runs(bytes))
    }

    fn number_in(&self, bytes: &[u8], runs: &[Range<usize>]) -> Option<(usize, Finding)> {
        numbers::find(bytes, runs, |at| self.lines.iter().any(|line| covers(bytes, line.as_bytes(), at)))
    }

    /// A date of birth where the person's name stands too. Alone it is a date like any other.
    fn birth(&self, text: &str, runs: &[Range<usize>]) -> Option<(usize, Finding)> {
        let (last, _) = self.births.last_key_value()?;
        let is_told = |day: &dates::Day| {
            // Most dates are of notices, later than anyone's birth.
            let may_be = day <= last && !self.printed.contains(day);
            let names = if may_be { self.births.get(day) } else { None };
            names.is_some_and(|names| names.iter().any(|name| text.contains(name.as_str())))
        };
        let (at, _) = dates::each(text, runs).find(|(_, day)| is_told(day))?;
        Some((at, Finding::Birth))
    }
}

/// Whether a line stands in the text where the place is.
fn covers(bytes: &[u8], line: &[u8], at: usize) -> bool {
    (0..line.len()).any(|before| at.checked_sub(before).is_some_and(|start| bytes[start..].starts_with(line)))
}
