//! The short page that stays where an entry or a page was taken down: when and why, without what it held.

use serde::Serialize;

use super::{Context, Document, Head, template};
use crate::domain::register::Removed;

/// The page of what was taken down.
#[derive(Debug, Serialize)]
pub struct RemovedPage {
    page: Head,
    root: String,
    /// The title of the round, where an entry was taken down.
    round: Option<String>,
    round_href: Option<String>,
    /// The day it was taken down, `2025年9月2日`.
    published: String,
    reason: String,
}

template!(RemovedPage, "page.html");

impl Document for RemovedPage {
    fn markdown_template(&self) -> &str {
        "removed.md"
    }
}

/// The page of what was taken down. Its title names nobody.
pub fn removed(context: Context<'_>, removed: &Removed) -> RemovedPage {
    let terms = context.terms;
    let (title, description) = match &removed.round {
        Some((round, _)) => (terms.removed.entry_title(), terms.removed.entry_description(round)),
        None => (terms.removed.page_title(), terms.removed.page_description().to_string()),
    };
    let page = Head {
        title: title.to_string(),
        description,
        published: Some(removed.published.plain()),
        source: Some(context.register.office.owner.clone()),
        noindex: true,
        ..Head::new(context, &format!("{}.html", removed.address), "page", terms.columns.notices())
    };
    let (round, round_href) = removed.round.clone().unzip();
    RemovedPage {
        root: page.root.clone(),
        page,
        round,
        round_href: round_href.map(|address| format!("{address}.html")),
        published: terms.dates.of(removed.published.date),
        reason: removed.reason.clone(),
    }
}
