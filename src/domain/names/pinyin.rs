//! How a name is read: pinyin syllables, with the readings that characters have as surnames.
//!
//! Given names take the first reading of the `pinyin` crate (its data: pinyin-data, MIT); surnames take ours, since
//! 单 as a surname is shàn, not dān. Neither can know a person's own reading: the record's `pinyin:` decides.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

static SURNAMES: &str = include_str!("surnames.txt");

/// One syllable, in dictionary order: letters, then u before ü, then tones 1–4, the neutral tone and no tone last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Syllable {
    letters: Letters,
    umlaut: bool,
    tone: u8,
}

/// The letters of a syllable, with zeros after them: chuang, shuang and zhuang have the most.
type Letters = [u8; 6];

/// No tone was given.
const TONELESS: u8 = 6;

impl Syllable {
    /// Reads one syllable: `shàn`, `shan4`, `shan`, `lü`, `lv`. `None` where it is not one.
    pub fn read(text: &str) -> Option<Syllable> {
        let marks = Mark::all(text)?;
        Syllable::of(&marks)
    }

    fn of(marks: &[Mark]) -> Option<Syllable> {
        let mut letters = Letters::default();
        if marks.len() > letters.len() {
            return None;
        }
        letters.iter_mut().zip(marks).for_each(|(letter, mark)| *letter = mark.letter);
        let mut tones = marks.iter().filter_map(|mark| mark.tone);
        let tone = tones.next().unwrap_or(TONELESS);
        let syllable = Syllable { letters, umlaut: marks.iter().any(|mark| mark.umlaut), tone };
        (is_syllable(syllable.letters()) && tones.next().is_none()).then_some(syllable)
    }

    /// The letters without tone, ü as u: what decides first.
    pub fn letters(&self) -> &str {
        let end = self.letters.iter().position(|letter| *letter == 0).unwrap_or(self.letters.len());
        // They are a to z.
        std::str::from_utf8(&self.letters[..end]).unwrap_or_default()
    }

    /// The syllable in letters and tone number, as in `shan4` or `lü3`; no number where no tone is known.
    pub fn numbered(&self) -> String {
        let letters = self.letters();
        let letters = if self.umlaut { letters.replacen('u', "ü", 1) } else { letters.to_owned() };
        if self.tone == TONELESS { letters } else { format!("{letters}{}", self.tone) }
    }

    fn same_sound(&self, other: &Syllable) -> bool {
        self.letters == other.letters && self.umlaut == other.umlaut
    }
}

/// A letter, a to z, with what stands on or behind it.
struct Mark {
    letter: u8,
    umlaut: bool,
    tone: Option<u8>,
    /// Begins a word.
    starts: bool,
}

impl Mark {
    /// The letters of a word, or `None` where something else stands in it.
    fn all(word: &str) -> Option<Vec<Mark>> {
        let mut marks: Vec<Mark> = Vec::new();
        for sign in word.nfd().flat_map(char::to_lowercase) {
            let tone = match sign {
                'a'..='z' => {
                    let umlaut = sign == 'v';
                    marks.push(Mark {
                        letter: if umlaut { b'u' } else { sign as u8 },
                        umlaut,
                        tone: None,
                        starts: false,
                    });
                    continue;
                }
                '\u{304}' | '1' => 1,
                '\u{301}' | '2' => 2,
                '\u{30C}' | '\u{306}' | '3' => 3,
                '\u{300}' | '4' => 4,
                '0' | '5' => 5,
                '\u{308}' => {
                    marks.last_mut()?.umlaut = true;
                    continue;
                }
                _ => return None,
            };
            marks.last_mut()?.tone = Some(tone);
        }
        Some(marks)
    }
}

/// Whether letters (ü as u) are shaped like a syllable: an initial and a final that exist.
fn is_syllable(letters: &str) -> bool {
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w", "",
    ];
    const FINALS: [&str; 34] = [
        "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "i", "ia", "ie", "iao",
        "iu", "ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ue",
        "io", "iai",
    ];
    let last = INITIALS.iter().find_map(|initial| letters.strip_prefix(initial)).unwrap_or(letters);
    FINALS.contains(&last)
}

