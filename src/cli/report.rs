//! `report`: the 公示情况说明 of a round, as Markdown.

use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::text;
use crate::domain::moment::parse_date;
use crate::papers::{Asked, statement_to};

#[derive(Args)]
#[group(skip)]
pub(super) struct Report {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
    #[arg(long, value_name = "UNIT", help = text!("主送单位，不写留空待填", "whom it is addressed to; left blank where not given"))]
    to: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = day,
        help = text!("落款日期，如 2025-09-08；不写为公示期满日", "its date; the end of the period where not given"))]
    date: Option<NaiveDate>,
}

fn day(typed: &str) -> Result<NaiveDate, String> {
    parse_date(typed).ok_or_else(|| text!("写成 2025-09-08 的形式", "write it as 2025-09-08"))
}

impl Command for Report {
    const NAME: &'static str = "report";

    fn about() -> String {
        text!("写出公示情况说明（Markdown）", "write the statement on a round's publicity (Markdown)")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let asked = Asked { to: self.to.as_deref(), date: self.date };
        let markdown = statement_to(site.context(), project::round(site, &self.round)?, asked);
        if terminal.wants_json() {
            terminal.document(&json!({ "round": self.round, "markdown": markdown }));
        } else {
            terminal.print(&markdown);
        }
        Ok(())
    }
}
