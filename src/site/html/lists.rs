//! Pages that list: a round, its list in other arrangements and further pages, a field, all rounds, the site map.

use serde::Serialize;

use super::{Shown, link, list_files};
use crate::domain::programme::Field;
use crate::domain::register::AuthoredPage;
use crate::pages::Given;
use crate::pages::view::{self, RoundBrief, RoundView, RowView, TableView};
use crate::site::Site;
use crate::site::listing::{self, Arrangement, Listing};
use crate::site::paper;
use crate::site::route::ItemIndex;

/// A page of a list.
#[derive(Serialize)]
struct ListView<'r> {
    /// The arrangements to choose from.
    arrangements: Vec<Choice>,
    /// Every section of the list, on its first page.
    index: Vec<IndexEntry>,
    /// What stands on this page.
    sections: Vec<SectionView<'r>>,
    /// The way to the other pages, where there are any.
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Choice {
    text: &'static str,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct IndexEntry {
    text: String,
    href: String,
    count: usize,
}

#[derive(Serialize)]
struct SectionView<'r> {
    /// Its anchor.
    id: String,
    /// A field or a recommending unit; empty where there are no sections.
    title: String,
    /// Its round, on the page of a field.
    round: Option<RoundBrief>,
    tables: Vec<ListTable<'r>>,
}

/// A stretch of a list as a table.
#[derive(Serialize)]
struct ListTable<'r> {
    #[serde(flatten)]
    table: TableView<'r, RowView<'r>>,
    /// How many the whole list has.
    total: usize,
    /// The places of the first and last row in it, from 1.
    from: usize,
    to: usize,
}

#[derive(Serialize)]
struct Pager {
    number: usize,
    total: usize,
    previous: Option<String>,
    next: Option<String>,
    /// Some of the pages by number, the first and the last among them; between them gaps.
    pages: Vec<Numbered>,
}

#[derive(Serialize)]
struct Numbered {
    number: usize,
    href: String,
}

/// A year of the archive.
#[derive(Serialize)]
struct Year {
    year: String,
    rounds: Vec<RoundView>,
}

impl<'a, G: Given> Shown<'a, G> {
    pub(super) fn round(&mut self, site: &Site, r: usize) -> &'static str {
        let (round, shown) = (&self.register.rounds[r], &site.rounds[r]);
        self.page.kind = "round";
        self.page.paper = Some(paper::foot(&self.page.canonical, None));
        self.page.title = round.title.clone();
        self.page.description = format!("{}{}名单、公告和公示期。", round.title, shown.brief.standing);
        self.page.source = Some(round.issuers.join("、"));
        self.given.put("round", shown);
        self.given.put("list", &self.list_of(site, r, Arrangement::Order, 0));
        self.given.put("files", &list_files(round));
        "round.html"
    }

    pub(super) fn list(
        &mut self,
        site: &Site,
        r: usize,
        arrangement: Arrangement,
        page: usize,
    ) -> &'static str {
        let (round, shown) = (&self.register.rounds[r], &site.rounds[r]);
        self.crumb_round(round);
        self.page.kind = "list";
        self.page.title = format!("{}{}名单（{}", round.title, shown.brief.standing, arrangement.chinese());
        if page > 0 {
            self.page.title.push_str(&format!("，第{}页", page + 1));
        }
        self.page.title.push('）');
        self.page.description = format!("{}。", self.page.title);
        self.given.put("round", shown);
        self.given.put("list", &self.list_of(site, r, arrangement, page));
        self.given.put("files", &list_files(round));
        "list.html"
    }

    fn list_of(&self, site: &Site, r: usize, arrangement: Arrangement, page: usize) -> ListView<'a> {
        let round = &self.register.rounds[r];
        let listing = site.listings.of(r, arrangement);
        let address = |page: usize| format!("{}.html", arrangement.address(round, page));
        let choice = |other: Arrangement| Choice {
            text: other.chinese(),
            href: format!("{}.html", other.address(round, 0)),
            current: other == arrangement,
        };
        let sectioned = arrangement != Arrangement::Order;
        ListView {
            arrangements: Arrangement::ALL.into_iter().map(choice).collect(),
            index: if page == 0 && sectioned { index(listing, address) } else { Vec::new() },
            sections: self.sections(listing, page, false),
            pager: pager(listing, page, address),
        }
    }

    pub(super) fn field(&mut self, site: &Site, i: usize, page: usize) -> &'static str {
        let field = &self.register.fields[i];
        let listing = &site.listings.fields[i];
        let address = |page: usize| format!("{}.html", listing::field_address(&field.id, page));
        self.page.kind = "field";
        self.page.column = "领域";
        self.page.title = format!("{}领域", field.name);
        if page > 0 {
            self.page.crumbs.push(link(&self.page.title, address(0)));
            self.page.title.push_str(&format!("（第{}页）", page + 1));
        }
        self.page.description = format!("{}的公示名单。", self.page.title);
        let list = ListView {
            arrangements: Vec::new(),
            index: Vec::new(),
            sections: self.sections(listing, page, true),
            pager: pager(listing, page, address),
        };
        self.given.put("list", &list);
        "field.html"
    }

    /// All rounds, by year.
    pub(super) fn archive(&mut self) -> &'static str {
        self.page.kind = "archive";
        self.page.title = "历次公示".to_owned();
        self.page.description = "按年度排列的历次公示、名单和公告。".to_owned();
        self.given.put("years", &self.years());
        "archive.html"
    }

    /// The site map for people.
    pub(super) fn contents(&mut self) -> &'static str {
        let register = self.register;
        self.page.kind = "sitemap";
        self.page.column = "网站地图";
        self.page.title = "网站地图".to_owned();
        self.page.description = "本站各类页面一览。".to_owned();
        let field =
            |field: &Field| link(&field.name, format!("{}.html", listing::field_address(&field.id, 0)));
        let page = |page: &AuthoredPage| link(&page.title, format!("{}.html", page.address));
        self.given.put("years", &self.years());
        self.given.put("fields", &register.fields.iter().map(field).collect::<Vec<_>>());
        self.given.put("pages", &register.pages.iter().map(page).collect::<Vec<_>>());
        "sitemap.html"
    }

    fn years(&self) -> Vec<Year> {
        let mut years: Vec<Year> = Vec::new();
        for round in self.register.public_rounds() {
            let shown = view::round(self.register, round);
            match years.iter_mut().find(|year| year.year == round.year) {
                Some(year) => year.rounds.push(shown),
                None => years.push(Year { year: round.year.clone(), rounds: vec![shown] }),
            }
        }
        years
    }

    /// The stretches of a page, those of one section together.
    fn sections(&self, listing: &Listing, page: usize, with_round: bool) -> Vec<SectionView<'a>> {
        let mut sections: Vec<SectionView<'a>> = Vec::new();
        let mut last = None;
        for stretch in &listing.pages[page] {
            let block = &listing.blocks[stretch.block];
            let round = &self.register.rounds[block.round];
            let row =
                |(number, index): &(usize, ItemIndex)| view::row(*number, index.of(round), &round.columns);
            let rows = block.rows[stretch.rows.clone()].iter().map(row).collect();
            let table = ListTable {
                table: view::table(round, &round.programmes[block.programme], rows),
                total: block.rows.len(),
                from: stretch.rows.start + 1,
                to: stretch.rows.end,
            };
            let section = (block.round, &block.section);
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
                round: with_round.then(|| view::round_brief(self.register, round)),
                tables: vec![table],
            });
        }
        sections
    }
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
fn pager(listing: &Listing, page: usize, address: impl Fn(usize) -> String) -> Option<Pager> {
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
