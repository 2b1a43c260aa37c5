//! A value in the table, the same in the file, and what the table had at the last import: what becomes of it.

use std::collections::BTreeMap;

use super::draft::{Field, Value};
use super::existing::Plain;
use super::origins::digest;
use crate::records::table::Is;

/// What becomes of a value that the table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file says the same.
    Same,
    /// The file has no such key: it is added.
    Add,
    /// The table changed since the last import, the file did not.
    Update,
    /// The file was changed by hand, the table was not: it stays.
    Kept,
    /// Both changed, or it is not known which.
    Conflict,
}

/// Compares the three.
pub(super) fn compare(table: &Plain, file: Option<&Plain>, last: Option<&str>) -> Verdict {
    let was = |value: &Plain| last.is_some_and(|last| last == digest_of(value));
    match file {
        None if was(table) => Verdict::Kept,
        None => Verdict::Add,
        Some(file) if says_the_same(table, file) => Verdict::Same,
        Some(_) if was(table) => Verdict::Kept,
        Some(file) if was(file) => Verdict::Update,
        Some(_) => Verdict::Conflict,
    }
}

/// The digest of a value, however it is written.
pub(super) fn digest_of(value: &Plain) -> String {
    let mut text = String::new();
    spell(value, &mut text);
    digest(&text)
}

fn spell(value: &Plain, out: &mut String) {
    match value {
        Plain::Text(text) => out.push_str(&format!("{}:{text}", text.len())),
        Plain::List(items) => {
            out.push('[');
            items.iter().for_each(|item| spell(item, out));
            out.push(']');
        }
        Plain::Map(map) => {
            out.push('{');
            for (key, value) in map {
                out.push_str(key);
                spell(value, out);
            }
            out.push('}');
        }
    }
}

/// Whether the file has all that the table says; of a list of people it may have more, and of a person.
fn says_the_same(table: &Plain, file: &Plain) -> bool {
    match (table, file) {
        (Plain::Text(table), Plain::Text(file)) => table == file,
        (Plain::Map(table), Plain::Map(file)) => {
            table.iter().all(|(key, value)| file.get(key).is_some_and(|file| says_the_same(value, file)))
        }
        (Plain::List(table), Plain::List(file)) => {
            match table.iter().all(|item| matches!(item, Plain::Map(_))) {
                true => table.iter().all(|item| file.iter().any(|other| says_the_same(item, other))),
                false => table == file,
            }
        }
        _ => false,
    }
}

/// The items of the file's list that the table does not have, by their names.
pub(super) fn more_in_file(table: &Plain, file: &Plain) -> Vec<BTreeMap<String, Plain>> {
    let (Plain::List(table), Plain::List(file)) = (table, file) else { return Vec::new() };
    let name = |item: &Plain| match item {
        Plain::Map(map) => map.get("name").cloned(),
        _ => None,
    };
    let names: Vec<Option<Plain>> = table.iter().map(name).collect();
    let more = file.iter().filter(|item| !names.contains(&name(item)));
    more.filter_map(|item| if let Plain::Map(map) = item { Some(map.clone()) } else { None }).collect()
}

/// A value of the table as it compares to one of the file.
pub(super) fn plain(field: &Field) -> Plain {
    match (&field.value, field.row.is) {
        (Value::Text(text), Is::OneOrMore(_)) => Plain::List(vec![Plain::Text(text.clone())]),
        (Value::Text(text), _) => Plain::Text(text.clone()),
        (Value::Texts(texts), _) => Plain::List(texts.iter().cloned().map(Plain::Text).collect()),
        (Value::Map(fields), _) => plain_map(fields),
        (Value::Maps(items), _) => Plain::List(items.iter().map(|item| plain_map(item)).collect()),
    }
}

fn plain_map(fields: &[Field]) -> Plain {
    Plain::Map(fields.iter().map(|field| (field.row.key.0.to_owned(), plain(field))).collect())
}
