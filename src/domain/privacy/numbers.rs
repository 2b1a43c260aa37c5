//! Numbers of persons in text: ID numbers, mobile numbers, bank cards, however their digits are written and spaced.

use chrono::NaiveDate;

use super::Finding;
use super::figures::{self, Figures};

/// Digits that belong together: groups of digits with nothing but spaces, line breaks or hyphens between them.
struct Run {
    /// Their values; of longer runs the last ones.
    digits: Vec<u8>,
    groups: Vec<Group>,
    /// Whether an X follows the last group, as in ID numbers.
    ends_in_x: bool,
}

#[derive(Clone, Copy)]
struct Group {
    /// Where it begins in the text, and where it ends.
    at: usize,
    end: usize,
    /// Its first digit and its number of digits.
    first: usize,
    count: usize,
}

/// Characters between two groups of one number: a line break and the indentation after it, at most.
const MOST_BETWEEN: usize = 12;
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
    let mut run = Run { digits: Vec::new(), groups: Vec::new(), ends_in_x: false };
    let mut at = 0;
    for start in figures.locations() {
        let (count, next) = figures::digits(bytes, start);
        let is_short = (1..SHORTEST).contains(&count) && !may_go_on(next);
        if start < at || is_short || digit(bytes, start).is_none() {
            continue;
        }
        at = run.read(bytes, start);
        if run.digits.len() >= SHORTEST
            && let Some(found) = run.person(bytes, allowed)
        {
            return Some(found);
        }
    }
    None
}

/// Every stretch of bytes that is a number of a person.
pub(super) fn all(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let figures = Figures::of(bytes);
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    while let Some((at, _)) = find(bytes, &figures, &|at| found.iter().any(|range| range.contains(&at))) {
        // A number ends with its digits; what is hidden too much is digits of the same run.
        let mut run = Run { digits: Vec::new(), groups: Vec::new(), ends_in_x: false };
        found.push(at..run.read(bytes, at));
    }
    found
}

/// The digit at a place and its number of bytes: `8`, or `８` (U+FF10 to U+FF19).
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [d @ b'0'..=b'9', ..] => Some((d - b'0', 1)),
        [0xEF, 0xBC, d @ 0x90..=0x99, ..] => Some((d - 0x90, 3)),
        _ => None,
    }
}

/// Whether the byte after some digits may begin another digit, or what may stand [`between`] groups.
fn may_go_on(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'\n' | b'\r' | b'\t' | 0xC2 | 0xE2 | 0xE3 | 0xEF)
}

/// The number of bytes of what may stand between groups: spaces of all kinds, line breaks, hyphens and dashes.
fn between(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b' ' | b'-' | b'\n' | b'\r' | b'\t', ..] => Some(1),
        [0xC2, 0xA0, ..] => Some(2),
        [0xE3, 0x80, 0x80, ..] | [0xEF, 0xBC, 0x8D, ..] | [0xE2, 0x80, 0x90..=0x95, ..] => Some(3),
        _ => None,
    }
}

impl Run {
    /// Reads the run that begins at a place; gives where the text goes on.
    fn read(&mut self, bytes: &[u8], start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        self.ends_in_x = false;
        let mut at = start;
        loop {
            let group = Group { at, end: at, first: self.digits.len(), count: 0 };
            while let Some((value, length)) = digit(bytes, at) {
                self.digits.push(value);
                at += length;
            }
            let count = self.digits.len() - group.first;
            self.groups.push(Group { end: at, count, ..group });
            let mut next = at;
            for _ in 0..MOST_BETWEEN {
                let Some(length) = between(bytes, next) else { break };
                next += length;
            }
            if next == at || digit(bytes, next).is_none() {
                break;
            }
            at = next;
        }
        let x = match bytes.get(at..) {
            Some([b'x' | b'X', ..]) => 1,
            Some([0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..]) => 3,
            _ => 0,
        };
        self.ends_in_x = x > 0 && !bytes.get(at + x).is_some_and(|b| is_word(*b));
        at
    }

