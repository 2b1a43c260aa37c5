//! How a character is written: its strokes in the five classes, in standard order.
//!
//! `strokes.txt` covers all 8,105 characters of 通用规范汉字表 (2013) and the 20,902 of GB 13000.1 as
//! GF 3002-1999 (《GB 13000.1字符集汉字笔顺规范》) writes them; where it comes from and how it was checked is told in
//! `scripts/strokes/README.md`. It is read as it lies in the program; where its lines begin is found out once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::diagnostic::text;

static TABLE: &str = include_str!("strokes.txt");

/// More strokes than any encoded character has (𰻞 has 42, 䨻 52, 𪚥 64); a longer sequence is a slip.
const MOST_STROKES: usize = 84;

/// One of the five classes of strokes, in the order that decides between equal counts: 横竖撇点折
/// (GF 3003-1999, 《GB 13000.1字符集汉字字序（笔画序）规范》).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// 横, with 提.
    Horizontal,
    /// 竖, with 竖钩.
    Vertical,
    /// 撇.
    Falling,
    /// 点, with 捺.
    Dot,
    /// 折: every stroke that turns.
    Turning,
}

impl Stroke {
    /// The Chinese name of the class.
    pub fn name(self) -> &'static str {
        match self {
            Stroke::Horizontal => "横",
            Stroke::Vertical => "竖",
            Stroke::Falling => "撇",
            Stroke::Dot => "点",
            Stroke::Turning => "折",
        }
    }

    /// A class by its digit 1–5 or by the name of the stroke.
    fn read(sign: char) -> Option<Stroke> {
        match sign {
            '1' | '横' | '提' => Some(Stroke::Horizontal),
            '2' | '竖' => Some(Stroke::Vertical),
            '3' | '撇' => Some(Stroke::Falling),
            '4' | '点' | '捺' => Some(Stroke::Dot),
            '5' | '折' => Some(Stroke::Turning),
            _ => None,
        }
    }
}

/// The strokes of one character. Fewer strokes come first, then class by class; among characters written with the
/// same sequence, those of 通用规范汉字表 in the order of that list, then the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrokeSequence {
    digits: Cow<'static, str>,
    rank: u8,
}

impl StrokeSequence {
    /// The sequence of a character, or `None` where the table has none (the record then gives `strokes:`).
    pub fn of(character: char) -> Option<StrokeSequence> {
        let line = if character.is_ascii() { None } else { line_of(character) };
        let mut fields = line?.split(' ').skip(1);
        let digits = fields.next()?;
        let rank = fields.next().and_then(|rank| rank.parse().ok()).unwrap_or(u8::MAX);
        Some(StrokeSequence { digits: Cow::Borrowed(digits), rank })
    }

    /// A sequence given by hand: `1121`, or `横横竖横`.
    fn given(text: &str) -> Option<StrokeSequence> {
        let strokes = text.chars().map(Stroke::read).collect::<Option<Vec<Stroke>>>()?;
        let digits: String = strokes.iter().map(|&stroke| char::from(b'1' + stroke as u8)).collect();
        let fits = (1..=MOST_STROKES).contains(&digits.len());
        fits.then_some(StrokeSequence { digits: Cow::Owned(digits), rank: u8::MAX })
    }

    /// How many strokes.
    pub fn count(&self) -> usize {
        self.digits.len()
    }

    /// The strokes, one class after the other.
    pub fn strokes(&self) -> impl Iterator<Item = Stroke> + '_ {
        self.digits.chars().filter_map(Stroke::read)
    }

    /// The strokes' Chinese names: `横横竖横`.
    pub fn names(&self) -> String {
        self.strokes().map(Stroke::name).collect()
    }
}

impl fmt::Display for StrokeSequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl Ord for StrokeSequence {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.count(), &self.digits, self.rank).cmp(&(other.count(), &other.digits, other.rank))
    }
}

impl PartialOrd for StrokeSequence {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The characters whose lines are looked up by their place: nearly all of the table, and of all names.
const COMMON: RangeInclusive<char> = '\u{3400}'..='\u{9FFF}';

/// For each of the common characters where its line begins in the table, 0 where it has none.
static BEGINNINGS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut beginnings = vec![0; COMMON.count()];
    let mut at = 0;
    for line in TABLE.split_inclusive('\n') {
        let rank = line.chars().next().filter(|first| COMMON.contains(first)).map(rank);
        if let (Some(beginning), Ok(at)) = (rank.and_then(|rank| beginnings.get_mut(rank)), u32::try_from(at))
        {
            *beginning = at;
        }
        at += line.len();
    }
    beginnings
});

fn rank(common: char) -> usize {
    common as usize - *COMMON.start() as usize
}

/// The character's line in the table.
fn line_of(character: char) -> Option<&'static str> {
    if !COMMON.contains(&character) {
        return search(TABLE, character);
    }
    let beginning = *BEGINNINGS.get(rank(character))?;
    if beginning == 0 { None } else { TABLE.get(usize::try_from(beginning).ok()?..)?.lines().next() }
}

