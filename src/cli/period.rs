//! `period`: the end date, day by day with reasons, and the four readings side by side.

use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, value_parser};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Failure, Outcome, project};
use crate::compile::{Memo, compile};
use crate::diagnostic::{Diagnostic, Language, Location, any_error, text};
use crate::domain::calendar::{Regional, WorkCalendar};
use crate::domain::moment::{chinese_date, chinese_date_after, parse_date, weekday, weekday_en};
use crate::domain::period::{Length, NotAnnounced, Period, PostingDay, Unit};
use crate::domain::programme::{Programme, RuleStatement};
use crate::records::calendar;
use crate::world::disk::{self, Disk};

#[derive(Args)]
#[group(skip)]
pub(super) struct Request {
    #[arg(value_name = "DATE",
        help = text!("发布日期，如 2025-09-26", "the day of posting, such as 2025-09-26"))]
    date: String,
    #[arg(long, value_name = "N", default_value_t = 5, hide_default_value = true,
        value_parser = value_parser!(u32).range(1..=366), help = text!("天数，默认 5", "how many days; default 5"))]
    days: u32,
    #[arg(long, value_name = "UNIT", default_value = "working", hide_default_value = true, value_parser = units(),
        help = text!("工作日 working（默认）或自然日 calendar", "working (default) or calendar"))]
    unit: Unit,
    #[arg(long, value_name = "POLICY", value_parser = posting_days(), help = text!(
        "发布当日计入 counted 还是不计入 excluded，必须写明",
        "whether the day of posting counts; must be said"))]
    posting_day: PostingDay,
}

fn units() -> impl TypedValueParser<Value = Unit> {
    PossibleValuesParser::new(["working", "calendar", "工作日", "自然日"]).map(|typed| match typed.as_str() {
        "calendar" | "自然日" => Unit::Calendar,
        _ => Unit::Working,
    })
}

fn posting_days() -> impl TypedValueParser<Value = PostingDay> {
    PossibleValuesParser::new(["counted", "excluded", "计入", "不计入"]).map(|typed| match typed.as_str() {
        "excluded" | "不计入" => PostingDay::Excluded,
        _ => PostingDay::Counted,
    })
}

impl Command for Request {
    const NAME: &'static str = "period";

    fn about() -> String {
        text!(
            "计算公示期：逐日说明，并列出四种算法",
            "compute a period, day by day, with the four readings side by side"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        period(&self, global, terminal)
    }
}

fn period(asked: &Request, global: &Global, terminal: &Terminal) -> Outcome {
    let typed = &asked.date;
    let Some(posted) = parse_date(typed.trim()) else {
        let wrong =
            text!("日期不能是“{typed}”：写成 2025-09-26", "the date cannot be `{typed}`: write 2025-09-26");
        return Err(project::usage(&wrong));
    };
    let length = Length { days: asked.days, unit: asked.unit, posting_day: asked.posting_day };
    let Here { calendar, programmes } = here(global, terminal)?;
    let compute = |length| Period::compute(&calendar, posted, length);
    let answer = Answer {
        period: compute(length).map_err(|missing| not_announced(&missing, terminal))?,
        readings: Length::readings(length.days).map(|reading| (reading, compute(reading))),
        calendar: &calendar,
        rules: stated(&programmes),
    };
    if terminal.wants_json() {
        terminal.document(&answer.to_json());
    } else {
        terminal.print(&answer.to_text());
    }
    Ok(())
}

fn not_announced(missing: &NotAnnounced, terminal: &Terminal) -> Failure {
    let location = Location::file(&format!("content/calendar/{}.yaml", missing.year));
    let diagnostic = Diagnostic::error("day-not-announced", location, missing.message());
    terminal.diagnostics(&[diagnostic.help(missing.help())], None, Value::Null);
    Failure::Content
}

/// What the project here adds: years of its own, and what its documents say of the period.
struct Here {
    calendar: WorkCalendar,
    programmes: Vec<Arc<Programme>>,
}

/// The built-in calendar where there is no project.
fn here(global: &Global, terminal: &Terminal) -> Result<Here, Failure> {
    if !disk::is_folder(&global.root.join("content")) {
        return Ok(Here { calendar: calendar::builtin(), programmes: Vec::new() });
    }
    let now = project::now(global)?;
    let snapshot = Disk::new(&global.root).read_part(now, &["content/calendar", "content/programmes"]);
    let compiled = compile(&snapshot, &mut Memo::default());
    let mut wrong = compiled.diagnostics;
    wrong.retain(|d| d.location.as_ref().is_some_and(|p| p.file.starts_with("content/calendar/")));
    if any_error(&wrong) {
        terminal.diagnostics(&wrong, Some(&snapshot), Value::Null);
        return Err(Failure::Content);
    }
    Ok(Here { calendar: (*compiled.calendar).clone(), programmes: compiled.programmes })
}

/// What the packs' documents say of the period: where they differ, all are named.
fn stated(programmes: &[Arc<Programme>]) -> Vec<(&str, &RuleStatement)> {
    let publicity = |rule: &&RuleStatement| rule.kind == "publicity";
    programmes
        .iter()
        .flat_map(|p| p.rules.iter().filter(publicity).map(|rule| (p.name.as_str(), rule)))
        .collect()
}

/// What the command says.
struct Answer<'a> {
    period: Period,
    /// The four ways to count the same number of days.
    readings: [(Length, Result<Period, NotAnnounced>); 4],
    calendar: &'a WorkCalendar,
    /// What the packs' documents say of the period, each with the programme's name.
    rules: Vec<(&'a str, &'a RuleStatement)>,
}

