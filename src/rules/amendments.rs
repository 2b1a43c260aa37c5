//! What notices say of entries must fit the records.

use std::collections::BTreeMap;

use super::notices::{correction, decisions};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::entry::Decision;
use crate::domain::notice::{Effect, Notice};
use crate::domain::round::Round;
use crate::records::{Records, RoundRecord, Text};

/// Only who was selected can lose it, and only once.
fn check_revoked(record: &RoundRecord, round: &Round, out: &mut Vec<Diagnostic>) {
    let mut ended: BTreeMap<&str, Decision> = BTreeMap::new();
    for notice in &round.notices {
        if notice.opening().is_some() {
            ended.retain(|_, decision| *decision == Decision::Left);
        }
        let any_deferred = ended.values().any(|decision| *decision == Decision::Deferred);
        for decided in &notice.decisions {
            let before = ended.insert(&decided.entry, decided.decision);
            let source = record.notices.get(notice.number - 1);
            let typed = source.and_then(|n| n.decisions.iter().find(|d| *d.entry.value == *decided.entry));
            let Some(typed) = typed else { continue };
            if notice.kind.effect == Effect::Settles {
                // Where nobody is deferred, no such notice may stand here at all.
                if before != Some(Decision::Deferred) && any_deferred {
                    out.push(not_deferred(&typed.entry));
                }
                continue;
            }
            let may_follow = match before {
                None | Some(Decision::Selected) => true,
                // A selection that is suspended may end.
                Some(Decision::Suspended) => decided.decision.ends_selection(),
                Some(_) => false,
            };
            // Twice in one notice is told as that.
            if let (Some(before), false) = (before, may_follow)
                && !is_listed_twice(notice, &decided.entry)
            {
                let (id, before) = (&decided.entry, decisions::word(before));
                out.push(error!(&typed.entry, "not-selected-before",
                    "{id} 在此之前已是“{before}”", "{id} was already out: {before}";
                    help: "核对编号，或删去这一条", "check the id, or delete the line"
                ));
            }
        }
    }
}

fn is_listed_twice(notice: &Notice, id: &str) -> bool {
    notice.decisions.iter().filter(|decided| decided.entry == id).count() > 1
}

fn not_deferred(entry: &Text) -> Diagnostic {
    error!(entry, "not-deferred",
        "“{0}”在之前的结果公告里不是暂缓", "`{0}` was not deferred by the result before", entry.value.trim();
        help: "结果公布以后的结果公告只写暂缓的人；取消资格的写撤回公告（kind: withdrawal），文字有误的写更正公告",
        "a result after the result is about those deferred; who loses a selection goes into a `withdrawal`, errors of text into a `correction`"
    )
}

/// Corrections and decisions must name entries of the round, and a corrected record must hold the new value.
pub(super) fn check_against(
    record: &RoundRecord,
    records: &Records,
    round: &Round,
    out: &mut Vec<Diagnostic>,
) {
    check_revoked(record, round, out);
    let exists = |id: &Text| records.has_or_had(&record.id, id.value.trim());
    for (index, source) in record.notices.iter().enumerate() {
        let named = source
            .changes
            .iter()
            .map(|c| &c.entry)
            .chain(source.decisions.iter().map(|d| &d.entry))
            .chain(&source.entries);
        let ids: Vec<&Text> = source.decisions.iter().map(|d| &d.entry).chain(&source.entries).collect();
        for (i, &id) in ids.iter().enumerate() {
            let earlier = record.notices[..index].iter().flat_map(|n| &n.entries);
            if ids[..i].iter().any(|other| other.value.trim() == id.value.trim())
                || (source.entries.iter().any(|e| e.location == id.location)
                    && earlier.into_iter().any(|e| e.value.trim() == id.value.trim()))
            {
                out.push(error!(id, "listed-twice",
                    "“{0}”列了两次", "`{0}` is listed twice", id.value;
                    help: "只保留一处", "keep one of them"
                ));
            }
        }
        for id in named.filter(|id| !exists(id)) {
            let folder = format!("content/rounds/{}/", record.id);
            out.push(unknown_entry(id).unless_unread(folder));
        }
    }
    correction::check_applied(record, round, out);
}

fn unknown_entry(text: &Text) -> Diagnostic {
    error!(text, "unknown-entry",
        "这一轮没有编号为“{0}”的记录", "this round has no entry `{0}`", text.value;
        help: "核对编号；已公示的记录不能删除，只能在结果中写明",
        "check the id; a published record is never deleted, its fate stands in the result"
    )
}
