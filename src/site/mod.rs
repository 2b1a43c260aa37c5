//! Pages and theme → a site: a table of routes, each rendered on demand.
//!
//! Rendering is pure: the same site and route give the same bytes, so routes may be rendered in any order, on
//! any number of threads, or one at a time for the preview.

mod emphasis;
mod event;
mod feed;
mod html;
mod linked;
mod links;
mod list;
mod listing;
pub mod markdown;
mod objection;
mod paper;
mod route;
mod schema;
mod search;
mod signing;
mod sitemap;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::domain::register::Register;
use crate::input::photo::Photo;
use crate::pages::{Page, Theme, notice, profile, removed};
use listing::Listings;
use search::Search;

pub use listing::Arrangement;
pub use route::{Content, Form, ItemIndex, Route, Schema};
pub use search::Piece;

/// A whole site, ready to be rendered route by route.
#[derive(Debug)]
pub struct Site {
    register: Arc<Register>,
    theme: Theme,
    listings: Listings,
    routes: BTreeMap<String, Content>,
    search: Search,
}

impl Site {
    /// Lays out the routes. Nothing is rendered yet.
    ///
    /// # Errors
    /// Two pages that would have one address.
    pub fn new(register: Arc<Register>, mut theme: Theme) -> Result<Site, Vec<Diagnostic>> {
        let search = Search::new(&register);
        let listings = Listings::new(&register);
        let routes = route::table(&register, &theme, &search, &listings)?;
        html::prepare(&mut theme, &register);
        Ok(Site { register, theme, listings, routes, search })
    }

    /// Every address with what it shows, in order.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = (&String, &Content)> {
        self.routes.iter()
    }

    /// What an address shows, if it exists.
    pub fn content(&self, path: &str) -> Option<&Content> {
        self.routes.get(path)
    }

    /// The publishable state the site shows.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Renders one route.
    ///
    /// # Errors
    /// A template that fails, or authored Markdown beyond the limits.
    pub fn render(&self, path: &str, content: &Content) -> Result<Vec<u8>, Diagnostic> {
        let register = &*self.register;
        match content {
            Content::Static(name) => Ok(self.theme.statics.get(name).map_or_else(Vec::new, |b| b.to_vec())),
            Content::NoticeText(..) | Content::ProfileText(..) | Content::GoneText(_) => {
                let page = self.markdown(content)?;
                Ok(page.map(|p| p.to_text()).unwrap_or_default().into_bytes())
            }
            Content::Photo(r, i) => {
                let entry = i.of(&register.rounds[*r]).entry();
                entry.shown_photo().map_or_else(|| Ok(Vec::new()), Photo::jpeg)
            }
            Content::GoneMark(_) => Ok(b"410 Gone\n".to_vec()),
            Content::ListJson(round) => Ok(list::json(register, &register.rounds[*round])),
            Content::ListCsv(round) => Ok(list::csv(&register.rounds[*round])),
            Content::NoticeEvent(r, n) => {
                let round = &register.rounds[*r];
                Ok(event::ics(register, round, &round.notices[*n]))
            }
            Content::Feed => feed::atom(self),
            Content::Sitemap => Ok(sitemap::whole(register, &sitemap::listed(self.routes.keys()))),
            Content::SitemapPart(n) => Ok(sitemap::part(register, &sitemap::listed(self.routes.keys()), *n)),
            Content::Signers => Ok(signing::allowed_signers(&register.office)),
            Content::Robots => Ok(sitemap::robots(register)),
            Content::SearchPiece(piece) => Ok(self.search.piece(register, *piece)),
            Content::Schema(schema) => Ok(schema::published(register, *schema)),
            _ => html::render(self, path, content, self.markdown(content)?),
        }
    }

    /// The Markdown of a route that is a generated page, and its address as `content/generated/` has it.
    ///
    /// # Errors
    /// A template that fails.
    pub fn markdown(&self, content: &Content) -> Result<Option<Page>, Diagnostic> {
        let rounds = &self.register.rounds;
        match *content {
            Content::Notice(r, n) | Content::NoticeText(r, n) => {
                let round = &rounds[r];
                notice::page(&self.theme, &self.register, round, &round.notices[n]).map(Some)
            }
            Content::Profile(r, i) | Content::ProfileText(r, i) => {
                let round = &rounds[r];
                profile::page(&self.theme, &self.register, round, i.of(round)).map(Some)
            }
            Content::Gone(i) | Content::GoneText(i) => {
                removed::page(&self.theme, &self.register, &self.register.gone[i]).map(Some)
            }
            _ => Ok(None),
        }
    }
}
