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

use super::route::ItemIndex;
use crate::domain::entry::Entry;
use crate::domain::names::{self, Overrides};
use crate::domain::programme::EntryKind;
use crate::domain::register::Register;
use crate::pages::view::Link;

pub use pieces::Piece;

/// The most rows of a page of the index.
const PAGE: usize = 500;
/// The most entries of a piece of names.
const NAMES: usize = 1000;
/// The bytes a piece of texts is filled to.
const TEXT_BYTES: usize = 32 * 1024;

/// What is found where: laid out with the routes.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Every listed entry, newest round first: its place here is its number in all pieces.
    entries: Vec<(usize, ItemIndex)>,
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

impl Search {
    /// Lays out what a register has, in time linear in its text.
    pub(super) fn new(register: &Register) -> Search {
        let mut search = Search::default();
        let mut filled = TEXT_BYTES;
        let mut bytes = 0;
        let mut unlisted = Vec::new();
        for (r, round) in register.rounds.iter().enumerate().filter(|(_, r)| r.is_public(register.now)) {
            for index in (0..round.entries.len()).map(ItemIndex) {
                let entry = index.of(round);
                if !entry.standing.is_listed() {
                    unlisted.push((r, index));
                    continue;
                }
                let length: usize = texts(entry).map(str::len).sum();
                if filled + length > TEXT_BYTES {
                    search.texts.push(search.entries.len());
                    filled = 0;
                }
                filled += length;
                bytes += length;
                search.entries.push((r, index));
            }
        }
        search.groups = grams::groups(bytes);
        let read = |(r, index): &(usize, ItemIndex)| reading(index.of(&register.rounds[*r]));
        search.readings = search.entries.par_iter().map(read).collect();
        let names = ('a'..='z').map(String::from).chain(["other".to_owned()]);
        search.initials = names.map(|name| (name, Vec::new())).collect();
        let location = |(r, index): &(usize, ItemIndex), reading: Option<&str>| {
            initial(index.of(&register.rounds[*r]), reading)
                .map_or(26, |letter| usize::from(letter as u8 - b'a'))
        };
        for (number, (entry, reading)) in (0..).zip(search.entries.iter().zip(&search.readings)) {
            search.initials[location(entry, reading.as_deref())].1.push(number);
        }
        let moved = register.moved();
        search.ever = search.initials.iter().map(|(_, entries)| entries.len() + moved).collect();
        for entry in &unlisted {
            search.ever[location(entry, read(entry).as_deref())] += 1;
        }
        search
    }

    /// The data, piece by piece.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece> {
        let names = (0..self.entries.len().div_ceil(NAMES)).map(Piece::Names);
        let texts = (0..self.texts.len()).map(Piece::Texts);
        let of_group = |(group, shards): (usize, &Vec<usize>)| {
            let piece = move |shard: &usize| Piece::Grams { group, shard: *shard };
            shards.iter().map(piece).collect::<Vec<_>>()
        };
        let grams = self.groups.iter().enumerate().flat_map(of_group);
        [Piece::Start].into_iter().chain(names).chain(texts).chain(grams)
    }

    /// How many pieces the grams come in.
    fn shards(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// The pages of the index: the number of the initial and of its page, with the address.
    pub(super) fn pages(&self) -> impl Iterator<Item = (usize, usize, String)> {
        self.initials
            .iter()
            .enumerate()
            .flat_map(|(i, (name, _))| (0..self.pages_of(i)).map(move |page| (i, page, address(name, page))))
    }

    /// As many pages as an initial may ever have had; at least one.
    fn pages_of(&self, initial: usize) -> usize {
        self.ever[initial].div_ceil(PAGE).max(1)
    }

    fn item<'r>(&self, register: &'r Register, number: usize) -> &'r Entry {
        let (r, index) = self.entries[number];
        index.of(&register.rounds[r])
    }

    /// What the search page shows without its script: the initials, each with how many it has.
    pub(super) fn overview(&self) -> Vec<Link> {
        let link = |(name, entries): &(String, Vec<u32>)| Link {
            text: format!("{}（{}）", heading(name), entries.len()),
            href: address(name, 0),
        };
        self.initials.iter().filter(|(_, entries)| !entries.is_empty()).map(link).collect()
    }

    /// A page of the index, its entries by number as `row` has them.
    pub(super) fn index_page<R>(
        &self,
        initial: usize,
        page: usize,
        row: impl Fn(usize) -> R,
    ) -> IndexPage<R> {
        let (name, entries) = &self.initials[initial];
        let pages = self.pages_of(initial);
        let rows = entries.iter().skip(page * PAGE).take(PAGE);
        IndexPage {
            heading: heading(name),
            count: entries.len(),
            page: page + 1,
            pages: (0..pages).map(|n| Link { text: (n + 1).to_string(), href: address(name, n) }).collect(),
            rows: rows.filter_map(|n| usize::try_from(*n).ok()).map(row).collect(),
        }
    }

    /// An entry as a row of the index.
    pub(super) fn row(&self, register: &Register, number: usize) -> Row {
        let entry = self.item(register, number);
        let round = &register.rounds[self.entries[number].0];
        Row {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            field: entry.field.name.clone(),
            href: entry.href.clone(),
            standing: entry.standing.chinese(),
            leader: leader(entry).map(str::to_owned),
            round: RowRound { title: round.title.clone(), href: format!("{}.html", round.address()) },
        }
    }
}

fn address(initial: &str, page: usize) -> String {
    match page {
        0 => format!("search/{initial}.html"),
        _ => format!("search/{initial}-{}.html", page + 1),
    }
}

fn heading(initial: &str) -> String {
    if initial.len() == 1 { initial.to_uppercase() } else { "其他".to_owned() }
}

/// The letter under which an entry stands, with the reading of its name.
fn initial(entry: &Entry, reading: Option<&str>) -> Option<char> {
    let first = entry.name.trim().chars().next()?;
    let letter =
        if first.is_ascii_alphabetic() { first.to_ascii_lowercase() } else { reading?.chars().next()? };
    letter.is_ascii_lowercase().then_some(letter)
}

/// How an entry's name is read: as its record says, else by the tables.
fn reading(entry: &Entry) -> Option<String> {
    let person = entry.kind() == EntryKind::Individual;
    entry.reading.clone().or_else(|| names::reading(&entry.name, person, &Overrides::default()))
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
#[derive(Serialize)]
pub(super) struct IndexPage<R> {
    /// The initial, or 其他.
    pub(super) heading: String,
    /// How many the initial has.
    pub(super) count: usize,
    /// Which page this is, from 1.
    pub(super) page: usize,
    /// All pages of the initial.
    pub(super) pages: Vec<Link>,
    rows: Vec<R>,
}

/// A row of the index, as its template sees it.
#[derive(Serialize)]
pub(super) struct Row {
    name: Arc<str>,
    unit: Arc<str>,
    field: Arc<str>,
    href: Arc<str>,
    standing: &'static str,
    leader: Option<String>,
    round: RowRound,
}

/// The round of a row: five hundred rows need no more of it.
#[derive(Serialize)]
struct RowRound {
    title: String,
    href: String,
}
