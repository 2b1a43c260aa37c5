//! Lists of people cut into pages, so that no page grows without bound; the notice alone holds its whole list.
//!
//! A list is a row of blocks, one a section and programme; a page is a stretch of it. Which entries stand where is
//! decided once, when the site is laid out, so that rendering a page costs that page.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::domain::entry::Entry;
use crate::domain::names::{NameKey, Order, Overrides};
use crate::domain::programme::{Field, Programme};
use crate::domain::register::{Register, Removed};
use crate::domain::round::Round;

/// Rows a page holds.
pub const ROWS: usize = 200;

/// How the list of a round is arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// As the notice has it: by programme, in the order of names.
    Order,
    /// By field, then by programme.
    Field,
    /// By recommending unit, then by programme.
    Recommender,
}

impl Arrangement {
    /// Every arrangement.
    pub const ALL: [Arrangement; 3] = [Arrangement::Order, Arrangement::Field, Arrangement::Recommender];

    /// The address of one of its pages (from 0), without ending. The first of the first is the round's own page.
    pub fn address(self, round: &Round, page: usize) -> String {
        let (stem, number) = match self {
            Arrangement::Order if page == 0 => return round.address(),
            Arrangement::Order => ("list", page + 1),
            Arrangement::Field => ("by-field", page + 1),
            Arrangement::Recommender => ("by-recommender", page + 1),
        };
        match number {
            1 => format!("{}/{stem}", round.address()),
            number => format!("{}/{stem}-{number}", round.address()),
        }
    }
}

/// The address of a page (from 0) of a field's list, without ending.
pub fn field_address(id: &str, page: usize) -> String {
    if page == 0 { format!("fields/{id}") } else { format!("fields/{id}/list-{}", page + 1) }
}

/// An entry in a list, with its number in its programme's list, or in its group there, from 1.
pub type Row = (usize, Arc<Entry>);

/// Entries of one section, round and programme.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it comes under: a field, a recommending unit, a group; empty where the list has no sections.
    pub section: String,
    /// Whether that is a group of the round's list.
    pub is_group: bool,
    /// Its round.
    pub round: Arc<Round>,
    /// Its programme.
    pub programme: Arc<Programme>,
    /// Its entries.
    pub rows: Vec<Row>,
}

/// A stretch of a block on a page.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The position of the block.
    pub block: usize,
    /// Which of its rows.
    pub rows: Range<usize>,
}

/// A list in pages.
#[derive(Debug, Default)]
pub struct Listing {
    /// What it holds, in order.
    pub blocks: Vec<Block>,
    /// Its pages; at least one. The last may be empty: a page that was public stays when a list grows shorter.
    pub pages: Vec<Vec<Stretch>>,
    /// The page each block begins on.
    pub starts: Vec<usize>,
}

impl Listing {
    /// Cuts blocks into pages, as many as a list of `ever` entries would have.
    fn new(blocks: Vec<Block>, ever: usize) -> Listing {
        let mut pages: Vec<Vec<Stretch>> = vec![Vec::new()];
        let mut starts = Vec::with_capacity(blocks.len());
        let mut room = ROWS;
        for (block, Block { rows, .. }) in blocks.iter().enumerate() {
            let mut from = 0;
            while from < rows.len() {
                if room == 0 {
                    pages.push(Vec::new());
                    room = ROWS;
                }
                if from == 0 {
                    starts.push(pages.len() - 1);
                }
                let to = rows.len().min(from + room);
                room -= to - from;
                if let Some(page) = pages.last_mut() {
                    page.push(Stretch { block, rows: from..to });
                }
                from = to;
            }
        }
        let enough = pages.len().max(ever.div_ceil(ROWS));
        pages.resize_with(enough, Vec::new);
        Listing { blocks, pages, starts }
    }
}

/// The lists of a round, one an arrangement.
#[derive(Debug)]
pub struct RoundLists([Arc<Listing>; 3]);

impl RoundLists {
    /// The list in an arrangement.
    pub fn arranged(&self, arrangement: Arrangement) -> &Arc<Listing> {
        &self.0[arrangement as usize]
    }
}

/// The lists of a site.
#[derive(Debug)]
pub struct Listings {
    /// Of each public round, in the register's order.
    pub rounds: Vec<(Arc<Round>, RoundLists)>,
    /// Of each field, in the register's order.
    pub fields: Vec<(Field, Arc<Listing>)>,
}

