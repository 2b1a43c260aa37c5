//! `status`: where each round stands, what is left, and what is due next.

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::{Bilingual, text};
use crate::domain::calendar::WorkCalendar;
use crate::domain::course::RoundState;
use crate::domain::moment::Moment;
use crate::domain::notice::NoticeKind;
use crate::domain::round::Round;
use crate::words;

#[derive(Args)]
pub(super) struct Status {}

impl Command for Status {
    const NAME: &'static str = "status";

    fn about() -> String {
        text!("各轮次进展、剩余工作日和下一步", "where each round stands and what is due next")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        status(global, terminal)
    }
}

fn status(global: &Global, terminal: &Terminal) -> Outcome {
    let project = project::open(global, terminal)?;
    let register = project::site(&project, terminal)?.register();
    let now = register.now;
    if terminal.wants_json() {
        let rounds: Vec<Value> =
            register.rounds.iter().map(|round| to_json(round, now, &register.calendar)).collect();
        terminal.document(&json!({ "now": now.rfc3339(), "rounds": rounds }));
        return Ok(());
    }
    for round in &register.rounds {
        terminal.print(&to_text(round, now, &register.calendar, terminal));
    }
    Ok(())
}

fn to_json(round: &Round, now: Moment, calendar: &WorkCalendar) -> Value {
    let publicity = round.publicity(now).map(|(_, publicity)| publicity);
    let (due, words) = next(round, now);
    json!({
        "round": round.id,
        "title": round.title,
        "phase": round.phase.name(),
        "starts": publicity.map(|p| p.period.starts.to_string()),
        "ends": round.closes.map(|m| m.date).or(publicity.map(|p| p.period.ends)).map(|d| d.to_string()),
        "closes": round.closes.map(|closes| closes.plain()),
        "since": round.since.map(|since| since.plain()),
        "days_left": round.days_left(now, calendar).map(|(days, _)| days),
        "next": { "when": due.map(|m| m.plain()), "what": words.zh },
    })
}

fn to_text(round: &Round, now: Moment, calendar: &WorkCalendar, terminal: &Terminal) -> String {
    let phase = match round.phase {
        RoundState::Open => {
            let (left, unit) =
                round.days_left(now, calendar).map_or((0, ""), |(left, unit)| (left, unit.counted()));
            words!("公示中，含今天还剩{left}{unit}", "open, {left} days left, today included")
        }
        other => {
            let (zh, en) = (other.chinese(), other.name());
            match round.since.map(|since| since.plain()) {
                Some(since) => words!("{zh}，自{since}起", "{en} since {since}"),
                None => words!("{zh}", "{en}"),
            }
        }
    };
    let (due, duty) = next(round, now);
    let when = due.map_or_else(String::new, |m| format!("{} ", m.plain()));
    let (title, id) = (&round.title, &round.id);
    let arrow = terminal.say(&words!("下一步：", "next: ")).to_owned();
    format!("{title}（{id}）\n  {}\n  {arrow}{when}{}", terminal.say(&phase), terminal.say(&duty))
}

/// The next duty and, where it has one, its date: the round's own, or a notice that is written and due before.
fn next(round: &Round, now: Moment) -> (Option<Moment>, Bilingual) {
    let (due, words) = duty(round);
    let written = round.notices.iter().find(|n| n.published > now);
    match written {
        Some(notice) if due.is_none_or(|due| notice.published <= due) => {
            let is_result = matches!(notice.kind, NoticeKind::Result(_));
            let zh = if is_result { "结果公告" } else { notice.kind.chinese() };
            let en = notice.kind.name();
            let words = match round.phase {
                RoundState::Ended | RoundState::Investigating | RoundState::Deciding => {
                    let Bilingual { zh: first, en: first_en } = words;
                    words!("{first}；到时发布{zh}", "{first_en}; publish the {en} then")
                }
                _ => words!("发布{zh}", "publish the {en}"),
            };
            (Some(notice.published), words)
        }
        _ => (due, words),
    }
}

fn duty(round: &Round) -> (Option<Moment>, Bilingual) {
    let open = round.objections.as_ref().map_or(0, |tally| tally.open);
    let words = match round.phase {
        RoundState::Draft => words!("写公示公告（round.yaml 的 notices）", "write the publicity notice"),
        RoundState::Waiting => words!("发布公示", "publish the publicity"),
        RoundState::Open => {
            let words =
                words!("公示期满；此前受理异议", "the period ends; objections are received until then");
            return (round.closes, words);
        }
        RoundState::Ended => words!(
            "登记异议（objections.yaml，没有收到的写 []），核查、审定，写结果公告",
            "register the objections (objections.yaml; `[]` if there are none), investigate, decide, write the result"
        ),
        RoundState::Investigating => words!(
            "核查并审定{open}件异议，再写结果公告",
            "investigate and decide {open} objections, then write the result"
        ),
        RoundState::Deciding => words!(
            "没有未审定的异议：审定名单，写结果公告",
            "no objection is open: decide the list, write the result"
        ),
        RoundState::Suspended => {
            words!("查明情况，重新公示（restart）或撤回（withdrawal）", "find out, then restart or withdraw")
        }
        RoundState::Withdrawn => {
            words!("无；再次公示的，发重新公示（restart）", "nothing; to publicise again, a restart")
        }
        RoundState::Decided => words!("无", "nothing"),
    };
    (None, words)
}
