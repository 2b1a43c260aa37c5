//! `status`: where each round stands, what is left, and what is due next.

use serde_json::{Value, json};

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::diagnostic::Words;
use crate::domain::calendar::WorkCalendar;
use crate::domain::course::Phase;
use crate::domain::moment::Moment;
use crate::domain::notice::NoticeKind;
use crate::domain::round::Round;
use crate::words;

pub(super) fn status(global: &Global, report: &mut Report) -> Exit {
    let project = match project::open(global, report) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let site = match project::site(&project, report) {
        Ok(site) => site,
        Err(exit) => return exit,
    };
    let register = site.register();
    let now = register.now;
    if report.wants_json() {
        let rounds: Vec<Value> =
            register.rounds.iter().map(|round| to_json(round, now, &register.calendar)).collect();
        report.document(&json!({ "now": now.rfc3339(), "rounds": rounds }));
        return Exit::Done;
    }
    for round in &register.rounds {
        report.print(&to_text(round, now, &register.calendar, report));
    }
    Exit::Done
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
        "days_left": round.days_left(now, calendar).map(|(days, _)| days),
        "next": { "when": due.map(|m| m.plain()), "what": words.zh },
    })
}

fn to_text(round: &Round, now: Moment, calendar: &WorkCalendar, report: &Report) -> String {
    let phase = match round.phase {
        Phase::Open => {
            let (left, unit) =
                round.days_left(now, calendar).map_or((0, ""), |(left, unit)| (left, unit.counted()));
            words!("公示中，含今天还剩{left}{unit}", "open, {left} days left, today included")
        }
        other => {
            let (zh, en) = (other.chinese(), other.name());
            words!("{zh}", "{en}")
        }
    };
    let (due, duty) = next(round, now);
    let when = due.map_or_else(String::new, |m| format!("{} ", m.plain()));
    let (title, id) = (&round.title, &round.id);
    let arrow = report.say(&words!("下一步：", "next: ")).to_owned();
    format!("{title}（{id}）\n  {}\n  {arrow}{when}{}", report.say(&phase), report.say(&duty))
}

/// The next duty and, where it has one, its date.
fn next(round: &Round, now: Moment) -> (Option<Moment>, Words) {
    let publicity = round.publicity(now);
    match round.phase {
        Phase::Draft => (None, words!("写公示公告（round.yaml 的 notices）", "write the publicity notice")),
        Phase::Waiting => {
            (publicity.map(|(notice, _)| notice.published), words!("发布公示", "publish the publicity"))
        }
        Phase::Open => (
            round.closes,
            words!("公示期满；此前受理异议", "the period ends; objections are received until then"),
        ),
        Phase::Investigating => {
            (None, words!("完成异议核查，逐件审定", "investigate the objections and decide each"))
        }
        Phase::Ended | Phase::Deciding if result(round).is_some() => (
            result(round),
            words!(
                "核查异议、审定；到时发布结果公告",
                "investigate objections, decide; publish the result then"
            ),
        ),
        Phase::Ended | Phase::Deciding => (
            None,
            words!("核查异议、审定，并发布结果公告", "investigate objections, decide, publish the result"),
        ),
        Phase::Suspended => (
            None,
            words!("查明情况，重新公示（restart）或撤回（withdrawal）", "find out, then restart or withdraw"),
        ),
        Phase::Withdrawn | Phase::Decided => (None, words!("无", "nothing")),
    }
}

/// When the result is dated, if it is written already.
fn result(round: &Round) -> Option<Moment> {
    round.notices.iter().find(|n| matches!(n.kind, NoticeKind::Result(_))).map(|n| n.published)
}
