//! The notices of a round, with their periods computed.

use std::sync::Arc;

use super::rounds::Context;
use super::values::{bad, choice, date, moment, number};
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::domain::calendar::DayKind;
use crate::domain::entry::{Decision, Item};
use crate::domain::moment::{END_OF_DAY, Moment, clock, parse_time};
use crate::domain::notice::{Change, Correction, Decided, Notice, NoticeKind, Publicity};
use crate::domain::period::{Length, MAX_DAYS, Period, PostingDay, Unit};
use crate::domain::round::Round;
use crate::input::decode::Key;
use crate::input::records::{ChangeRecord, DecisionRecord, NoticeRecord, PeriodRecord, RoundRecord};
use crate::words;

/// Kinds a notice may be of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Publicity,
    Correction,
    Result,
    /// Known to the format, not yet to the program.
    Later,
}

const KIND: &[(Key, Kind)] = &[
    (("publicity", "公示"), Kind::Publicity),
    (("correction", "更正"), Kind::Correction),
    (("result", "结果"), Kind::Result),
    (("supplement", "补充"), Kind::Later),
    (("restart", "重新公示"), Kind::Later),
    (("extension", "延期"), Kind::Later),
    (("suspension", "中止"), Kind::Later),
    (("withdrawal", "撤回"), Kind::Later),
];
const UNIT: &[(Key, Unit)] =
    &[(("working", "工作日"), Unit::Working), (("calendar", "自然日"), Unit::Calendar)];
const POSTING: &[(Key, PostingDay)] =
    &[(("counted", "计入"), PostingDay::Counted), (("excluded", "不计入"), PostingDay::Excluded)];
const DECISION: &[(Key, Decision)] = &[
    (("not-selected", "不予入选"), Decision::NotSelected),
    (("deferred", "暂缓"), Decision::Deferred),
    (("declined", "主动放弃"), Decision::Declined),
];
/// Fields a correction may name, with the word the notice prints.
const CORRECTABLE: &[(Key, &str)] = &[
    (("name", "姓名"), "姓名（名称）"),
    (("unit", "单位"), "单位"),
    (("title", "职称"), "职称"),
    (("field", "领域"), "领域"),
    (("recommender", "推荐单位"), "推荐单位"),
    (("summary", "简介"), "简介"),
];

