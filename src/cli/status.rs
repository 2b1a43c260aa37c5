//! `status`: where each round stands, what is left, and what is due next.

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, approval, project, timer};
use crate::diagnostic::{Language, text, text_in};
use crate::domain::course::RoundState;
use crate::domain::entry::{Decision, Standing};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::register::Register;
use crate::domain::remaining::{Remaining, Today};
use crate::domain::round::Round;
use crate::pages::{Context, Terms};

#[derive(Args)]
pub(super) struct Status {
    #[arg(long, help = text!(
        "只给出下次要重新生成的时刻，写成 cron 和 systemd 定时器的一行",
        "print only when the site has to be built again, as a line for cron and for a systemd timer"))]
    timer: bool,
}

impl Command for Status {
    const NAME: &'static str = "status";

    fn about() -> String {
        text!("各轮次进展、剩余工作日和下一步", "where each round stands and what is due next")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        status(&self, global, terminal)
    }
}

fn status(asked: &Status, global: &Global, terminal: &Terminal) -> Outcome {
    let project = project::open(global)?;
    let context = project::site(&project, terminal)?.context();
    let register = context.register;
    if terminal.wants_json() {
        let rounds: Vec<Value> = register.rounds.iter().map(|round| to_json(context, round)).collect();
        terminal.document(&json!({
            "now": register.now.rfc3339(),
            "rounds": rounds,
            "allowed": register.office.allowed,
            "next_build": timer::to_json(register),
        }));
        return Ok(());
    }
    if asked.timer {
        terminal.print(&timer::lines(register, &global.root));
        return Ok(());
    }
    for round in &register.rounds {
        terminal.print(&to_text(context, round));
        for line in approval::still_missing(register, round) {
            terminal.print(&format!("  {line}"));
        }
    }
    let count = register.office.allowed;
    if count > 0 {
        terminal.print(&text!(
            "已核对放行的内容：{count}处（site.yaml 的 allowed）",
            "values allowed in site.yaml: {count}"
        ));
    }
    terminal.print(&timer::to_text(register));
    Ok(())
}

fn to_json(context: Context<'_>, round: &Round) -> Value {
    let Register { now, calendar, .. } = context.register;
    let now = *now;
    let publicity = round.publicity(now).map(|(_, publicity)| publicity);
    let (next, left) = (next(round, now), Remaining::of_round(round, now, calendar));
    json!({
        "round": round.id,
        "title": round.title,
        "phase": round.phase.name(),
        "starts": publicity.map(|p| p.period.starts.to_string()),
        "ends": round.closes.map(|m| m.date).or(publicity.map(|p| p.period.ends)).map(|d| d.to_string()),
        "closes": round.closes.map(|closes| closes.plain()),
        "since": round.since.map(|since| since.plain()),
        "unapproved": approval::still_missing(context.register, round),
        "days_left": left.map(|left| left.days),
        "today_counts": left.map(|left| left.today == Today::Included),
        "next": { "when": next.due.map(|m| m.plain()), "what": next.text(context.terms, Language::Zh) },
    })
}

fn to_text(context: Context<'_>, round: &Round) -> String {
    let (title, id) = (&round.title, &round.id);
    let next = next(round, context.register.now);
    let when = next.due.map_or_else(String::new, |m| format!("{} ", m.plain()));
    let (what, label) = (next.text(context.terms, Language::current()), text!("下一步：", "next: "));
    format!("{title}（{id}）\n  {}\n  {label}{when}{what}", state(context, round))
}

/// Where the round stands, and since when or for how long.
fn state(Context { register, terms }: Context<'_>, round: &Round) -> String {
    if round.phase == RoundState::Open {
        let Some(left) = Remaining::of_round(round, register.now, &register.calendar) else {
            return text!("公示中", "open");
        };
        let (days, unit) = (left.days, left.unit.counted());
        return match left.today {
            Today::Included => {
                text!("公示中，含今天还剩{days}{unit}", "open, {days} days left, today included")
            }
            Today::NotIncluded => {
                text!("公示中，还剩{days}{unit}（不含今天）", "open, {days} days left, today not included")
            }
        };
    }
    let (zh, en) = (terms.phases.of(round.phase), round.phase.name());
    match round.since.map(|since| since.plain()) {
        Some(since) => text!("{zh}，自{since}起", "{en} since {since}"),
        None => text!("{zh}", "{en}"),
    }
}

/// What is due next.
struct Next<'r> {
    /// When, where that is known.
    due: Option<Moment>,
    round: &'r Round,
    /// A notice that is written and comes before anything else.
    written: Option<&'r Notice>,
}

fn next(round: &Round, now: Moment) -> Next<'_> {
    let due = round.closes.filter(|_| round.phase == RoundState::Open);
    let written = round.notices.iter().find(|n| n.published > now);
    let written = written.filter(|notice| due.is_none_or(|due| notice.published <= due));
    Next { due: written.map(|notice| notice.published).or(due), round, written }
}

impl Next<'_> {
    fn text(&self, terms: &Terms, language: Language) -> String {
        let duty = duty(self.round, language);
        let Some(notice) = self.written else { return duty };
        let zh = match notice.kind.effect {
            Effect::Decides | Effect::Settles => "结果公告".into(),
            _ => terms.notice_kind(notice.kind),
        };
        let en = notice.kind.name;
        match self.round.phase {
            RoundState::Ended | RoundState::Investigating | RoundState::Deciding => {
                text_in!(language, "{duty}；到时发布{zh}", "{duty}; publish the {en} then")
            }
            _ => text_in!(language, "发布{zh}", "publish the {en}"),
        }
    }
}

/// How many the result deferred and nothing has been decided on since.
fn deferred(round: &Round) -> usize {
    let is_deferred = |standing: Standing| standing == Standing::Out(Decision::Deferred);
    round.entries.iter().filter(|entry| is_deferred(entry.standing)).count()
}

/// What a round that stands there asks for.
fn duty(round: &Round, language: Language) -> String {
    let open = round.objections.as_ref().map_or(0, |counts| counts.open);
    match round.phase {
        RoundState::Draft => {
            text_in!(language, "写公示公告（round.yaml 的 notices）", "write the publicity notice")
        }
        RoundState::Waiting => text_in!(language, "发布公示", "publish the publicity"),
        RoundState::Open => text_in!(
            language,
            "公示期满；此前受理异议",
            "the period ends; objections are received until then"
        ),
        RoundState::Ended => text_in!(
            language,
            "登记异议（objections.yaml，没有收到的写 []），核查、审定，写结果公告",
            "register the objections (objections.yaml; `[]` if there are none), investigate, decide, write the result"
        ),
        RoundState::Investigating => text_in!(
            language,
            "核查并审定{open}件异议，再写结果公告",
            "investigate and decide {open} objections, then write the result"
        ),
        RoundState::Deciding => text_in!(
            language,
            "没有未审定的异议：审定名单，写结果公告",
            "no objection is open: decide the list, write the result"
        ),
        RoundState::Suspended => text_in!(
            language,
            "查明情况，恢复公示（resumption）、重新公示（restart）或撤回（withdrawal）",
            "find out, then resume, restart or withdraw"
        ),
        RoundState::Withdrawn => text_in!(
            language,
            "无；再次公示的，发重新公示（restart）",
            "nothing; to publicise again, a restart"
        ),
        RoundState::Decided => match deferred(round) {
            0 => text_in!(language, "无", "nothing"),
            count => text_in!(
                language,
                "暂缓的{count}个核查清楚后审定，再发一份结果公告（result）",
                "decide on the {count} deferred, then publish another result on them"
            ),
        },
    }
}
