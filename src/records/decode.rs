//! YAML nodes → fields of a record: which keys are known, which are missing, twice or misspelt.
//!
//! Nothing stops at the first problem: a [`Decoder`] collects them all.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::choice::nearest;
use super::lines::{self, Line};
use super::spanned::Text;
use super::table::{Is, Key, Need, Row, Visibility};
use super::yaml::{Node, Quirk, TypedKey, Value};
use crate::diagnostic::{Diagnostic, Location, Span, error, text};
use crate::world::limits;

/// Collects the problems of one file while its records are read.
#[derive(Debug)]
pub struct Decoder {
    /// The file, relative to the root.
    pub file: Arc<str>,
    /// What the file's or folder's name says: the round, the programme, the year.
    pub stem: String,
    /// What was found wrong so far, and cost a record or a part of it.
    pub diagnostics: Vec<Diagnostic>,
    /// Values that say nothing; their records are there all the same.
    pub slips: Vec<Diagnostic>,
    /// Whether what is read now is private.
    discreet: bool,
    /// What is read now, if it is one line.
    line: Option<Line>,
}

impl Decoder {
    /// A decoder for one file.
    pub fn new(file: &Arc<str>) -> Self {
        let (diagnostics, slips) = (Vec::new(), Vec::new());
        Decoder { file: file.clone(), stem: String::new(), diagnostics, slips, discreet: false, line: None }
    }

    /// Reads the value of a key. What is wrong with a private one is named by its place, and nothing of it is repeated.
    pub fn reading<T>(&mut self, row: Option<&Row>, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.discreet, self.line);
        self.discreet |= row.is_some_and(|row| row.visibility == Visibility::Private);
        self.line = row.and_then(|row| row.is.line());
        let value = read(self);
        (self.discreet, self.line) = before;
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

    /// Records that a value says nothing, as long as there are not too many.
    pub fn report_slip(&mut self, diagnostic: Diagnostic, typed: &str) {
        if self.slips.len() < limits::PROBLEMS {
            self.slips.push(if self.discreet { diagnostic.without(typed) } else { diagnostic });
        }
    }

    /// Reads a mapping whose keys are all among `rows`; reports unknown and repeated keys.
    pub fn map<'t>(&mut self, node: Node<'t>, rows: &'static [Row]) -> Option<Fields<'t>> {
        let (fields, others) = self.open_map(node, rows)?;
        for (typed, _) in others {
            let keys: Vec<Key> = rows.iter().map(|row| row.key).collect();
            let location = self.location(typed.span);
            let elsewhere = elsewhere(&self.file, &typed.value);
            // What stands where a key should may be a private text that lost its own.
            let unknown = match self.discreet {
                true => error!(location, "unknown-key", "不认识的键", "unknown key")
                    .help(nearest_key(&typed.value, &keys)),
                false => unknown_key(&Text { value: (*typed.value).into(), location }, &keys),
            };
            self.report(match elsewhere {
                Some(help) => unknown.help(help),
                None => unknown,
            });
        }
        Some(fields)
    }

