//! Numbers of persons in text: ID numbers, mobile numbers, bank cards, however their digits are written and spaced.

use std::ops::Range;

use super::beside::Beside;
use super::check_digits::{is_id, is_issuer, luhn};
use super::digits::runs;
use super::finding::Finding;
use super::groups::{Gap, Group, Row, is_alone, row_start};

/// Groups that one number may be written in.
const MOST_GROUPS: usize = 8;
/// Digits of the longest number looked for.
const MOST_DIGITS: usize = 19;
/// Digits of the shortest; nothing shorter is anyone's number.
const SHORTEST: usize = 11;

/// The first number of a person, but for those that `allowed` lets pass by their place.
pub(super) fn find(
    bytes: &[u8],
    runs: &[Range<usize>],
    allowed: impl Fn(usize) -> bool,
) -> Option<(usize, Finding)> {
    let mut first = None;
    each(bytes, runs, |place, finding| {
        first = Some((place.start, finding)).filter(|(at, _)| !allowed(*at));
        first.is_some()
    });
    first
}

/// Every stretch of bytes that is a number of a person.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    each(text.as_bytes(), &runs(text.as_bytes()), |place, _| {
        found.push(place);
        false
    });
    found
}

/// Gives every number of a person with its place, in order, until one is taken.
fn each(bytes: &[u8], runs: &[Range<usize>], mut take: impl FnMut(Range<usize>, Finding) -> bool) {
    let mut row = Row::default();
    let mut at = 0;
    for run in runs {
        if run.start < at || run.len() < SHORTEST && is_alone(bytes, run) {
            continue;
        }
        at = row.read(bytes, row_start(bytes, at, run.start));
        if persons(&row, bytes, &mut take) {
            return;
        }
        // The first two digits may be of a percent code, such as %20.
        let is_code =
            bytes[..run.start].ends_with(b"%") && matches!(bytes[run.clone()], [_, b'0'..=b'9', _, ..]);
        if is_code {
            row.read(bytes, run.start + 2);
            if persons(&row, bytes, &mut take) {
                return;
            }
        }
    }
}

/// Gives the numbers of persons in a row, until one is taken.
fn persons(row: &Row, bytes: &[u8], take: &mut impl FnMut(Range<usize>, Finding) -> bool) -> bool {
    if row.digits.len() < SHORTEST {
        return false;
    }
    let mut from = 0;
    while from < row.groups.len() {
        let most = row.groups.len().min(from + MOST_GROUPS);
        let found = (from + 1..=most).find_map(|to| Some((to, person(row, bytes, from..to)?)));
        match found {
            Some((_, (place, finding))) if take(place.clone(), finding) => return true,
            Some((to, _)) => from = to,
            None => from += 1,
        }
    }
    false
}

/// Whether some groups of a row are a number of a person.
fn person(row: &Row, bytes: &[u8], range: Range<usize>) -> Option<(Range<usize>, Finding)> {
    let x = row.x.filter(|_| range.end == row.groups.len());
    let groups = &row.groups[range];
    let (first, last) = (groups.first()?, groups.last()?);
    let digits = &row.digits[first.digits.start..last.digits.end];
    if !(SHORTEST..=MOST_DIGITS).contains(&digits.len()) {
        return None;
    }
    let number = Number { digits, groups };
    let beside = Beside { bytes, start: first.place.start, end: last.place.end };
    // The check digit makes chance so small that only a digest tells against it.
    if let Some(end) = number.end_of_id(x) {
        return (!beside.is_digest()).then_some((first.place.start..end, Finding::IdNumber));
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
    (!is_other).then_some((first.place.start..last.place.end, finding))
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
        if !self.is_plain() && self.groups.iter().any(|group| group.digits.len() < 2) {
            return None;
        }
        match self.digits {
            [digits @ .., check] if digits.len() == 17 && is_id(digits, *check) => {
                Some(self.groups.last()?.place.end)
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
        let mut counts: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        counts[0] = counts[0].saturating_sub(self.digits.len() - own.len());
        let gaps: Vec<Gap> = self.groups[1..].iter().map(|group| group.gap).collect();
        match (&counts[..], &gaps[..]) {
            ([11], _) => true,
            ([3, 4, 4] | [3, 8] | [7, 4], _) if self.is_plain() => true,
            ([3, 4, 4], [Gap::Dots, Gap::Dots] | [Gap::Markup, Gap::Markup]) => true,
            ([3, 4, 4], [Gap::Closing, Gap::Plain]) | ([3, 8], [Gap::Closing]) => in_bracket,
            _ => false,
        }
    }

    fn is_card(&self) -> bool {
        let counts: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        let is_usual = matches!(counts[..], [_] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 10..=13]);
        self.digits.len() >= 16 && is_usual && self.is_plain() && is_issuer(self.digits) && luhn(self.digits)
    }

    /// Whether nothing but spaces, line breaks and hyphens divides it.
    fn is_plain(&self) -> bool {
        self.groups[1..].iter().all(|group| group.gap == Gap::Plain)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gate::digits::digit;

    /// Every row is read, be it short or long.
    fn find_slowly(bytes: &[u8]) -> Option<(usize, Finding)> {
        let mut row = Row::default();
        let (mut at, mut found) = (0, None);
        while let Some(start) = (at..bytes.len()).find(|at| digit(bytes, *at).is_some()) {
            at = row.read(bytes, start);
            let mut take = |place: Range<usize>, finding| {
                found = Some((place.start, finding));
                true
            };
            if persons(&row, bytes, &mut take) {
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
                Just(")"), Just("_"), Just("**"), Just("a"), Just("0"), Just("%20"), Just("\\\n"), Just("·"), Just("（")],
            0..12,
        )) {
            let text = pieces.concat();
            let bytes = text.as_bytes();
            prop_assert_eq!(find(bytes, &runs(bytes), |_| false), find_slowly(bytes));
        }

        #[test]
        fn an_id_number_is_found_in_any_groups(
            cuts in prop::collection::btree_set(1..18usize, 0..MOST_GROUPS),
            gap in prop::sample::select(vec![" ", "-", "\u{2009}", "\n  "]),
        ) {
            let body = "00000019900101001";
            let values: Vec<u8> = body.bytes().map(|byte| byte - b'0').collect();
            let check = (0..10).find(|check| is_id(&values, *check)).unwrap();
            let mut text = format!("{body}{check}");
            cuts.iter().rev().for_each(|cut| text.insert_str(*cut, gap));
            let bytes = text.as_bytes();
            prop_assert_eq!(find(bytes, &runs(bytes), |_| false), Some((0, Finding::IdNumber)), "{}", text);
        }
    }
}
