//! `order`: why each name of a round's list stands before the next.

use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::entry::Entry;
use crate::domain::names::{NameKey, explain};
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;

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

fn explain_all(id: &str, global: &Global, terminal: &Terminal) -> Outcome {
    let project = project::open(global)?;
    let site = project::site(&project, terminal)?;
    let round = project::round(site, id)?;
    let mut documents = Vec::new();
    for kind in [EntryKind::Individual, EntryKind::Team] {
        let phrase = site.context().terms.orders.of(round.order, kind);
        let entries: Vec<&Entry> = round.entries_of(kind).map(|entry| &**entry).collect();
        if entries.is_empty() {
            continue;
        }
        let reasons = reasons(round, &entries);
        if terminal.wants_json() {
            documents.push(json!({
                "order": phrase,
                "names": entries.iter().map(|entry| &*entry.name).collect::<Vec<_>>(),
                "reasons": reasons,
            }));
            continue;
        }
        terminal.print(&format!("{}（{phrase}）", round.title));
        for (i, entry) in entries.iter().enumerate() {
            terminal.print(&format!("{:>4}  {}", i + 1, entry.name));
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

/// Why each entry stands before the next.
fn reasons(round: &Round, entries: &[&Entry]) -> Vec<Option<String>> {
    let keys: Vec<Option<NameKey>> = entries.iter().map(|entry| entry.sort_key(round.order).ok()).collect();
    let reason = |pair: &[Option<NameKey>]| Some(explain(pair[0].as_ref()?, pair[1].as_ref()?).text);
    keys.windows(2).map(reason).collect()
}
