//! A notice: 公示, 更正, 补充, 重新公示, 延期, 中止, 撤回, 结果.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::complete::HasTo;
use super::deadline::{Deadline, deadline};
use super::notice_words::{EndView, LeftView};
use super::parts::{self, ContactView, Link, NoticeView, ObjectionView, PeriodView, RoundView, TableView};
use super::single::{ChangeView, OutView, changed, out};
use super::{Context, Document, Head, Terms, complete, jsonld, notice_words, paper, template, then};
use crate::diagnostic::{Diagnostic, Location};
use crate::domain::entry::{Entry, Standing};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::programme;
use crate::domain::round::Round;

/// The page of a notice, in all its formats.
#[derive(Debug, Serialize)]
pub struct NoticePage {
    pub(crate) page: Head,
    /// Where the links of the text begin: the way to the site's root, or the site's address for readers elsewhere.
    pub(crate) root: String,
    pub(crate) notice: NoticeView,
    pub(crate) round: RoundView,
    owner: String,
    pub(crate) contacts: Vec<ContactView>,
    objection: ObjectionView,
    /// The documents cited, each once: 《甲》《乙》.
    pub(crate) basis: Vec<String>,
    pub(crate) reason: Option<String>,
    /// The notice it is about.
    pub(crate) about: Option<NoticeView>,
    pub(crate) period: Option<PeriodView>,
    /// Who is put forward or selected, for what, and after what; empty where no list is shown.
    proposal: String,
    /// The articles by which selections end: 《甲》第三十二条.
    grounds: Vec<String>,
    /// What its lists are called: 拟入选, or 入选 in a result.
    standing: Arc<str>,
    /// Those selected: 入选者.
    selected: Arc<str>,
    pub(crate) tables: Vec<TableView>,
    pub(crate) changes: Vec<ChangeView>,
    /// Whether the changes are moves since the result.
    transfer: bool,
    /// Who is not selected, or is no longer.
    pub(crate) out: Vec<OutView>,
    /// What they are: 个人, 团队, 个人、团队.
    out_kinds: String,
    /// Whether its lists are annexes.
    annex: bool,
    /// Of a result: every notice before it.
    circumstances: Vec<NoticeView>,
    /// Of a result: the corrections of what was announced.
    corrections: Vec<NoticeView>,
    /// Of an extension: the ends that it moves.
    ends: Vec<EndView>,
    /// Who has left a list since it was announced, and by which notice.
    left_since: Vec<LeftView>,
    /// What a result says of objections.
    pub(crate) objections: Option<String>,
    /// The State Council's notices that the period was counted by.
    pub(crate) sources: Option<Vec<Link>>,
    /// The notice and the list in other formats.
    files: Vec<Link>,
    #[serde(skip)]
    template: Cow<'static, str>,
    /// The round as it was when the notice was published, for its text.
    #[serde(skip)]
    then: Option<Box<RoundView>>,
    /// Its text as it was printed.
    #[serde(skip)]
    pub(super) printed: Option<Arc<str>>,
    /// What its calendar file says, where it gives a period.
    #[serde(skip)]
    pub(crate) deadline: Option<Deadline>,
}

template!(NoticePage, "notice.html");

impl Document for NoticePage {
    fn markdown_template(&self) -> &str {
        &self.template
    }

    fn printed(&self) -> Option<&str> {
        self.printed.as_deref()
    }

    fn objection_to(&self, text: &str, at: Location) -> Option<Diagnostic> {
        // A list that was taken off its page is not looked for in the text that says so.
        self.then.as_ref().and_then(|_| {
            let has_to = HasTo {
                tables: &self.tables,
                period: self.period.as_ref(),
                note: self.notice.note.as_deref(),
                is_in_own_words: self.template.starts_with("content/"),
            };
            complete::lacking(&has_to, text, at)
        })
    }

    fn text_values(&self) -> Vec<(&'static str, tera::Value)> {
        self.then.iter().map(|round| ("round", tera::Value::from_serializable(round))).collect()
    }
}

impl NoticePage {
    /// How many entries it lists.
    pub fn listed(&self) -> usize {
        self.tables.iter().map(|table| table.count).sum()
    }

