//! The data of the search as files. Each is a script that hands over one value: a page opened from a disk may load
//! scripts, but not read files.

use std::ops::Range;

use serde_json::{Value, json};

use super::{Found, NAMES, Search, grams::Grams, leader, texts};
use crate::domain::entry::Entry;
use crate::domain::names::{self, Overrides};
use crate::domain::register::Register;
use crate::pages::Context;

/// One file of the search's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What the other pieces are, and what their numbers mean.
    Start,
    /// Names, units, fields and readings.
    Names(usize),
    /// Texts as they are published.
    Texts(usize),
    /// Which entries hold which pairs of characters: one shard, and the group it is made with.
    Grams {
        /// The group.
        group: usize,
        /// The shard's own number.
        shard: usize,
    },
}

impl Piece {
    /// What the script calls it.
    pub fn name(self) -> String {
        match self {
            Piece::Start => "start".to_owned(),
            Piece::Names(n) => format!("names-{n}"),
            Piece::Texts(n) => format!("texts-{n}"),
            Piece::Grams { shard, .. } => format!("pairs-{shard}"),
        }
    }

    /// The path of its file.
    pub fn path(self) -> String {
        format!("search/{}.js", self.name())
    }
}

/// A piece of the search's data.
#[derive(Debug)]
pub struct SearchData {
    /// What the script calls it.
    pub name: String,
    /// Its value.
    pub data: Value,
}

impl Search {
    /// Pieces of the data that are made together, as [`Search::pieces`] has them.
    pub fn data(&self, context: Context<'_>, pieces: &[Piece]) -> Vec<SearchData> {
        let group = pieces.iter().find_map(|piece| match piece {
            Piece::Grams { group, .. } => self.groups.get(*group),
            Piece::Start | Piece::Names(_) | Piece::Texts(_) => None,
        });
        let mut grams = group.map(|group| Grams::of(self, group));
        let data = |piece: &Piece| SearchData {
            name: piece.name(),
            data: self.piece_data(context, *piece, grams.as_mut()),
        };
        pieces.iter().map(data).collect()
    }

    fn piece_data(&self, context: Context<'_>, piece: Piece, grams: Option<&mut Grams>) -> Value {
        match piece {
            Piece::Start => self.start(context.register),
            Piece::Names(n) => self.names(context, n),
            Piece::Texts(n) => self.piece_of_texts(n),
            Piece::Grams { shard, .. } => {
                let pairs = grams.map(|grams| grams.shard(shard)).unwrap_or_default();
                pairs.into_iter().map(|(pair, entries)| (pair, Value::from(entries))).collect()
            }
        }
    }

    fn start(&self, register: &Register) -> Value {
        let rounds = register.rounds.iter().map(|round| {
            let public = round.is_public(register.now);
            // A round that is not public has no entry that names it; its place only keeps the numbers.
            if public { json!([round.title, format!("{}.html", round.address())]) } else { json!([]) }
        });
        json!({
            "entries": self.entries.len(),
            "names": self.entries.len().div_ceil(NAMES),
            "texts": self.texts,
            "pairs": self.shards(),
            "fields": register.fields.iter().map(|field| &field.name).collect::<Vec<_>>(),
            "rounds": rounds.collect::<Vec<_>>(),
        })
    }

    /// A row an entry: name, unit, field, round, standing, address, then how the name is read, leader and how that is.
    fn names(&self, context: Context<'_>, n: usize) -> Value {
        let numbers = n * NAMES..self.entries.len().min((n + 1) * NAMES);
        numbers.map(|number| self.names_row(context, number)).collect()
    }

    fn names_row(&self, context: Context<'_>, number: usize) -> Value {
        let Found { round_number, entry, .. } = &self.entries[number];
        let field = context.register.fields.iter().position(|field| field.id == entry.field.id);
        // A field that was corrected away is in no pack any longer: it stands as text.
        let field = field.map_or_else(|| json!(entry.field.name), Value::from);
        let mut row = vec![
            json!(entry.name),
            json!(entry.unit),
            field,
            json!(round_number),
            json!(context.terms.standing(&entry.programme, entry.standing)),
            json!(entry.href),
            json!(self.readings[number].as_deref().unwrap_or_default()),
        ];
        if let Some(leader) = leader(entry) {
            row.push(json!(leader));
            row.push(json!(names::reading(leader, true, &Overrides::default()).unwrap_or_default()));
        }
        Value::from(row)
    }

    fn piece_of_texts(&self, n: usize) -> Value {
        let text = |entry: &Entry| texts(entry).collect::<Vec<_>>().join("\n");
        self.numbers_of(n).map(|number| Value::from(text(&self.entries[number].entry))).collect()
    }

    /// The entries of a piece of texts.
    fn numbers_of(&self, n: usize) -> Range<usize> {
        self.texts[n]..self.texts.get(n + 1).copied().unwrap_or(self.entries.len())
    }
}
