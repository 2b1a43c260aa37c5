//! The notices of a round, with their periods computed.

use chrono::NaiveDate;

use super::rounds::Context;
use super::values::{choice, date, moment, number};
use super::{amendments, course, ledger};
use crate::diagnostic::{Diagnostic, Language, error, text, warning};
use crate::domain::calendar::DayKind;
use crate::domain::moment::{END_OF_DAY, Moment, clock, parse_time};
use crate::domain::notice::{Notice, NoticeKind, Publicity, Supplement};
use crate::domain::period::{Length, MAX_DAYS, Period, PostingDay, Unit};
use crate::records::Text;
use crate::records::decode::Key;
use crate::records::{NoticeRecord, RoundRecord};

/// Kinds a notice may be of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Publicity,
    Correction,
    Supplement,
    Restart,
    Extension,
    Suspension,
    Withdrawal,
    /// A withdrawal that decides on single entries; in files it is a withdrawal too.
    Revocation,
    Result,
}

pub(super) const KIND: &[(Key, Kind)] = &[
    (("publicity", "公示"), Kind::Publicity),
    (("correction", "更正"), Kind::Correction),
    (("supplement", "补充"), Kind::Supplement),
    (("restart", "重新公示"), Kind::Restart),
    (("extension", "延期"), Kind::Extension),
    (("suspension", "中止"), Kind::Suspension),
    (("withdrawal", "撤回"), Kind::Withdrawal),
    (("result", "结果"), Kind::Result),
];
pub(super) const UNIT: &[(Key, Unit)] =
    &[(("working", "工作日"), Unit::Working), (("calendar", "自然日"), Unit::Calendar)];
pub(super) const POSTING: &[(Key, PostingDay)] =
    &[(("counted", "计入"), PostingDay::Counted), (("excluded", "不计入"), PostingDay::Excluded)];

impl Kind {
    /// The kind by what the notice says, beyond its word.
    pub(super) fn of(self, source: &NoticeRecord) -> Kind {
        match self {
            Kind::Withdrawal if !source.decisions.is_empty() => Kind::Revocation,
            kind => kind,
        }
    }
}

pub(super) fn read(record: &RoundRecord, context: &Context<'_>, out: &mut Vec<Diagnostic>) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (index, source) in record.notices.iter().enumerate() {
        let read = notice(record, source, index + 1, &notices, context, out);
        if let (Some(previous), Some(notice)) = (notices.last(), &read)
            && notice.published < previous.published
        {
            out.push(error!(&source.published, "notice-order",
                "这份公告早于上一份", "this notice is dated before the one above it";
                help: "公告按发布时间先后排列", "list notices in the order of publication"
            ));
        }
        if let Some(notice) = &read
            && matches!(notice.kind, NoticeKind::Publicity(_))
            && notices.iter().any(|n| matches!(n.kind, NoticeKind::Publicity(_)))
        {
            out.push(error!(&source.kind, "second-publicity",
                "一轮只有一份公示公告，这是第二份", "a round has one publicity; this is a second";
                help: "文字有误的用 correction（更正），增补名单的用 supplement（补充），重新公示的用 restart（重新公示）",
                "use `correction` for errors of text, `supplement` for more entries, `restart` to publicise anew"
            ));
        }
        notices.extend(read);
    }
    notices
}

