//! A profile: one engineer's or team's page.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, Value};

use super::front::{Front, Page};
use super::{Theme, view};
use crate::diagnostic::Diagnostic;
use crate::domain::entry::{Achievement, Entry, Person, Standing, Who};
use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::register::Register;
use crate::domain::round::Round;

/// What the profiles of a round show of it, the same for all. A profile is made of this and its [`Subject`], and of
/// nothing else: what either holds is what can change it.
#[derive(Clone, Debug, Serialize)]
pub struct Surroundings {
    /// The round in short.
    brief: view::RoundBrief,
    /// The same as templates take it, whose order of keys is any.
    #[serde(skip)]
    round: Value,
    /// Its title.
    pub title: String,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Its programmes and its year, for the labels of a page.
    pub keywords: Vec<String>,
    /// When it was first published, `2025-09-01 09:00`, Beijing time.
    pub published: String,
    /// Who publishes it.
    pub source: String,
}

/// Whose profile it is.
#[derive(Clone, Debug, Serialize)]
pub struct Subject {
    /// The entry.
    pub entry: view::EntryView,
    /// The notice that decided against it, where one did.
    pub decision: Option<view::NoticeView>,
    /// Whether it is out by a decision that was no end of a selection.
    refused: bool,
}

impl Surroundings {
    /// Of a round.
    pub fn new(register: &Register, round: &Round) -> Self {
        let first = round.published(register.now).next();
        let brief = view::round_brief(register, round);
        Surroundings {
            round: Value::from_serializable(&brief),
            brief,
            title: round.title.clone(),
            href: format!("{}.html", round.address()),
            keywords: view::keywords(round),
            published: first.map(|n| n.published.plain()).unwrap_or_default(),
            source: round.issuers.join("、"),
        }
    }
}

impl Subject {
    /// Its Markdown text, relative to the site's root.
    pub fn text_address(&self) -> String {
        format!("{}.md", self.entry.href.trim_end_matches(".html"))
    }

    /// An entry of a round, as it stands now.
    pub fn new(register: &Register, round: &Round, entry: &Entry) -> Self {
        let refused = matches!(entry.standing, Standing::Out(d) if !d.ends_selection());
        Subject { entry: view::entry(entry), decision: decision(round, entry, register.now), refused }
    }
}

/// Writes the profile of an entry as Markdown.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(theme: &Theme, around: &Surroundings, subject: &Subject) -> Result<Page, Diagnostic> {
    let entry = &subject.entry;
    let template = if entry.leader.is_some() { "team.md" } else { "engineer.md" };
    let mut context = Context::new();
    context.insert("root", "../");
    let shared = vec![("entry", Value::from_serializable(entry)), ("round", around.round.clone())];
    shared.iter().for_each(|(name, value)| context.insert_value(*name, value.clone()));
    context.insert("decision", &subject.decision);
    let body =
        theme.markdown.render(template, &context).map_err(|e| theme.explain("markdown", template, &e))?;
    let (name, unit, round, standing) = (&entry.name, &entry.unit, &around.title, entry.standing);
    let front = Front {
        title: name.to_string(),
        description: match subject.refused {
            true => format!("{name}，{unit}。{round}审定结果：{standing}。"),
            false => format!("{name}，{unit}，{round}{standing}。"),
        },
        published: around.published.clone(),
        source: around.source.clone(),
    };
    Ok(Page { front, body, shared })
}

/// The notice that decided against an entry, the latest if there are several.
fn decision(round: &Round, entry: &Entry, now: Moment) -> Option<view::NoticeView> {
    let Standing::Out(_) = entry.standing else { return None };
    let decides = |n: &&Notice| n.kind.decided().iter().any(|d| *d.entry == *entry.id);
    round.published(now).rev().find(decides).map(|n| view::notice(round, n))
}

/// Which values an entry gives, whatever they say: profiles of one shape take the same way through a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    standing: &'static str,
    given: [bool; 7],
    achievements: BTreeSet<[bool; 3]>,
    people: BTreeSet<(bool, [bool; 2])>,
}

/// The shape of an entry. Every field is named here, so that a new one cannot be forgotten.
pub fn shape(entry: &Entry) -> Shape {
    let Entry {
        id: _,
        href: _,
        programme: _,
        name: _,
        unit: _,
        field: _,
        recommender: _,
        reading: _,
        summary,
        achievements,
        standing,
        source: _,
        photo,
        who,
    } = entry;
    let achievement = |Achievement { kind, name: _, role, contribution }: &Achievement| {
        [kind.is_some(), role.is_some(), contribution.is_some()]
    };
    let person = |Person { name: _, unit, title }: &Person| [unit.is_some(), title.is_some()];
    let (title, leader, members, mentors) = match who {
        Who::Individual { title } => (title.is_some(), [false; 2], &[][..], &[][..]),
        Who::Team(team) => (false, person(&team.leader), &team.members[..], &team.mentors[..]),
    };
    let of_team = entry.team().is_some();
    let people = members.iter().map(|m| (true, person(m))).chain(mentors.iter().map(|m| (false, person(m))));
    Shape {
        standing: standing.name(),
        given: [
            of_team,
            title,
            leader[0],
            leader[1],
            summary.is_some(),
            achievements.len() > 1,
            photo.is_some(),
        ],
        achievements: achievements.iter().map(achievement).collect(),
        people: people.collect(),
    }
}
