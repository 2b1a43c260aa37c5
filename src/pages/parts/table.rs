//! The lists of a round as tables.

use std::sync::{Arc, LazyLock};

use serde::Serialize;

use super::kind_name;
use crate::domain::entry::{Entry, Standing};
use crate::domain::programme::{EntryKind, Programme};
use crate::domain::round::{Column, Round};
use crate::pages::Terms;

/// A list of entries as a table, the cells being texts in the round's columns.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The programme's id.
    #[serde(skip)]
    pub(crate) id: String,
    /// The programme's name.
    pub programme: String,
    /// 拟入选 before the decision, 入选 after it, in the programme's own word.
    pub standing: Arc<str>,
    /// 人员 or 团队, in the programme's own word.
    pub noun: Arc<str>,
    /// `individual` or `team`
    pub kind: &'static str,
    /// 人 or 个团队
    pub counter: Arc<str>,
    /// How many.
    pub count: usize,
    /// 按姓氏笔画为序 …
    pub order: Arc<str>,
    /// The heads of the columns, 序号 first.
    pub heads: Vec<Arc<str>>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// One row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The entry's name.
    pub name: Arc<str>,
    /// Its page, relative to the site's root.
    pub href: Arc<str>,
    /// The cells after the name.
    pub cells: Vec<Arc<str>>,
}

/// The lists of a round, one a programme, of the entries that `keep` lets through, before its decision or after it.
pub fn tables(
    terms: &Terms,
    round: &Round,
    standing: Standing,
    keep: impl Fn(&Entry) -> bool,
) -> Vec<TableView> {
    let mut tables = Vec::new();
    for programme in &round.programmes {
        let entries = round.entries.iter().filter(|e| e.programme.id == programme.id && keep(e));
        let rows = entries.enumerate().map(|(i, entry)| row(i + 1, entry, &round.columns)).collect();
        let shown = table(terms, round, programme, (standing, rows));
        if shown.count > 0 {
            tables.push(shown);
        }
    }
    tables
}

/// Rows of entries of one programme as a table, of those who stand there.
pub fn table(
    terms: &Terms,
    round: &Round,
    programme: &Programme,
    (standing, rows): (Standing, Vec<RowView>),
) -> TableView {
    let kind = programme.kind;
    let rest = round.columns.iter().filter(|c| **c != Column::Name);
    let heads = &terms.list_heads;
    let leader = (kind == EntryKind::Team).then_some(heads.team_leader());
    let named = [heads.number(), heads.of(Column::Name, kind)].into_iter().chain(leader);
    let heads = named.chain(rest.map(|column| heads.of(*column, kind))).cloned().collect();
    TableView {
        id: programme.id.clone(),
        programme: programme.name.clone(),
        standing: terms.standing(programme, standing),
        noun: terms.noun(programme),
        kind: kind_name(kind),
        counter: terms.counters.of(kind).clone(),
        count: rows.len(),
        order: terms.orders.of(round.order, kind).clone(),
        heads,
        rows,
    }
}

/// An entry as a row, with these columns.
pub fn row(number: usize, entry: &Entry, columns: &[Column]) -> RowView {
    static EMPTY: LazyLock<Arc<str>> = LazyLock::new(|| "".into());
    let leader = entry.shown_leaders();
    let cells = columns.iter().filter_map(|column| match column {
        Column::Name => None,
        Column::Unit => Some(entry.shown_units()),
        Column::Title => Some(entry.title().unwrap_or(&EMPTY).clone()),
        Column::Field => Some(entry.field.name.clone()),
        Column::Recommender => Some(entry.recommender.clone()),
    });
    let cells = leader.into_iter().chain(cells).collect();
    RowView { number, name: entry.name.clone(), href: entry.href.clone(), cells }
}
