//! Numbers of persons in text: ID numbers, mobile numbers, bank cards, however their digits are written and spaced.

use std::ops::Range;

use chrono::NaiveDate;

use super::Finding;
use super::beside::Beside;
use super::figures::{self, Figures};

/// Digits that belong together: groups of digits with little but spaces, line breaks and punctuation between them.
#[derive(Default)]
struct Run {
    /// Their values.
    digits: Vec<u8>,
    groups: Vec<Group>,
    /// Where the X ends that follows the last group, as in ID numbers.
    x: Option<usize>,
}

#[derive(Clone, Copy)]
struct Group {
    /// Where it begins in the text, and where it ends.
    at: usize,
    end: usize,
    /// Its first digit and its number of digits.
    first: usize,
    count: usize,
    /// What stands before it, after the group before.
    gap: Gap,
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Spaces, line breaks, hyphens and dashes.
    Plain,
    /// Full stops and middle dots.
    Dots,
    /// A closing bracket.
    Closing,
    /// Underscores, and what Markdown puts into a text: `**`, a backslash at the end of a line.
    Marks,
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
/// Marks between two groups: more of them are a number that is masked.
const MOST_MARKS: usize = 2;
/// Groups that one number may be written in.
const MOST_GROUPS: usize = 8;
/// Digits of the longest number looked for.
const MOST_DIGITS: usize = 19;
/// Digits of the shortest; nothing shorter is anyone's number.
const SHORTEST: usize = 11;

/// The first number of a person, but for those that `allowed` lets pass by their place.
pub(super) fn find(
    bytes: &[u8],
    figures: &Figures,
    allowed: &dyn Fn(usize) -> bool,
) -> Option<(usize, Finding)> {
    let mut first = None;
    each(bytes, figures, |place, finding| {
        first = Some((place.start, finding)).filter(|(at, _)| !allowed(*at));
        first.is_some()
    });
    first
}

/// Every stretch of bytes that is a number of a person.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    each(text.as_bytes(), &Figures::of(text.as_bytes()), |place, _| {
        found.push(place);
        false
    });
    found
}

/// Gives every number of a person with its place, in order, until one is taken.
fn each(bytes: &[u8], figures: &Figures, mut take: impl FnMut(Range<usize>, Finding) -> bool) {
    let mut run = Run::default();
    let mut at = 0;
    for start in figures.locations() {
        let (count, next) = figures::digits(bytes, start);
        let is_short = (1..SHORTEST).contains(&count) && !may_go_on(next);
        if start < at || is_short || digit(bytes, start).is_none() {
            continue;
        }
        at = run.read(bytes, start);
        if run.persons(bytes, &mut take) {
            return;
        }
        // The first two digits may be of a percent code, such as %20.
        if start > 0 && bytes[start - 1] == b'%' && count > 2 {
            run.read(bytes, start + 2);
            if run.persons(bytes, &mut take) {
                return;
            }
        }
    }
}

/// The digit at a place and its number of bytes: `8`, or `８` (U+FF10 to U+FF19).
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [d @ b'0'..=b'9', ..] => Some((d - b'0', 1)),
        [0xEF, 0xBC, d @ 0x90..=0x99, ..] => Some((d - 0x90, 3)),
        _ => None,
    }
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

/// Whether the byte after some digits may begin another digit, or a [`sign`] between groups.
fn may_go_on(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xE2 | 0xE3 | 0xEF) || b" -\n\r\t.)](_*\\[".contains(&byte)
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
        [b'_', ..] => (Gap::Marks, 1),
        [b'*', b'*', ..] | [b'\\', b'\n', ..] => (Gap::Marks, 2),
        _ => return None,
    })
}

/// What stands between a group that ends at a place and what comes next, and where that begins.
fn gap(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    let (mut gap, mut end) = sign(bytes, at).map(|(gap, length)| (gap, at + length))?;
    let mut marks = usize::from(gap == Gap::Marks);
    for _ in 1..MOST_BETWEEN {
        let Some((next, length)) = sign(bytes, end) else { break };
        marks += usize::from(next == Gap::Marks);
        gap = gap.and(next);
        end += length;
    }
    (marks <= MOST_MARKS).then_some((gap, end))
}

