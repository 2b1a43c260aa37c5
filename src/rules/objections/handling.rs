//! How each objection was handled: investigated, decided, in this order, and before the result.

use chrono::NaiveDate;

use super::{Setting, is_signed, outcome};
use crate::diagnostic::{Diagnostic, Severity, error, warning};
use crate::domain::entry::Decision;
use crate::domain::notice::{Effect, Notice};
use crate::domain::objections::Outcome;
use crate::records::ObjectionEntryRecord;

/// Checks one objection.
pub(super) fn check(objection: &ObjectionEntryRecord, setting: Setting<'_>, out: &mut Vec<Diagnostic>) {
    let is_late = setting.is_late(objection);
    check_dates(objection, out);
    if let Some(result) = due(objection, setting) {
        check_decided_before(objection, result, (setting, is_late), out);
    }
    let outcome = outcome(objection);
    if matches!(outcome, Some(Outcome::Upheld | Outcome::Dismissed)) && objection.report.is_none() {
        out.push(
            error!(objection.location.clone(), "objection-without-report",
                "异议已有结论，却没有核查报告", "an objection is decided without a report";
                help: "写上 report（核查报告收到日期）；推荐单位应先核查并报送核查报告",
                "write the date of the report; the recommending unit investigates first"
            )
            .redacted(),
        );
    }
    if outcome == Some(Outcome::NotAccepted) && !is_late && is_signed(objection) {
        out.push(
            warning!(objection.location.clone(), "objection-in-time-not-accepted",
                "公示期内收到的实名异议未予受理", "a signed objection received in time was not accepted";
                help: "核对理由并写在 note（备注）里", "check the reason, and write it as a note"
            )
            .redacted(),
        );
    }
}

/// The notice by which an objection has to be decided: the first result, or, where that defers whom it is about, the one
/// that settles it. One that came after the result is of no notice.
fn due<'a>(objection: &ObjectionEntryRecord, setting: Setting<'a>) -> Option<&'a Notice> {
    let about = objection.about.value.trim();
    let is_result = |notice: &&Notice| matches!(notice.kind.effect, Effect::Decides | Effect::Settles);
    let mut results = setting.notices.iter().filter(is_result);
    let first = results.next()?;
    if objection.received.as_ref().is_some_and(|received| received.value > first.published) {
        return None;
    }
    let decision = |notice: &Notice| notice.decisions.iter().find(|d| d.entry == about).map(|d| d.decision);
    match decision(first) {
        Some(Decision::Deferred) => results.find(|later| decision(later).is_some()),
        _ => Some(first),
    }
}

/// A late one needs no decision: it was not accepted.
fn check_decided_before(
    objection: &ObjectionEntryRecord,
    result: &Notice,
    (setting, is_late): (Setting<'_>, bool),
    out: &mut Vec<Diagnostic>,
) {
    let decided = objection.decided.as_ref();
    if objection.decision.is_none() && !is_late {
        // Until its day the result may still wait for the decision.
        let severity = if result.published <= setting.now { Severity::Error } else { Severity::Warning };
        out.push(
            error!(objection.location.clone(), "objection-open",
                "有异议尚未审定，不能公布结果", "an objection is not decided; no result may be published";
                help: "核查并审定后写上 decision（结论）和 decided（审定日期）；结果公布时仍在核查的，在结果公告里把所涉的人写作暂缓（deferred）；或撤下结果公告",
                "write its decision and the date; where it is still being investigated, the result defers whom it is about; or take the result notice off"
            )
            .redacted()
            .with_severity(severity),
        );
    } else if let Some(decided) = decided.filter(|decided| decided.value > result.published.date) {
        let published = result.published.date;
        out.push(
            error!(decided, "objection-dates",
                "异议的审定日期晚于结果公布的日期（{published}）",
                "an objection is decided after the result of {published}";
                help: "核对 decided（审定日期）和结果公告的发布时间",
                "check `decided` and when the result is published"
            )
            .redacted(),
        );
    }
}

/// What comes later has a later date, or the same.
fn check_dates(objection: &ObjectionEntryRecord, out: &mut Vec<Diagnostic>) {
    let received = objection.received.as_ref().map(|at| (at.value.date, &at.location));
    let sent = objection.sent.as_ref().map(|at| (at.value, &at.location));
    let report = objection.report.as_ref().and_then(|at| Some((at.value?, &at.location)));
    let decided = objection.decided.as_ref().map(|at| (at.value, &at.location));
    let steps = [
        ("received", "收到时间", received),
        ("sent", "转送日期", sent),
        ("report", "核查报告", report),
        ("decided", "审定日期", decided),
    ];
    let mut before: Option<(&str, &str, NaiveDate)> = None;
    for (en, zh, step) in steps {
        let Some((date, at)) = step else { continue };
        if let Some((earlier, earlier_zh, _)) = before.filter(|(.., earlier)| date < *earlier) {
            out.push(
                error!(at.clone(), "objection-dates",
                    "“{zh}”早于“{earlier_zh}”", "`{en}` is before `{earlier}`";
                    help: "核对这两个日期", "check the two dates"
                )
                .redacted(),
            );
        }
        before = Some((en, zh, date));
    }
}
