//! Bytes of a file → text that may be published: UTF-8 without characters that hide, reorder or break text.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::Encoding;

use crate::diagnostic::{Diagnostic, Location, Span, error, text};

/// Decodes a file. A byte-order mark is dropped and CRLF becomes LF; anything but clean UTF-8 is refused.
///
/// # Errors
/// Names the encoding the bytes look like, or the first forbidden character, with its place.
pub fn decode<'b>(file: &Arc<str>, bytes: &'b [u8]) -> Result<Cow<'b, str>, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = utf8(bytes).ok_or_else(|| not_utf8(file, bytes))?;
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { text };
    match forbidden(&text) {
        Some((offset, character)) => {
            Err(may_not_stand(Location::new(file, span_at(&text, offset)), character))
        }
        None => Ok(text),
    }
}

/// Bytes as text, if they are UTF-8; several times as fast as the standard library's own check of Chinese text.
pub fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
}

/// The first character that may not stand in anything published, with its byte offset: controls (but tab and
/// line feed), what Unicode calls default ignorable, bidirectional overrides and isolates, private use, noncharacters,
/// byte-order marks inside.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at) {
        at += match first {
            // Nearly all characters are told by their first byte: ASCII's, and U+3000 to U+D7FF, Han above all.
            b' '..=b'~' => 1,
            0xE4..=0xED => 3,
            0xE3 if !text[at..].starts_with(HANGUL_FILLER) => 3,
            _ => match text[at..].chars().next()? {
                c if is_forbidden(c) || shapes(c) && !can_shape(c, text[..at].chars().next_back()) => {
                    return Some((at, c));
                }
                character => character.len_utf8(),
            },
        };
    }
    None
}

const HANGUL_FILLER: char = '\u{3164}';

/// Whether a character may not stand in anything published, whatever is before it: one that cannot be seen makes two
/// names look alike, or a name other than it was typed.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        c if c.is_control() => true,
        // Default_Ignorable_Code_Point of Unicode 17, without those of `shapes`.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => {
            true
        }
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        HANGUL_FILLER | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' => true,
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => true,
        '\u{E0100}'..='\u{E01EF}' => false,
        '\u{E0000}'..='\u{E0FFF}' => true,
        // Other characters without a mark of their own.
        '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}' => true,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}' => true,
        c => u32::from(c) & 0xFFFE == 0xFFFE,
    }
}

/// Whether a character that cannot be seen changes the shape of the one before it: joiners and variation selectors.
fn shapes(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{180F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Whether it can do so after a character. After a Chinese one a variation selector tells the form a register of names
/// has (IVS), after a sign that of a picture; joiners belong to scripts that join. Anywhere else they only hide.
fn can_shape(c: char, before: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let is_sign = matches!(before, '\u{A9}' | '\u{AE}' | '\u{2010}'..='\u{2BFF}' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{1F000}'..='\u{1FAFF}');
    match c {
        '\u{E0100}'..='\u{E01EF}' => is_han(before),
        '\u{FE00}'..='\u{FE0F}' => is_han(before) || is_sign || matches!(before, '0'..='9' | '#' | '*'),
        '\u{180B}'..='\u{180D}' | '\u{180F}' => matches!(before, '\u{1800}'..='\u{18AF}'),
        _ => matches!(before, '\u{600}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FE0F}') || is_sign,
    }
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Han characters and full-width punctuation, between which a line break is no space.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// A character that may not stand where it does.
pub fn may_not_stand(location: Location, character: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(character));
    error!(location, "forbidden-character",
        "这里有不可发布的字符 {code}（控制字符、不可见字符、双向文字控制符或专用区字符）",
        "here is a character that may not be published: {code} (control, invisible, bidirectional control or private use)";
        help: "删除该字符；若是从 Word 或网页粘贴来的生僻字，请改用规范的 Unicode 汉字",
        "delete it; for a rare character pasted from Word, use its standard Unicode form"
    )
}

fn not_utf8(file: &Arc<str>, bytes: &[u8]) -> Diagnostic {
    let valid_up_to = Encoding::utf8_valid_up_to(bytes);
    let line = 1 + bytes[..valid_up_to].iter().filter(|&&b| b == b'\n').count();
    let location =
        Location::new(file, Span { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1, length: 1 });
    let name = guess_encoding(bytes);
    let message = match name {
        Some(name) => {
            text!("文件不是 UTF-8 编码，看起来是 {name} 编码", "the file is not UTF-8; it looks like {name}")
        }
        None => text!("文件不是 UTF-8 文本", "the file is not UTF-8 text"),
    };
    Diagnostic::error("not-utf8", location, message).help(convert_help(name))
}

fn convert_help(name: Option<&str>) -> String {
    let from = name.unwrap_or("GBK");
    text!(
        "用记事本打开，“另存为”时编码选 UTF-8；或运行：iconv -f {from} -t UTF-8 旧文件 > 新文件",
        "save it as UTF-8 in your editor, or run: iconv -f {from} -t UTF-8 old > new"
    )
}

fn guess_encoding(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some("UTF-16");
    }
    if bytes.contains(&0) {
        return None;
    }
    let (_, _, errors) = encoding_rs::GB18030.decode(bytes);
    (!errors).then_some("GBK")
}

/// Line and column (in characters, from 1) of a byte offset in a text.
pub fn span_at(text: &str, offset: usize) -> Span {
    let before = &text[..offset.min(text.len())];
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before[start..].chars().count() + 1;
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span { line: clamp(line), column: clamp(column), length: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_forbidden_character_is_passed_over() {
        for character in '\0'..=char::MAX {
            let text = format!("甲{character}乙");
            let found = forbidden(&text);
            let hides = is_forbidden(character) || shapes(character) && !can_shape(character, Some('甲'));
            assert_eq!(found, hides.then_some((3, character)), "{:04X}", u32::from(character));
        }
    }

    #[test]
    fn selectors_and_joiners_stand_only_where_they_shape() {
        for honest in
            ["葛\u{E0100}", "城\u{FE00}", "☎\u{FE0E}", "1\u{FE0F}", "👩\u{200D}🔧", "ک\u{200C}ی", "ᠠ\u{180B}"]
        {
            assert_eq!(forbidden(honest), None, "{honest}");
        }
        for hiding in ["a\u{FE00}", "林\u{200D}知远", "，\u{E0100}", "\u{FE0F}", "林\u{180B}", "a\u{200C}b"]
        {
            assert!(forbidden(hiding).is_some(), "{hiding:?}");
        }
    }
}
