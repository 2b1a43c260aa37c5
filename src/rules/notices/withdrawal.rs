//! 撤回: of the whole round, or, where it decides on single entries, of their selections after the result.

use super::decisions::{REVOCATION, decisions};
use super::kind::{Before, Kind, Need, NoticeKey, Parts, latest_opening, latest_result};
use crate::diagnostic::text;
use crate::domain::course::RoundState::{self, Decided, Ended, Open, Suspended};
use crate::domain::notice::{Effect, NoticeKind};
use crate::records::table::Key;

const WORD: Key = ("withdrawal", "撤回");

pub(super) static WHOLE: Kind = Kind {
    word: WORD,
    fits: |source, _| source.decisions.is_empty(),
    notice: NoticeKind { id: "withdrawal", name: WORD.0, effect: Effect::Withdraws },
    keys: &[(NoticeKey::Reason, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open, Ended, Suspended, Decided]),
    read: |_, _| Some(Parts::default()),
};

/// 取消资格, 主动退出 (001 art. 32).
pub(super) static SINGLE: Kind = Kind {
    word: WORD,
    fits: |source, _| !source.decisions.is_empty(),
    notice: NoticeKind { id: "revocation", name: WORD.0, effect: Effect::Revokes },
    keys: &[(NoticeKey::Decisions, Need::Required)],
    target: latest_result,
    follows: is_decided,
    read: |given, out| {
        Some(Parts { decisions: decisions(given.source, REVOCATION, out), ..Parts::default() })
    },
};

fn is_decided(before: &Before<'_>) -> Result<(), String> {
    match before.state {
        RoundState::Draft | RoundState::Waiting | RoundState::Withdrawn | Decided => {
            before.is_any_of(&[Decided])
        }
        _ => Err(text!(
            "结果还没有公布，没有可以取消的入选资格；公示期间退出的写退出公告（kind: departure），没有入选的在结果公告的“审定结果”（decisions）中写明",
            "there is no result yet, so no selection to end; the result's own decisions say who is not selected"
        )),
    }
}
