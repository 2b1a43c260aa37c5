//! What notices say of entries must fit the records.

use std::collections::BTreeMap;

use super::notices::{correction, decisions};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::entry::Decision;
use crate::domain::round::Round;
use crate::records::{Records, RoundRecord, Text};

/// Only who was selected can lose it, and only once.
fn check_revoked(record: &RoundRecord, round: &Round, out: &mut Vec<Diagnostic>) {
    let mut ended: BTreeMap<&str, Decision> = BTreeMap::new();
    for notice in &round.notices {
        if notice.opening().is_some() {
            ended.clear();
        }
        for decided in &notice.decisions {
            let before = ended.insert(&decided.entry, decided.decision);
            if let (Some(before), true) = (before, decided.decision.ends_selection()) {
                let source = record.notices.get(notice.number - 1);
                let typed =
                    source.and_then(|n| n.decisions.iter().find(|d| *d.entry.value == *decided.entry));
                let Some(typed) = typed else { continue };
                let (id, before) = (&decided.entry, decisions::word(before));
                out.push(error!(&typed.entry, "not-selected-before",
                    "{id} 在此之前已是“{before}”", "{id} was already out: {before}";
                    help: "核对编号，或删去这一条", "check the id, or delete the line"
                ));
            }
        }
    }
}

/// Corrections and decisions must name entries of the round, and a corrected record must hold the new value.
pub(super) fn check_against(
    record: &RoundRecord,
    records: &Records,
    round: &Round,
    out: &mut Vec<Diagnostic>,
) {
    check_revoked(record, round, out);
    let exists = |id: &Text| records.find(&record.id, id.value.trim()).is_some();
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
