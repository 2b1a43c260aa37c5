//! Text → Markdown that reads as that text: nothing in a record can become a heading, a list, a link, a table
//! border, emphasis or HTML.

use std::io::{self, Write};

/// Writes a text so that CommonMark (with tables) gives it back as it was, wherever a template puts it in a
/// paragraph, list item, heading, link text or table cell. The escape function of the theme's `.md` templates.
///
/// # Errors
/// Whatever the writer says.
pub fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut at_start = true;
    let mut digits_only = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.write_all(b"&#10;")?,
            '\r' => out.write_all(b"&#13;")?,
            // Leading white space could indent a code block, trailing could break a line.
            ' ' if at_start || chars.peek().is_none() => out.write_all(b"&#32;")?,
            '\t' => out.write_all(b"&#9;")?,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => write!(out, "\\{c}")?,
            '#' | '+' | '-' | '=' | ':' if at_start => write!(out, "\\{c}")?,
            '.' | ')' if digits_only => write!(out, "\\{c}")?,
            c => write!(out, "{c}")?,
        }
        digits_only = c.is_ascii_digit() && (at_start || digits_only);
        at_start = at_start && c == ' ';
    }
    Ok(())
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
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(escaped).collect::<Vec<_>>().join("\n\n")
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
