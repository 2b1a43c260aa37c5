//! The comparison: names → keys that sort.
//!
//! A key is the row of a name's signs, compared in turn; a row that ends is before one that goes on.
//!
//! - **surname-strokes** (按姓氏笔画为序; party congresses, 政协): by strokes, character by character, with a blank
//!   before a given name of one character, so that 田富 counts as 田□富 and stands before 田大利. Compound surnames go
//!   by their first character, then by their second like any name: 司明, 司一平, 司马甲 (司马□光), 司鸿明.
//! - **full-name-strokes** (按姓名笔画为序; people's congresses): the same without the blank: 田大利 before 田富.
//! - **pinyin** (按姓氏拼音为序): character by character, by letters, then tone, then, for characters that sound alike,
//!   strokes.
//! - **as-listed**: all keys are equal, so a stable sort keeps the order of the input.
//!
//! Characters go by stroke count, then by the classes of their strokes (GF 3003-1999), then by their place in
//! 通用规范汉字表, at last by code point. In names of people Chinese characters come before digits, digits before
//! letters; in names of teams digits come first, then letters, then Chinese characters. Dots, spaces and punctuation
//! count for nothing. Last come the unit and the name as text, so that the order is total. Where
//! these rules are told: `scripts/strokes/README.md`.

use std::borrow::Cow;
use std::fmt;

use super::pinyin::{self, Syllable};
use super::{NameError, Order, Overrides, StrokeSequence, is_han, normalise};

/// One sign of a name, as it is compared. The order of the variants is the order of the signs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A digit of a team's name.
    TeamDigit(char),
    /// A letter of a team's name.
    TeamLetter(char),
    /// The place that a given name of one character leaves empty.
    Blank,
    Han {
        syllable: Option<Syllable>,
        strokes: Strokes,
        character: char,
    },
    Digit(char),
    Letter(char),
}

/// Strokes, or nothing known of them: by reading, a rare character may still be sorted, after those it sounds like.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strokes {
    Known(StrokeSequence),
    Unknown,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sign::Blank => f.write_str("□"),
            Sign::Han { character, .. }
            | Sign::TeamDigit(character)
            | Sign::TeamLetter(character)
            | Sign::Digit(character)
            | Sign::Letter(character) => write!(f, "{character}"),
        }
    }
}

/// A name ready to be compared with others of the same order. Equal keys are the same name at the same unit, or
/// stand in a list that keeps the order of its records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    order: Order,
    pub(super) signs: Vec<Sign>,
    pub(super) unit: String,
    pub(super) name: String,
}

impl NameKey {
    /// The key of a person's name. A name with a dot (阿依古丽·买买提) has no surname to tell: its first character
    /// stands for it. A name that is not written in Chinese characters has none.
    ///
    /// # Errors
    /// A character whose strokes (or, by pinyin, reading) are neither known nor given, or an override that does not
    /// fit the name.
    pub fn person(order: Order, name: &str, overrides: &Overrides) -> Result<NameKey, NameError> {
        let plain = normalise(name);
        let surname = surname(name, &plain, overrides)?;
        let mut key = NameKey::build(order, name, plain, overrides, surname)?;
        if order == Order::SurnameStrokes && surname > 0 && key.signs.len() == surname + 1 {
            key.signs.insert(surname, Sign::Blank);
        }
        Ok(key)
    }

    /// The key of a team's name, or of any other title: its characters from first to last, with no surname rule. Digits
    /// come first, then letters, then Chinese characters, as national lists of units and projects have them (3D打印
    /// before 一): counted by strokes, a sign without any comes before one.
    ///
    /// # Errors
    /// As for [`NameKey::person`].
    pub fn team(order: Order, name: &str, overrides: &Overrides) -> Result<NameKey, NameError> {
        let mut key = NameKey::build(order, name, normalise(name), overrides, 0)?;
        for sign in &mut key.signs {
            match *sign {
                Sign::Digit(digit) => *sign = Sign::TeamDigit(digit),
                Sign::Letter(letter) => *sign = Sign::TeamLetter(letter),
                _ => {}
            }
        }
        Ok(key)
    }

    fn build(
        order: Order,
        name: &str,
        plain: Cow<'_, str>,
        overrides: &Overrides,
        surname: usize,
    ) -> Result<NameKey, NameError> {
        let readings = match order {
            Order::AsListed => {
                return Ok(NameKey { order, signs: Vec::new(), unit: String::new(), name: String::new() });
            }
            Order::Pinyin => Some(read(name, &han(&plain), overrides, surname)?),
            Order::SurnameStrokes | Order::FullNameStrokes => None,
        };
        let signs = signs(name, &plain, overrides, readings)?;
        Ok(NameKey { order, signs, unit: String::new(), name: plain.into_owned() })
    }

