//! Groups of digits that belong together: with little but spaces, line breaks and punctuation between them.

use std::ops::Range;

use super::digits::{digit, digits_before};

/// Groups of digits in a row that may be one number, or hold one.
#[derive(Default)]
pub(super) struct Row {
    /// The values of their digits.
    pub(super) digits: Vec<u8>,
    pub(super) groups: Vec<Group>,
    /// Where the X ends that follows the last group, as in ID numbers.
    pub(super) x: Option<usize>,
}

pub(super) struct Group {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    /// Which of the row's digits are its own.
    pub(super) digits: Range<usize>,
    /// What stands before it, after the group before.
    pub(super) gap: Gap,
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, line breaks, hyphens and dashes.
    Plain,
    /// Full stops and middle dots.
    Dots,
    /// A closing bracket.
    Closing,
    /// Underscores, and what Markdown puts into a text: `**`, a backslash at the end of a line.
    Markup,
    /// Several of these, or an opening bracket.
    Mixed,
}

impl Gap {
    fn and(self, next: Gap) -> Gap {
        match (self, next) {
            (one, other) if one == other => one,
            (Gap::Plain, other) | (other, Gap::Plain) => other,
            _ => Gap::Mixed,
        }
    }
}

/// Characters between two groups of one number: a line break and the indentation after it, at most.
const MOST_BETWEEN: usize = 12;
/// Pieces of markup between two groups: more stars are a number that is masked.
const MOST_MARKUP: usize = 2;

impl Row {
    /// Reads the row that begins at a place; gives where the text goes on.
    pub(super) fn read(&mut self, bytes: &[u8], start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        let (mut at, mut before) = (start, Gap::Plain);
        loop {
            let (group, first) = (at, self.digits.len());
            while let Some((value, length)) = digit(bytes, at) {
                self.digits.push(value);
                at += length;
            }
            self.groups.push(Group { place: group..at, digits: first..self.digits.len(), gap: before });
            let after = gap(bytes, at);
            if let Some((gap, next)) = after
                && digit(bytes, next).is_some()
            {
                (at, before) = (next, gap);
                continue;
            }
            let apart = after.filter(|(gap, _)| *gap == Gap::Plain).map_or(at, |(_, next)| next);
            self.x = x(bytes, apart).map(|length| apart + length);
            return at;
        }
    }
}

/// Where the row begins that has a run of digits in it, from a place on.
pub(super) fn row_start(bytes: &[u8], from: usize, run: usize) -> usize {
    let mut start = run;
    while let Some(before) = group_before(bytes, start).filter(|before| *before >= from) {
        start = before;
    }
    start
}

/// Where the group before another begins, if they belong together.
fn group_before(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    for _ in 0..MOST_BETWEEN {
        end -= sign_before(bytes, end)?;
        let group = digits_before(bytes, end);
        if group < end {
            return (gap(bytes, end)?.1 == start).then_some(group);
        }
    }
    None
}

/// Whether no other digits belong to a run.
pub(super) fn is_alone(bytes: &[u8], run: &Range<usize>) -> bool {
    let after = gap(bytes, run.end).and_then(|(_, next)| digit(bytes, next));
    after.is_none() && group_before(bytes, run.start).is_none()
}

/// The number of bytes of the X at a place, if there is one; a multiplication sign looks like it.
fn x(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'x' | b'X', ..] => Some(1),
        [0xC3, 0x97, ..] => Some(2),
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => Some(3),
        _ => None,
    }
}

/// What may stand between groups, with its number of bytes.
fn sign(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    Some(match bytes.get(at..)? {
        [b' ' | b'-' | b'\n' | b'\r' | b'\t', ..] => (Gap::Plain, 1),
        // A no-break space; spaces of other widths, hyphens and dashes, the minus sign.
        [0xC2, 0xA0, ..] => (Gap::Plain, 2),
        [0xE2, 0x80, 0x80..=0x8A | 0x90..=0x95 | 0xAF, ..] => (Gap::Plain, 3),
        [0xE2, 0x81, 0x9F, ..] | [0xE2, 0x88, 0x92, ..] => (Gap::Plain, 3),
        [0xE3, 0x80, 0x80, ..] | [0xEF, 0xBC, 0x8D, ..] => (Gap::Plain, 3),
        [b'.', ..] => (Gap::Dots, 1),
        // · • ・ ．
        [0xC2, 0xB7, ..] => (Gap::Dots, 2),
        [0xE2, 0x80, 0xA2, ..] | [0xE3, 0x83, 0xBB, ..] | [0xEF, 0xBC, 0x8E, ..] => (Gap::Dots, 3),
        [b')' | b']', ..] => (Gap::Closing, 1),
        // ） 】 〕
        [0xEF, 0xBC, 0x89, ..] | [0xE3, 0x80, 0x91 | 0x95, ..] => (Gap::Closing, 3),
        [b'(' | b'[', ..] => (Gap::Mixed, 1),
        // （ 【 〔
        [0xEF, 0xBC, 0x88, ..] | [0xE3, 0x80, 0x90 | 0x94, ..] => (Gap::Mixed, 3),
        [b'_', ..] => (Gap::Markup, 1),
        [b'*', b'*', ..] | [b'\\', b'\n', ..] => (Gap::Markup, 2),
        _ => return None,
    })
}

/// The number of bytes of what may stand between groups and ends at a place.
fn sign_before(bytes: &[u8], end: usize) -> Option<usize> {
    let before = &bytes[..end];
    let length = match before.last()? {
        b'*' | b'\n' if before.ends_with(b"**") || before.ends_with(b"\\\n") => 2,
        last if last.is_ascii() => 1,
        _ if matches!(before, [.., 0xC2, _]) => 2,
        _ => 3,
    };
    let (_, own) = sign(bytes, end.checked_sub(length)?)?;
    (own == length).then_some(length)
}

/// What stands between a group that ends at a place and what comes next, and where that begins.
fn gap(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    let (mut gap, mut end) = sign(bytes, at).map(|(gap, length)| (gap, at + length))?;
    let mut marks = usize::from(gap == Gap::Markup);
    for _ in 1..MOST_BETWEEN {
        let Some((next, length)) = sign(bytes, end) else { break };
        marks += usize::from(next == Gap::Markup);
        gap = gap.and(next);
        end += length;
    }
    (marks <= MOST_MARKUP).then_some((gap, end))
}
