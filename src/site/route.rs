//! The table of routes: which addresses the site has. Addresses are for good (DESIGN §3).

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::listing::{self, Arrangement, Listings};
use super::search::{Piece, Search};
use super::sitemap;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::entry::Entry;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::Theme;

/// An address relative to the site's root, with ending.
pub type Route = String;

/// What an address shows; numbers are positions in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// `/index.html`
    Home,
    /// `/rounds/<round>.html`
    Round(usize),
    /// `/rounds/<round>/<n>-<kind>.html`
    Notice(usize, usize),
    /// The same as `.md`
    NoticeText(usize, usize),
    /// The last day of its period, for calendars, as `.ics`
    NoticeEvent(usize, usize),
    /// `/rounds/<round>/list.json`
    ListJson(usize),
    /// `/rounds/<round>/list.csv`
    ListCsv(usize),
    /// `/engineers/<id>.html`, `/teams/<id>.html`
    Profile(usize, ItemIndex),
    /// The same as `.md`
    ProfileText(usize, ItemIndex),
    /// `/engineers/<id>.jpg`, `/teams/<id>.jpg`
    Photo(usize, ItemIndex),
    /// Where an entry or a page was that has been taken down.
    Gone(usize),
    /// The same as `.md`
    GoneText(usize),
    /// `/gone/<its address>.txt`: a mark by which a web server knows to answer 410 there.
    GoneMark(usize),
    /// A page (from 0) of the round's list: `/rounds/<round>/list-2.html`, `/rounds/<round>/by-field.html` …
    List(usize, Arrangement, usize),
    /// A page (from 0) of a field's list: `/fields/<id>.html`, `/fields/<id>/list-2.html` …
    Field(usize, usize),
    /// `/archive.html`: all rounds by year.
    Archive,
    /// `/sitemap.html`: the site map for people.
    Contents,
    /// An authored page.
    Page(usize),
    /// `/objection.html`
    Objection,
    /// `/objection-person.html`, `/objection-unit.html`: the printable 异议书.
    Form(Form),
    /// `/search.html`
    Search,
    /// `/search/<initial>.html`, `/search/<initial>-<n>.html`: everyone by initials, page by page.
    SearchIndex(usize, usize),
    /// `/search/*.js`: what the script of the search page searches.
    SearchPiece(Piece),
    /// `/verify.html`
    Verify,
    /// `/api.html`: the site's data for programs.
    Api,
    /// `/schemas/<name>.json`: what that data looks like.
    Schema(Schema),
    /// `/allowed_signers`: who signs the editions, with which key.
    Signers,
    /// `/404.html`
    NotFound,
    /// `/feed.xml`
    Feed,
    /// `/sitemap.xml`
    Sitemap,
    /// `/sitemap-<n>.xml`, where one has no room for all.
    SitemapPart(usize),
    /// `/robots.txt`
    Robots,
    /// A file of the theme's `static/`.
    Static(String),
}

impl Content {
    /// Whether two routes are forms of one page, or made together like one. Such routes stand beside one another, for
    /// their addresses differ only in the ending, or follow one another.
    pub fn same_page(&self, other: &Content) -> bool {
        self.page().is_some_and(|page| other.page() == Some(page))
    }

    /// Which pages are best made first: those that take long, so that all threads end together; last the lists, of which
    /// the imprints are made of those of their entries.
    pub fn turn(&self) -> u8 {
        match self {
            Content::Notice(..) | Content::NoticeText(..) | Content::Feed => 0,
            Content::ListJson(_) | Content::ListCsv(_) | Content::SearchPiece(_) => 0,
            Content::Round(_) | Content::List(..) | Content::Field(..) | Content::SearchIndex(..) => 2,
            _ => 1,
        }
    }

    fn page(&self) -> Option<Content> {
        match *self {
            Content::Notice(r, n) | Content::NoticeText(r, n) | Content::NoticeEvent(r, n) => {
                Some(Content::Notice(r, n))
            }
            Content::Profile(r, i) | Content::ProfileText(r, i) => Some(Content::Profile(r, i)),
            Content::Gone(i) | Content::GoneText(i) => Some(Content::Gone(i)),
            Content::SearchPiece(Piece::Grams { group, .. }) => {
                Some(Content::SearchPiece(Piece::Grams { group, shard: 0 }))
            }
            _ => None,
        }
    }
}

/// An entry by its position in the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemIndex(pub usize);

/// For whom a printable 异议书 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An individual.
    Person,
    /// A unit.
    Unit,
}

/// A published JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Of `list.json`.
    List,
    /// Of `edition.json`.
    Edition,
}

impl ItemIndex {
    /// The entry itself.
    pub fn of(self, round: &Round) -> &Arc<Entry> {
        &round.entries[self.0]
    }
}