pub(super) fn read(record: &RoundRecord, context: &Context<'_>, out: &mut Vec<Diagnostic>) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (index, source) in record.notices.iter().enumerate() {
        let read = notice(record, source, index + 1, &notices, context, out);
        if let (Some(previous), Some(notice)) = (notices.last(), &read)
            && notice.published < previous.published
        {
            out.push(bad(
                &record.file,
                &source.published,
                "notice-order",
                words!("这份公告早于上一份", "this notice is dated before the one above it"),
                words!("公告按发布时间先后排列", "list notices in the order of publication"),
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
    let file = &record.file;
    let kind = choice(file, &source.kind, KIND, out);
    let published = moment(file, &source.published, out);
    let signed = match &source.signed {
        Some(text) => date(file, text, out),
        None => published.map(|p| p.date),
    };
    check_keys(file, source, kind?, out);
    let kind = match kind? {
        Kind::Publicity => {
            if let Some(published) = published {
                check_posting(file, source, published, context, out);
            }
            NoticeKind::Publicity(publicity(file, source, published?, context, out)?)
        }
        Kind::Correction => NoticeKind::Correction(correction(file, source, before, out)?),
        Kind::Result => NoticeKind::Result(result(file, source, published?, before, out)),
        Kind::Later => {
            out.push(bad(
                file,
                &source.kind,
                "notice-kind-unsupported",
                words!(
                    "这一版程序还不能发布“{0}”类公告",
                    "this version cannot publish notices of kind `{0}`",
                    source.kind.value
                ),
                words!(
                    "目前可用：publicity、correction、result",
                    "available now: publicity, correction, result"
                ),
            ));
            return None;
        }
    };
    if let (Some(text), Some(published), Some(signed)) = (&source.signed, published, signed)
        && signed > published.date
    {
        out.push(
            Diagnostic::warning(
                "signed-after-published",
                Place::new(file, text.spot),
                words!("落款日期晚于发布日期", "signed later than published"),
            )
            .help(words!("核对两个日期", "check both dates")),
        );
    }
    let note = source.note.as_ref().map(|t| t.value.clone());
    Some(Notice { number, kind, published: published?, signed: signed?, note })
}

/// Keys that another kind of notice uses would be ignored silently, so they are refused.
fn check_keys(file: &Arc<str>, source: &NoticeRecord, kind: Kind, out: &mut Vec<Diagnostic>) {
    let given = [
        ("period", source.period.as_ref().map(|p| p.spot), kind == Kind::Publicity),
        ("corrects", source.corrects.as_ref().map(|t| t.spot), kind == Kind::Correction),
        ("changes", source.changes.first().map(|c| c.entry.spot), kind == Kind::Correction),
        ("decisions", source.decisions.first().map(|d| d.entry.spot), kind == Kind::Result),
    ];
    if kind == Kind::Later {
        return;
    }
    for (key, spot, belongs) in given {
        if let (Some(spot), false) = (spot, belongs) {
            let name = &source.kind.value;
            out.push(
                Diagnostic::error(
                    "key-of-another-kind",
                    Place::new(file, spot),
                    words!("“{name}”类公告不用 {key}", "a notice of kind `{name}` has no {key}"),
                )
                .help(words!("删去它，或核对 kind", "delete it, or check the kind")),
            );
        }
    }
}

fn publicity(
    file: &Arc<str>,
    source: &NoticeRecord,
    published: Moment,
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Publicity> {
    let Some(record) = &source.period else {
        out.push(
            Diagnostic::error(
                "no-period",
                Place::new(file, source.kind.spot),
                words!("公示没有写公示期", "a publicity without a period"),
            )
            .help(words!(
                "加一行 period: {{ days: 5, unit: working, posting_day: counted }}",
                "add period: {{ days: 5, unit: working, posting_day: counted }}"
            )),
        );
        return None;
    };
    let length = length(file, record, out)?;
    match Period::compute(context.calendar, published.date, length) {
        Ok(period) => {
            let minute = context.office.map_or(END_OF_DAY, |office| office.objection.closes);
            let closes = Moment { date: period.ends, minute };
            Some(Publicity { period, closes })
        }
        Err(missing) => {
            let place = Place::new(file, record.spot);
            out.push(Diagnostic::error("day-not-announced", place, missing.message()).help(missing.help()));
            None
        }
    }
}

fn length(file: &Arc<str>, record: &PeriodRecord, out: &mut Vec<Diagnostic>) -> Option<Length> {
    let days = number(file, &record.days, out);
    let unit = choice(file, &record.unit, UNIT, out);
    let posting_day = choice(file, &record.posting_day, POSTING, out);
    let days = days?;
    if days == 0 || days > MAX_DAYS {
        out.push(bad(
            file,
            &record.days,
            "period-days",
            words!("公示期应为1至{MAX_DAYS}天", "a period has 1 to {MAX_DAYS} days"),
            words!("核对天数", "check the number of days"),
        ));
        return None;
    }
    Some(Length { days, unit: unit?, posting_day: posting_day? })
}

/// Posted on a day off or after hours, a notice has few readers on a day that may already count.
fn check_posting(
    file: &Arc<str>,
    source: &NoticeRecord,
    published: Moment,
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let warn = |message: Words| {
        Diagnostic::warning("posted-out-of-hours", Place::new(file, source.published.spot), message).help(
            words!(
                "确认发布时间；公示期从实际发布时起算",
                "check it: the period runs from the actual publication"
            ),
        )
    };
    if let DayKind::Off(reason) = context.calendar.kind(published.date) {
        let Words { zh, en } = reason.words(published.date);
        out.push(warn(words!("发布日不是工作日（{zh}）", "published on a day off ({en})")));
        return;
    }
    let hours = context.office.and_then(|o| o.contacts.iter().find_map(|c| c.hours.as_deref()));
    if let Some(close) = hours.and_then(closing_time)
        && published.minute > close
    {
        let (at, close) = (clock(published.minute), clock(close));
        out.push(warn(words!(
            "发布时间{at}晚于下班时间{close}",
            "published at {at}, after the close of business at {close}"
        )));
    }
}

/// The last time of day named in office hours such as `工作日 9:00–17:30`.
fn closing_time(hours: &str) -> Option<u16> {
    hours.split(|c: char| !c.is_ascii_digit() && c != ':').filter_map(parse_time).max()
}

fn correction(
    file: &Arc<str>,
    source: &NoticeRecord,
    before: &[Notice],
    out: &mut Vec<Diagnostic>,
) -> Option<Correction> {
    let Some(corrects) = &source.corrects else {
        out.push(bad(
            file,
            &source.kind,
            "no-corrects",
            words!("更正公告没有写更正的是哪份公告", "a correction does not say which notice it corrects"),
            words!("加一行 corrects: publicity", "add corrects: publicity"),
        ));
        return None;
    };
    if source.changes.is_empty() {
        out.push(bad(
            file,
            &source.kind,
            "no-changes",
            words!("更正公告没有写更正内容", "a correction without changes"),
            words!(
                "加 changes，写明 entry、field、from、to、reason",
                "add changes with entry, field, from, to, reason"
            ),
        ));
    }
    let kind = choice(file, corrects, KIND, out)?;
    let is_kind = |notice: &&Notice| {
        matches!(
            (&notice.kind, kind),
            (NoticeKind::Publicity(_), Kind::Publicity) | (NoticeKind::Result(_), Kind::Result)
        )
    };
    let target = before.iter().rfind(is_kind);
    if target.is_none() {
        out.push(bad(
            file,
            corrects,
            "corrects-nothing",
            words!("这份更正之前没有“{0}”类公告", "there is no `{0}` before this correction", corrects.value),
            words!("核对 corrects 与公告的先后", "check corrects and the order of notices"),
        ));
    }
    let changes = source.changes.iter().filter_map(|c| change(file, c, out)).collect();
    Some(Correction { corrects: target?.number, changes })
}

fn change(file: &Arc<str>, record: &ChangeRecord, out: &mut Vec<Diagnostic>) -> Option<Change> {
    Some(Change {
        entry: record.entry.value.clone(),
        field: choice(file, &record.field, CORRECTABLE, out)?,
        from: record.from.value.clone(),
        to: record.to.value.clone(),
        reason: record.reason.value.clone(),
    })
}

fn result(
    file: &Arc<str>,
    source: &NoticeRecord,
    published: Moment,
    before: &[Notice],
    out: &mut Vec<Diagnostic>,
) -> Vec<Decided> {
    let publicity = before.iter().rev().find_map(|n| match &n.kind {
        NoticeKind::Publicity(publicity) => Some(publicity),
        _ => None,
    });
    match publicity {
        None => out.push(bad(
            file,
            &source.kind,
            "result-without-publicity",
            words!("结果公布之前没有公示", "a result without a publicity before it"),
            words!("先写 kind: publicity 的公告", "write the publicity first"),
        )),
        Some(publicity) if published < publicity.closes => {
            let closes = publicity.closes.plain();
            out.push(bad(
                file,
                &source.published,
                "result-too-early",
                words!(
                    "公示期到 {closes} 才满，结果不能早于它公布",
                    "the period runs until {closes}; a result may not come before"
                ),
                words!("改正发布时间", "correct the date"),
            ));
        }
        Some(_) => {}
    }
    source.decisions.iter().filter_map(|d| decided(file, d, out)).collect()
}

fn decided(file: &Arc<str>, record: &DecisionRecord, out: &mut Vec<Diagnostic>) -> Option<Decided> {
    Some(Decided {
        entry: record.entry.value.clone(),
        decision: choice(file, &record.status, DECISION, out)?,
        reason: record.reason.value.clone(),
    })
}

/// Corrections and decisions must name entries of the round, and a corrected record must hold the new value.
pub(super) fn check_against(record: &RoundRecord, round: &Round, out: &mut Vec<Diagnostic>) {
    let file = &record.file;
    for source in &record.notices {
        for change in &source.changes {
            match round.item(change.entry.value.trim()) {
                None => out.push(unknown_entry(file, &change.entry)),
                Some(item) => check_change(file, change, item, out),
            }
        }
        for decision in &source.decisions {
            if round.item(decision.entry.value.trim()).is_none() {
                out.push(unknown_entry(file, &decision.entry));
            }
        }
    }
}

fn unknown_entry(file: &Arc<str>, text: &crate::input::yaml::Text) -> Diagnostic {
    bad(
        file,
        text,
        "unknown-entry",
        words!("这一轮没有编号为“{0}”的记录", "this round has no entry `{0}`", text.value),
        words!(
            "核对编号；已公示的记录不能删除，只能在结果中写明",
            "check the id; a published record is never deleted, its fate stands in the result"
        ),
    )
}

fn check_change(file: &Arc<str>, change: &ChangeRecord, item: Item<'_>, out: &mut Vec<Diagnostic>) {
    let entry = item.entry();
    let title = match item {
        Item::Engineer(engineer) => engineer.title.as_deref(),
        Item::Team(team) => team.leader.title.as_deref(),
    };
    let now = match change.field.value.trim() {
        "name" | "姓名" => Some(entry.name.as_str()),
        "unit" | "单位" => Some(entry.unit.as_str()),
        "title" | "职称" => title,
        "field" | "领域" => Some(entry.field.name.as_str()),
        "recommender" | "推荐单位" => Some(entry.recommender.as_str()),
        "summary" | "简介" => entry.summary.as_deref(),
        _ => return,
    };
    if now != Some(change.to.value.as_str()) {
        let (id, to, now) = (&entry.id, &change.to.value, now.unwrap_or("（空）"));
        out.push(bad(
            file,
            &change.to,
            "correction-not-applied",
            words!(
                "更正为“{to}”，但记录 {id} 现在写的是“{now}”",
                "corrected to `{to}`, but the record {id} says `{now}`"
            ),
            words!(
                "把记录改成更正后的内容，或改正这一行",
                "change the record to the new value, or correct this line"
            ),
        ));
    }
}
