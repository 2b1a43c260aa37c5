//! 重新公示: a material change; the period begins again for everyone, and the list is stated anew.

use super::kind::{Kind, Need, NoticeKey, Parts, always, latest_opening};
use super::period::from_publication;
use crate::domain::course::RoundState::{Ended, Open, Suspended, Withdrawn};
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("restart", "重新公示"),
    fits: always,
    notice: NoticeKind { id: "restart", name: "restart", effect: Effect::Opens },
    keys: &[(NoticeKey::Period, Need::Optional), (NoticeKey::Reason, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open, Ended, Suspended, Withdrawn]),
    read: |given, out| Some(Parts::of_period(from_publication(given, out)?)),
};
