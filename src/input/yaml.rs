//! YAML → a tree of nodes, each with its place. The one module that knows the YAML library.
//!
//! Every scalar stays the text that was typed (`0734`, `no`, `12e5`, `2025-09`): where the library would infer
//! a number or a boolean, the source text is taken instead. Keys given twice are kept; `decode` reports them.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::limits;
use crate::diagnostic::{Diagnostic, Place, Spot, Words};
use crate::words;

/// A text with the spot it was typed at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, as typed.
    pub value: String,
    /// Where, in the record's file.
    pub spot: Spot,
}

/// A value of a YAML file and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The place of its first character.
    pub spot: Spot,
    /// What it is.
    pub value: Value,
}

/// What a YAML value can be here.
#[derive(Clone, Debug)]
pub enum Value {
    /// Any scalar, as text.
    Text(String),
    /// Nothing: an empty value or `~`.
    Empty,
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order typed, keys given twice included.
    Map(Vec<(Text, Node)>),
}

/// Parses one YAML document. An empty file is [`Value::Empty`].
///
/// # Errors
/// One diagnostic with the place of the first thing that is not YAML, or exceeds a limit.
pub fn parse(file: &Arc<str>, text: &str) -> Result<Node, Diagnostic> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Node { spot: Spot::START, value: Value::Empty });
    }
    let raw: Spanned<Raw> =
        serde_yaml::from_str_with_options(text, options()).map_err(|e| explain(file, text, &e))?;
    Ok(settle(raw, text))
}

/// A stretch of a file that can be parsed by itself, and the number of lines before it.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'t> {
    text: &'t str,
    lines_before: u32,
}

/// Texts shorter than this are not worth dividing.
const WORTH_DIVIDING: usize = 128 * 1024;

/// Divides a long list before some of its items, so that the stretches can be parsed at the same time. What is not
/// plainly a list whose items begin lines is one stretch. A stretch that does not parse says nothing yet: quotation
/// marks or brackets may hold lines that look like items, so the whole has to be parsed then.
pub fn stretches(text: &str, wanted: usize) -> Vec<Stretch<'_>> {
    let whole = vec![Stretch { text, lines_before: 0 }];
    if text.len() < WORTH_DIVIDING || !is_list(text) || text.contains("\n---") || text.contains("\n...") {
        return whole;
    }
    let size = text.len() / wanted.max(1) + 1;
    let mut stretches = Vec::new();
    let (mut start, mut lines) = (0, 0);
    while start < text.len() {
        let from = (start + size).min(text.len());
        // The search is for ASCII, so the byte it begins at need not be a character's first.
        let next = text.as_bytes()[from..]
            .windows(3)
            .position(|w| w == b"\n- ")
            .map_or(text.len(), |i| from + i + 1);
        let stretch = &text[start..next];
        stretches.push(Stretch { text: stretch, lines_before: lines });
        lines += u32::try_from(stretch.bytes().filter(|b| *b == b'\n').count()).unwrap_or(u32::MAX);
        start = next;
    }
    stretches
}

fn is_list(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    first.is_some_and(|line| line == "-" || line.starts_with("- "))
}

/// Parses a list and hands over its items one by one, so that a long list is never held whole. Anything but a list
/// is handed over as it is, once.
///
/// # Errors
/// As for [`parse`]; items before the error have been handed over.
pub fn each(file: &Arc<str>, stretch: Stretch<'_>, take: &mut dyn FnMut(Node)) -> Result<(), Diagnostic> {
    let Stretch { text, lines_before } = stretch;
    if !is_list(text) {
        match parse(file, text)? {
            Node { value: Value::List(items), .. } => items.into_iter().for_each(take),
            other => take(other),
        }
        return Ok(());
    }
    let take = &mut |mut node: Node| {
        node.move_down(lines_before);
        take(node);
    };
    serde_yaml::with_deserializer_from_str_with_options(text, options(), |deserializer| {
        deserializer.deserialize_seq(Items { text, take })
    })
    .map_err(|e| explain(file, text, &e))
}

impl Node {
    /// Counts its lines from further up.
    fn move_down(&mut self, lines: u32) {
        if lines == 0 {
            return;
        }
        self.spot.line += lines;
        match &mut self.value {
            Value::Text(_) | Value::Empty => {}
            Value::List(items) => items.iter_mut().for_each(|item| item.move_down(lines)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    key.spot.line += lines;
                    value.move_down(lines);
                }
            }
        }
    }
}

struct Items<'a> {
    text: &'a str,
    take: &'a mut dyn FnMut(Node),
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element()? {
            (self.take)(settle(item, self.text));
        }
        Ok(())
    }
}

fn options() -> serde_yaml::Options {
    let nodes = usize::try_from(limits::FILE_BYTES).unwrap_or(usize::MAX);
    serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_depth: limits::YAML_DEPTH,
            max_nodes: nodes,
            max_events: 2 * nodes,
            max_total_scalar_bytes: nodes,
            max_documents: 1,
        },
    }
}

/// What the library hands over before inferred scalars are put back to their source text.
enum Raw {
    Text(String),
    Inferred,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

macro_rules! inferred {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E>(self, _: $type) -> Result<Raw, E> { Ok(Raw::Inferred) })*
    };
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    inferred!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Inferred)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

