//! Finding people and teams: the search page, the index by initials that needs no script, and the data the script
//! searches, in pieces of bounded size.
//!
//! Files: `plain` (the form in which texts are compared), `grams` (which entries hold which two characters),
//! `pieces` (both as files). Only entries that lists still carry are in any of them.

mod grams;
mod pieces;
mod plain;

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::{
    Context, Head, Link, Terms,
    parts::{self, RoundView},
    template,
};
use crate::domain::entry::Entry;
use crate::domain::register::Register;
use crate::domain::round::Round;

pub use pieces::{Piece, SearchData};

/// The most rows of a page of the index.
const PAGE: usize = 500;
/// The most entries of a piece of names.
const NAMES: usize = 1000;
/// The bytes a piece of texts is filled to.
const TEXT_BYTES: usize = 32 * 1024;

/// What is found where: laid out with the routes.
#[derive(Debug, Default)]
pub struct Search {
    /// Every listed entry, newest round first: its place here is its number in all pieces.
    entries: Vec<Found>,
    /// How the name of each is read.
    readings: Vec<Option<String>>,
    /// The first entry of each piece of texts.
    texts: Vec<usize>,
    /// The pieces the grams come in, in groups that are made together.
    groups: Vec<Vec<usize>>,
    /// Entries by the initial of their reading: `a` to `z`, then `other`. All are there, so that no address goes.
    initials: Vec<(String, Vec<u32>)>,
    /// How many entries each initial may ever have had: its pages stay when its list grows shorter.
    ever: Vec<usize>,
}

/// A listed entry.
#[derive(Clone, Debug)]
struct Found {
    /// The number of its round in the data.
    round_number: usize,
    round: Arc<Round>,
    entry: Arc<Entry>,
}

/// Of the initials, the one that has no letter.
const OTHER: usize = 26;

impl Search {
    /// Lays out what a register has, in time linear in its text.
    pub fn new(register: &Register) -> Search {
        let mut search = Search::default();
        let mut filled = TEXT_BYTES;
        let mut bytes = 0;
        let mut unlisted = Vec::new();
        let public = register.rounds.iter().enumerate().filter(|(_, round)| round.is_public(register.now));
        let entries =
            public.flat_map(|(number, round)| round.entries.iter().map(move |e| (number, round, e)));
        for (round_number, round, entry) in entries {
            if !entry.standing.is_listed() {
                unlisted.push(entry);
                continue;
            }
            let length: usize = texts(entry).map(str::len).sum();
            if filled + length > TEXT_BYTES {
                search.texts.push(search.entries.len());
                filled = 0;
            }
            filled += length;
            bytes += length;
            search.entries.push(Found { round_number, round: round.clone(), entry: entry.clone() });
        }
        search.groups = grams::groups(bytes);
        search.readings = search.entries.par_iter().map(|found| found.entry.reading()).collect();
        let names = ('a'..='z').map(String::from).chain(["other".to_owned()]);
        search.initials = names.map(|name| (name, Vec::new())).collect();
        for (number, (found, reading)) in (0..).zip(search.entries.iter().zip(&search.readings)) {
            search.initials[initial(&found.entry, reading.as_deref())].1.push(number);
        }
        let moved = register.moved();
        search.ever = search.initials.iter().map(|(_, entries)| entries.len() + moved).collect();
        for entry in &unlisted {
            search.ever[initial(entry, entry.reading().as_deref())] += 1;
        }
        search
    }

    /// The pieces of the data; those that are made with one look over all texts stand together.
    pub fn pieces(&self) -> Vec<Vec<Piece>> {
        let names = (0..self.entries.len().div_ceil(NAMES)).map(Piece::Names);
        let texts = (0..self.texts.len()).map(Piece::Texts);
        let alone = [Piece::Start].into_iter().chain(names).chain(texts).map(|piece| vec![piece]);
        let grams = self.groups.iter().enumerate().map(|(group, shards)| {
            shards.iter().map(|shard| Piece::Grams { group, shard: *shard }).collect()
        });
        alone.chain(grams).collect()
    }

