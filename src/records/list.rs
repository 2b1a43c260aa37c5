//! Records of people in a file: a list, or one record a file. Where such a file does not read, its lines are not shown.

use std::sync::Arc;

use rayon::prelude::*;

use super::decode::Decoder;
use super::pieces::{self, Piece};
use super::yaml::{self, Node, Value};
use crate::diagnostic::{Diagnostic, Span, error};
use crate::world::{limits, text};

/// Decodes one record.
type DecodeRecord<T> = fn(&mut Decoder, Node) -> Option<T>;

/// Decodes `engineers.yaml`, a list, or `engineers/<id>.yaml`, one record; either is understood in both places. The
/// pieces of a long list are decoded at the same time. `None` where the file is no text.
pub(super) fn decode_list<T: Send + Sync>(
    d: &mut Decoder,
    bytes: &[u8],
    decode_record: DecodeRecord<T>,
) -> Option<Vec<Arc<T>>> {
    let source = match text::decode(&d.file, bytes) {
        Ok(source) => source,
        Err(problem) => {
            d.report(problem.redacted());
            return None;
        }
    };
    let pieces = pieces::divide(&source);
    let mut parts: Vec<Part<T>> =
        pieces.into_par_iter().map(|piece| decode_piece(&d.file, piece, decode_record)).collect();
    if parts.len() > 1 && parts.iter().any(|part| part.error.is_some()) {
        parts = vec![decode_piece(&d.file, Piece::whole(&source), decode_record)];
    }
    Some(gather(d, parts))
}

/// What one piece of a file holds.
struct Part<T> {
    records: Vec<Arc<T>>,
    /// How many items it has, those that are wrong included.
    items: usize,
    /// Whether any of them is more than an empty value.
    found: bool,
    diagnostics: Vec<Diagnostic>,
    slips: Vec<Diagnostic>,
    error: Option<Diagnostic>,
}

fn decode_piece<T>(file: &Arc<str>, piece: Piece<'_>, decode_record: DecodeRecord<T>) -> Part<T> {
    // Every place counts up the file's name, and threads that share one counter wait for one another.
    let mut decoder = Decoder::new(&Arc::from(&**file));
    let (mut records, mut items, mut found) = (Vec::new(), 0, false);
    let mut before_last = (0, 0);
    let result = yaml::parse_items(file, piece, &mut |node| {
        items += 1;
        before_last = (decoder.diagnostics.len(), decoder.slips.len());
        let empty = matches!(&node.value, Value::Empty)
            || matches!(&node.value, Value::List(items) if items.is_empty());
        if !empty {
            found = true;
            let classified = is_classified(&node);
            let (diagnostics, slips) = (decoder.diagnostics.len(), decoder.slips.len());
            records.extend(decode_record(&mut decoder, node).map(Arc::new));
            if classified {
                decoder.diagnostics[diagnostics..].iter_mut().for_each(Diagnostic::redact);
                // Such a record is set aside or refused: its values are nobody's business.
                decoder.slips.truncate(slips);
            }
        }
    });
    let Decoder { mut diagnostics, mut slips, .. } = decoder;
    if result.is_err() {
        // The last record before what is no YAML was cut short by it: what it lacks may stand below.
        diagnostics.truncate(before_last.0);
        slips.truncate(before_last.1);
    }
    Part { records, items, found, diagnostics, slips, error: result.err() }
}

/// Whether a record says it is 涉密, be it wrong in other ways.
fn is_classified(node: &Node<'_>) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| {
        let no = matches!(&value.value, Value::Text(text) if matches!(text.trim(), "false" | "否"));
        matches!(&*key.value, "classified" | "涉密") && !no
    })
}

/// The records of all parts, in the order of the file; what is wrong with them is reported in that order too.
fn gather<T>(d: &mut Decoder, parts: Vec<Part<T>>) -> Vec<Arc<T>> {
    let mut records = Vec::new();
    if parts.iter().map(|part| part.items).sum::<usize>() > limits::RECORDS {
        d.report(yaml::too_many(d.location(Span::START)));
        return records;
    }
    let mut found = false;
    for part in parts {
        found |= part.found || part.error.is_some();
        records.extend(part.records);
        part.diagnostics.into_iter().for_each(|diagnostic| d.report(diagnostic));
        d.slips.extend(part.slips);
        part.error.into_iter().for_each(|error| d.report(error.redacted()));
    }
    if !found {
        d.report(error!(d.location(Span::START), "empty-list",
            "文件里没有一条记录", "the file holds no record";
            help: "填写记录，或删除这个文件", "write records, or delete the file"
        ));
    }
    records
}
