//! `check`: every rule on everything, every page that can fail rendered, nothing written.

use serde_json::Value;

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::compile::{rehearse, render_all};
use crate::diagnostic;
use crate::words;

pub(super) fn check(global: &Global, report: &mut Report) -> Exit {
    let mut project = match project::open(global, report) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let mut diagnostics = project.compiled.diagnostics;
    if let Some(site) = &project.compiled.site {
        diagnostics.extend(render_all(site));
        // What is still to be published is rendered too, as it will be then.
        for then in rehearse(&project.snapshot, site, &mut project.memo) {
            diagnostics.extend(then.site.as_ref().map(render_all).unwrap_or_default());
            diagnostics.extend(then.diagnostics);
        }
        diagnostic::sort(&mut diagnostics);
    }
    report.diagnostics(&diagnostics, Some(&project.snapshot), Value::Null);
    let exit = project::exit_for(&diagnostics);
    if let (Some(site), Exit::Done) = (&project.compiled.site, exit) {
        let rounds = site.register().rounds.len();
        let people: usize = site.register().rounds.iter().map(|r| r.entries.len()).sum();
        let pages = site.routes().len();
        report.tell(&words!(
            "检查通过：{rounds}个轮次，{people}条记录，{pages}个文件可以生成。",
            "all is well. Rounds: {rounds}; records: {people}; files to build: {pages}."
        ));
    }
    // As at the end of a build.
    std::mem::forget((project.compiled.site, project.memo));
    exit
}
