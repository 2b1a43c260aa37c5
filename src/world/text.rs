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
/// line feed), bidirectional overrides and isolates, private use, noncharacters, byte-order marks inside.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at) {
        at += match first {
            // Nearly all characters are told by their first byte: ASCII's, and U+3000 to U+D7FF, Han above all.
            b' '..=b'~' => 1,
            0xE3..=0xED => 3,
            _ => match text[at..].chars().next()? {
                character if is_forbidden(character) => return Some((at, character)),
                character => character.len_utf8(),
            },
        };
    }
    None
}

/// Whether a character may not stand in anything published.
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        c if c.is_control() => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => true,
        // Characters without a width make two names look alike. Joiners and variation selectors are letters' own.
        '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{180E}' | '\u{E0000}'..='\u{E00FF}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFC}' | '\u{FFFD}' => true,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}' => true,
        c => u32::from(c) & 0xFFFE == 0xFFFE,
    }
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
            assert_eq!(
                found,
                is_forbidden(character).then_some((3, character)),
                "{:04X}",
                u32::from(character)
            );
        }
    }
}