    /// Reads a mapping that may have other keys too, which are given as they were typed; reports repeated keys.
    pub fn open_map<'t>(&mut self, node: Node<'t>, rows: &'static [Row]) -> Option<(Fields<'t>, Others<'t>)> {
        let Value::Map(entries) = node.value else {
            self.wrong_shape(node.span, ("一组“键: 值”", "a mapping of keys to values"));
            return None;
        };
        let room = Vec::with_capacity(entries.len());
        let mut fields = Fields { span: node.span, rows, next: 0, chinese: false, entries: room };
        let mut others = Vec::new();
        for (typed, value) in entries {
            let is_typed = |row: &Row| *typed.value == *row.key.0 || *typed.value == *row.key.1;
            let Some(index) = rows.iter().position(is_typed) else {
                others.push((typed, value));
                continue;
            };
            let (en, zh) = rows[index].key;
            fields.chinese |= *typed.value == *zh && en != zh;
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

    /// The items of a list at a key, which stands at `key`; an empty one is an error where it is required.
    pub fn list<'t>(&mut self, node: Node<'t>, key: Span, need: Need) -> Vec<Node<'t>> {
        match node.value {
            Value::List(items) if !items.is_empty() || need != Need::Required => items,
            Value::List(_) | Value::Empty => {
                self.report(error!(self.location(key), "empty-list",
                    "这个列表是空的", "this list is empty";
                    help: "填写列表，或删去这一行", "fill the list, or delete the line"
                ));
                Vec::new()
            }
            _ => self.items(node),
        }
    }

    /// The items of a list.
    pub fn items<'t>(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
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

    /// Reads a text: not empty, not a list, within the limits. An empty one is pointed at by its key, `key`.
    pub fn text(&mut self, node: Node<'_>, key: Span) -> Option<Text> {
        let (span, quirk) = (node.span, node.quirk);
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
                let text = Text { value: value.trim_end_matches('\n').into(), location: self.location(span) };
                if let Some(wrong) = lines::wrong_with(&text, self.line, quirk) {
                    if self.line == Some(Line::Id) {
                        self.report(wrong);
                        return None;
                    }
                    self.report_slip(wrong, &text.value);
                }
                Some(text)
            }
            Value::Text(_) | Value::Empty => {
                if let Some(Quirk::Cut(at)) = quirk {
                    self.report(lines::cut_by_comment(&self.location(span), at));
                    return None;
                }
                self.report(error!(self.location(key), "empty-value",
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

    fn wrong_shape(&mut self, span: Span, (zh, en): (&str, &str)) {
        self.report(error!(self.location(span), "wrong-shape",
            "这里应当是{zh}", "this should be {en}";
            help: "对照使用手册中的格式修改", "see the formats in the manual"
        ));
    }

    /// Whether a text is an id: `[a-z0-9-]`, at most 64 characters, beginning with a letter or digit. If not, it is
    /// reported.
    pub fn is_id(&mut self, text: &Text) -> bool {
        let id = &text.value;
        let ok = id.len() <= limits::ID_CHARS
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && id.bytes().next().is_some_and(|b| b != b'-')
            && !is_reserved(id);
        if !ok && text.location.span == Span::START {
            let end = self.file.rsplit_once('.').map_or("yaml", |(_, end)| end);
            self.report(error!(text.location.clone(), "bad-id",
                "文件名“{id}”不能用作网址", "the file's name `{id}` cannot be an address";
                help: "文件名就是编号：改用小写字母、数字和连字符，例如 growth-plan.{end}，名称写在文件里面",
                "the name of the file is its id: give it lower-case letters, digits and hyphens, such as growth-plan.{end}, and write the title in the file"
            ));
        } else if !ok {
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

/// A key that the mapping does not have: the nearest, or all there are.
pub fn unknown_key(typed: &Text, keys: &[Key]) -> Diagnostic {
    let key = &typed.value;
    error!(typed, "unknown-key", "不认识的键“{key}”", "unknown key `{key}`").help(nearest_key(key, keys))
}

/// Keys that only one kind of file has, and its name.
const OWN_KEYS: [(&str, &[&str]); 4] = [
    ("teams.yaml", &["members", "成员", "leader", "负责人", "mentors", "指导专家", "团队名称", "依托单位"]),
    ("engineers.yaml", &["surname", "姓"]),
    ("round.yaml", &["notices", "公告", "issuers", "落款单位", "order", "排序", "columns", "列"]),
    (
        "site.yaml",
        &["base_url", "网址", "owner", "主办单位", "theme", "主题", "labels", "标识", "objection", "异议"],
    ),
];

/// The file that a key belongs to, where it is none of the one it was typed in.
fn elsewhere(file: &str, typed: &str) -> Option<String> {
    let (place, _) = OWN_KEYS.iter().find(|(_, keys)| keys.contains(&typed))?;
    let known = ["/engineers", "/teams", "/round.yaml", "/site.yaml"].iter().any(|name| file.contains(name));
    let folder = format!("/{}/", place.trim_end_matches(".yaml"));
    let is_there = file.ends_with(&format!("/{place}")) || file.contains(&folder);
    (known && !is_there).then(|| {
        text!("“{typed}”写在 {place} 里，从这里删去", "`{typed}` belongs into {place}; take it out here")
    })
}

fn nearest_key(typed: &str, keys: &[Key]) -> String {
    if let Some(sign) = typed.chars().find(|c| matches!(c, '：' | '，' | '；')) {
        return text!(
            "里面的“{sign}”是全角的：键后面用英文冒号加一个空格，各项之间用英文逗号加一个空格",
            "`{sign}` is full-width: an ASCII colon and a space follow a key, an ASCII comma and a space part values"
        );
    }
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(key) = typed.trim_start_matches(['-', '－', '—']).trim().get(..).filter(|rest| *rest != typed)
        && let Some(near) = nearest(key, keys.iter().flat_map(|(en, zh)| [*en, *zh]))
    {
        return text!("短横后面空一格：“- {near}”", "put a space after the dash: `- {near}`");
    }
    if let Some(key) = keys.iter().flat_map(|(en, zh)| [*en, *zh]).find(|key| plain != typed && *key == plain)
    {
        return text!("键里面不要空格，写“{key}”", "write the key without spaces: `{key}`");
    }
    if let Some(near) = nearest(typed, keys.iter().flat_map(|(en, zh)| [*en, *zh])) {
        return text!("是不是“{near}”？", "did you mean `{near}`?");
    }
    let known: Vec<String> = keys.iter().map(|(en, zh)| format!("{zh} ({en})")).collect();
    let known = known.join("、");
    text!("这里可用的键：{known}", "known keys here: {known}")
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

/// Device names that Windows will not have as a file, whatever the ending.
fn is_reserved(id: &str) -> bool {
    matches!(id, "con" | "prn" | "aux" | "nul")
        || (id.len() == 4
            && (id.starts_with("com") || id.starts_with("lpt"))
            && id.as_bytes()[3].is_ascii_digit())
}

#[derive(Debug)]
struct Entry<'t> {
    index: usize,
    typed: TypedKey<'t>,
    value: Option<Node<'t>>,
}

/// The fields of one mapping, taken one by one in the order of their declaration.
#[derive(Debug)]
pub struct Fields<'t> {
    /// Where the mapping starts.
    pub span: Span,
    rows: &'static [Row],
    next: usize,
    chinese: bool,
    entries: Vec<Entry<'t>>,
}

/// What a record gives for a key.
#[derive(Debug)]
pub struct Given<'t> {
    /// The key.
    pub row: &'static Row,
    /// Its value, if it was given.
    pub node: Option<Node<'t>>,
    /// Where the key stands; where it was not given, where the mapping starts.
    pub at: Span,
}

impl<'t> Fields<'t> {
    /// The next key, with what was given for it; `None` after the last.
    pub fn take_next(&mut self) -> Option<Given<'t>> {
        let index = self.next;
        let row = self.rows.get(index)?;
        self.next += 1;
        let entry = self.entries.iter_mut().find(|e| e.index == index);
        let at = entry.as_ref().map_or(self.span, |e| e.typed.span);
        Some(Given { row, node: entry.and_then(|e| e.value.take()), at })
    }

    /// The next key, whether it was given or not.
    pub fn next_row(&self) -> Option<&'static Row> {
        self.rows.get(self.next)
    }

    /// Reports that a key is missing, in the language of the record's own keys.
    pub fn report_missing(&self, decoder: &mut Decoder, row: &Row) {
        let (en, zh) = row.key;
        let write = if self.chinese { zh } else { en };
        let values = match row.is {
            // These have no default, so the choice is shown with the key.
            Is::Words(words) if matches!(en, "posting_day" | "unit") => {
                words().iter().map(|(en, zh)| format!("{en}（{zh}）")).collect::<Vec<_>>().join("/ ")
            }
            _ => "…".to_owned(),
        };
        decoder.report(error!(decoder.location(self.span), "missing-key",
            "缺少“{zh}”（{en}）", "`{en}` ({zh}) is missing";
            help: "加上：{write}: {values}", "add: {write}: {values}"
        ));
    }
}