    /// Adds the unit that tells two people of one name apart.
    pub fn with_unit(mut self, unit: &str) -> NameKey {
        if self.order != Order::AsListed {
            self.unit = normalise(unit).into_owned();
        }
        self
    }
}

/// How a name is read, a syllable a Chinese character and without tones (`shan li wei`), for finding it. `None` where
/// the name has no Chinese character, or one whose reading is neither known nor given.
pub fn reading(name: &str, person: bool, overrides: &Overrides) -> Option<String> {
    let plain = normalise(name);
    let surname = if person { surname(name, &plain, overrides).ok()? } else { 0 };
    let syllables = read(name, &han(&plain), overrides, surname).ok()?;
    let letters: Vec<&str> = syllables.iter().map(Syllable::letters).collect();
    (!letters.is_empty()).then(|| letters.join(" "))
}

/// How many characters of a person's name are the surname.
fn surname(name: &str, plain: &str, overrides: &Overrides) -> Result<usize, NameError> {
    match &overrides.surname {
        Some(surname) => given_surname(name, plain, &normalise(surname)),
        None if !plain.starts_with(is_han) => Ok(0),
        None if plain.contains('·') => Ok(1),
        None => Ok(pinyin::surname_length(&han(plain))),
    }
}

fn han(name: &str) -> Vec<char> {
    name.chars().filter(|&c| is_han(c)).collect()
}

/// The length of a surname that the record gives.
fn given_surname(name: &str, plain: &str, surname: &str) -> Result<usize, NameError> {
    let fits = plain.starts_with(surname) && surname.starts_with(is_han) && surname.chars().all(is_han);
    let wrong = || NameError::Surname { surname: surname.to_owned(), name: name.to_owned() };
    fits.then(|| surname.chars().count()).ok_or_else(wrong)
}

/// One syllable for each Chinese character.
fn read(name: &str, han: &[char], overrides: &Overrides, surname: usize) -> Result<Vec<Syllable>, NameError> {
    if let Some(reading) = &overrides.pinyin {
        let wrong = || NameError::Reading { reading: reading.clone(), name: name.to_owned() };
        return pinyin::divide(reading, han).ok_or_else(wrong);
    }
    let (surname, given) = han.split_at(surname.min(han.len()));
    let mut readings = pinyin::surname_reading(surname).unwrap_or_default();
    let rest = if readings.is_empty() { han } else { given };
    for &character in rest {
        let unknown = || NameError::UnknownReading { character, name: name.to_owned() };
        readings.push(pinyin::usual_reading(character).ok_or_else(unknown)?);
    }
    Ok(readings)
}

