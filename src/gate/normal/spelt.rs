//! What is spaced out or spelt out so that it is not found: 微 信, `name (at) host [dot] cn`.

use super::Piece;

/// Text with words of single characters closed up and signs of mailboxes as signs.
pub(super) fn closed_up(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_spelt = |piece: &Piece| matches!(piece.char, '(' | '[' | '{');
    // What is kept moves forward in its place: a long text takes much memory as it is.
    let (mut kept, mut at) = (0, 0);
    while let Some(piece) = pieces.get(at).copied() {
        if let Some((sign, length)) = is_spelt(&piece).then(|| sign(&pieces[at..])).flatten() {
            while kept > 0 && pieces[kept - 1].char == ' ' {
                kept -= 1;
            }
            pieces[kept] = Piece { char: sign, ..piece };
            kept += 1;
            at += length;
            continue;
        }
        let spaces = pieces[at..].iter().take(4).take_while(|piece| piece.char == ' ').count();
        if spaces > 0 && is_between_single(&pieces, &pieces[..kept], at + spaces) {
            at += spaces;
            continue;
        }
        pieces[kept] = piece;
        kept += 1;
        at += 1;
    }
    pieces.truncate(kept);
    pieces
}

/// Whether two characters on both sides of a space may be of one word.
fn is_closed(before: char, after: char) -> bool {
    is_han(before) && is_han(after) || matches!((before, after), ('Q', 'Q') | ('q', 'q') | ('I', 'D'))
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether what stands before a space and what stands behind it are characters by themselves.
fn is_between_single(pieces: &[Piece], out: &[Piece], next: usize) -> bool {
    let (Some(before), Some(after)) = (out.last(), pieces.get(next)) else { return false };
    let joins = |piece: Option<&Piece>, to: char| {
        piece.is_some_and(|piece| if is_han(to) { is_han(piece.char) } else { piece.char.is_alphanumeric() })
    };
    // What was closed up already is still of single characters: its pieces stand apart in the source.
    let earlier = out.len().checked_sub(2).and_then(|at| out.get(at));
    let is_single = earlier.is_none_or(|earlier| earlier.to < before.from) || !joins(earlier, before.char);
    is_closed(before.char, after.char) && is_single && !joins(pieces.get(next + 1), after.char)
}

/// `(at)`, `[dot]`, `(@)`: the sign and how many pieces it takes, spaces behind it included.
fn sign(pieces: &[Piece]) -> Option<(char, usize)> {
    const LONGEST: usize = 8;
    let close = match pieces.first()?.char {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let end = pieces.iter().take(LONGEST).position(|piece| piece.char == close)?;
    let word: String = pieces[1..end].iter().map(|piece| piece.char.to_ascii_lowercase()).collect();
    let sign = match word.trim() {
        "at" | "@" | "艾特" => '@',
        "dot" | "." => '.',
        _ => return None,
    };
    let spaces = pieces[end + 1..].iter().take(3).take_while(|piece| piece.char == ' ').count();
    let goes_on = pieces.get(end + 1 + spaces).is_some_and(|piece| piece.char.is_ascii_alphanumeric());
    goes_on.then_some((sign, end + 1 + spaces))
}
