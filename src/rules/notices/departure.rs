//! 退出公示: someone leaves while the list is being publicised. The list as printed keeps the row.

use super::decisions::{DEPARTURE, decisions};
use super::kind::{Kind, Need, NoticeKey, Parts, always, latest_opening};
use crate::domain::course::RoundState::{Ended, Open, Suspended};
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("departure", "退出公示"),
    fits: always,
    notice: NoticeKind { id: "departure", name: "departure", effect: Effect::Leaves },
    keys: &[(NoticeKey::Decisions, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open, Ended, Suspended]),
    read: |given, out| Some(Parts { decisions: decisions(given.source, DEPARTURE, out), ..Parts::default() }),
};