/// More characters than a name has; a longer one cannot be given a reading.
const LONGEST: usize = 64;

/// Divides a reading into as many syllables as there are characters: `shan li wei`, `Shàn Lìwěi`, `ou1yang2 xiu1`.
/// `None` where that cannot be done. A tone that was left out is taken from the character's own readings.
pub(super) fn divide(text: &str, characters: &[char]) -> Option<Vec<Syllable>> {
    let joint = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '·');
    let mut marks = Vec::new();
    for word in text.split(joint).filter(|word| !word.is_empty()) {
        let start = marks.len();
        marks.extend(Mark::all(word)?);
        marks.get_mut(start)?.starts = true;
    }
    if characters.len() > LONGEST {
        return None;
    }
    // A syllable that starts with a vowel inside a word needs an apostrophe (GB/T 16159): fangan is fan gan, not
    // fang an; only where no such reading fits is the rule dropped.
    let wanted = characters.len();
    let search = |vowels| Search { marks: &marks, vowels, dead: BTreeSet::new() }.take(0, wanted);
    let mut syllables = search(false).or_else(|| search(true))?;
    syllables.reverse();
    for (syllable, &character) in syllables.iter_mut().zip(characters) {
        if syllable.tone == TONELESS {
            let known = readings(character).into_iter().find(|known| known.same_sound(syllable));
            syllable.tone = known.map_or(TONELESS, |known| known.tone);
        }
    }
    Some(syllables)
}

/// The search for a division; it remembers where none was found, so that it never takes long.
struct Search<'a> {
    marks: &'a [Mark],
    vowels: bool,
    dead: BTreeSet<(usize, usize)>,
}

impl Search<'_> {
    /// As many syllables as wanted from `start` to the end, last one first; the longest first syllable that works.
    fn take(&mut self, start: usize, wanted: usize) -> Option<Vec<Syllable>> {
        let rest = &self.marks[start..];
        let Some(first) = rest.first().filter(|_| wanted > 0) else {
            return (rest.is_empty() && wanted == 0).then(Vec::new);
        };
        let bare_vowel = !first.starts && matches!(first.letter, b'a' | b'e' | b'o');
        if (bare_vowel && !self.vowels) || self.dead.contains(&(start, wanted)) {
            return None;
        }
        let word = 1 + rest[1..].iter().take(5).take_while(|mark| !mark.starts).count();
        for length in (1..=word).rev() {
            if let Some(syllable) = Syllable::of(&rest[..length])
                && let Some(mut tail) = self.take(start + length, wanted - 1)
            {
                tail.push(syllable);
                return Some(tail);
            }
        }
        self.dead.insert((start, wanted));
        None
    }
}

/// Every reading of a character: as a surname first, then the dictionary's in its order.
fn readings(character: char) -> Vec<Syllable> {
    let mut all: Vec<Syllable> = surname_reading(&[character]).into_iter().flatten().collect();
    if let Some(multi) = character.to_pinyin_multi() {
        all.extend(multi.into_iter().filter_map(|reading| Syllable::read(reading.with_tone())));
    }
    all
}

/// The usual reading of a character that is not a surname.
pub(super) fn usual_reading(character: char) -> Option<Syllable> {
    numbered(character.to_pinyin()?.with_tone_num_end())
}

/// Reads a syllable as the dictionary gives it, letters and a tone number: what [`Syllable::read`] does for any form.
fn numbered(text: &'static str) -> Option<Syllable> {
    let (mut letters, mut umlaut, mut tone) = (Letters::default(), false, TONELESS);
    let mut free = letters.iter_mut();
    for sign in text.chars() {
        match sign {
            'a'..='z' => *free.next()? = sign as u8,
            'ü' => (*free.next()?, umlaut) = (b'u', true),
            '1'..='5' => tone = sign as u8 - b'0',
            _ => return None,
        }
    }
    let syllable = Syllable { letters, umlaut, tone };
    is_syllable(syllable.letters()).then_some(syllable)
}

