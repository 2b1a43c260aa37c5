//! Pages and theme → a site: a table of routes, each rendered on demand.
//!
//! Rendering is pure: the same site and route give the same bytes, so routes may be rendered in any order, on
//! any number of threads, or one at a time for the preview.

mod emphasis;
mod event;
mod feed;
mod html;
mod imprint;
mod leaf;
mod linked;
mod links;
mod list;
mod listing;
pub mod markdown;
mod markup;
mod objection;
mod paper;
mod profile;
mod route;
mod schema;
mod search;
mod signing;
mod sitemap;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::domain::register::Register;
use crate::pages::profile::{Subject, Surroundings, page as profile_page, shape};
use crate::pages::view::{self, RoundView};
use crate::pages::{Page, Theme, notice, removed};
use crate::world::disk;
use listing::Listings;
use profile::{Makings, Neighbours, Sides};
use search::Search;

pub use imprint::Imprints;
pub use leaf::Leaf;
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
    /// Of each round, what its own pages show of it: counted once, and not for every page of its list.
    rounds: Vec<RoundView>,
    /// Of each round, what the profiles of its people show of it.
    surroundings: Vec<Surroundings>,
    /// Of each round, who stands beside whom.
    neighbours: Vec<Neighbours>,
}

impl Site {
    /// Lays out the routes. Nothing is rendered yet.
    ///
    /// # Errors
    /// Two pages that would have one address.
    pub fn new(register: Arc<Register>, mut theme: Theme) -> Result<Site, Vec<Diagnostic>> {
        let (search, listings) = rayon::join(|| Search::new(&register), || Listings::new(&register));
        let of_rounds = || {
            let rounds = register.rounds.iter().map(|round| view::round(&register, round)).collect();
            let around = register.rounds.iter().map(|round| Surroundings::new(&register, round)).collect();
            let neighbours = register.rounds.iter().map(Neighbours::new).collect();
            (rounds, around, neighbours)
        };
        let (routes, (rounds, surroundings, neighbours)) =
            rayon::join(|| route::table(&register, &theme, &search, &listings), of_rounds);
        let routes = routes?;
        html::prepare(&mut theme, &register);
        Ok(Site { register, theme, listings, routes, search, rounds, surroundings, neighbours })
    }

    /// Every address with what it shows, in order.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = (&String, &Content)> {
        self.routes.iter()
    }

    /// The routes that have to be rendered to know that all can be. Of profiles made by the program's own templates, one
    /// of each shape: what they say cannot fail them, for it is escaped, and the rules have searched every text; another
    /// theme's may do anything, so they are all rendered. The pages of a list are alike too; and in the data of the search
    /// no template has a part: pieces are texts of records, or their characters and numbers.
    pub fn routes_to_check(&self) -> Vec<(&String, &Content)> {
        let mut seen = BTreeSet::new();
        let mut new = |r: usize, item: ItemIndex, form| {
            let round = &self.register.rounds[r];
            // The first and the last have only one neighbour to link to.
            let kind = |i: usize| round.entries.get(i).map(|entry| entry.kind());
            let ItemIndex(i) = item;
            let end = i == 0 || kind(i - 1) != kind(i) || kind(i + 1) != kind(i);
            seen.insert((form, r, shape(item.of(round)))) || end
        };
        // The first page of a list, one in its middle, and its last.
        let is_end = |page: usize, pages: usize| page < 2 || page + 1 == pages;
        let doubtful = |(_, content): &(&String, &Content)| match **content {
            Content::Profile(r, item) => new(r, item, "html"),
            Content::ProfileText(r, item) => new(r, item, "md"),
            Content::SearchPiece(Piece::Names(n) | Piece::Texts(n)) => n == 0,
            Content::SearchPiece(Piece::Grams { .. }) => false,
            Content::List(r, arrangement, page) => is_end(page, self.listings.of(r, arrangement).pages.len()),
            Content::Field(i, page) => is_end(page, self.listings.fields[i].pages.len()),
            Content::SearchIndex(_, page) => page == 0,
            _ => true,
        };
        let all = self.routes.iter();
        if self.theme.is_own() { all.filter(doubtful).collect() } else { all.collect() }
    }

    /// What tells which pages need not be rendered again; `whole` is the digest of all that the site was compiled from.
    pub fn imprints(&self, whole: [u8; 32]) -> Imprints {
        Imprints::new(whole)
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
        if let Content::Profile(r, i) | Content::ProfileText(r, i) = content {
            return Sides::render(self, *r, &Makings::new(self, *r, *i)).map(|mut sides| sides.take(content));
        }
        self.render_form(path, content, self.markdown(content)?.as_ref())
    }

    /// A page in all its forms, routes one after the other that are of the [same page](Content::same_page).
    pub fn leaf<'a>(&'a self, forms: &'a [(&'a Route, &'a Content)]) -> Leaf<'a> {
        Leaf::new(self, forms)
    }

    fn render_form(&self, path: &str, content: &Content, page: Option<&Page>) -> Result<Vec<u8>, Diagnostic> {
        let register = &*self.register;
        match content {
            Content::Static(name) => Ok(self.theme.statics.get(name).map_or_else(Vec::new, |b| b.to_vec())),
            Content::NoticeText(..) | Content::GoneText(_) => {
                Ok(page.map(Page::to_text).unwrap_or_default().into_bytes())
            }
            Content::Photo(r, i) => {
                let entry = i.of(&register.rounds[*r]);
                entry.shown_photo().map_or_else(|| Ok(Vec::new()), disk::published_photo)
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
            Content::SearchPiece(piece) => Ok(self.search.files(register, &[*piece]).concat()),
            Content::Schema(schema) => Ok(schema::published(register, *schema)),
            _ => html::render(self, path, content, page),
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
                let subject = Subject::new(&self.register, &rounds[r], i.of(&rounds[r]));
                profile_page(&self.theme, &self.surroundings[r], &subject).map(Some)
            }
            Content::Gone(i) | Content::GoneText(i) => {
                removed::page(&self.theme, &self.register, &self.register.gone[i]).map(Some)
            }
            _ => Ok(None),
        }
    }
}
