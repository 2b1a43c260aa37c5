//! What the documents say of the period, against what the notice says. Where documents differ, both are named with
//! the end dates under each reading; nothing is chosen silently.

use super::Case;
use super::rule::{Requirement, Rule};
use crate::diagnostic::{Diagnostic, Location, Severity, error, warning};
use crate::domain::course::RoundState;
use crate::domain::moment::chinese_date;
use crate::domain::notice::{NoticeKind, Publicity};
use crate::domain::period::{Length, Period, PostingDay, Unit};

pub(super) fn check(case: &Case<'_>, rules: &[&Rule], out: &mut Vec<Diagnostic>) {
    let starting = case.round.notices.iter().filter(|n| !matches!(n.kind, NoticeKind::Extension(_)));
    for (notice, publicity) in starting.filter_map(|notice| Some((notice, notice.kind.period()?))) {
        let Some(record) = case.record.notices.get(notice.number - 1) else { continue };
        let Some(period) = &record.period else { continue };
        compare(case, rules, publicity, &period.days.location.clone(), out);
    }
}

fn compare(
    case: &Case<'_>,
    rules: &[&Rule],
    publicity: &Publicity,
    location: &Location,
    out: &mut Vec<Diagnostic>,
) {
    for rule in rules {
        let Requirement::Publicity { days, unit } = rule.requirement else { continue };
        let length = publicity.period.length;
        match unit {
            Some(unit) if (days, unit) == (length.days, length.unit) => {}
            Some(unit) => out.push(differs(rule, location, days, unit, length)),
            None => out.extend(unstated(case, (rule, rules), location, days, publicity)),
        }
    }
}

fn differs(rule: &Rule, location: &Location, days: u32, unit: Unit, length: Length) -> Diagnostic {
    let (ours, stated) = (length.days, unit.counted());
    let (our_unit, citation) = (length.unit.counted(), &rule.citation);
    let (our_name, name) = (length.unit.name(), unit.name());
    error!(location.clone(), "period-against-rule",
        "公告写的公示期是{ours}{our_unit}，{citation}规定为{days}{stated}",
        "the notice says {ours} {our_name} days, {citation} says {days} {name} days";
        help: "按规定修改公示期，或修改项目文件并写明出处", "change the period, or the pack with its source"
    )
    .with_severity(rule.severity)
}

/// The document says "5天" and not of which kind: all readings are shown.
fn unstated(
    case: &Case<'_>,
    (rule, rules): (&Rule, &[&Rule]),
    location: &Location,
    days: u32,
    publicity: &Publicity,
) -> Option<Diagnostic> {
    let length = publicity.period.length;
    let citation = &rule.citation;
    let end = |unit, posting_day| {
        let reading = Length { days, unit, posting_day };
        let period = Period::compute(case.context.calendar, publicity.period.posted, reading).ok()?;
        Some(chinese_date(period.ends))
    };
    let posting = length.posting_day;
    let (working, natural) = (end(Unit::Working, posting)?, end(Unit::Calendar, posting)?);
    let (ours, unit, name) = (length.days, length.unit.counted(), length.unit.name());
    let counted = if posting == PostingDay::Counted { "发布当日计入" } else { "发布当日不计入" };
    // The document that does say it, if one does.
    let stated = rules.iter().find(|r| matches!(r.requirement, Requirement::Publicity { unit: Some(_), .. }));
    let (by, by_en) = stated.map_or_else(Default::default, |r| {
        (format!("（依据{}）", r.citation), format!(" (by {})", r.citation))
    });
    // Once the round is decided there is nothing left to settle.
    let decided = case.round.phase == RoundState::Decided;
    let severity = if decided { Severity::Note } else { Severity::Warning };
    Some(
        warning!(location.clone(), "period-documents-differ",
            "公告写{ours}{unit}{by}，{citation}只写{days}天：按工作日至{working}，按自然日至{natural}（{counted}）",
            "the notice says {ours} {name} days{by_en}, {citation} only {days} days: working days end {working}, calendar days {natural}";
            help: "按较晚的日期办理最为稳妥；请确认以哪份文件为准",
            "the later date is the safe one; settle which document governs"
        )
            .with_severity(severity),
    )
}