fn signs(
    name: &str,
    plain: &str,
    overrides: &Overrides,
    readings: Option<Vec<Syllable>>,
) -> Result<Vec<Sign>, NameError> {
    let by_reading = readings.is_some();
    let mut readings = readings.unwrap_or_default().into_iter();
    // A character of a name is three bytes; one more for the blank.
    let mut signs = Vec::with_capacity(plain.len() / 3 + 1);
    for character in plain.chars() {
        if is_han(character) {
            let strokes = match overrides.strokes.sequence(character) {
                Some(sequence) => Strokes::Known(sequence),
                None if by_reading => Strokes::Unknown,
                None => return Err(NameError::UnknownCharacter { character, name: name.to_owned() }),
            };
            signs.push(Sign::Han { syllable: readings.next(), strokes, character });
        } else if character.is_numeric() {
            signs.push(Sign::Digit(character));
        } else if character.is_alphabetic() {
            signs.extend(character.to_lowercase().map(Sign::Letter));
        }
    }
    Ok(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(order: Order, names: &[&str]) -> String {
        let mut sorted = names.to_vec();
        sorted.sort_by_key(|name| {
            NameKey::person(order, name, &Overrides::default()).expect("known characters")
        });
        sorted.join(" ")
    }

    #[test]
    fn surnames_go_by_count_then_classes_then_the_state_list() {
        // 干 before 于: both are 112, and 通用规范汉字表 has 干 first (its third stroke is 竖, 于's 竖钩).
        assert_eq!(
            sorted(Order::SurnameStrokes, &["万", "于", "干", "乜", "刁", "卜", "丁"]),
            "丁 卜 刁 乜 干 于 万"
        );
        assert_eq!(
            sorted(Order::SurnameStrokes, &["文一", "王二", "苏一", "陈一", "邓一"]),
            "王二 文一 邓一 苏一 陈一"
        );
    }

    /// Surnames in the order lists of national bodies print them.
    #[test]
    fn surnames_stand_as_national_lists_print_them() {
        let published =
            ["丁", "习", "马", "王", "尹", "石", "刘", "李", "何", "张", "陈", "赵", "袁", "黄", "蔡"];
        let mut names: Vec<String> = published.iter().map(|surname| format!("{surname}甲")).collect();
        let expected = names.join(" ");
        names.reverse();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(sorted(Order::SurnameStrokes, &names), expected);
    }

    #[test]
    fn one_character_given_names_come_first_by_surname_only() {
        assert_eq!(sorted(Order::SurnameStrokes, &["田大利", "田富"]), "田富 田大利");
        assert_eq!(sorted(Order::FullNameStrokes, &["田大利", "田富"]), "田大利 田富");
        let names = ["李一鸣", "李鸣", "李明", "李丁丁"];
        assert_eq!(sorted(Order::SurnameStrokes, &names), "李明 李鸣 李一鸣 李丁丁");
        assert_eq!(sorted(Order::FullNameStrokes, &names), "李一鸣 李丁丁 李明 李鸣");
    }

    #[test]
    fn compound_surnames_go_by_their_first_character() {
        let names = ["司鸿明", "司马一平", "司徒一", "司二一", "司马甲", "司明", "欧阳一", "卢一"];
        let expected = "卢一 司明 司二一 司马甲 司马一平 司徒一 司鸿明 欧阳一";
        assert_eq!(sorted(Order::SurnameStrokes, &names), expected);
        let split = Overrides { surname: Some("欧".into()), ..Overrides::default() };
        let [split, whole] = [&split, &Overrides::default()]
            .map(|overrides| NameKey::person(Order::SurnameStrokes, "欧阳一", overrides).expect("fits"));
        assert!(whole < split, "欧阳□一, 欧阳一");
        let wrong = Overrides { surname: Some("区".into()), ..Overrides::default() };
        assert!(NameKey::person(Order::SurnameStrokes, "欧阳一", &wrong).is_err());
    }

    #[test]
    fn other_scripts_come_after_chinese() {
        let names = ["Zoe Li", "Anna Smith", "阿依古丽·买买提", "阿明", "龚一", "anna Adams"];
        let expected = "阿明 阿依古丽·买买提 龚一 anna Adams Anna Smith Zoe Li";
        assert_eq!(sorted(Order::SurnameStrokes, &names), expected);
    }

    #[test]
    fn readings_decide_by_pinyin() {
        let names = [
            "曾国",
            "单一",
            "岑一",
            "吕一",
            "陆一",
            "栾一",
            "李明",
            "黎明",
            "李一",
            "尉迟一",
            "于一",
            "俞一",
        ];
        let expected = "岑一 黎明 李明 李一 陆一 吕一 栾一 单一 于一 俞一 尉迟一 曾国";
        assert_eq!(sorted(Order::Pinyin, &names), expected);
        let tan = Overrides { pinyin: Some("tan yi".into()), ..Overrides::default() };
        let [as_tan, as_qin] = [&tan, &Overrides::default()]
            .map(|overrides| NameKey::person(Order::Pinyin, "覃一", overrides).expect("readable"));
        assert!(as_qin < as_tan);
        let short = Overrides { pinyin: Some("tan".into()), ..Overrides::default() };
        assert!(matches!(NameKey::person(Order::Pinyin, "覃一", &short), Err(NameError::Reading { .. })));
    }

    #[test]
    fn unknown_characters_are_reported_unless_given() {
        let name = "王\u{2A6D6}"; // 𪛖, in no table of ours
        let plain = Overrides::default();
        let error = NameKey::person(Order::SurnameStrokes, name, &plain).expect_err("unknown");
        assert_eq!(error, NameError::UnknownCharacter { character: '\u{2A6D6}', name: name.into() });
        let strokes = super::super::StrokeOverrides::parse("\u{2A6D6}=12345").expect("readable");
        let given = Overrides { strokes, ..plain };
        assert!(NameKey::person(Order::SurnameStrokes, name, &given).is_ok());
        assert!(NameKey::person(Order::AsListed, name, &Overrides::default()).is_ok());
    }

    #[test]
    fn teams_have_no_surname_rule() {
        let key =
            |name: &str| NameKey::team(Order::SurnameStrokes, name, &Overrides::default()).expect("known");
        assert!(
            key("王明创新工作室") < key("“天工”创新工作室"),
            "王 1121, 天 1134; quotation marks count for nothing"
        );
        assert!(key("李一鸣工作室") < key("李鸣工作室"));
        let names = ["一号工作室", "AI工作室", "3D打印工作室", "5G工作室", "aI医疗工作室", "丁一工作室"];
        let mut sorted = names.to_vec();
        sorted.sort_by_key(|name| key(name));
        let expected = ["3D打印工作室", "5G工作室", "AI工作室", "aI医疗工作室", "一号工作室", "丁一工作室"];
        assert_eq!(sorted, expected);
        assert!(key("李鸣5G工作室") < key("李鸣工作室"));
    }
}
