//! Records of people in a file: a list, or one record a file. Where such a file does not read, its lines are not shown.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::moved::Moved;
use crate::diagnostic::{Diagnostic, Span};
use crate::records::decode::Decoder;
use crate::records::stretch::{self, Stretch};
use crate::records::yaml::{self, Node, Value};
use crate::words;
use crate::world::{limits, text};

/// The records of a file.
#[derive(Debug)]
pub struct Listed<T> {
    /// In the order of the file.
    pub records: Vec<Arc<T>>,
    /// What a long list was read from, and the stretches of it; nothing where it was read as a whole.
    source: Arc<Vec<u8>>,
    stretches: Vec<Known>,
}

/// A stretch that was read.
#[derive(Debug)]
struct Known {
    bytes: Range<usize>,
    /// The number of lines before it and up to its end.
    lines: Range<u32>,
    /// Its records, and how many items they were read from.
    records: Range<usize>,
    count: usize,
    /// Whether it was read without a complaint.
    sound: bool,
}

/// Bytes of a stretch.
const STRETCH: usize = 64 * 1024;

/// Reads one record.
type Read<T> = fn(&mut Decoder, Node) -> Option<T>;

/// `engineers.yaml` is a list, `engineers/<id>.yaml` one record; either is understood in both places. A long list is
/// read in several stretches at a time, and where `before` tells what the file held last, only those that changed.
/// `None` where the file is no text.
pub(super) fn each<T: Moved + Send + Sync>(
    d: &mut Decoder,
    bytes: &Arc<Vec<u8>>,
    before: Option<&Listed<T>>,
    read: Read<T>,
) -> Option<Listed<T>> {
    if let Some((parts, source)) = before.and_then(|list| Some((again(&d.file, bytes, list, read)?, bytes))) {
        return Some(gather(d, parts, source));
    }
    let source = match text::decode(&d.file, bytes) {
        Ok(source) => source,
        Err(problem) => {
            d.report(problem.redacted());
            return None;
        }
    };
    let file = &d.file;
    let read_all = |stretches: Vec<Stretch<'_>>| -> Vec<Part<T>> {
        stretches.into_par_iter().map(|stretch| part(file, stretch, read)).collect()
    };
    let mut parts = read_all(stretch::stretches(&source, STRETCH));
    let divided = parts.len() > 1 && parts.iter().all(|part| part.error.is_none());
    if parts.len() > 1 && !divided {
        parts = read_all(vec![Stretch::whole(&source)]);
    }
    // Places in a text that was changed while it was decoded are not those of the file.
    let places_hold = divided && source.len() == bytes.len();
    let nothing = Arc::default();
    Some(gather(d, parts, if places_hold { bytes } else { &nothing }))
}

/// What the file holds now, from what it held before: stretches in front of the first change and behind the last one
/// are taken over. `None` where that cannot be told without reading it as a whole.
fn again<T: Moved + Send + Sync>(
    file: &Arc<str>,
    bytes: &[u8],
    before: &Listed<T>,
    read: Read<T>,
) -> Option<Vec<Part<T>>> {
    let old = &before.source[..];
    let (head, tail) = unchanged(&before.stretches, old, bytes);
    let (start, lines_before) = head.last().map_or((0, 0), |last| (last.bytes.end, last.lines.end));
    let end = bytes.len() - tail.first().map_or(0, |first| old.len() - first.bytes.start);
    let changed = as_it_is(file, bytes.get(start..end)?).filter(|text| stretch::is_divisible(text))?;
    let changed = stretch::divided(changed, lines_before, STRETCH);
    let lines = changed.last()?.lines().end;
    let delta = tail.first().map_or(0, |first| i64::from(lines) - i64::from(first.lines.start));
    let delta = i32::try_from(delta).ok()?;
    let take_over = |known: &Known, delta: i32, bytes: &[u8]| {
        if known.sound {
            return Some(Part::known(known, &before.records[known.records.clone()], delta));
        }
        let text = as_it_is(file, bytes)?;
        Some(part(file, Stretch::new(text, known.lines.start.checked_add_signed(delta)?), read))
    };
    let in_head = |known: &Known| take_over(known, 0, bytes.get(known.bytes.clone())?);
    let in_tail = |known: &Known| {
        let from_end = |at: usize| (bytes.len() + at).checked_sub(old.len());
        take_over(known, delta, bytes.get(from_end(known.bytes.start)?..from_end(known.bytes.end)?)?)
    };
    let parts = head.par_iter().map(in_head);
    let parts = parts.chain(changed.into_par_iter().map(|stretch| Some(part(file, stretch, read))));
    let parts: Vec<Part<T>> = parts.chain(tail.par_iter().map(in_tail)).collect::<Option<_>>()?;
    parts.iter().all(|part| part.error.is_none()).then_some(parts)
}

