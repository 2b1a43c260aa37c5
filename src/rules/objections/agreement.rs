//! The register and the result agree on whom an objection is about.

use std::sync::Arc;

use super::{Setting, outcome, reasons};
use crate::diagnostic::{Diagnostic, error, warning};
use crate::domain::entry::Decision;
use crate::domain::notice::{Effect, Notice};
use crate::domain::objections::Outcome;
use crate::records::ObjectionEntryRecord;

/// An upheld objection has a consequence, and one that was not has none.
pub(super) fn check(
    objection: &ObjectionEntryRecord,
    register: &[Arc<ObjectionEntryRecord>],
    setting: Setting<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(result) = setting.result() else { return };
    let about = objection.about.value.trim();
    if objection.received.as_ref().is_some_and(|received| received.value > result.published) {
        return;
    }
    let mut decided = setting.notices.iter().flat_map(|notice| &notice.decisions);
    // What a later notice settled, it settled.
    let decided = decided.rfind(|d| d.entry == about).filter(|d| d.decision != Decision::Selected);
    match (outcome(objection), decided) {
        (Some(Outcome::Upheld), None) if !is_corrected(about, objection, setting.notices) => out.push(
            error!(&objection.about, "objection-upheld-selected",
                "异议成立，所涉的“{about}”却仍然入选", "an objection was upheld, and `{about}`, whom it is about, is selected all the same";
                help: "在结果公告的 decisions（审定结果）里写明不予入选或暂缓；异议只涉及文字、已经更正的，先发更正公告；结论有误的，改正 decision",
                "decide against the entry in the result; where only a text was wrong, add the correction; or put `decision` right"
            )
            .redacted(),
        ),
        (Some(Outcome::Dismissed | Outcome::NotAccepted), Some(decided))
            if reasons::speaks_of_objections(&decided.reason) && !any_upheld(about, register) =>
        {
            out.push(
                warning!(&objection.about, "objection-dismissed-not-selected",
                    "异议不成立或者未予受理，所涉的“{about}”却因异议没有入选",
                    "an objection was not upheld, and `{about}`, whom it is about, is out because of one";
                    help: "核对 decision（结论）和结果公告里的原因",
                    "check `decision`, and the reason that the result gives"
                )
                .redacted(),
            );
        }
        _ => {}
    }
}

/// Of several objections about one entry the reason may mean another.
fn any_upheld(about: &str, register: &[Arc<ObjectionEntryRecord>]) -> bool {
    register.iter().any(|other| other.about.value.trim() == about && outcome(other) == Some(Outcome::Upheld))
}

/// Whether what was objected to has been put right since.
fn is_corrected(about: &str, objection: &ObjectionEntryRecord, notices: &[Notice]) -> bool {
    let since = objection.received.as_ref().map(|received| received.value);
    let corrections = notices.iter().filter(|notice| notice.kind.effect == Effect::Corrects);
    let mut later = corrections.filter(|notice| since.is_none_or(|since| notice.published >= since));
    later.any(|notice| notice.changes.iter().any(|change| change.entry == about))
}