/// Finds the line that starts with `character` in lines sorted by their first character.
fn search(table: &'static str, character: char) -> Option<&'static str> {
    let mut rest = table;
    while !rest.is_empty() {
        let before = &rest.as_bytes()[..rest.len() / 2];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let end = rest[start..].find('\n').map_or(rest.len(), |newline| start + newline + 1);
        let line = &rest[start..end];
        match line.chars().next()?.cmp(&character) {
            Ordering::Less => rest = &rest[end..],
            Ordering::Greater => rest = &rest[..start],
            Ordering::Equal => return Some(line.trim_end()),
        }
    }
    None
}

/// Sequences that a record gives for characters the table lacks or has otherwise, written
/// `𬭎=311154451354 㐄=横横竖`: character, equals sign, strokes as digits 1–5 or by name; any number of them, separated by spaces,
/// commas or semicolons, full-width forms as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StrokeOverrides(BTreeMap<char, StrokeSequence>);

impl StrokeOverrides {
    /// Reads the text form.
    ///
    /// # Errors
    /// The first entry that is not `character=strokes`, or gives a character a second time.
    pub fn parse(text: &str) -> Result<StrokeOverrides, OverrideError> {
        let mut given = BTreeMap::new();
        let separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
        for entry in text.split(separator).filter(|entry| !entry.is_empty()) {
            let (character, strokes) =
                entry.split_once(['=', '＝']).ok_or_else(|| OverrideError::form(entry))?;
            let mut characters = character.chars();
            let (Some(character), None) = (characters.next(), characters.next()) else {
                return Err(OverrideError::form(entry));
            };
            let sequence = StrokeSequence::given(strokes).ok_or_else(|| OverrideError::form(entry))?;
            if given.insert(character, sequence).is_some() {
                return Err(OverrideError { entry: entry.to_owned(), twice: true });
            }
        }
        Ok(StrokeOverrides(given))
    }

    /// The sequence of a character: the record's own, else the table's.
    pub fn sequence(&self, character: char) -> Option<StrokeSequence> {
        self.0.get(&character).cloned().or_else(|| StrokeSequence::of(character))
    }
}

/// An entry of `strokes:` that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideError {
    /// The entry as it was typed.
    pub entry: String,
    /// It is readable, but the character was given before.
    pub twice: bool,
}

impl OverrideError {
    fn form(entry: &str) -> OverrideError {
        OverrideError { entry: entry.to_owned(), twice: false }
    }

    /// What is wrong and what is expected.
    pub fn message(&self) -> String {
        let entry = &self.entry;
        if self.twice {
            return text!("“{entry}”：同一个字给了两次笔顺", "`{entry}`: the character is given twice");
        }
        text!(
            "“{entry}”不是“字=笔顺”：笔顺用数字 1 横、2 竖、3 撇、4 点（捺）、5 折，例如 王=1121",
            "`{entry}` is not `character=strokes`: strokes are the digits 1 横, 2 竖, 3 撇, 4 点 (捺), 5 折, as in 王=1121"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The State list, one level a line, each level in the order of GF 3003-1999.
    const GENERAL_STANDARD: &str = include_str!("../../../scripts/strokes/general-standard.txt");

    #[test]
    fn every_character_of_the_state_list_is_known_and_in_its_order() {
        let levels: Vec<Vec<char>> = GENERAL_STANDARD.lines().map(|line| line.chars().collect()).collect();
        assert_eq!(levels.iter().map(Vec::len).collect::<Vec<_>>(), [3500, 3000, 1605]);
        for level in levels {
            // 铽 stands one count group too early in our copy of the list; its strokes follow 忒.
            let known = level.iter().filter(|&&c| c != '铽').map(|&c| StrokeSequence::of(c).expect("known"));
            assert!(known.is_sorted());
        }
        assert_eq!(StrokeSequence::of('铽').expect("known").to_string(), "311151454454");
    }

    #[test]
    fn the_table_is_sorted_and_every_line_found() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted_by_key(|line| line.chars().next()));
        for line in &lines {
            let character = line.chars().next().expect("not empty");
            assert_eq!((line_of(character), search(TABLE, character)), (Some(*line), Some(*line)));
            assert!(StrokeSequence::of(character).is_some_and(|s| s.strokes().count() == s.count()));
        }
        assert!(lines.len() > 25_000);
        assert_eq!(StrokeSequence::of('A').or(StrokeSequence::of('#')), None);
        assert_eq!(StrokeSequence::of('\u{3FFFD}'), None);
    }

    #[test]
    fn counts_follow_the_mainland_standard() {
        let count = |c| StrokeSequence::of(c).map(|s| s.count());
        let counts =
            [('陈', 7), ('郑', 8), ('邓', 4), ('黄', 11), ('郭', 10), ('苏', 7), ('范', 8), ('蔡', 14)];
        assert!(counts.into_iter().all(|(c, n)| count(c) == Some(n)));
        assert!("喆堃昇祎玥翀㑇䶮𬭎".chars().all(|c| count(c).is_some()));
    }

    #[test]
    fn overrides_are_read_in_digits_or_names() {
        let given = StrokeOverrides::parse("𬭎=31115，〇＝折；王=横横竖横").expect("readable");
        assert_eq!(given.sequence('𬭎').expect("given").to_string(), "31115");
        assert_eq!(given.sequence('〇').expect("given").names(), "折");
        assert_eq!(given.sequence('文').expect("in the table").to_string(), "4134");
        for wrong in ["𬭎", "𬭎31", "𬭎=6", "𬭎=", "王文=1121", "王=1121 王=1", "=1"] {
            assert!(StrokeOverrides::parse(wrong).is_err(), "{wrong}");
        }
    }
}