fn settle(raw: Spanned<Raw>, text: &str) -> Node {
    let spot = spot_of(&raw.referenced);
    let value = match raw.value {
        Raw::Text(value) => Value::Text(value),
        Raw::Inferred => match source(&raw.referenced, text) {
            "" | "~" => Value::Empty,
            typed => Value::Text(typed.to_owned()),
        },
        Raw::List(items) => Value::List(items.into_iter().map(|item| settle(item, text)).collect()),
        Raw::Map(entries) => Value::Map(
            entries.into_iter().map(|(key, value)| (settle_key(key, text), settle(value, text))).collect(),
        ),
    };
    Node { spot, value }
}

fn settle_key(raw: Spanned<Raw>, text: &str) -> Text {
    let spot = spot_of(&raw.referenced);
    let value = match raw.value {
        Raw::Text(value) => value,
        Raw::Inferred | Raw::List(_) | Raw::Map(_) => source(&raw.referenced, text).to_owned(),
    };
    Text { value, spot }
}

/// The characters between a value's ends, exactly as typed.
fn source<'t>(location: &Location, text: &'t str) -> &'t str {
    let span = location.span();
    let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) else { return "" };
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let end = start.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
    text.get(start..end).unwrap_or("").trim_end()
}

fn spot_of(location: &Location) -> Spot {
    let clamp = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let length = u32::try_from(location.span().len()).unwrap_or(1);
    Spot {
        line: clamp(location.line()).max(1),
        column: clamp(location.column()).max(1),
        length: length.max(1),
    }
}

/// Turns the library's error into the place and the words a clerk can act on.
fn explain(file: &Arc<str>, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let detail = error.to_string();
    // The location is where the value began; the words name the place where it went wrong.
    let spot = named_place(&detail).or_else(|| error.location().map(|l| spot_of(&l))).unwrap_or(Spot::START);
    let place = Place::new(file, Spot { length: 1, ..spot });
    if matches!(error.without_snippet(), serde_yaml::Error::Budget { .. }) {
        return Diagnostic::error(
            "yaml-limit",
            place,
            words!(
                "YAML 超出限制：不允许锚点（&）和别名（*），嵌套不超过{0}层，只有一个文档",
                "YAML beyond the limits: no anchors (&) or aliases (*), at most {0} levels, one document",
                limits::YAML_DEPTH
            ),
        )
        .help(words!("把内容直接写出来，不用锚点和别名：{detail}", "write the values out: {detail}"));
    }
    // The library notices a tab where the line before it ends.
    if detail.contains(" tab") {
        let from = usize::try_from(spot.line).unwrap_or(1).saturating_sub(1);
        if let Some((i, line)) = text.lines().enumerate().skip(from).find(|(_, line)| line.contains('\t')) {
            let column = line.chars().take_while(|c| *c != '\t').count() + 1;
            let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let tab = Spot { line: clamp(i + 1), column: clamp(column), length: 1 };
            return Diagnostic::error("yaml-syntax", Place::new(file, tab), syntax(&detail)).help(hint(line));
        }
    }
    // A line without a proper colon, or with a bracket left open, is only noticed at the next one.
    let at = |n: u32| usize::try_from(n).ok()?.checked_sub(1).and_then(|i| text.lines().nth(i));
    let here = at(spot.line).unwrap_or("");
    let before = at(spot.line.saturating_sub(1)).and_then(|line| Some((line, slip(line)?)));
    let (line, place) = match before {
        Some((line, column)) if slip(here).is_none() => {
            (line, Place::new(file, Spot { line: spot.line - 1, column, length: 1 }))
        }
        _ => (here, place),
    };
    // A bracket left open is noticed wherever the list turns out not to go on.
    let help = if detail.contains("flow") { unclosed() } else { hint(line) };
    Diagnostic::error("yaml-syntax", place, syntax(&detail)).help(help)
}

/// The `line 20, column 9` that a message ends with.
fn named_place(detail: &str) -> Option<Spot> {
    let (_, rest) = detail.rsplit_once("line ")?;
    let (line, rest) = rest.split_once(", column ")?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(Spot {
        line: line.parse().ok().filter(|n| *n > 0)?,
        column: column.parse().ok().filter(|n| *n > 0)?,
        length: 1,
    })
}

/// The column of a full-width colon or of a bracket left open, if a line has one.
fn slip(line: &str) -> Option<u32> {
    let sign = match unbalanced(line) {
        true => line.rfind(['[', '{']),
        false => line.find('：').filter(|_| has_wide_colon(line)),
    };
    u32::try_from(line[..sign?].chars().count() + 1).ok()
}

fn unbalanced(line: &str) -> bool {
    line.matches('[').count() > line.matches(']').count()
        || line.matches('{').count() > line.matches('}').count()
}

fn has_wide_colon(line: &str) -> bool {
    line.contains('：') && !line.contains(": ")
}

fn unclosed() -> Words {
    words!("方括号或花括号没有成对", "a bracket or brace is not closed")
}

fn syntax(detail: &str) -> Words {
    words!("这里不符合 YAML 写法（{detail}）", "this is not valid YAML ({detail})")
}

/// The likeliest cause, read off the line itself.
fn hint(line: &str) -> Words {
    if line.contains('\t') {
        words!(
            "行内有制表符（Tab），YAML 只能用空格缩进",
            "the line has a tab; YAML indents with spaces only"
        )
    } else if has_wide_colon(line) {
        words!(
            "冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
            "the colon is full-width; use an ASCII colon followed by a space"
        )
    } else if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        words!("引号没有成对", "a quotation mark is not closed")
    } else if unbalanced(line) {
        unclosed()
    } else {
        words!(
            "检查缩进是否对齐、冒号后是否有空格；值里含“: ”或以特殊符号开头时，用英文双引号括起来",
            "check the indentation and the space after each colon; quote values that hold \": \" or start with a symbol"
        )
    }
}
