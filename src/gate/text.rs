//! Texts of records, pages and messages: what in them must not be published, and how they are shown without it.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::dates::{self, Day};
use super::finding::{Finding, Found, Verdict};
use super::judge::{is_hidden, judge};
use super::setting::{People, Place, Setting};

/// Nobody is known.
pub(super) struct Nobody;

impl People for Nobody {
    fn born(&self, _: Day) -> Vec<&str> {
        Vec::new()
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn is_printed(&self, _: Day) -> bool {
        false
    }
}

/// The people of one record.
#[derive(Clone, Debug, Default)]
pub struct Own<'r> {
    /// Names with dates of birth, where there are any.
    pub people: Vec<(&'r str, Option<NaiveDate>)>,
}

impl People for Own<'_> {
    fn born(&self, day: Day) -> Vec<&str> {
        let is_own = |birth: NaiveDate| {
            let own = dates::day(birth);
            own == day || day.is_multiple_of(100) && own - birth.day() == day
        };
        let born = self.people.iter().filter(|(_, birth)| birth.is_some_and(is_own));
        born.map(|(name, _)| *name).collect()
    }

    fn names(&self) -> Vec<&str> {
        self.people.iter().map(|(name, _)| *name).collect()
    }

    fn is_printed(&self, _: Day) -> bool {
        false
    }
}

/// Judges a text about which nothing else is known.
pub fn judge_text(text: &str) -> Vec<Found> {
    judge_at(text, Place::Page, &Nobody)
}

/// Judges a text of the record of these people: their dates of birth count in whatever form, and so does what nobody but
/// they would be meant by.
pub fn judge_entry(text: &str, own: &Own<'_>) -> Vec<Found> {
    if is_plain(text) { Vec::new() } else { judge_at(text, Place::Entry, own) }
}

/// Judges a mailbox that the office lists as its own: one that is a mobile number is asked about.
pub fn judge_mailbox(text: &str) -> Vec<Found> {
    judge_at(text, Place::OwnMail, &Nobody)
}

fn judge_at(text: &str, place: Place, people: &dyn People) -> Vec<Found> {
    judge(text, &Setting { place, people, lines: &[] })
}

/// Whether a text is of words alone, as most names are: nothing can be found in it.
fn is_plain(text: &str) -> bool {
    // A birth may be told by the year of the cycle or its animal.
    const FIGURES: &str = "一二三四五六七八九十〇零年属";
    const SIGNS: &str = "，。、；“”《》（）·";
    text.len() < 120
        && text
            .chars()
            .all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !FIGURES.contains(c) || SIGNS.contains(c))
}

/// The first thing in a text that must not be published, with the byte it begins at.
pub fn scan(text: &str) -> Option<(usize, Finding)> {
    let found = judge_text(text).into_iter().find(|found| found.verdict == Verdict::Refuse)?;
    Some((found.place.start, found.finding))
}

/// A text whose numbers of persons are stars, for messages.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    loop {
        let found = judge_at(&text, Place::Message, &Nobody);
        let hidden =
            |at: usize| found.iter().any(|found| is_hidden(found.finding) && found.place.contains(&at));
        let star = |(at, c): (usize, char)| match c {
            c if !hidden(at) || !c.is_alphanumeric() => c,
            c if c.is_ascii() => '*',
            _ => '＊',
        };
        let starred: String = text.char_indices().map(star).collect();
        if starred == *text {
            return text;
        }
        // What stood beside a number may have made another look like something else, so it is looked at once more.
        text = Cow::Owned(starred);
    }
}
