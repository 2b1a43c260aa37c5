//! Where a value of an imported record came from: the place in the file → the key of the record → the cell of the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::rows;
use super::origins::{self, Origins};
use crate::diagnostic::{Location, Span};
use crate::domain::programme::EntryKind;
use crate::records::table::Row;
use crate::records::yaml::{self, Node, Value};
use crate::records::{Role, table};
use crate::world::{Snapshot, text};

/// Finds cells for places in the files of a snapshot; each file is read once.
#[derive(Debug)]
pub struct Locator<'s> {
    snapshot: &'s Snapshot,
    origins: BTreeMap<String, Arc<Origins>>,
    /// Of each file the places of its values, in order, with the record's id and the path in it.
    places: BTreeMap<Arc<str>, Vec<Known>>,
}

impl<'s> Locator<'s> {
    /// A finder for the files of a snapshot.
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Locator { snapshot, origins: BTreeMap::new(), places: BTreeMap::new() }
    }

    /// The cell that what stands at a place was imported from: `名单.xlsx Sheet1!D17`.
    pub fn cell(&mut self, location: &Location) -> Option<String> {
        let (round, rows) = match Role::of(&location.file) {
            Role::Engineers(round) => (round, rows(EntryKind::Individual)),
            Role::Teams(round) => (round, rows(EntryKind::Team)),
            _ => return None,
        };
        let snapshot = self.snapshot;
        let origins = self.origins.entry(round.clone()).or_insert_with(|| {
            let path = format!("content/rounds/{round}/{}", origins::FILE);
            Arc::new(snapshot.content.get(&*path).map(|file| Origins::read(&file.bytes)).unwrap_or_default())
        });
        if origins.records.is_empty() {
            return None;
        }
        let origins = origins.clone();
        let places = self.places.entry(location.file.clone()).or_insert_with(|| {
            let bytes = snapshot.content.get(&location.file).map(|file| file.bytes.clone());
            bytes.and_then(|bytes| places(&location.file, &bytes, rows)).unwrap_or_default()
        });
        let Span { line, column, .. } = location.span;
        let after = places.partition_point(|(l, c, ..)| (*l, *c) <= (line, column));
        let (_, _, id, path) = places.get(after.checked_sub(1)?)?;
        origins.records.get(id)?.cell(path)
    }
}

/// A line, a column, the record's id, and the path of what stands there.
type Known = (u32, u32, String, String);

/// The places of all keys of a file.
fn places(file: &Arc<str>, bytes: &[u8], rows: &'static [Row]) -> Option<Vec<Known>> {
    let text = text::decode(file, bytes).ok()?;
    let items = match yaml::parse(file, &text).ok()? {
        Node { value: Value::List(items), .. } => items,
        other => vec![other],
    };
    let mut all = Vec::new();
    for item in &items {
        let Value::Map(entries) = &item.value else { continue };
        let id = entries.iter().find(|(key, _)| matches!(&*key.value, "id" | "编号"));
        let Some((_, Node { value: Value::Text(id), .. })) = id else { continue };
        all.push((item.span.line, item.span.column.saturating_sub(2), id.to_string(), "id".to_owned()));
        walk(item, id, "", &table::Is::Text, rows, &mut all);
    }
    all.sort();
    Some(all)
}

fn walk(node: &Node<'_>, id: &str, path: &str, is: &table::Is, rows: &[Row], all: &mut Vec<Known>) {
    let rows = is.form().map_or(rows, |form| form.rows);
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                let row = rows.iter().find(|row| *key.value == *row.key.0 || *key.value == *row.key.1);
                let name = row.map_or(&*key.value, |row| row.key.0);
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                all.push((key.span.line, key.span.column, id.to_owned(), path.clone()));
                walk(value, id, &path, row.map_or(&table::Is::Text, |row| &row.is), &[], all);
            }
        }
        Value::List(items) => {
            for (i, item) in items.iter().enumerate() {
                let path = format!("{path}.{i}");
                all.push((item.span.line, item.span.column, id.to_owned(), path.clone()));
                walk(item, id, &path, is, rows, all);
            }
        }
        Value::Text(_) | Value::Empty => {}
    }
}
