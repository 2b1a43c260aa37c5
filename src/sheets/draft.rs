//! An entry as a table has it: the values of its keys, each with the cell it comes from.

use crate::domain::programme::EntryKind;
use crate::records::record::Group as _;
use crate::records::table::Row;
use crate::records::{EngineerFile, TeamFile};

use super::workbook::Place;

/// An entry as a table has it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The sheet, by its position in the workbook.
    pub(super) sheet: usize,
    /// Where it begins.
    pub(super) place: Place,
    /// Its values, in the order of the keys of its kind of record.
    pub(super) fields: Vec<Field>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) row: &'static Row,
    pub(super) value: Value,
    /// The cell it comes from; none for what was said once for all.
    pub(super) place: Option<Place>,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Texts(Vec<String>),
    Map(Vec<Field>),
    Maps(Vec<Vec<Field>>),
}

impl Draft {
    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.row.key.0 == key)?;
        match &field.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the record says it is 涉密: then no message names it.
    pub(super) fn is_classified(&self) -> bool {
        self.text("classified").is_some_and(|value| !matches!(value, "否" | "false"))
    }

    /// The cell of a key, or that of the entry as a whole.
    pub(super) fn place_of(&self, key: &str) -> Place {
        let field = self.fields.iter().find(|field| field.row.key.0 == key);
        field.and_then(|field| field.place).unwrap_or(self.place)
    }
}

/// The keys of the records of a kind.
pub(super) fn rows(kind: EntryKind) -> &'static [Row] {
    match kind {
        EntryKind::Individual => EngineerFile::ROWS,
        EntryKind::Team => TeamFile::ROWS,
    }
}

/// Every value that stands in a cell, with its path in the record: `name`, `leader.birth`, `members.0.name`.
pub(super) fn paths(fields: &[Field]) -> Vec<(String, Place)> {
    let mut all = Vec::new();
    walk(fields, "", &mut all);
    all
}

fn walk(fields: &[Field], prefix: &str, all: &mut Vec<(String, Place)>) {
    for field in fields {
        let path = format!("{prefix}{}", field.row.key.0);
        all.extend(field.place.map(|place| (path.clone(), place)));
        match &field.value {
            Value::Text(_) | Value::Texts(_) => {}
            Value::Map(inside) => walk(inside, &format!("{path}."), all),
            Value::Maps(items) => {
                for (i, item) in items.iter().enumerate() {
                    walk(item, &format!("{path}.{i}."), all);
                }
            }
        }
    }
}
