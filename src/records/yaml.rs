//! YAML → a tree of nodes, each with its place. The one module that knows the YAML library.
//!
//! The library's parser hands over events; they become nodes at once, without a deserializer between, which would
//! guess numbers and booleans and take three times as long. Every scalar is the text that was typed (`0734`, `no`,
//! `12e5`, `2025-09`), and as far as it stands in the file as it is meant, it is not copied. Keys given twice are
//! kept; `decode` reports them.

use std::borrow::Cow;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as Extent, StrInput, options};

use super::pieces::Piece;
use super::{folds, slip};
use crate::diagnostic::{Diagnostic, Location, Span, error, text};
use crate::world::limits;
use crate::world::text::{forbidden, may_not_stand};

/// A value of a YAML file and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'t> {
    /// The place of its first character.
    pub span: Span,
    /// What it is.
    pub value: Value<'t>,
    /// What is odd about how it was typed.
    pub quirk: Option<Quirk>,
}

/// What a value's text does not show of how it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quirk {
    /// It stands on several lines, which are one now.
    Wrapped,
    /// A comment begins here, against the text that follows, which may have been meant as part of it.
    Cut(Span),
}

/// What a YAML value can be here.
#[derive(Clone, Debug)]
pub enum Value<'t> {
    /// Any scalar, as text.
    Text(Cow<'t, str>),
    /// Nothing: an empty value or `~`.
    Empty,
    /// A list.
    List(Vec<Node<'t>>),
    /// A mapping in the order typed, keys given twice included.
    Map(Vec<(TypedKey<'t>, Node<'t>)>),
}

/// A key as it was typed.
#[derive(Clone, Debug)]
pub struct TypedKey<'t> {
    /// The text.
    pub value: Cow<'t, str>,
    /// Where it stands.
    pub span: Span,
}

/// Parses one YAML document. An empty file is [`Value::Empty`].
///
/// # Errors
/// One diagnostic with the place of the first thing that is not YAML, or exceeds a limit.
pub fn parse<'t>(file: &Arc<str>, text: &'t str) -> Result<Node<'t>, Diagnostic> {
    Reader::new(Piece::whole(text)).document().map_err(|problem| problem.explain(file, text))
}

/// Parses a list and hands over its items one by one, so that a long list is never held whole. Anything but a list
/// is handed over as it is, once.
///
/// # Errors
/// As for [`parse`]; items before the error have been handed over.
pub fn parse_items<'t>(
    file: &Arc<str>,
    piece: Piece<'t>,
    take: &mut dyn FnMut(Node<'t>),
) -> Result<(), Diagnostic> {
    Reader::new(piece).items(take).map_err(|problem| problem.explain(file, piece.text))
}

/// The parser's events as nodes.
struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    text: &'t str,
    lines_before: u32,
    values: usize,
}

impl<'t> Reader<'t> {
    fn new(Piece { text, lines_before }: Piece<'t>) -> Self {
        let options = options! { emit_comments: false };
        Reader { events: Parser::new_from_str_with_options(text, options), text, lines_before, values: 0 }
    }

