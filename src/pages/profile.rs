//! A profile: one engineer's or team's page.

use tera::Context;

use super::front::{Front, Page};
use super::{Theme, view};
use crate::diagnostic::Diagnostic;
use crate::domain::entry::{Item, Standing};
use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::register::Register;
use crate::domain::round::Round;

/// Writes the profile of an entry as Markdown.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(theme: &Theme, register: &Register, round: &Round, item: Item<'_>) -> Result<Page, Diagnostic> {
    let entry = view::entry(item);
    let template = match item {
        Item::Engineer(_) => "engineer.md",
        Item::Team(_) => "team.md",
    };
    let mut context = Context::new();
    context.insert("root", "../");
    context.insert("entry", &entry);
    context.insert("round", &view::round_brief(register, round));
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
    Ok(Page { front, body })
}

/// The notice that decided against an entry, the latest if there are several.
fn decision(round: &Round, item: Item<'_>, now: Moment) -> Option<view::NoticeView> {
    let entry = item.entry();
    let Standing::Out(_) = entry.standing else { return None };
    let decides = |n: &&Notice| n.kind.decided().iter().any(|d| d.entry == entry.id);
    round.published(now).rev().find(decides).map(|n| view::notice(round, n))
}
