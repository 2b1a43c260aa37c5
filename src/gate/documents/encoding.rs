//! Texts in other encodings than UTF-8: told by a mark at their beginning, or by what they give.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::world::text::utf8;

/// A text that begins with a byte-order mark (The Unicode Standard, 23.8).
pub(super) fn marked(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
        return Some(utf32(rest, u32::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xFE\xFF") {
        return Some(utf32(rest, u32::from_be_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest).filter(|_| memchr::memchr(0, rest).is_none()).map(|text| text.into_owned());
    }
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    Some(decoded(encoding, &bytes[mark..]))
}

/// What bytes without a mark may say: every reading that makes sense, and the words that stand in what is no text at all.
pub(super) fn guessed(bytes: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    for encoding in [UTF_16LE, UTF_16BE] {
        let text = decoded(encoding, bytes);
        if makes_sense(&text) {
            texts.push(text);
        }
    }
    for read in [u32::from_le_bytes, u32::from_be_bytes] {
        if bytes.len().is_multiple_of(4) && bytes.len() >= 8 {
            let text = utf32(bytes, read);
            if makes_sense(&text) {
                texts.push(text);
            }
        }
    }
    let (text, _, had_errors) = GB18030.decode(bytes);
    if !had_errors && makes_sense(&text) {
        texts.push(text.into_owned());
    }
    texts.push(words(&String::from_utf8_lossy(bytes)));
    // Wide letters in a file of another kind begin anywhere.
    for start in 0..2.min(bytes.len()) {
        texts.push(words(&decoded(UTF_16LE, &bytes[start..])));
        texts.push(words(&decoded(UTF_16BE, &bytes[start..])));
    }
    texts
}

/// UTF-16 as Windows writes it.
pub(super) fn utf16(bytes: &[u8]) -> String {
    decoded(UTF_16LE, bytes)
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    let letter = |four: &[u8]| four.try_into().ok().map(read).and_then(char::from_u32).unwrap_or('\u{FFFD}');
    bytes.chunks(4).map(letter).collect()
}

fn is_readable(c: char) -> bool {
    matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}'
        | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

/// Whether nearly all of a text are letters that people write here.
fn makes_sense(text: &str) -> bool {
    let (all, readable) =
        text.chars().fold((0, 0), |(all, readable), c| (all + 1, readable + usize::from(is_readable(c))));
    all > 0 && readable * 10 >= all * 8
}

/// The stretches of readable text, a line each; short ones are chance.
fn words(text: &str) -> String {
    const LEAST: usize = 6;
    let stretches = text.split(|c| !is_readable(c));
    stretches.filter(|stretch| stretch.chars().count() >= LEAST).collect::<Vec<_>>().join("\n")
}
