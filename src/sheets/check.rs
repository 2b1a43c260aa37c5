//! What each column of a table is taken for, and what is wrong with the columns as a whole.

use super::columns::{Column, Layout, Table, suggestion};
use super::draft::rows;
use super::headings::{Target, means, name_of};
use super::import::{Importer, Mapping, Use};
use super::workbook::column_name;
use super::{engineers, rows as table_rows, teams, values};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::programme::EntryKind;
use crate::records::table::{Need, Visibility};
use crate::records::{PersonRecord, record::Group as _};

impl Importer<'_> {
    /// What each column of a table is taken for.
    pub(super) fn mapping(&self, table: &Table<'_>) -> Vec<Mapping> {
        let mapping = |column: &Column| Mapping {
            sheet: table.sheet.name.clone(),
            column: column_name(column.index),
            heading: column.heading.clone(),
            used: self.used(column),
        };
        table.columns.iter().map(mapping).collect()
    }

    fn used(&self, column: &Column) -> Use {
        let Some(target) = column.target else {
            let known = || Use::Unknown(suggestion(&column.heading));
            return if column.given { Use::LeftOut } else { known() };
        };
        match target {
            Target::NoKey => Use::NoKey,
            Target::Order => Use::Order,
            Target::Person(key) | Target::Leader(key) if !self.is_wanted(key) => {
                Use::NotAsked(name_of(target))
            }
            _ => Use::Key(name_of(target)),
        }
    }

    /// Whether values of a person's key are imported: private ones only where a rule asks for them.
    fn is_wanted(&self, key: &str) -> bool {
        let row = PersonRecord::ROWS.iter().find(|row| row.key.0 == key);
        row.is_none_or(|row| row.visibility != Visibility::Private || self.asked.contains(key))
    }

    /// Reports columns that a list cannot do without, and those that nobody sees.
    pub(super) fn check_columns(&self, table: &Table<'_>, kind: EntryKind, out: &mut Vec<Diagnostic>) {
        let target_of = match kind {
            EntryKind::Individual => engineers::target_of,
            EntryKind::Team => teams::target_of,
        };
        let people = kind == EntryKind::Team && table.layout() == Layout::People;
        for row in rows(kind).iter().filter(|row| row.need == Need::Required && row.key.0 != "id") {
            let target = target_of(row);
            let said = self.request.options.values.iter().any(|(to, _)| means(*to, target))
                || (target == Target::Entry("recommender") && table_rows::above(table).is_some());
            let there = match row.key.0 {
                "unit" if kind == EntryKind::Individual => {
                    table.has(target) || table.has(Target::UnitAndPost)
                }
                // Of a team with a row a person, roles tell who leads; of a sheet a team, the sheet its name.
                "leader" | "name" if people => true,
                _ => table.has(target),
            };
            if !said && !there {
                out.push(no_column(table, row.key.1));
            }
        }
        if self.programmes(kind).len() > 1
            && !table.has(Target::Entry("programme"))
            && !self.request.options.values.iter().any(|(to, _)| *to == Target::Entry("programme"))
        {
            let ids = self.programmes(kind).iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("、");
            out.push(error!(table.sheet.location((table.head.start, 0)), "no-programme",
                "本轮有几个项目，表中没有“项目”一列", "the round has several programmes, and the table no column 项目";
                help: "加一列“项目”；都是一个项目的，写 --set 项目=编号（{ids}）",
                "add a column 项目; where all are of one, write --set programme=ID ({ids})"
            ));
        }
        for column in &table.columns {
            if table.sheet.hidden_columns.contains(&column.index) && matches!(self.used(column), Use::Key(_))
            {
                out.push(values::hidden_column(table.sheet.location(column.place), &column.heading));
            }
        }
    }

    /// Reports numbers that Excel has rounded in columns that are not imported: the office has to know, for its own sake.
    pub(super) fn check_rounded(&self, table: &Table<'_>, numbers: &[u32], out: &mut Vec<Diagnostic>) {
        for column in
            table.columns.iter().filter(|column| !column.given && !matches!(self.used(column), Use::Key(_)))
        {
            for number in numbers {
                let place = (*number, column.index);
                if table.sheet.cell(place).is_some_and(values::is_rounded) {
                    out.push(values::rounded(table.sheet.location(place)));
                }
            }
        }
    }
}

fn no_column(table: &Table<'_>, key: &str) -> Diagnostic {
    let there =
        table.columns.iter().filter(|c| c.target.is_none()).map(|c| c.heading.as_str()).collect::<Vec<_>>();
    let others = there.join("、");
    let help = if there.is_empty() {
        text!(
            "加上这一列；大家都一样的，写 --set {key}=内容",
            "add the column; where all have the same, write --set {key}=VALUE"
        )
    } else {
        text!(
            "加上这一列；大家都一样的，写 --set {key}=内容；列名不同的，写 --map 列名={key}（没认出的列：{others}）",
            "add the column; where all have the same, write --set {key}=VALUE; where it is headed otherwise, --map HEADING={key} (not known: {others})"
        )
    };
    error!(
        table.sheet.location((table.head.start, 0)),
        "no-column", "表中没有“{key}”一列", "the table has no column `{key}`"
    )
    .help(help)
}
