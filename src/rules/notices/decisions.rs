//! What notices decide of single entries.

use super::super::values::keep;
use crate::diagnostic::{Diagnostic, text};
use crate::domain::entry::Decision;
use crate::domain::notice::Decided;
use crate::records::choice;
use crate::records::table::Key;
use crate::records::{DecisionRecord, NoticeRecord, Text};

/// What a result may decide.
pub(in crate::rules) const DECISION: &[(Key, Decision)] = &[
    (("not-selected", "不予入选"), Decision::NotSelected),
    (("deferred", "暂缓"), Decision::Deferred),
    (("declined", "主动放弃"), Decision::Declined),
];
/// What a later result may decide of those deferred.
pub(in crate::rules) const SETTLEMENT: &[(Key, Decision)] = &[
    (("selected", "入选"), Decision::Selected),
    (("not-selected", "不予入选"), Decision::NotSelected),
    (("declined", "主动放弃"), Decision::Declined),
];
/// What a departure says.
pub(in crate::rules) const DEPARTURE: &[(Key, Decision)] = &[(("left", "退出公示"), Decision::Left)];
/// What a withdrawal may decide after it.
pub(in crate::rules) const REVOCATION: &[(Key, Decision)] = &[
    (("disqualified", "取消资格"), Decision::Disqualified),
    (("suspended", "中止资格"), Decision::Suspended),
    (("resigned", "主动退出"), Decision::Resigned),
];

/// The word for a decision, for a message.
pub(in crate::rules) fn word(decision: Decision) -> &'static str {
    let mut known = DECISION.iter().chain(SETTLEMENT).chain(DEPARTURE).chain(REVOCATION);
    known.find(|(_, other)| *other == decision).map_or("", |((_, zh), _)| zh)
}

/// The decisions of a notice, in the words that its kind knows.
pub(super) fn decisions(
    source: &NoticeRecord,
    known: &[(Key, Decision)],
    out: &mut Vec<Diagnostic>,
) -> Vec<Decided> {
    let mut decided = |record: &DecisionRecord| {
        let decision = choice::choice(&record.status, known);
        Some(Decided {
            entry: record.entry.value.to_string(),
            decision: keep(decision.map_err(|problem| belongs_elsewhere(&record.status, problem)), out)?,
            reason: record.reason.value.to_string(),
        })
    };
    source.decisions.iter().filter_map(&mut decided).collect()
}

/// A decision that another kind of notice tells has that one as its remedy.
fn belongs_elsewhere(status: &Text, problem: Diagnostic) -> Diagnostic {
    let is_in = |table: &[(Key, Decision)]| choice::find(status, table).is_some();
    if is_in(REVOCATION) {
        return problem.help(text!(
            "公布结果以后取消资格、主动退出的，写进一份撤回公告（kind: withdrawal）的 decisions，结果公告不改",
            "who loses a selection after the result goes into the `decisions` of a notice of `kind: withdrawal`; leave the result as it is"
        ));
    }
    if is_in(DEPARTURE) {
        return problem.help(text!(
            "公示期间退出的，写进一份退出公告（kind: departure）",
            "who leaves during the period goes into a notice of `kind: departure`"
        ));
    }
    if is_in(SETTLEMENT) && !is_in(DECISION) {
        return problem.help(text!(
            "结果公告不列入选的人：没有列出的都是入选；之前暂缓的，在后一份结果公告里写入选",
            "a result does not list those selected: everyone it does not name is; of those deferred a later result says so"
        ));
    }
    if is_in(DECISION) {
        let all = choice::all(REVOCATION);
        return problem.help(text!(
            "这是审定结果，写进结果公告（kind: result）；撤回公告可用：{all}",
            "that is decided by a notice of `kind: result`; a withdrawal knows: {all}"
        ));
    }
    problem
}