impl Listings {
    /// Arranges every list.
    pub fn new(register: &Register) -> Listings {
        let mut by_field: BTreeMap<Arc<str>, Vec<Block>> = BTreeMap::new();
        let mut ever_in: BTreeMap<&str, usize> = BTreeMap::new();
        let mut rounds = Vec::new();
        for round in register.public_rounds() {
            let of_round = |removed: &&Arc<Removed>| {
                removed.round.as_ref().is_some_and(|(_, at)| *at == round.address())
            };
            let ever = round.entries.len() + register.removed.iter().filter(of_round).count();
            let listed = numbered(round);
            let fields = sections(round, &listed, |entry| &entry.field.id);
            let recommenders = sections(round, &listed, |entry| &entry.recommender);
            for entry in &round.entries {
                *ever_in.entry(&entry.field.id).or_default() += 1;
            }
            for (id, blocks) in &fields {
                by_field.entry(id.clone()).or_default().extend(blocks.iter().cloned());
            }
            let lists = [
                Listing::new(in_order(round, listed), ever),
                Listing::new(by_field_name(register, fields), ever),
                Listing::new(by_name(round.order, recommenders), ever),
            ];
            rounds.push((round.clone(), RoundLists(lists.map(Arc::new))));
        }
        let moved = register.moved();
        let fields = register.fields.iter().map(|field| {
            let ever = ever_in.get(&*field.id).map_or(0, |entries| entries + moved);
            let listing = Listing::new(by_field.remove(&field.id).unwrap_or_default(), ever);
            (field.clone(), Arc::new(listing))
        });
        Listings { fields: fields.collect(), rounds }
    }
}

/// The listed entries of each of the round's programmes, numbered.
fn numbered(round: &Round) -> Vec<(Arc<Programme>, Vec<Row>)> {
    let mut lists: Vec<(Arc<Programme>, Vec<Row>)> =
        round.programmes.iter().map(|programme| (programme.clone(), Vec::new())).collect();
    for entry in round.listed() {
        let list = lists.iter_mut().find(|(programme, _)| programme.id == entry.programme.id);
        if let Some((_, list)) = list {
            list.push((list.len() + 1, entry.clone()));
        }
    }
    let Some(grouping) = &round.grouping else { return lists };
    for (_, list) in &mut lists {
        // In the order of the groups, each numbered by itself.
        let groups = grouping.split(std::mem::take(list), |(_, entry)| entry);
        let numbered = groups.into_iter().flat_map(|(_, rows)| rows.into_iter().enumerate());
        list.extend(numbered.map(|(i, (_, entry))| (i + 1, entry)));
    }
    lists
}

fn in_order(round: &Arc<Round>, lists: Vec<(Arc<Programme>, Vec<Row>)>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (programme, rows) in lists.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let groups = match &round.grouping {
            None => vec![(Arc::default(), rows)],
            Some(grouping) => grouping.split(rows, |(_, entry)| entry),
        };
        blocks.extend(groups.into_iter().map(|(group, rows)| Block {
            section: group.to_string(),
            is_group: round.grouping.is_some(),
            round: round.clone(),
            programme: programme.clone(),
            rows,
        }));
    }
    blocks
}

/// Entries by what `key` says of them, each key's blocks in the order of the programmes.
fn sections(
    round: &Arc<Round>,
    lists: &[(Arc<Programme>, Vec<Row>)],
    key: impl Fn(&Entry) -> &Arc<str>,
) -> BTreeMap<Arc<str>, Vec<Block>> {
    let mut found: BTreeMap<Arc<str>, Vec<Block>> = BTreeMap::new();
    for (programme, rows) in lists {
        for row in rows {
            let name = key(&row.1);
            let blocks = found.entry(name.clone()).or_default();
            match blocks.last_mut().filter(|block| block.programme.id == programme.id) {
                Some(block) => block.rows.push(row.clone()),
                None => blocks.push(Block {
                    section: name.to_string(),
                    is_group: false,
                    round: round.clone(),
                    programme: programme.clone(),
                    rows: vec![row.clone()],
                }),
            }
        }
    }
    found
}

/// Sections of fields in the order and by the names of the programmes' fields.
fn by_field_name(register: &Register, mut sections: BTreeMap<Arc<str>, Vec<Block>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for field in &register.fields {
        for mut block in sections.remove(&field.id).unwrap_or_default() {
            block.section = field.name.to_string();
            blocks.push(block);
        }
    }
    blocks.extend(sections.into_values().flatten());
    blocks
}

/// Sections in the order of their names, those that cannot be compared so at the end.
fn by_name(order: Order, sections: BTreeMap<Arc<str>, Vec<Block>>) -> Vec<Block> {
    let order = if order == Order::AsListed { Order::SurnameStrokes } else { order };
    let key = |name: &str| NameKey::team(order, name, &Overrides::default()).ok();
    let mut sections: Vec<_> =
        sections.into_iter().map(|(name, blocks)| (key(&name), name, blocks)).collect();
    sections.sort_by(|a, b| (a.0.is_none(), &a.0, &a.1).cmp(&(b.0.is_none(), &b.0, &b.1)));
    sections.into_iter().flat_map(|(_, _, blocks)| blocks).collect()
}
