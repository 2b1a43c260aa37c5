//! Lines of files as messages show them: what is shown is kept in logs, so private values are not.

use super::choice::nearest;
use super::people::people_keys;
use super::role::Role;
use super::table::Visibility;
use crate::world::{Snapshot, text};

/// The text of a line of a file, for showing under a message; `None` where there is no such line of text, or where it
/// may go on with a private value from the line before.
pub fn shown_line(snapshot: &Snapshot, file: &str, line: u32) -> Option<String> {
    let line = snapshot.line(file, line)?;
    let line = match Role::of(file) {
        // All of the register is private.
        Role::Objections(_) => return None,
        Role::Engineers(_) | Role::Teams(_) if begins_by_itself(line) => without_private_values(line),
        Role::Engineers(_) | Role::Teams(_) => return None,
        // Elsewhere the same word is another key.
        _ => line.to_owned(),
    };
    // What may not be published may not reorder or break a terminal or a page either.
    Some(line.chars().map(|c| if text::is_forbidden(c) { '\u{FFFD}' } else { c }).collect())
}

/// Whether a line begins with a key: one that goes on from the line before may go on with a private value.
fn begins_by_itself(line: &str) -> bool {
    let text = line.trim().trim_start_matches("- ").trim_start_matches(['{', ' ', '"', '\'']);
    let key = text.split([':', '：']).next().unwrap_or_default();
    let mut depth = 0;
    let closes_before_it_opens = line.chars().any(|c| {
        depth += i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'));
        depth < 0
    });
    key.len() < text.len() && !key.contains([',', '[', ']', '}', ' ']) && !closes_before_it_opens
}

/// A line with stars for the values of all keys that are not known to be shown: private ones, and those that are none,
/// under which anything may stand.
fn without_private_values(line: &str) -> String {
    let mut shown = line.to_owned();
    for (start, between_braces) in hidden_values(line) {
        let value = &line[start..];
        // Between braces a plain value ends at a comma; any other goes to the end of its line.
        let end = match value.trim_start().chars().next() {
            Some('"' | '\'' | '[' | '{') => value.len(),
            _ if !between_braces => value.len(),
            _ => value.find([',', '}']).unwrap_or(value.len()),
        };
        let star = |c: char| match c {
            c if c.is_whitespace() => c,
            c if c.is_ascii() => '*',
            _ => '＊',
        };
        // Characters and not bytes are counted: stars may be longer.
        let (before, inside) = (line[..start].chars().count(), value[..end].chars().count());
        let hidden = |(i, c): (usize, char)| if (before..before + inside).contains(&i) { star(c) } else { c };
        shown = shown.chars().enumerate().map(hidden).collect();
    }
    shown
}

/// Where the values begin that are not shown, and whether they stand between braces.
fn hidden_values(line: &str) -> Vec<(usize, bool)> {
    let mut found = Vec::new();
    for (at, colon) in line.char_indices().filter(|(_, c)| matches!(c, ':' | '：')) {
        let start = at + colon.len_utf8();
        let typed = line[..at].trim_end_matches(['"', '\'', ' ']);
        let key =
            typed.rsplit(|c: char| c.is_whitespace() || "{,-\"\'[".contains(c)).next().unwrap_or_default();
        let is_key = colon == '：' || line[start..].is_empty() || line[start..].starts_with([' ', '"', '\'']);
        if is_key && !key.is_empty() && !may_be_shown(key) {
            found.push((start, line[..at].contains('{')));
        }
    }
    found
}

/// Whether the value of a key may be shown: that of a key, perhaps misspelt, that is published or known to the office.
fn may_be_shown(typed: &str) -> bool {
    let all = || people_keys().flat_map(|(key, visibility)| [(key.0, visibility), (key.1, visibility)]);
    let meant = nearest(typed, all().map(|(key, _)| key)).unwrap_or(typed);
    all().any(|(key, _)| key == meant)
        && all().filter(|(key, _)| *key == meant).all(|(_, visibility)| visibility != Visibility::Private)
}

#[cfg(test)]
mod tests {
    use super::{begins_by_itself, without_private_values};

    #[test]
    fn private_values_are_stars_and_the_rest_stays_in_its_columns() {
        for (line, shown) in [
            ("  birth: 1985-03-02", "  birth: **********"),
            ("  - { name: 孙二, birth: 1992-03-04 }", "  - { name: 孙二, birth: ********** }"),
            (
                "{ 出生日期: 1992-03-04, 学历: 博士, 姓名: 甲 }",
                "{ 出生日期: **********, 学历: ＊＊, 姓名: 甲 }",
            ),
            ("  rank: \"甲, 乙\"", "  rank: *＊* ＊*"),
            ("  name: birth", "  name: birth"),
            ("  出身日期: 1985-03-02", "  出身日期: **********"),
            ("  - { name: 孙二, 手机：138, unit: 甲 }", "  - { name: 孙二, 手机：***, unit: 甲 }"),
            ("  summary: 甲: 乙", "  summary: 甲: ＊"),
            ("  职成: 工程师", "  职成: 工程师"),
        ] {
            assert_eq!(without_private_values(line), shown);
        }
    }

    #[test]
    fn a_line_that_goes_on_from_another_is_told_from_one_that_begins() {
        for line in [
            "unti: 甲",
            "  name: 甲",
            "- { name: 甲, unit: 乙 }",
            "- name: 甲",
            "  \"name\": 甲",
            "姓名：甲",
            "- { name: 甲,",
        ] {
            assert!(begins_by_itself(line), "{line}");
        }
        for line in [
            "  续行",
            "    - 甲",
            "  甲, field: 乙",
            "to: 至今, text: 甲 }], field: 乙 }",
            "  甲\", field: 乙",
            "",
            "甲] ",
        ] {
            assert!(!begins_by_itself(line), "{line}");
        }
    }
}
