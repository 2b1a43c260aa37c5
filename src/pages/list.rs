//! Pages of a round's list: further pages, and the other arrangements.

use std::sync::Arc;

use serde::Serialize;

use super::listing::{Arrangement, Listing, Row};
use super::parts::{self, GroupColumn, Link, RoundBrief, RoundView, RowView, TableView};
use super::terms::standing_of;
use super::{Context, Head, Terms, template};
use crate::domain::round::Round;

/// A page of a round's list.
#[derive(Debug, Serialize)]
pub struct ListPage {
    page: Head,
    round: Arc<RoundView>,
    list: ListView,
    files: Vec<Link>,
}

template!(ListPage, "list.html");

/// A page of a list.
#[derive(Debug, Serialize)]
pub(super) struct ListView {
    /// The arrangements to choose from.
    pub(super) arrangements: Vec<Choice>,
    /// Every section of the list, on its first page.
    pub(super) index: Vec<IndexEntry>,
    /// What stands on this page.
    pub(super) sections: Vec<SectionView>,
    /// The way to the other pages, where there are any.
    pub(super) pager: Option<Pager>,
}

#[derive(Debug, Serialize)]
pub(super) struct Choice {
    text: Arc<str>,
    href: String,
    current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct IndexEntry {
    text: String,
    href: String,
    count: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    /// Its anchor.
    id: String,
    /// A field or a recommending unit; empty where there are no sections.
    title: String,
    /// Its round, on the page of a field.
    round: Option<Arc<RoundBrief>>,
    tables: Vec<ListTable>,
}

/// A stretch of a list as a table.
#[derive(Debug, Serialize)]
pub(super) struct ListTable {
    #[serde(flatten)]
    table: TableView,
    /// How many the whole list has.
    total: usize,
    /// The places of the first and last row in it, from 1.
    from: usize,
    to: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Pager {
    number: usize,
    total: usize,
    previous: Option<String>,
    next: Option<String>,
    /// Some of the pages by number, the first and the last among them; between them gaps.
    pages: Vec<Numbered>,
}

#[derive(Debug, Serialize)]
struct Numbered {
    number: usize,
    href: String,
}

/// Which page of which list.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// How the list is arranged.
    pub arrangement: Arrangement,
    /// The page, from 0.
    pub page: usize,
}

/// A page of a round's list.
pub fn list(
    context: Context<'_>,
    round: &Round,
    shown: &Arc<RoundView>,
    listing: &Listing,
    place: Place,
) -> ListPage {
    let (terms, Place { arrangement, page: number }) = (context.terms, place);
    let path = format!("{}.html", arrangement.address(round, number));
    let (of, standing, arranged) = (&round.title, &shown.brief.standing, terms.arrangements.of(arrangement));
    let title = match number {
        0 => terms.list.title(of, standing, arranged),
        _ => terms.list.further_title(of, standing, arranged, number + 1),
    };
    let mut page = Head {
        description: terms.list.description(&title),
        title,
        ..Head::new(context, &path, "list", terms.columns.notices())
    };
    page.crumbs.push(Link::new(&round.title, format!("{}.html", round.address())));
    ListPage {
        page,
        round: shown.clone(),
        list: list_of(terms, round, listing, place),
        files: parts::list_files(terms, round),
    }
}

/// What a page of a round's list shows.
pub(super) fn list_of(terms: &Terms, round: &Round, listing: &Listing, place: Place) -> ListView {
    let Place { arrangement, page } = place;
    let address = |page: usize| format!("{}.html", arrangement.address(round, page));
    let choice = |other: Arrangement| Choice {
        text: terms.arrangements.of(other).clone(),
        href: format!("{}.html", other.address(round, 0)),
        current: other == arrangement,
    };
    let sectioned = arrangement != Arrangement::Order;
    ListView {
        arrangements: Arrangement::ALL.into_iter().map(choice).collect(),
        index: if page == 0 && sectioned { index(listing, address) } else { Vec::new() },
        sections: sections(terms, listing, page, |_| None),
        pager: pager(listing, page, address),
    }
}

/// The stretches of a page, those of one section together; `round_of` says what is told of a section's round.
pub(super) fn sections(
    terms: &Terms,
    listing: &Listing,
    page: usize,
    round_of: impl Fn(&Round) -> Option<Arc<RoundBrief>>,
) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    let mut last = None;
    for stretch in &listing.pages[page] {
        let block = &listing.blocks[stretch.block];
        let round = &block.round;
        // A block of a group has it as its section.
        let of_group = if block.is_group { GroupColumn::InHeadings } else { GroupColumn::InTable };
        let columns = parts::list_columns(round, block.programme.kind, of_group);
        let row = |(number, entry): &Row| parts::row(*number, entry, &columns);
        let rows: Vec<RowView> = block.rows[stretch.rows.clone()].iter().map(row).collect();
        let table = ListTable {
            table: parts::table(terms, round, &block.programme, &columns, (standing_of(round), rows)),
            total: block.rows.len(),
            from: stretch.rows.start + 1,
            to: stretch.rows.end,
        };
        let section = (&round.id, &block.section);
        if last == Some(section)
            && let Some(open) = sections.last_mut()
        {
            open.tables.push(table);
            continue;
        }
        last = Some(section);
        sections.push(SectionView {
            id: anchor(stretch.block),
            title: block.section.clone(),
            round: round_of(round),
            tables: vec![table],
        });
    }
    sections
}

fn anchor(block: usize) -> String {
    format!("s{}", block + 1)
}

/// Every section with its number of entries and where it begins.
fn index(listing: &Listing, address: impl Fn(usize) -> String) -> Vec<IndexEntry> {
    let mut entries: Vec<IndexEntry> = Vec::new();
    for (i, block) in listing.blocks.iter().enumerate() {
        match entries.last_mut().filter(|entry| entry.text == block.section) {
            Some(entry) => entry.count += block.rows.len(),
            None => entries.push(IndexEntry {
                text: block.section.clone(),
                href: format!("{}#{}", address(listing.starts[i]), anchor(i)),
                count: block.rows.len(),
            }),
        }
    }
    entries
}

/// The way to the other pages: the first, the last, and two on either side.
pub(super) fn pager(listing: &Listing, page: usize, address: impl Fn(usize) -> String) -> Option<Pager> {
    let total = listing.pages.len();
    let near = |other: &usize| *other == 0 || *other + 1 == total || other.abs_diff(page) <= 2;
    (total > 1).then(|| Pager {
        number: page + 1,
        total,
        previous: page.checked_sub(1).map(&address),
        next: Some(page + 1).filter(|next| *next < total).map(&address),
        pages: (0..total).filter(near).map(|i| Numbered { number: i + 1, href: address(i) }).collect(),
    })
}