impl Run {
    /// Reads the run that begins at a place; gives where the text goes on.
    fn read(&mut self, bytes: &[u8], start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        self.x = None;
        let (mut at, mut before) = (start, Gap::Plain);
        loop {
            let group = Group { at, end: at, first: self.digits.len(), count: 0, gap: before };
            while let Some((value, length)) = digit(bytes, at) {
                self.digits.push(value);
                at += length;
            }
            let count = self.digits.len() - group.first;
            self.groups.push(Group { end: at, count, ..group });
            self.x = x(bytes, at).map(|length| at + length);
            let Some((gap, next)) = gap(bytes, at) else { return at };
            if digit(bytes, next).is_none() {
                self.x = x(bytes, next).filter(|_| gap == Gap::Plain).map(|length| next + length);
                return at;
            }
            (at, before) = (next, gap);
        }
    }

    /// Gives the numbers of persons among the groups, until one is taken.
    fn persons(&self, bytes: &[u8], take: &mut impl FnMut(Range<usize>, Finding) -> bool) -> bool {
        if self.digits.len() < SHORTEST {
            return false;
        }
        let mut from = 0;
        while from < self.groups.len() {
            let most = self.groups.len().min(from + MOST_GROUPS);
            let found = (from + 1..=most).find_map(|to| Some((to, self.person(bytes, from..to)?)));
            match found {
                Some((_, (place, finding))) if take(place.clone(), finding) => return true,
                Some((to, _)) => from = to,
                None => from += 1,
            }
        }
        false
    }

    /// Whether some groups are a number of a person.
    fn person(&self, bytes: &[u8], range: Range<usize>) -> Option<(Range<usize>, Finding)> {
        let x = self.x.filter(|_| range.end == self.groups.len());
        let groups = &self.groups[range];
        let (first, last) = (groups.first()?, groups.last()?);
        let digits = &self.digits[first.first..last.first + last.count];
        if !(SHORTEST..=MOST_DIGITS).contains(&digits.len()) {
            return None;
        }
        let number = Number { digits, groups };
        let beside = Beside { bytes, start: first.at, end: last.end };
        // The check digit makes chance so small that only a digest tells against it.
        if let Some(end) = number.end_of_id(x) {
            return (!beside.is_digest()).then_some((first.at..end, Finding::IdNumber));
        }
        let finding = match () {
            () if number.is_mobile(beside.is_in_bracket()) => Finding::Mobile,
            () if number.is_card() => Finding::BankCard,
            () => return None,
        };
        let is_other = beside.is_digest()
            || beside.is_decimal()
            || beside.is_amount()
            || beside.is_code()
            || groups.len() > 1 && beside.is_part_number();
        (!is_other).then_some((first.at..last.end, finding))
    }
}

/// Some groups of digits as one number.
struct Number<'r> {
    digits: &'r [u8],
    groups: &'r [Group],
}

