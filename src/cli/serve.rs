//! `serve`: the preview.

use chrono::NaiveDateTime;
use clap::Args;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::compile::{Memo, compile};
use crate::diagnostic::{Severity, text};
use crate::preview::{self, Compilation, Options};
use crate::world::disk::Disk;

#[derive(Args)]
#[group(skip)]
pub(super) struct Serve {
    #[arg(long, value_name = "N", default_value_t = 8000, hide_default_value = true,
        help = text!("端口，默认 8000", "the port; default 8000"))]
    port: u16,
}

impl Command for Serve {
    const NAME: &'static str = "serve";

    fn about() -> String {
        text!("在本机预览，改动后自动刷新", "preview on this machine, reloading on every change")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        serve(self.port, global, terminal)
    }
}

fn serve(port: u16, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    project::exists(global, now, terminal)?;
    let options = Options { port, root: global.root.clone(), folders: &["content", "themes"] };
    let mut reader = Disk::new(&global.root);
    let mut memo = Memo::default();
    let asked = global.clone();
    let compile_again = move |moment: Option<NaiveDateTime>| {
        let terminal = Terminal::new(&asked);
        // Without --today the preview follows the clock.
        let clock = project::now(&asked).unwrap_or(now);
        let mut snapshot = reader.read(moment.unwrap_or(clock));
        if moment.is_some() {
            // A look at another day is no edition: what was published by then does not bind it.
            snapshot.content.remove("content/ledger.yaml");
            snapshot.content.retain(|path, _| !path.starts_with("content/published/"));
        }
        let compiled = compile(&snapshot, &mut memo);
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        if errors > 0 {
            terminal.diagnostics(&compiled.diagnostics, Some(&snapshot), serde_json::Value::Null);
        } else if moment.is_none() {
            terminal.tell(&text!("内容已更新。", "the content is up to date."));
        }
        Compilation { site: compiled.site, diagnostics: compiled.diagnostics, snapshot }
    };
    let ready = |address: &str| {
        terminal.tell(&text!("预览：{address}（按 Ctrl+C 结束）", "preview: {address} (Ctrl+C ends it)"));
    };
    preview::serve(options, compile_again, ready).map_err(|problem| terminal.fail(problem))
}
