//! Dates in text, in the forms people write them, for finding dates of birth.

use chrono::{Datelike, NaiveDate};

use super::figures::{self, Figures};

/// A date as one number, such as 19850302.
pub(super) type Day = u32;

pub(super) fn day(date: NaiveDate) -> Day {
    u32::try_from(date.year()).unwrap_or_default() * 10_000 + date.month() * 100 + date.day()
}

/// Every date in a text with the byte it begins at: 1985年3月2日, 1985-03-02, 1985/3/2, 1985．3．2, 19850302, with
/// full-width digits, with spaces, and 一九八五年三月二日.
pub(super) fn each(text: &str, figures: &Figures, mut take: impl FnMut(usize, Day) -> bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    for start in figures.locations() {
        if start < at {
            continue;
        }
        at = match if bytes[start] == 0xE4 { chinese(text, start) } else { plain(text, start) } {
            Some(Step::Date(day, _)) if take(start, day) => return,
            Some(Step::Date(_, end) | Step::Over(end)) => end,
            None => start + 1,
        };
    }
}

enum Step {
    /// A date, and where it ends.
    Date(Day, usize),
    /// Something else that ends here.
    Over(usize),
}

/// A number of ordinary or full-width digits and where it ends.
fn number(text: &str, at: usize) -> Option<(u32, usize, usize)> {
    let (mut value, mut count, mut end) = (0u32, 0, at);
    for c in text.get(at..)?.chars() {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => break,
        };
        value = value.saturating_mul(10).saturating_add(digit);
        count += 1;
        end += c.len_utf8();
    }
    (count > 0).then_some((value, count, end))
}

fn plain(text: &str, at: usize) -> Option<Step> {
    // Full-width digits begin with this byte.
    let is_plain = |(count, next): (usize, u8)| count > 0 && next != 0xEF;
    let is_year = |century: &[u8]| century.starts_with(b"19") || century.starts_with(b"20");
    let digits = figures::digits(text.as_bytes(), at);
    if is_plain(digits) && digits.0 != 8 && (digits.0 != 4 || !is_year(&text.as_bytes()[at..])) {
        return Some(Step::Over(at + digits.0));
    }
    let (year, count, end) = number(text, at)?;
    if count == 8 {
        return Some(
            valid(year / 10_000, year / 100 % 100, year % 100)
                .map_or(Step::Over(end), |d| Step::Date(d, end)),
        );
    }
    if count != 4 || !(1900..2100).contains(&year) {
        return Some(Step::Over(end));
    }
    let rest = || {
        let month_at = sign(text, end, &['年', '-', '/', '.', '．', '－', '／', '–'])?;
        let (month, digits, end) = number(text, month_at)?;
        let day_at = sign(text, end, &['月', '-', '/', '.', '．', '－', '／', '–'])?;
        let (day, more, end) = number(text, day_at)?;
        (digits <= 2 && more <= 2).then_some((month, day, end))
    };
    let date = rest().and_then(|(month, day, end)| Some((valid(year, month, day)?, end)));
    Some(date.map_or(Step::Over(end), |(day, end)| Step::Date(day, end)))
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

/// Looks no further than a date is long: texts begin with 一 at every turn.
fn chinese(text: &str, at: usize) -> Option<Step> {
    let mut chars = text[at..].chars();
    let year = chars.by_ref().take(4).try_fold(0, |n, c| Some(n * 10 + figure(c)?))?;
    let rest = chars.as_str().strip_prefix('年')?;
    let (month, rest) = before(rest, &['月'])?;
    let (date, rest) = before(rest, &['日', '号'])?;
    let day = valid(year, small(month)?, small(date)?)?;
    Some(Step::Date(day, text.len() - rest.len()))
}

/// A number of at most three figures, spaces around it, before one of some signs; and what follows.
fn before<'t>(text: &'t str, signs: &[char]) -> Option<(&'t str, &'t str)> {
    const MOST: usize = 3 + 4;
    let (at, sign) = text.char_indices().take(MOST + 1).find(|(_, c)| signs.contains(c))?;
    Some((&text[..at], &text[at + sign.len_utf8()..]))
}

fn figure(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' | 'Ｏ' | 'O' => Some(0),
        c => "一二三四五六七八九".chars().zip(1..).find(|(f, _)| *f == c).map(|(_, n)| n),
    }
}

/// 三, 十, 十二, 二十, 三十一
fn small(text: &str) -> Option<u32> {
    let text = text.trim();
    match text.split_once('十') {
        None => {
            let mut chars = text.chars();
            let n = figure(chars.next()?)?;
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

    fn days(text: &str) -> Vec<Day> {
        let mut days = Vec::new();
        each(text, &Figures::of(text.as_bytes()), |_, day| {
            days.push(day);
            false
        });
        days
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

    /// Every character is looked at, be it a figure or not.
    fn days_slowly(text: &str) -> Vec<Day> {
        let (mut days, mut at) = (Vec::new(), 0);
        while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let step = match next {
                '0'..='9' | '０'..='９' => plain(text, at),
                '一' | '二' => chinese(text, at),
                _ => None,
            };
            at = match step {
                Some(Step::Date(day, end)) => {
                    days.push(day);
                    end
                }
                Some(Step::Over(end)) => end,
                None => at + next.len_utf8(),
            };
        }
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
