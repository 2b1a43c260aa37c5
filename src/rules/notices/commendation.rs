//! 表彰: those selected are commended, after the result.

use super::kind::{Kind, Parts, always, latest_result};
use crate::domain::course::RoundState::Decided;
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("commendation", "表彰"),
    fits: always,
    notice: NoticeKind { id: "commendation", name: "commendation", effect: Effect::Commends },
    keys: &[],
    target: latest_result,
    follows: |before| before.is_any_of(&[Decided]),
    read: |_, _| Some(Parts::default()),
};
