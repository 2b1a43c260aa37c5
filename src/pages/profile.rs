//! `/engineers/<id>.html`, `/teams/<id>.html`: one engineer or one team.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::neighbours::Neighbours;
use super::parts::{self, EntryView, Link, NoticeView, RoundBrief};
use super::{Context, Document, Head, template};
use crate::domain::digest::hex;
use crate::domain::entry::{Decision, Entry, Standing};
use crate::domain::notice::{Because, Notice};
use crate::domain::photo::Photo;
use crate::domain::round::Round;

/// The page of an engineer or a team.
#[derive(Debug, Serialize)]
pub struct ProfilePage {
    pub(crate) page: Head,
    pub(crate) root: &'static str,
    pub(crate) entry: EntryView,
    /// Its round in short.
    round: Arc<RoundBrief>,
    /// The notice that decided against it, where one did.
    pub(crate) decision: Option<NoticeView>,
    /// What of it was corrected, or has changed since the result, and by which notice.
    changes: Vec<ChangedView>,
    /// The listed entry before it in its programme.
    pub(crate) previous: Option<Link>,
    /// The one after it.
    pub(crate) next: Option<Link>,
    /// The photograph, while lists carry the entry.
    #[serde(rename = "photo_digest", serialize_with = "photo_digest")]
    pub(crate) photo: Option<Photo>,
}

/// Stands for a photograph among what a profile is made of: its path may tell more than is published.
fn photo_digest<S: Serializer>(photo: &Option<Photo>, serializer: S) -> Result<S::Ok, S::Error> {
    photo.as_ref().map(|photo| hex(&photo.digest)).serialize(serializer)
}

/// What the profiles of a round show of it, worked out once.
#[derive(Clone, Debug)]
pub struct RoundOfProfiles {
    /// The round in short.
    brief: Arc<RoundBrief>,
    title: String,
    href: String,
    keywords: Vec<String>,
    /// When its first notice was published, `2025-09-01 09:00`, Beijing time.
    published: String,
    source: String,
}

/// Whose profile it is, and who stands beside it.
#[derive(Clone, Debug)]
pub struct Profiled {
    /// The round.
    pub round: Arc<Round>,
    /// What all profiles of the round share.
    pub shared: Arc<RoundOfProfiles>,
    /// The entry.
    pub entry: Arc<Entry>,
    /// Who stands beside it in the list.
    pub beside: Neighbours,
}

impl RoundOfProfiles {
    /// Of a round, at the register's moment.
    pub fn new(context: Context<'_>, round: &Round) -> Self {
        let first = round.published(context.register.now).next();
        RoundOfProfiles {
            brief: Arc::new(parts::round_brief(context, round)),
            title: round.title.clone(),
            href: format!("{}.html", round.address()),
            keywords: parts::keywords(context.terms, round),
            published: first.map(|n| n.published.plain()).unwrap_or_default(),
            source: parts::issuers(context.terms, round),
        }
    }
}

template!(ProfilePage, "profile.html");

impl Document for ProfilePage {
    fn markdown_template(&self) -> &str {
        if self.entry.leader.is_some() { "team.md" } else { "engineer.md" }
    }
}

/// The page of an entry as it stands now.
pub fn profile(context: Context<'_>, profiled: &Profiled) -> ProfilePage {
    let Profiled { round, shared, entry, beside } = profiled;
    let link = |other: &Arc<Entry>| Link { text: other.name.to_string(), href: other.href.to_string() };
    ProfilePage {
        page: head(context, shared, entry),
        root: "../",
        entry: parts::entry(context.terms, entry),
        round: shared.brief.clone(),
        decision: decision(context, round, entry),
        changes: changes(context, round, entry),
        previous: beside.previous.as_ref().map(link),
        next: beside.next.as_ref().map(link),
        photo: entry.shown_photo().cloned(),
    }
}

fn head(context: Context<'_>, shared: &RoundOfProfiles, entry: &Entry) -> Head {
    let terms = context.terms;
    let (name, unit, round) = (&entry.name, &entry.unit, &shared.title);
    let standing = terms.standing(&entry.programme, entry.standing);
    let refused = matches!(entry.standing, Standing::Out(Decision::NotSelected | Decision::Deferred));
    let mut page = Head {
        title: name.to_string(),
        description: match refused {
            true => terms.profile.refused_description(name, unit, round, standing),
            false => terms.profile.description(name, unit, round, standing),
        },
        noindex: entry.standing.is_over(),
        published: Some(shared.published.clone()),
        source: Some(shared.source.clone()),
        markdown: Some(format!("{}.md", entry.address())),
        keywords: shared.keywords.iter().cloned().chain([entry.field.name.to_string()]).collect(),
        ..Head::new(context, &entry.href, "profile", terms.columns.people())
    };
    page.crumbs.push(Link::new(&shared.title, shared.href.as_str()));
    page
}

/// An item of an entry that is not as it was printed first.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedView {
    /// 工作单位 …
    item: Arc<str>,
    /// Whether it has changed since the result, rather than was wrong.
    transfer: bool,
    /// The notice that says so.
    notice: NoticeView,
}

/// What notices say of an entry's items, oldest first.
fn changes(context: Context<'_>, round: &Round, entry: &Entry) -> Vec<ChangedView> {
    let mut all = Vec::new();
    for notice in round.published(context.register.now) {
        for change in notice.changes.iter().filter(|change| *change.entry == *entry.id) {
            all.push(ChangedView {
                item: context.terms.corrected_item(change, entry),
                transfer: change.because == Because::Transfer,
                notice: parts::notice(context.terms, round, notice),
            });
        }
    }
    all
}

/// The notice that decided on an entry apart from the others, the latest if there are several: against it, or for it
/// after it had been deferred.
fn decision(context: Context<'_>, round: &Round, entry: &Entry) -> Option<NoticeView> {
    let decides = |n: &&Notice| n.decisions.iter().any(|d| *d.entry == *entry.id);
    round.published(context.register.now).rev().find(decides).map(|n| parts::notice(context.terms, round, n))
}
