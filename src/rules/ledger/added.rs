//! Who stands in a published list without having been announced: nobody is added to it silently.

use super::super::notices;
use super::{location_of, restarted};
use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::course::RoundState;
use crate::domain::ledger::{Ledger, PublishedEntry};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice, NoticeKind};
use crate::domain::printed::archive_file;
use crate::domain::round::Round;
use crate::records::Records;

/// Reports the entries of a round that its list as published did not have and that no notice tells of.
pub(super) fn check(
    ledger: &Ledger,
    records: &Records,
    round: &Round,
    now: Moment,
    out: &mut Vec<Diagnostic>,
) {
    let Some(list) = PublishedList::of(ledger, round) else { return };
    if restarted(ledger, round, now) {
        return;
    }
    for entry in &round.entries {
        let id = &*entry.id;
        if !ledger.entries.contains_key(id) && !list.will_have(id, ledger, round) {
            let at = location_of(records, round, id);
            let message = list.message(id, &list.archived(ledger, round));
            let added = Diagnostic::error("entry-added-silently", at, message).help(list.help(round));
            // A supplement that did not read has said so.
            out.push(added.unless_wrong(format!("content/rounds/{}/round.yaml", round.id)));
        }
    }
}

/// An entry published in one round and now recorded in another, whose list would lose and gain it silently.
pub(super) fn moved(
    id: &str,
    before: &PublishedEntry,
    (from, to): (&Round, &Round),
    location: Location,
) -> Diagnostic {
    let (title, now_in, round) = (&from.title, &to.title, &before.round);
    error!(location, "published-entry-moved",
        "{id} 已在“{title}”公布，现在的记录却在“{now_in}”",
        "{id} was published in {title}, and its record is now in {now_in}";
        help: "把记录放回 content/rounds/{round}/；同一人在另一轮的，另写一条记录，用没有用过的编号",
        "put it back into content/rounds/{round}/; in another round the person has a record and an id of its own"
    )
}

/// The list of a round as the public has read it.
struct PublishedList {
    /// The notice that published it, and the result if one did since: their numbers.
    opening: usize,
    result: Option<usize>,
    /// What kind the last of the two is.
    kind: &'static NoticeKind,
}

impl PublishedList {
    fn of(ledger: &Ledger, round: &Round) -> Option<Self> {
        let mut list: Option<PublishedList> = None;
        let all = (round.id.clone(), 0)..=(round.id.clone(), usize::MAX);
        for ((_, number), notice) in ledger.notices.range(all) {
            let Some(kind) = notices::of_name(&notice.kind) else { continue };
            match (kind.effect, &mut list) {
                (Effect::Opens, _) => list = Some(PublishedList { opening: *number, result: None, kind }),
                (Effect::Decides, Some(list)) => (list.result, list.kind) = (Some(*number), kind),
                _ => {}
            }
        }
        list
    }

    /// Whether a supplement that is not printed yet adds the entry. One that is printed named all it adds.
    fn will_have(&self, id: &str, ledger: &Ledger, round: &Round) -> bool {
        let adds = |notice: &Notice| notice.entries.iter().any(|entry| entry == id);
        let is_new = |notice: &Notice| !ledger.notices.contains_key(&(round.id.clone(), notice.number));
        self.result.is_none() && round.notices.iter().any(|notice| adds(notice) && is_new(notice))
    }

    /// 存档 content/published/2025/1-publicity.md, where it is archived.
    fn archived(&self, ledger: &Ledger, round: &Round) -> String {
        let stem = format!("{}-{}", self.result.unwrap_or(self.opening), self.kind.name);
        let file = archive_file(&round.id, &stem);
        match ledger.documents.contains_key(&file) {
            true => text!("（存档 {file}）", " ({file})"),
            false => String::new(),
        }
    }

    fn message(&self, id: &str, archived: &str) -> String {
        let zh = if self.result.is_some() { "结果公布" } else { notices::word(self.kind) };
        let en = self.kind.name;
        let number = self.result.unwrap_or(self.opening);
        text!(
            "{id} 是后来加进名单的：已发布的第{number}号公告（{zh}）里没有它，也没有公告告知{archived}",
            "{id} was added to the list later: notice {number} ({en}) was published without it, and no notice tells so{archived}"
        )
    }

    fn help(&self, round: &Round) -> String {
        if self.result.is_some() {
            return text!(
                "删去这条记录：结果公布以后，名单不再增加；确要入选的，另开一轮",
                "take the record off: nobody is added after the result; it takes another round"
            );
        }
        match round.phase {
            RoundState::Suspended | RoundState::Withdrawn => text!(
                "删去这条记录，到重新公示（restart）发布时再加",
                "take the record off until a restart is out, which tells of the whole list"
            ),
            _ => text!(
                "在 round.yaml 加一份补充公示（supplement），写明条目（entries）和它的公示期；或者到重新公示（restart）发布时再加；不该加的，删去这条记录",
                "add a supplement to round.yaml that names it in `entries` and gives it a period; or add it once a restart is out, which tells of the whole list; or take the record off"
            ),
        }
    }
}
