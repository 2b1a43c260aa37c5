//! Texts of records, pages and messages: what in them must not be published, and how they are shown without it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::digits::runs;
use super::finding::Finding;
use super::{dates, numbers, words};

/// The first thing in a text that must not be published, with the byte it begins at.
pub fn scan(text: &str) -> Option<(usize, Finding)> {
    scan_all(text).min_by_key(|(at, _)| *at)
}

/// The first of each kind of thing in a text that must not be published.
pub fn scan_all(text: &str) -> impl Iterator<Item = (usize, Finding)> {
    let bytes = text.as_bytes();
    [numbers::find(bytes, &runs(bytes), |_| false), words::find(text)].into_iter().flatten()
}

/// As [`scan`], for the text of a record: dates said to be of birth, and the person's own in whatever form, count too.
pub fn scan_record(text: &str, births: &[NaiveDate]) -> Option<(usize, Finding)> {
    let bytes = text.as_bytes();
    let runs = runs(bytes);
    let number = numbers::find(bytes, &runs, |_| false);
    let is_own = |day: dates::Day| births.iter().any(|birth| dates::day(*birth) == day);
    let own = || dates::each(text, &runs).find(|(_, day)| is_own(*day)).map(|(at, _)| at);
    let birth = [words::told_birth(text), if births.is_empty() { None } else { own() }];
    let birth = birth.into_iter().flatten().map(|at| (at, Finding::Birth));
    [number, words::find(text)].into_iter().flatten().chain(birth).min_by_key(|(at, _)| *at)
}

/// A text whose numbers of persons are stars, for messages.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    loop {
        let found = numbers::all(&text);
        if found.is_empty() {
            return text;
        }
        let hidden = |at: usize| found.iter().any(|range| range.contains(&at));
        let star = |(at, c): (usize, char)| match c {
            c if !hidden(at) || c.is_whitespace() => c,
            c if c.is_ascii() => '*',
            _ => '＊',
        };
        // What stood beside a number may have made another look like a decimal or a code, so it is looked at once more.
        text = Cow::Owned(text.char_indices().map(star).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::check_digits;

    fn kind(text: &str) -> Option<Finding> {
        scan(text).map(|(_, finding)| finding)
    }

    /// Numbers made for these tests from the reserved area code 000000 and round dates.
    #[test]
    fn numbers_of_persons_are_found() {
        let id = |body: &str| {
            let digits: Vec<u8> = body.bytes().map(|b| b - b'0').collect();
            (0..=10)
                .find(|check| check_digits::is_id(&digits, *check))
                .map(|c| if c == 10 { "X".into() } else { c.to_string() })
                .unwrap()
        };
        for body in ["00000019900101000", "00000019991231001", "00000020000229002"] {
            let number = format!("{body}{}", id(body));
            assert_eq!(kind(&format!("证件号码{number}。")), Some(Finding::IdNumber), "{number}");
            assert_eq!(kind(&format!("{}-{}", &number[..6], &number[6..])), Some(Finding::IdNumber));
            assert_eq!(kind(&format!("a{number}")), Some(Finding::IdNumber));
            assert_eq!(kind(&format!("ID{number}")), Some(Finding::IdNumber));
            let wide: String =
                number.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
            assert_eq!(kind(&wide), Some(Finding::IdNumber), "{wide}");
            let broken = format!("{}\n    {}　{}", &number[..6], &number[6..14], &number[14..]);
            assert_eq!(kind(&broken), Some(Finding::IdNumber), "{broken}");
            assert!(!masked(&format!("证件{broken}。")).contains(|c: char| c.is_ascii_digit()));
        }
        assert_eq!(kind("请致电13800000000"), Some(Finding::Mobile));
        assert_eq!(kind("138 0000 0000"), Some(Finding::Mobile));
        assert_eq!(kind("+86 138-0000-0000"), Some(Finding::Mobile));
        assert_eq!(kind("8613800000000"), Some(Finding::Mobile));
        assert_eq!(kind("１３８００００００００"), Some(Finding::Mobile));
        assert_eq!(kind("500 13800000000 20"), Some(Finding::Mobile));
        assert_eq!(kind("138\n0000\n0000"), Some(Finding::Mobile));
        let card = (0..10).map(|last| format!("620000000000000000{last}"));
        let card = card
            .into_iter()
            .find(|card| check_digits::luhn(&card.bytes().map(|b| b - b'0').collect::<Vec<_>>()));
        assert_eq!(kind(&format!("卡号{}", card.unwrap())), Some(Finding::BankCard));
    }

    #[test]
    fn ordinary_numbers_are_none() {
        for text in [
            "电话010-00000000，邮编100000",
            "2025-09-01 09:00 至 2025-09-05",
            "12345678901234567890",
            "15 10 20 30 405",
            "投资13800000000元",
            "M150 2000 1000 30",
            "sha256:1380000000013800000000",
            "sha256:5ca1ab1e5ca1ab1e5ca1a13800000000b5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1",
            "密码：6位",
            "密码（password）由本人设置",
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
        for told in [
            "初始密码为：Abc12345，登录后修改",
            "密码: 12345678",
            "密码：abcdef",
            "口令是“a1b2c3”",
            "初始密码Abc123",
        ] {
            assert_eq!(kind(told), Some(Finding::Password), "{told}");
        }
        assert_eq!(kind("（http://192.0.2.1:18080/#/login）"), Some(Finding::PlainAddress));
        assert_eq!(kind("[bookmark: _GoBack]坚持"), Some(Finding::WordDebris));
    }

    #[test]
    fn dates_of_birth_are_found_in_records() {
        let birth = [NaiveDate::from_ymd_opt(1985, 3, 2).unwrap()];
        let found = |text: &str| scan_record(text, &birth).map(|(_, finding)| finding);
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
