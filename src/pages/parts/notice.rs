//! A notice and its period in words.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::Link;
use crate::domain::calendar::{Regional, WorkCalendar, Year};
use crate::domain::moment::{Moment, parse_date};
use crate::domain::notice::{Effect, Notice, Publicity, RunsFrom};
use crate::domain::printed::PrintedDay;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::Terms;

/// A notice, as listed and linked.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// Its number in the round, from 1.
    pub number: usize,
    /// `publicity` …
    pub kind: &'static str,
    /// What tells it from every other kind: `revocation` is a `withdrawal` of single entries.
    pub id: &'static str,
    /// Whether it concerns some entries only, where notices of its kind concern the whole round.
    pub partial: bool,
    /// 公示 …
    pub kind_name: Arc<str>,
    /// Its title.
    pub title: String,
    /// Its page, relative to the site's root.
    pub href: String,
    /// `2025年9月1日9:00`
    pub published: String,
    /// `2025-09-01 09:00`
    pub published_plain: String,
    /// `2025年8月31日`
    pub signed: String,
    /// `2025-08-31`
    pub signed_machine: String,
    /// Its document number.
    pub document_number: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A period in words and day by day.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// `公示期为5个工作日，自2025年9月1日至9月5日`
    pub text: String,
    /// How many days.
    pub days: u32,
    /// 个工作日
    pub unit: Arc<str>,
    /// `2025年9月1日`
    pub starts: String,
    /// `2025-09-01`
    pub starts_machine: String,
    /// `2025年9月5日`
    pub ends: String,
    /// `2025-09-05`
    pub ends_machine: String,
    /// `2025年9月5日24:00`
    pub closes: String,
    /// The day of the week it is on.
    pub closes_weekday: Arc<str>,
    /// `2025-09-05 24:00`
    pub closes_plain: String,
    /// `2025-09-05T24:00+08:00`, for machines.
    pub closes_machine: String,
    /// 发布当日计入 …
    pub rule: String,
    /// Every day with its reason; empty where the calendar was amended after publication.
    pub ledger: Vec<DayView>,
    /// What is to be said where the days are not told.
    pub remark: Option<String>,
}

/// One day of a period.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// `9月1日`
    pub date: String,
    /// `2025-09-01`
    pub machine: String,
    /// 周一
    pub weekday: Arc<str>,
    /// 1 for 第1个工作日; none where the day does not count.
    pub number: Option<u32>,
    /// 第1个工作日, 不计入, 顺延
    pub count: String,
    /// Why.
    pub reason: String,
}

/// The period that a notice gives, as it was printed where it was.
pub fn period_of(terms: &Terms, notice: &Notice) -> Option<PeriodView> {
    let mut shown = period(terms, notice.period.as_ref()?);
    let printed = notice.archived.as_ref().and_then(|archived| archived.facts.period.as_ref());
    if let Some(printed) = printed {
        shown.text.clone_from(&printed.text);
        shown.rule.clone_from(&printed.rule);
        // That the calendar was amended is true since, and stands beside what was printed.
        shown.remark = shown.remark.or_else(|| printed.remark.clone());
        let posted = shown.ledger.first().and_then(|day| parse_date(&day.machine));
        shown.ledger = printed.calendar.iter().filter_map(|day| printed_day(terms, posted, day)).collect();
    }
    Some(shown)
}

fn printed_day(terms: &Terms, posted: Option<NaiveDate>, day: &PrintedDay) -> Option<DayView> {
    let date = parse_date(&day.date)?;
    Some(DayView {
        date: terms.dates.after(posted.unwrap_or(date), date),
        machine: day.date.clone(),
        weekday: terms.weekdays.of(date).clone(),
        number: day.number,
        count: day.count.clone(),
        reason: day.reason.clone(),
    })
}

