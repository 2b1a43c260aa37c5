//! What a text can say: dates, moments, months, numbers, yes or no, one of a closed set of words.

use std::sync::Arc;

use chrono::NaiveDate;

use super::choice::{FLAG, choice, number};
use super::spanned::Text;
use super::table::Is;
use super::value::{Scalar, Word};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::moment::{Moment, month_of, parse_date, parse_time};

/// A month, as months since the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub i32);

/// The end of a line of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// It ended with this month.
    Month(Month),
    /// It goes on (至今).
    Now,
}

/// A time of day, as minutes; 24:00 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay(pub u16);

impl Scalar for Arc<str> {
    const IS: Is = Is::Text;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        Ok(text.value.clone())
    }
}

impl Scalar for u32 {
    const IS: Is = Is::Number;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        number(text)
    }
}

impl Scalar for bool {
    const IS: Is = Is::Flag;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        choice(text, FLAG)
    }
}

impl<W: Word> Scalar for W {
    const IS: Is = Is::Words(|| W::WORDS.iter().map(|(key, _)| *key).collect());

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        choice(text, W::WORDS)
    }
}

/// A date that exists, written `2025-09-01`.
impl Scalar for NaiveDate {
    const IS: Is = Is::Date;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        parse_date(text.value.trim()).ok_or_else(|| {
            error!(text.location.clone(), "bad-date",
                "“{0}”不是有效日期", "`{0}` is not a date", text.value;
                help: "写成 2025-09-01 的形式，且日期存在", "write an existing date as 2025-09-01"
            )
        })
    }
}

/// A moment of a day, written `2025-09-01 09:00`.
impl Scalar for Moment {
    const IS: Is = Is::Moment;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        Moment::parse(&text.value).ok_or_else(|| {
            error!(text.location.clone(), "bad-moment",
                "“{0}”不是有效的日期和时间", "`{0}` is not a date and time", text.value;
                help: "写成“2025-09-01 09:00”的形式（北京时间，可用 24:00；只写日期的，自当日零时起）",
                "write it as 2025-09-01 09:00 (Beijing time; 24:00 is allowed), or the day alone"
            )
        })
    }
}

/// A time of day, written `17:30` or `24:00`.
impl Scalar for TimeOfDay {
    const IS: Is = Is::Time;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        parse_time(text.value.trim()).map(TimeOfDay).ok_or_else(|| {
            error!(text.location.clone(), "bad-time",
                "“{0}”不是有效的时刻", "`{0}` is not a time of day", text.value;
                help: "写成 17:30 或 24:00", "write it as 17:30 or 24:00"
            )
        })
    }
}

/// A month, written `2003-09`.
impl Scalar for Month {
    const IS: Is = Is::Text;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        month_of(&text.value).map(Month).ok_or_else(|| {
            error!(text.location.clone(), "bad-date",
                "经历的起止应当是年月", "a history runs from month to month";
                help: "写成 2003-09 的形式；到现在的写“至今”", "write it as 2003-09, or `now`"
            )
        })
    }
}

impl Scalar for Until {
    const IS: Is = Is::Text;

    fn from_text(text: &Text) -> Result<Self, Diagnostic> {
        match text.value.trim() {
            "至今" | "now" => Ok(Until::Now),
            _ => Month::from_text(text).map(Until::Month),
        }
    }
}
