//! `/engineers/<id>.html`, `/teams/<id>.html`: one engineer or one team.

use std::sync::Arc;

use serde::Serialize;

use super::neighbours::Neighbours;
use super::parts::{self, EntryView, Link, NoticeView, RoundBrief};
use super::{Document, Head, template};
use crate::domain::entry::{Entry, Standing};
use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::photo::Photo;
use crate::domain::register::Register;
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
    /// The listed entry before it in its programme.
    pub(crate) previous: Option<Link>,
    /// The one after it.
    pub(crate) next: Option<Link>,
    /// The photograph, while lists carry the entry.
    #[serde(skip)]
    pub(crate) photo: Option<Photo>,
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
    pub fn new(register: &Register, round: &Round) -> Self {
        let first = round.published(register.now).next();
        RoundOfProfiles {
            brief: Arc::new(parts::round_brief(register, round)),
            title: round.title.clone(),
            href: format!("{}.html", round.address()),
            keywords: parts::keywords(round),
            published: first.map(|n| n.published.plain()).unwrap_or_default(),
            source: round.issuers.join("、"),
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
pub fn profile(register: &Register, profiled: &Profiled) -> ProfilePage {
    let Profiled { round, shared, entry, beside } = profiled;
    let link = |other: &Arc<Entry>| Link { text: other.name.to_string(), href: other.href.to_string() };
    ProfilePage {
        page: head(register, shared, entry),
        root: "../",
        entry: parts::entry(entry),
        round: shared.brief.clone(),
        decision: decision(round, entry, register.now),
        previous: beside.previous.as_ref().map(link),
        next: beside.next.as_ref().map(link),
        photo: entry.shown_photo().cloned(),
    }
}

fn head(register: &Register, shared: &RoundOfProfiles, entry: &Entry) -> Head {
    let (name, unit, round) = (&entry.name, &entry.unit, &shared.title);
    let standing = entry.standing.chinese();
    let refused = matches!(entry.standing, Standing::Out(decision) if !decision.ends_selection());
    let mut page = Head {
        title: name.to_string(),
        description: match refused {
            true => format!("{name}，{unit}。{round}审定结果：{standing}。"),
            false => format!("{name}，{unit}，{round}{standing}。"),
        },
        published: Some(shared.published.clone()),
        source: Some(shared.source.clone()),
        markdown: Some(format!("{}.md", entry.address())),
        keywords: shared.keywords.iter().cloned().chain([entry.field.name.to_string()]).collect(),
        ..Head::new(register, &entry.href, "profile", "公示名单")
    };
    page.crumbs.push(Link::new(&shared.title, shared.href.as_str()));
    page
}

/// The notice that decided against an entry, the latest if there are several.
fn decision(round: &Round, entry: &Entry, now: Moment) -> Option<NoticeView> {
    let Standing::Out(_) = entry.standing else { return None };
    let decides = |n: &&Notice| n.decisions.iter().any(|d| *d.entry == *entry.id);
    round.published(now).rev().find(decides).map(|n| parts::notice(round, n))
}
