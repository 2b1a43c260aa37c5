//! Dates in a text in its normal form, in the forms people write them.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::domain::moment::MONTHS;

/// A date as one number, such as 19850302; 19850300 is a month, 19850000 a year.
pub(super) type Day = u32;

pub(super) fn day(date: NaiveDate) -> Day {
    u32::try_from(date.year()).unwrap_or_default() * 10_000 + date.month() * 100 + date.day()
}

/// A date where it stands. Month and day are 0 where none is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) place: Range<usize>,
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
    /// Whether the year has two digits only.
    pub(super) short: bool,
}

impl Date {
    pub(super) fn number(&self) -> Day {
        self.year * 10_000 + self.month * 100 + self.day
    }
}

/// Every date, and every number that may be a year.
pub(super) fn each(text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        let count = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        if matches!(count, 1 | 2)
            && let Some(dates) = year_last(text, start)
        {
            at = dates[0].place.end;
            found.extend(dates);
            continue;
        }
        let date = match count {
            8 => compact(text, start, 8),
            6 => compact(text, start, 6),
            4 => long(text, start),
            2 => short(text, start),
            _ => None,
        };
        at = date.as_ref().map_or(start + count, |date| date.place.end);
        found.extend(date);
    }
    found
}

fn is_year(year: u32) -> bool {
    (1900..2100).contains(&year)
}

/// 19850302, 198503.
fn compact(text: &str, start: usize, count: usize) -> Option<Date> {
    let part = |from: usize, to: usize| text.get(start + from..start + to)?.parse::<u32>().ok();
    let (year, month) = (part(0, 4)?, part(4, 6)?);
    let day = if count == 8 { part(6, 8)? } else { 0 };
    valid(year, month, day.max(1))?;
    Some(Date { place: start..start + count, year, month, day, short: false })
}

/// 1985年3月2日, 1985-03, 1985.3.2, 1985年, 12 April 1985.
fn long(text: &str, start: usize) -> Option<Date> {
    let year: u32 = text.get(start..start + 4)?.parse().ok()?;
    if !is_year(year) {
        return None;
    }
    let date = after_year(text, start, start + 4, year, false);
    if date.month == 0
        && let Some((from, month, day)) = english(text, start)
    {
        return Some(Date { place: from..date.place.end, month, day, ..date });
    }
    Some(date)
}

/// 85年3月, 85.3.2.
fn short(text: &str, start: usize) -> Option<Date> {
    if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/')) {
        return None;
    }
    let year: u32 = text.get(start..start + 2)?.parse().ok()?;
    let year = if year < 30 { 2000 + year } else { 1900 + year };
    let date = after_year(text, start, start + 2, year, true);
    (date.month > 0 || text[..date.place.end].ends_with('年')).then_some(date)
}

/// 07/11/1983: the day and the month, in either order.
fn year_last(text: &str, start: usize) -> Option<Vec<Date>> {
    let number = |at: usize| {
        let count = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
        Some((text.get(at..at + count)?.parse::<u32>().ok()?, at + count, count))
    };
    let (first, end, _) = number(start)?;
    let sign = text[end..].chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, end, count) = number(end + 1).filter(|(_, _, count)| (1..3).contains(count))?;
    let (year, end, of_year) = text[end..].starts_with(sign).then(|| number(end + 1))??;
    let goes_on = text[end..].starts_with(['年', '-', '/', '月'])
        || text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || text[..start].ends_with(['.', '-', '/']);
    if of_year != 4 || count == 0 || goes_on {
        return None;
    }
    let date = |month, day| Date { place: start..end, year, month, day, short: false };
    let mut dates: Vec<Date> = [(second, first), (first, second)]
        .into_iter()
        .filter(|(month, day)| valid(year, *month, *day).is_some())
        .map(|(month, day)| date(month, day))
        .collect();
    dates.dedup();
    (!dates.is_empty()).then_some(dates)
}

/// Reads what follows a year: a month, and a day after it.
fn after_year(text: &str, start: usize, end: usize, year: u32, short: bool) -> Date {
    let only = |end: usize| Date { place: start..end, year, month: 0, day: 0, short };
    let year_end = if text[end..].trim_start_matches(' ').starts_with('年') {
        end + text[end..].find('年').map_or(0, |at| at + '年'.len_utf8())
    } else {
        end
    };
    let Some((month, month_end)) = part(text, end, '年', 12) else { return only(year_end) };
    let closed = |end: usize, signs: [char; 2]| {
        let own = text[end..].trim_start_matches(' ');
        let after = own.strip_prefix(signs).map(|after| text.len() - after.len());
        after.unwrap_or(end)
    };
    let of_month = || Date { place: start..closed(month_end, ['月', '月']), year, month, day: 0, short };
    let Some((day, day_end)) = part(text, month_end, '月', 31) else {
        // `1985.3` may be a decimal; a month in digits alone has two.
        let two = text[..month_end].bytes().rev().take_while(u8::is_ascii_digit).count() == 2;
        let is_month = text[month_end..].trim_start_matches(' ').starts_with('月');
        return if two || is_month || text[..month_end].contains('年') {
            of_month()
        } else {
            only(year_end)
        };
    };
    if valid(year, month, day).is_none() {
        return of_month();
    }
    Date { place: start..closed(day_end, ['日', '号']), year, month, day, short }
}

