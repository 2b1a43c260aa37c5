//! A result after the result: what became of those whom it had deferred (暂缓).

use super::decisions::{SETTLEMENT, decisions};
use super::kind::{Before, Kind, Need, NoticeKey, Parts, latest_result};
use crate::diagnostic::text;
use crate::domain::course::Course;
use crate::domain::course::RoundState::Decided;
use crate::domain::entry::Decision;
use crate::domain::notice::{Effect, Notice, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("result", "结果"),
    fits: |_, before| {
        let last = before.last();
        last.is_some_and(|last| Course::at(before, last.published).phase == Decided)
    },
    notice: NoticeKind { id: "settlement", name: "result", effect: Effect::Settles },
    keys: &[(NoticeKey::Decisions, Need::Required)],
    target: latest_result,
    follows,
    read: |given, out| {
        Some(Parts { decisions: decisions(given.source, SETTLEMENT, out), ..Parts::default() })
    },
};

fn follows(before: &Before<'_>) -> Result<(), String> {
    before.is_any_of(&[Decided])?;
    if any_deferred(before.notices) {
        return Ok(());
    }
    Err(text!("结果已经公布，没有暂缓的人", "the result is out already, and nobody is deferred"))
}

/// Whether the last result deferred somebody on whom nothing has been decided since.
fn any_deferred(notices: &[Notice]) -> bool {
    let all = || notices.iter().flat_map(|notice| &notice.decisions);
    let last = |id: &str| all().rfind(|decided| decided.entry == id).map(|decided| decided.decision);
    all().any(|decided| last(&decided.entry) == Some(Decision::Deferred))
}