fn notice(
    record: &RoundRecord,
    source: &NoticeRecord,
    number: usize,
    before: &[Notice],
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Notice> {
    let kind = choice(&source.kind, KIND, out).map(|kind| kind.of(source));
    let published = moment(&source.published, out);
    let signed = match &source.signed {
        Some(text) => date(text, out),
        None => published.map(|p| p.date),
    };
    check_keys(source, kind?, out);
    let about = course::about(source, before, out);
    let kind = match kind? {
        Kind::Publicity => NoticeKind::Publicity(publicity(source, published?, context, out)?),
        Kind::Restart => NoticeKind::Restart(publicity(source, published?, context, out)?),
        Kind::Supplement => NoticeKind::Supplement(Supplement {
            entries: source.entries.iter().map(|t| t.value.trim().to_owned()).collect(),
            publicity: publicity(source, published?, context, out)?,
        }),
        Kind::Extension => NoticeKind::Extension(course::extension(source, before, context, out)?),
        Kind::Suspension => NoticeKind::Suspension,
        Kind::Withdrawal => NoticeKind::Withdrawal,
        Kind::Revocation => NoticeKind::Revocation(amendments::revocation(source, out)),
        Kind::Correction => NoticeKind::Correction(amendments::correction(source, out)),
        Kind::Result => NoticeKind::Result(amendments::result(source, published?, before, out)),
    };
    if let (Some(text), Some(published), Some(signed)) = (&source.signed, published, signed)
        && signed > published.date
    {
        out.push(warning!(text.location.clone(), "signed-after-published",
            "落款日期晚于发布日期", "signed later than published";
            help: "核对两个日期", "check both dates"
        ));
    }
    let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
    let (note, reason) = (own(&source.note), own(&source.reason));
    let mut notice = Notice { number, kind, published: published?, signed: signed?, note, reason, about };
    ledger::as_printed(&mut notice, &record.id, context.ledger, context.calendar);
    Some(notice)
}

/// Keys that another kind of notice uses would be ignored silently, so they are refused.
fn check_keys(source: &NoticeRecord, kind: Kind, out: &mut Vec<Diagnostic>) {
    let with_period = [Kind::Publicity, Kind::Restart, Kind::Supplement, Kind::Extension];
    let with_reason = [Kind::Restart, Kind::Extension, Kind::Suspension, Kind::Withdrawal];
    let given = [
        ("period", source.period.as_ref().map(|p| &p.location), with_period.contains(&kind)),
        ("reason", source.reason.as_ref().map(|t| &t.location), with_reason.contains(&kind)),
        ("entries", source.entries.first().map(|t| &t.location), kind == Kind::Supplement),
        ("corrects", source.corrects.as_ref().map(|t| &t.location), kind == Kind::Correction),
        ("changes", source.changes.first().map(|c| &c.entry.location), kind == Kind::Correction),
        (
            "decisions",
            source.decisions.first().map(|d| &d.entry.location),
            matches!(kind, Kind::Result | Kind::Revocation),
        ),
    ];
    for (key, location, belongs) in given {
        if let (Some(location), false) = (location, belongs) {
            let name = &source.kind.value;
            out.push(error!(location.clone(), "key-of-another-kind",
                "“{name}”类公告不用 {key}", "a notice of kind `{name}` has no {key}";
                help: "删去它，或核对 kind", "delete it, or check the kind"
            ));
        }
    }
}

fn publicity(
    source: &NoticeRecord,
    published: Moment,
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Publicity> {
    check_posting(source, published, context, out);
    let length = length(source, out)?;
    compute(source, published.date, length, context, out)
}

/// The period from a day on; what it needs and has not been announced is refused.
pub(super) fn compute(
    source: &NoticeRecord,
    posted: NaiveDate,
    length: Length,
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Publicity> {
    match Period::compute(context.calendar, posted, length) {
        Ok(period) => {
            let minute = context.office.map_or(END_OF_DAY, |office| office.objection.closes);
            let closes = Moment::new(period.ends, minute);
            Some(Publicity { period, closes, amended: None })
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
    let days = number(&record.days, out);
    let unit = choice(&record.unit, UNIT, out);
    let posting_day = choice(&record.posting_day, POSTING, out);
    let days = days?;
    if days == 0 || days > MAX_DAYS {
        out.push(error!(&record.days, "period-days",
            "公示期应为1至{MAX_DAYS}天", "a period has 1 to {MAX_DAYS} days";
            help: "核对天数", "check the number of days"
        ));
        return None;
    }
    Some(Length { days, unit: unit?, posting_day: posting_day? })
}

/// Posted on a day off or after hours, a notice has few readers on a day that may already count.
fn check_posting(source: &NoticeRecord, published: Moment, context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let warn = |message: String| {
        Diagnostic::warning("posted-out-of-hours", source.published.location.clone(), message).help(text!(
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

/// The last time of day named in office hours such as `工作日 9:00–17:30`.
fn closing_time(hours: &str) -> Option<u16> {
    hours.split(|c: char| !c.is_ascii_digit() && c != ':').filter_map(parse_time).max()
}
