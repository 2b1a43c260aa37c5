//! YAML nodes → fields of a record: which keys are known, which are missing, twice or misspelt.
//!
//! Nothing stops at the first problem: a [`Decoder`] collects them all.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::choice::nearest;
use super::spanned::Text;
use super::yaml::{Node, TypedKey, Value};
use crate::diagnostic::{Diagnostic, Location, Span, error, text};
use crate::world::limits;

/// A key: its canonical English form and its Chinese alias.
pub type Key = (&'static str, &'static str);

/// Tables, of keys or of what is said of them, as one; the first is not empty.
pub(crate) const fn joined<T: Copy, const N: usize>(tables: &[&[T]]) -> [T; N] {
    let mut all = [tables[0][0]; N];
    let (mut table, mut count) = (0, 0);
    while table < tables.len() {
        let mut key = 0;
        while key < tables[table].len() {
            all[count] = tables[table][key];
            (key, count) = (key + 1, count + 1);
        }
        table += 1;
    }
    all
}

/// Collects the problems of one file while its records are read.
#[derive(Debug)]
pub struct Decoder {
    /// The file, relative to the root.
    pub file: Arc<str>,
    /// What was found wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether what is read now is private.
    discreet: bool,
}

impl Decoder {
    /// A decoder for one file.
    pub fn new(file: &Arc<str>) -> Self {
        Decoder { file: file.clone(), diagnostics: Vec::new(), discreet: false }
    }

    /// Reads what is private: what is wrong with it is named by its place, and nothing of it is repeated.
    pub fn redacting<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.discreet, true);
        let value = read(self);
        self.discreet = before;
        value
    }

    /// A place in this file.
    pub fn location(&self, span: Span) -> Location {
        Location::new(&self.file, span)
    }

    /// Records a problem, as long as there are not too many.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < limits::PROBLEMS {
            self.diagnostics.push(if self.discreet { diagnostic.redacted() } else { diagnostic });
        }
    }

    /// Reads a mapping whose keys are all among `keys`; reports unknown and repeated keys.
    pub fn map<'t>(&mut self, node: Node<'t>, keys: &'static [Key]) -> Option<Fields<'t>> {
        let (fields, others) = self.open_map(node, keys)?;
        for (typed, _) in others {
            // What stands where a key should may be a private text that lost its own.
            let message = self.discreet.then(|| text!("不认识的键", "unknown key"));
            self.report(unknown(self.location(typed.span), &typed.value, message, keys));
        }
        Some(fields)
    }

    /// Reads a mapping that may have other keys too, which are given as they were typed; reports repeated keys.
    pub fn open_map<'t>(&mut self, node: Node<'t>, keys: &'static [Key]) -> Option<(Fields<'t>, Others<'t>)> {
        let Value::Map(entries) = node.value else {
            self.wrong_shape(node.span, ("一组“键: 值”", "a mapping of keys to values"));
            return None;
        };
        let room = Vec::with_capacity(entries.len());
        let mut fields = Fields { span: node.span, keys, chinese: false, entries: room };
        let mut others = Vec::new();
        for (typed, value) in entries {
            let Some(index) = keys.iter().position(|(en, zh)| *typed.value == **en || *typed.value == **zh)
            else {
                others.push((typed, value));
                continue;
            };
            fields.chinese |= *typed.value == *keys[index].1 && keys[index].0 != keys[index].1;
            match fields.entries.iter().find(|e| e.index == index) {
                Some(first) => {
                    let [again, first] = [&typed, &first.typed]
                        .map(|key| Text { value: (*key.value).into(), location: self.location(key.span) });
                    self.report(given_twice(&again, &first));
                }
                None => fields.entries.push(Entry { index, typed, value: Some(value) }),
            }
        }
        Some((fields, others))
    }

    /// Reads a list; an empty one is an error where `needed` says what it should hold.
    pub fn list<'t>(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        match node.value {
            Value::List(items) => items,
            _ => {
                self.wrong_shape(
                    node.span,
                    ("一个列表（每项以“- ”开头）", "a list (each item begins with `- `)"),
                );
                Vec::new()
            }
        }
    }

    /// Reads a text: not empty, not a list, within the limits.
    pub fn text(&mut self, node: Node) -> Option<Text> {
        let span = node.span;
        match node.value {
            Value::Text(value) if !value.trim().is_empty() => {
                // A grapheme has a byte at least; most texts need no counting.
                let long = value.len() > limits::VALUE_CHARS;
                if long && value.graphemes(true).nth(limits::VALUE_CHARS).is_some() {
                    let limit = limits::VALUE_CHARS;
                    self.report(error!(self.location(span), "too-long",
                        "这里的文字超过{limit}个字符", "this text is longer than {limit} characters";
                        help: "缩短文字", "shorten it"
                    ));
                    return None;
                }
                Some(Text { value: value.trim_end_matches('\n').into(), location: self.location(span) })
            }
            Value::Text(_) | Value::Empty => {
                self.report(error!(self.location(span), "empty-value",
                    "这个键没有值", "this key has no value";
                    help: "填写内容，或删去这一行", "fill it in, or delete the line"
                ));
                None
            }
            Value::List(_) | Value::Map(_) => {
                self.wrong_shape(span, ("一段文字", "a text"));
                None
            }
        }
    }

    /// An empty value is best pointed at by its key, for the value itself has no characters.
    fn named_text(&mut self, key: Span, node: Node) -> Option<Text> {
        let empty = matches!(&node.value, Value::Empty)
            || matches!(&node.value, Value::Text(t) if t.trim().is_empty());
        let span = if empty { key } else { node.span };
        self.text(Node { span, ..node })
    }

    /// One text or a list of them, below a key; an empty list is an empty value.
    pub fn some_texts(&mut self, key: Span, node: Node) -> Option<Vec<Text>> {
        let texts: Vec<Text> = match node.value {
            Value::List(items) if !items.is_empty() => {
                items.into_iter().filter_map(|item| self.text(item)).collect()
            }
            Value::List(_) => {
                self.named_text(key, Node { value: Value::Empty, ..node }).into_iter().collect()
            }
            _ => self.named_text(key, node).into_iter().collect(),
        };
        (!texts.is_empty()).then_some(texts)
    }

    fn wrong_shape(&mut self, span: Span, (zh, en): (&str, &str)) {
        self.report(error!(self.location(span), "wrong-shape",
            "这里应当是{zh}", "this should be {en}";
            help: "对照 README 中的格式修改", "see the formats in the README"
        ));
    }
}