    /// The one document of a file.
    fn document(&mut self) -> Result<Node<'t>, Problem> {
        let Some((event, extent)) = self.root()? else {
            return Ok(Node { span: Span::START, value: Value::Empty, quirk: None });
        };
        let node = self.node(event, extent, 0)?;
        self.end()?;
        Ok(node)
    }

    /// The items of a list, or the one node that is none.
    fn items(&mut self, take: &mut dyn FnMut(Node<'t>)) -> Result<(), Problem> {
        let Some((event, extent)) = self.root()? else { return Ok(()) };
        if let Event::SequenceStart(_, 0, None) = event {
            let mut count = 0;
            while let Some(item) = self.item(1)? {
                count += 1;
                if count > limits::RECORDS {
                    return Err(Problem::Limit(Limit::Records, item.span));
                }
                // A list is handed over record by record, so only one record has to keep within the limit.
                self.values = 0;
                take(item);
            }
        } else {
            take(self.node(event, extent, 0)?);
        }
        self.end()
    }

    /// The first event of the document; `None` where there is none.
    fn root(&mut self) -> Result<Option<(Event<'t>, Extent)>, Problem> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                (Event::StreamEnd, _) => return Ok(None),
                other => return Ok(Some(other)),
            }
        }
    }

    /// Nothing may follow the document.
    fn end(&mut self) -> Result<(), Problem> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd, _) => {}
                (_, extent) => return Err(self.limit(Limit::Documents, &extent)),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Extent), Problem> {
        // After its last event the parser has none.
        let end = || Ok((Event::StreamEnd, Extent::default()));
        self.events.next().unwrap_or_else(end).map_err(Problem::Syntax)
    }

    /// The next item of a list that has begun.
    fn item(&mut self, depth: usize) -> Result<Option<Node<'t>>, Problem> {
        match self.next()? {
            (Event::SequenceEnd, _) => Ok(None),
            (event, extent) => self.node(event, extent, depth).map(Some),
        }
    }

    /// The node that an event begins, inside `depth` lists and mappings.
    fn node(&mut self, event: Event<'t>, extent: Extent, depth: usize) -> Result<Node<'t>, Problem> {
        let span = self.span(&extent);
        self.values += 1;
        if self.values > limits::YAML_VALUES {
            return Err(self.limit(Limit::Values, &extent));
        }
        let mut quirk = None;
        let value = match event {
            Event::Scalar(text, style, 0, None) if folds::is_wrapped(self.source(&extent), style) => {
                if let Some((_, character)) = forbidden(&text) {
                    return Err(Problem::Character(character, span));
                }
                quirk = self.cut(style, &extent).or(Some(Quirk::Wrapped));
                Value::Text(folds::joined(self.source(&extent), style, text))
            }
            Event::Scalar(text, ScalarStyle::Plain, 0, None) if matches!(&*text, "" | "~") => {
                quirk = self.cut(ScalarStyle::Plain, &extent);
                Value::Empty
            }
            // The file was looked at as it was read; an escape sequence ("\u202E") is read only here.
            Event::Scalar(text, ScalarStyle::DoubleQuoted, 0, None) => match forbidden(&text) {
                Some((_, character)) => return Err(Problem::Character(character, span)),
                None => Value::Text(text),
            },
            Event::Scalar(text, style, 0, None) => {
                quirk = self.cut(style, &extent);
                Value::Text(text)
            }
            Event::SequenceStart(_, 0, None) => {
                self.check_depth(depth, &extent)?;
                let mut items = Vec::new();
                while let Some(item) = self.item(depth + 1)? {
                    items.push(item);
                }
                Value::List(items)
            }
            Event::MappingStart(_, 0, None) => {
                self.check_depth(depth, &extent)?;
                let mut entries = Vec::new();
                loop {
                    let (event, extent) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.key(event, extent, depth + 1)?;
                    let (event, extent) = self.next()?;
                    entries.push((key, self.node(event, extent, depth + 1)?));
                }
                Value::Map(entries)
            }
            Event::Scalar(.., Some(_))
            | Event::SequenceStart(.., Some(_))
            | Event::MappingStart(.., Some(_)) => {
                return Err(self.limit(Limit::Tags, &extent));
            }
            _ => return Err(self.limit(Limit::Anchors, &extent)),
        };
        Ok(Node { span, value, quirk })
    }

    /// A key. A list or mapping as a key is shown as it was typed, up to where its value begins.
    fn key(&mut self, event: Event<'t>, extent: Extent, depth: usize) -> Result<TypedKey<'t>, Problem> {
        let typed = extent.slice(self.text).unwrap_or_default();
        let Node { span, value, .. } = self.node(event, extent, depth)?;
        let value = match value {
            Value::Text(text) => text,
            Value::Empty | Value::List(_) | Value::Map(_) => Cow::Borrowed(typed),
        };
        Ok(TypedKey { value, span })
    }

    /// A value as it stands in the file.
    fn source(&self, extent: &Extent) -> &'t str {
        extent.slice(self.text).unwrap_or_default()
    }

    /// The comment after an unquoted value, where a character stands against its sign: `电厂 #1、#2机组`.
    fn cut(&self, style: ScalarStyle, extent: &Extent) -> Option<Quirk> {
        let end = extent.byte_range().filter(|_| style == ScalarStyle::Plain)?.end;
        let start = self.text.get(..end)?.rfind('\n').map_or(0, |i| i + 1);
        // What is empty is noticed at the colon of its key; in a list, behind its comment.
        let after = |from: usize| {
            self.text[from..].lines().next().unwrap_or_default().trim_start_matches([' ', '\t'])
        };
        let rest = match after(end).strip_prefix(':') {
            Some(rest) if extent.is_empty() => rest.trim_start(),
            None if extent.is_empty() && !after(end).starts_with('#') => {
                after(start).strip_prefix("- ")?.trim_start()
            }
            _ => after(end),
        };
        let meant = |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace();
        rest.strip_prefix('#').filter(|comment| comment.starts_with(meant))?;
        let line = self.text[start..].lines().next()?;
        let column = line.strip_suffix(rest)?.chars().count() + 1;
        let lines = self.text[..start].bytes().filter(|b| *b == b'\n').count() + 1;
        let line = self.lines_before.saturating_add(u32::try_from(lines).ok()?);
        Some(Quirk::Cut(Span { line, column: u32::try_from(column).ok()?, length: 1 }))
    }

    fn check_depth(&self, depth: usize, extent: &Extent) -> Result<(), Problem> {
        if depth < limits::YAML_DEPTH { Ok(()) } else { Err(self.limit(Limit::Depth, extent)) }
    }

    fn span(&self, extent: &Extent) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            line: clamp(extent.start.line()).max(1).saturating_add(self.lines_before),
            column: clamp(extent.start.col()).saturating_add(1),
            length: clamp(extent.len()).max(1),
        }
    }

    fn limit(&self, limit: Limit, extent: &Extent) -> Problem {
        Problem::Limit(limit, Span { length: 1, ..self.span(extent) })
    }
}

