//! `build`: the site, compiled into a folder.

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::project::Signing;
use super::target::Target;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::compile::{compile_once, inputs};
use crate::diagnostic::{self, Diagnostic, Severity, text};
use crate::pages::Context;
use crate::publish;
use crate::site::Site;
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

/// Compiles into a folder, `public/` of the project unless another is named.
fn build(asked: &Build, global: &Global, terminal: &Terminal) -> Outcome {
    let target = &asked.target;
    let now = project::now(global)?;
    let read = || {
        let mut watch = Stopwatch::start();
        let mut snapshot = Disk::new(&global.root).read(now);
        let reading = watch.lap();
        let compiled = compile_once(&mut snapshot);
        (snapshot, compiled, [reading, watch.lap()])
    };
    let (output, read) = project::output(global, &target.folder, now, terminal, read)?;
    let (snapshot, mut compiled, [reading, compiling]) = read;
    // The files whose lines messages show are read again; nearly always they are few and small.
    let lines =
        |diagnostics: &[Diagnostic]| Disk::new(&global.root).read_files(now, &diagnostic::files(diagnostics));
    // Notes are for `check`; a build says what stops it or needs a look.
    compiled.diagnostics.retain(|d| d.severity != Severity::Note);
    let Some(site) = &compiled.site else {
        terminal.diagnostics(&compiled.diagnostics, Some(&lines(&compiled.diagnostics)), Value::Null);
        return project::outcome(&compiled.diagnostics);
    };
    let inputs = inputs(&snapshot);
    drop(snapshot);
    let bar = terminal.progress_bar(site.routes().len());
    let built =
        publish::prepare(site, inputs, &output, target.precompress, target.sign.as_deref(), &|| bar.inc(1))
            .and_then(|ready| ready.put_in_place(target.keep, None).map_err(|problem| vec![problem]));
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            terminal.diagnostics(&problems, Some(&lines(&problems)), Value::Null);
            return project::outcome(&problems);
        }
    };
    let seconds = [reading, compiling, built.writing, built.exchanging].map(|d| d.as_secs_f64());
    let [read, compile, write, exchange] = seconds;
    let (files, bytes, written) = (built.edition.files.len(), built.edition.bytes(), built.written);
    let folder = output.path().display().to_string();
    compiled.diagnostics.extend(project::unsigned(&built, Signing::Optional));
    compiled.diagnostics.extend(built.warnings.iter().cloned());
    terminal.diagnostics(
        &compiled.diagnostics,
        Some(&lines(&compiled.diagnostics)),
        json!({
            "built": { "files": files, "rendered": built.rendered, "written": written, "bytes": bytes, "folder": folder, "signed": built.signed },
            "timings": { "read": read, "compile": compile, "render_and_write": write, "exchange": exchange },
        }),
    );
    let megabytes = bytes as f64 / 1e6;
    terminal.tell(&text!(
        "已生成 {files} 个文件（{megabytes:.1} MB）到 {folder}，其中 {written} 个有变化。",
        "built {files} files ({megabytes:.1} MB) into {folder}; {written} of them changed."
    ));
    project::tell_of_mount(&output, terminal);
    let total: f64 = seconds.iter().sum();
    let shares = text!(
        "用时 {total:.3} 秒：读取 {read:.3}，检查 {compile:.3}，渲染写入 {write:.3}，替换 {exchange:.3}",
        "{total:.3} s: read {read:.3}, check {compile:.3}, render and write {write:.3}, exchange {exchange:.3}"
    );
    if asked.timings {
        terminal.tell(&shares)
    } else {
        terminal.detail(&shares)
    }
    waiting(site, terminal);
    // The process ends here, and the system takes its memory back faster than we could take the site apart.
    std::mem::forget((compiled.site, built));
    Ok(())
}

/// A notice dated in the future is not in the edition; say so, lest it be missed.
fn waiting(site: &Site, terminal: &Terminal) {
    let Context { register, terms } = site.context();
    for round in &register.rounds {
        for notice in round.notices.iter().filter(|n| n.published > register.now) {
            let (title, kind, when) =
                (&round.title, terms.notice_kind(notice.kind), notice.published.chinese());
            let name = notice.kind.name;
            terminal.tell(&text!(
                "注意：“{title}”的{kind}定于{when}发布，本次未包含；到时请再生成一次。",
                "note: the {name} of {title} is dated {when} and not in this edition; build again then."
            ));
        }
    }
}
