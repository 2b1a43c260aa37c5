//! Records of people in a file: a list, or one record a file. Where such a file does not read, its lines are not shown.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Spot};
use crate::input::decode::Decoder;
use crate::input::limits;
use crate::input::yaml::{self, Node, Value};
use crate::words;

/// `engineers.yaml` is a list, `engineers/<id>.yaml` one record; either is understood in both places. A long list is
/// read in several stretches at a time.
pub(super) fn each<T: Send + Sync>(
    d: &mut Decoder,
    source: &str,
    read: fn(&mut Decoder, Node) -> Option<T>,
) -> Vec<Arc<T>> {
    let stretches = yaml::stretches(source, 4 * rayon::current_num_threads());
    let parts: Vec<Part<T>> = stretches.par_iter().map(|stretch| part(&d.file, *stretch, read)).collect();
    let parts = match parts.iter().any(|part| part.error.is_some()) {
        true if parts.len() > 1 => {
            yaml::stretches(source, 1).into_iter().map(|s| part(&d.file, s, read)).collect()
        }
        _ => parts,
    };
    let mut records = Vec::new();
    let mut found = false;
    if parts.iter().map(|part| part.count).sum::<usize>() > limits::RECORDS {
        d.report(yaml::too_many(d.place(Spot::START)));
        return records;
    }
    for part in parts {
        found |= part.found || part.error.is_some();
        records.extend(part.records);
        part.diagnostics.into_iter().for_each(|diagnostic| d.report(diagnostic));
        part.error.into_iter().for_each(|error| d.report(error.hide_line()));
    }
    if !found {
        d.report(
            Diagnostic::error(
                "empty-list",
                d.place(Spot::START),
                words!("文件里没有一条记录", "the file holds no record"),
            )
            .help(words!("填写记录，或删除这个文件", "write records, or delete the file")),
        );
    }
    records
}

/// What one stretch of a file holds.
struct Part<T> {
    records: Vec<Arc<T>>,
    count: usize,
    found: bool,
    diagnostics: Vec<Diagnostic>,
    error: Option<Diagnostic>,
}

fn part<T>(
    file: &Arc<str>,
    stretch: yaml::Stretch<'_>,
    read: fn(&mut Decoder, Node) -> Option<T>,
) -> Part<T> {
    let mut decoder = Decoder::new(file);
    let (mut records, mut count, mut found) = (Vec::new(), 0, false);
    let result = yaml::each(file, stretch, &mut |node| {
        count += 1;
        let empty = matches!(&node.value, Value::Empty)
            || matches!(&node.value, Value::List(items) if items.is_empty());
        if !empty {
            found = true;
            let (classified, before) = (is_classified(&node), decoder.diagnostics.len());
            records.extend(read(&mut decoder, node).map(Arc::new));
            if classified {
                decoder.diagnostics[before..].iter_mut().for_each(Diagnostic::veil);
            }
        }
    });
    Part { records, count, found, diagnostics: decoder.diagnostics, error: result.err() }
}

/// Whether a record says it is 涉密, be it wrong in other ways.
fn is_classified(node: &Node<'_>) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| {
        let no = matches!(&value.value, Value::Text(text) if matches!(text.trim(), "false" | "否"));
        matches!(&*key.value, "classified" | "涉密") && !no
    })
}