/// All routes of a site.
pub(super) fn table(
    register: &Register,
    theme: &Theme,
    search: &Search,
    listings: &Listings,
) -> Result<BTreeMap<Route, Content>, Vec<Diagnostic>> {
    let mut routes = Routes::default();
    for (path, content) in [
        ("index.html", Content::Home),
        ("objection.html", Content::Objection),
        ("objection-person.html", Content::Form(Form::Person)),
        ("objection-unit.html", Content::Form(Form::Unit)),
        ("search.html", Content::Search),
        ("archive.html", Content::Archive),
        ("sitemap.html", Content::Contents),
        ("verify.html", Content::Verify),
        ("api.html", Content::Api),
        ("schemas/list.json", Content::Schema(Schema::List)),
        ("schemas/edition.json", Content::Schema(Schema::Edition)),
        ("404.html", Content::NotFound),
        ("feed.xml", Content::Feed),
        ("sitemap.xml", Content::Sitemap),
        ("robots.txt", Content::Robots),
    ] {
        routes.add(path.to_owned(), content, None);
    }
    if register.office.signing_key.is_some() {
        routes.add("allowed_signers".to_owned(), Content::Signers, None);
    }
    // These addresses are taken, though `publish` writes them.
    routes.taken(&["edition.json", "SHA256SUMS", "SHA256SUMS.sig"]);
    for name in theme.statics.keys() {
        routes.add(name.clone(), Content::Static(name.clone()), None);
    }
    for (initial, page, address) in search.pages() {
        routes.add(address, Content::SearchIndex(initial, page), None);
    }
    for piece in search.pieces() {
        routes.add(piece.address(), Content::SearchPiece(piece), None);
    }
    for (i, field) in register.fields.iter().enumerate() {
        for page in 0..listings.fields[i].pages.len() {
            let address = listing::field_address(&field.id, page);
            routes.add(format!("{address}.html"), Content::Field(i, page), None);
        }
    }
    for (r, round) in register.rounds.iter().enumerate().filter(|(_, round)| round.is_public(register.now)) {
        add_round(&mut routes, register, listings, r, round);
    }
    for (i, gone) in register.gone.iter().enumerate().filter(|(_, gone)| gone.published <= register.now) {
        routes.add(format!("{}.html", gone.address), Content::Gone(i), None);
        // Of pages only those of entries had a text.
        if gone.round.is_some() {
            routes.add(format!("{}.md", gone.address), Content::GoneText(i), None);
        }
        routes.add(format!("gone/{}.txt", gone.address), Content::GoneMark(i), None);
    }
    for (i, page) in register.pages.iter().enumerate() {
        let location = Location::file(&page.file);
        routes.add(format!("{}.html", page.address), Content::Page(i), Some(location));
    }
    let mut routes = routes.sorted()?;
    for n in 1..=sitemap::parts(sitemap::listed(routes.keys()).len()) {
        let path = format!("sitemap-{n}.xml");
        if routes.contains_key(&path) {
            return Err(vec![address_taken(&path, &None)]);
        }
        routes.insert(path, Content::SitemapPart(n));
    }
    Ok(routes)
}

fn add_round(routes: &mut Routes, register: &Register, listings: &Listings, r: usize, round: &Round) {
    for arrangement in Arrangement::ALL {
        for page in 0..listings.of(r, arrangement).pages.len() {
            let content = match (arrangement, page) {
                (Arrangement::Order, 0) => Content::Round(r),
                _ => Content::List(r, arrangement, page),
            };
            routes.add(format!("{}.html", arrangement.address(round, page)), content, None);
        }
    }
    routes.add(format!("{}/list.json", round.address()), Content::ListJson(r), None);
    routes.add(format!("{}/list.csv", round.address()), Content::ListCsv(r), None);
    for (n, notice) in round.notices.iter().enumerate().filter(|(_, n)| n.published <= register.now) {
        let address = round.notice_address(notice);
        routes.add(format!("{address}.html"), Content::Notice(r, n), None);
        routes.add(format!("{address}.md"), Content::NoticeText(r, n), None);
        if notice.kind.period().is_some() {
            routes.add(format!("{address}.ics"), Content::NoticeEvent(r, n), None);
        }
    }
    let indices = (0..round.entries.len()).into_par_iter().map(ItemIndex);
    routes.all.par_extend(indices.flat_map_iter(|index| {
        let entry = index.of(round);
        let address = entry.address();
        let mut all = Vec::with_capacity(3);
        all.push((format!("{address}.html"), Content::Profile(r, index), None));
        all.push((format!("{address}.md"), Content::ProfileText(r, index), None));
        if entry.shown_photo().is_some() {
            all.push((format!("{address}.jpg"), Content::Photo(r, index), None));
        }
        all
    }));
}

#[derive(Default)]
struct Routes {
    all: Vec<(Route, Content, Option<Location>)>,
    reserved: Vec<&'static str>,
}

impl Routes {
    fn taken(&mut self, paths: &[&'static str]) {
        self.reserved.extend(paths);
    }

    fn add(&mut self, path: Route, content: Content, location: Option<Location>) {
        self.all.push((path, content, location));
    }

    /// In order of addresses; of two with one address the second is a problem.
    fn sorted(self) -> Result<BTreeMap<Route, Content>, Vec<Diagnostic>> {
        let Routes { mut all, reserved } = self;
        all.par_sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let repeats = all.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| &pair[1]);
        let taken = all.iter().filter(|(path, ..)| reserved.contains(&path.as_str()));
        let problems: Vec<Diagnostic> =
            repeats.chain(taken).map(|(path, _, location)| address_taken(path, location)).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(all.into_iter().map(|(path, content, _)| (path, content)).collect())
    }
}

fn address_taken(path: &str, location: &Option<Location>) -> Diagnostic {
    let location = location.clone().unwrap_or_else(|| Location::file("themes"));
    error!(location, "address-taken",
        "网址 /{path} 已被另一页占用", "the address /{path} is taken by another page";
        help: "给这个文件换一个名字", "give the file another name"
    )
}
