//! Names in official order: 按姓氏笔画为序, 按姓名笔画为序, 按姓氏拼音为序.
//!
//! A name is normalised, divided into surname and given name, and turned into a [`NameKey`] that compares like any
//! other value; [`explain()`] tells where two neighbours part. Everything here is pure: text in, order out.
//!
//! Files: `strokes` (how a character is written), `pinyin` (how it is read), `order` (the comparison), `explain`
//! (its reasons), `same` (when two names are one).

mod explain;
mod order;
mod pinyin;
mod same;
mod strokes;

pub use explain::{Explanation, explain};
pub use order::{NameKey, reading};
pub use pinyin::Syllable;
pub use same::same_name_key;
pub use strokes::{OverrideError, Stroke, StrokeOverrides, StrokeSequence};

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::text;

/// The orders a list may stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// By the strokes of the surname; single-character given names first.
    SurnameStrokes,
    /// By the strokes of the whole name.
    FullNameStrokes,
    /// By reading.
    Pinyin,
    /// As the records stand.
    AsListed,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 4] =
        [Order::SurnameStrokes, Order::FullNameStrokes, Order::Pinyin, Order::AsListed];

    /// The word in `order:` of a round.
    pub fn name(self) -> &'static str {
        match self {
            Order::SurnameStrokes => "surname-strokes",
            Order::FullNameStrokes => "full-name-strokes",
            Order::Pinyin => "pinyin",
            Order::AsListed => "as-listed",
        }
    }
}

/// What a record says about its own name where the tables cannot know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Strokes of characters the table lacks: `strokes: 𬭎=311154451354`.
    pub strokes: StrokeOverrides,
    /// The reading of the whole name: `pinyin: shan li wei`, `pinyin: Shàn Lìwěi`.
    pub pinyin: Option<String>,
    /// The surname, where it is not what the table of compound surnames says: `surname: 单` for 单于飞.
    pub surname: Option<String>,
}

/// Why a name cannot be put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// No stroke sequence is known for the character.
    UnknownCharacter {
        /// The character.
        character: char,
        /// The name it stands in, as given.
        name: String,
    },
    /// No reading is known for the character.
    UnknownReading {
        /// The character.
        character: char,
        /// The name it stands in, as given.
        name: String,
    },
    /// The record's reading does not have one syllable for each Chinese character of the name.
    Reading {
        /// The reading as given.
        reading: String,
        /// The name.
        name: String,
    },
    /// The record's surname is not how the name begins.
    Surname {
        /// The surname as given.
        surname: String,
        /// The name.
        name: String,
    },
}

impl NameError {
    /// What is wrong.
    pub fn message(&self) -> String {
        match self {
            NameError::UnknownCharacter { character, name } => text!(
                "“{name}”中的“{character}”（U+{:04X}）没有笔顺数据，无法按笔画排序",
                "no stroke sequence is known for {character} (U+{:04X}) in {name}",
                u32::from(*character)
            ),
            NameError::UnknownReading { character, name } => text!(
                "“{name}”中的“{character}”（U+{:04X}）没有读音数据，无法按拼音排序",
                "no reading is known for {character} (U+{:04X}) in {name}",
                u32::from(*character)
            ),
            NameError::Reading { reading, name } => text!(
                "拼音“{reading}”与“{name}”的字数对不上，应为每字一个音节",
                "the reading `{reading}` does not give one syllable for each character of {name}"
            ),
            NameError::Surname { surname, name } => {
                text!("“{name}”不是以姓“{surname}”开头的", "{name} does not begin with the surname {surname}")
            }
        }
    }

    /// What to do.
    pub fn help(&self) -> String {
        match self {
            NameError::UnknownCharacter { character, .. } => text!(
                "在该条记录中写明笔顺，1 横、2 竖、3 撇、4 点（捺）、5 折，例如 strokes: {character}=31115",
                "give its strokes in the record, 1 横, 2 竖, 3 撇, 4 点 (捺), 5 折, as in strokes: {character}=31115"
            ),
            NameError::UnknownReading { .. } | NameError::Reading { .. } => text!(
                "在该条记录中写明拼音，例如 pinyin: shàn lì wěi",
                "give the reading in the record, as in pinyin: shàn lì wěi"
            ),
            NameError::Surname { .. } => {
                text!("改正 surname，或删去它", "correct `surname`, or leave it out")
            }
        }
    }
}

/// Whether a text is a compound surname: 欧阳, 尉遲.
pub fn is_compound_surname(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    signs.len() > 1 && pinyin::surname_reading(&signs).is_some()
}

/// A name as it is compared: NFC, without variation selectors or zero-width marks; no spaces beside Chinese
/// characters (张 三 is 张三) and single spaces elsewhere; one middle dot (·) for the six in use, and for a full stop
/// between Chinese characters. Two records of one person give the same text; what is published stays as typed.
pub fn normalise(name: &str) -> Cow<'_, str> {
    if name.chars().all(is_simple) { Cow::Borrowed(name) } else { Cow::Owned(normalised(name)) }
}

/// Most names are made of nothing else: characters that no rule of [`normalise`] changes or puts together with others.
fn is_simple(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '·') || c.is_ascii_alphanumeric()
}

fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut space = false;
    for sign in name.nfc().filter(|&c| !is_invisible(c)) {
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        let sign = if is_dot(sign) { '·' } else { sign };
        if let Some(stem) = out.strip_suffix(['.', '．'])
            && is_han(sign)
            && stem.ends_with(is_han)
        {
            out.truncate(stem.len());
            out.push('·');
        }
        let close = |c: char| is_han(c) || c == '·';
        if space && !close(sign) && !out.is_empty() && !out.ends_with(close) {
            out.push(' ');
        }
        space = false;
        out.push(sign);
    }
    out
}

/// The dots used between the parts of a name: · ・ • ‧ ･ ∙ ⋅ (U+00B7 is the one of GB/T 15834).
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '•' | '‧' | '･' | '∙' | '⋅')
}

/// Variation selectors choose a glyph, zero-width signs none: neither makes another name.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character is a Chinese one, encoded as such in Unicode, 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_one_text() {
        for (typed, same) in [
            ("张 三", "张三"),
            ("张\u{3000}三 ", "张三"),
            ("阿依古丽・买买提", "阿依古丽·买买提"),
            ("阿依古丽 • 买买提", "阿依古丽·买买提"),
            ("阿依古丽‧买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("阿依古丽 ． 买买提", "阿依古丽·买买提"),
            ("J.李", "J.李"),
            ("Anna  J. Smith", "Anna J. Smith"),
            ("葛\u{E0100}洪", "葛洪"),
            ("\u{FA12}三", "晴三"),
            ("Zoe\u{308}", "Zoë"),
            ("", ""),
        ] {
            assert_eq!(normalise(typed), same);
            assert_eq!(normalise(same), same, "normalising twice changes nothing");
        }
    }

    #[test]
    fn what_is_taken_as_it_is_would_not_change() {
        for c in ('\0'..=char::MAX).filter(|&c| is_simple(c)) {
            let name = format!("{c}一{c}a{c}");
            assert_eq!(normalised(&name), name);
        }
    }

    #[test]
    fn errors_name_the_character_and_the_remedy() {
        let error = NameError::UnknownCharacter { character: '𠮷', name: "𠮷田".into() };
        assert!(error.message().contains("U+20BB7"));
        assert!(error.help().contains("strokes: 𠮷="));
    }
}
