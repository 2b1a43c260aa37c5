//! `serve`: the preview.

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::compile::{Memo, compile};
use crate::diagnostic::Severity;
use crate::input::disk::{self, Disk};
use crate::preview::{self, Compilation, Options, Problem};
use crate::words;

pub(super) fn serve(global: &Global, port: u16, report: &mut Report) -> Exit {
    let now = match project::now(global, report) {
        Ok(now) => now,
        Err(exit) => return exit,
    };
    let folders: Vec<_> =
        ["content", "themes"].iter().map(|f| global.root.join(f)).filter(|f| disk::is_folder(f)).collect();
    if let Err(exit) = project::exists(global, now, report) {
        return exit;
    }
    let options = Options { port, folders, language: report.language() };
    let mut reader = Disk::new(&global.root);
    let mut memo = Memo::default();
    let asked = global.clone();
    let compile_again = move || {
        let report = Report::new(&asked);
        // Without --today the preview follows the clock.
        let now = project::now(&asked, &report).unwrap_or(now);
        let snapshot = reader.read(now);
        let compiled = compile(&snapshot, &mut memo);
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        if errors == 0 {
            report.tell(&words!("内容已更新。", "the content is up to date."));
        } else {
            report.diagnostics(&compiled.diagnostics, Some(&snapshot), serde_json::Value::Null);
        }
        let problems = compiled.diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.place.as_ref().filter(|_| !diagnostic.hide_line);
            let line = place.and_then(|p| snapshot.line(&p.file, p.spot.line));
            Problem { diagnostic: diagnostic.clone(), line }
        });
        Compilation { problems: problems.collect(), site: compiled.site }
    };
    let ready = |address: &str| {
        report.tell(&words!("预览：{address}（按 Ctrl+C 结束）", "preview: {address} (Ctrl+C ends it)"));
    };
    match preview::serve(options, compile_again, ready) {
        Ok(()) => Exit::Done,
        Err(diagnostic) => report.fail(diagnostic),
    }
}
