//! `status`: where each round stands, what is left, and what is due next.

use serde_json::{Value, json};

use super::args::Global;
use super::report::Report;
use super::{Exit, project};
use crate::diagnostic::Words;
use crate::domain::moment::Moment;
use crate::domain::notice::NoticeKind;
use crate::domain::round::{Phase, Round};
use crate::words;

pub(super) fn status(global: &Global, report: &mut Report) -> Exit {
    let project = match project::open(global, report) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let Some(site) = &project.compiled.site else {
        report.diagnostics(&project.compiled.diagnostics, Some(&project.snapshot), Value::Null);
        return project::exit_for(&project.compiled.diagnostics);
    };
    let register = site.register();
    let now = register.now;
    if report.wants_json() {
        let rounds: Vec<Value> = register.rounds.iter().map(|round| to_json(round, now)).collect();
        report.document(&json!({ "now": now.rfc3339(), "rounds": rounds }));
        return Exit::Done;
    }
    for round in &register.rounds {
        report.print(&to_text(round, now, report));
    }
    Exit::Done
}

fn to_json(round: &Round, now: Moment) -> Value {
    let publicity = round.publicity().map(|(_, publicity)| publicity);
    let (due, words) = next(round);
    json!({
        "round": round.id,
        "title": round.title,
        "phase": round.phase.name(),
        "starts": publicity.map(|p| p.period.starts.to_string()),
        "ends": publicity.map(|p| p.period.ends.to_string()),
        "closes": publicity.map(|p| p.closes.plain()),
        "days_left": publicity.filter(|_| round.phase == Phase::Open).map(|p| p.period.days_left(now.date)),
        "next": { "when": due.map(|m| m.plain()), "what": words.zh },
    })
}

fn to_text(round: &Round, now: Moment, report: &Report) -> String {
    let phase = match round.phase {
        Phase::Open => {
            let left = round.publicity().map_or(0, |(_, p)| p.period.days_left(now.date));
            let unit = round.publicity().map_or("", |(_, p)| p.period.length.unit.counted());
            words!("公示中，含今天还剩{left}{unit}", "open, {left} days left, today included")
        }
        other => {
            let (zh, en) = (other.chinese(), other.name());
            words!("{zh}", "{en}")
        }
    };
    let (due, duty) = next(round);
    let when = due.map_or_else(String::new, |m| format!("{} ", m.plain()));
    let (title, id) = (&round.title, &round.id);
    let arrow = report.say(&words!("下一步：", "next: ")).to_owned();
    format!("{title}（{id}）\n  {}\n  {arrow}{when}{}", report.say(&phase), report.say(&duty))
}

/// The next duty and, where it has one, its date.
fn next(round: &Round) -> (Option<Moment>, Words) {
    let publicity = round.publicity();
    match round.phase {
        Phase::Draft => (None, words!("写公示公告（round.yaml 的 notices）", "write the publicity notice")),
        Phase::Waiting => {
            (publicity.map(|(notice, _)| notice.published), words!("发布公示", "publish the publicity"))
        }
        Phase::Open => (
            publicity.map(|(_, p)| p.closes),
            words!("公示期满；此前受理异议", "the period ends; objections are received until then"),
        ),
        Phase::Ended if result(round).is_some() => (
            result(round),
            words!(
                "核查异议、审定；到时发布结果公告",
                "investigate objections, decide; publish the result then"
            ),
        ),
        Phase::Ended => (
            None,
            words!("核查异议、审定，并发布结果公告", "investigate objections, decide, publish the result"),
        ),
        Phase::Decided => (None, words!("无", "nothing")),
    }
}

/// When the result is dated, if it is written already.
fn result(round: &Round) -> Option<Moment> {
    round.notices.iter().find(|n| matches!(n.kind, NoticeKind::Result(_))).map(|n| n.published)
}
