//! What the gate knows of the records' private values: enough to recognise them in what goes out, not to tell them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use aho_corasick::{AhoCorasick, BuildError};
use chrono::NaiveDate;

use super::dates::{self, Day};
use super::finding::{Finding, Found, Verdict};
use super::judge::{judge, judge_normal};
use super::normal::{Normal, squeezed};
use super::prefilter::may_hold;
use super::setting::{People, Place, Setting};

/// Bytes of a long text. Its normal form takes twenty times as much, so that long ones wait for each other.
const LONG_TEXT: usize = 256 * 1024;
static ONE_LONG_TEXT: Mutex<()> = Mutex::new(());

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
    births: BTreeMap<Day, Vec<String>>,
    /// Dates that the rules print, cut-off dates above all: no one's birth is told by them.
    printed: BTreeSet<Day>,
    /// The office's own lines in their normal form, which may look like anyone's number.
    lines: Vec<String>,
    /// Those of them that have figures, as they were typed.
    typed: Vec<String>,
    /// Texts that go nowhere.
    texts: Option<AhoCorasick>,
    /// Names that go nowhere and are too short to be told from other words: they count where they stand apart.
    names: BTreeSet<String>,
}

/// What a guard is made of.
#[derive(Default)]
pub struct Kept<'r> {
    /// Whom each date of birth belongs to.
    pub births: Vec<(NaiveDate, String)>,
    /// Texts with the dates that rules print.
    pub printed: Vec<&'r str>,
    /// The office's own lines.
    pub lines: Vec<String>,
    /// Texts that are private.
    pub texts: Vec<&'r str>,
    /// Short names that are private.
    pub names: Vec<&'r str>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

impl People for Guard {
    fn born(&self, day: Day) -> Vec<&str> {
        // Most dates are of notices, later than anyone's birth.
        if self.births.last_key_value().is_none_or(|(last, _)| day > *last) {
            return Vec::new();
        }
        let days = if day.is_multiple_of(100) { day..=day + 31 } else { day..=day };
        self.births.range(days).flat_map(|(_, names)| names.iter().map(String::as_str)).collect()
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn is_printed(&self, day: Day) -> bool {
        self.printed.contains(&day)
    }
}

impl Guard {
    /// Makes a guard of what is kept private.
    ///
    /// # Errors
    /// Texts that cannot be searched for: without the search nothing may go out.
    pub fn new(kept: Kept<'_>) -> Result<Guard, BuildError> {
        let lines = kept.lines.iter().map(|line| Normal::new(line).text).filter(|line| !line.is_empty());
        let typed = kept.lines.iter().filter(|line| line.contains(|c: char| c.is_ascii_digit()));
        let mut guard = Guard { lines: lines.collect(), typed: typed.cloned().collect(), ..Guard::default() };
        for (birth, name) in kept.births {
            guard.births.entry(dates::day(birth)).or_default().push(squeezed(&name));
        }
        for text in kept.printed {
            guard.printed.extend(dates::each(&Normal::new(text).text).iter().map(dates::Date::number));
        }
        let texts: Vec<String> =
            kept.texts.into_iter().map(squeezed).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            guard.texts = Some(AhoCorasick::new(texts)?);
        }
        guard.names = kept.names.into_iter().map(squeezed).collect();
        Ok(guard)
    }

    /// Judges a text that goes out, by what is kept private too.
    pub fn judge(&self, text: &str) -> Vec<Found> {
        self.judge_in(text, &Setting { place: Place::Page, people: self, lines: &self.lines })
    }

    /// Judges the name of a file that goes out.
    pub fn judge_name(&self, name: &str) -> Vec<Found> {
        self.judge_in(name, &Setting { place: Place::Name, people: self, lines: &[] })
    }

    fn judge_in(&self, text: &str, setting: &Setting<'_>) -> Vec<Found> {
        // A panic while it is held leaves nothing half done that it guards.
        let one = || ONE_LONG_TEXT.lock().unwrap_or_else(PoisonError::into_inner);
        let _held = (text.len() > LONG_TEXT).then(one);
        let normal = Normal::new(text);
        let mut found = judge_normal(text, &normal, setting);
        found.extend(self.private(&normal));
        found
    }

    /// The first thing in a file that must not go out, with the byte it begins at.
    pub fn find(&self, text: &str) -> Option<(usize, Finding)> {
        let found = match may_hold(text.as_bytes(), &self.typed) {
            true => self.judge(text),
            false if self.keeps_texts() => self.private(&Normal::new(text)).into_iter().collect(),
            false => Vec::new(),
        };
        let refused = found.into_iter().filter(|found| found.verdict == Verdict::Refuse);
        refused.map(|found| (found.place.start, found.finding)).min()
    }

    /// The first number of a person in bytes of any kind, such as a picture: descriptions inside it hold them as they are.
    pub fn number(&self, bytes: &[u8]) -> Option<(usize, Finding)> {
        const LEAST: usize = 11;
        const LONGEST: usize = 4_096;
        let mut at = 0;
        for part in bytes.split(|b| !matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            let digits = || part.iter().filter(|b| b.is_ascii_digit()).count();
            if part.len() >= LEAST && digits() >= LEAST {
                for (index, piece) in part.chunks(LONGEST).enumerate() {
                    let text = String::from_utf8_lossy(piece);
                    let setting = Setting { place: Place::Page, people: self, lines: &self.lines };
                    let is_number = |f: &Found| {
                        matches!(f.finding, Finding::IdNumber | Finding::Mobile | Finding::BankCard)
                    };
                    let found = judge(&text, &setting)
                        .into_iter()
                        .find(|f| f.verdict == Verdict::Refuse && is_number(f));
                    if let Some(found) = found {
                        return Some((at + index * LONGEST + found.place.start, found.finding));
                    }
                }
            }
            at += part.len() + 1;
        }
        None
    }

    /// Whether there is any text that goes nowhere.
    fn keeps_texts(&self) -> bool {
        self.texts.is_some() || !self.names.is_empty()
    }

    /// A text that the records keep private.
    fn private(&self, normal: &Normal) -> Option<Found> {
        if !self.keeps_texts() {
            return None;
        }
        let squeezed = normal.squeezed();
        let place = match self.texts.as_ref().and_then(|texts| texts.find(&squeezed)) {
            Some(found) => {
                // The same number of characters that are no spaces stands before it in the normal form.
                let before = squeezed[..found.start()].chars().count();
                let at = normal.text.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(before)?.0;
                normal.place(&(at..at + 1))
            }
            None => self.has_name(&normal.text).then_some(0..0)?,
        };
        Some(Found { place, finding: Finding::PrivateText, verdict: Verdict::Refuse })
    }

    /// Whether one of the short names stands in a text by itself.
    fn has_name(&self, text: &str) -> bool {
        let is_han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c) || c > '\u{20000}';
        let word = |word: &str| {
            let own: String = word.chars().filter(|c| *c != ' ').collect();
            self.names.contains(&own)
        };
        !self.names.is_empty()
            && text
                .split(|c: char| !is_han(c))
                .chain(text.split(|c: char| !is_han(c) && c != ' ').map(str::trim))
                .any(word)
    }
}
