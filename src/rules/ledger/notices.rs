//! Notices against the ledger: what a notice printed it goes on saying, and nothing of it changes silently.

use std::sync::Arc;

use super::location;
use crate::diagnostic::{Diagnostic, Location, Severity, Span, error, text};
use crate::domain::calendar::WorkCalendar;
use crate::domain::course::RoundState;
use crate::domain::ledger::{Ledger, PublishedNotice};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::round::Round;
use crate::records::LedgerRecord;

/// Where the calendar was amended after a notice was published, gives the notice the end it printed back. What else
/// differs is left for [`check`] to report.
pub(in crate::rules) fn as_printed(
    notice: &mut Notice,
    round: &str,
    ledger: &Ledger,
    calendar: &WorkCalendar,
) {
    let stated = PublishedNotice::without_heading(notice);
    let Some(before) = ledger.notices.get(&(round.to_owned(), notice.number)) else { return };
    let by = ledger.calendar_of(round, notice.number);
    let same = stated.kind == before.kind && stated.published == before.published;
    if !same || !stated.has_length_of(before) || by == Some(calendar.edition().as_str()) {
        return;
    }
    let printed = |text: &Option<String>| text.as_deref().and_then(Moment::parse);
    if let (Some(publicity), Some(ends), Some(closes)) =
        (notice.period.as_mut(), printed(&before.ends), printed(&before.closes))
        && publicity.period.ends != ends.date
    {
        publicity.amended = Some(publicity.period.ends);
        publicity.period.ends = ends.date;
        publicity.period.days.clear();
        publicity.closes = closes;
    }
}

pub(super) fn check(ledger: &Ledger, record: &LedgerRecord, rounds: &[Round], out: &mut Vec<Diagnostic>) {
    for ((id, number), before) in &ledger.notices {
        let round = rounds.iter().find(|round| round.id == *id);
        let notice = round.and_then(|round| round.notices.get(number.checked_sub(1)?));
        let (Some(round), Some(notice)) = (round, notice) else {
            out.push(gone(id, *number, record));
            continue;
        };
        let stated = PublishedNotice::of(round, notice);
        let file: Arc<str> = format!("content/rounds/{id}/round.yaml").into();
        let at = Location::new(&file, Span::START);
        if !stated.has_dates_of(before) {
            out.push(error!(at, "published-date-changed",
                "第{number}号公告的种类或日期与已发布的不同",
                "kind or dates of notice {number} differ from those published";
                help: "改回原来的内容；日期有变的，另发延期、重新公示或撤回公告",
                "change it back; for other dates publish an extension, a restart or a withdrawal"
            ));
            continue;
        }
        out.extend(amended(round, notice, &at));
        let corrects = |n: &Notice| n.about == Some(*number) && n.kind.effect == Effect::Corrects;
        if round.notices.iter().any(corrects) {
            continue;
        }
        if let Some(heading) = before.heading.as_ref().filter(|_| !stated.has_heading_of(before)) {
            out.push(error!(at.clone(), "published-notice-changed",
                "轮次名称或公示单位与第{number}号公告发布时不同，当时是：{heading}",
                "title or issuers of the round are not those of notice {number} as published: {heading}";
                help: "改回原来的名称和单位；确有错误的，另发更正公告（correction），在 note（说明）里写明",
                "change them back; to put them right, add a correction that says so in its note"
            ));
        }
        if !stated.has_text_of(before) {
            out.push(error!(at, "published-notice-changed",
                "第{number}号公告的落款日期、说明、原因、更正内容或审定结果与已发布的不同",
                "signing date, remark, reason, changes or decisions of notice {number} differ from those published";
                help: "改回原来的内容；确有错误的，另发更正公告（correction），在 note（说明）里写明",
                "change it back; to put it right, add a correction that says so in its note"
            ));
        }
    }
}

fn gone(round: &str, number: usize, record: &LedgerRecord) -> Diagnostic {
    error!(location(record), "published-notice-gone",
        "已发布的第{number}号公告（轮次 {round}）不见了",
        "notice {number} of round {round} was published and is gone";
        help: "把这一份照原样放回 round.yaml；它的内容有误的，另发一份更正公告（correction）说明，不要删改已发布的",
        "put it back as it was; if it is wrong, add a correction that says so, and leave what is published"
    )
    .unless_unread(format!("content/rounds/{round}/"))
}

/// The calendar has been amended since: the public has to be told the new end, while there still is something to tell.
fn amended(round: &Round, notice: &Notice, at: &Location) -> Option<Diagnostic> {
    let publicity = notice.period.as_ref()?;
    let (was, is) = (publicity.period.ends, publicity.amended?);
    let tells = |later: &Notice| {
        later.number > notice.number
            && later.period.as_ref().is_some_and(|p| p.period.ends >= is || later.opening().is_some())
    };
    if round.notices.iter().any(tells) {
        return None;
    }
    let number = notice.number;
    let over = matches!(round.phase, RoundState::Decided | RoundState::Withdrawn);
    let help = match over {
        false => text!(
            "发布延期公告（extension）或重新公示（restart），告知新的截止日",
            "publish an extension or a restart that tells the new last day"
        ),
        true => text!(
            "这一轮已经结束，公告仍按印出的日期显示",
            "the round is over; the notice goes on showing what it printed"
        ),
    };
    let severity = if over { Severity::Note } else { Severity::Error };
    Some(
        error!(
            at.clone(),
            "period-by-another-calendar",
            "第{number}号公告印的截止日是 {was}，按现在的节假日安排应为 {is}",
            "notice {number} printed {was} as its last day; by the calendar as it is now it would be {is}"
        )
        .with_severity(severity)
        .help(help),
    )
}
