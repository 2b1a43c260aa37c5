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
use crate::diagnostic::{Bilingual, Diagnostic, Language, Location, any_error, text};
use crate::domain::calendar::WorkCalendar;
use crate::domain::moment::{chinese_date, chinese_date_after, parse_date, weekday, weekday_en};
use crate::domain::period::{Length, NotAnnounced, Period, PostingDay, Unit};
use crate::domain::programme::{Programme, RuleStatement};
use crate::records::calendar;
use crate::words;
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
            words!("日期不能是“{typed}”：写成 2025-09-26", "the date cannot be `{typed}`: write 2025-09-26");
        return Err(project::usage(terminal, &wrong));
    };
    let length = Length { days: asked.days, unit: asked.unit, posting_day: asked.posting_day };
    let Here { calendar, programmes } = here(global, terminal)?;
    let period =
        Period::compute(&calendar, posted, length).map_err(|missing| not_announced(&missing, terminal))?;
    let readings: Vec<_> = Length::readings(length.days)
        .into_iter()
        .map(|reading| (reading, Period::compute(&calendar, posted, reading)))
        .collect();
    let rules = stated(&programmes);
    if terminal.wants_json() {
        let mut document = to_json(&period, &readings, &calendar, Language::current());
        let rules = rules.into_iter().map(|(programme, rule)| {
            json!({ "programme": programme, "requires": terminal.say(&rule.statement), "source": rule.citation })
        });
        document["rules"] = rules.collect();
        terminal.document(&document);
        return Ok(());
    }
    terminal.print(&to_text(&period, &readings, &calendar, Language::current()));
    if !rules.is_empty() {
        terminal.print(terminal.say(&words!("\n文件的规定：", "\nwhat the documents say:")));
    }
    for (programme, rule) in rules {
        terminal.print(&format!("  {programme}：{}（{}）", terminal.say(&rule.statement), rule.citation));
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
    let now = project::now(global, terminal)?;
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

type Reading = (Length, Result<Period, NotAnnounced>);

fn to_json(period: &Period, readings: &[Reading], calendar: &WorkCalendar, language: Language) -> Value {
    let days: Vec<Value> = period
        .days
        .iter()
        .map(|day| {
            let source = calendar.notice(day.date).map(|year| year.notices.clone());
            json!({
                "date": day.date.to_string(),
                "counted": day.number.is_some(),
                "number": day.number,
                "reason": day.reason.words(day.date).say(language),
                "notices": source,
            })
        })
        .collect();
    let readings: Vec<Value> = readings
        .iter()
        .map(|(length, result)| {
            json!({
                "days": length.days,
                "unit": length.unit.name(),
                "posting_day": length.posting_day.name(),
                "starts": result.as_ref().ok().map(|p| p.starts.to_string()),
                "ends": result.as_ref().ok().map(|p| p.ends.to_string()),
                "not_announced": result.as_ref().err().map(|m| m.day.to_string()),
            })
        })
        .collect();
    json!({
        "posted": period.posted.to_string(),
        "starts": period.starts.to_string(),
        "ends": period.ends.to_string(),
        "days": days,
        "readings": readings,
        "calendar": calendar.edition(),
    })
}

fn to_text(period: &Period, readings: &[Reading], calendar: &WorkCalendar, language: Language) -> String {
    let say = |words: &Bilingual| words.say(language).to_owned();
    let mut lines = Vec::new();
    let (starts, ends) = (chinese_date(period.starts), chinese_date_after(period.starts, period.ends));
    let (days, unit) = (period.length.days, period.length.unit.counted());
    let Bilingual { zh, en } = period.length.describe();
    let (first, last) = (period.starts, period.ends);
    lines.push(say(&words!(
        "公示期为{days}{unit}，自{starts}至{ends}（{zh}）",
        "from {first} to {last} ({en})"
    )));
    lines.push(String::new());
    for day in &period.days {
        let number = match day.number {
            Some(number) => say(&words!("第{number}日", "day {number}")),
            None => "–".to_owned(),
        };
        lines.push(format!("  {}  {} {}", day.date, pad(&number, 8), say(&day.reason.words(day.date))));
    }
    lines.push(String::new());
    lines.push(say(&words!("{days}天的四种算法：", "the four readings of {days} days:")));
    let width = readings.iter().map(|(length, _)| say(&length.describe()).width()).max().unwrap_or_default();
    for (length, result) in readings {
        let mark = if *length == period.length { "→" } else { " " };
        let end = match result {
            Ok(p) => {
                let (ends, zh, en) = (p.ends, weekday(p.ends), weekday_en(p.ends));
                say(&words!("{ends} {zh}", "{ends} {en}"))
            }
            Err(missing) => say(&missing.message()),
        };
        lines.push(format!("{mark} {} {end}", pad(&say(&length.describe()), width + 2)));
    }
    lines.push(String::new());
    let edition = calendar.edition();
    lines.push(say(&words!(
        "节假日安排：国务院办公厅历年通知（{edition}）",
        "calendar: the State Council's notices ({edition})"
    )));
    lines.join("\n")
}

/// Pads to a width in terminal columns: a Han character takes two.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
