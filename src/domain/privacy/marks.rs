//! Words that give away what must not be published: passwords, addresses of machines, debris of Word; and dates said to
//! be of birth.

use super::Finding;
use crate::input::skim;

/// A word, what it gives away, and whether what follows it does.
type Word = (&'static str, Finding, fn(&str) -> bool);

/// Words at which to look closer, in either case; one pass finds them all.
const WORDS: [Word; 18] = [
    ("密码", Finding::Password, password),
    ("口令", Finding::Password, password),
    ("password", Finding::Password, password),
    ("http://", Finding::PlainAddress, address),
    ("[bookmark:", Finding::WordDebris, always),
    ("_GoBack", Finding::WordDebris, always),
    ("HYPERLINK \"", Finding::WordDebris, always),
    ("HYPERLINK &quot;", Finding::WordDebris, always),
    ("MERGEFIELD", Finding::WordDebris, always),
    ("PAGEREF _", Finding::WordDebris, always),
    ("_Toc", Finding::WordDebris, numbered),
    ("_Hlk", Finding::WordDebris, numbered),
    ("错误!未找到引用源", Finding::WordDebris, always),
    ("错误！未找到引用源", Finding::WordDebris, always),
    ("错误!未定义书签", Finding::WordDebris, always),
    ("错误！未定义书签", Finding::WordDebris, always),
    ("<o:p>", Finding::WordDebris, always),
    ("mso-", Finding::WordDebris, always),
];

/// For each of the first three bytes of a text, which of the words it may be of, in eight groups of words.
static BEGINNINGS: [[u8; 256]; 3] = beginnings();

const fn beginnings() -> [[u8; 256]; 3] {
    let mut groups = [[0; 256]; 3];
    let mut i = 0;
    while i < 3 * WORDS.len() {
        let (word, place) = (i / 3, i % 3);
        let byte = WORDS[word].0.as_bytes()[place];
        groups[place][byte.to_ascii_lowercase() as usize] |= 1 << (word % 8);
        groups[place][byte.to_ascii_uppercase() as usize] |= 1 << (word % 8);
        i += 1;
    }
    groups
}

#[inline(always)]
fn may_begin(a: u8, b: u8, c: u8) -> u8 {
    let [first, second, third] = &BEGINNINGS;
    first[usize::from(a)] & second[usize::from(b)] & third[usize::from(c)]
}

/// The first word that gives something away.
pub(super) fn find(text: &str) -> Option<(usize, Finding)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = skim::next(bytes, from, may_begin) {
        let gives_away = |(word, finding, judge): &Word| {
            let end = at + word.len();
            let stands = bytes.get(at..end).is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()));
            (stands && judge(&text[end..])).then_some((at, *finding))
        };
        if let Some(found) = WORDS.iter().find_map(gives_away) {
            return Some(found);
        }
        from = at + 1;
    }
    None
}

/// `密码为：abc123`, `密码: 123456`, `初始密码abc123`; not a password that has been blanked out, or the word alone.
fn password(rest: &str) -> bool {
    let after = rest.trim_start_matches(['为', '是', ' ', '*', '”', '」']);
    let told = after.strip_prefix(['：', ':']);
    let value = told.unwrap_or(after).trim_start_matches([' ', '“', '"', '`', '*']);
    let value = &value[..value.find(|c: char| !c.is_ascii_graphic()).unwrap_or(value.len())];
    let value = value.trim_end_matches(['"', '`', '*', '.', ',', ';', ')', '<']);
    let count = value.chars().count();
    let mixed = value.bytes().any(|b| b.is_ascii_digit()) && count >= 4;
    // Said to be one: any word will do. Only beside the word: it must look like one.
    let words = told.is_some() && count >= 4 && value.bytes().all(|b| b.is_ascii_alphanumeric());
    let near =
        told.is_some() || rest.starts_with(|c: char| matches!(c, '为' | '是') || c.is_ascii_alphanumeric());
    near && (mixed || words) && !value.starts_with(['<', '{', '/', '='])
}

fn address(rest: &str) -> bool {
    let host = rest
        .split(['/', ':', ' ', '）', ')', '"', '<', '，', '。', '?', '#', '\n'])
        .next()
        .unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_ip = parts.len() == 4 && parts.iter().all(|p| p.parse::<u8>().is_ok());
    // The machine itself is nobody else's address: the preview's.
    is_ip && !host.starts_with("127.")
}

/// The word alone is enough.
fn always(_: &str) -> bool {
    true
}

/// `_Toc123456789`: names that Word gives its bookmarks.
fn numbered(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() >= 5
}

/// `1985年3月2日出生`, `1985年3月生`, `生于1985年`, `出生日期：1985`.
pub(super) fn told_birth(text: &str) -> Option<usize> {
    text.match_indices('生').find_map(|(at, born)| {
        let (before, after) = (&text[..at], &text[at + born.len()..]);
        before_a_date(before, after).or_else(|| after_a_date(before, after))
    })
}

/// `出生日期：` or `生于`, with a year to follow.
fn before_a_date(before: &str, after: &str) -> Option<usize> {
    let (start, rest) = match after.strip_prefix('于') {
        Some(rest) => (before.len(), rest),
        None => {
            let rest = ["日期", "年月"].iter().find_map(|word| after.strip_prefix(word))?;
            (before.strip_suffix('出')?.len(), rest.strip_prefix(['：', ':'])?)
        }
    };
    rest.trim_start().starts_with(['1', '2', '１', '２']).then_some(start)
}

/// `2日出生` or `3月生`, with a year before it.
fn after_a_date(before: &str, after: &str) -> Option<usize> {
    let (date, spelt_out) = match before.strip_suffix('出') {
        Some(date) => (date, true),
        None => (before, false),
    };
    let date = date.strip_suffix(['日', '月'])?;
    let number = date.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let year = date.chars().rev().take(8).any(|c| c == '年');
    // 月生产 and 日生成 are other words.
    let other = !spelt_out && after.starts_with(|c| "产成活长命效存机态物根日意动气".contains(c));
    (number && year && !other).then_some(date.len())
}