impl Number<'_> {
    /// Where it ends if it is an ID number; `x` is where an X after it ends.
    fn end_of_id(&self, x: Option<usize>) -> Option<usize> {
        // Single digits with punctuation between them are no groups that anyone writes.
        if !self.is_plain() && self.groups.iter().any(|group| group.count < 2) {
            return None;
        }
        match self.digits {
            [digits @ .., check] if digits.len() == 17 && is_id(digits, *check) => {
                Some(self.groups.last()?.end)
            }
            digits if digits.len() == 17 && x.is_some() && is_id(digits, 10) => x,
            _ => None,
        }
    }

    /// Whether it is a mobile number in one of the groupings that are usual, with the country's code before it or not;
    /// `in_bracket` where a bracket opens before it.
    fn is_mobile(&self, in_bracket: bool) -> bool {
        let own = match self.digits {
            [0, 0, 8, 6, own @ ..] | [8, 6, own @ ..] if own.len() == 11 => own,
            own => own,
        };
        if own.len() != 11 || own[0] != 1 || !(3..=9).contains(&own[1]) {
            return false;
        }
        let mut counts: Vec<usize> = self.groups.iter().map(|group| group.count).collect();
        counts[0] = counts[0].saturating_sub(self.digits.len() - own.len());
        let gaps: Vec<Gap> = self.groups[1..].iter().map(|group| group.gap).collect();
        match (&counts[..], &gaps[..]) {
            ([11], _) => true,
            ([3, 4, 4] | [3, 8] | [7, 4], _) if self.is_plain() => true,
            ([3, 4, 4], [Gap::Dots, Gap::Dots] | [Gap::Marks, Gap::Marks]) => true,
            ([3, 4, 4], [Gap::Closing, Gap::Plain]) | ([3, 8], [Gap::Closing]) => in_bracket,
            _ => false,
        }
    }

    fn is_card(&self) -> bool {
        let counts: Vec<usize> = self.groups.iter().map(|group| group.count).collect();
        let is_usual = matches!(counts[..], [_] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 10..=13]);
        self.digits.len() >= 16 && is_usual && self.is_plain() && is_issuer(self.digits) && luhn(self.digits)
    }

    /// Whether nothing but spaces, line breaks and hyphens divides it.
    fn is_plain(&self) -> bool {
        self.groups[1..].iter().all(|group| group.gap == Gap::Plain)
    }
}

/// GB 11643-1999: a province, an existing date of birth at digits 7–14, and the check digit by ISO 7064 MOD 11-2.
pub(super) fn is_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let number = |range: Range<usize>| digits[range].iter().fold(0, |n, d| n * 10 + u32::from(*d));
    // 00 is no province: numbers made up for tests and forms begin so.
    let province = matches!(number(0..2),
        0 | 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91);
    let year = i32::try_from(number(6..10)).unwrap_or_default();
    let is_date = NaiveDate::from_ymd_opt(year, number(10..12), number(12..14)).is_some()
        && (1900..2100).contains(&year);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum();
    province && is_date && CHECKS[usize::try_from(sum % 11).unwrap_or_default()] == check
}

/// Prefixes of cards issued in China: UnionPay 60 and 62, the older 9558, Visa, Mastercard, JCB.
fn is_issuer(digits: &[u8]) -> bool {
    matches!(digits, [6, 0 | 2, ..] | [4, ..] | [5, 1..=5, ..] | [3, 5, ..] | [9, 5, 5, 8, ..])
}

pub(super) fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u8| if d > 4 { 2 * d - 9 } else { 2 * d };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| u32::from(if i % 2 == 1 { doubled(*d) } else { *d }))
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|d| *d != digits[0])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every run is read, be it short or long.
    fn find_slowly(bytes: &[u8]) -> Option<(usize, Finding)> {
        let mut run = Run::default();
        let mut at = 0;
        let mut found = None;
        while let Some(start) = (at..bytes.len()).find(|at| digit(bytes, *at).is_some()) {
            at = run.read(bytes, start);
            let mut take = |place: Range<usize>, finding| {
                found = Some((place.start, finding));
                true
            };
            if run.persons(bytes, &mut take) {
                break;
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_passed_over_is_no_number(pieces in prop::collection::vec(
            prop_oneof![Just("138"), Just("0000"), Just("00000000"), Just("1"), Just("２"), Just(" "), Just("-"),
                Just("\u{3000}"), Just("\n  "), Just("年"), Just("x"), Just("\u{a0}"), Just("—"), Just("."), Just("("),
                Just(")"), Just("_"), Just("**"), Just("a"), Just("0")],
            0..12,
        )) {
            let text = pieces.concat();
            let bytes = text.as_bytes();
            prop_assert_eq!(find(bytes, &Figures::of(bytes), &|_| false), find_slowly(bytes));
        }
    }
}
