//! `content/calendar/regional/<name>.yaml` → the holidays that a region gives itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::RegionalRecord;
use super::year::{read_holiday, read_year};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::calendar::{DayKind, Exception, Reason, Regional, WorkCalendar};
use crate::domain::moment::parse_date;

/// The holidays of a region as their file gives them, to be laid over a calendar.
///
/// # Errors
/// Every value that is wrong by itself, a notice said to be the State Council's, and a day worked that is a holiday of
/// the whole country, or off by the notice of another region.
pub fn regional(record: &RegionalRecord, calendar: &WorkCalendar) -> Result<Regional, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    for text in [&record.region, &record.issuer, &record.title] {
        if text.value.contains("国务院") {
            problems.push(error!(text, "regional-of-state-council",
                "这里写的是一个地区自己规定的放假，不是国务院的安排",
                "this file is for the holidays of a region, not for the State Council's";
                help: "国务院办公厅的安排写进 content/calendar/年份.yaml；这里写民族自治地方的地名、发文单位和通知",
                "the State Council's days go into content/calendar/<year>.yaml; name the region's own notice here"
            ));
        }
    }
    let href = record.href.value.trim();
    if !["https://", "http://"].iter().any(|scheme| href.starts_with(scheme)) {
        problems.push(error!(&record.href, "bad-url",
            "“{href}”不是网址", "`{href}` is no address";
            help: "写通知的完整网址，以 https:// 或 http:// 开头", "write the notice's whole address, with https:// or http://"
        ));
    }
    let year = read_year(&record.year);
    if year.is_none() {
        let typed = &record.year.value;
        problems.push(error!(&record.year, "calendar-year",
            "“{typed}”不是年份", "`{typed}` is no year";
            help: "写四位年份，例如 2026", "write four digits, such as 2026"
        ));
    }
    let mut exceptions = BTreeMap::new();
    for holiday in &record.holidays {
        read_holiday(holiday, year.unwrap_or_default(), &mut exceptions, &mut problems);
    }
    problems.extend(worked_on_holidays(record, calendar));
    problems.extend(contradicted(record, &exceptions, calendar));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Regional {
        region: record.region.value.to_string(),
        issuer: record.issuer.value.to_string(),
        title: record.title.value.trim_start_matches('《').trim_end_matches('》').to_owned(),
        number: record.number.as_ref().map(|text| text.value.to_string()),
        href: href.to_owned(),
        exceptions,
    })
}

/// A day that is off by one notice and worked by another.
fn contradicted(
    record: &RegionalRecord,
    exceptions: &BTreeMap<NaiveDate, Exception>,
    calendar: &WorkCalendar,
) -> Option<Diagnostic> {
    let other =
        |date: &NaiveDate| calendar.regions().iter().find_map(|one| Some((one, one.exceptions.get(date)?)));
    let both = exceptions.iter().filter_map(|(date, exception)| Some((date, exception, other(date)?)));
    let (date, _, (regional, _)) = both.into_iter().find(|(_, one, (_, other))| one.off != other.off)?;
    let region = &regional.region;
    Some(error!(&record.region, "calendar-date",
        "{date} 是否上班，与{region}的通知相反", "whether {date} is worked is the contrary of what the notice of {region} says";
        help: "核对两份通知，留下适用于本单位的", "check both notices and keep the one that applies to the office"
    ))
}

fn worked_on_holidays(record: &RegionalRecord, calendar: &WorkCalendar) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for text in record.holidays.iter().flat_map(|holiday| &holiday.work) {
        let Some(date) = parse_date(text.value.trim()) else { continue };
        if let DayKind::Off(Reason::Holiday(name)) = calendar.kind(date) {
            problems.push(error!(text, "calendar-date",
                "{date} 全国放假（{name}），地区的通知不能让它上班",
                "{date} is off in the whole country ({name}); a region's notice cannot make it worked";
                help: "核对通知里的日期", "check the date in the notice"
            ));
        }
    }
    problems
}
