//! `rules`: the packs in words, every rule with its source.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::domain::programme::{EntryKind, Programme};
use crate::words;

pub(super) fn rules(global: &Global, only: Option<&str>, round: Option<&str>, report: &mut Report) -> Exit {
    let project = match project::open(global, report) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    if let Some(id) = round {
        let found = project::site(&project, report).and_then(|site| project::round(site, id, report));
        return match found {
            Ok(round) => show(&round.rules.iter().collect::<Vec<_>>(), only, report),
            Err(exit) => exit,
        };
    }
    // A pack is shown even while a round has errors; its own come first.
    let mut wrong = project.compiled.diagnostics;
    wrong.retain(|d| d.location.as_ref().is_none_or(|p| p.file.starts_with("content/programmes/")));
    let exit = project::exit_for(&wrong);
    if exit != Exit::Done {
        report.diagnostics(&wrong, Some(&project.snapshot), Value::Null);
        return exit;
    }
    show(&project.compiled.programmes.iter().map(|p| &**p).collect::<Vec<_>>(), only, report)
}

/// Shows the programmes, or the one of this id.
fn show(all: &[&Programme], only: Option<&str>, report: &Report) -> Exit {
    let programmes: Vec<&Programme> =
        all.iter().copied().filter(|p| only.is_none_or(|id| p.id == id)).collect();
    if let (Some(id), []) = (only, programmes.as_slice()) {
        let known = all.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("、");
        return project::usage(
            report,
            &words!("没有项目“{id}”；已有：{known}", "there is no programme `{id}`; there are: {known}"),
        );
    }
    if report.wants_json() {
        let list: Vec<Value> = programmes.iter().map(|p| to_json(p, report)).collect();
        report.document(&json!({ "programmes": list }));
    } else {
        programmes.iter().for_each(|programme| report.print(&to_text(programme, report)));
    }
    Exit::Done
}

fn to_json(programme: &Programme, report: &Report) -> Value {
    let rules: Vec<Value> = programme
        .rules
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.kind,
                "requires": report.say(&rule.statement),
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

fn to_text(programme: &Programme, report: &Report) -> String {
    let kind = match programme.kind {
        EntryKind::Individual => words!("个人", "individuals"),
        EntryKind::Team => words!("团队", "teams"),
    };
    let (name, id, kind) = (&programme.name, &programme.id, report.say(&kind));
    let fields = programme.fields.iter().map(|f| &*f.name).collect::<Vec<_>>().join("、");
    let channels = programme.channels.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
    let mut lines = vec![
        format!("{name}（{id}，{kind}）"),
        report.say(&words!("  领域：{fields}", "  fields: {fields}")).to_owned(),
        report.say(&words!("  推荐渠道：{channels}", "  channels: {channels}")).to_owned(),
    ];
    let width =
        programme.rules.iter().map(|rule| report.say(&rule.statement).width()).max().unwrap_or_default();
    for rule in &programme.rules {
        let statement = report.say(&rule.statement);
        let pad = " ".repeat(width.min(48).saturating_sub(statement.width()));
        let weight = if rule.stops { words!("错误", "error  ") } else { words!("提醒", "warning") };
        lines.push(format!(
            "  {:<14} {}  {statement}{pad}  {}{}",
            rule.kind,
            report.say(&weight),
            report.say(&if rule.own { words!("本轮：", "this round: ") } else { words!("", "") }),
            rule.citation
        ));
        if let Some(note) = &rule.note {
            lines.push(format!("{}{note}", " ".repeat(17)));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
