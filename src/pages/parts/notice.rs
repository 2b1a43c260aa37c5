//! A notice and its period in words.

use std::sync::Arc;

use chrono::Datelike;
use serde::Serialize;

use super::Link;
use crate::diagnostic::Language;
use crate::domain::calendar::{WorkCalendar, Year};
use crate::domain::moment::{chinese_date, chinese_date_after, weekday};
use crate::domain::notice::{Effect, Notice, Publicity};
use crate::domain::round::Round;
use crate::pages::Terms;

/// A notice, as listed and linked.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// Its number in the round, from 1.
    pub number: usize,
    /// `publicity` …
    pub kind: &'static str,
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
    pub unit: &'static str,
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
    pub weekday: &'static str,
    /// 1 for 第1个工作日; none where the day does not count.
    pub number: Option<u32>,
    /// Why.
    pub reason: String,
}

/// Said of a period that was printed before the calendar was amended.
const AMENDED: &str = "本公告的截止日按发布时国务院办公厅公布的节假日安排计算。此后安排有调整，调整后的截止日见本轮的延期公告或重新公示。";

/// 公示期为5个工作日，自2025年9月1日至9月5日
pub fn period(publicity: &Publicity) -> PeriodView {
    let period = &publicity.period;
    let (days, unit) = (period.length.days, period.length.unit.counted());
    let (starts, ends) = (chinese_date(period.starts), chinese_date_after(period.starts, period.ends));
    PeriodView {
        text: format!("公示期为{days}{unit}，自{starts}至{ends}"),
        days,
        unit,
        starts,
        starts_machine: period.starts.to_string(),
        ends: chinese_date(period.ends),
        ends_machine: period.ends.to_string(),
        closes: publicity.closes.chinese(),
        closes_plain: publicity.closes.plain(),
        closes_machine: publicity.closes.rfc3339(),
        rule: period.length.text(Language::Zh),
        remark: publicity.amended.map(|_| AMENDED.to_owned()),
        ledger: period
            .days
            .iter()
            .map(|day| DayView {
                date: chinese_date_after(period.posted, day.date),
                machine: day.date.to_string(),
                weekday: weekday(day.date),
                number: day.number,
                reason: day.reason.text(day.date, Language::Zh),
            })
            .collect(),
    }
}

/// The State Council's notices that decide which days of a period are worked: what each is called, and its address,
/// or nothing where the calendar gives only its number.
pub fn sources(calendar: &WorkCalendar, publicity: &Publicity) -> Vec<Link> {
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
            let mut text = format!("《国务院办公厅关于{}年部分节假日安排的通知》", year.year);
            if i > 0 {
                text.push_str("的后续调整");
            }
            if !is_address {
                text.push_str(&format!("（{notice}）"));
            }
            sources.push(Link { text, href: if is_address { notice.clone() } else { String::new() } });
        }
    }
    sources
}

/// A notice as listed and linked.
pub fn notice(terms: &Terms, round: &Round, notice: &Notice) -> NoticeView {
    NoticeView {
        number: notice.number,
        kind: notice.kind.name,
        partial: notice.kind.effect == Effect::Revokes,
        kind_name: terms.notice_kind(notice.kind),
        title: terms.notice_title(round, notice),
        href: format!("{}.html", round.notice_address(notice)),
        published: notice.published.chinese(),
        published_plain: notice.published.plain(),
        signed: chinese_date(notice.signed),
        signed_machine: notice.signed.to_string(),
        note: notice.note.clone(),
    }
}
