//! The values of one row of a table, by what its columns are for.

use std::collections::BTreeSet;

use super::columns::{Column, Table};
use super::draft::{Field, Value};
use super::headings::{Target, means, name_of};
use super::options::Options;
use super::values::{self, Cells};
use super::workbook::{Content, FileKind, Place};
use crate::diagnostic::{Diagnostic, error};
use crate::records::record::Group as _;
use crate::records::table::{Is, Need, Row, Visibility};
use crate::records::{AchievementRecord, PersonRecord};

/// What reading the rows of a table needs.
pub(super) struct Reader<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) kind: FileKind,
    pub(super) options: &'a Options,
    /// The private keys that a rule asks for; no other is read.
    pub(super) asked: &'a BTreeSet<&'static str>,
    /// The unit that recommends, where it stands above the table.
    pub(super) above: Option<(Place, String)>,
    pub(super) out: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Whether values of a key are read: those that no rule asks for stay where they are.
    pub(super) fn wants(&self, row: &Row) -> bool {
        row.visibility != Visibility::Private || self.asked.contains(row.key.0)
    }

    /// The value of a key in a row.
    pub(super) fn field(&mut self, row: &'static Row, target: Target, number: u32) -> Option<Field> {
        if !self.wants(row) {
            return None;
        }
        let table = self.table;
        let columns: Vec<&Column> = table.of(target).collect();
        let mut found: Vec<(Place, String)> = Vec::new();
        for column in columns {
            let Some((place, cell)) = table.cell((number, column.index)) else { continue };
            if let (Is::OneOrMore(_), Content::Text(text)) = (row.is, &cell.content) {
                let lines: Vec<String> =
                    text.lines().map(values::cleaned).filter(|l| !l.is_empty()).collect();
                if lines.len() > 1 {
                    return Some(Field { row, value: Value::Texts(lines), place: Some(place) });
                }
            }
            let above = self.same_as_above(row, place);
            let (place, cell) =
                above.and_then(|place| Some((place, table.sheet.cell(place)?))).unwrap_or((place, cell));
            let value = self.cells().value(row, place, cell);
            found.extend(value.map(|value| (place, value)));
        }
        let (place, first) = found.first()?.clone();
        // 研究生 in one column, 硕士 in the next.
        let mut value = first;
        for (_, more) in &found[1..] {
            if !value.contains(more.as_str()) {
                value = format!("{value} {more}");
            }
        }
        Some(Field { row, value: Value::Text(value), place: Some(place) })
    }

    /// The cell that 同上 stands for.
    fn same_as_above(&self, row: &Row, (number, column): Place) -> Option<Place> {
        let says_so = |number: u32| {
            let text = self.table.sheet.cell((number, column)).map(|cell| &cell.content);
            matches!(text, Some(Content::Text(text)) if matches!(text.trim(), "同上" | "〃" | "\"" | "″"))
        };
        if !says_so(number) || row.key.0 == "name" {
            return None;
        }
        let mut above = (self.table.head.end..number).rev().skip_while(|number| says_so(*number));
        above.next().and_then(|number| self.table.cell((number, column))).map(|(place, _)| place)
    }

    pub(super) fn cells(&mut self) -> Cells<'_> {
        Cells { sheet: self.table.sheet, kind: self.kind, out: &mut self.out }
    }

    /// The unit and the post of a cell that has both.
    pub(super) fn unit_and_post(&mut self, number: u32) -> Option<(Place, String, Option<String>)> {
        let column = self.table.of(Target::UnitAndPost).next()?.index;
        let (place, cell) = self.table.cell((number, column))?;
        let Content::Text(text) = &cell.content else {
            self.cells().text(place, cell)?;
            return None;
        };
        let divided = values::unit_and_post(text);
        if divided.is_none() {
            self.out.push(values::not_divided(self.table.sheet.location(place)));
        }
        divided.map(|(unit, post)| (place, unit, post))
    }

    /// What was said once for all entries: by the person who imports, or above the table.
    pub(super) fn constant(&self, row: &'static Row, target: Target) -> Option<Field> {
        let said = self.options.values.iter().find(|(to, _)| means(*to, target));
        if let Some((_, value)) = said {
            return Some(Field { row, value: Value::Text(value.clone()), place: None });
        }
        let (place, value) = self.above.clone().filter(|_| target == Target::Entry("recommender"))?;
        Some(Field { row, value: Value::Text(value), place: Some(place) })
    }

    /// The one achievement of a row, where the table has columns for it.
    pub(super) fn achievements(&mut self, row: &'static Row, number: u32) -> Option<Field> {
        let mut fields = Vec::new();
        for part in AchievementRecord::ROWS {
            fields.extend(self.field(part, Target::Achievement(part.key.0), number));
        }
        let place = fields.first()?.place;
        Some(Field { row, value: Value::Maps(vec![fields]), place })
    }

    /// The keys of a person, from columns that one of the targets makes.
    pub(super) fn person(&mut self, target: fn(&'static str) -> Target, number: u32) -> Vec<Field> {
        let mut fields = Vec::new();
        for row in PersonRecord::ROWS {
            fields.extend(self.field(row, target(row.key.0), number));
        }
        fields
    }

    /// Reports that a row lacks what a record must have.
    pub(super) fn missing(&mut self, row: &Row, target: Target, number: u32) {
        let column = self.table.of(target).next().map(|column| column.index);
        // A column that there is not is reported once, for all rows; ids are given.
        let Some(column) = column.filter(|_| row.need == Need::Required && row.key.0 != "id") else { return };
        let place = (number, column);
        // What stands in it has been reported.
        if self.table.cell(place).is_some() {
            return;
        }
        let key = name_of(target);
        self.out.push(error!(self.table.sheet.location(place), "empty-cell",
            "“{key}”空着", "`{key}` is empty";
            help: "补上内容", "fill it in"
        ));
    }
}
