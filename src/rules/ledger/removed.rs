//! What was public and is gone: with a stated reason its address becomes a page that says so, without one it is refused.

use std::collections::BTreeSet;

use super::location;
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::ledger::{Ledger, PublishedEntry, field_address};
use crate::domain::printed::Archived;
use crate::domain::programme::{EntryKind, Programme};
use crate::domain::register::Removed;
use crate::domain::round::Round;
use crate::records::{LedgerRecord, Records};

/// The page that stays of an entry, if the round states its removal.
pub(super) fn entry(
    id: &str,
    before: &PublishedEntry,
    records: &Records,
    rounds: &[Round],
) -> Option<Removed> {
    let round = rounds.iter().find(|round| round.id == before.round)?;
    let mut stated = records.removed_entries().filter(|(r, _)| r.id == before.round);
    let (_, removed) = stated.find(|(_, removed)| removed.entry.value.trim() == id)?;
    let folder = if before.kind == EntryKind::Team { "teams" } else { "engineers" };
    Some(Removed {
        address: format!("{folder}/{id}"),
        round: Some((round.title.clone(), round.address())),
        published: removed.published.as_ref()?.value,
        reason: removed.reason.value.to_string(),
    })
}

pub(super) fn entry_silently(
    id: &str,
    before: &PublishedEntry,
    record: &LedgerRecord,
    printed: Option<&Archived>,
) -> Diagnostic {
    let round = &before.round;
    let archived = printed.map(|printed| {
        let file = &printed.file;
        text!("（存档 {file}）", " ({file})")
    });
    let archived = archived.unwrap_or_default();
    error!(location(record), "published-entry-gone",
        "{id} 已经公布{archived}，现在没有它的记录，也没有说明原因",
        "{id} was published{archived}, and has neither a record nor a reason for its removal";
        help: "恢复记录；确需撤下的，在 content/rounds/{round}/round.yaml 写 removed: [{{ entry: {id}, published: 日期, reason: 原因 }}]",
        "restore it; to take it down, write removed: [{{ entry: {id}, published: DATE, reason: … }}] in content/rounds/{round}/round.yaml"
    )
        .unless_unread(format!("content/rounds/{round}/"))
}

/// The pages that stay of authored pages and fields; those without a reason are reported.
pub(super) fn pages<'p>(
    ledger: &Ledger,
    record: &LedgerRecord,
    records: &Records,
    programmes: impl Iterator<Item = &'p Programme>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Removed> {
    let fields = programmes.flat_map(|p| &p.fields).map(|field| field_address(&field.id));
    let present: BTreeSet<String> =
        records.pages.iter().map(|page| page.address.clone()).chain(fields).collect();
    let mut all = Vec::new();
    for address in ledger.pages.iter().filter(|address| !present.contains(*address)) {
        let stated = records.removed_pages().find(|removed| removed.page.value.trim() == address);
        match stated.and_then(|removed| Some((removed, removed.published.as_ref()?.value))) {
            Some((removed, published)) => all.push(Removed {
                address: address.clone(),
                round: None,
                published,
                reason: removed.reason.value.to_string(),
            }),
            None => out.push(page_silently(address, record)),
        }
    }
    all
}

fn page_silently(address: &str, record: &LedgerRecord) -> Diagnostic {
    let missing = error!(location(record), "published-page-gone",
        "页面 /{address}.html 已经公布，现在不见了，也没有说明原因",
        "the page /{address}.html was published and is gone, and no reason is given";
        help: "恢复原来的文件（页面或项目文件里的领域）；确需撤下的，在 content/site.yaml 写 removed: [{{ page: {address}, published: 日期, reason: 原因 }}]",
        "restore the page, or the field in its pack; to take it down, write removed: [{{ page: {address}, published: DATE, reason: … }}] in content/site.yaml"
    );
    // A pack or a page that did not read has said so.
    let (page, packs) = (format!("content/pages/{address}.md"), "content/programmes/");
    missing.unless_unread(page).unless_unread(packs).unless_wrong(packs).unless_unread("content/site.yaml")
}

/// A removal is checked where it is written: its date must be one, and what it removes must be gone.
pub(in crate::rules) fn check_stated(records: &Records, out: &mut Vec<Diagnostic>) {
    for (round, removed) in records.removed_entries() {
        let id = removed.entry.value.trim();
        if records.find(&round.id, id).is_some() {
            out.push(error!(&removed.entry, "removed-entry-present",
                "{id} 列为已撤下，记录却还在", "{id} is listed as removed, and its record is still there";
                help: "删除记录，或从 removed 中去掉", "delete the record, or take it off `removed`"
            ));
        }
    }
    for removed in records.removed_pages() {
        let address = removed.page.value.trim();
        if records.pages.iter().any(|page| page.address == address) {
            out.push(error!(&removed.page, "removed-page-present",
                "页面 {address} 列为已撤下，文件却还在",
                "the page {address} is listed as removed, and its file is still there";
                help: "删除文件，或从 removed 中去掉", "delete the file, or take it off `removed`"
            ));
        }
    }
}
