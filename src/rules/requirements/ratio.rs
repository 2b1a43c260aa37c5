//! A share as documents state it: 60, 60%, 1/3, 三分之一.

use std::fmt;

use super::given::Given;
use super::parameter::{Named, Value};
use crate::diagnostic::error;
use crate::records::table::Is;

/// A share of a whole, kept as it was stated so that it is compared exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Ratio {
    part: u32,
    whole: u32,
}

impl Ratio {
    fn parse(typed: &str) -> Option<Ratio> {
        let typed = typed.trim();
        let of = |part: &str, whole: &str| Some(Ratio { part: figure(part)?, whole: figure(whole)? });
        let ratio = match (typed.split_once('/'), typed.split_once("分之")) {
            (Some((part, whole)), _) => of(part, whole)?,
            (_, Some((whole, part))) => of(part, whole)?,
            _ => Ratio { part: figure(typed.trim_end_matches(['%', '％']))?, whole: 100 },
        };
        (ratio.whole > 0 && ratio.part <= ratio.whole).then_some(ratio)
    }

    /// Whether so many of so many are less than this share.
    pub(super) fn is_above(self, some: usize, all: usize) -> bool {
        compare(some, self.whole) < compare(all, self.part)
    }

    /// Whether so many of so many are more than this share.
    pub(super) fn is_below(self, some: usize, all: usize) -> bool {
        compare(some, self.whole) > compare(all, self.part)
    }
}

/// Neither factor is large: numbers of people, and of a share.
fn compare(people: usize, of: u32) -> u64 {
    u64::try_from(people).unwrap_or(u64::MAX).saturating_mul(u64::from(of))
}

/// Digits, or one of the Chinese figures that shares are stated with.
fn figure(text: &str) -> Option<u32> {
    let text = text.trim();
    let chinese = ["百", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let figure = chinese.iter().position(|figure| *figure == text || (text == "两" && *figure == "二"));
    match figure {
        Some(0) => Some(100),
        Some(figure) => u32::try_from(figure).ok(),
        None if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok(),
        None => None,
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole {
            100 => write!(f, "{}%", self.part),
            whole => write!(f, "{}/{whole}", self.part),
        }
    }
}

impl Value for Ratio {
    const IS: Is = Is::Text;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        let text = given.text(key)?;
        let ratio = Ratio::parse(&text.value);
        if ratio.is_none() {
            let typed = text.value.trim();
            given.out.push(error!(text, "not-a-number",
                "“{typed}”不是比例", "`{typed}` is not a share";
                help: "写百分数或分数，例如 60、60% 或 1/3", "write percent or a fraction, such as 60, 60% or 1/3"
            ));
        }
        ratio
    }
}

#[cfg(test)]
mod tests {
    use super::Ratio;

    #[test]
    fn shares_are_read_as_documents_state_them() {
        for (typed, shown) in [
            ("60", "60%"),
            ("60%", "60%"),
            ("６0", ""),
            ("1/3", "1/3"),
            ("三分之一", "1/3"),
            ("百分之60", "60%"),
            ("0", "0%"),
            ("101", ""),
            ("1/0", ""),
            ("4/3", ""),
            ("", ""),
            ("大半", ""),
        ] {
            let read = Ratio::parse(typed).map(|ratio| ratio.to_string());
            assert_eq!(read.unwrap_or_default(), shown, "{typed}");
        }
    }

    #[test]
    fn a_third_is_a_third() {
        let third = Ratio { part: 1, whole: 3 };
        assert!(!third.is_above(4, 12) && !third.is_below(4, 12));
        assert!(third.is_above(3, 10) && third.is_below(4, 11));
    }
}
