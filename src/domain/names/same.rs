//! When two names are the same name, however they were typed.
//!
//! Names of people, units and recommenders are compared by [`same_name_key`], wherever a rule compares them; what is
//! published stays as typed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::pinyin::simplified;
use super::{is_han, normalise};

/// What two ways to type one name have in common: beside what [`normalise`] does, full-width letters, figures and
/// brackets are half-width, all brackets are round ones, Latin letters are small, traditional forms of characters
/// used as surnames are the simplified ones; blanks and quotation marks are left out.
pub fn same_name_key(name: &str) -> Cow<'_, str> {
    if name.chars().all(is_plain) { Cow::Borrowed(name) } else { Cow::Owned(key(name)) }
}

/// Most names are made of nothing else.
fn is_plain(c: char) -> bool {
    (matches!(c, '\u{4E00}'..='\u{9FFF}') && simplified(c) == c) || matches!(c, '·' | 'a'..='z' | '0'..='9')
}

fn key(name: &str) -> String {
    let normal = normalise(name);
    let signs = normal.chars().flat_map(|c| Some(c).filter(|c| !is_quotation(*c)).into_iter().nfkc());
    let plain = signs.filter(|c| !c.is_whitespace() && !is_quotation(*c)).flat_map(char::to_lowercase);
    plain.map(|c| if is_han(c) { simplified(c) } else { common(c) }).collect()
}

fn is_quotation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '＂' | '＇')
}

/// One sign for those that are used for each other.
fn common(c: char) -> char {
    match c {
        '〔' | '[' | '【' => '(',
        '〕' | ']' | '】' => ')',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '、' => ',',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_type_one_name_have_one_key() {
        for (typed, same) in [
            ("示例（北京）公司", "示例(北京)公司"),
            ("示例〔北京〕公司", "示例 (北京) 公司"),
            ("第１研究所", "第1研究所"),
            ("ＡＢＣ公司", "abc公司"),
            ("ABC公司", "Abc 公司"),
            ("阿依古丽・买买提", "阿依古丽•买买提"),
            ("單立偉", "单立偉"),
            ("“天工”创新中心", "天工创新中心"),
            ("Anna Smith", "ANNA  SMITH"),
            ("示例—甲公司", "示例-甲公司"),
        ] {
            assert_eq!(same_name_key(typed), same_name_key(same), "{typed}");
            let key = same_name_key(typed);
            assert_eq!(same_name_key(&key), key, "{typed}: the key is its own key");
        }
        for (one, other) in [("示例一公司", "示例二公司"), ("第1所", "第11所"), ("A公司", "B公司")]
        {
            assert_ne!(same_name_key(one), same_name_key(other));
        }
    }

    #[test]
    fn what_is_taken_as_it_is_would_not_change() {
        for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
            let name = format!("{c}一{c}a{c}");
            assert_eq!(key(&name), name);
        }
    }
}
