//! What must never be published, found in text: ID numbers, mobile numbers, bank cards, passwords, dates of birth,
//! addresses of machines, and what Word leaves behind (DOMAIN: the 2025 call itself published several of these).

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use memchr::memmem::{self, Finder};

use crate::diagnostic::Words;
use crate::words;

/// What was found. The text itself is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// An 18-digit ID number (GB 11643-1999) whose check digit is right.
    IdNumber,
    /// A mobile number.
    Mobile,
    /// A bank card number (Luhn).
    BankCard,
    /// A password.
    Password,
    /// A date of birth.
    Birth,
    /// An address of a machine without name or encryption: `http://` and an IP number.
    PlainAddress,
    /// Debris of Word: bookmarks, broken references.
    WordDebris,
}

impl Finding {
    /// What it is, in words.
    pub fn words(self) -> Words {
        match self {
            Finding::IdNumber => words!("身份证号码", "an ID number"),
            Finding::Mobile => words!("手机号码", "a mobile number"),
            Finding::BankCard => words!("银行卡号", "a bank card number"),
            Finding::Password => words!("密码", "a password"),
            Finding::Birth => words!("出生日期", "a date of birth"),
            Finding::PlainAddress => {
                words!("不加密的 IP 地址链接", "an unencrypted address of a bare IP number")
            }
            Finding::WordDebris => words!("Word 残留内容", "debris of Word"),
        }
    }
}

/// The first thing in a text that must not be published, with the byte it begins at.
pub fn scan(text: &str) -> Option<(usize, Finding)> {
    scan_all(text).min_by_key(|(at, _)| *at)
}

/// The first of each kind of thing in a text that must not be published.
pub fn scan_all(text: &str) -> impl Iterator<Item = (usize, Finding)> {
    [numbers(text), password(text), address(text), debris(text)].into_iter().flatten()
}

/// As [`scan`], for the text of a record: dates said to be of birth, and the persons' own in the forms people write
/// them, count too.
pub fn scan_record(text: &str, births: &[NaiveDate]) -> Option<(usize, Finding)> {
    let own = births.iter().find_map(|birth| own_birth(text, *birth));
    let own = own.or_else(|| told_birth(text)).map(|at| (at, Finding::Birth));
    [scan(text), own].into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// A word looked for in every text and every file: prepared once, it is passed over at the speed of memory.
macro_rules! word {
    ($name:ident, $word:literal) => {
        static $name: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new($word));
    };
}

word!(PASSWORD, "密码");
word!(HTTP, "http://");
word!(BORN, "生");

/// What Word leaves behind.
static DEBRIS: LazyLock<[Finder<'static>; 6]> = LazyLock::new(|| {
    ["[bookmark:", "_GoBack", "HYPERLINK \"", "MERGEFIELD", "错误!未找到引用源", "错误！未找到引用源"]
        .map(Finder::new)
});

/// Numbers of persons: runs of digits, spaces and hyphens inside allowed, that stand alone.
pub fn numbers(text: &str) -> Option<(usize, Finding)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_run(bytes, at) {
        let (mut digits, mut count) = ([0; 32], 0);
        let mut end = start;
        while end < bytes.len() && count < digits.len() {
            match bytes[end] {
                digit if digit.is_ascii_digit() => {
                    digits[count] = digit - b'0';
                    count += 1;
                }
                b' ' | b'-' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => {}
                _ => break,
            }
            end += 1;
        }
        // Letters, digits or dots on either side make it part of something else: a digest, a version, an amount.
        let joined = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'.';
        let next = bytes.get(end).copied();
        let is_x = matches!(next, Some(b'x' | b'X')) && !bytes.get(end + 1).is_some_and(|b| joined(*b));
        let alone = (start == 0 || !joined(bytes[start - 1]))
            && (is_x || !next.is_some_and(|b| b.is_ascii_alphanumeric()));
        let (digits, plain) = (&digits[..count], end - start == count);
        if count >= SHORTEST
            && alone
            && let Some(finding) = person_number(digits, is_x, plain)
        {
            return Some((start, finding));
        }
        at = end.max(start + 1);
    }
    None
}

/// Nothing shorter is anyone's number.
const SHORTEST: usize = 11;