/// 公示期为5个工作日，自2025年9月1日至9月5日
fn period(terms: &Terms, publicity: &Publicity) -> PeriodView {
    let period = &publicity.period;
    let dates = &terms.dates;
    let (days, unit) = (period.length.days, terms.period.counter(period.length.unit));
    let (starts, ends) = (dates.of(period.starts), dates.after(period.starts, period.ends));
    let text = match period.nominal_end() {
        Some(nominal) => {
            let text = terms.period.text(days, unit, &starts, dates.after(period.starts, nominal));
            terms.period.moved(text, &ends)
        }
        None => terms.period.text(days, unit, &starts, &ends),
    };
    PeriodView {
        text: match publicity.runs_from {
            RunsFrom::Publication => text,
            RunsFrom::EndSoFar => terms.period.added(days, unit, &starts, ends),
            RunsFrom::Resumption => terms.period.remaining(days, unit, &starts, ends),
        },
        days,
        unit: unit.clone(),
        starts,
        starts_machine: period.starts.to_string(),
        ends: dates.of(period.ends),
        ends_machine: period.ends.to_string(),
        closes: dates.of_moment(publicity.closes),
        closes_weekday: terms.weekdays.of(publicity.closes.date).clone(),
        closes_plain: publicity.closes.plain(),
        closes_machine: publicity.closes.rfc3339(),
        rule: match publicity.runs_from {
            RunsFrom::EndSoFar => terms.period.after_the_end(days, unit),
            RunsFrom::Publication | RunsFrom::Resumption => terms.period.rule_of(period.length),
        },
        remark: match (publicity.amended, &publicity.ends_as_printed) {
            (Some(_), _) => Some(terms.period.amended().to_string()),
            (None, Some(source)) => Some(terms.period.as_printed(source)),
            (None, None) => None,
        },
        ledger: period
            .days
            .iter()
            .map(|day| DayView {
                date: dates.after(period.posted, day.date),
                machine: day.date.to_string(),
                weekday: terms.weekdays.of(day.date).clone(),
                number: day.number,
                count: terms.count_of_day(day, period.length.unit),
                reason: terms.reason_of_day(day, period.ends),
            })
            .collect(),
    }
}

/// The notices that decide which days of a period are worked, the State Council's and after them those of a region that
/// did decide one: what each is called, and its address, or nothing where the calendar gives only its number.
pub fn sources(terms: &Terms, calendar: &WorkCalendar, publicity: &Publicity) -> Vec<Link> {
    let mut years: Vec<&Year> = Vec::new();
    for day in &publicity.period.days {
        let own = calendar.years().find(|year| year.year == day.date.year());
        for year in own.into_iter().chain(calendar.notice(day.date)) {
            if !years.iter().any(|other| other.year == year.year) {
                years.push(year);
            }
        }
    }
    let mut sources = Vec::new();
    for year in years {
        for (i, notice) in year.notices.iter().enumerate() {
            let is_address = notice.starts_with("https://") || notice.starts_with("http://");
            let title = match i {
                0 => terms.calendar_notices.title(year.year),
                _ => terms.calendar_notices.change(year.year),
            };
            sources.push(match is_address {
                true => Link { text: title, href: notice.clone() },
                false => Link { text: terms.calendar_notices.numbered(title, notice), href: String::new() },
            });
        }
    }
    sources.extend(regional_sources(terms, calendar, publicity));
    sources
}

fn regional_sources(terms: &Terms, calendar: &WorkCalendar, publicity: &Publicity) -> Vec<Link> {
    let days = publicity.period.decided_by_kind();
    let used: Vec<&Regional> = days.filter_map(|date| calendar.regional(date)).collect();
    let cited = calendar.regions().iter().filter(|one| used.contains(one));
    let link = |one: &Regional| {
        let title = terms.calendar_notices.regional(&one.issuer, &one.title);
        let text = match &one.number {
            Some(number) => terms.calendar_notices.numbered(title, number),
            None => title,
        };
        Link { text, href: one.href.clone() }
    };
    cited.map(link).collect()
}

/// A notice as listed and linked.
pub fn notice(terms: &Terms, round: &Round, notice: &Notice) -> NoticeView {
    NoticeView {
        number: notice.number,
        kind: notice.kind.name,
        id: notice.kind.id,
        partial: notice.kind.effect == Effect::Revokes,
        kind_name: terms.notice_kind(notice.kind),
        title: match &notice.archived {
            Some(archived) => archived.facts.title.clone(),
            None => terms.notice_title(round, notice),
        },
        href: format!("{}.html", round.notice_address(notice)),
        published: terms.dates.of_moment(notice.published),
        published_plain: notice.published.plain(),
        signed: terms.dates.of(notice.signed),
        signed_machine: notice.signed.to_string(),
        document_number: notice.document_number.clone(),
        note: notice.note.clone(),
    }
}

/// When rows of a notice were struck.
pub fn removals(register: &Register, notice: &Notice) -> impl Iterator<Item = Moment> {
    let rows = notice.archived.iter().flat_map(|archived| archived.facts.rows()).filter(|row| row.struck);
    rows.filter_map(|row| {
        let address = row.page.strip_suffix(".html")?;
        register.removed.iter().find(|removed| removed.address == address).map(|removed| removed.published)
    })
}
