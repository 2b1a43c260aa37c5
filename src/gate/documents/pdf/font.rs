//! Which letters the codes of a font stand for (ISO 32000-1, 9.6 to 9.10).

use std::collections::BTreeMap;

use encoding_rs::{GBK, UTF_16BE};

use super::object::{Object, Scanner};

/// Codes that a table may name: all of two bytes.
const CODES: usize = 70_000;

/// A font, as far as reading goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    /// Letters by code and length of the code, from `ToUnicode`.
    table: BTreeMap<(usize, u32), String>,
    /// Letters of single bytes that the font names itself.
    own: BTreeMap<u8, String>,
    coding: Coding,
}

/// How codes are read that no table names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Coding {
    /// A byte a letter, as in Windows.
    #[default]
    Bytes,
    /// UTF-16.
    Utf16,
    /// GBK.
    Gbk,
    /// Numbers of glyphs, which stand for nothing.
    Glyphs,
}

impl Font {
    /// Reads a font; `resolve` follows references, `streams` has the tables.
    pub(super) fn new(
        font: &Object,
        resolve: &dyn Fn(&Object) -> Vec<Object>,
        streams: &BTreeMap<u32, &[u8]>,
    ) -> Font {
        let mut read = Font::default();
        if let Some(Object::Reference(number)) = font.get("ToUnicode")
            && let Some(table) = streams.get(number)
        {
            read.table = to_unicode(table);
        }
        let encodings = font.get("Encoding").map(resolve).unwrap_or_default();
        if font.get("Subtype").and_then(Object::name) == Some("Type0") {
            let name = encodings.iter().find_map(Object::name).unwrap_or_default();
            read.coding = match name {
                _ if name.contains("UCS2") || name.contains("UTF16") => Coding::Utf16,
                _ if name.contains("GBK") || name.contains("GB-EUC") => Coding::Gbk,
                _ => Coding::Glyphs,
            };
        }
        let differences = encodings.iter().filter_map(|encoding| encoding.get("Differences"));
        for list in differences.flat_map(resolve) {
            let mut code = 0_i64;
            for item in list.items() {
                match item {
                    Object::Name(name) => {
                        if let (Ok(code), Some(letter)) = (u8::try_from(code), glyph(name)) {
                            read.own.insert(code, letter);
                        }
                        code = code.saturating_add(1);
                    }
                    other => code = other.integer().unwrap_or_default(),
                }
            }
        }
        read
    }

    /// The letters of a string; `None` where it is glyphs alone.
    pub(super) fn letters(&self, string: &[u8]) -> Option<String> {
        if self.table.is_empty() {
            return match self.coding {
                Coding::Bytes => Some(string.iter().map(|b| self.byte(*b)).collect()),
                Coding::Utf16 => Some(UTF_16BE.decode_without_bom_handling(string).0.into_owned()),
                Coding::Gbk => Some(GBK.decode_without_bom_handling(string).0.into_owned()),
                Coding::Glyphs => None,
            };
        }
        let mut out = String::new();
        let mut rest = string;
        while !rest.is_empty() {
            let two_bytes = self.coding != Coding::Bytes;
            let lengths = if two_bytes { [2, 1] } else { [1, 2] };
            let known = lengths.into_iter().filter(|length| rest.len() >= *length).find_map(|length| {
                let code = rest[..length].iter().fold(0, |code, b| code << 8 | u32::from(*b));
                Some((length, self.table.get(&(length, code))?))
            });
            match known {
                Some((length, letters)) => {
                    out.push_str(letters);
                    rest = &rest[length..];
                }
                None => {
                    let length = usize::from(two_bytes) + 1;
                    out.push_str(&if two_bytes { '\u{FFFD}'.to_string() } else { self.byte(rest[0]) });
                    rest = rest.get(length..).unwrap_or_default();
                }
            }
        }
        Some(out)
    }

    fn byte(&self, b: u8) -> String {
        self.own.get(&b).cloned().unwrap_or_else(|| char::from(b).to_string())
    }
}

/// The letter a glyph is named for: of figures and letters, and `uni4E00`.
fn glyph(name: &str) -> Option<String> {
    const FIGURES: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    if let Some(figure) = FIGURES.iter().position(|figure| *figure == name) {
        return Some(figure.to_string());
    }
    let code = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(letter) = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
        return Some(letter.to_string());
    }
    match name {
        "space" => Some(" ".to_owned()),
        "hyphen" => Some("-".to_owned()),
        "period" => Some(".".to_owned()),
        "colon" => Some(":".to_owned()),
        "at" => Some("@".to_owned()),
        _ => (name.chars().count() == 1).then(|| name.to_owned()),
    }
}

/// A `ToUnicode` table (9.10.3): single codes and ranges of them.
fn to_unicode(table: &[u8]) -> BTreeMap<(usize, u32), String> {
    let mut letters = BTreeMap::new();
    let mut scanner = Scanner::new(table, 0);
    let mut operands: Vec<Object> = Vec::new();
    while let Some(object) = next(&mut scanner, table.len()) {
        let Object::Word(word) = &object else {
            operands.push(object);
            continue;
        };
        match word.as_str() {
            "endbfchar" => {
                for pair in operands.chunks(2) {
                    if let [Object::String(code), Object::String(text)] = pair {
                        letters.insert(code_of(code), utf16(text));
                    }
                }
            }
            "endbfrange" => operands.chunks(3).for_each(|three| range(three, &mut letters)),
            _ => {}
        }
        operands.clear();
        if letters.len() > CODES {
            break;
        }
    }
    letters
}

/// The next object, past whatever closes nothing.
pub(super) fn next(scanner: &mut Scanner<'_>, end: usize) -> Option<Object> {
    loop {
        match scanner.object(0) {
            Some(object) => return Some(object),
            None if scanner.at >= end => return None,
            None => scanner.at += 1,
        }
    }
}

fn range(three: &[Object], letters: &mut BTreeMap<(usize, u32), String>) {
    let [Object::String(first), Object::String(last), target] = three else { return };
    let ((length, first), (_, last)) = (code_of(first), code_of(last));
    for (step, code) in (first..=last).take(CODES).enumerate() {
        let letter = match target {
            Object::Array(items) => match items.get(step) {
                Some(Object::String(text)) => utf16(text),
                _ => return,
            },
            Object::String(text) => {
                let start = utf16(text);
                let mut all: Vec<char> = start.chars().collect();
                let Some(end) = all.pop() else { return };
                let next = u32::try_from(step)
                    .ok()
                    .and_then(|step| char::from_u32(u32::from(end).checked_add(step)?));
                all.extend(next);
                all.into_iter().collect()
            }
            _ => return,
        };
        letters.insert((length, code), letter);
    }
}

fn code_of(bytes: &[u8]) -> (usize, u32) {
    (bytes.len(), bytes.iter().take(4).fold(0, |code, b| code << 8 | u32::from(*b)))
}

fn utf16(bytes: &[u8]) -> String {
    UTF_16BE.decode_without_bom_handling(bytes).0.into_owned()
}

/// A string outside of contents (7.9.2.2): UTF-16 or UTF-8 with a mark, else a byte a letter.
pub(super) fn text_string(string: &[u8]) -> String {
    if let Some(rest) = string.strip_prefix(b"\xFE\xFF") {
        return utf16(rest);
    }
    let rest = string.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(string);
    match std::str::from_utf8(rest) {
        Ok(text) => text.to_owned(),
        // Some programs write the encoding of their system.
        Err(_) => GBK.decode_without_bom_handling(string).0.into_owned(),
    }
}
