//! One page of a site in all its forms: what the forms share is made once, and so is what its imprint shares with them.

use super::Site;
use super::profile;
use super::route::{Content, Route};
use super::search::Piece;
use crate::diagnostic::Diagnostic;

/// A page: routes of one content.
#[derive(Debug)]
pub struct Leaf<'a> {
    site: &'a Site,
    forms: &'a [(&'a Route, &'a Content)],
}

impl<'a> Leaf<'a> {
    pub(super) fn new(site: &'a Site, forms: &'a [(&'a Route, &'a Content)]) -> Self {
        Leaf { site, forms }
    }

    /// Its routes.
    pub fn forms(&self) -> &'a [(&'a Route, &'a Content)] {
        self.forms
    }

    /// Renders its forms.
    ///
    /// # Errors
    /// Of each form, as [`Site::render`].
    pub fn render(self) -> Vec<Result<Vec<u8>, Diagnostic>> {
        let Leaf { site, forms } = self;
        let Some((_, first)) = forms.first() else { return Vec::new() };
        match first {
            Content::Profile(r, index) | Content::ProfileText(r, index) => {
                profile::render(site, *r, *index, forms)
            }
            Content::SearchPiece(_) => {
                let piece = |(_, content): &(&Route, &Content)| match content {
                    Content::SearchPiece(piece) => Some(*piece),
                    _ => None,
                };
                let pieces: Vec<Piece> = forms.iter().filter_map(piece).collect();
                site.search.files(&site.register, &pieces).into_iter().map(Ok).collect()
            }
            _ => {
                let page = site.markdown(first);
                let render = |(path, content): &(&Route, &Content)| {
                    let page = page.as_ref().map_err(Diagnostic::clone)?;
                    site.render_form(path, content, page.as_ref())
                };
                forms.iter().map(render).collect()
            }
        }
    }
}
