//! `report`: the 公示情况说明 of a round, as Markdown: the period, the channels, objections as counts.

use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::moment::chinese_date;
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;
use crate::pages::{Context, parts};
use crate::render::escape::escaped;

#[derive(Args)]
#[group(skip)]
pub(super) struct Report {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
}

impl Command for Report {
    const NAME: &'static str = "report";

    fn about() -> String {
        text!("写出公示情况说明（Markdown）", "write the statement on a round's publicity (Markdown)")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let markdown = to_markdown(site.context(), project::round(site, &self.round)?);
        if terminal.wants_json() {
            terminal.document(&json!({ "round": self.round, "markdown": markdown }));
        } else {
            terminal.print(&markdown);
        }
        Ok(())
    }
}

fn to_markdown(context: Context<'_>, round: &Round) -> String {
    let shown = parts::round(context, round);
    let title = escaped(&round.title);
    let mut lines = vec![format!("# {title}公示情况说明"), String::new()];
    match &shown.brief.period {
        Some(period) => lines.push(format!(
            "{title}拟入选名单（{}）已公示，{}，异议受理截止{}（北京时间）。当前状态：{}。",
            people(round),
            period.text,
            period.closes,
            shown.brief.phase_name
        )),
        None => lines.push(format!("{title}尚未公示。当前状态：{}。", shown.brief.phase_name)),
    }
    lines.extend([String::new(), "## 公告".to_owned(), String::new()]);
    lines.extend(shown.notices.iter().map(|n| format!("- {}发布：《{}》", n.published, escaped(&n.title))));
    lines.extend([String::new(), "## 受理渠道".to_owned(), String::new()]);
    for contact in &round.contacts {
        let ways = [
            contact.phone.as_ref().map(|_| "电话"),
            contact.email.as_ref().map(|_| "电子邮件"),
            contact.address.as_ref().map(|_| "来信来访"),
        ];
        let ways = ways.into_iter().flatten().collect::<Vec<_>>().join("、");
        lines.push(format!("- {}：{ways}", escaped(&contact.name)));
    }
    lines.extend([String::new(), "## 异议情况".to_owned(), String::new()]);
    lines.extend(objections(context, round));
    lines.extend([String::new(), "---".to_owned(), String::new()]);
    lines.extend(round.issuers.iter().flat_map(|issuer| [escaped(issuer), String::new()]));
    lines.push(chinese_date(context.register.now.date));
    lines.join("\n")
}

/// How many were announced, whatever was decided since.
fn people(round: &Round) -> String {
    let count = |kind| round.entries_of(kind).count();
    let (engineers, teams) = (count(EntryKind::Individual), count(EntryKind::Team));
    let engineers = (engineers > 0).then(|| format!("{engineers}人"));
    let teams = (teams > 0).then(|| format!("{teams}个团队"));
    [engineers, teams].into_iter().flatten().collect::<Vec<_>>().join("、")
}

fn objections(context: Context<'_>, round: &Round) -> Vec<String> {
    let Some(counts) = &round.objections else {
        return vec!["没有异议登记（objections.yaml），请据实填写。".to_owned()];
    };
    vec![parts::objection_counts(context.terms, counts)]
}
