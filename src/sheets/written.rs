//! Values of a record → YAML, as a person would write it.

use super::draft::{Draft, Field, Value};

/// The language of the keys of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    Chinese,
    English,
}

/// Where a value stands: on a line of its own, or between braces, where commas and brackets mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Block,
    Braces,
}

/// An item of a list of records: `- 编号: g2025-001` and its other keys below.
pub(super) fn item(draft: &Draft, keys: Keys) -> String {
    let mut lines = String::new();
    for (i, field) in draft.fields.iter().enumerate() {
        lines.push_str(if i == 0 { "- " } else { "  " });
        lines.push_str(&entry(field, keys, 2));
    }
    lines
}

/// A record alone in a file.
pub(super) fn whole(draft: &Draft, keys: Keys) -> String {
    draft.fields.iter().map(|field| entry(field, keys, 0)).collect()
}

/// A key with its value, lines ended; further lines are indented by more than the key's column.
pub(super) fn entry(field: &Field, keys: Keys, indent: usize) -> String {
    let (name, inner) = (key(field, keys), " ".repeat(indent + 2));
    match &field.value {
        Value::Text(text) if text.contains('\n') && is_plain_block(text) => {
            let line = |line: &str| if line.is_empty() { "\n".into() } else { format!("{inner}{line}\n") };
            format!("{name}: |\n{}", text.split('\n').map(line).collect::<String>())
        }
        Value::Text(text) => format!("{name}: {}\n", scalar(text, Within::Block)),
        Value::Texts(texts) => {
            let line = |text: &String| format!("{inner}- {}\n", scalar(text, Within::Block));
            format!("{name}:\n{}", texts.iter().map(line).collect::<String>())
        }
        Value::Map(fields) => format!("{name}: {}\n", braces(fields, keys)),
        Value::Maps(items) => {
            let line = |item: &Vec<Field>| format!("{inner}- {}\n", braces(item, keys));
            format!("{name}:\n{}", items.iter().map(line).collect::<String>())
        }
    }
}

/// `{ 姓名: 孙一, 单位: 示例大学 }`
fn braces(fields: &[Field], keys: Keys) -> String {
    let pair = |field: &Field| {
        let value = match &field.value {
            Value::Text(text) => scalar(text, Within::Braces),
            Value::Texts(texts) => {
                let all: Vec<String> = texts.iter().map(|text| scalar(text, Within::Braces)).collect();
                format!("[{}]", all.join(", "))
            }
            Value::Map(fields) => braces(fields, keys),
            Value::Maps(items) => {
                let all: Vec<String> = items.iter().map(|item| braces(item, keys)).collect();
                format!("[{}]", all.join(", "))
            }
        };
        format!("{}: {value}", key(field, keys))
    };
    format!("{{ {} }}", fields.iter().map(pair).collect::<Vec<_>>().join(", "))
}

pub(super) fn key(field: &Field, keys: Keys) -> &'static str {
    match keys {
        Keys::Chinese => field.row.key.1,
        Keys::English => field.row.key.0,
    }
}

/// A text on one line, in quotation marks where YAML would read it as something else.
pub(super) fn scalar(text: &str, within: Within) -> String {
    if is_plain(text, within) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_special(c) => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{85}')
}

fn is_plain(text: &str, within: Within) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let indicator = "-?:,[]{}#&*!|>'\"%@`~=<".contains(first) || first == '\u{FEFF}';
    let marks = match within {
        Within::Block => text.contains(['\u{FEFF}']),
        Within::Braces => text.contains([',', '[', ']', '{', '}']),
    };
    !(indicator
        || marks
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.ends_with(':')
        || text.contains(": ")
        || text.contains(":\u{3000}")
        || text.contains(" #")
        || text.chars().any(|c| is_special(c) || c == '\n' || c == '\t')
        || text.starts_with("..."))
}

/// Whether a text of several lines can stand below a `|` as it is.
fn is_plain_block(text: &str) -> bool {
    let odd = |c: char| c != '\n' && (is_special(c) || c == '\t');
    !text.starts_with([' ', '\n']) && !text.ends_with('\n') && !text.chars().any(odd)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::records::yaml::{self, Value as Node};

    /// What is written reads as what was meant, alone and between braces.
    #[test]
    fn every_text_reads_as_it_was_meant() {
        let texts = [
            "示例公司",
            "0734",
            "no",
            "~",
            "- 甲",
            "-甲",
            "甲: 乙",
            "甲:",
            "甲：乙",
            "#1",
            "甲 #乙",
            "[甲]",
            "甲, 乙",
            "{甲",
            "\"甲\"",
            "'甲",
            "a\\b",
            "甲\n乙",
            " 甲",
            "@甲",
            "%甲",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "?",
            "? a",
            "甲}",
            "12e5",
            "2025-09-01",
            "null",
            "true",
            "...",
            "---",
            "`",
            "=",
            "http://a.cn/#b",
            "a:b",
            "甲\u{7}乙",
            "\u{85}甲",
        ];
        let file: Arc<str> = "a.yaml".into();
        for text in texts {
            for source in [
                format!("k: {}\n", scalar(text, Within::Block)),
                format!("- {{ k: {}, z: 1 }}\n", scalar(text, Within::Braces)),
            ] {
                let node = match yaml::parse(&file, &source) {
                    Ok(node) => node.value,
                    // Refused by the reader, as it would be if a person had written it.
                    Err(d) if d.code == "forbidden-character" => continue,
                    Err(d) => panic!("{source:?} {d:?}"),
                };
                let map = match node {
                    Node::List(mut items) => items.remove(0).value,
                    other => other,
                };
                let Node::Map(entries) = map else { panic!("{source:?}") };
                let Node::Text(read) = &entries[0].1.value else { panic!("{source:?} {entries:?}") };
                assert_eq!(read, text, "{source:?}");
            }
        }
    }
}
