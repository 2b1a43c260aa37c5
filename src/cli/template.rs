//! `template`: an empty, explained workbook for offices to fill in.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::project::usage;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::programme::Programme;
use crate::publish::content;
use crate::records::{self, Memo, RoundRecord};
use crate::rules::asked_keys;
use crate::sheets::{self, Template};

#[derive(Args)]
#[group(skip)]
pub(super) struct Blank {
    #[arg(value_name = "FILE.xlsx", help = text!("新文件", "the new file"))]
    file: PathBuf,
    #[arg(long, value_name = "ID", help = text!(
        "为哪一轮：只有它需要的列，并可选它的领域和渠道；只有一轮的不用写",
        "for which round: the columns it needs, with its fields and channels to choose from; not needed where there is one"))]
    round: Option<String>,
}

impl Command for Blank {
    const NAME: &'static str = "template";

    fn about() -> String {
        text!("做一份空表，发给各单位填写", "make an empty workbook for units to fill in")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let now = project::now(global)?;
        project::exists(global, now, terminal)?;
        let project = project::read(global, now);
        let (records, _) = records::read(&project.snapshot, &mut Memo::default());
        let known: Vec<&RoundRecord> = records.rounds.iter().map(AsRef::as_ref).collect();
        let round = match (&self.round, known.as_slice()) {
            (Some(id), _) => known.iter().copied().find(|round| round.id == *id),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        let Some(round) = round else {
            let known = known.iter().map(|round| round.id.as_str()).collect::<Vec<_>>().join("、");
            return Err(usage(&text!(
                "用 --round 说明为哪一轮做空表；已有：{known}",
                "say with --round which round the workbook is for; there are: {known}"
            )));
        };
        let named = |id: &str| round.programmes.iter().any(|programme| programme.value.trim() == id);
        let all = project.compiled.programmes.iter().map(AsRef::as_ref);
        let programmes: Vec<&Programme> = all.filter(|programme: &&Programme| named(&programme.id)).collect();
        if programmes.is_empty() {
            terminal.diagnostics(
                &project.compiled.diagnostics,
                Some(&project.snapshot),
                serde_json::Value::Null,
            );
            return Err(usage(&text!(
                "这一轮的项目读不出来，先改正它们",
                "the round's programmes do not read; mend them first"
            )));
        }
        let asked: BTreeSet<&'static str> = asked_keys(&records, round);
        let template = Template { title: &round.title.value, programmes: &programmes, asked: &asked, now };
        let bytes = sheets::template(&template).map_err(|problem| terminal.fail(problem))?;
        content::create(&self.file, &bytes).map_err(|problem| terminal.fail(problem))?;
        let (shown, id) = (self.file.display(), &round.id);
        if terminal.wants_json() {
            terminal.document(&json!({ "template": { "file": shown.to_string(), "round": id } }));
        }
        terminal.tell(&text!(
            "已写出 {shown}。填好以后运行：gongshi import {shown} --round {id}",
            "wrote {shown}. When it is filled in: gongshi import {shown} --round {id}"
        ));
        Ok(())
    }
}
