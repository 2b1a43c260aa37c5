//! A notice as Markdown: 公示, 更正, 补充, 重新公示, 延期, 中止, 撤回, 结果.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use tera::Context;

use super::front::{Front, Page};
use super::{Given, Theme, view};
use crate::diagnostic::Diagnostic;
use crate::domain::entry::Entry;
use crate::domain::moment::Moment;
use crate::domain::notice::{Change, Decided, Notice, NoticeKind};
use crate::domain::programme::{Document, EntryKind};
use crate::domain::register::Register;
use crate::domain::round::Round;

/// Writes a notice as Markdown, with the office's own wording if the round has one.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(theme: &Theme, register: &Register, round: &Round, notice: &Notice) -> Result<Page, Diagnostic> {
    page_from("../../", theme, register, round, notice)
}

/// The same with its links beginning at `root`: for readers who are elsewhere, the site's own address.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page_from(
    root: &str,
    theme: &Theme,
    register: &Register,
    round: &Round,
    notice: &Notice,
) -> Result<Page, Diagnostic> {
    let mut context = Context::new();
    let template = give(&mut context, root, register, round, notice);
    let own = round
        .wording
        .as_ref()
        .filter(|_| template == "publicity.md" && matches!(notice.kind, NoticeKind::Publicity(_)));
    let body = match own {
        Some(_) => {
            let file = wording_file(round);
            theme.markdown.render(&file, &context).map_err(|e| theme.explain("", &file, &e))?
        }
        None => {
            theme.markdown.render(template, &context).map_err(|e| theme.explain("markdown", template, &e))?
        }
    };
    Ok(Page { front: front(round, notice), body, shared: Vec::new() })
}

/// Gives a notice's template what it shows; names the template.
fn give(
    given: &mut impl Given,
    root: &str,
    register: &Register,
    round: &Round,
    notice: &Notice,
) -> &'static str {
    given.put("root", root);
    given.put("notice", &view::notice(round, notice));
    given.put("round", &view::round(register, round));
    given.put("owner", &register.office.owner);
    given.put("contacts", &view::contacts(&round.contacts));
    given.put("objection", &view::objection(&register.office, Some(round)));
    given.put("basis", &basis(round));
    given.put("reason", &notice.reason);
    given.put("about", &about(round, notice));
    if let Some(publicity) = notice.kind.period() {
        given.put("period", &view::period(publicity));
    }
    match &notice.kind {
        // A withdrawn list is not shown any longer, wherever it stood.
        _ if shows_names(&notice.kind) && is_withdrawn(round, notice, register.now) => "withdrawn.md",
        NoticeKind::Publicity(_) | NoticeKind::Restart(_) | NoticeKind::Supplement(_) => {
            given.put("tables", &lists(&as_printed(round, notice, register.now), notice));
            "publicity.md"
        }
        NoticeKind::Correction(changed) => {
            given.put("changes", &changes(round, changed));
            given.put("transfer", &notice.kind.is_transfer());
            "correction.md"
        }
        NoticeKind::Extension(_) => "extension.md",
        NoticeKind::Suspension => "suspension.md",
        NoticeKind::Withdrawal => "withdrawal.md",
        NoticeKind::Revocation(decided) => {
            given.put("out", &out(&as_printed(round, notice, register.now), decided));
            "revocation.md"
        }
        NoticeKind::Result(decided) => {
            let printed = as_printed(round, notice, register.now);
            given.put("tables", &lists(&printed, notice));
            given.put("out", &out(&printed, decided));
            given.put("objections", &round.objections.as_ref().map(|tally| told(tally.received)));
            "result.md"
        }
    }
}

fn front(round: &Round, notice: &Notice) -> Front {
    let shown = view::notice(round, notice);
    Front {
        description: describe(round, notice),
        title: shown.title,
        published: shown.published_plain,
        source: round.issuers.join("、"),
    }
}

/// The file of the office's own wording, which is also the template's name.
pub fn wording_file(round: &Round) -> String {
    format!("content/rounds/{}/notice.md", round.id)
}

fn describe(round: &Round, notice: &Notice) -> String {
    let title = view::notice_title(round, notice);
    match notice.kind.period() {
        Some(publicity) if notice.kind.opening().is_some() => {
            format!("{}拟入选名单公示，{}。", round.title, view::period(publicity).text)
        }
        _ => format!("{title}。"),
    }
}

