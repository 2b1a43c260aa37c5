//! `papers`: the office's papers of a round, as Word documents.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::papers::PAPERS;
use crate::publish::content;

#[derive(Args)]
#[group(skip)]
pub(super) struct Papers {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
    #[arg(value_name = "OUT", help = text!(
        "写到哪个文件夹，不写为项目里的 papers/轮次", "the folder; papers/ROUND in the project where not given"))]
    out: Option<PathBuf>,
}

impl Command for Papers {
    const NAME: &'static str = "papers";

    fn about() -> String {
        text!(
            "写出这一轮要用的文书（Word）：所在单位公示、审批单、异议书、核查转办函、公示情况说明",
            "write the papers that a round needs, as Word documents to fill in and sign"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let round = project::round(site, &self.round)?;
        let folder = self.out.unwrap_or_else(|| global.root.join("papers").join(&round.id));
        let word = |paper: &crate::papers::Paper| {
            (format!("{}.docx", paper.name), paper.word(site.context(), round))
        };
        let files: Vec<(String, Vec<u8>)> = PAPERS.iter().map(word).collect();
        let written = content::create_all(&folder, &files).map_err(|problem| terminal.fail(problem))?;
        let shown = folder.display();
        if terminal.wants_json() {
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            let folder = shown.to_string();
            terminal.document(&json!({
                "papers": { "round": round.id, "folder": folder, "files": names, "written": written }
            }));
        }
        let unchanged = files.len() - written;
        terminal.tell(&text!(
            "{shown}：写出{written}份文书，{unchanged}份没有变化。空白处由经办人填写。",
            "{shown}: papers written: {written}; unchanged: {unchanged}. What is blank is filled in by hand."
        ));
        Ok(())
    }
}
