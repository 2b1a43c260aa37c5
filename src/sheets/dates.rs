//! Days as people type them into tables: `1985.3`, `1985年3月`, `1985/3/2`, `19850302`, a day that Excel keeps as a number.
//!
//! What could mean two days is refused. `1985.1` typed as a number is one: Excel shows October, typed `1985.10`, the same.

use chrono::{Days, NaiveDate};

use super::workbook::{Cell, Content, FileKind, Serial};

/// A day, or the month that is all that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A day.
    Day(NaiveDate),
    /// A month, as its first day.
    Month(NaiveDate),
}

/// Why a cell says no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDay {
    /// January or October: `1985.1`.
    Ambiguous,
    /// The year alone, or one of two digits.
    Incomplete,
    /// None that exists, or no day at all.
    Unreadable,
}

/// The day that a cell says.
///
/// # Errors
/// Why it says none.
pub(super) fn day_of(cell: &Cell, kind: FileKind) -> Result<Typed, NoDay> {
    match &cell.content {
        Content::Day(serial) => {
            let day = from_serial(*serial).ok_or(NoDay::Unreadable)?;
            // A format that shows no day: only the month was typed, and Excel made the first of it.
            let month_only = cell.format.as_deref().is_some_and(shows_no_day);
            Ok(if month_only { Typed::Month(day) } else { Typed::Day(day) })
        }
        Content::IsoDay(text) => from_text(text.split('T').next().unwrap_or_default()),
        Content::Number(number) => from_number(*number, cell.format.as_deref()),
        // What was a number is text in a file of values.
        Content::Text(text) if kind == FileKind::Csv && is_ambiguous(text) => Err(NoDay::Ambiguous),
        Content::Text(text) => from_text(text),
        _ => Err(NoDay::Unreadable),
    }
}

/// Excel counts from the end of 1899 and holds 1900 for a leap year; or it counts from the beginning of 1904.
fn from_serial(Serial { days, from_1904 }: Serial) -> Option<NaiveDate> {
    let whole = whole_number(days.floor())?;
    let (year, month, day, after) = match (from_1904, whole) {
        (true, _) => (1904, 1, 1, whole),
        // 29 February 1900, which there was not.
        (false, 60) => return None,
        (false, 1..=59) => (1899, 12, 31, whole),
        (false, _) => (1899, 12, 30, whole),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(after))
}

fn from_number(number: f64, format: Option<&str>) -> Result<Typed, NoDay> {
    if let Some(whole) = whole_number(number) {
        return match whole {
            1900..=2100 => Err(NoDay::Incomplete),
            _ => from_digits(&whole.to_string()),
        };
    }
    // 1985.3, 1985.03, 1985.12
    let hundredths =
        whole_number((number * 100.0).round()).filter(|h| (*h as f64 - number * 100.0).abs() < 1e-4);
    let (year, month) = hundredths.map(|h| (h / 100, h % 100)).ok_or(NoDay::Unreadable)?;
    let two_places = format.is_some_and(|format| format.trim_end_matches(['_', ' ', ')']).ends_with("0.00"));
    let month = match month {
        10 if !two_places => return Err(NoDay::Ambiguous),
        1..=12 => month,
        20..=90 if month % 10 == 0 && !two_places => month / 10,
        _ => return Err(NoDay::Unreadable),
    };
    month_of(&year.to_string(), &month.to_string())
}

/// `19850302`, `198503`.
fn from_digits(digits: &str) -> Result<Typed, NoDay> {
    match digits.len() {
        8 => day_from(&digits[..4], &digits[4..6], &digits[6..]),
        6 => month_of(&digits[..4], &digits[4..]),
        _ => Err(NoDay::Unreadable),
    }
}

fn from_text(text: &str) -> Result<Typed, NoDay> {
    let text = super::headings::half_width(text);
    // A time of day after it, as some programs write days.
    let text = text.trim().trim_end_matches(" 00:00:00").trim_end_matches(" 0:00");
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let others = text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    if !others
        .clone()
        .all(|c| matches!(c, '.' | '-' | '/' | '年' | '月' | '日' | '号' | '生' | '。' | '、' | '－' | '—'))
    {
        return Err(NoDay::Unreadable);
    }
    match parts.as_slice() {
        [digits] if others.clone().next().is_none() && digits.len() > 4 => from_digits(digits),
        [_] => Err(NoDay::Incomplete),
        [year, ..] if year.len() != 4 => Err(NoDay::Incomplete),
        [year, month] => month_of(year, month),
        [year, month, day] => day_from(year, month, day),
        _ => Err(NoDay::Unreadable),
    }
}

fn is_ambiguous(text: &str) -> bool {
    let text = text.trim();
    text.len() == 6 && text.ends_with(".1") && text[..4].bytes().all(|b| b.is_ascii_digit())
}

fn day_from(year: &str, month: &str, day: &str) -> Result<Typed, NoDay> {
    date(year, month, day).map(Typed::Day).ok_or(NoDay::Unreadable)
}

fn month_of(year: &str, month: &str) -> Result<Typed, NoDay> {
    date(year, month, "1").map(Typed::Month).ok_or(NoDay::Unreadable)
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let short = |text: &str| text.len() <= 2;
    let (year, month, day) = match (year.len(), short(month), short(day)) {
        (4, true, true) => (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year))
}