    /// The same page with the links of its text beginning at `root`.
    #[must_use]
    pub fn with_root(self, root: &str) -> Self {
        // What records say cannot end a link's text: its brackets are escaped.
        let begins = |root: &str| format!("]({root}");
        let printed = self.printed.map(|text| text.replace(&begins(&self.root), &begins(root)).into());
        NoticePage { root: root.to_owned(), printed, ..self }
    }
}

/// The page of a notice as the records would print it now, with nothing of what came after it: neither later notices nor
/// the archive.
pub fn notice_as_published(context: Context<'_>, round: &Round, notice: &Notice) -> NoticePage {
    let then = then::without_later(round, notice, context.register.now);
    let notice = Notice { archived: None, ..notice.clone() };
    notice_of_records(context, &then, &notice)
}

/// The same as the records have it now.
pub(super) fn notice_of_records(context: Context<'_>, round: &Round, notice: &Notice) -> NoticePage {
    let Context { register, terms } = context;
    let now = register.now;
    let period = notice.period.as_ref();
    let withdrawn = is_taken_off(round, notice, now);
    let printed = then::as_printed(round, notice, now);
    let page = head(context, round, notice);
    let out = out(terms, &printed, notice_words::told_out(round, notice));
    let tables = if withdrawn { Vec::new() } else { lists(terms, &printed, notice) };
    NoticePage {
        root: page.root.clone(),
        page,
        notice: parts::notice(terms, round, notice),
        round: parts::round(context, round),
        owner: register.office.owner.clone(),
        contacts: parts::contacts(terms, &round.contacts),
        objection: parts::objection(context, Some(round)),
        basis: notice_basis(terms, round),
        reason: notice.reason.clone(),
        about: about(terms, round, notice),
        period: parts::period_of(terms, notice),
        proposal: notice_words::proposal(terms, round, notice, &tables),
        grounds: notice_words::grounds(round, notice),
        standing: terms.round_standing(round, notice_words::listed_as(round, notice)),
        selected: terms.round_selected(round),
        tables,
        changes: changed(terms, &printed, &notice.changes),
        transfer: notice.is_transfer(),
        out_kinds: notice_words::kinds_of(terms, &out),
        out,
        annex: round.annex,
        circumstances: notice_words::circumstances(terms, round, notice),
        corrections: notice_words::corrections(terms, round, notice),
        ends: notice_words::ends(terms, round, notice),
        left_since: notice_words::left_since(context, round, notice),
        objections: match &round.objections {
            Some(counts) if notice_words::is_first_result(round, notice) => {
                Some(parts::objection_counts(terms, counts))
            }
            _ => None,
        },
        sources: period.map(|period| parts::sources(terms, &register.calendar, period)),
        files: files(terms, round, notice),
        template: template(round, notice, withdrawn),
        then: (!withdrawn).then(|| Box::new(parts::round(context, &then::at_publication(round, notice)))),
        printed: None,
        deadline: period.map(|period| deadline(register, round, notice, period)),
    }
}

fn head(context: Context<'_>, round: &Round, notice: &Notice) -> Head {
    let terms = context.terms;
    let address = round.notice_address(notice);
    let shown = parts::notice(terms, round, notice);
    let head = Head::new(context, &format!("{address}.html"), "notice", terms.columns.notices());
    let mut page = Head {
        description: describe(terms, round, notice),
        title: shown.title,
        published: Some(shown.published_plain),
        source: Some(parts::issuers(terms, round)),
        paper: Some(paper::foot(&head.canonical)),
        keywords: parts::keywords(terms, round).into_iter().chain([shown.kind_name.to_string()]).collect(),
        markdown: Some(format!("{address}.md")),
        data: Some(jsonld::notice(context, round, notice)),
        ..head
    };
    page.crumbs.push(Link::new(&round.title, format!("{}.html", round.address())));
    page
}

fn describe(terms: &Terms, round: &Round, notice: &Notice) -> String {
    match parts::period_of(terms, notice).filter(|_| notice.opening().is_some()) {
        Some(period) => {
            let standing = terms.round_standing(round, Standing::Proposed);
            terms.notice.opening_description(&round.title, standing, period.text)
        }
        None => terms.notice.description(terms.notice_title(round, notice)),
    }
}

