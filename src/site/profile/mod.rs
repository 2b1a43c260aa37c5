//! The pages of entries, as HTML and as Markdown. Most are cast from a [`stencil::Stencil`] that the templates made; the
//! others are made by the templates themselves.

mod makings;
mod stencil;
mod stencils;
mod values;

use std::mem;

use super::route::{Content, ItemIndex};
use super::{Site, html};
use crate::diagnostic::Diagnostic;
use crate::pages::profile::page;

pub(super) use makings::{Makings, Neighbours};
pub(super) use stencils::Stencils;
pub(super) use values::Values;

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

/// Renders forms of the profile of one entry of a round; with its values it may be cast.
pub(super) fn render(
    site: &Site,
    r: usize,
    index: ItemIndex,
    values: Option<Values<'_>>,
    forms: &[(&String, &Content)],
) -> Vec<Result<Vec<u8>, Diagnostic>> {
    let sides = match values.and_then(|values| site.stencils.cast(site, r, index, values)) {
        Some(sides) => Ok(sides),
        None => Sides::render(site, r, &Makings::new(site, r, index)),
    };
    match sides {
        Ok(mut sides) => forms.iter().map(|(_, content)| Ok(sides.take(content))).collect(),
        Err(problem) => forms.iter().map(|_| Err(problem.clone())).collect(),
    }
}
