//! `order`: why each name of a round's list stands before the next.

use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::names::{NameKey, explain};
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;
use crate::records::{self, Memo, Records};
use crate::rules::{engineer_key, team_key};

#[derive(Args)]
#[group(skip)]
pub(super) struct Order {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
}

impl Command for Order {
    const NAME: &'static str = "order";

    fn about() -> String {
        text!("说明一轮名单的排序依据", "explain the order of a round's names")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        explain_all(&self.round, global, terminal)
    }
}

/// A name with what it is sorted by.
struct Row {
    name: Arc<str>,
    key: Option<NameKey>,
}

fn explain_all(id: &str, global: &Global, terminal: &Terminal) -> Outcome {
    let project = project::open(global)?;
    let round = project::round(project::site(&project, terminal)?, id)?;
    let (records, _) = records::read(&project.snapshot, &mut Memo::default());
    let lists = [
        (round.order.phrase(), engineers(round, &records)),
        (round.order.team_phrase(), teams(round, &records)),
    ];
    let mut documents = Vec::new();
    for (phrase, rows) in lists.iter().filter(|(_, rows)| !rows.is_empty()) {
        let reasons: Vec<Option<String>> = rows.windows(2).map(|pair| reason(&pair[0], &pair[1])).collect();
        if terminal.wants_json() {
            documents.push(json!({
                "order": phrase,
                "names": rows.iter().map(|r| &*r.name).collect::<Vec<_>>(),
                "reasons": reasons,
            }));
            continue;
        }
        terminal.print(&format!("{}（{phrase}）", round.title));
        for (i, row) in rows.iter().enumerate() {
            terminal.print(&format!("{:>4}  {}", i + 1, row.name));
            if let Some(Some(reason)) = reasons.get(i) {
                terminal.print(&format!("        {reason}"));
            }
        }
    }
    if terminal.wants_json() {
        terminal.document(&json!({ "round": id, "lists": documents }));
    }
    Ok(())
}

fn reason(first: &Row, second: &Row) -> Option<String> {
    Some(explain(first.key.as_ref()?, second.key.as_ref()?).text)
}

fn engineers(round: &Round, records: &Records) -> Vec<Row> {
    let list = records.engineers.get(&round.id).map_or(&[][..], Vec::as_slice);
    let row = |entry: &crate::domain::entry::Entry| {
        let record = list.iter().find(|r| r.id.value == entry.id);
        Row { name: entry.name.clone(), key: record.and_then(|r| engineer_key(round.order, r).ok()) }
    };
    round.entries_of(EntryKind::Individual).map(|entry| row(entry)).collect()
}

fn teams(round: &Round, records: &Records) -> Vec<Row> {
    let list = records.teams.get(&round.id).map_or(&[][..], Vec::as_slice);
    let row = |entry: &crate::domain::entry::Entry| {
        let record = list.iter().find(|r| r.id.value == entry.id);
        Row { name: entry.name.clone(), key: record.and_then(|r| team_key(round.order, r).ok()) }
    };
    round.entries_of(EntryKind::Team).map(|entry| row(entry)).collect()
}
