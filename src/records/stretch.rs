//! Long lists in pieces: where a list may be divided, so that its parts can be parsed at the same time.

use std::ops::Range;

/// A stretch of a file that can be parsed by itself.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'t> {
    text: &'t str,
    lines_before: u32,
    lines_to_end: u32,
}

impl<'t> Stretch<'t> {
    /// A stretch with so many lines before it.
    pub fn new(text: &'t str, lines_before: u32) -> Self {
        let lines = text.bytes().filter(|b| *b == b'\n').count();
        let lines_to_end = lines_before.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        Stretch { text, lines_before, lines_to_end }
    }

    /// A whole file.
    pub fn whole(text: &'t str) -> Self {
        Stretch::new(text, 0)
    }

    /// Its text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The number of lines before it and up to its end.
    pub fn lines(&self) -> Range<u32> {
        self.lines_before..self.lines_to_end
    }
}

/// Texts shorter than this are not worth dividing.
const WORTH_DIVIDING: usize = 128 * 1024;

/// Divides a long list before some of its items into stretches of some bytes, so that they can be parsed at the same time. What is not
/// plainly a list whose items begin lines is one stretch. A stretch that does not parse says nothing yet: quotation
/// marks or brackets may hold lines that look like items, so the whole has to be parsed then.
pub fn stretches(text: &str, size: usize) -> Vec<Stretch<'_>> {
    if text.len() < WORTH_DIVIDING || !is_divisible(text) {
        return vec![Stretch::whole(text)];
    }
    divided(text, 0, size)
}

/// Whether a text is a list that may be divided before its items.
pub fn is_divisible(text: &str) -> bool {
    is_list(text) && !text.contains("\n---") && !text.contains("\n...")
}

/// Divides such a list, with so many lines before it.
pub fn divided(text: &str, lines_before: u32, size: usize) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let (mut start, mut lines) = (0, lines_before);
    while start < text.len() {
        let from = start.saturating_add(size).min(text.len());
        // The search is for ASCII, so the byte it begins at need not be a character's first.
        let next = text.as_bytes()[from..]
            .windows(3)
            .position(|w| w == b"\n- ")
            .map_or(text.len(), |i| from + i + 1);
        let stretch = Stretch::new(&text[start..next], lines);
        lines = stretch.lines().end;
        stretches.push(stretch);
        start = next;
    }
    stretches
}

fn is_list(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    first.is_some_and(|line| line == "-" || line.starts_with("- "))
}