/// Whether a number format shows year and month but no day: `yyyy"年"m"月"`, `yyyy.mm`.
fn shows_no_day(format: &str) -> bool {
    let mut quoted = false;
    let letters = format.chars().filter(|c| {
        quoted ^= *c == '"';
        !quoted
    });
    let letters: String = letters.collect::<String>().to_lowercase();
    // What stands in brackets is a language or a condition: [$-804].
    let outside: String =
        letters.split('[').map(|part| part.split(']').next_back().unwrap_or_default()).collect();
    outside.contains('y') && outside.contains('m') && !outside.contains('d')
}

/// A number without a fraction, as an integer.
pub(super) fn whole_number(number: f64) -> Option<u64> {
    let fits = (0.0..9_007_199_254_740_992.0).contains(&number) && number.fract() == 0.0;
    fits.then(|| format!("{number:.0}").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(content: Content, format: Option<&str>) -> Cell {
        Cell { content, format: format.map(Into::into), ..Cell::default() }
    }

    fn day(content: Content, format: Option<&str>) -> Result<Typed, NoDay> {
        day_of(&cell(content, format), FileKind::Xlsx)
    }

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let text = |text: &str| day(Content::Text(text.into()), None);
        for typed in [
            "1985-03-02",
            "1985/3/2",
            "1985.3.2",
            "1985年3月2日",
            " 1985 年 3 月 2 日",
            "19850302",
            "１９８５．０３．０２",
            "1985-03-02 00:00:00",
            "1985年3月2日生",
        ] {
            assert_eq!(text(typed), Ok(Typed::Day(ymd(1985, 3, 2))), "{typed}");
        }
        for typed in ["1985.3", "1985年3月", "1985/03", "198503", "1985-3", "1985.03."] {
            assert_eq!(text(typed), Ok(Typed::Month(ymd(1985, 3, 1))), "{typed}");
        }
        assert_eq!(text("1985.10"), Ok(Typed::Month(ymd(1985, 10, 1))));
        for typed in ["85.3", "85年3月2日", "1985", "1985年"] {
            assert_eq!(text(typed), Err(NoDay::Incomplete), "{typed}");
        }
        for typed in ["1985-02-30", "1985.13", "八五年", "约1985.3", "1985-3-2-1", "2.3.1985至今"] {
            assert!(text(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_number_that_could_be_two_months_is_refused() {
        let number = |number, format| day(Content::Number(number), format);
        assert_eq!(number(1985.1, None), Err(NoDay::Ambiguous));
        assert_eq!(number(1985.1, Some("0.0")), Err(NoDay::Ambiguous));
        assert_eq!(number(1985.1, Some("0.00")), Ok(Typed::Month(ymd(1985, 10, 1))));
        assert_eq!(number(1985.01, None), Ok(Typed::Month(ymd(1985, 1, 1))));
        for month in 2..=9u32 {
            let typed = 1985.0 + f64::from(month) / 10.0;
            assert_eq!(number(typed, None), Ok(Typed::Month(ymd(1985, month, 1))));
        }
        assert_eq!(number(1985.11, None), Ok(Typed::Month(ymd(1985, 11, 1))));
        assert_eq!(number(1985.12, None), Ok(Typed::Month(ymd(1985, 12, 1))));
        assert_eq!(number(19_850_302.0, None), Ok(Typed::Day(ymd(1985, 3, 2))));
        assert_eq!(number(1985.0, None), Err(NoDay::Incomplete));
        assert_eq!(number(1985.13, None), Err(NoDay::Unreadable));
        assert_eq!(number(31_107.0, None), Err(NoDay::Unreadable));
        let csv = cell(Content::Text("1985.1".into()), None);
        assert_eq!(day_of(&csv, FileKind::Csv), Err(NoDay::Ambiguous));
        assert_eq!(day_of(&csv, FileKind::Xlsx), Ok(Typed::Month(ymd(1985, 1, 1))));
    }

    #[test]
    fn serial_numbers_are_days_of_either_epoch() {
        let serial = |days, from_1904| day(Content::Day(Serial { days, from_1904 }), Some("yyyy/m/d"));
        assert_eq!(serial(31_108.0, false), Ok(Typed::Day(ymd(1985, 3, 2))));
        assert_eq!(serial(29_646.0, true), Ok(Typed::Day(ymd(1985, 3, 2))));
        assert_eq!(serial(31_108.75, false), Ok(Typed::Day(ymd(1985, 3, 2))));
        assert_eq!(serial(59.0, false), Ok(Typed::Day(ymd(1900, 2, 28))));
        assert_eq!(serial(60.0, false), Err(NoDay::Unreadable));
        assert_eq!(serial(61.0, false), Ok(Typed::Day(ymd(1900, 3, 1))));
        let month =
            day(Content::Day(Serial { days: 31_107.0, from_1904: false }), Some("yyyy\"年\"m\"月\";@"));
        assert_eq!(month, Ok(Typed::Month(ymd(1985, 3, 1))));
        let full = day(
            Content::Day(Serial { days: 31_107.0, from_1904: false }),
            Some("[$-804]yyyy\"年\"m\"月\"d\"日\""),
        );
        assert_eq!(full, Ok(Typed::Day(ymd(1985, 3, 1))));
    }
}