    /// The first number of a person among the groups.
    fn person(&self, bytes: &[u8], allowed: &dyn Fn(usize) -> bool) -> Option<(usize, Finding)> {
        for from in 0..self.groups.len() {
            let first = self.groups[from];
            for to in from..self.groups.len().min(from + MOST_GROUPS) {
                let last = self.groups[to];
                let digits = &self.digits[first.first..last.first + last.count];
                if digits.len() > MOST_DIGITS {
                    break;
                }
                let with_x = self.ends_in_x && to + 1 == self.groups.len();
                let around = Around::of(bytes, first.at, last.end, with_x);
                if let Some(finding) = number(digits, &self.groups[from..=to], with_x, &around)
                    && !allowed(first.at)
                {
                    return Some((first.at, finding));
                }
            }
        }
        None
    }
}

/// What stands directly beside digits.
struct Around {
    /// A letter or sign that makes them part of something longer: a digest, a version, the part of a decimal.
    joined: bool,
    /// A digest, which has letters a to f.
    hexadecimal: bool,
    /// A measure, which makes them an amount.
    amount: bool,
}

impl Around {
    fn of(bytes: &[u8], start: usize, end: usize, with_x: bool) -> Around {
        let before = start.checked_sub(1).map(|i| bytes[i]);
        let after = if with_x { None } else { bytes.get(end).copied() };
        let decimal = after == Some(b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let rest = std::str::from_utf8(&bytes[end..bytes.len().min(end + 6)]);
        let rest = match &rest {
            Ok(rest) => rest,
            Err(e) => std::str::from_utf8(&bytes[end..end + e.valid_up_to()]).unwrap_or_default(),
        };
        Around {
            joined: before.is_some_and(|b| is_word(b) || b == b'.')
                || after.is_some_and(|b| b.is_ascii_alphanumeric())
                || decimal,
            hexadecimal: [before, after]
                .into_iter()
                .flatten()
                .any(|b| matches!(b, b'a'..=b'f' | b'_' | b'.'))
                || decimal,
            amount: ["元", "万", "亿", "美元", "人民币", "千", "%", "％"]
                .iter()
                .any(|unit| rest.starts_with(unit)),
        }
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

fn number(digits: &[u8], groups: &[Group], with_x: bool, around: &Around) -> Option<Finding> {
    // The check digit makes chance so small that a letter beside it ("ID1101…") does not matter.
    if digits.len() == 18 && !around.hexadecimal && is_id(&digits[..17], digits[17])
        || digits.len() == 17 && with_x && !around.hexadecimal && is_id(digits, 10)
    {
        return Some(Finding::IdNumber);
    }
    if around.joined || with_x {
        return None;
    }
    let shape: Vec<usize> = groups.iter().map(|g| g.count).collect();
    let mobile = |digits: &[u8]| digits[0] == 1 && (3..=9).contains(&digits[1]);
    match (digits.len(), shape.as_slice()) {
        (11, [11] | [3, 4, 4] | [3, 8] | [7, 4]) if !around.amount && mobile(digits) => Some(Finding::Mobile),
        (13, [13]) if digits.starts_with(&[8, 6]) && mobile(&digits[2..]) => Some(Finding::Mobile),
        (16..=19, [_] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 10..=13])
            if is_issuer(digits) && luhn(digits) =>
        {
            Some(Finding::BankCard)
        }
        _ => None,
    }
}

/// GB 11643-1999: a province, an existing date of birth at digits 7–14, and the check digit by ISO 7064 MOD 11-2.
pub(super) fn is_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0, |n, d| n * 10 + u32::from(*d));
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
        let mut run = Run { digits: Vec::new(), groups: Vec::new(), ends_in_x: false };
        let mut at = 0;
        while let Some(start) = (at..bytes.len()).find(|at| digit(bytes, *at).is_some()) {
            at = run.read(bytes, start);
            if let Some(found) = run.person(bytes, &|_| false) {
                return Some(found);
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_passed_over_is_no_number(pieces in prop::collection::vec(
            prop_oneof![Just("138"), Just("0000"), Just("00000000"), Just("1"), Just("２"), Just(" "), Just("-"),
                Just("\u{3000}"), Just("\n  "), Just("年"), Just("x"), Just("\u{a0}"), Just("—")],
            0..12,
        )) {
            let text = pieces.concat();
            let bytes = text.as_bytes();
            prop_assert_eq!(find(bytes, &Figures::of(bytes), &|_| false), find_slowly(bytes));
        }
    }
}
