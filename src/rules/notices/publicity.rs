//! 公示: the list and the period.

use super::kind::{Given, Kind, Need, NoticeKey, Parts, always};
use super::period::from_publication;
use crate::diagnostic::{Diagnostic, error};
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("publicity", "公示"),
    fits: always,
    notice: NoticeKind { id: "publicity", name: "publicity", effect: Effect::Opens },
    keys: &[(NoticeKey::Period, Need::Optional)],
    target: |_, _| None,
    follows: |_| Ok(()),
    read,
};

fn read(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let period = from_publication(given, out)?;
    if given.before.iter().any(|notice| notice.kind.id == KIND.notice.id) {
        out.push(error!(&given.source.kind, "second-publicity",
            "一轮只有一份公示公告，这是第二份", "a round has one publicity; this is a second";
            help: "文字有误的用 correction（更正），增补名单的用 supplement（补充），重新公示的用 restart（重新公示）",
            "use `correction` for errors of text, `supplement` for more entries, `restart` to publicise anew"
        ));
    }
    Some(Parts::of_period(period))
}
