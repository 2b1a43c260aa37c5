//! Markup is taken away: tags of HTML, emphasis and code of Markdown. A tag that holds digits, Chinese or an address keeps
//! them: they are read too.

use super::Piece;

/// Tags within a line; all others end one.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
    "o:p", "q", "s", "small", "span", "strong", "sub", "sup", "u",
];
/// The longest tag that is taken for one.
const LONGEST: usize = 4_000;

/// Text without its markup.
pub(super) fn without_markup(pieces: Vec<Piece>) -> Vec<Piece> {
    const MARKS: &str = "<*_`~|#>";
    if !pieces.iter().any(|piece| MARKS.contains(piece.char)) {
        return pieces;
    }
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    // Whether bold text is open, in which `****` ends it and begins it again; elsewhere it is a mask.
    let mut bold = false;
    // Spaces after a cell of a table, which stand for nothing.
    let mut after_cell = false;
    while let Some(piece) = pieces.get(at).copied() {
        let run = pieces[at..].iter().take(64).take_while(|next| next.char == piece.char).count();
        let line_start = out.last().is_none_or(|last| last.char == '\n');
        if after_cell && piece.char.is_whitespace() {
            at += 1;
            continue;
        }
        after_cell = false;
        at += match piece.char {
            '<' => match tag(&pieces[at..]) {
                Some((tag, length)) => {
                    after_cell = put_tag(&tag, &pieces[at..at + length], &mut out);
                    length
                }
                None => keep(&pieces[at..=at], &mut out),
            },
            // 138*1000*2000 are measures; where it is emphasis, it is judged as a row with signs between.
            '*' if run == 1
                && is_digit(at.checked_sub(1).and_then(|at| pieces.get(at)))
                && is_digit(pieces.get(at + 1)) =>
            {
                keep(&pieces[at..=at], &mut out)
            }
            '*' if run < 4 || run == 4 && bold => {
                bold ^= run == 2 || run == 3;
                run
            }
            '_' | '~' if (2..4).contains(&run) => run,
            '`' => run,
            '#' | '>' if line_start => run,
            '\n' => {
                bold = false;
                keep(&pieces[at..=at], &mut out)
            }
            _ => keep(&pieces[at..at + run], &mut out),
        };
    }
    out
}

fn is_digit(piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| piece.char.is_ascii_digit())
}

fn keep(pieces: &[Piece], out: &mut Vec<Piece>) -> usize {
    out.extend(pieces);
    pieces.len()
}

/// The name of the tag that begins a text, with its slash, and the tag's length. A comment has no name.
fn tag(pieces: &[Piece]) -> Option<(String, usize)> {
    let begins =
        |mark: &str| mark.chars().enumerate().all(|(i, c)| pieces.get(i).is_some_and(|p| p.char == c));
    if begins("<!--") {
        let whole = &pieces[..pieces.len().min(LONGEST)];
        let end = whole.windows(3).skip(2).position(|end| end.iter().map(|p| p.char).eq("-->".chars()));
        return end.map(|end| ("!--".to_owned(), end + 5));
    }
    let next = pieces.get(1)?.char;
    if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!')) {
        return None;
    }
    let length = pieces.iter().take(LONGEST).skip(1).position(|piece| matches!(piece.char, '>' | '<'))?;
    if pieces.get(length + 1)?.char != '>' {
        return None;
    }
    let is_name =
        |piece: &&Piece| piece.char.is_ascii_alphanumeric() || matches!(piece.char, '/' | ':' | '!');
    let name = pieces[1..]
        .iter()
        .take(12)
        .take_while(is_name)
        .map(|piece| piece.char.to_ascii_lowercase())
        .collect();
    Some((name, length + 2))
}

/// Puts down what a tag stands for; gives whether it ends a cell.
fn put_tag(name: &str, whole: &[Piece], out: &mut Vec<Piece>) -> bool {
    let mark = |char: char| Piece { char, ..whole[0] };
    let bare = name.trim_matches('/');
    match name {
        "wbr" | "wbr/" => return false,
        "!--" => {}
        "/td" | "/th" => {
            out.push(mark('|'));
            return true;
        }
        _ if INLINE.contains(&bare) || matches!(bare, "td" | "th") => {}
        _ => out.push(mark('\n')),
    }
    let body = &whole[1..whole.len() - 1];
    let digits = body.iter().filter(|piece| piece.char.is_ascii_digit()).count();
    let is_read = digits > 3
        || name == "!--" && body.iter().any(|piece| piece.char.is_alphanumeric())
        || body.iter().any(|piece| piece.char == '@' || piece.char > '\u{2E80}');
    if is_read {
        out.push(mark(' '));
        out.extend(body);
        out.extend(whole.last().map(|last| Piece { char: ' ', ..*last }));
    }
    matches!(bare, "td" | "th" | "tr")
}
