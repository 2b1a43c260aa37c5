//! Emphasis beside full-width punctuation.
//!
//! CommonMark was made for text with spaces: in `**重点：**该` the second `**` may not close, because it stands between
//! punctuation and a letter (commonmark-spec issue 650; pulldown-cmark 0.13 has no remedy). Here a mark that counts
//! as a letter is put between the punctuation and the asterisks where the other side is a Chinese character (or,
//! for full-width punctuation, any letter), and taken out of the HTML again. The mark is a private-use character, which no input may hold.

use std::borrow::Cow;

const MARK: char = '\u{E000}';

/// The Markdown with marks where emphasis would not be seen.
pub(in crate::render) fn ready(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains('*') {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut rest = markdown;
    while let Some(start) = rest.find('*') {
        let run = rest[start..].bytes().take_while(|b| *b == b'*').count();
        let (before, after) = (&rest[..start], &rest[start + run..]);
        out.push_str(before);
        let (previous, next) = (out.chars().next_back(), after.chars().next());
        let escaped = before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        let marks = |side: Option<char>, other: Option<char>| {
            let (Some(side), Some(other)) = (side, other) else { return false };
            let wide = is_wide_punctuation(side) && (is_chinese(other) || other.is_alphanumeric());
            !escaped && (wide || side.is_ascii_punctuation() && is_chinese(other))
        };
        if marks(previous, next) {
            out.push(MARK);
        }
        out.push_str(&rest[start..start + run]);
        if marks(next, previous) {
            out.push(MARK);
        }
        rest = after;
    }
    out.push_str(rest);
    if out.len() == markdown.len() { Cow::Borrowed(markdown) } else { Cow::Owned(out) }
}

/// The byte of the Markdown that a byte of the marked text was.
pub(super) fn original(marked: &str, at: usize) -> usize {
    let before = marked.get(..at).unwrap_or(marked);
    at - before.matches(MARK).count() * MARK.len_utf8()
}

/// The HTML without marks.
pub(super) fn cleared(html: String) -> String {
    match without_marks(&html) {
        Cow::Owned(cleared) => cleared,
        Cow::Borrowed(_) => html,
    }
}

/// A text of marked Markdown without marks.
pub(in crate::render) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) { Cow::Owned(text.replace(MARK, "")) } else { Cow::Borrowed(text) }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}
