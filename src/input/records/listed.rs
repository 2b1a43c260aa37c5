//! Records of people in a file: a list, or one record a file. Where such a file does not read, its lines are not shown.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Spot};
use crate::input::decode::Decoder;
use crate::input::limits;
use crate::input::yaml::{self, Node, Value};
use crate::words;

/// The records of a file.
#[derive(Debug)]
pub struct Listed<T> {
    /// In the order of the file.
    pub records: Vec<Arc<T>>,
    /// What they were read from, stretch by stretch, where nothing was wrong.
    stretches: Vec<Known>,
}

/// A stretch that was read without a complaint, by its digest, and which records it holds.
#[derive(Debug)]
struct Known {
    digest: [u8; 32],
    records: Range<usize>,
}

/// Bytes of a stretch.
const STRETCH: usize = 64 * 1024;

/// `engineers.yaml` is a list, `engineers/<id>.yaml` one record; either is understood in both places. A long list is
/// read in several stretches at a time, and not again where the list `before` had the same stretch at the same place.
pub(super) fn each<T: Send + Sync>(
    d: &mut Decoder,
    source: &str,
    before: Option<&Listed<T>>,
    read: fn(&mut Decoder, Node) -> Option<T>,
) -> Listed<T> {
    let file = &d.file;
    let known: HashMap<&[u8; 32], &Known> =
        before.into_iter().flat_map(|list| &list.stretches).map(|known| (&known.digest, known)).collect();
    let read_stretch = |stretch: &yaml::Stretch<'_>| {
        let digest = stretch.digest();
        match (before, known.get(&digest)) {
            (Some(list), Some(known)) => Part::known(digest, &list.records[known.records.clone()]),
            _ => part(file, digest, *stretch, read),
        }
    };
    let stretches = yaml::stretches(source, STRETCH);
    let mut parts: Vec<Part<T>> = stretches.par_iter().map(read_stretch).collect();
    if parts.len() > 1 && parts.iter().any(|part| part.error.is_some()) {
        parts = yaml::stretches(source, usize::MAX).iter().map(read_stretch).collect();
    }
    let mut list = Listed { records: Vec::new(), stretches: Vec::new() };
    let mut found = false;
    if parts.iter().map(|part| part.count).sum::<usize>() > limits::RECORDS {
        d.report(yaml::too_many(d.place(Spot::START)));
        return list;
    }
    for part in parts {
        found |= part.found || part.error.is_some();
        let start = list.records.len();
        let sound = part.diagnostics.is_empty() && part.error.is_none();
        list.records.extend(part.records);
        if sound && part.found {
            list.stretches.push(Known { digest: part.digest, records: start..list.records.len() });
        }
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
    list
}

/// What one stretch of a file holds.
struct Part<T> {
    digest: [u8; 32],
    records: Vec<Arc<T>>,
    count: usize,
    found: bool,
    diagnostics: Vec<Diagnostic>,
    error: Option<Diagnostic>,
}

impl<T> Part<T> {
    /// A stretch that was read before.
    fn known(digest: [u8; 32], records: &[Arc<T>]) -> Self {
        Part {
            digest,
            records: records.to_vec(),
            count: records.len(),
            found: true,
            diagnostics: Vec::new(),
            error: None,
        }
    }
}

fn part<T>(
    file: &Arc<str>,
    digest: [u8; 32],
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
    Part { digest, records, count, found, diagnostics: decoder.diagnostics, error: result.err() }
}

/// Whether a record says it is 涉密, be it wrong in other ways.
fn is_classified(node: &Node<'_>) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| {
        let no = matches!(&value.value, Value::Text(text) if matches!(text.trim(), "false" | "否"));
        matches!(&*key.value, "classified" | "涉密") && !no
    })
}
