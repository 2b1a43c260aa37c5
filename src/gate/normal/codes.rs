//! What is written in a code of HTML, of addresses, of JSON or of Markdown: `&#49;`, `%31`, `\u0031`, `\.`.

use super::characters;
use super::{Piece, offset};

/// Named entities that may stand in or beside a number or a word.
const NAMED: [(&str, char); 44] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("hairsp", ' '),
    ("numsp", ' '),
    ("puncsp", ' '),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("ZeroWidthSpace", '\u{200B}'),
    ("NoBreak", '\u{2060}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("shy", '\u{AD}'),
    ("middot", '·'),
    ("centerdot", '·'),
    ("bull", '·'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semi", ';'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("horbar", '-'),
    ("lowbar", '_'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("num", '#'),
    ("ast", '*'),
    ("plus", '+'),
    ("commat", '@'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("equals", '='),
];

/// The characters of a text as they read, its codes decoded.
pub(super) fn decoded(source: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(source.len() / 2 + 8);
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let from = source.len() - rest.len();
        let before = pieces.last().map(|piece| piece.char);
        let code = match first {
            '&' => entity(rest),
            '%' => percent(rest),
            '\\' => backslash(rest, before),
            _ => None,
        };
        let (char, length) = code.unwrap_or((first, first.len_utf8()));
        let to = from + length;
        characters::each(char, |char| pieces.push(Piece { char, from: offset(from), to: offset(to) }));
        rest = &source[to..];
    }
    pieces
}

/// `&#49;`, `&#x31;`, `&nbsp;`, and all of them with `&amp;` for their `&`.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 16;
    let mut start = 1;
    while text[start..].starts_with("amp;") {
        start += 4;
    }
    let own = &text[start..];
    let found = match own.strip_prefix('#') {
        Some(number) => {
            let (hex, digits) = match number.strip_prefix(['x', 'X']) {
                Some(digits) => (16, digits),
                None => (10, number),
            };
            let length = digits.bytes().take(8).take_while(|b| char::from(*b).is_digit(hex)).count();
            let c = u32::from_str_radix(&digits[..length], hex).ok().and_then(char::from_u32);
            // Browsers do without the semicolon.
            c.map(|c| (c, own.len() - digits.len() + length, digits[length..].starts_with(';')))
        }
        None => {
            let length = own.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
            let named =
                NAMED.iter().find(|(name, _)| *name == &own[..length] && own[length..].starts_with(';'));
            named.map(|(_, c)| (*c, length, true))
        }
    };
    match found {
        Some((c, length, semicolon)) => Some((c, start + length + usize::from(semicolon))),
        None => (start > 1).then_some(('&', start)),
    }
}

/// `%31`, `%E4%B8%80`, and both with `%25` for their `%`. Controls are none: `50%13…` is a percentage.
fn percent(text: &str) -> Option<(char, usize)> {
    let mut start = 0;
    while text[start + 1..].starts_with("25") && is_code(text.as_bytes().get(start + 3..)?) {
        start += 2;
    }
    let byte = |at: usize| {
        let code = text.as_bytes().get(at..at + 3)?;
        (code[0] == b'%' && is_code(&code[1..])).then(|| hex(code[1]) << 4 | hex(code[2]))
    };
    let one = |at: usize| {
        let digits = text.as_bytes().get(at..at + 2)?;
        is_code(digits).then(|| hex(digits[0]) << 4 | hex(digits[1]))
    };
    let first = one(start + 1)?;
    let length = match first {
        b'\n' | b'\r' | b'\t' | 0x20..=0x7E => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = vec![first];
    let mut at = start + 3;
    for _ in 1..length {
        bytes.push(byte(at)?);
        at += 3;
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, at))
}

fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}

/// `\u0031` and `\n` of JSON; `\.` and a hard line break of Markdown.
fn backslash(text: &str, before: Option<char>) -> Option<(char, usize)> {
    let next = text[1..].chars().next()?;
    // `C:\new` is a path.
    let is_path = before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, ':' | '\\'));
    match next {
        'u' => {
            let code = text.get(2..6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))?;
            Some((u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?, 6))
        }
        'n' | 'r' if !is_path => Some(('\n', 2)),
        't' if !is_path => Some(('\t', 2)),
        '\n' => Some(('\n', 2)),
        c if c.is_ascii_punctuation() => Some((c, 2)),
        _ => None,
    }
}
