//! Texts of records → values, with a diagnostic for whatever cannot be understood.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, error};
use crate::domain::moment::{Moment, parse_date, parse_time};
use crate::records::Text;
use crate::records::choice;
use crate::records::decode::Key;

/// Keeps an error for the list and goes on without the value.
pub(super) fn keep<T>(result: Result<T, Diagnostic>, out: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|diagnostic| out.push(diagnostic)).ok()
}

pub(super) fn choice<T: Copy>(text: &Text, table: &[(Key, T)], out: &mut Vec<Diagnostic>) -> Option<T> {
    keep(choice::choice(text, table), out)
}

pub(super) fn number(text: &Text, out: &mut Vec<Diagnostic>) -> Option<u32> {
    keep(choice::number(text), out)
}

pub(super) fn flag(text: &Text, out: &mut Vec<Diagnostic>) -> Option<bool> {
    choice(text, choice::FLAG, out)
}

/// Reads a private value: what is wrong with it is reported without the value and without its line.
pub(super) fn discreet<T>(
    text: &Text,
    out: &mut Vec<Diagnostic>,
    read: impl FnOnce(&mut Vec<Diagnostic>) -> T,
) -> T {
    let mut slips = Vec::new();
    let value = read(&mut slips);
    out.extend(slips.into_iter().map(|slip| slip.without(&text.value)));
    value
}

/// The date of a value, if it is one.
pub(super) fn date_of(text: &Text) -> Option<NaiveDate> {
    parse_date(text.value.trim())
}

/// A date that exists, written `2025-09-01`.
pub(super) fn date(text: &Text, out: &mut Vec<Diagnostic>) -> Option<NaiveDate> {
    let date = date_of(text);
    if date.is_none() {
        out.push(error!(text, "bad-date",
            "“{0}”不是有效日期", "`{0}` is not a date", text.value;
            help: "写成 2025-09-01 的形式，且日期存在", "write an existing date as 2025-09-01"
        ));
    }
    date
}

/// A moment of a day, written `2025-09-01 09:00`.
pub(super) fn moment(text: &Text, out: &mut Vec<Diagnostic>) -> Option<Moment> {
    let moment = Moment::parse(&text.value);
    if moment.is_none() {
        out.push(error!(text, "bad-moment",
            "“{0}”不是有效的日期和时间", "`{0}` is not a date and time", text.value;
            help: "写成“2025-09-01 09:00”的形式（北京时间，可用 24:00；只写日期的，自当日零时起）",
            "write it as 2025-09-01 09:00 (Beijing time; 24:00 is allowed), or the day alone"
        ));
    }
    moment
}

/// A time of day, written `17:30` or `24:00`, as minutes.
pub(super) fn time(text: &Text, out: &mut Vec<Diagnostic>) -> Option<u16> {
    let time = parse_time(text.value.trim());
    if time.is_none() {
        out.push(error!(text, "bad-time",
            "“{0}”不是有效的时刻", "`{0}` is not a time of day", text.value;
            help: "写成 17:30 或 24:00", "write it as 17:30 or 24:00"
        ));
    }
    time
}