/// A key that the mapping does not have: the nearest, or all there are.
pub fn unknown_key(typed: &Text, keys: &[Key]) -> Diagnostic {
    unknown(typed.location.clone(), &typed.value, None, keys)
}

fn unknown(at: Location, key: &str, message: Option<String>, keys: &[Key]) -> Diagnostic {
    let message = message.unwrap_or_else(|| text!("不认识的键“{key}”", "unknown key `{key}`"));
    let help = match nearest(key, keys.iter().flat_map(|(en, zh)| [*en, *zh])) {
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => {
            let known: Vec<String> = keys.iter().map(|(en, zh)| format!("{zh} ({en})")).collect();
            let known = known.join("、");
            text!("这里可用的键：{known}", "known keys here: {known}")
        }
    };
    Diagnostic::error("unknown-key", at, message).help(help)
}

/// A key that stands in its mapping already, perhaps in the other language.
pub fn given_twice(again: &Text, first: &Text) -> Diagnostic {
    let (typed, earlier) = (&again.value, &first.value);
    error!(again, "duplicate-key",
        "键“{typed}”给了两次", "the key `{typed}` is given twice";
        help: "只保留一个", "keep one of them"
    )
    .also(first.location.clone(), text!("第一次在这里（{earlier}）", "first given here (`{earlier}`)"))
}

/// Keys as they were typed, with what stands under them.
pub type Others<'t> = Vec<(TypedKey<'t>, Node<'t>)>;

#[derive(Debug)]
struct Entry<'t> {
    index: usize,
    typed: TypedKey<'t>,
    value: Option<Node<'t>>,
}

/// The fields of one mapping, taken one by one.
#[derive(Debug)]
pub struct Fields<'t> {
    /// Where the mapping starts.
    pub span: Span,
    keys: &'static [Key],
    chinese: bool,
    entries: Vec<Entry<'t>>,
}