impl Answer<'_> {
    fn to_json(&self) -> Value {
        let period = &self.period;
        let days = period.days.iter().map(|day| {
            let source = match self.calendar.regional(day.date) {
                Some(one) => Some(vec![one.href.clone()]),
                None => self.calendar.notice(day.date).map(|year| year.notices.clone()),
            };
            json!({
                "date": day.date.to_string(),
                "counted": day.number.is_some(),
                "number": day.number,
                "reason": day.reason.text(day.date, Language::current()),
                "notices": source,
            })
        });
        let readings = self.readings.iter().map(|(length, result)| {
            json!({
                "days": length.days,
                "unit": length.unit.name(),
                "posting_day": length.posting_day.name(),
                "starts": result.as_ref().ok().map(|p| p.starts.to_string()),
                "ends": result.as_ref().ok().map(|p| p.ends.to_string()),
                "not_announced": result.as_ref().err().map(|m| m.day.to_string()),
            })
        });
        let rules = self.rules.iter().map(|(programme, rule)| {
            json!({ "programme": programme, "requires": rule.statement, "source": rule.citation })
        });
        json!({
            "posted": period.posted.to_string(),
            "starts": period.starts.to_string(),
            "ends": period.ends.to_string(),
            "days": days.collect::<Vec<_>>(),
            "readings": readings.collect::<Vec<_>>(),
            "calendar": self.calendar.edition(),
            "rules": rules.collect::<Vec<_>>(),
        })
    }

    fn to_text(&self) -> String {
        let edition = self.calendar.edition();
        let calendar = text!(
            "节假日安排：国务院办公厅历年通知（{edition}）",
            "calendar: the State Council's notices ({edition})"
        );
        let mut lines = vec![self.summary(), String::new()];
        lines.extend(self.days());
        lines.push(String::new());
        lines.extend(self.four_readings());
        lines.extend([String::new(), calendar]);
        lines.extend(self.calendar.regions().iter().map(|Regional { region, issuer, title, .. }| {
            text!("{region}另外规定的放假：{issuer}《{title}》", "holidays of {region}: {issuer}, {title}")
        }));
        if !self.rules.is_empty() {
            lines.push(text!("\n文件的规定：", "\nwhat the documents say:"));
        }
        let rules = self.rules.iter();
        lines.extend(
            rules.map(|(programme, rule)| format!("  {programme}：{}（{}）", rule.statement, rule.citation)),
        );
        lines.join("\n")
    }

    fn summary(&self) -> String {
        let Period { starts: first, ends: last, length, .. } = &self.period;
        let (starts, ends) = (chinese_date(*first), chinese_date_after(*first, *last));
        let (days, unit) = (length.days, length.unit.counted());
        let counted = length.text(Language::current());
        text!("公示期为{days}{unit}，自{starts}至{ends}（{counted}）", "from {first} to {last} ({counted})")
    }

    fn days(&self) -> impl Iterator<Item = String> {
        self.period.days.iter().map(|day| {
            let number = match day.number {
                Some(number) => text!("第{number}日", "day {number}"),
                None => "–".to_owned(),
            };
            let reason = day.reason.text(day.date, Language::current());
            format!("  {}  {} {reason}", day.date, pad(&number, 8))
        })
    }

    fn four_readings(&self) -> Vec<String> {
        let days = self.period.length.days;
        let names: Vec<String> =
            self.readings.iter().map(|(length, _)| length.text(Language::current())).collect();
        let width = names.iter().map(|name| name.width()).max().unwrap_or_default();
        let mut lines = vec![text!("{days}天的四种算法：", "the four readings of {days} days:")];
        for ((length, result), name) in self.readings.iter().zip(&names) {
            let mark = if *length == self.period.length { "→" } else { " " };
            let end = match result {
                Ok(Period { ends, .. }) => {
                    let (zh, en) = (weekday(*ends), weekday_en(*ends));
                    text!("{ends} {zh}", "{ends} {en}")
                }
                Err(missing) => missing.message(),
            };
            lines.push(format!("{mark} {} {end}", pad(name, width + 2)));
        }
        lines
    }
}

/// Pads to a width in terminal columns: a Han character takes two.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
