//! What numbers of persons are checked by: their check digits, and who issues them.

use std::ops::Range;

use chrono::NaiveDate;

/// GB 11643-1999: a province, an existing date of birth at digits 7–14, and the check digit by ISO 7064 MOD 11-2.
pub(super) fn is_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum();
    // 00 is no province: numbers made up for tests and forms begin so.
    (is_province(digits) || digits.starts_with(&[0, 0]))
        && born(digits).is_some()
        && CHECKS[usize::try_from(sum % 11).unwrap_or_default()] == check
}

/// Whether an identity number of 18 or 15 digits begins with the code of a province (GB/T 2260).
pub(super) fn is_province(digits: &[u8]) -> bool {
    digits.len() > 1
        && matches!(number(digits, 0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

/// The year of birth in an identity number, if the date in it exists: eight digits of 18, or of 17 without the check digit;
/// six of 15.
pub(super) fn born(digits: &[u8]) -> Option<i32> {
    let (year, rest) = match digits.len() {
        15 => (1900 + number(digits, 6..8), 8),
        17 | 18 => (number(digits, 6..10), 10),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, number(digits, rest..rest + 2), number(digits, rest + 2..rest + 4))
        .map(|_| year)
}

fn number(digits: &[u8], range: Range<usize>) -> u32 {
    digits[range].iter().fold(0, |n, d| n * 10 + u32::from(*d))
}

/// Prefixes of cards issued in China: UnionPay 60 and 62, the older 9558, Visa, Mastercard, JCB.
pub(super) fn is_issuer(digits: &[u8]) -> bool {
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