/// The stretches in front of the first change and behind the last one.
fn unchanged<'l>(stretches: &'l [Known], old: &[u8], new: &[u8]) -> (&'l [Known], &'l [Known]) {
    let (same_head, same_tail) = alike(old, new);
    // A stretch ends before an item, so the beginning of that has to be the same too.
    let head = stretches.iter().take_while(|known| known.bytes.end + 2 <= same_head).count();
    let (head, rest) = stretches.split_at(head);
    let tail = rest.iter().rev().take_while(|known| known.bytes.start > old.len() - same_tail).count();
    let (_, tail) = rest.split_at(rest.len() - tail);
    // What an edit left over of a stretch is read with its neighbour, lest there be more and more of it.
    let small = |known: &&Known| known.bytes.len() < STRETCH / 4;
    let head = &head[..head.len() - usize::from(head.last().filter(small).is_some())];
    let tail = &tail[usize::from(tail.first().filter(small).is_some())..];
    (head, tail)
}

/// How many bytes two files have in common at the beginning, and of the others at the end.
fn alike(old: &[u8], new: &[u8]) -> (usize, usize) {
    const BLOCK: usize = 4096;
    let most = old.len().min(new.len());
    let (a, b) = (&old[..most], &new[..most]);
    let blocks = a.chunks(BLOCK).zip(b.chunks(BLOCK)).take_while(|(a, b)| a == b).count();
    let head = (blocks * BLOCK).min(most);
    let head = head + a[head..].iter().zip(&b[head..]).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[old.len() - (most - head)..], &new[new.len() - (most - head)..]);
    let blocks = a.rchunks(BLOCK).zip(b.rchunks(BLOCK)).take_while(|(a, b)| a == b).count();
    let tail = (blocks * BLOCK).min(a.len());
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    (head, tail + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count())
}

/// The text of some bytes of a file, if it may stand there and decoding changes nothing in it.
fn as_it_is<'b>(file: &Arc<str>, bytes: &'b [u8]) -> Option<&'b str> {
    match text::decode(file, bytes).ok()? {
        Cow::Borrowed(text) if text.len() == bytes.len() => Some(text),
        _ => None,
    }
}

/// A list of what its stretches hold.
fn gather<T>(d: &mut Decoder, parts: Vec<Part<T>>, source: &Arc<Vec<u8>>) -> Listed<T> {
    let mut list = Listed { records: Vec::new(), source: source.clone(), stretches: Vec::new() };
    if parts.iter().map(|part| part.count).sum::<usize>() > limits::RECORDS {
        d.report(yaml::too_many(d.location(Span::START)));
        list.source = Arc::default();
        return list;
    }
    let (mut found, mut end) = (false, 0);
    for part in parts {
        found |= part.found || part.error.is_some();
        let (start, first) = (end, list.records.len());
        list.records.extend(part.records);
        end += part.length;
        if !source.is_empty() {
            let sound = part.found && part.diagnostics.is_empty() && part.error.is_none();
            let records = first..list.records.len();
            let Part { lines, count, .. } = part;
            list.stretches.push(Known { bytes: start..end, lines, records, count, sound });
        }
        part.diagnostics.into_iter().for_each(|diagnostic| d.report(diagnostic));
        part.error.into_iter().for_each(|error| d.report(error.redacted()));
    }
    if !found {
        d.report(
            Diagnostic::error(
                "empty-list",
                d.location(Span::START),
                words!("文件里没有一条记录", "the file holds no record"),
            )
            .help(words!("填写记录，或删除这个文件", "write records, or delete the file")),
        );
    }
    list
}

impl<T> Listed<T> {
    /// Whether it tells what a changed file need not be read for again.
    pub(super) fn saves_reading(&self) -> bool {
        !self.stretches.is_empty()
    }
}

/// What one stretch of a file holds.
struct Part<T> {
    length: usize,
    lines: Range<u32>,
    records: Vec<Arc<T>>,
    count: usize,
    found: bool,
    diagnostics: Vec<Diagnostic>,
    error: Option<Diagnostic>,
}

impl<T: Moved> Part<T> {
    /// A stretch that was read before, its places moved by some lines.
    fn known(known: &Known, records: &[Arc<T>], delta: i32) -> Self {
        let moved = |record: &Arc<T>| {
            let mut record = T::clone(record);
            record.move_by(delta);
            Arc::new(record)
        };
        let line = |line: u32| line.saturating_add_signed(delta);
        Part {
            length: known.bytes.len(),
            lines: line(known.lines.start)..line(known.lines.end),
            records: if delta == 0 { records.to_vec() } else { records.iter().map(moved).collect() },
            count: known.count,
            found: true,
            diagnostics: Vec::new(),
            error: None,
        }
    }
}

fn part<T>(file: &Arc<str>, stretch: Stretch<'_>, read: Read<T>) -> Part<T> {
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
                decoder.diagnostics[before..].iter_mut().for_each(Diagnostic::redact);
            }
        }
    });
    Part {
        length: stretch.text().len(),
        lines: stretch.lines(),
        records,
        count,
        found,
        diagnostics: decoder.diagnostics,
        error: result.err(),
    }
}

/// Whether a record says it is 涉密, be it wrong in other ways.
fn is_classified(node: &Node<'_>) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| {
        let no = matches!(&value.value, Value::Text(text) if matches!(text.trim(), "false" | "否"));
        matches!(&*key.value, "classified" | "涉密") && !no
    })
}