    /// How many pieces the grams come in.
    fn shards(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// The pages of the index: the number of the initial and of its page, with the address.
    pub fn pages(&self) -> impl Iterator<Item = (usize, usize, String)> {
        self.initials.iter().enumerate().flat_map(|(i, (name, _))| {
            (0..self.pages_of(i)).map(move |page| (i, page, index_address(name, page)))
        })
    }

    /// As many pages as an initial may ever have had; at least one.
    fn pages_of(&self, initial: usize) -> usize {
        self.ever[initial].div_ceil(PAGE).max(1)
    }

    /// What the search page shows without its script: the initials, each with how many it has.
    pub fn overview(&self, terms: &Terms) -> Vec<Link> {
        let link = |(name, entries): &(String, Vec<u32>)| Link {
            text: terms.index.link(heading(terms, name), entries.len()),
            href: format!("{}.html", index_address(name, 0)),
        };
        self.initials.iter().filter(|(_, entries)| !entries.is_empty()).map(link).collect()
    }

    /// A page of the index.
    fn index_page(&self, terms: &Terms, initial: usize, page: usize) -> IndexPage {
        let (name, entries) = &self.initials[initial];
        let pages = self.pages_of(initial);
        let rows = entries.iter().skip(page * PAGE).take(PAGE);
        IndexPage {
            heading: heading(terms, name),
            count: entries.len(),
            page: page + 1,
            pages: (0..pages)
                .map(|n| Link { text: (n + 1).to_string(), href: format!("{}.html", index_address(name, n)) })
                .collect(),
            rows: rows
                .filter_map(|n| Some(self.row(terms, self.entries.get(usize::try_from(*n).ok()?)?)))
                .collect(),
        }
    }

    /// An entry as a row of the index.
    fn row(&self, terms: &Terms, Found { round, entry, .. }: &Found) -> Row {
        Row {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            field: entry.field.name.clone(),
            href: entry.href.clone(),
            standing: terms.standing(&entry.programme, entry.standing),
            leader: leader(entry).map(str::to_owned),
            round: RowRound { title: round.title.clone(), href: format!("{}.html", round.address()) },
        }
    }
}

/// `/search.html`
#[derive(Debug, Serialize)]
pub struct SearchPage {
    page: Head,
    initials: Vec<Link>,
    rounds: Vec<RoundView>,
}

template!(SearchPage, "search.html");

/// The page for finding people.
pub fn search(context: Context<'_>, index: &Search) -> SearchPage {
    let terms = context.terms;
    let page = Head {
        title: terms.search.title().to_string(),
        description: terms.search.description().to_string(),
        ..Head::new(context, "search.html", "search", terms.columns.search())
    };
    let rounds = context.register.public_rounds().map(|round| parts::round(context, round));
    SearchPage { page, initials: index.overview(terms), rounds: rounds.collect() }
}

/// `/search/<initial>.html`, `/search/<initial>-<n>.html`: everyone by initials, page by page.
#[derive(Debug, Serialize)]
pub struct SearchIndexPage {
    page: Head,
    index: IndexPage,
    initials: Vec<Link>,
}

template!(SearchIndexPage, "search-index.html");

/// A page (from 0) of those under an initial.
pub fn search_index(context: Context<'_>, search: &Search, initial: usize, number: usize) -> SearchIndexPage {
    let terms = context.terms;
    let index = search.index_page(terms, initial, number);
    let (heading, number) = (&index.heading, index.page);
    let path = format!("{}.html", index_address(&search.initials[initial].0, number - 1));
    let mut page = Head {
        title: match index.pages.len() {
            1 => terms.index.title(heading),
            _ => terms.index.further_title(heading, number),
        },
        description: terms.index.description(heading),
        ..Head::new(context, &path, "search", terms.columns.search())
    };
    page.crumbs.push(Link::new(terms.search.title(), "search.html"));
    SearchIndexPage { page, index, initials: search.overview(terms) }
}

fn index_address(initial: &str, page: usize) -> String {
    match page {
        0 => format!("search/{initial}"),
        _ => format!("search/{initial}-{}", page + 1),
    }
}

fn heading(terms: &Terms, initial: &str) -> String {
    if initial.len() == 1 { initial.to_uppercase() } else { terms.index.other_initials().to_string() }
}

/// The initial under which an entry stands, with the reading of its name.
fn initial(entry: &Entry, reading: Option<&str>) -> usize {
    let Some(first) = entry.name.trim().chars().next() else { return OTHER };
    let letter = match first.is_ascii_alphabetic() {
        true => Some(first.to_ascii_lowercase()),
        false => reading.and_then(|reading| reading.chars().next()),
    };
    letter.filter(char::is_ascii_lowercase).map_or(OTHER, |letter| usize::from(letter as u8 - b'a'))
}

fn leader(entry: &Entry) -> Option<&str> {
    entry.team().map(|team| &*team.leader.name)
}

/// The texts of an entry that are searched beside its name, unit and field: summary, achievements, and the people of a
/// team.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    let (members, mentors) = match entry.team() {
        None => (&[][..], &[][..]),
        Some(team) => (team.members.as_slice(), team.mentors.as_slice()),
    };
    let people = members.iter().chain(mentors).map(|person| &*person.name);
    let achievements = entry.achievements.iter().map(|achievement| &*achievement.name);
    entry.summary.as_deref().into_iter().chain(achievements).chain(people)
}

/// One page of the index, as its template sees it.
#[derive(Debug, Serialize)]
struct IndexPage {
    /// The initial, or 其他.
    heading: String,
    /// How many the initial has.
    count: usize,
    /// Which page this is, from 1.
    page: usize,
    /// All pages of the initial.
    pages: Vec<Link>,
    rows: Vec<Row>,
}

/// A row of the index, as its template sees it.
#[derive(Debug, Serialize)]
struct Row {
    name: Arc<str>,
    unit: Arc<str>,
    field: Arc<str>,
    href: Arc<str>,
    standing: Arc<str>,
    leader: Option<String>,
    round: RowRound,
}

/// The round of a row: five hundred rows need no more of it.
#[derive(Debug, Serialize)]
struct RowRound {
    title: String,
    href: String,
}
