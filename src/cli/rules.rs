//! `rules`: the packs in words, every rule with its source.

use clap::Args;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::programme::{EntryKind, Programme};

#[derive(Args)]
#[group(skip)]
pub(super) struct Rules {
    #[arg(value_name = "PROGRAMME",
        help = text!("项目编号，默认全部", "the programme's id; default: all"))]
    programme: Option<String>,
    #[arg(long, value_name = "ROUND", help = text!(
        "按一轮执行的规则，含该轮自己的规定",
        "the rules in force for a round, those of its own call among them"))]
    round: Option<String>,
}

impl Command for Rules {
    const NAME: &'static str = "rules";

    fn about() -> String {
        text!("列出项目的规则和出处", "list a programme's rules with their sources")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        rules(self.programme.as_deref(), self.round.as_deref(), global, terminal)
    }
}

fn rules(only: Option<&str>, round: Option<&str>, global: &Global, terminal: &Terminal) -> Outcome {
    let project = project::open(global)?;
    if let Some(id) = round {
        let round = project::round(project::site(&project, terminal)?, id)?;
        return show(&round.rules.iter().collect::<Vec<_>>(), only, terminal);
    }
    // A pack is shown even while a round has errors; its own come first.
    let mut wrong = project.compiled.diagnostics;
    wrong.retain(|d| d.location.as_ref().is_none_or(|p| p.file.starts_with("content/programmes/")));
    project::outcome(&wrong).inspect_err(|_| {
        terminal.diagnostics(&wrong, Some(&project.snapshot), Value::Null);
    })?;
    show(&project.compiled.programmes.iter().map(|p| &**p).collect::<Vec<_>>(), only, terminal)
}

/// Shows the programmes, or the one of this id.
fn show(all: &[&Programme], only: Option<&str>, terminal: &Terminal) -> Outcome {
    let programmes: Vec<&Programme> =
        all.iter().copied().filter(|p| only.is_none_or(|id| p.id == id)).collect();
    if let (Some(id), []) = (only, programmes.as_slice()) {
        let known = all.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("、");
        let unknown =
            text!("没有项目“{id}”；已有：{known}", "there is no programme `{id}`; there are: {known}");
        return Err(project::usage(&unknown));
    }
    if terminal.wants_json() {
        let list: Vec<Value> = programmes.iter().map(|p| to_json(p)).collect();
        terminal.document(&json!({ "programmes": list }));
    } else {
        programmes.iter().for_each(|programme| terminal.print(&to_text(programme)));
    }
    Ok(())
}

fn to_json(programme: &Programme) -> Value {
    let rules: Vec<Value> = programme
        .rules
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.kind,
                "requires": rule.statement,
                "severity": if rule.stops { "error" } else { "warning" },
                "source": rule.citation,
                "note": rule.note,
                "own": rule.own,
            })
        })
        .collect();
    let names = |list: Vec<&str>| list.into_iter().map(Value::from).collect::<Vec<_>>();
    json!({
        "id": programme.id,
        "name": programme.name,
        "fields": names(programme.fields.iter().map(|f| &*f.name).collect()),
        "channels": names(programme.channels.iter().map(|c| c.name.as_str()).collect()),
        "rules": rules,
    })
}

fn to_text(programme: &Programme) -> String {
    let kind = match programme.kind {
        EntryKind::Individual => text!("个人", "individuals"),
        EntryKind::Team => text!("团队", "teams"),
    };
    let (name, id) = (&programme.name, &programme.id);
    let fields = programme.fields.iter().map(|f| &*f.name).collect::<Vec<_>>().join("、");
    let channels = programme.channels.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
    let mut lines = vec![
        format!("{name}（{id}，{kind}）"),
        text!("  领域：{fields}", "  fields: {fields}"),
        text!("  推荐渠道：{channels}", "  channels: {channels}"),
    ];
    let width = programme.rules.iter().map(|rule| rule.statement.width()).max().unwrap_or_default();
    for rule in &programme.rules {
        let statement = &rule.statement;
        let pad = " ".repeat(width.min(48).saturating_sub(statement.width()));
        let severity = if rule.stops { text!("错误", "error  ") } else { text!("提醒", "warning") };
        let own = if rule.own { text!("本轮：", "this round: ") } else { String::new() };
        lines.push(format!("  {:<14} {severity}  {statement}{pad}  {own}{}", rule.kind, rule.citation));
        if let Some(note) = &rule.note {
            lines.push(format!("{}{note}", " ".repeat(17)));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
