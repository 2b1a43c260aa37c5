//! `generate`: the Markdown for review, in `content/generated/`.

use clap::Args;
use serde_json::{Value, json};

use super::Outcome;
use super::args::Global;
use super::command::Command;
use super::project::{self, Project};
use super::terminal::Terminal;
use crate::compile::rehearse;
use crate::diagnostic::{Severity, text};
use crate::publish::generated;
use crate::site::Site;

#[derive(Args)]
pub(super) struct Generate {}

impl Command for Generate {
    const NAME: &'static str = "generate";

    fn about() -> String {
        text!(
            "写出供审阅的 Markdown（content/generated/）",
            "write the Markdown for review (content/generated/)"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        generate(global, terminal)
    }
}

fn generate(global: &Global, terminal: &Terminal) -> Outcome {
    let Project { snapshot, compiled, mut memo } = project::open(global)?;
    let Some(site) = &compiled.site else {
        terminal.diagnostics(&compiled.diagnostics, Some(&snapshot), Value::Null);
        return project::outcome(&compiled.diagnostics);
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
            terminal.diagnostics(
                &diagnostics,
                Some(&snapshot),
                json!({ "generated": { "written": written, "unchanged": unchanged, "removed": removed } }),
            );
            terminal.tell(&text!(
                "content/generated/：写出 {written} 个文件，{unchanged} 个没有变化，删除 {removed} 个。请审阅；要改的写回记录，不要改这些文件。",
                "content/generated/: {written} written, {unchanged} unchanged, {removed} removed. Review them; make changes in the records."
            ));
            project::outcome(&diagnostics)
        }
        Err(diagnostic) => {
            terminal.diagnostics(std::slice::from_ref(&diagnostic), Some(&snapshot), Value::Null);
            project::outcome(&[diagnostic])
        }
    }
}
