//! The lists of a round as tables.

use serde::Serialize;

use super::kind_name;
use crate::domain::entry::Entry;
use crate::domain::programme::{EntryKind, Programme};
use crate::domain::round::{Column, Round};

/// A list of entries as a table, the cells being texts in the round's columns.
#[derive(Clone, Debug, Serialize)]
pub struct TableView<'r, R = RowView<'r>> {
    /// The programme's name.
    pub programme: &'r str,
    /// `individual` or `team`
    pub kind: &'static str,
    /// 人 or 个团队
    pub counter: &'static str,
    /// How many.
    pub count: usize,
    /// 按姓氏笔画为序 …
    pub order: &'static str,
    /// The heads of the columns, 序号 first.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<R>,
}

/// One row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct RowView<'r> {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The entry's name.
    pub name: &'r str,
    /// Its page, relative to the site's root.
    pub href: &'r str,
    /// The cells after the name.
    pub cells: Vec<&'r str>,
}

/// The lists of a round, one a programme, of the entries that `keep` lets through.
pub fn tables(round: &Round, keep: impl Fn(&Entry) -> bool) -> Vec<TableView<'_>> {
    let mut tables = Vec::new();
    for programme in &round.programmes {
        let entries = round.entries.iter().filter(|e| e.programme.id == programme.id && keep(e));
        let rows = entries.enumerate().map(|(i, entry)| row(i + 1, entry, &round.columns)).collect();
        let shown = table(round, programme, rows);
        if shown.count > 0 {
            tables.push(shown);
        }
    }
    tables
}

/// Rows of entries of one programme as a table.
pub fn table<'r, R>(round: &Round, programme: &'r Programme, rows: Vec<R>) -> TableView<'r, R> {
    let kind = programme.kind;
    let rest = round.columns.iter().filter(|c| **c != Column::Name);
    let mut heads = vec!["序号", Column::Name.head(kind)];
    heads.extend((kind == EntryKind::Team).then_some("负责人"));
    heads.extend(rest.map(|column| column.head(kind)));
    TableView {
        programme: &programme.name,
        kind: kind_name(kind),
        counter: if kind == EntryKind::Individual { "人" } else { "个团队" },
        count: rows.len(),
        order: match kind {
            EntryKind::Individual => round.order.phrase(),
            EntryKind::Team => round.order.team_phrase(),
        },
        heads,
        rows,
    }
}

/// An entry as a row, with these columns.
pub fn row<'r>(number: usize, entry: &'r Entry, columns: &[Column]) -> RowView<'r> {
    let leader = entry.team().map(|team| &*team.leader.name);
    let cells = columns.iter().filter_map(|column| match column {
        Column::Name => None,
        Column::Unit => Some(&*entry.unit),
        Column::Title => Some(entry.title().map_or("", |title| title)),
        Column::Field => Some(&*entry.field.name),
        Column::Recommender => Some(&*entry.recommender),
    });
    RowView { number, name: &entry.name, href: &entry.href, cells: leader.into_iter().chain(cells).collect() }
}