/// Where the next run of digits begins that could be long enough. Inside a run every second byte at least is a digit,
/// so one look at two neighbours in each eight finds it.
fn next_run(bytes: &[u8], from: usize) -> Option<usize> {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let hit = (from..bytes.len()).step_by(SHORTEST - 3).find(|i| digit(*i) || digit(i + 1))?;
    let mut start = if digit(hit) { hit } else { hit + 1 };
    loop {
        let gap = start > from + 1 && matches!(bytes[start - 1], b' ' | b'-');
        start = match () {
            () if start > from && digit(start - 1) => start - 1,
            () if gap && digit(start - 2) => start - 2,
            () => return Some(start),
        };
    }
}

fn person_number(digits: &[u8], is_x: bool, plain: bool) -> Option<Finding> {
    match digits.len() {
        17 if is_x && is_id(digits, 10) => Some(Finding::IdNumber),
        18 if is_id(&digits[..17], digits[17]) => Some(Finding::IdNumber),
        11 if !is_x && digits[0] == 1 && (3..=9).contains(&digits[1]) => Some(Finding::Mobile),
        13 if digits.starts_with(&[8, 6, 1]) && (3..=9).contains(&digits[3]) => Some(Finding::Mobile),
        16..=19 if !is_x && (plain || digits.len() != 17) && (3..=6).contains(&digits[0]) && luhn(digits) => {
            Some(Finding::BankCard)
        }
        _ => None,
    }
}

/// GB 11643-1999: an existing date of birth at digits 7–14, and the check digit by ISO 7064 MOD 11-2.
fn is_id(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0, |n, d| n * 10 + u32::from(*d));
    let year = i32::try_from(number(6..10)).unwrap_or_default();
    let is_date = NaiveDate::from_ymd_opt(year, number(10..12), number(12..14)).is_some()
        && (1900..2100).contains(&year);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum();
    is_date && CHECKS[usize::try_from(sum % 11).unwrap_or_default()] == check
}

fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u8| if d > 4 { 2 * d - 9 } else { 2 * d };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| u32::from(if i % 2 == 1 { doubled(*d) } else { *d }))
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|d| *d != digits[0])
}

/// `密码为：abc123`, `密码: 123456`; not a password that has been blanked out, or the word alone.
fn password(text: &str) -> Option<(usize, Finding)> {
    PASSWORD.find_iter(text.as_bytes()).find_map(|at| {
        let rest = text[at + PASSWORD.needle().len()..].trim_start_matches(['为', '是', ' ']);
        let value = rest.strip_prefix(['：', ':'])?.trim_start();
        value.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some((at, Finding::Password))
    })
}

fn address(text: &str) -> Option<(usize, Finding)> {
    HTTP.find_iter(text.as_bytes()).find_map(|at| {
        let host: &str =
            text[at + HTTP.needle().len()..].split(['/', ':', ' ', '）', ')', '"', '<']).next()?;
        let parts: Vec<&str> = host.split('.').collect();
        let is_ip = parts.len() == 4 && parts.iter().all(|p| p.parse::<u8>().is_ok());
        is_ip.then_some((at, Finding::PlainAddress))
    })
}

fn debris(text: &str) -> Option<(usize, Finding)> {
    DEBRIS.iter().filter_map(|mark| mark.find(text.as_bytes())).min().map(|at| (at, Finding::WordDebris))
}

/// Where a date of birth stands, in any form.
fn own_birth(text: &str, birth: NaiveDate) -> Option<usize> {
    // Every form begins with the year, which few texts have.
    memmem::find(text.as_bytes(), birth.year().to_string().as_bytes())?;
    forms(birth).iter().filter_map(|form| text.find(form)).min()
}

/// A date in the forms people write it.
fn forms(date: NaiveDate) -> [String; 5] {
    let (year, month, day) = (date.year(), date.month(), date.day());
    [
        format!("{year}年{month}月{day}日"),
        format!("{year}年{month:02}月{day:02}日"),
        format!("{year}-{month:02}-{day:02}"),
        format!("{year}.{month}.{day}"),
        format!("{year}{month:02}{day:02}"),
    ]
}

