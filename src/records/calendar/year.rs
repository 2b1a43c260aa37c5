//! A year's file → the days that differ from the ordinary week, each of them a date that can be right.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{CalendarRecord, HolidayRecord};
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::calendar::{Exception, Year};
use crate::domain::moment::parse_date;
use crate::records::Text;

/// A year as its file gives it.
///
/// # Errors
/// Every value that is not a date, out of the year, listed twice, or a make-up day that is no weekend.
pub fn year(record: &CalendarRecord) -> Result<Year, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let year = read_year(&record.year);
    if year.is_none() || record.stem != record.year.value.trim() {
        let (stem, typed) = (&record.stem, &record.year.value);
        problems.push(error!(record.year.location.clone(), "calendar-year",
            "年份“{typed}”与文件名“{stem}”不一致", "the year `{typed}` is not the file's name `{stem}`";
            help: "文件名和 year 都写四位年份，例如 2027.yaml", "write the same four-digit year in both"
        ));
    }
    let year = year.unwrap_or_default();
    let mut exceptions = BTreeMap::new();
    for holiday in &record.holidays {
        read_holiday(holiday, year, &mut exceptions, &mut problems);
    }
    // What did not read would be missing too; first things first.
    if problems.is_empty() {
        problems.extend(missing_festivals(record, year, &exceptions));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let notices = record.notices.iter().map(|n| n.value.to_string()).collect();
    Ok(Year { year, notices, exceptions })
}

/// A year, where a text is one.
pub(super) fn read_year(text: &Text) -> Option<i32> {
    text.value.trim().parse::<i32>().ok().filter(|year| (1949..=2200).contains(year))
}

/// A year's notice gives a day off for each of these; one that lacks it was copied incompletely. 清明, 端午 and 中秋
/// are statutory since 2008.
const FESTIVALS: [(&str, i32); 7] = [
    ("元旦", 0),
    ("春节", 0),
    ("清明", 2008),
    ("劳动", 2008),
    ("端午", 2008),
    ("中秋", 2008),
    ("国庆", 2008),
];

fn missing_festivals(
    record: &CalendarRecord,
    year: i32,
    exceptions: &BTreeMap<NaiveDate, Exception>,
) -> Vec<Diagnostic> {
    let named = |name: &str| exceptions.values().any(|e| e.off && e.name.contains(name));
    let missing = FESTIVALS
        .iter()
        .filter(|(name, since)| year >= *since && !named(name))
        .map(|(name, _)| (*name).to_owned());
    // 5月2日 is statutory since 2025 (国务院令第795号).
    let fixed =
        [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)].into_iter().chain((year >= 2025).then_some((5, 2)));
    let worked = fixed.filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day)).filter(|date| {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !exceptions.get(date).map_or(weekend, |e| e.off)
    });
    let what: Vec<String> = missing.chain(worked.map(|date| date.to_string())).collect();
    if what.is_empty() {
        return Vec::new();
    }
    let what = what.join("、");
    vec![error!(record.year.location.clone(), "calendar-incomplete",
        "缺少法定节假日：{what}", "statutory holidays are missing: {what}";
        help: "对照国务院办公厅通知补全", "complete it from the State Council's notice"
    )]
}

pub(super) fn read_holiday(
    holiday: &HolidayRecord,
    year: i32,
    exceptions: &mut BTreeMap<NaiveDate, Exception>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut dates = Vec::new();
    if let (None, Some(to)) = (&holiday.from, &holiday.to) {
        problems.push(bad_date(&to.location, &to.value));
    }
    if let Some(from) = &holiday.from {
        let to = holiday.to.as_ref().unwrap_or(from);
        match (parse_date(from.value.trim()), parse_date(to.value.trim())) {
            (Some(first), Some(last)) if first <= last && (last - first).num_days() < 30 => {
                dates.extend(first.iter_days().take_while(|d| *d <= last).map(|d| (d, true, &from.location)));
            }
            (first, _) => {
                // Where both are dates, their order or distance is wrong: that shows at the second.
                let wrong = if first.is_none() { from } else { to };
                problems.push(bad_date(&wrong.location, &wrong.value));
            }
        }
    }
    for text in &holiday.work {
        match parse_date(text.value.trim()) {
            Some(date) => dates.push((date, false, &text.location)),
            None => problems.push(bad_date(&text.location, &text.value)),
        }
    }
    for (date, off, location) in dates {
        let near = date.year() == year || (date.year() == year - 1 && date.month() == 12);
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let exception = Exception { name: festival(&holiday.name.value), off };
        let twice = exceptions.insert(date, exception).is_some();
        if !near || twice || (!off && !weekend) {
            problems.push(bad_date(location, &date.to_string()));
        }
    }
}

/// What a holiday is called: the regulation says 新年, the notices say 元旦.
fn festival(name: &str) -> String {
    if matches!(name, "新年" | "新年元旦") { "元旦".to_owned() } else { name.to_owned() }
}

fn bad_date(location: &Location, typed: &str) -> Diagnostic {
    error!(location.clone(), "calendar-date",
        "日期“{typed}”不对", "the date `{typed}` is wrong";
        help: "按国务院办公厅通知填写：放假自/至为当年日期（可上溯到上一年12月），上班日应是周六或周日，每个日期只列一次",
        "copy the notice: days off within the year (or late December before), make-up days on a weekend, each once"
    )
}
