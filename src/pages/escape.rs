//! Text → Markdown that reads as that text: nothing in a record can become a heading, a list, a link, a table
//! border, emphasis or HTML.

use std::io::{self, Write};

use crate::world::skim::{self, is, within};

/// Writes a text so that CommonMark (with tables) gives it back as it was, wherever a template puts it in a
/// paragraph, list item, heading, link text or table cell. The escape function of the theme's `.md` templates.
///
/// # Errors
/// Whatever the writer says.
pub fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let start = bytes.iter().take_while(|b| **b == b' ').count();
    let digits = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    // Everything that could be markup is ASCII; what lies between is written as it is.
    let mut written = 0;
    for (i, &byte) in bytes.iter().enumerate() {
        let replacement: &[u8] = match byte {
            b'\n' => b"&#10;",
            b'\r' => b"&#13;",
            b'\t' => b"&#9;",
            // Leading white space could indent a code block, trailing could break a line.
            b' ' if i < start || i + 1 == bytes.len() => b"&#32;",
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'|' | b'~' | b'&' => b"\\",
            b'#' | b'+' | b'-' | b'=' | b':' if i == start => b"\\",
            // After a space it could close a heading.
            b'#' if bytes[i - 1] == b' ' => b"\\",
            b'.' | b')' if i == digits && digits > start => b"\\",
            _ => continue,
        };
        out.write_all(&bytes[written..i])?;
        out.write_all(replacement)?;
        // A backslash goes before its character, which is then part of the next run.
        written = if replacement == b"\\" { i } else { i + 1 };
    }
    out.write_all(&bytes[written..])
}

/// Whether a text is the same wherever it is put: as Markdown, as HTML, in an attribute, between quotation marks. The
/// answer to a few that are is no.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let begins_a_list = digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')'));
    let inside =
        !matches!(bytes.first(), Some(b' ' | b'+' | b'-' | b'=' | b':')) && bytes.last() != Some(&b' ');
    inside && !begins_a_list && skim::next(bytes, 0, is_mark).is_none()
}

/// 1 for bytes that are not what they are in Markdown or in HTML, wherever they stand inside a text: controls and
/// ``\`*_[]<>|~&#"'``.
#[inline(always)]
fn is_mark(byte: u8, _: u8, _: u8) -> u8 {
    let quotes = within(byte, b'"', 2) | within(byte, b'&', 2);
    let brackets = within(byte, b'[', 3) | is(byte, b'<') | is(byte, b'>');
    let lines = within(byte, b'_', 2) | is(byte, b'*') | is(byte, b'|') | within(byte, b'~', 2);
    within(byte, 0, 0x20) | quotes | brackets | lines
}

/// The escaped text as a string.
pub fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    // Writing to a Vec cannot fail.
    let _ = escape(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The lines of a text that are its paragraphs.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A text of several lines as Markdown paragraphs, each escaped; the `paragraphs` filter of `.md` templates.
pub fn paragraphs(text: &str) -> String {
    lines(text).map(escaped).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(escaped("北京星河智能装备有限公司"), "北京星河智能装备有限公司");
        assert_eq!(escaped("交验合格率由76%提高到95%，3-5人"), "交验合格率由76%提高到95%，3-5人");
    }

    #[test]
    fn what_is_plain_is_escaped_nowhere() {
        let html = |text: &str| {
            let mut out = Vec::new();
            tera::escape_html(text, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let signs: Vec<char> = (' '..='~').chain("中，　\n\t".chars()).collect();
        for first in &signs {
            for second in &signs {
                for third in ['1', '.', ' ', '中'] {
                    let text: String = [first, second, &third].into_iter().collect();
                    let json = serde_json::to_string(&text).unwrap();
                    let same = escaped(&text) == text && html(&text) == text && json.len() == text.len() + 2;
                    assert!(!is_plain(&text) || same, "{text:?}");
                }
            }
        }
        assert!(is_plain("交验合格率由76%提高到95%，3-5人（PLC 控制）") && !is_plain("甲 & 乙"));
    }

    #[test]
    fn what_could_be_markup_is_escaped() {
        assert_eq!(escaped("2025. 年"), "2025\\. 年");
        assert_eq!(escaped("# 一"), "\\# 一");
        assert_eq!(escaped("    四"), "&#32;&#32;&#32;&#32;四");
        assert_eq!(escaped("甲|乙"), "甲\\|乙");
        assert_eq!(paragraphs("一\n\n  二\n"), "一\n\n二");
    }
}
