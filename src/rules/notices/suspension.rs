//! 中止: the period stops, until a restart.

use super::kind::{Kind, Need, NoticeKey, Parts, always, latest_opening};
use crate::domain::course::RoundState::Open;
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("suspension", "中止"),
    fits: always,
    notice: NoticeKind { id: "suspension", name: "suspension", effect: Effect::Suspends },
    keys: &[(NoticeKey::Reason, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open]),
    read: |_, _| Some(Parts::default()),
};