/// `1985年3月2日出生`, `1985年3月生`, `生于1985年`, `出生日期：1985`.
fn told_birth(text: &str) -> Option<usize> {
    BORN.find_iter(text.as_bytes()).find(|at| says_before(text, *at) || says_after(text, *at))
}

/// The date stands before 生: a day or month whose number has a year not far before it.
fn says_before(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + BORN.needle().len()..]);
    let (before, plain) = before.strip_suffix('出').map_or((before, true), |before| (before, false));
    let Some(before) = before.strip_suffix(['日', '月']) else { return false };
    // 月生产 and 日生成 are other words.
    let other = plain && after.starts_with(|c| "产成活长命效存机态物根日意动气".contains(c));
    let number = before.ends_with(|c: char| c.is_ascii_digit());
    number && !other && before.chars().rev().take(8).any(|c| c == '年')
}

/// The date stands after 生: 生于, or the name of a field.
fn says_after(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + BORN.needle().len()..]);
    let fields = ["日期：", "日期:", "年月：", "年月:"].iter().filter(|_| before.ends_with('出'));
    let dates = ["于"].iter().chain(fields).filter_map(|word| after.strip_prefix(*word));
    dates.into_iter().any(|date| date.trim_start().starts_with(['1', '2']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<Finding> {
        scan(text).map(|(_, finding)| finding)
    }

    /// Numbers made for these tests from the reserved area code 000000 and round dates.
    #[test]
    fn numbers_of_persons_are_found() {
        let id = |body: &str| {
            let digits: Vec<u8> = body.bytes().map(|b| b - b'0').collect();
            (0..=10)
                .find(|check| is_id(&digits, *check))
                .map(|c| if c == 10 { "X".into() } else { c.to_string() })
                .unwrap()
        };
        for body in ["00000019900101000", "00000019991231001", "00000020000229002"] {
            let number = format!("{body}{}", id(body));
            assert_eq!(kind(&format!("证件号码{number}。")), Some(Finding::IdNumber), "{number}");
            assert_eq!(kind(&format!("{}-{}", &number[..6], &number[6..])), Some(Finding::IdNumber));
            assert_eq!(kind(&format!("a{number}")), None, "part of a longer word");
        }
        assert_eq!(kind("请致电13800000000"), Some(Finding::Mobile));
        assert_eq!(kind("138 0000 0000"), Some(Finding::Mobile));
        assert_eq!(kind("+86 138-0000-0000"), Some(Finding::Mobile));
        let card = (0..10).map(|last| format!("620000000000000000{last}"));
        let card = card.into_iter().find(|card| luhn(&card.bytes().map(|b| b - b'0').collect::<Vec<_>>()));
        assert_eq!(kind(&format!("卡号{}", card.unwrap())), Some(Finding::BankCard));
    }

    #[test]
    fn ordinary_numbers_are_none() {
        for text in [
            "电话010-00000000，邮编100000",
            "2025-09-01 09:00 至 2025-09-05",
            "12345678901234567890",
            "专利号 ZL202010000000.0",
            "效率提高13.8%，共13800台，投资138000万元",
            "初始密码为：〔已隐去〕",
            "忘记密码，请联系管理员",
            "http://www.example.org.cn/",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_call_let_slip_is_found() {
        assert_eq!(kind("初始密码为：Abc12345，登录后修改"), Some(Finding::Password));
        assert_eq!(kind("（http://192.0.2.1:18080/#/login）"), Some(Finding::PlainAddress));
        assert_eq!(kind("[bookmark: _GoBack]坚持"), Some(Finding::WordDebris));
    }

    #[test]
    fn dates_of_birth_are_found_in_records() {
        let birth = NaiveDate::from_ymd_opt(1985, 3, 2).unwrap();
        let found = |text: &str| scan_record(text, &[birth]).map(|(_, finding)| finding);
        for text in
            ["1985年3月2日起从事设计", "编号19850302", "生于1990年，", "1990年1月生", "1990年1月1日出生"]
        {
            assert_eq!(found(text), Some(Finding::Birth), "{text}");
        }
        for text in ["2020年3月生产线投产", "1980年1月1日及以后出生", "2019年5月生效"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