/// The reading of a whole surname in our table.
pub(super) fn surname_reading(surname: &[char]) -> Option<Vec<Syllable>> {
    let row = rows(surname).find(|(known, _)| is_written(known, surname))?;
    row.1.split(' ').map(Syllable::read).collect()
}

/// How many characters of a name are its surname: a compound surname of the table if at least one character is left
/// for the given name, else one.
pub(super) fn surname_length(name: &[char]) -> usize {
    let compound = |(known, _): Row| {
        let length = known.chars().count();
        (1 < length && length < name.len() && is_written(known, &name[..length])).then_some(length)
    };
    rows(name).filter_map(compound).max().unwrap_or(name.len().min(1))
}

/// A row of the table: a surname and its reading.
type Row = (&'static str, &'static str);

/// Traditional forms of characters that are surnames or stand in compound ones, each before its simplified form
/// (简化字总表, 1986). Left out is what is another surname in either form: 種 and 种, 餘 and 余, 甯 and 宁.
const TRADITIONAL: &str = "單单區区樂乐遲迟歐欧馬马諸诸東东長长臺台顓颛鮮鲜連连陽阳軒轩轅辕鍾钟鐘钟離离聞闻閭闾獨独顏颜納纳蘭兰門门穀谷夾夹\
    車车駟驷賀贺鄭郑張张陳陈劉刘黃黄楊杨趙赵吳吴孫孙羅罗謝谢許许馮冯鄧邓蕭萧蔣蒋閻阎閆闫呂吕蘇苏盧卢葉叶譚谭陸陆賈贾\
    韋韦鄒邹龔龚湯汤華华蓋盖紀纪繆缪費费過过還还員员應应闞阚闕阙諶谌惲恽貟贠寧宁雋隽媯妫嬀妫鄖郧萬万愛爱覺觉強强圖图\
    莊庄龍龙塗涂魯鲁錢钱齊齐龐庞龎庞賴赖聶聂顧顾畢毕邊边喬乔關关嚴严駱骆鄔邬鄺邝倫伦滿满簡简勞劳雲云溫温衛卫鳳凤酈郦\
    賁贲鈕钮儲储鞏巩厲厉豐丰榮荣習习戰战厙厍國国學学";

/// The simplified form of a character that is used as a surname, or the character itself.
pub(super) fn simplified(character: char) -> char {
    static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let signs: Vec<char> = TRADITIONAL.chars().collect();
        signs.chunks_exact(2).filter(|pair| pair[0] != pair[1]).map(|pair| (pair[0], pair[1])).collect()
    });
    FORMS.get(&character).copied().unwrap_or(character)
}

/// The rows of the table by the first character of the surname.
static ROWS: LazyLock<HashMap<char, Vec<Row>>> = LazyLock::new(|| {
    let mut rows: HashMap<char, Vec<Row>> = HashMap::new();
    for row in SURNAMES.lines().filter_map(|line| line.split_once('\t')) {
        row.0.chars().take(1).for_each(|first| rows.entry(first).or_default().push(row));
    }
    rows
});

/// The rows of the table that begin with the first character of a name, in either form.
fn rows(name: &[char]) -> impl Iterator<Item = Row> {
    let of = |first: char| ROWS.get(&first).into_iter().flatten().copied();
    let first = name.first().copied();
    let simple = first.map(simplified).filter(|simple| Some(*simple) != first);
    first.into_iter().chain(simple).flat_map(of)
}

