//! Long lists in pieces: where a list may be divided, so that its parts can be parsed at the same time.

/// A part of a file that can be parsed by itself.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    /// Its text.
    pub text: &'t str,
    /// The number of lines before it.
    pub lines_before: u32,
}

impl<'t> Piece<'t> {
    /// A whole file.
    pub fn whole(text: &'t str) -> Self {
        Piece { text, lines_before: 0 }
    }
}

/// Texts shorter than this are not worth dividing.
const WORTH_DIVIDING: usize = 128 * 1024;
/// Bytes of a piece.
const PIECE: usize = 64 * 1024;

/// Divides a long list before some of its items. What is not plainly a list whose items begin lines is one piece. A
/// piece that does not parse says nothing yet: quotation marks or brackets may hold lines that look like items, so the
/// whole has to be parsed then.
pub fn divide(text: &str) -> Vec<Piece<'_>> {
    if text.len() < WORTH_DIVIDING || !is_list(text) || text.contains("\n---") || text.contains("\n...") {
        return vec![Piece::whole(text)];
    }
    let mut pieces = Vec::new();
    let (mut start, mut lines_before) = (0, 0_u32);
    while start < text.len() {
        let from = start.saturating_add(PIECE).min(text.len());
        // The search is for ASCII, so the byte it begins at need not be a character's first.
        let next = text.as_bytes()[from..]
            .windows(3)
            .position(|w| w == b"\n- ")
            .map_or(text.len(), |i| from + i + 1);
        let piece = &text[start..next];
        pieces.push(Piece { text: piece, lines_before });
        let lines = piece.bytes().filter(|b| *b == b'\n').count();
        lines_before = lines_before.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        start = next;
    }
    pieces
}

fn is_list(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    first.is_some_and(|line| line == "-" || line.starts_with("- "))
}
