//! `undo`: back to the edition before, and a line in the ledger that says so.

use chrono::NaiveDateTime;
use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::target::Out;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::{Diagnostic, any_error, text};
use crate::domain::ledger::{Ledger, News};
use crate::domain::moment::Moment;
use crate::publish::{Appending, Change, EarlierEdition, Edition, LedgerEntry, Output};
use crate::records::{self, Memo, Role};
use crate::rules;
use crate::world::Snapshot;
use crate::world::disk::Disk;

#[derive(Args)]
#[group(skip)]
pub(super) struct Undo {
    #[command(flatten)]
    folder: Out,
}

impl Command for Undo {
    const NAME: &'static str = "undo";

    fn about() -> String {
        text!(
            "退回到保留的上一版，并记入台账",
            "go back to the edition kept before, and record it in the ledger"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        undo(&self.folder, global, terminal)
    }
}

/// Does not look at the records: they may be just what is wrong.
fn undo(folder: &Out, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    let read = || ledger_alone(global, now);
    let (output, snapshot) = project::output(global, folder, now, terminal, read)?;
    let (records, mut problems) = records::read(&snapshot, &mut Memo::default());
    let (ledger, closed) = rules::ledger_alone(&records, Moment::from_clock(now));
    problems.extend(closed);
    problems.extend(project::unrecorded(global, &ledger, Some(&output)));
    if any_error(&problems) {
        terminal.diagnostics(&problems, Some(&snapshot), Value::Null);
        return project::outcome(&problems);
    }
    let (edition, change, warnings) = go_back(global, &output, &ledger, Moment::from_clock(now))
        .map_err(|problem| terminal.fail(problem))?;
    let (digest, computed) = (&edition.digest, &edition.computed);
    let (gone, changed) = (change.gone.len(), change.changed.len());
    terminal.diagnostics(
        &warnings,
        None,
        json!({
            "undone": { "edition": digest, "computed": computed, "gone": change.gone, "changed": change.changed },
        }),
    );
    terminal.tell(&text!(
        "已退回到 {computed} 的版本，指纹 {digest}。\n不再公开的文件 {gone} 个，恢复旧内容的文件 {changed} 个。",
        "gone back to the edition of {computed}, fingerprint {digest}.\nno longer public: {gone} files; as they were before: {changed} files."
    ));
    for page in change.gone.iter().filter(|path| path.ends_with(".html")).take(10) {
        terminal.tell(&text!("  不再公开：{page}", "  no longer public: {page}"));
    }
    terminal.tell(&text!(
        "台账已记下这次退回。公众已经看到的内容不会因此作废：再改动仍要更正、撤下或撤回公告。\n记录没有改动，下一次 build 或 publish 会按记录重新公开；请先改好记录。",
        "the ledger says so. What the public has read stays published: to change it still takes a correction, a removal or a withdrawal.\nthe records are as they were, and the next `build` or `publish` makes public what they say: mend them first."
    ));
    Ok(())
}

fn ledger_alone(global: &Global, now: NaiveDateTime) -> Snapshot {
    let mut snapshot = Disk::new(&global.root).read_part(now, &["content"]);
    snapshot.content.retain(|path, _| matches!(Role::of(path), Role::Ledger));
    snapshot
}

fn go_back(
    global: &Global,
    output: &Output,
    ledger: &Ledger,
    now: Moment,
) -> Result<(Edition, Change, Vec<Diagnostic>), Diagnostic> {
    let earlier = EarlierEdition::find(output)?;
    let (edition, change) = (earlier.edition().clone(), earlier.change());
    let entry = LedgerEntry {
        published: now,
        edition: &edition.digest,
        calendar: &edition.calendar,
        undone: output.edition().map(|undone| undone.digest.as_str()),
        news: &News::default(),
    };
    let pending = Appending::begin(&global.root, ledger)?.announce(output, &entry)?;
    let warnings = earlier.put_in_place(pending)?;
    Ok((edition, change, warnings))
}
