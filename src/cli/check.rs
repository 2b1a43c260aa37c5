//! `check`: every rule on everything, every page rendered, nothing written.

use clap::Args;
use serde_json::Value;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::compile::{rehearse, render_all};
use crate::diagnostic::{self, text};

#[derive(Args)]
pub(super) struct Check {}

impl Command for Check {
    const NAME: &'static str = "check";

    fn about() -> String {
        text!("检查全部内容，什么都不写", "check everything, write nothing")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        check(global, terminal)
    }
}

fn check(global: &Global, terminal: &Terminal) -> Outcome {
    let mut project = project::open(global)?;
    let mut diagnostics = project.compiled.diagnostics;
    if let Some(site) = &project.compiled.site {
        diagnostics.extend(render_all(site));
        diagnostics.extend(project::unrecorded(global, &site.register().ledger, None));
        // What is still to be published is rendered too, as it will be then.
        for then in rehearse(&project.snapshot, site, &mut project.memo) {
            diagnostics.extend(then.site.as_ref().map(render_all).unwrap_or_default());
            diagnostics.extend(then.diagnostics);
        }
        diagnostic::sort(&mut diagnostics);
    }
    terminal.diagnostics(&diagnostics, Some(&project.snapshot), Value::Null);
    let outcome = project::outcome(&diagnostics);
    if let (Some(site), Ok(())) = (&project.compiled.site, outcome) {
        let rounds = site.register().rounds.len();
        let people: usize = site.register().rounds.iter().map(|r| r.entries.len()).sum();
        let pages = site.routes().len();
        terminal.tell(&text!(
            "检查通过：{rounds}个轮次，{people}条记录，{pages}个文件可以生成。",
            "all is well. Rounds: {rounds}; records: {people}; files to build: {pages}."
        ));
    }
    outcome
}
