//! The notices of a round, with their periods computed. Each kind has a file of its own and a row in [`KINDS`].

mod commendation;
pub(super) mod correction;
pub(super) mod decisions;
mod departure;
mod extension;
mod kind;
pub(super) mod period;
mod publicity;
mod restart;
mod result;
mod resumption;
mod settlement;
mod supplement;
mod suspension;
mod withdrawal;

use super::context::Context;
use super::ledger::notices::as_printed;
use super::values::choice;
use crate::diagnostic::{Diagnostic, error, text, warning};
use crate::domain::course::{Course, RoundState};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice, NoticeKind};
use crate::records::table::Key;
use crate::records::{NoticeRecord, RoundRecord, Text};

use kind::{Before, Given, Kind, Need, NoticeKey};

/// The kinds of notices, in the order in which schemas and messages name them.
static KINDS: &[&Kind] = &[
    &publicity::KIND,
    &correction::KIND,
    &supplement::KIND,
    &restart::KIND,
    &extension::KIND,
    &suspension::KIND,
    &resumption::KIND,
    &departure::KIND,
    &withdrawal::WHOLE,
    &withdrawal::SINGLE,
    &result::KIND,
    &settlement::KIND,
    &commendation::KIND,
];

/// The kinds, as notices know them.
pub(super) fn kinds() -> impl Iterator<Item = &'static NoticeKind> {
    KINDS.iter().map(|kind| &kind.notice)
}

/// The Chinese word of a kind in files, for a message.
pub(super) fn word(kind: &NoticeKind) -> &'static str {
    KINDS.iter().find(|other| other.notice.id == kind.id).map_or("", |kind| kind.word.1)
}

/// The words of the kinds in files, each once, with the name that notices of the kind have there.
pub(super) fn words() -> Vec<(Key, &'static str)> {
    let mut words: Vec<(Key, &'static str)> =
        KINDS.iter().map(|kind| (kind.word, kind.notice.name)).collect();
    words.dedup();
    words
}

/// The kind of a name; of several the first.
pub(super) fn of_name(name: &str) -> Option<&'static NoticeKind> {
    kinds().find(|kind| kind.name == name)
}

/// Reads the notices of a round, in the order they stand in.
pub(super) fn read(record: &RoundRecord, context: &Context<'_>, out: &mut Vec<Diagnostic>) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (index, source) in record.notices.iter().enumerate() {
        let given = Given { source, record, published: source.published.as_ref(), before: &notices, context };
        let read = notice(&given, index + 1, out).map(|mut notice| {
            as_printed(&mut notice, &record.id, context.ledger, context.calendar);
            notice.archived = context.archive.get(&record.id, &notice.stem()).cloned();
            notice
        });
        if let (Some(previous), Some(notice), Some(at)) = (notices.last(), &read, &source.published)
            && notice.published < previous.published
        {
            out.push(error!(at, "notice-order",
                "这份公告早于上一份", "this notice is dated before the one above it";
                help: "公告按发布时间先后排列", "list notices in the order of publication"
            ));
        }
        notices.extend(read);
    }
    notices
}

fn notice(given: &Given<'_>, number: usize, out: &mut Vec<Diagnostic>) -> Option<Notice> {
    let (source, published) = (given.source, given.published.map(|at| at.value));
    let word = choice(&source.kind, &words(), out);
    let signed = match &source.signed {
        Some(date) => date.value,
        None => published.map(|p| p.date),
    };
    let kind =
        KINDS.iter().find(|kind| Some(kind.notice.name) == word && (kind.fits)(source, given.before))?;
    check_keys(kind, source, out);
    let about = published.and_then(|published| about(kind, given, published, out));
    let parts = (kind.read)(given, out)?;
    if let (Some(text), Some(published), Some(signed)) = (&source.signed, published, signed)
        && signed > published.date
    {
        out.push(warning!(text.location.clone(), "signed-after-published",
            "落款日期晚于发布日期", "signed later than published";
            help: "核对两个日期", "check both dates"
        ));
    }
    let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
    Some(Notice {
        number,
        kind: &kind.notice,
        published: published?,
        signed: signed?,
        document_number: own(&source.number),
        note: own(&source.note),
        reason: own(&source.reason),
        about,
        period: parts.period,
        entries: parts.entries,
        changes: parts.changes,
        decisions: parts.decisions,
        archived: None,
    })
}

/// Keys that another kind of notice has are refused, for they would be ignored.
fn check_keys(kind: &Kind, source: &NoticeRecord, out: &mut Vec<Diagnostic>) {
    for key in NoticeKey::ALL {
        if let Some(at) = key.given(source).filter(|_| !kind.keys.iter().any(|(own, _)| *own == key)) {
            out.push(key.refused(source, at));
        }
    }
}

/// The number of the notice that this one is about; checks that it has what it needs, and may follow what came before.
fn about(kind: &Kind, given: &Given<'_>, published: Moment, out: &mut Vec<Diagnostic>) -> Option<usize> {
    let source = given.source;
    let missing = |(key, need): &&(NoticeKey, Need)| *need == Need::Required && key.given(source).is_none();
    if let Some((key, _)) = kind.keys.iter().find(missing) {
        out.push(key.missing(source));
    }
    let target = (kind.target)(source, given.before);
    let state = Course::at(given.before, published).phase;
    if let Err(why) = (kind.follows)(&Before { source, target, state, notices: given.before }) {
        let name = &source.kind.value;
        let cannot = error!(
            &source.kind,
            "notice-cannot-follow", "这里不能有“{name}”：{why}", "a `{name}` cannot stand here: {why}"
        );
        let late = kind.notice.effect == Effect::Extends
            && matches!(state, RoundState::Ended | RoundState::Investigating | RoundState::Deciding);
        out.push(cannot.help(match late {
            true => text!(
                "公示期满后不能再延长；须继续公示的，改用重新公示（restart），另写公示期",
                "a period that is over cannot be extended; to go on, use a restart with a period of its own"
            ),
            false => text!("核对公告的种类、先后和发布时间", "check kinds, order and dates of the notices"),
        }));
    }
    target.map(|notice| notice.number)
}
