//! `build`: the site, compiled into a folder.

use std::time::Duration;

use chrono::NaiveDateTime;
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::project::Signing;
use super::target::Target;
use super::terminal::{Shown, Terminal};
use super::{Outcome, project, waiting};
use crate::compile::{Compiled, compile_once, inputs};
use crate::diagnostic::{self, Diagnostic, Severity, text};
use crate::publish::{self, Edition, Inputs, Key, Output, Remembered};
use crate::world::Snapshot;
use crate::world::clock::Stopwatch;
use crate::world::disk::Disk;

#[derive(Args)]
#[group(skip)]
pub(super) struct Build {
    #[command(flatten)]
    target: Target,
    #[arg(long, help = text!("说明各阶段用时", "say where the time went"))]
    timings: bool,
}

impl Command for Build {
    const NAME: &'static str = "build";

    fn about() -> String {
        text!("生成网站到 public/", "build the site into public/")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        build(&self, global, terminal)
    }
}

/// What the project says, and what it compiles to where that is not known to be unchanged.
struct Read {
    snapshot: Snapshot,
    inputs: Inputs,
    key: Option<Key>,
    compiled: Option<Compiled>,
    reading: Duration,
    compiling: Duration,
}

/// What a build says of the content: the next one repeats it where nothing has changed.
#[derive(Serialize, Deserialize)]
struct Said {
    diagnostics: Vec<Shown>,
    waiting: Vec<String>,
}

/// What a build did.
struct Done<'a> {
    output: &'a Output,
    edition: &'a Edition,
    signed: bool,
    rendered: usize,
    written: usize,
    /// Reading, checking, rendering and writing, swapping.
    seconds: [f64; 4],
    /// What it says beside what it says of the content.
    warnings: Vec<Diagnostic>,
}

/// Compiles into a folder, `public/` of the project unless another is named.
fn build(asked: &Build, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    let claim = project::claim(global, &asked.target.folder, now, terminal)?;
    let last = claim.last_build().filter(|_| asked.target.sign.is_none());
    let (read, output) =
        rayon::join(|| read(asked, global, terminal, now, last.as_ref()), || claim.examine());
    let output = output.map_err(|problem| terminal.fail(problem))?;
    let Some((edition, said)) =
        last.filter(|_| read.compiled.is_none()).and_then(|last| unchanged(&output, last))
    else {
        return make(asked, global, terminal, &output, read);
    };
    let done = Done {
        output: &output,
        edition,
        signed: output.is_signed(),
        rendered: 0,
        written: 0,
        seconds: [read.reading, read.compiling, Duration::ZERO, Duration::ZERO].map(|d| d.as_secs_f64()),
        warnings: output.keep_only(asked.target.keep),
    };
    tell(asked, terminal, said, &done);
    Ok(())
}

/// The edition of the last build and what was said of it, if the output still holds it.
fn unchanged(output: &Output, last: Remembered) -> Option<(&Edition, Said)> {
    let said = serde_json::from_value(last.said).ok()?;
    Some((output.intact_edition(&last.edition)?, said))
}

