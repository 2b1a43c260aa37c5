//! What a text is and who is in it: the same words may be honest in one place and a leak in another.

use std::ops::Range;

use super::dates::Day;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the record of a person or a team.
    Entry,
    /// In any other text that is to be read: a page, a notice, a file that goes out.
    Page,
    /// A mailbox that the office lists as its own.
    OwnMail,
    /// The name of a file.
    Name,
    /// A message, which quotes without what stood around.
    Message,
}

/// Dates of birth that are known, and the names they belong to.
pub(super) trait People {
    /// Those born on a day, or in a month where the day is 0.
    fn born(&self, day: Day) -> Vec<&str>;
    /// The names of those that the text is about, where that is known.
    fn names(&self) -> Vec<&str>;
    /// Whether the rules print the day, as a cut-off date.
    fn is_printed(&self, day: Day) -> bool;
}

/// What the judgement of a text depends on besides the text.
pub(super) struct Setting<'a> {
    pub(super) place: Place,
    pub(super) people: &'a dyn People,
    /// The office's own lines, in their normal form.
    pub(super) lines: &'a [String],
}

impl Setting<'_> {
    /// Whether a place in a text is within one of the office's own lines, the whole of which stands there by itself.
    pub(super) fn is_own_line(&self, text: &str, place: Range<usize>) -> bool {
        self.lines.iter().any(|line| {
            let earliest = place.end.saturating_sub(line.len());
            (earliest..=place.start).any(|start| {
                let end = start + line.len();
                text.get(start..end) == Some(line) && is_alone(text, start..end)
            })
        })
    }
}

/// Whether a stretch of a text is no part of a longer word or number.
fn is_alone(text: &str, place: Range<usize>) -> bool {
    let joins = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+'))
    };
    let after = text[place.end..].chars().next();
    // A sentence may end behind it.
    let ends = text[place.end..].strip_prefix(['.', '-']).is_some_and(|rest| !joins(rest.chars().next()));
    !joins(text[..place.start].chars().next_back()) && (!joins(after) || ends)
}
