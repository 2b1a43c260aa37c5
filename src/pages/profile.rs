//! A profile: one engineer's or team's page.

use std::collections::BTreeSet;

use tera::{Context, Value};

use super::front::{Front, Page};
use super::{Theme, view};
use crate::diagnostic::Diagnostic;
use crate::domain::entry::{Achievement, Engineer, Entry, Item, Person, Standing, Team};
use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::register::Register;
use crate::domain::round::Round;

/// What the profiles of a round show of it, the same for all.
pub fn round(register: &Register, round: &Round) -> Value {
    Value::from_serializable(&view::round_brief(register, round))
}

/// Writes the profile of an entry as Markdown; `brief` is [`round()`] of its round.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(
    theme: &Theme,
    register: &Register,
    round: &Round,
    brief: &Value,
    item: Item<'_>,
) -> Result<Page, Diagnostic> {
    let entry = view::entry(item);
    let template = match item {
        Item::Engineer(_) => "engineer.md",
        Item::Team(_) => "team.md",
    };
    let mut context = Context::new();
    context.insert("root", "../");
    let shared = vec![("entry", Value::from_serializable(&entry)), ("round", brief.clone())];
    shared.iter().for_each(|(name, value)| context.insert_value(*name, value.clone()));
    context.insert("decision", &decision(round, item, register.now));
    let body =
        theme.markdown.render(template, &context).map_err(|e| theme.explain("markdown", template, &e))?;
    let published = round.published(register.now).next().map(|n| n.published.plain()).unwrap_or_default();
    let front = Front {
        title: entry.name.clone(),
        description: match item.entry().standing {
            Standing::Out(decision) if !decision.ends_selection() => {
                format!("{}，{}。{}审定结果：{}。", entry.name, entry.unit, round.title, entry.standing)
            }
            _ => format!("{}，{}，{}{}。", entry.name, entry.unit, round.title, entry.standing),
        },
        published,
        source: round.issuers.join("、"),
    };
    Ok(Page { front, body, shared })
}

/// The notice that decided against an entry, the latest if there are several.
fn decision(round: &Round, item: Item<'_>, now: Moment) -> Option<view::NoticeView> {
    let entry = item.entry();
    let Standing::Out(_) = entry.standing else { return None };
    let decides = |n: &&Notice| n.kind.decided().iter().any(|d| d.entry == entry.id);
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
pub fn shape(item: Item<'_>) -> Shape {
    let Entry {
        id: _,
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
    } = item.entry();
    let achievement = |Achievement { kind, name: _, role, contribution }: &Achievement| {
        [kind.is_some(), role.is_some(), contribution.is_some()]
    };
    let person = |Person { name: _, unit, title }: &Person| [unit.is_some(), title.is_some()];
    let (title, leader, members, mentors) = match item {
        Item::Engineer(Engineer { entry: _, title }) => (title.is_some(), [false; 2], &[][..], &[][..]),
        Item::Team(Team { entry: _, leader, members, mentors }) => {
            (false, person(leader), &members[..], &mentors[..])
        }
    };
    let of_team = matches!(item, Item::Team(_));
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
