//! Groups of digits that belong together: with little but spaces, line breaks and punctuation between them.

use std::ops::Range;

/// Groups of digits in a row that may be one number, or hold one.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The values of their digits.
    pub(super) digits: Vec<u8>,
    pub(super) groups: Vec<Group>,
    /// Where the X ends that follows the last group, as in ID numbers.
    pub(super) x: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    /// Which of the row's digits are its own.
    pub(super) digits: Range<usize>,
    /// What stands before it, after the group before.
    pub(super) gap: Gap,
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, line breaks, hyphens.
    Plain,
    /// Full stops and middle dots.
    Dots,
    /// Slashes.
    Slashes,
    /// A closing bracket.
    Closing,
    /// Underscores.
    Underscores,
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

impl Row {
    /// Reads the row that begins at a digit; gives where the text goes on.
    pub(super) fn read(&mut self, text: &str, start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        let (mut at, mut before) = (start, Gap::Plain);
        loop {
            let first = self.digits.len();
            let own = text[at..].bytes().take_while(u8::is_ascii_digit);
            self.digits.extend(own.map(|byte| byte - b'0'));
            let end = at + self.digits.len() - first;
            self.groups.push(Group { place: at..end, digits: first..self.digits.len(), gap: before });
            let after = gap(text, end);
            if let Some((gap, next)) = after
                && text[next..].starts_with(|c: char| c.is_ascii_digit())
            {
                (at, before) = (next, gap);
                continue;
            }
            let apart = after.filter(|(gap, _)| *gap == Gap::Plain).map_or(end, |(_, next)| next);
            let x = text[apart..].chars().next().filter(|c| matches!(c, 'x' | 'X' | '×'));
            self.x = x.map(|x| apart + x.len_utf8());
            return end;
        }
    }
}

/// What stands between a group that ends at a place and what comes next, and where that begins.
fn gap(text: &str, at: usize) -> Option<(Gap, usize)> {
    let mut found: Option<(Gap, usize)> = None;
    for c in text[at..].chars().take(MOST_BETWEEN) {
        let next = match c {
            ' ' | '\n' | '-' => Gap::Plain,
            '.' | '·' | '。' => Gap::Dots,
            '/' | '\\' => Gap::Slashes,
            ')' | ']' | '】' | '〕' => Gap::Closing,
            '(' | '[' | '【' | '〔' => Gap::Mixed,
            '_' => Gap::Underscores,
            // More than one is a mask.
            '*' if found.is_none() && !text[at + 1..].starts_with('*') => Gap::Mixed,
            _ => break,
        };
        let (gap, end) = found.map_or((next, at), |(gap, end)| (gap.and(next), end));
        found = Some((gap, end + c.len_utf8()));
    }
    found
}
