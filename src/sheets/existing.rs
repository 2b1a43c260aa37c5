//! What stands in a round's files of people already: each record, and where each of its keys and values stands, so that a
//! value can be changed and everything around it stays as it is, byte for byte.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::written::Keys;
use crate::diagnostic::{Diagnostic, Location, Span};
use crate::records::table::{Is, Row};
use crate::records::yaml::{self, Node, Value};
use crate::world::text;

/// A file of records.
#[derive(Debug)]
pub(super) struct RecordFile {
    pub(super) path: Arc<str>,
    /// Its text, with line feeds alone and no mark at its beginning.
    pub(super) text: String,
    pub(super) records: Vec<Record>,
    /// Whether it is a list whose items begin lines; another shape is not added to.
    pub(super) is_list: bool,
}

/// A record of a file.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) location: Location,
    pub(super) entries: Vec<Entry>,
    /// Whether it stands between braces.
    pub(super) in_braces: bool,
    /// The column of its keys.
    pub(super) indent: usize,
    pub(super) keys: Keys,
}

/// A key of a record with its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) row: &'static Row,
    pub(super) value: Plain,
    pub(super) location: Location,
    /// The bytes of the key with its value.
    pub(super) whole: std::ops::Range<usize>,
    /// The bytes of the value.
    pub(super) bytes: std::ops::Range<usize>,
}

/// A value, however it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Text(String),
    List(Vec<Plain>),
    /// By the English keys.
    Map(BTreeMap<String, Plain>),
}

impl Record {
    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.entry(key).map(|entry| &entry.value) {
            Some(Plain::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.row.key.0 == key)
    }

    /// What it says, by the English keys.
    pub(super) fn plain(&self) -> BTreeMap<String, Plain> {
        self.entries.iter().map(|entry| (entry.row.key.0.to_owned(), entry.value.clone())).collect()
    }
}

/// Reads a file of records.
///
/// # Errors
/// A file that does not read: what cannot be understood is not changed.
pub(super) fn read(path: &Arc<str>, bytes: &[u8], rows: &'static [Row]) -> Result<RecordFile, Diagnostic> {
    let text = text::decode(path, bytes).map_err(Diagnostic::redacted)?.into_owned();
    let lines = Lines::of(&text);
    let node = yaml::parse(path, &text).map_err(Diagnostic::redacted)?;
    let (items, is_list) = match node.value {
        Value::List(items) => {
            let starts_lines = items.first().is_some_and(|item| item.span.column > 1);
            let braces = text[lines.offset(node.span)..].starts_with('[');
            (items, starts_lines && !braces)
        }
        Value::Empty => (Vec::new(), true),
        value @ Value::Map(_) => (vec![Node { span: node.span, value, quirk: None }], false),
        Value::Text(_) => (Vec::new(), false),
    };
    let records = items.into_iter().filter_map(|item| record(path, &text, &lines, item, rows)).collect();
    Ok(RecordFile { path: path.clone(), text, records, is_list })
}

fn record(
    path: &Arc<str>,
    text: &str,
    lines: &Lines,
    node: Node<'_>,
    rows: &'static [Row],
) -> Option<Record> {
    let Value::Map(map) = node.value else { return None };
    let in_braces = text[lines.offset(node.span)..].starts_with('{');
    let mut chinese = false;
    let first = map.first().map_or(node.span, |(key, _)| key.span);
    let indent = usize::try_from(first.column).unwrap_or(1).saturating_sub(1);
    let mut entries = Vec::new();
    for (key, value) in map {
        let is_key = |row: &&Row| *key.value == *row.key.0 || *key.value == *row.key.1;
        let Some(row) = rows.iter().find(is_key) else { continue };
        chinese |= *key.value == *row.key.1 && row.key.0 != row.key.1;
        let start = lines.offset(key.span);
        let bytes = extent(text, lines, &value, lines.end(key.span));
        let whole = start..bytes.end;
        let value = plain(&value, &row.is);
        entries.push(Entry { row, value, location: Location::new(path, key.span), whole, bytes });
    }
    let keys = if chinese { Keys::Chinese } else { Keys::English };
    Some(Record { location: Location::new(path, node.span), entries, in_braces, indent, keys })
}

/// The bytes of a value; of one that is empty, none, after its key.
fn extent(text: &str, lines: &Lines, node: &Node<'_>, after_key: usize) -> std::ops::Range<usize> {
    let start = lines.offset(node.span);
    match &node.value {
        Value::Text(_) => {
            let end = lines.end(node.span);
            // The line break that ends a block of lines is not a part of it; the sign that begins it is.
            let end = start + text[start..end].trim_end_matches(['\n', ' ', '\t']).len();
            let colon = text[after_key..start].find(':').map_or(start, |at| after_key + at + 1);
            let between = &text[colon..start];
            let sign = between.find(['|', '>']).filter(|at| between[..*at].trim().is_empty());
            sign.map_or(start, |at| colon + at)..end
        }
        Value::Empty => {
            let colon = text[after_key..].find(':').map_or(after_key, |at| after_key + at + 1);
            colon..colon
        }
        Value::List(items) => {
            let ends = items.iter().map(|item| extent(text, lines, item, start).end);
            start..closed(text, start, ends.max().unwrap_or(start))
        }
        Value::Map(entries) => {
            let ends = entries.iter().map(|(key, value)| extent(text, lines, value, lines.end(key.span)).end);
            start..closed(text, start, ends.max().unwrap_or(start))
        }
    }
}

