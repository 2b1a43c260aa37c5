//! 公示情况说明: to whom, what was announced where and for how long, objections as counts, the conclusion, who signs.

use chrono::NaiveDate;

use super::blanks::{BLANK, blank};
use crate::archive;
use crate::domain::course::RoundState;
use crate::domain::entry::Standing;
use crate::domain::moment::Moment;
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;
use crate::pages::parts::NoticeView;
use crate::pages::{Context, parts};
use crate::render::escape::escaped;

/// What is asked of a statement beside the round.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Whom it is addressed to; blank where not given.
    pub to: Option<&'a str>,
    /// Its date; that of what it tells of where not given.
    pub date: Option<NaiveDate>,
}

/// The statement on a round, addressed to nobody yet.
pub fn statement(context: Context<'_>, round: &Round) -> String {
    statement_to(context, round, Asked::default())
}

/// The statement as Markdown.
pub fn statement_to(context: Context<'_>, round: &Round, asked: Asked<'_>) -> String {
    let Context { register, terms } = context;
    let standing = terms.round_standing(round, Standing::Proposed);
    let list = escaped(&format!("{}{standing}名单", round.title));
    let to = asked.to.map_or_else(|| BLANK.to_owned(), escaped);
    let mut lines = vec![format!("# {list}公示情况说明"), format!("{to}：")];
    lines.extend(publicity(context, round, &list));
    lines.push("## 异议情况".to_owned());
    lines.extend(objections(context, round));
    if round.exceptions > 0 {
        let count = round.exceptions;
        lines.push("## 例外情况".to_owned());
        lines.push(format!("名单中按文件“原则上”的规定经批准的例外共{count}项。"));
    }
    lines.push("## 结论".to_owned());
    lines.push(conclusion(round));
    lines.extend(without_approval(context, round));
    lines.push("特此说明。".to_owned());
    lines.push(blank("经办人（签字）"));
    lines.push("---".to_owned());
    lines.extend(round.issuers.iter().map(|issuer| format!("{}（盖章）", escaped(issuer))));
    lines.push(terms.dates.of(asked.date.unwrap_or_else(|| default_date(round, register.now))));
    lines.join("\n\n")
}

/// The end of the period; today, where the statement tells of what came after it.
fn default_date(round: &Round, now: Moment) -> NaiveDate {
    let Some(closes) = round.closes.filter(|closes| *closes <= now) else { return now.date };
    let later = round.published(now).any(|notice| notice.published > closes);
    let handled = round.objections.as_ref().is_some_and(|counts| counts.received > 0);
    if later || handled { now.date } else { closes.date }
}

/// What was announced, where and for how long, with every notice that it took.
fn publicity(context: Context<'_>, round: &Round, list: &str) -> Vec<String> {
    let Context { register, .. } = context;
    let shown = parts::round(context, round);
    let base = &register.office.base_url;
    let mut lines = vec!["## 公示情况".to_owned()];
    let (Some(first), Some(period)) = (shown.notices.first(), &shown.brief.period) else {
        lines.push(format!("{list}尚未公示。"));
        return lines;
    };
    let (site, url) = (escaped(&register.office.title), format!("{base}{}", first.href));
    let who = match round.issuers.as_slice() {
        [_] => "我单位".to_owned(),
        several => escaped(&several.join(context.terms.notice.between_issuers())),
    };
    let (published, people) = (&first.published, people(context, round));
    lines.push(format!("{published}，{who}在{site}公示{list}（{people}），网址：<{url}>。{}。", period.text));
    lines.push(match round.phase {
        RoundState::Open => format!("公示期将于{}（北京时间）届满，现尚未届满。", period.closes),
        RoundState::Suspended => "公示现已中止。".to_owned(),
        RoundState::Withdrawn => "公示已经撤回。".to_owned(),
        _ => format!("公示期已于{}（北京时间）届满。", period.closes),
    });
    if shown.notices.len() > 1 {
        lines.push("本轮先后发布下列公告：".to_owned());
        let one = |notice: &NoticeView| {
            let url = format!("{base}{}", notice.href);
            format!(
                "{}. 《{}》（{}发布），网址：<{url}>",
                notice.number,
                escaped(&notice.title),
                notice.published
            )
        };
        lines.push(shown.notices.iter().map(one).collect::<Vec<_>>().join("\n"));
    }
    lines
}

/// How many were announced, whatever was decided since.
pub(super) fn people(Context { terms, .. }: Context<'_>, round: &Round) -> String {
    let kinds = [EntryKind::Individual, EntryKind::Team];
    let count = |kind: EntryKind| (round.entries_of(kind).count(), terms.counters.of(kind));
    let some = kinds.map(count).into_iter().filter(|(count, _)| *count > 0);
    let all: Vec<String> = some.map(|(count, counter)| format!("{count}{counter}")).collect();
    all.join(terms.notice.between_issuers())
}

/// The notices that went out before anyone had approved them, and whether that was made good.
fn without_approval(Context { register, .. }: Context<'_>, round: &Round) -> Vec<String> {
    let archived = round.notices.iter().filter_map(|notice| notice.archived.as_deref());
    let mut lines = Vec::new();
    for archived in archived {
        let Some(reason) = register.ledger.unapproved.get(&*archived.file) else { continue };
        let text = archive::archived_digest(archived);
        let now = match archive::unapproved(round.approval.as_ref(), &text) {
            None => "事后已补办审定签发",
            Some(_) => "尚未补办审定签发",
        };
        let (title, reason) = (escaped(&archived.facts.title), escaped(reason));
        lines.push(format!("《{title}》未经审定签发即发布，原因：{reason}；{now}。"));
    }
    if !lines.is_empty() {
        lines.insert(0, "## 审定签发".to_owned());
    }
    lines
}

/// Objections by outcome, never whose.
fn objections(context: Context<'_>, round: &Round) -> Vec<String> {
    let Some(counts) = &round.objections else {
        return vec!["（没有异议登记，请据实填写。）".to_owned()];
    };
    let mut lines = vec![parts::objection_counts(context.terms, counts)];
    if counts.received > 0 {
        let (named, units) = (counts.real_name, counts.from_units);
        let channels: Vec<String> =
            counts.channels.iter().map(|(name, count)| format!("{}{count}件", escaped(name))).collect();
        let channels = channels.join("、");
        lines.push(format!("其中实名或加盖公章{named}件，单位提出{units}件；收到渠道：{channels}。"));
    }
    if counts.after_result > 0 {
        lines.push(format!("结果公布后另收到{}件，不计在内。", counts.after_result));
    }
    lines
}

fn conclusion(round: &Round) -> String {
    let over = !matches!(
        round.phase,
        RoundState::Draft
            | RoundState::Waiting
            | RoundState::Open
            | RoundState::Suspended
            | RoundState::Withdrawn
    );
    match &round.objections {
        _ if !over => "公示尚未结束，待期满后作出结论。".to_owned(),
        None => "（没有异议登记，请据实填写。）".to_owned(),
        Some(counts) if counts.received == 0 => "经公示无异议。".to_owned(),
        Some(counts) if counts.open > 0 => {
            format!("受理的异议尚有{}件未办结，办结后另行说明。", counts.open)
        }
        Some(counts) if counts.accepted == 0 => "没有受理的异议，收到的均已依规处理。".to_owned(),
        Some(_) => "受理的异议均已办结。".to_owned(),
    }
}
