//! `undo`: back to the edition before, and a line in the ledger that says so.

use std::path::Path;

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::diagnostic::{Diagnostic, any_error};
use crate::domain::ledger::News;
use crate::domain::moment::Moment;
use crate::publish::{self, Change, Edition, LedgerEntry, Output};
use crate::records::{self, Memo, Role};
use crate::rules;
use crate::words;
use crate::world::Snapshot;
use crate::world::disk::Disk;

/// Does not look at the records: they may be just what is wrong.
pub(super) fn undo(global: &Global, out: Option<&Path>, report: &mut Report) -> Exit {
    let now = match project::now(global, report) {
        Ok(now) => now,
        Err(exit) => return exit,
    };
    let (output, snapshot) = match project::output(global, out, now, report, || ledger_alone(global, now)) {
        Ok(both) => both,
        Err(exit) => return exit,
    };
    let (records, mut problems) = records::read(&snapshot, &mut Memo::default());
    problems.extend(rules::ledger_closed(&records, Moment::from_clock(now)));
    if any_error(&problems) {
        report.diagnostics(&problems, Some(&snapshot), Value::Null);
        return project::exit_for(&problems);
    }
    let (edition, change) = match go_back(global, &output, Moment::from_clock(now)) {
        Ok(done) => done,
        Err(problem) => return report.fail(problem),
    };
    let (digest, computed) = (&edition.digest, &edition.computed);
    let (gone, changed) = (change.gone.len(), change.changed.len());
    if report.wants_json() {
        report.document(&json!({
            "undone": { "edition": digest, "computed": computed, "gone": change.gone, "changed": change.changed },
        }));
    }
    report.tell(&words!(
        "已退回到 {computed} 的版本，指纹 {digest}。\n不再公开的文件 {gone} 个，恢复旧内容的文件 {changed} 个。",
        "gone back to the edition of {computed}, fingerprint {digest}.\nno longer public: {gone} files; as they were before: {changed} files."
    ));
    for page in change.gone.iter().filter(|path| path.ends_with(".html")).take(10) {
        report.tell(&words!("  不再公开：{page}", "  no longer public: {page}"));
    }
    report.tell(&words!(
        "台账已记下这次退回。公众已经看到的内容不会因此作废：再改动仍要更正、撤下或撤回公告。\n记录没有改动，下一次 build 或 publish 会按记录重新公开；请先改好记录。",
        "the ledger says so. What the public has read stays published: to change it still takes a correction, a removal or a withdrawal.\nthe records are as they were, and the next `build` or `publish` makes public what they say: mend them first."
    ));
    Exit::Done
}

fn ledger_alone(global: &Global, now: NaiveDateTime) -> Snapshot {
    let mut snapshot = Disk::new(&global.root).read_part(now, &["content"]);
    snapshot.content.retain(|path, _| matches!(Role::of(path), Role::Ledger));
    snapshot
}

fn go_back(global: &Global, output: &Output, now: Moment) -> Result<(Edition, Change), Diagnostic> {
    let back = publish::go_back(output)?;
    let (edition, change) = (back.edition().clone(), back.change());
    let entry = LedgerEntry {
        published: now,
        edition: &edition.digest,
        calendar: &edition.calendar,
        undone: output.edition().map(|undone| undone.digest.as_str()),
        news: &News::default(),
    };
    let pending = publish::announce(&global.root, output, &entry)?;
    back.put_in_place()?;
    pending.record().map_err(project::not_recorded)?;
    Ok((edition, change))
}
