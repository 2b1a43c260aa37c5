//! The site: a table of routes, and the one function that renders them.
//!
//! Rendering is pure: the same site and route give the same bytes, so routes may be rendered in any order, on any number
//! of threads, or one at a time for the preview. Addresses are for good.

mod addresses;
mod route;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::gate::Guard;
use crate::pages::list::Place;
use crate::pages::listing::{Arrangement, Listings, RoundLists, field_address};
use crate::pages::neighbours::neighbours;
use crate::pages::parts;
use crate::pages::search::{Piece, Search};
use crate::pages::{self, Context, Objector, Profiled, RoundOfProfiles, Template};
use crate::render::{self, Format, Html, Source, Theme, sitemap};
use route::Key;

pub use route::{Origin, Page, Route};

/// A whole site, ready to be rendered route by route.
#[derive(Debug)]
pub struct Site {
    register: Arc<Register>,
    guard: Guard,
    theme: Theme,
    /// In the order of their paths.
    routes: Vec<Route>,
}

impl Site {
    /// Lays out the routes. Nothing is rendered yet.
    ///
    /// # Errors
    /// Two pages that would have one address.
    pub fn new(register: Arc<Register>, guard: Guard, mut theme: Theme) -> Result<Site, Vec<Diagnostic>> {
        let (search, listings) = rayon::join(|| Search::new(&register), || Listings::new(&register));
        let site = pages::site(Context { register: &register, terms: &theme.terms }, theme.statics.keys());
        theme.prepare(&site).map_err(|problem| vec![problem])?;
        let mut table = Table { register: &register, theme: &theme, routes: Vec::new() };
        table.add_fixed();
        table.add_search(search);
        table.add_lists(listings);
        table.add_removed();
        table.add_authored();
        let routes = table.finish()?;
        Ok(Site { register, guard, theme, routes })
    }

    /// Every route, in the order of paths; those of one page follow one another.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The routes, those of one page together.
    pub fn pages(&self) -> impl Iterator<Item = &[Route]> {
        self.routes.chunk_by(|a, b| a.page.address == b.page.address)
    }

    /// The route of a path, if the site has it.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let at = self.routes.binary_search_by(|route| route.path.as_str().cmp(path)).ok()?;
        self.routes.get(at)
    }

    /// What every file has to pass on its way out.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// The publishable state the site shows.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// What its pages look like.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What its pages are made from.
    pub fn context(&self) -> Context<'_> {
        Context { register: &self.register, terms: &self.theme.terms }
    }

    /// Renders a route.
    ///
    /// # Errors
    /// A template that fails, authored Markdown beyond the limits, or a dead link in it.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Diagnostic> {
        self.render_page(&[route]).pop().unwrap_or_else(|| Ok(Vec::new()))
    }

    /// The key of a page, which is the same when program, theme and model are; of pages that are many and seldom change.
    pub fn key(&self, page: &Page) -> Option<[u8; 32]> {
        page.key.as_ref().map(|key| key(self))
    }

    /// Renders routes of one page; what they share is made once.
    ///
    /// # Errors
    /// Of each route, as [`Site::render`].
    pub fn render_page(&self, routes: &[&Route]) -> Vec<Result<Vec<u8>, Diagnostic>> {
        routes.first().map_or_else(Vec::new, |first| (first.page.render)(self, routes))
    }
}

/// The routes in the making.
struct Table<'a> {
    register: &'a Arc<Register>,
    theme: &'a Theme,
    routes: Vec<Route>,
}

/// What there is to say of a page beside its model.
struct About {
    address: String,
    round: Option<Arc<Round>>,
    origin: Origin,
    entries: usize,
    key: Option<Box<Key>>,
}

impl About {
    fn page(address: impl Into<String>) -> Self {
        About { address: address.into(), round: None, origin: Origin::Program, entries: 1, key: None }
    }

    fn of_round(address: String, round: &Arc<Round>) -> Self {
        About { round: Some(round.clone()), ..About::page(address) }
    }
}

