//! The pages of entries, as HTML and as Markdown.

mod makings;

use std::mem;

use super::route::{Content, ItemIndex};
use super::{Site, html};
use crate::diagnostic::Diagnostic;
use crate::pages::profile::page;

pub(super) use makings::{Makings, Neighbours};

/// A profile in both its forms.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sides {
    html: Vec<u8>,
    text: Vec<u8>,
}

impl Sides {
    /// Rendered by the theme's templates.
    pub(super) fn render(site: &Site, r: usize, makings: &Makings) -> Result<Sides, Diagnostic> {
        let page = page(&site.theme, &site.surroundings[r], &makings.subject)?;
        let path = &makings.subject.entry.href;
        Ok(Sides { html: html::profile(site, path, r, makings, &page)?, text: page.to_text().into_bytes() })
    }

    /// The form that a route asks for.
    pub(super) fn take(&mut self, content: &Content) -> Vec<u8> {
        match content {
            Content::ProfileText(..) => mem::take(&mut self.text),
            _ => mem::take(&mut self.html),
        }
    }
}

/// Renders forms of the profile of one entry of a round.
pub(super) fn render(
    site: &Site,
    r: usize,
    index: ItemIndex,
    forms: &[(&String, &Content)],
) -> Vec<Result<Vec<u8>, Diagnostic>> {
    match Sides::render(site, r, &Makings::new(site, r, index)) {
        Ok(mut sides) => forms.iter().map(|(_, content)| Ok(sides.take(content))).collect(),
        Err(problem) => forms.iter().map(|_| Err(problem.clone())).collect(),
    }
}
