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
use crate::publish::{Appending, Change, EarlierEdition, Edition, LedgerEntry, Output, Said};
use crate::records::{self, Memo, Role};
use crate::rules;
use crate::world::disk::Disk;
use crate::world::{Snapshot, clock};

#[derive(Args)]
#[group(skip)]
pub(super) struct Undo {
    #[command(flatten)]
    folder: Out,
    #[arg(long, value_name = "REASON", help = text!(
        "不退回版本，只更正台账里晚于现在的发布时间，写明时钟为什么有误",
        "go back to no edition, but put right what the ledger dates later than now, and say why the clock was wrong"))]
    clock_was_wrong: Option<String>,
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
        match &self.clock_was_wrong {
            Some(reason) => put_clock_right(reason, &self.folder, global, terminal),
            None => undo(&self.folder, global, terminal),
        }
    }
}

/// Does not look at the records: they may be just what is wrong.
fn undo(folder: &Out, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    project::not_ahead(now, terminal)?;
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

/// Records that the clock of the latest entries was wrong. Only the machine's clock tells what time it is.
fn put_clock_right(reason: &str, folder: &Out, global: &Global, terminal: &Terminal) -> Outcome {
    if global.today.is_some() {
        return Err(project::usage(&text!(
            "--clock-was-wrong 按本机时间更正台账，不能与 --today 同用",
            "--clock-was-wrong goes by the machine's clock, and takes no --today"
        )));
    }
    if reason.trim().is_empty() {
        return Err(project::usage(&text!("写明时钟为什么有误", "say why the clock was wrong")));
    }
    let now = clock::beijing_now();
    let claim = project::claim(global, folder, now, terminal)?;
    let output = claim.examine().map_err(|problem| terminal.fail(problem))?;
    let snapshot = ledger_alone(global, now);
    let (records, mut problems) = records::read(&snapshot, &mut Memo::default());
    let now = Moment::from_clock(now);
    let (ledger, refused) = rules::ledger_ahead(&records, now);
    problems.extend(refused);
    problems.extend(project::unrecorded(global, &ledger, Some(&output)));
    if any_error(&problems) {
        terminal.diagnostics(&problems, Some(&snapshot), Value::Null);
        return project::outcome(&problems);
    }
    let entry = LedgerEntry {
        published: now,
        edition: ledger.editions.last().map_or("", String::as_str),
        calendar: ledger.calendar.as_deref().unwrap_or_default(),
        undone: None,
        news: &News::default(),
        documents: &[],
        said: Said { clock_was_wrong: Some(reason.trim()), ..Said::default() },
    };
    let appended = Appending::begin(&global.root, &ledger).and_then(|appending| appending.append(&entry));
    appended.map_err(|problem| terminal.fail(problem))?;
    let (was, is) = (ledger.latest.map_or_else(String::new, |latest| latest.plain()), now.plain());
    terminal.diagnostics(&[], None, json!({ "clock": { "was": was, "is": is } }));
    terminal.tell(&text!(
        "台账已记下：记为 {was} 的发布，时钟有误；现在是 {is}。还没有到时间的公告，仍算没有发布。\n请接着运行 gongshi publish，按现在的时间重新公开。",
        "the ledger says so: the clock was wrong where it has {was}, and it is {is}. Notices that are not due count as not published.\nrun `gongshi publish` now, so that what is public is what is due."
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
        said: Said::default(),
        documents: &[],
    };
    let pending = Appending::begin(&global.root, ledger)?.announce(output, &entry)?;
    let warnings = earlier.put_in_place(pending)?;
    Ok((edition, change, warnings))
}