/// What a result says of objections: their number, nothing else.
fn told(received: usize) -> String {
    match received {
        0 => "公示期间未收到异议。".to_owned(),
        count => format!("公示期间收到异议{count}件，均已核查审定。"),
    }
}

/// How many entries a notice lists, whatever its template makes of them.
pub fn listed(register: &Register, round: &Round, notice: &Notice) -> usize {
    if is_withdrawn(round, notice, register.now) {
        return 0;
    }
    let printed = as_printed(round, notice, register.now);
    lists(&printed, notice).iter().map(|table| table.count).sum()
}

/// The lists of a notice, of the round as it was printed. It is the document of its day: it keeps every name and every
/// word, whatever was corrected or decided later. A supplement shows what it adds; a publicity or restart what no later
/// supplement added; a result whoever was not decided against: it keeps its word, whoever lost the selection later was
/// selected then. Others have none.
fn lists<'r>(printed: &'r Round, notice: &Notice) -> Vec<view::TableView<'r>> {
    let added = |entry: &Entry| printed.supplement_of(&entry.id);
    match &notice.kind {
        NoticeKind::Publicity(_) | NoticeKind::Restart(_) => {
            view::tables(printed, |entry| added(entry).is_none_or(|number| number < notice.number))
        }
        NoticeKind::Supplement(_) => view::tables(printed, |entry| added(entry) == Some(notice.number)),
        NoticeKind::Result(decided) => {
            let against: BTreeSet<&str> = decided.iter().map(|d| d.entry.as_str()).collect();
            view::tables(printed, |entry| !against.contains(&*entry.id))
        }
        _ => Vec::new(),
    }
}

/// The round as a notice printed it: without the corrections that came after.
fn as_printed<'r>(round: &'r Round, notice: &Notice, now: Moment) -> Cow<'r, Round> {
    let later: Vec<_> = round.changes(|n| n.number > notice.number && n.published <= now).collect();
    if later.is_empty() { Cow::Borrowed(round) } else { Cow::Owned(round.without(later)) }
}

fn shows_names(kind: &NoticeKind) -> bool {
    kind.opening().is_some()
        || matches!(kind, NoticeKind::Supplement(_) | NoticeKind::Correction(_))
        || !kind.decided().is_empty()
        || matches!(kind, NoticeKind::Result(_))
}

fn is_withdrawn(round: &Round, notice: &Notice, now: Moment) -> bool {
    let later = round.published(now).filter(|later| later.number > notice.number);
    later.into_iter().any(|later| matches!(later.kind, NoticeKind::Withdrawal))
}

fn about(round: &Round, notice: &Notice) -> Option<view::NoticeView> {
    let target = round.notices.get(notice.about?.checked_sub(1)?)?;
    Some(view::notice(round, target))
}

/// The documents cited, each once: 《甲》《乙》.
fn basis(round: &Round) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    let own = round.basis.iter();
    let programmes = round.programmes.iter().flat_map(|p| &p.basis);
    let documents: Vec<&Document> = if round.basis.is_empty() { programmes.collect() } else { own.collect() };
    for Document { title, number } in documents {
        let number = number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
        let text = format!("《{title}》{number}");
        if !cited.contains(&text) {
            cited.push(text);
        }
    }
    cited
}

/// One corrected value as the notice shows it.
#[derive(Serialize)]
struct ChangeView {
    name: Arc<str>,
    unit: Arc<str>,
    field: &'static str,
    from: String,
    to: String,
    reason: String,
    href: String,
}

fn changes(round: &Round, changes: &[Change]) -> Vec<ChangeView> {
    let view = |change: &Change| {
        let entry = round.entry(&change.entry)?;
        Some(ChangeView {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            field: change.field.chinese(),
            from: change.from.clone(),
            to: change.to.clone(),
            reason: change.reason.clone(),
            href: entry.href.to_string(),
        })
    };
    changes.iter().filter_map(view).collect()
}

/// Someone who was not selected, or is no longer, with the publishable reason.
#[derive(Serialize)]
struct OutView {
    name: Arc<str>,
    unit: Arc<str>,
    kind: &'static str,
    decision: &'static str,
    reason: String,
}

fn out(round: &Round, decided: &[Decided]) -> Vec<OutView> {
    let view = |decided: &Decided| {
        let entry = round.entry(&decided.entry)?;
        Some(OutView {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            kind: if entry.kind() == EntryKind::Individual { "个人" } else { "团队" },
            decision: decided.decision.chinese(),
            reason: decided.reason.clone(),
        })
    };
    decided.iter().filter_map(view).collect()
}