impl Table<'_> {
    fn context(&self) -> Context<'_> {
        Context { register: self.register, terms: &self.theme.terms }
    }

    /// Adds a page in those of its formats that it has. Its model is made when it is rendered.
    fn add<O, M: 'static>(
        &mut self,
        about: About,
        formats: &'static [Format<O, M>],
        of: &O,
        model: impl Fn(Context<'_>) -> M + Send + Sync + 'static,
    ) {
        let endings = formats.iter().filter(|format| (format.has)(of)).map(|format| format.ending);
        let paths: Vec<(String, &'static str)> =
            endings.map(|ending| (format!("{}.{ending}", about.address), ending)).collect();
        self.add_rendered(about, paths, move |site, routes| {
            let model = model(site.context());
            let exists = |path: &str| site.find(path).is_some();
            let source = Source::of_site(&model, &site.theme, &exists);
            let format = |route: &&Route| formats.iter().find(|format| format.ending == route.format);
            routes.iter().filter_map(format).map(|format| (format.render)(&source)).collect()
        });
    }

    /// The same for a page that is not made again while its model is the same, which has to serialise as a whole.
    fn add_with_key<O, M: Serialize + 'static>(
        &mut self,
        about: About,
        formats: &'static [Format<O, M>],
        of: &O,
        model: impl Fn(Context<'_>) -> M + Send + Sync + 'static,
    ) {
        let model = Arc::new(model);
        let of_key = model.clone();
        let key: Box<Key> = Box::new(move |site| site.theme.key(&of_key(site.context())));
        self.add(About { key: Some(key), ..about }, formats, of, move |context| model(context));
    }

    /// Adds a page that its template makes alone.
    fn add_html<M: Template + 'static>(
        &mut self,
        about: About,
        model: impl Fn(Context<'_>) -> M + Send + Sync + 'static,
    ) {
        self.add(about, Html::<M>::FORMATS, &(), model);
    }

    /// Adds one file whose bytes are made of the register alone.
    fn add_file(&mut self, path: &str, bytes: impl Fn(&Register) -> Vec<u8> + Send + Sync + 'static) {
        let paths = vec![(path.to_owned(), "")];
        self.add_rendered(About::page(path), paths, move |site, _| vec![Ok(bytes(&site.register))]);
    }

    fn add_rendered(
        &mut self,
        about: About,
        paths: Vec<(String, &'static str)>,
        render: impl Fn(&Site, &[&Route]) -> Vec<Result<Vec<u8>, Diagnostic>> + Send + Sync + 'static,
    ) {
        let About { address, round, origin, entries, key } = about;
        let page = Arc::new(Page { address, round, origin, entries, render: Box::new(render), key });
        self.routes.extend(paths.into_iter().map(|(path, format)| Route {
            path,
            page: page.clone(),
            format,
        }));
    }

    /// The pages that every site has.
    fn add_fixed(&mut self) {
        self.add_html(About::page("index"), pages::home);
        self.add_html(About::page("objection"), pages::objection);
        for objector in Objector::ALL {
            self.add_html(About::page(objector.address()), move |context| pages::form(context, objector));
        }
        self.add_html(About::page("archive"), pages::archive);
        self.add_html(About::page("sitemap"), pages::contents);
        self.add_html(About::page("verify"), pages::verify);
        self.add_html(About::page("api"), pages::api);
        self.add_html(About::page("404"), pages::not_found);
        self.add(About { entries: usize::MAX, ..About::page("feed") }, render::FEED, &(), pages::feed);
        self.add_file("robots.txt", |register| sitemap::robots(&register.office));
        for schema in render::SCHEMAS {
            self.add_file(schema.path, |register| schema.published(&register.office.base_url));
        }
        if self.register.office.signing_key.is_some() {
            self.add_file("allowed_signers", |register| register.office.allowed_signers().into_bytes());
        }
        for (name, bytes) in &self.theme.statics {
            let bytes = bytes.clone();
            self.add_file(name, move |_| bytes.to_vec());
        }
    }

    fn add_search(&mut self, search: Search) {
        let search = Arc::new(search);
        let index = search.clone();
        self.add_html(About::page("search"), move |context| pages::search(context, &index));
        for (initial, number, address) in search.pages() {
            let index = search.clone();
            let model = move |context: Context<'_>| pages::search_index(context, &index, initial, number);
            self.add_html(About::page(address), model);
        }
        for pieces in search.pieces() {
            let paths = pieces.iter().map(|piece| (piece.path(), "js")).collect();
            let about = About { entries: usize::MAX, ..About::page(pieces_address(&pieces)) };
            let index = search.clone();
            self.add_rendered(about, paths, move |site, routes| {
                let asked = |piece: &&Piece| routes.iter().any(|route| route.path == piece.path());
                let pieces: Vec<Piece> = pieces.iter().filter(asked).copied().collect();
                let data = index.data(site.context(), &pieces);
                data.iter().map(|piece| Ok(render::search::bytes(piece))).collect()
            });
        }
    }

    fn add_lists(&mut self, listings: Listings) {
        for (field, listing) in listings.fields {
            for number in 0..listing.pages.len() {
                let (field, listing) = (field.clone(), listing.clone());
                let about = About::page(field_address(&field.id, number));
                self.add_html(about, move |context| pages::field(context, &field, &listing, number));
            }
        }
        for (round, lists) in listings.rounds {
            self.add_round(&round, &lists);
        }
    }

    fn add_round(&mut self, round: &Arc<Round>, lists: &RoundLists) {
        let shown = Arc::new(parts::round(self.context(), round));
        for arrangement in Arrangement::ALL {
            let listing = lists.arranged(arrangement);
            for page in 0..listing.pages.len() {
                let about = About::of_round(arrangement.address(round, page), round);
                let (round, shown, listing) = (round.clone(), shown.clone(), listing.clone());
                match (arrangement, page) {
                    (Arrangement::Order, 0) => {
                        self.add_html(about, move |context| pages::round(context, &round, &shown, &listing))
                    }
                    _ => self.add_html(about, move |context| {
                        pages::list(context, &round, &shown, &listing, Place { arrangement, page })
                    }),
                }
            }
        }
        let about = About::of_round(format!("{}/list", round.address()), round);
        let of = round.clone();
        self.add(About { entries: round.entries.len(), ..about }, render::LIST_DATA, &(), move |context| {
            pages::list_data(context, &of)
        });
        self.add_notices(round);
        self.add_profiles(round);
    }

    fn add_notices(&mut self, round: &Arc<Round>) {
        for notice in round.published(self.register.now) {
            let about = About {
                origin: Origin::Record(pages::wording_file(round).into()),
                entries: round.entries.len(),
                ..About::of_round(round.notice_address(notice), round)
            };
            let (round, of) = (round.clone(), notice.clone());
            self.add(about, render::NOTICE, notice, move |context| pages::notice(context, &round, &of));
        }
    }

    fn add_profiles(&mut self, round: &Arc<Round>) {
        let shared = Arc::new(RoundOfProfiles::new(self.context(), round));
        for (entry, beside) in round.entries.iter().zip(neighbours(round)) {
            let about = About {
                origin: Origin::Record(entry.source.clone()),
                ..About::of_round(entry.address().to_owned(), round)
            };
            let (round, shared) = (round.clone(), shared.clone());
            let profiled = Profiled { round, shared, entry: entry.clone(), beside };
            self.add_with_key(about, render::PROFILE, entry, move |context| {
                pages::profile(context, &profiled)
            });
        }
    }

    /// What was taken down keeps its address. A mark beside it tells the web server to answer 410 there.
    fn add_removed(&mut self) {
        for removed in self.register.removed.iter().filter(|removed| removed.published <= self.register.now) {
            let formats = match removed.round {
                Some(_) => render::REMOVED_ENTRY,
                None => render::REMOVED_PAGE,
            };
            let of = removed.clone();
            let about = About::page(removed.address.as_str());
            self.add(about, formats, &(), move |context| pages::removed(context, &of));
            self.add_file(&format!("gone/{}.txt", removed.address), |_| b"410 Gone\n".to_vec());
        }
    }

    fn add_authored(&mut self) {
        for page in &self.register.pages {
            let origin = Origin::Author(page.file.clone());
            let about = About { origin, ..About::page(page.address.as_str()) };
            let of = page.clone();
            self.add(about, render::AUTHORED, &(), move |context| pages::authored(context, &of));
        }
    }

    /// The routes in the order of their paths, with the site maps of them all.
    fn finish(mut self) -> Result<Vec<Route>, Vec<Diagnostic>> {
        let entries = self.register.rounds.iter().flat_map(|round| &round.entries);
        let mut over: BTreeSet<String> =
            entries.filter(|entry| entry.standing.is_over()).map(|entry| entry.href.to_string()).collect();
        over.extend(self.register.removed.iter().map(|removed| format!("{}.html", removed.address)));
        let listed = |route: &&Route| {
            let path = route.path.as_str();
            path.ends_with(".html") && path != "404.html" && !over.contains(path)
        };
        let mut addresses: Vec<String> =
            self.routes.iter().filter(listed).map(|route| route.path.clone()).collect();
        addresses.sort_unstable();
        let addresses = Arc::new(addresses);
        let all = addresses.clone();
        self.add_file("sitemap.xml", move |register| sitemap::whole(&register.office.base_url, &all));
        for n in 1..=sitemap::parts(addresses.len()) {
            let all = addresses.clone();
            let part = move |register: &Register| sitemap::part(&register.office.base_url, &all, n);
            self.add_file(&format!("sitemap-{n}.xml"), part);
        }
        addresses::in_order(self.routes)
    }
}

/// Pieces that are made together are one page, named for its first.
fn pieces_address(pieces: &[Piece]) -> String {
    pieces.first().map(|piece| piece.path()).unwrap_or_default()
}