/// The end of a list or mapping whose last part ends at a byte: its bracket, where it began with one.
fn closed(text: &str, start: usize, last: usize) -> usize {
    let bracket = match text[start..].bytes().next() {
        Some(b'{') => '}',
        Some(b'[') => ']',
        _ => return last,
    };
    text[last..].find(bracket).map_or(last, |at| last + at + 1)
}

/// A value as it is meant, with keys in English.
pub(super) fn plain(node: &Node<'_>, is: &Is) -> Plain {
    match (&node.value, is) {
        (Value::Text(text), Is::OneOrMore(_)) => Plain::List(vec![Plain::Text(trimmed(text))]),
        (Value::Text(text), Is::Flag) => Plain::Text(
            if *text == "true" {
                "是"
            } else if *text == "false" {
                "否"
            } else {
                text
            }
            .to_owned(),
        ),
        (Value::Text(text), _) => Plain::Text(trimmed(text)),
        (Value::Empty, _) => Plain::Text(String::new()),
        (Value::List(items), Is::List(item) | Is::OneOrMore(item)) => {
            Plain::List(items.iter().map(|node| plain(node, item)).collect())
        }
        (Value::List(items), _) => Plain::List(items.iter().map(|node| plain(node, &Is::Text)).collect()),
        (Value::Map(entries), is) => {
            let rows = is.form().map_or(&[][..], |form| form.rows);
            let pair = |(key, value): &(yaml::TypedKey<'_>, Node<'_>)| {
                let row = rows.iter().find(|row| *key.value == *row.key.0 || *key.value == *row.key.1);
                let name = row.map_or(&*key.value, |row| row.key.0);
                (name.to_owned(), plain(value, row.map_or(&Is::Text, |row| &row.is)))
            };
            Plain::Map(entries.iter().map(pair).collect())
        }
    }
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('\n').to_owned()
}

/// Where the lines of a text begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// The byte at which something begins.
    pub(super) fn offset(&self, span: Span) -> usize {
        let line = usize::try_from(span.line).unwrap_or(1).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.after(start, span.column.saturating_sub(1))
    }

    /// The byte at which it ends.
    fn end(&self, span: Span) -> usize {
        self.after(self.offset(span), span.length)
    }

    /// The byte so many characters after another.
    fn after(&self, start: usize, characters: u32) -> usize {
        let count = usize::try_from(characters).unwrap_or(usize::MAX);
        let rest = &self.text[start..];
        rest.char_indices().nth(count).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::EngineerFile;
    use crate::records::record::Group as _;

    /// Each value's bytes are those that a person sees as the value, however it is written.
    #[test]
    fn values_are_found_to_the_byte() {
        let text = "\
# 名单
- { id: a-1, name: 甲 一, unit: \"乙\", field: , recommender: 丙 }  # 尾
- 编号: a-2
  姓名: '丁'   # 注
  单位:
  简介: |
    第一段。

    # 第二段

  成果:
    - { 名称: 戊 }
    # 夹注
    - 名称: 己
      类别: 庚   # 注

  # 后注
- id: a-3
  name: 辛
  summary: >-
    一
    二
  achievements: [ { name: 壬 } ]  # 注
  奖项: [ 一, 二 ]
";
        let file = read(&"a.yaml".into(), text.as_bytes(), EngineerFile::ROWS).unwrap();
        let values = |record: usize| -> Vec<(&str, &str)> {
            let entries = file.records[record].entries.iter();
            entries.map(|e| (e.row.key.0, &text[e.bytes.clone()])).collect()
        };
        assert_eq!(
            values(0),
            [("id", "a-1"), ("name", "甲 一"), ("unit", "\"乙\""), ("field", ""), ("recommender", "丙")]
        );
        assert_eq!(
            values(1),
            [
                ("id", "a-2"),
                ("name", "'丁'"),
                ("unit", ""),
                ("summary", "|\n    第一段。\n\n    # 第二段"),
                ("achievements", "- { 名称: 戊 }\n    # 夹注\n    - 名称: 己\n      类别: 庚"),
            ]
        );
        assert_eq!(
            values(2),
            [
                ("id", "a-3"),
                ("name", "辛"),
                ("summary", ">-\n    一\n    二"),
                ("achievements", "[ { name: 壬 } ]"),
                ("awards", "[ 一, 二 ]"),
            ]
        );
        assert!(file.records[0].in_braces && !file.records[1].in_braces);
        assert_eq!((file.records[1].keys, file.records[2].keys), (Keys::Chinese, Keys::Chinese));
    }
}