/// Makes an edition and puts it in place.
fn make(asked: &Build, global: &Global, terminal: &Terminal, output: &Output, read: Read) -> Outcome {
    let Read { mut snapshot, inputs, key, compiled, reading, compiling } = read;
    let mut compiled = compiled.unwrap_or_else(|| compile_once(&mut snapshot));
    // The files whose lines messages show are read again; nearly always they are few and small.
    let lines = |diagnostics: &[Diagnostic]| {
        Disk::new(&global.root).read_files(snapshot.now, &diagnostic::files(diagnostics))
    };
    let ledger = compiled.site.as_ref().map(|site| &site.register().ledger);
    let unrecorded = ledger.map(|ledger| project::unrecorded(global, ledger, Some(output)));
    if let Some(unrecorded) = unrecorded.filter(|problems| !problems.is_empty()) {
        compiled.site = None;
        compiled.diagnostics.extend(unrecorded);
        diagnostic::sort(&mut compiled.diagnostics);
    }
    // Notes are for `check`; a build says what stops it or needs a look.
    compiled.diagnostics.retain(|d| d.severity != Severity::Note);
    let found = terminal.shown(&compiled.diagnostics, Some(&lines(&compiled.diagnostics)));
    let Some(site) = &compiled.site else {
        terminal.show(&found, Value::Null);
        return project::outcome(&compiled.diagnostics);
    };
    let bar = terminal.progress_bar(site.routes().len());
    let progress = || bar.inc(1);
    let built = publish::prepare(site, output, &asked.target.options(inputs, &progress))
        .and_then(|ready| ready.put_in_place(asked.target.keep, None).map_err(|problem| vec![problem]));
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            terminal.diagnostics(&problems, Some(&lines(&problems)), Value::Null);
            return project::outcome(&problems);
        }
    };
    let said = Said { diagnostics: found, waiting: waiting::not_built(site) };
    if let Some((key, said)) = key.zip(serde_json::to_value(&said).ok()) {
        output.remember(&Remembered { key, edition: built.edition.digest.clone(), said });
    }
    let unsigned = project::unsigned(&built, Signing::Optional);
    let done = Done {
        output,
        edition: &built.edition,
        signed: built.signed,
        rendered: site.routes().len(),
        written: built.written,
        seconds: [reading, compiling, built.writing, built.swapping].map(|d| d.as_secs_f64()),
        warnings: unsigned.into_iter().chain(built.warnings).collect(),
    };
    tell(asked, terminal, said, &done);
    Ok(())
}

/// Reads the project and compiles it, unless the last build was made of the same.
fn read(
    asked: &Build,
    global: &Global,
    terminal: &Terminal,
    now: NaiveDateTime,
    last: Option<&Remembered>,
) -> Read {
    let mut watch = Stopwatch::start();
    let mut snapshot = Disk::new(&global.root).read(now);
    let inputs = inputs(&snapshot);
    let options = format!("{} {}", asked.target.precompress, terminal.wants_json());
    let key = Key::new(&snapshot, &inputs, &options);
    let reading = watch.lap();
    let is_unchanged = key.is_some() && key.as_ref() == last.map(|last| &last.key);
    let compiled = (!is_unchanged).then(|| compile_once(&mut snapshot));
    Read { snapshot, inputs, key, compiled, reading, compiling: watch.lap() }
}

/// Says what a build found and did.
fn tell(asked: &Build, terminal: &Terminal, said: Said, done: &Done<'_>) {
    let Done { output, edition, signed, rendered, written, seconds, warnings } = done;
    let (files, bytes, folder) = (edition.files.len(), edition.bytes(), output.path().display().to_string());
    let [read, compile, write, swap] = seconds;
    let mut shown = said.diagnostics;
    shown.extend(terminal.shown(warnings, None));
    terminal.show(
        &shown,
        json!({
            "built": { "files": files, "rendered": rendered, "written": written, "bytes": bytes, "folder": folder, "signed": signed },
            "timings": { "read": read, "compile": compile, "render_and_write": write, "exchange": swap },
        }),
    );
    let megabytes = bytes as f64 / 1e6;
    terminal.tell(&text!(
        "已生成 {files} 个文件（{megabytes:.1} MB）到 {folder}，其中 {written} 个有变化。",
        "built {files} files ({megabytes:.1} MB) into {folder}; {written} of them changed."
    ));
    project::tell_of_mount(output, terminal);
    let total: f64 = seconds.iter().sum();
    let shares = text!(
        "用时 {total:.3} 秒：读取 {read:.3}，检查 {compile:.3}，渲染写入 {write:.3}，替换 {swap:.3}",
        "{total:.3} s: read {read:.3}, check {compile:.3}, render and write {write:.3}, exchange {swap:.3}"
    );
    if asked.timings {
        terminal.tell(&shares)
    } else {
        terminal.detail(&shares)
    }
    said.waiting.iter().for_each(|notice| terminal.tell(notice));
}
