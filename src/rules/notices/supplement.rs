//! 补充公示: more entries, with a period of their own. Until it is out they are not there.

use super::kind::{Kind, Need, NoticeKey, Parts, always, latest_opening};
use super::period::from_publication;
use crate::domain::course::RoundState::{Ended, Open};
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("supplement", "补充"),
    fits: always,
    notice: NoticeKind { id: "supplement", name: "supplement", effect: Effect::Adds },
    keys: &[(NoticeKey::Period, Need::Optional), (NoticeKey::Entries, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open, Ended]),
    read: |given, out| {
        let entries = given.source.entries.iter().map(|id| id.value.trim().to_owned()).collect();
        Some(Parts { entries, ..Parts::of_period(from_publication(given, out)?) })
    },
};
