//! The register of objections: none may be open, or ignored, when a result is published. Nothing of it leaves this
//! room but counts, and no message repeats who objected or why.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity, error, warning};
use crate::domain::course::Course;
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::objections::{ObjectionCounts, Outcome, Party};
use crate::records::{ObjectionEntryRecord, Records, RoundRecord};

/// Checks a round's register and counts it; `None` where there is none.
pub(super) fn check(
    record: &RoundRecord,
    records: &Records,
    notices: &[Notice],
    now: Moment,
    out: &mut Vec<Diagnostic>,
) -> Option<ObjectionCounts> {
    let list = records.objections.get(&record.id)?;
    let result = notices.iter().find(|n| n.kind.effect == Effect::Decides);
    // The last moment by all notices before the result.
    let before = notices.iter().take_while(|n| n.kind.effect != Effect::Decides);
    let far = notices.last().map(|n| n.published);
    let closes = far.and_then(|far| Course::at(before, far).closes);
    let mut counts = ObjectionCounts::default();
    let mut channels: BTreeMap<&str, usize> = BTreeMap::new();
    let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
    for objection in list {
        check_about(objection, record, records, out);
        let outcome = objection.decision.as_ref().and_then(|decision| decision.value);
        let by_unit = objection.by.as_ref().is_some_and(|by| by.value == Party::Unit);
        let late = objection.received.as_ref().zip(closes).is_some_and(|(at, closes)| at.value > closes);
        counts.received += 1;
        counts.late += usize::from(late);
        counts.real_name += usize::from(is_signed(objection));
        counts.from_units += usize::from(by_unit);
        counts.open += usize::from(objection.decision.is_none());
        *channels.entry(objection.channel.value.trim()).or_default() += 1;
        if let Some(outcome) = outcome {
            *outcomes.entry(outcome).or_default() += 1;
        }
        check_handling(objection, outcome, late, result.map(|n| n.published <= now), out);
    }
    counts.channels = channels.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counts.channels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.outcomes = outcomes.into_iter().map(|(outcome, count)| (outcome.chinese(), count)).collect();
    Some(counts)
}

fn check_about(
    objection: &ObjectionEntryRecord,
    record: &RoundRecord,
    records: &Records,
    out: &mut Vec<Diagnostic>,
) {
    let id = objection.about.value.trim();
    if records.find(&record.id, id).is_none() {
        let folder = format!("content/rounds/{}/", record.id);
        out.push(
            error!(&objection.about, "unknown-entry",
                "这一轮没有编号为“{id}”的记录", "this round has no entry `{id}`";
                help: "核对异议登记的“对象”（about）", "check `about` in the register"
            )
            .redacted()
            .unless_unread(folder),
        );
    }
}

/// Before a result is published every objection is decided, and one received in time was not passed over.
fn check_handling(
    objection: &ObjectionEntryRecord,
    outcome: Option<Outcome>,
    late: bool,
    result_is_out: Option<bool>,
    out: &mut Vec<Diagnostic>,
) {
    let location = || objection.location.clone();
    if let (Some(is_out), None) = (result_is_out, &objection.decision) {
        // Until its day the result may still wait for the decision.
        let severity = if is_out { Severity::Error } else { Severity::Warning };
        out.push(
            error!(location(), "objection-open",
                "有异议尚未审定，不能公布结果", "an objection is not decided; no result may be published";
                help: "核查并审定后写上 decision（结论）和 decided（审定日期），或撤下结果公告",
                "write its decision and the date, or take the result notice off"
            )
            .redacted()
            .with_severity(severity),
        );
    }
    let investigated = objection.report.is_some();
    if matches!(outcome, Some(Outcome::Upheld | Outcome::Dismissed)) && !investigated {
        out.push(
            error!(location(), "objection-without-report",
                "异议已有结论，却没有核查报告", "an objection is decided without a report";
                help: "写上 report（核查报告收到日期）；推荐单位应先核查并报送核查报告",
                "write the date of the report; the recommending unit investigates first"
            )
            .redacted(),
        );
    }
    if outcome == Some(Outcome::NotAccepted) && !late && is_signed(objection) {
        out.push(
            warning!(location(), "objection-in-time-not-accepted",
                "公示期内收到的实名异议未予受理", "a signed objection received in time was not accepted";
                help: "核对理由并写在 note（备注）里", "check the reason, and write it as a note"
            )
            .redacted(),
        );
    }
}

fn is_signed(objection: &ObjectionEntryRecord) -> bool {
    objection.real_name.as_ref().is_some_and(|flag| flag.value)
}