/// The number of one or two digits after a sign, and where it ends.
fn part(text: &str, at: usize, sign: char, most: u32) -> Option<(u32, usize)> {
    const SPACES: [char; 2] = [' ', '\n'];
    let rest = text[at..].trim_start_matches(SPACES);
    let spaced = rest.len() < text.len() - at;
    let own = match rest.strip_prefix([sign, '.', '/', '\\', '~', '·']) {
        Some(own) => own,
        None => {
            let own = rest.trim_start_matches('-');
            // Between spaces alone a part has two digits: 1985 03 02.
            let two = own.bytes().take_while(u8::is_ascii_digit).count() == 2;
            if own.len() < rest.len() || spaced && two { own } else { return None }
        }
    };
    let own = own.trim_start_matches(SPACES);
    let count = own.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = own.get(..count).filter(|_| (1..=2).contains(&count))?.parse().ok()?;
    (1..=most).contains(&number).then(|| (number, text.len() - own.len() + count))
}

/// Where the month and day before a year begin, in English: April 1985, 12 April 1985, April 12, 1985.
fn english(text: &str, year: usize) -> Option<(usize, u32, u32)> {
    let day_before = |text: &str| {
        let own = text.trim_end_matches([',', ' ', '.', 't', 'h', 's', 'n', 'd', 'r']);
        let count = own.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
        let day = own[own.len() - count..].parse::<u32>().ok().filter(|day| (1..=31).contains(day))?;
        Some((day, own.len() - count))
    };
    let month_before = |text: &str| {
        let own = text.trim_end_matches([',', ' ', '.']);
        let count = own.bytes().rev().take(10).take_while(u8::is_ascii_alphabetic).count();
        let word = own[own.len() - count..].to_ascii_lowercase();
        let month =
            MONTHS.iter().position(|month| word.len() > 2 && month.starts_with(&word) || *month == word)?;
        Some((u32::try_from(month + 1).ok()?, own.len() - count))
    };
    let before = &text[..year];
    if let Some((month, at)) = month_before(before) {
        let (day, at) = day_before(&before[..at]).filter(|(_, day_at)| at - day_at < 8).unwrap_or((0, at));
        return Some((at, month, day));
    }
    let (day, at) = day_before(before)?;
    let (month, at) = month_before(&before[..at])?;
    Some((at, month, day))
}

fn valid(year: u32, month: u32, day: u32) -> Option<()> {
    is_year(year).then_some(())?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::normal::Normal;

    fn days(text: &str) -> Vec<Day> {
        each(&Normal::new(text).text).iter().map(Date::number).collect()
    }

    #[test]
    fn a_date_is_found_in_every_form() {
        for text in [
            "1985年3月2日",
            "1985年03月02日",
            "1985 年 3 月 2 日",
            "1985年3月2号",
            "1985-03-02",
            "1985-3-2",
            "1985——03——02",
            "1985/03/02",
            "1985.3.2",
            "1985．3．2",
            "19850302",
            "１９８５年３月２日",
            "１９８５０３０２",
            "19８5-3-2",
            "12，1985-3-2",
            "一九八五年三月二日",
            "1985年三月二日",
            "1985年\n3月2日",
            "85.3.2",
            "八五年三月二日",
            "2 March 1985",
            "March 2, 1985",
            "Mar. 2nd, 1985",
            "生于1985年3月2日，男",
            "x19850302y",
        ] {
            assert_eq!(days(text).last(), Some(&19_850_302), "{text}");
        }
        assert_eq!(days("一九九〇年十二月三十一日、二〇〇〇年十月二十日"), [19_901_231, 20_001_020]);
        assert_eq!(
            days("1985年3月，1985.03，1985年，1985"),
            [19_850_300, 19_850_300, 19_850_000, 19_850_000]
        );
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in ["119850302", "198513021", "3-2", "12345-03-02", "2985-03-02", "1885年3月2日", "二十", ""]
        {
            assert_eq!(days(text), [0; 0], "{text}");
        }
    }
}
