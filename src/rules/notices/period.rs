//! The period that a notice gives.

use chrono::NaiveDate;

use super::kind::Given;
use crate::diagnostic::{Diagnostic, Language, error, text};
use crate::domain::calendar::DayKind;
use crate::domain::moment::{END_OF_DAY, Moment, clock, parse_time};
use crate::domain::notice::{Publicity, RunsFrom};
use crate::domain::period::{Length, MAX_DAYS, Period};
use crate::records::{NoticeRecord, Spanned};

/// A period that begins with the notice.
pub(super) fn from_publication(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Publicity> {
    let published = given.published?;
    check_posting(given, published, out);
    let length = length(given.source, out)?;
    compute(given, published.value.date, length, out)
}

/// The period from a day on; what it needs and has not been announced is refused.
pub(super) fn compute(
    given: &Given<'_>,
    posted: NaiveDate,
    length: Length,
    out: &mut Vec<Diagnostic>,
) -> Option<Publicity> {
    let (source, context) = (given.source, given.context);
    match Period::compute(context.calendar, posted, length) {
        Ok(period) => {
            let (period, ends_as_printed) = match printed_end(given, &period, out) {
                Some(source) => (period.without_moving(), Some(source)),
                None => (period, None),
            };
            let own = given.record.closes.as_ref().map(|time| time.value.0);
            let minute = own.or_else(|| context.office.map(|office| office.objection.closes));
            let closes = Moment::new(period.ends, minute.unwrap_or(END_OF_DAY));
            Some(Publicity {
                period,
                closes,
                runs_from: RunsFrom::Publication,
                amended: None,
                ends_as_printed,
            })
        }
        Err(missing) => {
            let location = source.period.as_ref().map_or(&source.location, |p| &p.location).clone();
            out.push(
                Diagnostic::error("day-not-announced", location, missing.message()).help(missing.help()),
            );
            None
        }
    }
}

/// Where an old notice printed the last day counted as its end, though that is a day off: where it is printed. Without it
/// the end moves on to the next working day (民法典 art. 203).
fn printed_end(given: &Given<'_>, period: &Period, out: &mut Vec<Diagnostic>) -> Option<String> {
    let record = given.source.period.as_ref()?;
    let Some(ends) = record.ends.as_ref().and_then(|ends| Some((&ends.location, ends.value?))) else {
        if let (None, Some(source)) = (&record.ends, &record.ends_source) {
            out.push(error!(source, "end-as-printed",
                "写了期满日的出处，没有写期满日", "there is a source of the printed end, but no end";
                help: "加上 期满日（ends），或删去出处", "add `ends`, or delete the source"
            ));
        }
        return None;
    };
    let (at, date) = ends;
    let nominal = period.nominal_end();
    let counted = nominal.unwrap_or(period.ends);
    if date != counted {
        out.push(error!(at.clone(), "end-as-printed",
            "按写明的天数和算法，最后一天是{counted}，不是{date}",
            "by the days and the way of counting given, the last day is {counted}, not {date}";
            help: "核对原公告的天数、发布当日是否计入和期满日；期满日只用于原公告印在休息日、没有顺延的",
            "check the days, the posting day and the end of the old notice; `ends` is only for an end printed on a day off"
        ));
        return None;
    }
    nominal?;
    let source = record.ends_source.as_ref().map(|source| source.value.to_string());
    let is_old = given.published.is_some_and(|at| at.value.date < given.context.now.date);
    if source.is_none() || !is_old {
        out.push(error!(at.clone(), "end-as-printed",
            "期满日{date}是休息日：只有已经发布的旧公告，写明出处的，才能照印",
            "the end {date} is a day off: only an old notice that is out, with its source, may keep it";
            help: "旧公告写上 期满日出处（ends_source），如原公告的文号；尚未发布的删去期满日，期满日自动顺延",
            "give `ends_source`, such as the old notice's number; of a notice to come delete `ends`, and the end moves on"
        ));
        return None;
    }
    source
}

/// The length a notice gives; nothing of it has a default.
pub(super) fn length(source: &NoticeRecord, out: &mut Vec<Diagnostic>) -> Option<Length> {
    let Some(record) = &source.period else {
        out.push(
            error!(source.kind.location.clone(), "no-period",
                "没有写公示期", "there is no period";
                help: "加一行 公示期: {{ 天数: 5, 单位: 工作日, 发布当日: 计入 }}，或 period: {{ days: 5, unit: working, posting_day: counted }}",
                "add period: {{ days: 5, unit: working, posting_day: counted }}"
            )
            .unless_unread(&*source.location.file),
        );
        return None;
    };
    // What is missing or wrong has been reported where it was read.
    let days = record.days.as_ref()?;
    if days.value == 0 || days.value > MAX_DAYS {
        out.push(error!(days, "period-days",
            "公示期应为1至{MAX_DAYS}天", "a period has 1 to {MAX_DAYS} days";
            help: "核对天数", "check the number of days"
        ));
        return None;
    }
    let (unit, posting_day) = (record.unit.as_ref()?.value, record.posting_day.as_ref()?.value);
    Some(Length { days: days.value, unit, posting_day })
}

/// Posted on a day off or after hours, a notice has few readers on a day that may already count.
pub(super) fn check_posting(given: &Given<'_>, at: &Spanned<Moment>, out: &mut Vec<Diagnostic>) {
    let (published, context) = (at.value, given.context);
    let warn = |message: String| {
        Diagnostic::warning("posted-out-of-hours", at, message).help(text!(
            "确认发布时间；公示期从实际发布时起算",
            "check it: the period runs from the actual publication"
        ))
    };
    if let DayKind::Off(reason) = context.calendar.kind(published.date) {
        let day = reason.text(published.date, Language::current());
        out.push(warn(text!("发布日不是工作日（{day}）", "published on a day off ({day})")));
        return;
    }
    let hours = context.office.and_then(|o| o.contacts.iter().find_map(|c| c.hours.as_deref()));
    if let Some(close) = hours.and_then(closing_time)
        && !published.day_only
        && published.minute > close
    {
        let (at, close) = (clock(published.minute), clock(close));
        out.push(warn(text!(
            "发布时间{at}晚于下班时间{close}",
            "published at {at}, after the close of business at {close}"
        )));
    }
}

/// The last time of day named in office hours such as `工作日 9:00—17:30`.
pub(in crate::rules) fn closing_time(hours: &str) -> Option<u16> {
    hours.split(|c: char| !c.is_ascii_digit() && c != ':').filter_map(parse_time).max()
}
