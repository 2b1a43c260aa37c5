//! Text → Markdown that reads as that text: nothing in a record can become a heading, a list, a link, a table
//! border, emphasis or HTML.

use std::io::{self, Write};

use crate::pages::parts::lines;

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

/// The escaped text as a string.
pub fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    // Writing to a Vec cannot fail.
    let _ = escape(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
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
    fn what_could_be_markup_is_escaped() {
        assert_eq!(escaped("2025. 年"), "2025\\. 年");
        assert_eq!(escaped("# 一"), "\\# 一");
        assert_eq!(escaped("    四"), "&#32;&#32;&#32;&#32;四");
        assert_eq!(escaped("甲|乙"), "甲\\|乙");
        assert_eq!(paragraphs("一\n\n  二\n"), "一\n\n二");
    }
}
