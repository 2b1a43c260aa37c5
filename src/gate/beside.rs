//! What stands directly beside the digits of a number, where it tells that they are none of a person: a digest, a decimal,
//! a code. Whatever else stands there (a full stop, an underscore, a letter) tells nothing.

/// A number in a text in its normal form.
#[derive(Clone, Copy)]
pub(super) struct Beside<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> Beside<'t> {
    fn before(self) -> &'t str {
        &self.text[..self.start]
    }

    fn after(self) -> &'t str {
        &self.text[self.end..]
    }

    /// Digits within 32 or more hexadecimal digits, as digests are written, or within a UUID.
    pub(super) fn is_digest(self) -> bool {
        const DIGEST: usize = 32;
        let has_letter = |token: &[u8]| token.iter().any(u8::is_ascii_alphabetic);
        let digits = self.token(|b| b.is_ascii_hexdigit());
        let groups = self.token(|b| b.is_ascii_hexdigit() || b == b'-');
        let is_uuid = || groups.split(|b| *b == b'-').map(<[u8]>::len).eq([8, 4, 4, 4, 12]);
        digits.len() >= DIGEST && has_letter(digits) || is_uuid() && has_letter(groups)
    }

    /// Digits between small letters of a hexadecimal word, as a digest is shortened: `3f13900001801ab9c0`.
    pub(super) fn is_short_digest(self) -> bool {
        const LEAST: usize = 4;
        let of_word = |b: &u8| b.is_ascii_digit() || matches!(b, b'a'..=b'f');
        let word = self.token(|b| b.is_ascii_alphanumeric());
        let others = word.len() - (self.end - self.start);
        let before: Vec<u8> = self.before().bytes().rev().take(64).take_while(of_word).collect();
        let after: Vec<u8> = self.after().bytes().take(64).take_while(of_word).collect();
        let is_mixed = |part: &[u8]| part.iter().any(u8::is_ascii_digit);
        others >= LEAST
            && before.len() + after.len() == others
            && before.first().is_some_and(u8::is_ascii_alphabetic)
            && after.first().is_some_and(u8::is_ascii_alphabetic)
            && (is_mixed(&before) || is_mixed(&after))
    }

    /// An amount by the sign before it.
    pub(super) fn is_price(self) -> bool {
        self.before().trim_end_matches(' ').ends_with(['¥', '$', '€', '£'])
    }

    /// The number with the bytes beside it that belong to the same word; of a long one a part.
    fn token(self, belongs: impl Fn(u8) -> bool) -> &'t [u8] {
        const MOST: usize = 64;
        let before = self.before().bytes().rev().take(MOST).take_while(|b| belongs(*b)).count();
        let after = self.after().bytes().take(MOST).take_while(|b| belongs(*b)).count();
        &self.text.as_bytes()[self.start - before..self.end + after]
    }

    /// A part of a decimal such as `0.13800000000` or `13800000000.50`. In `v1.…`, `1.2.…` and `….pdf` the full stop
    /// makes none.
    pub(super) fn is_decimal(self) -> bool {
        const MOST_DIGITS: usize = 9;
        let of_number = |count: usize| (1..=MOST_DIGITS).contains(&count);
        let fraction = self.before().strip_suffix('.').is_some_and(|before| {
            let whole = before.bytes().rev().take_while(u8::is_ascii_digit).count();
            let rest = &before[..before.len() - whole];
            of_number(whole) && !rest.bytes().last().is_some_and(is_joined)
        });
        let whole = self.after().strip_prefix('.').is_some_and(|after| {
            let fraction = after.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &after[fraction..];
            // 1、 and 1. begin the next item of a list.
            let ends = !rest.bytes().next().is_some_and(is_joined) && !rest.starts_with('、');
            of_number(fraction) && ends
        });
        fraction || whole
    }

    /// A code such as a contract's: `HT15000000001`, `No.15000000001`. Capitals without a vowel are the initials that
    /// codes begin with; those that announce a telephone or an account of a person are none.
    pub(super) fn is_code(self) -> bool {
        const PERSONAL: [&str; 13] =
            ["DH", "LXDH", "LXFS", "MP", "QQ", "SJ", "SJH", "VX", "WX", "SFZ", "SFZH", "KH", "YHKH"];
        let before = self.before();
        let word = letters_at_end(before);
        let is_initials = word.len() > 1
            && word.bytes().all(|b| b.is_ascii_uppercase() && !b"AEIOU".contains(&b))
            && !PERSONAL.contains(&word);
        is_initials || letters_at_end(before.strip_suffix('.').unwrap_or(before)).eq_ignore_ascii_case("no")
    }

    /// Whether a capital stands beside it, as in `A150-2000-1001`: in groups like these drawings and parts are numbered.
    pub(super) fn is_part_number(self) -> bool {
        let word = letters_at_end(self.before());
        let is_label = ["TEL", "MOBILE", "PHONE", "ID"].contains(&word);
        let after = self.after().bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        word.bytes().last().is_some_and(|b| b.is_ascii_uppercase()) && !is_label || after
    }

    /// Whether a bracket opens before it.
    pub(super) fn is_in_bracket(self) -> bool {
        self.before().ends_with(['(', '[', '【', '〔'])
    }

    /// Where in an address of the web it stands, if it does.
    pub(super) fn in_address(self) -> Option<Part> {
        const LONGEST: usize = 300;
        let is_end = |c: char| {
            c.is_whitespace() || c > '\u{2E7F}' || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '|')
        };
        let own = self.before().bytes().rev().take(LONGEST).take_while(|b| b.is_ascii()).count();
        let own = &self.before()[self.start - own..];
        let address =
            &own[own.rfind(is_end).map_or(0, |at| at + own[at..].chars().next().map_or(1, char::len_utf8))..];
        let is_address = address.contains("://") || address.starts_with("www.") || address.starts_with("//");
        if !is_address {
            return None;
        }
        Some(if address.contains('?') { Part::Query } else { Part::Path })
    }
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Path,
    Query,
}

fn is_joined(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}

/// The letters that a text ends with, if not very many.
fn letters_at_end(text: &str) -> &str {
    const MOST: usize = 16;
    let letters = text.bytes().rev().take(MOST).take_while(u8::is_ascii_alphabetic).count();
    &text[text.len() - letters..]
}
