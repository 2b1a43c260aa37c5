//! `serve`: the preview.

use chrono::NaiveDateTime;

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::compile::{Memo, compile};
use crate::diagnostic::Severity;
use crate::preview::{self, Compilation, Options};
use crate::words;
use crate::world::disk::{self, Disk};

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
    let compile_again = move |moment: Option<NaiveDateTime>| {
        let report = Report::new(&asked);
        // Without --today the preview follows the clock.
        let clock = project::now(&asked, &report).unwrap_or(now);
        let mut snapshot = reader.read(moment.unwrap_or(clock));
        if moment.is_some() {
            // A look at another day is no edition: what was published by then does not bind it.
            snapshot.content.remove("content/ledger.yaml");
        }
        let compiled = compile(&snapshot, &mut memo);
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        if errors > 0 {
            report.diagnostics(&compiled.diagnostics, Some(&snapshot), serde_json::Value::Null);
        } else if moment.is_none() {
            report.tell(&words!("内容已更新。", "the content is up to date."));
        }
        Compilation { site: compiled.site, diagnostics: compiled.diagnostics, snapshot }
    };
    let ready = |address: &str| {
        report.tell(&words!("预览：{address}（按 Ctrl+C 结束）", "preview: {address} (Ctrl+C ends it)"));
    };
    match preview::serve(options, compile_again, ready) {
        Ok(()) => Exit::Done,
        Err(diagnostic) => report.fail(diagnostic),
    }
}