impl<'t> Fields<'t> {
    /// Takes a value if its key was given.
    pub fn take(&mut self, key: &str) -> Option<Node<'t>> {
        let index = self.keys.iter().position(|(en, _)| *en == key)?;
        self.entries.iter_mut().find(|e| e.index == index)?.value.take()
    }

    /// Where a key was typed.
    pub fn key_span(&self, key: &str) -> Span {
        let typed = self.entries.iter().find(|e| self.keys[e.index].0 == key);
        typed.map_or(self.span, |e| e.typed.span)
    }

    /// A text that must be there.
    pub fn text(&mut self, decoder: &mut Decoder, key: &'static str) -> Option<Text> {
        match self.take(key) {
            Some(node) => self.named_text(decoder, key, node),
            None => {
                self.missing(decoder, key);
                None
            }
        }
    }

    /// A text that may be left out.
    pub fn optional(&mut self, decoder: &mut Decoder, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        self.named_text(decoder, key, node)
    }

    fn named_text(&self, decoder: &mut Decoder, key: &'static str, node: Node) -> Option<Text> {
        decoder.named_text(self.key_span(key), node)
    }

    /// A list of texts; when `required`, it must be there and not be empty.
    pub fn texts(&mut self, decoder: &mut Decoder, key: &'static str, required: bool) -> Vec<Text> {
        let items = self.list(decoder, key, required);
        items.into_iter().filter_map(|item| decoder.text(item)).collect()
    }

    /// One text or a list of them, if the key is given; an empty list is an empty value.
    pub fn some_texts(&mut self, decoder: &mut Decoder, key: &'static str) -> Option<Vec<Text>> {
        let node = self.take(key)?;
        decoder.some_texts(self.key_span(key), node)
    }

    /// A list of nodes; when `required`, it must be there and not be empty.
    pub fn list(&mut self, decoder: &mut Decoder, key: &'static str, required: bool) -> Vec<Node<'t>> {
        let Some(node) = self.take(key) else {
            if required {
                self.missing(decoder, key);
            }
            return Vec::new();
        };
        if matches!(&node.value, Value::List(items) if items.is_empty()) && !required {
            return Vec::new();
        }
        if matches!(&node.value, Value::Empty)
            || matches!(&node.value, Value::List(items) if items.is_empty())
        {
            decoder.report(error!(decoder.location(self.key_span(key)), "empty-list",
                "这个列表是空的", "this list is empty";
                help: "填写列表，或删去这一行", "fill the list, or delete the line"
            ));
            return Vec::new();
        }
        decoder.list(node)
    }

    /// A mapping with its own keys, if given.
    pub fn map(
        &mut self,
        decoder: &mut Decoder,
        key: &'static str,
        keys: &'static [Key],
    ) -> Option<Fields<'t>> {
        let node = self.take(key)?;
        decoder.map(node, keys)
    }

    /// Reports that a key is missing, in the language of the record's own keys.
    pub fn missing(&self, decoder: &mut Decoder, key: &str) {
        let (en, zh) = self.keys.iter().find(|(en, _)| *en == key).copied().unwrap_or(("?", "?"));
        let write = if self.chinese { zh } else { en };
        // Where there is no default, the choice is shown with the key.
        let values = match key {
            "posting_day" => "counted（计入）/ excluded（不计入）",
            "unit" if self.keys.iter().any(|(en, _)| *en == "posting_day") => {
                "working（工作日）/ calendar（自然日）"
            }
            _ => "…",
        };
        decoder.report(error!(decoder.location(self.span), "missing-key",
            "缺少“{zh}”（{en}）", "`{en}` ({zh}) is missing";
            help: "加上：{write}: {values}", "add: {write}: {values}"
        ));
    }
}

impl Decoder {
    /// An id: `[a-z0-9-]`, at most 64 characters, beginning with a letter or digit.
    pub fn id(&mut self, text: &Text) -> bool {
        let id = &text.value;
        let ok = id.len() <= limits::ID_CHARS
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && id.bytes().next().is_some_and(|b| b != b'-')
            && !is_reserved(id);
        if !ok {
            let limit = limits::ID_CHARS;
            self.report(error!(text.location.clone(), "bad-id",
                "编号“{id}”不能用作网址", "the id `{id}` cannot be an address";
                help: "编号只用小写字母、数字和连字符，以字母或数字开头，不超过{limit}个字符，例如 g2025-001",
                "use lower-case letters, digits and hyphens, at most {limit}, such as g2025-001"
            ));
        }
        ok
    }
}

/// Device names that Windows will not have as a file, whatever the ending.
fn is_reserved(id: &str) -> bool {
    matches!(id, "con" | "prn" | "aux" | "nul")
        || (id.len() == 4
            && (id.starts_with("com") || id.starts_with("lpt"))
            && id.as_bytes()[3].is_ascii_digit())
}
