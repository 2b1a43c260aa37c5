//! Dates in text, in the forms people write them, for finding dates of birth.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use memchr::memmem;

use super::digits::digit;

/// A date as one number, such as 19850302.
pub(super) type Day = u32;

pub(super) fn day(date: NaiveDate) -> Day {
    u32::try_from(date.year()).unwrap_or_default() * 10_000 + date.month() * 100 + date.day()
}

/// Every date in a text with the byte it begins at: 1985年3月2日, 1985-03-02, 1985/3/2, 1985．3．2, 19850302, with
/// full-width digits, with spaces; then all in Chinese numerals, 一九八五年三月二日. `runs` are the text's runs of digits.
pub(super) fn each<'t>(text: &'t str, runs: &'t [Range<usize>]) -> impl Iterator<Item = (usize, Day)> + 't {
    let mut at = 0;
    let in_digits = runs.iter().filter_map(move |run| {
        let (day, end) = if run.start < at { None } else { in_digits(text, run) }?;
        at = end;
        Some((run.start, day))
    });
    in_digits.chain(memmem::find_iter(text.as_bytes(), "年").filter_map(|year| in_numerals(text, year)))
}

/// A number of ordinary or full-width digits, how many they are, and where it ends.
fn number(text: &str, at: usize) -> Option<(u32, usize, usize)> {
    let (mut value, mut count, mut end) = (0u32, 0, at);
    while let Some((digit, length)) = digit(text.as_bytes(), end) {
        value = value.saturating_mul(10).saturating_add(u32::from(digit));
        count += 1;
        end += length;
    }
    (count > 0).then_some((value, count, end))
}

/// The date that begins with a run of digits, and where it ends.
fn in_digits(text: &str, run: &Range<usize>) -> Option<(Day, usize)> {
    // Most numbers are no years; this tells them apart at once.
    if !matches!(
        &text.as_bytes()[run.clone()],
        [b'1', b'9' | 0xEF, ..] | [b'2', b'0' | 0xEF, ..] | [0xEF, ..]
    ) {
        return None;
    }
    let (year, count, end) = number(text, run.start)?;
    if count == 8 {
        return Some((valid(year / 10_000, year / 100 % 100, year % 100)?, end));
    }
    if count != 4 || !(1900..2100).contains(&year) {
        return None;
    }
    let month_at = sign(text, end, &['年', '-', '/', '.', '．', '－', '／', '–'])?;
    let (month, digits, end) = number(text, month_at)?;
    let day_at = sign(text, end, &['月', '-', '/', '.', '．', '－', '／', '–'])?;
    let (day, more, end) = number(text, day_at)?;
    (digits <= 2 && more <= 2).then_some((valid(year, month, day)?, end))
}

/// Goes over one of some signs, with spaces around it.
fn sign(text: &str, at: usize, signs: &[char]) -> Option<usize> {
    let rest = text.get(at..)?;
    let after =
        rest.trim_start_matches([' ', '\u{3000}']).strip_prefix(signs)?.trim_start_matches([' ', '\u{3000}']);
    Some(text.len() - after.len())
}

fn valid(year: u32, month: u32, date: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date).map(day)
}

/// The date whose year is in Chinese numerals before a 年, and where it begins.
fn in_numerals(text: &str, year_end: usize) -> Option<(usize, Day)> {
    // Nearly all years are in digits.
    if text.as_bytes()[..year_end].last()?.is_ascii() {
        return None;
    }
    let (start, _) = text[..year_end].char_indices().rev().nth(3)?;
    let year = text[start..year_end].chars().try_fold(0, |n, c| Some(n * 10 + numeral(c)?))?;
    let rest = text[year_end..].strip_prefix('年')?;
    let (month, rest) = before(rest, &['月'])?;
    let (date, _) = before(rest, &['日', '号'])?;
    Some((start, valid(year, small(month)?, small(date)?)?))
}

/// A number of at most three numerals, spaces around it, before one of some signs; and what follows.
fn before<'t>(text: &'t str, signs: &[char]) -> Option<(&'t str, &'t str)> {
    const MOST: usize = 3 + 4;
    let (at, sign) = text.char_indices().take(MOST + 1).find(|(_, c)| signs.contains(c))?;
    Some((&text[..at], &text[at + sign.len_utf8()..]))
}

fn numeral(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' | 'Ｏ' | 'O' => Some(0),
        c => "一二三四五六七八九".chars().zip(1..).find(|(numeral, _)| *numeral == c).map(|(_, n)| n),
    }
}

/// 三, 十, 十二, 二十, 三十一
fn small(text: &str) -> Option<u32> {
    let text = text.trim();
    match text.split_once('十') {
        None => {
            let mut chars = text.chars();
            let n = numeral(chars.next()?)?;
            chars.next().is_none().then_some(n)
        }
        Some((tens, ones)) => {
            let one =
                |t: &str, default| if t.is_empty() { Some(default) } else { small(t).filter(|n| *n < 10) };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gate::digits::runs;

    fn days(text: &str) -> Vec<Day> {
        each(text, &runs(text.as_bytes())).map(|(_, day)| day).collect()
    }

    #[test]
    fn a_date_is_found_in_every_form() {
        for text in [
            "1985年3月2日",
            "1985年03月02日",
            "1985 年 3 月 2 日",
            "1985-03-02",
            "1985-3-2",
            "1985/03/02",
            "1985.3.2",
            "1985．3．2",
            "19850302",
            "１９８５年３月２日",
            "１９８５０３０２",
            "19８5-3-2",
            "12，1985-3-2",
            "一九八五年三月二日",
            "生于1985年3月2日，男",
            "x19850302y",
        ] {
            assert_eq!(days(text), [19_850_302], "{text}");
        }
        assert_eq!(days("一九九〇年十二月三十一日、二〇〇〇年十月二十日"), [19_901_231, 20_001_020]);
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "119850302",
            "198503021",
            "1985-13-02",
            "1985年3月",
            "3-2",
            "12345-03-02",
            "2985-03-02",
            "1885年3月2日",
            "1985３-3-2",
            "一九八五年三",
            "二十",
            "",
        ] {
            assert_eq!(days(text), [0; 0], "{text}");
        }
    }

    /// Every character is looked at, be it a digit or not.
    fn days_slowly(text: &str) -> Vec<Day> {
        let mut days = Vec::new();
        let mut at = 0;
        for (start, c) in text.char_indices() {
            if start < at || digit(text.as_bytes(), start).is_none() {
                continue;
            }
            let end = number(text, start).map_or(start + c.len_utf8(), |(.., end)| end);
            let date = in_digits(text, &(start..end));
            at = date.map_or(end, |(_, end)| end);
            days.extend(date.map(|(day, _)| day));
        }
        let years = text.match_indices('年').filter_map(|(year, _)| in_numerals(text, year));
        days.extend(years.map(|(_, day)| day));
        days
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_date_is_passed_over(pieces in prop::collection::vec(
            prop_oneof![Just("1985"), Just("3"), Just("２"), Just("年"), Just("月"), Just("日"), Just("-"), Just(" "),
                Just("19850302"), Just("１９８５年"), Just("一九八五年"), Just("二"), Just("十二月"), Just("1"), Just("x")],
            0..12,
        )) {
            let text = pieces.concat();
            prop_assert_eq!(days(&text), days_slowly(&text));
        }
    }
}