/// The template of its text. A withdrawn list is not shown any longer, wherever it stood.
fn template(round: &Round, notice: &Notice, withdrawn: bool) -> Cow<'static, str> {
    match notice.kind.effect {
        _ if withdrawn => "withdrawn.md".into(),
        // The first publicity, not a restart.
        Effect::Opens if round.wording.is_some() && notice.about.is_none() => wording_file(round).into(),
        Effect::Opens | Effect::Adds => "publicity.md".into(),
        Effect::Extends
        | Effect::Corrects
        | Effect::Suspends
        | Effect::Resumes
        | Effect::Leaves
        | Effect::Withdraws
        | Effect::Decides
        | Effect::Settles
        | Effect::Revokes
        | Effect::Commends => format!("{}.md", notice.kind.id).into(),
    }
}

/// The file of the office's own wording, which is also the template's name.
pub fn wording_file(round: &Round) -> String {
    format!("content/rounds/{}/notice.md", round.id)
}

fn files(terms: &Terms, round: &Round, notice: &Notice) -> Vec<Link> {
    let address = round.notice_address(notice);
    let mut files = vec![
        Link::new(terms.files.notice_word(), format!("{address}.docx")),
        Link::new(terms.files.notice_markdown(), format!("{address}.md")),
    ];
    if notice.period.is_some() {
        files.push(Link::new(terms.files.notice_calendar(), format!("{address}.ics")));
    }
    files.extend(parts::list_files(terms, round));
    files
}

/// The lists of a notice, of the round as it was printed. It is the document of its day: it keeps every name and every
/// word, whatever was corrected or decided later. A supplement shows what it adds; a publicity or restart what no later
/// supplement added; a result whoever was not decided against: it keeps its word, whoever lost the selection later was
/// selected then. Others have none.
fn lists(terms: &Terms, printed: &Round, notice: &Notice) -> Vec<TableView> {
    let added = |entry: &Entry| printed.supplement_of(&entry.id);
    match notice.kind.effect {
        Effect::Opens => {
            let left = notice_words::out_by(printed, notice);
            let listed = |entry: &Entry| {
                added(entry).is_none_or(|number| number < notice.number) && !left.contains(&*entry.id)
            };
            parts::tables(terms, printed, Standing::Proposed, listed)
        }
        Effect::Adds => {
            let listed = |entry: &Entry| added(entry) == Some(notice.number);
            parts::tables(terms, printed, Standing::Proposed, listed)
        }
        Effect::Decides | Effect::Commends => {
            let against = notice_words::out_by(printed, notice);
            let listed = |entry: &Entry| !against.contains(&*entry.id);
            parts::tables(terms, printed, Standing::Selected, listed)
        }
        Effect::Extends
        | Effect::Corrects
        | Effect::Suspends
        | Effect::Resumes
        | Effect::Leaves
        | Effect::Withdraws
        | Effect::Settles
        | Effect::Revokes => Vec::new(),
    }
}

/// Whether a later withdrawal took the list of a notice off its page.
pub(super) fn is_taken_off(round: &Round, notice: &Notice, now: Moment) -> bool {
    shows_names(notice) && is_withdrawn(round, notice, now)
}

fn shows_names(notice: &Notice) -> bool {
    match notice.kind.effect {
        Effect::Opens
        | Effect::Adds
        | Effect::Corrects
        | Effect::Leaves
        | Effect::Decides
        | Effect::Settles
        | Effect::Revokes
        | Effect::Commends => true,
        Effect::Extends | Effect::Suspends | Effect::Resumes | Effect::Withdraws => false,
    }
}

fn is_withdrawn(round: &Round, notice: &Notice, now: Moment) -> bool {
    let later = round.published(now).filter(|later| later.number > notice.number);
    later.into_iter().any(|later| later.kind.effect == Effect::Withdraws)
}

fn about(terms: &Terms, round: &Round, notice: &Notice) -> Option<NoticeView> {
    let target = round.notices.get(notice.about?.checked_sub(1)?)?;
    Some(parts::notice(terms, round, target))
}

/// The documents cited, each once: 《甲》《乙》.
pub fn notice_basis(terms: &Terms, round: &Round) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    let own = round.basis.iter();
    let programmes = round.programmes.iter().flat_map(|p| &p.basis);
    let documents: Vec<&programme::Document> =
        if round.basis.is_empty() { programmes.collect() } else { own.collect() };
    for programme::Document { title, number } in documents {
        let text = match number {
            Some(number) => terms.notice.numbered_document(title, number),
            None => terms.notice.document(title),
        };
        if !cited.contains(&text) {
            cited.push(text);
        }
    }
    cited
}
