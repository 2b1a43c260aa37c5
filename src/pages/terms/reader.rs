//! `terms.yaml` → phrases: groups of terms, all known, each there once, each with its places.

use std::sync::Arc;

use super::phrase::{Fault, Phrase, Values};
use crate::diagnostic::{Diagnostic, Location, Span, error, text};
use crate::records::choice::nearest;
use crate::records::yaml::{self, Node, TypedKey, Value};

/// A file of terms, and the program's own, which says what a missing term may be.
#[derive(Clone, Copy, Debug)]
pub struct Source<'t> {
    /// The file, for messages.
    pub file: &'t Arc<str>,
    /// Its text.
    pub text: &'t str,
    /// The text of the program's own file.
    pub builtin: &'t str,
}

/// Reads a file group by group and collects what is wrong.
pub(super) struct Reader<'t> {
    source: Source<'t>,
    groups: Group<'t>,
    diagnostics: Vec<Diagnostic>,
}

/// What was not asked for yet of a mapping: of one group's terms, or of all groups.
pub(super) struct Group<'t> {
    /// The group's name; empty for the mapping of all groups.
    name: &'static str,
    span: Span,
    entries: Vec<(TypedKey<'t>, Node<'t>)>,
    asked: Vec<&'static str>,
    /// Whether it is there at all; where it is not, that is said once.
    is_there: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: Source<'t>) -> Result<Self, Diagnostic> {
        let root = yaml::parse(source.file, source.text)?;
        let mut reader = Reader { source, groups: Group::absent(""), diagnostics: Vec::new() };
        reader.groups = reader.mapping("", root);
        Ok(reader)
    }

    /// A group of terms by its name.
    pub(super) fn group(&mut self, name: &'static str) -> Group<'t> {
        match self.groups.take(name) {
            Some((_, node)) => self.mapping(name, node),
            None => {
                if self.groups.is_there {
                    self.diagnostics.push(error!(self.location(self.groups.span), "missing-key",
                        "缺少“{name}”这一组词语", "the group of terms `{name}` is missing";
                        help: "从内置主题的 terms.yaml 中照抄这一组（gongshi init --theme 可写出内置主题）",
                        "copy the group from the built-in terms.yaml, which `gongshi init --theme` writes out"
                    ));
                }
                Group::absent(name)
            }
        }
    }

    /// A term of a group, with a place for each of these values.
    pub(super) fn phrase(&mut self, group: &mut Group<'t>, name: &'static str, values: Values<'_>) -> Phrase {
        let Some((key, node)) = group.take(name) else {
            if group.is_there {
                self.diagnostics.push(self.missing(group, name));
            }
            return Phrase::default();
        };
        let span = Span { length: 1, ..node.span };
        let problem = match node.value {
            Value::Text(text) if !text.trim().is_empty() => match Phrase::new(&text, values) {
                Ok(phrase) => return phrase,
                Err(fault) => self.fault(span, &fault, &[values.0, values.1].concat()),
            },
            Value::Text(_) | Value::Empty => error!(self.location(key.span), "empty-value",
                "词语“{name}”没有内容", "the term `{name}` has no text";
                help: "填写内容", "fill it in"
            ),
            Value::List(_) | Value::Map(_) => self.wrong_shape(span, ("一段文字", "a text")),
        };
        self.diagnostics.push(problem);
        Phrase::default()
    }

    /// Reports what of a group was not asked for: given twice, or unknown.
    pub(super) fn end(&mut self, group: Group<'t>) {
        for (key, _) in &group.entries {
            let (location, name) = (self.location(key.span), &key.value);
            let problem = match group.asked.iter().any(|asked| **asked == *key.value) {
                true => error!(location, "duplicate-key",
                    "“{name}”给了两次", "`{name}` is given twice";
                    help: "只保留一个", "keep one of them"
                ),
                false => error!(location, "unknown-key", "不认识的词语“{name}”", "unknown term `{name}`")
                    .help(match nearest(name, group.asked.iter().copied()) {
                        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
                        None => text!(
                            "删去它；词语的名称见内置主题的 terms.yaml",
                            "delete it; the names of terms are those of the built-in terms.yaml"
                        ),
                    }),
            };
            self.diagnostics.push(problem);
        }
    }

    /// Everything that is wrong with the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let groups = std::mem::replace(&mut self.groups, Group::absent(""));
        self.end(groups);
        self.diagnostics
    }

    fn mapping(&mut self, name: &'static str, Node { span, value, .. }: Node<'t>) -> Group<'t> {
        let Value::Map(entries) = value else {
            let problem = self
                .wrong_shape(Span { length: 1, ..span }, ("一组“名称: 词语”", "a mapping of names to terms"));
            self.diagnostics.push(problem);
            return Group::absent(name);
        };
        Group { name, span: Span { length: 1, ..span }, entries, asked: Vec::new(), is_there: true }
    }

    /// A term that is not there, with the line that adds it.
    fn missing(&self, group: &Group, name: &str) -> Diagnostic {
        let of = group.name;
        // A JSON string is a YAML string too, line breaks included.
        let builtin =
            builtin(self.source.builtin, of, name).map(|text| serde_json::Value::from(text).to_string());
        let builtin = builtin.unwrap_or_else(|| "…".to_owned());
        error!(self.location(group.span), "missing-key",
            "“{of}”里缺少词语“{name}”", "`{of}` lacks the term `{name}`";
            help: "加上一行；内置主题中是：{name}: {builtin}", "add it; the built-in theme has: {name}: {builtin}"
        )
    }

    fn fault(&self, span: Span, fault: &Fault, values: &[&str]) -> Diagnostic {
        let location = self.location(span);
        let places: Vec<String> = values.iter().map(|name| format!("{{{name}}}")).collect();
        let places = places.join(" ");
        let help = match values {
            [] => {
                text!("这个词语里没有占位符，删去花括号", "this term has no placeholders; delete the braces")
            }
            _ => text!("这个词语里的占位符是：{places}", "the placeholders of this term: {places}"),
        };
        let problem = match fault {
            Fault::Unknown(name) => error!(
                location,
                "term-placeholder", "不认识的占位符“{{{name}}}”", "unknown placeholder `{{{name}}}`"
            ),
            Fault::Missing(name) => error!(
                location,
                "term-placeholder", "缺少占位符“{{{name}}}”", "the placeholder `{{{name}}}` is missing"
            ),
            Fault::Brace => {
                error!(location, "term-placeholder", "花括号没有成对", "a brace is not closed or not opened")
            }
        };
        problem.help(help)
    }

    fn wrong_shape(&self, span: Span, (zh, en): (&str, &str)) -> Diagnostic {
        error!(self.location(span), "wrong-shape",
            "这里应当是{zh}", "this should be {en}";
            help: "照内置主题的 terms.yaml 书写", "write it as in the built-in terms.yaml"
        )
    }

    fn location(&self, span: Span) -> Location {
        Location::new(self.source.file, span)
    }
}

impl<'t> Group<'t> {
    fn absent(name: &'static str) -> Self {
        Group { name, span: Span::START, entries: Vec::new(), asked: Vec::new(), is_there: false }
    }

    fn take(&mut self, name: &'static str) -> Option<(TypedKey<'t>, Node<'t>)> {
        self.asked.push(name);
        let at = self.entries.iter().position(|(key, _)| *key.value == *name)?;
        Some(self.entries.remove(at))
    }
}

/// The text of a term in the program's own file.
fn builtin(text: &str, group: &str, name: &str) -> Option<String> {
    let root = yaml::parse(&"terms.yaml".into(), text).ok()?;
    match entry(entry(root, group)?, name)?.value {
        Value::Text(text) => Some(text.into_owned()),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    }
}

fn entry<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    let Value::Map(entries) = node.value else { return None };
    entries.into_iter().find(|(key, _)| *key.value == *name).map(|(_, node)| node)
}