/// Whether a surname of the table is written with these characters, in either form.
fn is_written(known: &str, characters: &[char]) -> bool {
    let forms = characters.iter().map(|&typed| (typed, simplified(typed)));
    known.chars().count() == characters.len()
        && known.chars().zip(forms).all(|(known, (typed, simple))| known == typed || known == simple)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_numbers(syllables: Option<Vec<Syllable>>) -> Option<String> {
        syllables.map(|all| all.iter().map(Syllable::numbered).collect::<Vec<_>>().join(" "))
    }

    fn divided(text: &str, name: &str) -> Option<String> {
        in_numbers(divide(text, &name.chars().collect::<Vec<_>>()))
    }

    #[test]
    fn surnames_have_their_own_readings() {
        let expected = [
            ("单", "shan4"),
            ("曾", "zeng1"),
            ("解", "xie4"),
            ("仇", "qiu2"),
            ("查", "zha1"),
            ("区", "ou1"),
            ("朴", "piao2"),
            ("任", "ren2"),
            ("盖", "ge3"),
            ("覃", "qin2"),
            ("翟", "zhai2"),
            ("员", "yun4"),
            ("繁", "po2"),
            ("缪", "miao4"),
            ("尉迟", "yu4 chi2"),
            ("令狐", "ling2 hu2"),
            ("万俟", "mo4 qi2"),
            ("长孙", "zhang3 sun1"),
            ("澹台", "tan2 tai2"),
            ("单于", "chan2 yu2"),
            ("乐", "yue4"),
            ("粘", "nian2"),
            ("重", "chong2"),
            ("單", "shan4"),
            ("區", "ou1"),
            ("樂", "yue4"),
            ("尉遲", "yu4 chi2"),
            ("尉迟", "yu4 chi2"),
            ("歐陽", "ou1 yang2"),
            ("司馬", "si1 ma3"),
            ("澹臺", "tan2 tai2"),
            ("萬俟", "mo4 qi2"),
            ("穀梁", "gu3 liang2"),
        ];
        for (surname, reading) in expected {
            let characters: Vec<char> = surname.chars().collect();
            assert_eq!(in_numbers(surname_reading(&characters)).as_deref(), Some(reading), "{surname}");
        }
    }

    #[test]
    fn every_surname_row_is_whole_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (surname, reading) in SURNAMES.lines().filter_map(|line| line.split_once('\t')) {
            assert!(seen.insert(surname), "{surname} twice");
            assert_eq!(
                reading.split(' ').filter_map(Syllable::read).count(),
                surname.chars().count(),
                "{surname}"
            );
        }
        assert!(seen.len() > 60);
    }

    #[test]
    fn readings_are_divided_among_the_characters() {
        assert_eq!(divided("shan li wei", "单立伟").as_deref(), Some("shan4 li4 wei3"));
        assert_eq!(divided("Shàn Lìwěi", "单立伟").as_deref(), Some("shan4 li4 wei3"));
        assert_eq!(divided("Xī'ān", "西安").as_deref(), Some("xi1 an1"));
        assert_eq!(divided("xian", "西安").as_deref(), Some("xi1 an1"));
        assert_eq!(divided("Lǚ Nà", "吕娜").as_deref(), Some("lü3 na4"));
        assert_eq!(divided("lv3 na4", "吕娜").as_deref(), Some("lü3 na4"));
        assert_eq!(divided("fangan", "樊干").as_deref(), Some("fan2 gan1"));
        let long = "an".repeat(60);
        assert_eq!(divided(&format!("{long}x"), &"安".repeat(40)), None, "and soon");
        for (text, name) in [("shan li", "单立伟"), ("shan li wei guo", "单立伟"), ("xx", "单"), ("单", "单")]
        {
            assert_eq!(divided(text, name), None);
        }
    }

    #[test]
    fn compound_surnames_need_a_given_name() {
        let length = |name: &str| surname_length(&name.chars().collect::<Vec<_>>());
        assert_eq!(["欧阳修", "欧阳", "王文", "王", ""].map(length), [2, 1, 1, 1, 0]);
        assert_eq!(["尉遲恭", "諸葛亮", "單于飛", "單雄"].map(length), [2, 2, 2, 1]);
    }

    #[test]
    fn every_dictionary_reading_can_be_read() {
        let unread = |c: char| c.to_pinyin().is_some_and(|p| Syllable::read(p.with_tone()).is_none());
        let odd: String = ('\u{4E00}'..='\u{9FA5}').filter(|&c| unread(c)).collect();
        assert_eq!(odd, "呣嗯噷", "syllables without a vowel, which are no names");
        let marked = |c: char| c.to_pinyin().and_then(|p| Syllable::read(p.with_tone()));
        assert!(('\0'..=char::MAX).all(|c| usual_reading(c) == marked(c)), "either form reads alike");
    }
}