/// Why a text was not read.
enum Problem {
    Syntax(ScanError),
    Limit(Limit, Span),
    Character(char, Span),
}

/// What YAML has and records do without.
#[derive(Clone, Copy)]
enum Limit {
    Anchors,
    Tags,
    Depth,
    Documents,
    Values,
    Records,
}

/// A list that is too long for one file.
pub(super) fn too_many(location: Location) -> Diagnostic {
    let limit = limits::RECORDS;
    error!(location, "too-many-records",
        "一个文件里的记录超过{limit}条", "more than {limit} records in one file";
        help: "分成几个文件，放入 engineers/ 或 teams/", "split them into files in engineers/ or teams/"
    )
}

impl Problem {
    /// The place, and the words a clerk can act on.
    fn explain(self, file: &Arc<str>, text: &str) -> Diagnostic {
        match self {
            Problem::Character(character, span) => {
                may_not_stand(Location::new(file, Span { length: 1, ..span }), character)
            }
            Problem::Limit(Limit::Records, span) => too_many(Location::new(file, span)),
            Problem::Limit(limit, span) => error!(Location::new(file, span), "yaml-limit", "YAML 超出限制：不允许锚点（&）、别名（*）和标签（!），嵌套不超过{0}层，值不超过{1}个，只有一个文档", "YAML beyond the limits: no anchors (&), aliases (*) or tags (!), at most {0} levels, {1} values and one document", limits::YAML_DEPTH, limits::YAML_VALUES)
            .help(limit.help()),
            Problem::Syntax(error) => {
                let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let (line, column) = (clamp(error.marker().line()).max(1), clamp(error.marker().col()) + 1);
                let detail = format!("{} at line {line}, column {column}", error.info());
                slip::explain(file, text, Span { line, column, length: 1 }, &detail)
            }
        }
    }
}

impl Limit {
    fn help(self) -> String {
        match self {
            Limit::Anchors => text!(
                "把内容直接写出来；文字本身以 & 或 * 开头的，用英文双引号括起来",
                "write the values out; quote a text that begins with & or * itself"
            ),
            Limit::Tags => text!(
                "删去标签；文字本身以 ! 开头的，用英文双引号括起来",
                "take the tag out; quote a text that begins with ! itself"
            ),
            Limit::Values | Limit::Records => {
                text!("分成几个文件", "split it into several files")
            }
            Limit::Depth => text!("减少嵌套", "nest less"),
            Limit::Documents => {
                text!(
                    "一个文件只写一个文档，删去多余的“---”",
                    "keep one document a file, without a further `---`"
                )
            }
        }
    }
}
