//! What stands directly beside the digits of a number, where it tells that they are none of a person: a digest, a decimal,
//! an amount, a code. Whatever else stands there (a full stop, an underscore, a letter) tells nothing.

/// The bytes a number may be in, and where it begins and ends.
#[derive(Clone, Copy)]
pub(super) struct Beside<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Beside<'_> {
    /// Digits within 32 or more hexadecimal digits, as digests are written, or within a UUID.
    pub(super) fn is_digest(self) -> bool {
        const DIGEST: usize = 32;
        let has_letter = |token: &[u8]| token.iter().any(u8::is_ascii_alphabetic);
        let digits = self.token(|b| b.is_ascii_hexdigit());
        let groups = self.token(|b| b.is_ascii_hexdigit() || b == b'-');
        let is_uuid = || groups.split(|b| *b == b'-').map(<[u8]>::len).eq([8, 4, 4, 4, 12]);
        digits.len() >= DIGEST && has_letter(digits) || is_uuid() && has_letter(groups)
    }

    /// The number with the bytes beside it that belong to the same word; of a long one a part.
    fn token(&self, belongs: impl Fn(u8) -> bool) -> &[u8] {
        const MOST: usize = 64;
        let before = self.bytes[..self.start].iter().rev().take(MOST).take_while(|b| belongs(**b)).count();
        let after = self.bytes[self.end..].iter().take(MOST).take_while(|b| belongs(**b)).count();
        &self.bytes[self.start - before..self.end + after]
    }

    /// A part of a decimal such as `0.13800000000` or `13800000000.50`. In `v1.…`, `1.2.…` and `….pdf` the full stop
    /// makes none.
    pub(super) fn is_decimal(self) -> bool {
        const MOST_DIGITS: usize = 9;
        let of_number = |count: usize| (1..=MOST_DIGITS).contains(&count);
        let fraction = self.bytes[..self.start].strip_suffix(b".").is_some_and(|before| {
            // Markdown escapes the full stop after a number that a line begins with.
            let before = before.strip_suffix(b"\\").unwrap_or(before);
            let whole = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
            let rest = &before[..before.len() - whole];
            of_number(whole) && !rest.last().is_some_and(|b| is_joined(*b))
        });
        let whole = self.bytes[self.end..].strip_prefix(b".").is_some_and(|after| {
            let fraction = after.iter().take_while(|b| b.is_ascii_digit()).count();
            let rest = &after[fraction..];
            // 1、 and 1. begin the next item of a list.
            let ends = !rest.first().is_some_and(|b| is_joined(*b)) && !rest.starts_with("、".as_bytes());
            of_number(fraction) && ends
        });
        fraction || whole
    }

    /// An amount: with a currency or a measure behind it.
    pub(super) fn is_amount(self) -> bool {
        const CHINESE: [&str; 6] = ["元", "万", "亿", "美元", "人民币", "千"];
        const SIGNS: [&str; 2] = ["%", "％"];
        const MEASURES: [&str; 20] = [
            "kWh", "MWh", "GWh", "Wh", "kW", "MW", "GW", "Hz", "kHz", "MHz", "GHz", "Pa", "kPa", "MPa", "kg",
            "km", "mm", "kB", "MB", "GB",
        ];
        let after = &self.bytes[self.end..];
        let letters = after.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        CHINESE.iter().chain(&SIGNS).any(|unit| after.starts_with(unit.as_bytes()))
            || MEASURES.iter().any(|unit| after[..letters] == *unit.as_bytes())
    }

    /// A code such as a contract's: `HT15000000001`, `No.15000000001`. Capitals without a vowel are the initials that
    /// codes begin with; those that announce a telephone or an account of a person are none.
    pub(super) fn is_code(self) -> bool {
        const PERSONAL: [&str; 9] = ["DH", "LXDH", "LXFS", "MP", "QQ", "SJ", "SJH", "VX", "WX"];
        let before = self.before();
        let word = letters_at_end(before);
        let is_initials = word.len() > 1
            && word.iter().all(|b| b.is_ascii_uppercase() && !b"AEIOU".contains(b))
            && !PERSONAL.iter().any(|personal| word == personal.as_bytes());
        is_initials || letters_at_end(before.strip_suffix(b".").unwrap_or(before)).eq_ignore_ascii_case(b"no")
    }

    /// Whether a capital stands beside it, as in `A150-2000-1001`: in groups like these drawings and parts are numbered.
    pub(super) fn is_part_number(self) -> bool {
        let word = letters_at_end(self.before());
        let is_label = [&b"TEL"[..], b"MOBILE", b"PHONE", b"ID"].contains(&word);
        let after = self.bytes.get(self.end).is_some_and(u8::is_ascii_uppercase);
        word.last().is_some_and(u8::is_ascii_uppercase) && !is_label || after
    }

    /// Whether a bracket opens before it.
    pub(super) fn is_in_bracket(self) -> bool {
        let before = &self.bytes[..self.start];
        ["(", "[", "（", "【", "〔"].iter().any(|bracket| before.ends_with(bracket.as_bytes()))
    }

    /// What comes before it, unless that is a percent code such as `%BA`.
    fn before(&self) -> &[u8] {
        let before = &self.bytes[..self.start];
        match before {
            [.., b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => &[],
            _ => before,
        }
    }
}

fn is_joined(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}

/// The letters that a text ends with, if not very many.
fn letters_at_end(text: &[u8]) -> &[u8] {
    const MOST: usize = 16;
    let letters = text.iter().rev().take(MOST).take_while(|b| b.is_ascii_alphabetic()).count();
    &text[text.len() - letters..]
}
