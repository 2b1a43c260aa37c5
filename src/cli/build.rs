//! `build` and `generate`: the two commands that write the office's pages.

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::Exit;
use super::args::{Global, Target};
use super::project::{self, Project};
use super::report::Report;
use crate::compile::{compile_once, inputs, rehearse};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::publish::{self, generated};
use crate::site::Site;
use crate::words;
use crate::world::clock::Stopwatch;
use crate::world::disk::Disk;

/// Compiles into a folder, `public/` of the project unless another is named.
pub(super) fn build(global: &Global, target: &Target, timings: bool, report: &mut Report) -> Exit {
    let now = match project::now(global, report) {
        Ok(now) => now,
        Err(exit) => return exit,
    };
    let read = || {
        let mut watch = Stopwatch::start();
        let mut snapshot = Disk::new(&global.root).read(now);
        let reading = watch.lap();
        let compiled = compile_once(&mut snapshot);
        (snapshot, compiled, [reading, watch.lap()])
    };
    let (output, read) = match project::output(global, target.out.as_deref(), now, report, read) {
        Ok(both) => both,
        Err(exit) => return exit,
    };
    let (snapshot, mut compiled, [reading, compiling]) = read;
    // The files whose lines messages show are read again; nearly always they are few and small.
    let lines =
        |diagnostics: &[Diagnostic]| Disk::new(&global.root).read_files(now, &diagnostic::files(diagnostics));
    // Notes are for `check`; a build says what stops it or needs a look.
    compiled.diagnostics.retain(|d| d.severity != Severity::Note);
    let Some(site) = &compiled.site else {
        report.diagnostics(&compiled.diagnostics, Some(&lines(&compiled.diagnostics)), Value::Null);
        return project::exit_for(&compiled.diagnostics);
    };
    let inputs = inputs(&snapshot);
    drop(snapshot);
    let bar = progress_bar(report, site.routes().len());
    let built =
        publish::prepare(site, inputs, &output, target.precompress, target.sign.as_deref(), &|| bar.inc(1))
            .and_then(|ready| ready.put_in_place(target.keep).map_err(|problem| vec![problem]));
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            report.diagnostics(&problems, Some(&lines(&problems)), Value::Null);
            return project::exit_for(&problems);
        }
    };
    let seconds = [reading, compiling, built.writing, built.exchanging].map(|d| d.as_secs_f64());
    let [read, compile, write, exchange] = seconds;
    let (files, bytes, written) = (built.edition.files.len(), built.edition.bytes(), built.written);
    let folder = output.path().display().to_string();
    compiled.diagnostics.extend(project::unsigned(&built, false));
    report.diagnostics(
        &compiled.diagnostics,
        Some(&lines(&compiled.diagnostics)),
        json!({
            "built": { "files": files, "rendered": built.rendered, "written": written, "bytes": bytes, "folder": folder, "signed": built.signed },
            "timings": { "read": read, "compile": compile, "render_and_write": write, "exchange": exchange },
        }),
    );
    let megabytes = bytes as f64 / 1e6;
    report.tell(&words!(
        "已生成 {files} 个文件（{megabytes:.1} MB）到 {folder}，其中 {written} 个有变化。",
        "built {files} files ({megabytes:.1} MB) into {folder}; {written} of them changed."
    ));
    project::tell_of_mount(&output, report);
    let total: f64 = seconds.iter().sum();
    let shares = words!(
        "用时 {total:.3} 秒：读取 {read:.3}，检查 {compile:.3}，渲染写入 {write:.3}，替换 {exchange:.3}",
        "{total:.3} s: read {read:.3}, check {compile:.3}, render and write {write:.3}, exchange {exchange:.3}"
    );
    if timings {
        report.tell(&shares)
    } else {
        report.detail(&shares)
    }
    waiting(site, report);
    // The process ends here, and the system takes its memory back faster than we could take the site apart.
    std::mem::forget((compiled.site, built));
    Exit::Done
}

/// A notice dated in the future is not in the edition; say so, lest it be missed.
fn waiting(site: &Site, report: &Report) {
    let register = site.register();
    for round in &register.rounds {
        for notice in round.notices.iter().filter(|n| n.published > register.now) {
            let (title, kind, when) = (&round.title, notice.kind.chinese(), notice.published.chinese());
            let name = notice.kind.name();
            report.tell(&words!(
                "注意：“{title}”的{kind}定于{when}发布，本次未包含；到时请再生成一次。",
                "note: the {name} of {title} is dated {when} and not in this edition; build again then."
            ));
        }
    }
}

/// Writes the Markdown for review.
pub(super) fn generate(global: &Global, report: &mut Report) -> Exit {
    let Project { snapshot, compiled, mut memo } = match project::open(global, report) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let Some(site) = &compiled.site else {
        report.diagnostics(&compiled.diagnostics, Some(&snapshot), Value::Null);
        return project::exit_for(&compiled.diagnostics);
    };
    // Review comes before publication: notices still to come are written as they will be then.
    let later = rehearse(&snapshot, site, &mut memo);
    let sites: Vec<&Site> = [site].into_iter().chain(later.iter().filter_map(|c| c.site.as_ref())).collect();
    match generated::generate(&sites, &snapshot, &global.root) {
        Ok((done, warnings)) => {
            let mut diagnostics = compiled.diagnostics;
            // Compiling compared with the files as they were; what was stale has just been written.
            diagnostics.retain(|d| {
                d.severity != Severity::Note && !matches!(d.code, "generated-stale" | "generated-edited")
            });
            diagnostics.extend(warnings);
            let (written, unchanged, removed) = (done.written, done.unchanged, done.removed);
            report.diagnostics(
                &diagnostics,
                Some(&snapshot),
                json!({ "generated": { "written": written, "unchanged": unchanged, "removed": removed } }),
            );
            report.tell(&words!(
                "content/generated/：写出 {written} 个文件，{unchanged} 个没有变化，删除 {removed} 个。请审阅；要改的写回记录，不要改这些文件。",
                "content/generated/: {written} written, {unchanged} unchanged, {removed} removed. Review them; make changes in the records."
            ));
            project::exit_for(&diagnostics)
        }
        Err(diagnostic) => {
            report.diagnostics(std::slice::from_ref(&diagnostic), Some(&snapshot), Value::Null);
            project::exit_for(&[diagnostic])
        }
    }
}

/// A bar on a terminal, for work that takes long enough to be seen.
pub(super) fn progress_bar(report: &Report, files: usize) -> ProgressBar {
    if report.is_quiet() || files < 500 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}
