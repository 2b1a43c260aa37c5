//! Changes of a file of records, each as little as can be: the bytes of a value, a line for a new key, a record at the end.
//! Everything else stays as it was; that it does is looked at before anything is written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compare::plain;
use super::draft::{Draft, Field, Value};
use super::existing::{self, Entry, Plain, Record, RecordFile};
use super::written::{self, Within, item, scalar};
use crate::records::table::Row;

/// The changes of one file.
#[derive(Debug)]
pub(super) struct Edits<'f> {
    file: &'f RecordFile,
    pieces: Vec<(Range<usize>, String)>,
    /// What each record that changes has to say afterwards.
    expected: BTreeMap<usize, BTreeMap<String, Plain>>,
    added: Vec<BTreeMap<String, Plain>>,
}

impl<'f> Edits<'f> {
    pub(super) fn new(file: &'f RecordFile) -> Self {
        Edits { file, pieces: Vec::new(), expected: BTreeMap::new(), added: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Puts a value in the place of the one there is.
    pub(super) fn replace(&mut self, index: usize, entry: &Entry, field: &Field) {
        let record = &self.file.records[index];
        let old = &self.file.text[entry.bytes.clone()];
        let one_line = |text: &str| !text.contains('\n');
        let piece = match &field.value {
            Value::Text(text) if one_line(text) && one_line(old) && matches!(entry.value, Plain::Text(_)) => {
                let value = scalar(text, within(record));
                let value = if old.is_empty() { format!(" {value}") } else { value };
                (entry.bytes.clone(), value)
            }
            Value::Text(text) if record.in_braces => (entry.bytes.clone(), scalar(text, Within::Braces)),
            _ => (entry.whole.clone(), whole(record, field)),
        };
        self.pieces.push(piece);
        self.expects(index, field);
    }

    /// Adds keys to a record, after its last.
    pub(super) fn add(&mut self, index: usize, fields: &[&Field]) {
        let record = &self.file.records[index];
        let Some(last) = record.entries.iter().map(|entry| entry.whole.end).max() else { return };
        if fields.is_empty() {
            return;
        }
        let mut text = String::new();
        let at = if record.in_braces {
            last
        } else {
            self.file.text[last..].find('\n').map_or(self.file.text.len(), |n| last + n)
        };
        for field in fields {
            text.push_str(&match record.in_braces {
                true => format!(", {}", whole(record, field)),
                false => format!("\n{}{}", " ".repeat(record.indent), whole(record, field)),
            });
            self.expects(index, field);
        }
        self.pieces.push((at..at, text));
    }

    /// Adds a record at the end of the list.
    pub(super) fn append(&mut self, draft: &Draft) {
        let keys = self.file.records.last().map_or(written::Keys::Chinese, |record| record.keys);
        let end = self.file.text.len();
        let gap = match () {
            () if self.file.text.is_empty() => "",
            () if self.file.text.ends_with('\n') => "\n",
            () => "\n\n",
        };
        // Items stand in the column of those there are.
        let begins = self.file.records.last().map_or(3, |record| record.location.span.column);
        let column = usize::try_from(begins).unwrap_or_default().saturating_sub(3);
        let lines = item(draft, keys);
        let lines: String = match column {
            0 => lines,
            column => lines.lines().map(|line| format!("{}{line}\n", " ".repeat(column))).collect(),
        };
        let already = !self.added.is_empty();
        self.pieces.push((end..end, format!("{}{lines}", if already { "\n" } else { gap })));
        self.added.push(map(&draft.fields));
    }

    /// The file's text with the changes; `None` where it would not say what it should, and everything else what it did.
    pub(super) fn apply(mut self, rows: &'static [Row]) -> Option<String> {
        self.pieces.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.file.text.len());
        let mut at = 0;
        for (range, new) in &self.pieces {
            text.push_str(self.file.text.get(at..range.start)?);
            text.push_str(new);
            at = range.end;
        }
        text.push_str(self.file.text.get(at..)?);
        let after = existing::read(&self.file.path, text.as_bytes(), rows).ok()?;
        let before = self.file.records.iter().map(Record::plain).enumerate();
        let wanted = before.map(|(i, plain)| self.expected.remove(&i).unwrap_or(plain)).collect::<Vec<_>>();
        let wanted = wanted.into_iter().chain(self.added);
        after.records.iter().map(Record::plain).eq(wanted).then_some(text)
    }

    fn expects(&mut self, index: usize, field: &Field) {
        let record = &self.file.records[index];
        let expected = self.expected.entry(index).or_insert_with(|| record.plain());
        expected.insert(field.row.key.0.to_owned(), plain(field));
    }
}

fn within(record: &Record) -> Within {
    if record.in_braces { Within::Braces } else { Within::Block }
}

/// A key with its value as it stands in a record, without the line's end.
fn whole(record: &Record, field: &Field) -> String {
    match (&field.value, record.in_braces) {
        (Value::Text(text), true) => {
            format!("{}: {}", written::key(field, record.keys), scalar(text, Within::Braces))
        }
        _ => {
            let text = written::entry(field, record.keys, record.indent);
            text.trim_end_matches('\n').to_owned()
        }
    }
}

/// What a record says, by its English keys.
pub(super) fn map(fields: &[Field]) -> BTreeMap<String, Plain> {
    fields.iter().map(|field| (field.row.key.0.to_owned(), plain(field))).collect()
}
