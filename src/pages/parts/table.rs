//! The lists of a round as tables.

use std::sync::{Arc, LazyLock};

use serde::Serialize;

use super::kind_name;
use crate::domain::column::{Column, ListColumn};
use crate::domain::entry::{Entry, Standing};
use crate::domain::programme::{EntryKind, Programme};
use crate::domain::round::Round;
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
    /// Its groups with their rows, where it is grouped.
    pub groups: Vec<GroupView>,
    /// All rows.
    pub rows: Vec<RowView>,
}

/// A group of a list, under a heading of its own.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// 一等奖, a county, a batch …
    pub title: Arc<str>,
    /// How many.
    pub count: usize,
    /// Its rows, numbered from 1.
    pub rows: Vec<RowView>,
}

/// One row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its number in the list, or in its group, from 1.
    pub number: usize,
    /// The group it is in, where the list is grouped.
    pub group: Option<Arc<str>>,
    /// The entry's name.
    pub name: Arc<str>,
    /// Its page, relative to the site's root.
    pub href: Arc<str>,
    /// The cells after the name.
    pub cells: Vec<Arc<str>>,
}

/// Whether a table has the column that its round's lists are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupColumn {
    /// The headings of the groups say it.
    InHeadings,
    /// It is a column like the others.
    InTable,
}

/// The columns after the name that lists of a kind have in a round.
pub fn list_columns(round: &Round, kind: EntryKind, of_group: GroupColumn) -> Vec<&ListColumn> {
    let by = round.grouping.as_ref().map(|grouping| &grouping.by);
    let is_hidden = |column: &ListColumn| of_group == GroupColumn::InHeadings && Some(column) == by;
    let is_shown = |column: &&ListColumn| {
        **column != ListColumn::Usual(Column::Name) && column.is_of(kind) && !is_hidden(column)
    };
    round.columns.iter().filter(is_shown).collect()
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
        let columns = list_columns(round, programme.kind, GroupColumn::InHeadings);
        let entries = round.entries.iter().filter(|e| e.programme.id == programme.id && keep(e));
        let numbered = |entries: &mut dyn Iterator<Item = &Arc<Entry>>| -> Vec<RowView> {
            entries.enumerate().map(|(i, entry)| row(i + 1, entry, &columns)).collect()
        };
        let mut entries = entries;
        let rows = match &round.grouping {
            None => numbered(&mut entries),
            Some(grouping) => {
                let groups = grouping.split(entries, |entry| entry).into_iter();
                let rows = groups.flat_map(|(title, entries)| {
                    let in_group = move |row| RowView { group: Some(title.clone()), ..row };
                    numbered(&mut entries.into_iter()).into_iter().map(in_group)
                });
                rows.collect()
            }
        };
        let groups = grouped(&rows);
        let shown = TableView { groups, ..table(terms, round, programme, &columns, (standing, rows)) };
        if shown.count > 0 {
            tables.push(shown);
        }
    }
    tables
}

/// The groups that rows are in; none where they are in none.
pub fn grouped(rows: &[RowView]) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for row in rows {
        let Some(title) = &row.group else { continue };
        match groups.last_mut().filter(|group| group.title == *title) {
            Some(group) => {
                group.count += 1;
                group.rows.push(row.clone());
            }
            None => groups.push(GroupView { title: title.clone(), count: 1, rows: vec![row.clone()] }),
        }
    }
    groups
}

/// Rows of entries of one programme as a table with these columns after the name, of those who stand there.
pub fn table(
    terms: &Terms,
    round: &Round,
    programme: &Programme,
    columns: &[&ListColumn],
    (standing, rows): (Standing, Vec<RowView>),
) -> TableView {
    let kind = programme.kind;
    let heads = &terms.list_heads;
    let leader = (kind == EntryKind::Team).then_some(heads.team_leader());
    let named = [heads.number(), heads.of(Column::Name, kind)].into_iter().chain(leader);
    let rest = columns.iter().map(|column| match column {
        ListColumn::Usual(column) => heads.of(*column, kind),
        ListColumn::Own(column) => &column.heading,
    });
    let heads = named.chain(rest).cloned().collect();
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
        groups: Vec::new(),
        rows,
    }
}

/// An entry as a row, with these columns.
pub fn row(number: usize, entry: &Entry, columns: &[&ListColumn]) -> RowView {
    static EMPTY: LazyLock<Arc<str>> = LazyLock::new(|| "".into());
    let leader = entry.shown_leaders();
    let cells = columns.iter().map(|column| entry.shown(column).unwrap_or_else(|| EMPTY.clone()));
    let cells = leader.into_iter().chain(cells).collect();
    RowView { number, group: None, name: entry.name.clone(), href: entry.href.clone(), cells }
}
