//! Closed sets of words, numbers, and the nearest word to a misspelt one.

use unicode_normalization::UnicodeNormalization;

use super::spanned::Text;
use super::table::Key;
use crate::diagnostic::{Diagnostic, error, text};

/// The candidate closest to what was typed, if it is close enough to be a slip.
pub fn nearest<'c>(typed: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let allowed = match typed.chars().count() {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let lower = typed.to_lowercase();
    candidates
        .map(|c| (strsim::damerau_levenshtein(&lower, c), c))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

/// What a value means by a table, in either language.
pub fn find<T: Copy>(text: &Text, table: &[(Key, T)]) -> Option<T> {
    let typed = text.value.trim();
    table.iter().find(|((en, zh), _)| typed == *en || typed == *zh).map(|(_, value)| *value)
}

/// The words of a table, for a message.
pub fn all<T>(table: &[(Key, T)]) -> String {
    listed(table.iter().map(|(key, _)| key))
}

fn listed<'k>(keys: impl Iterator<Item = &'k Key>) -> String {
    let name = |(en, zh): &Key| if en == zh { (*en).to_owned() } else { format!("{en}（{zh}）") };
    keys.map(name).collect::<Vec<_>>().join("、")
}

/// The word meant, if it is near, or all there are.
pub fn nearest_or_all(typed: &str, known: &[Key]) -> String {
    if let Some(near) = nearest(typed, known.iter().flat_map(|(en, zh)| [*en, *zh])) {
        return text!("是不是“{near}”？", "did you mean `{near}`?");
    }
    let all = listed(known.iter());
    text!("可用：{all}", "one of: {all}")
}

/// One of a closed set of words, each in English and Chinese.
///
/// # Errors
/// Names the nearest word, and all of them.
pub fn choice<T: Copy>(text: &Text, table: &[(Key, T)]) -> Result<T, Diagnostic> {
    if let Some(value) = find(text, table) {
        return Ok(value);
    }
    let typed = text.value.trim();
    let all = all(table);
    if let Some(sign) = typed.chars().find(|c| matches!(c, '，' | '；' | '、' | '：')) {
        let help = text!(
            "“{sign}”没有把几个值分开：几个值之间用英文逗号加一个空格，如 [a, b]。可用：{all}",
            "`{sign}` does not part values: put an ASCII comma and a space between them, as in [a, b]. One of: {all}"
        );
        return Err(error!(
            text.location.clone(),
            "unknown-value", "不认识的值“{typed}”", "unknown value `{typed}`"
        )
        .help(help));
    }
    let help = match nearest(typed, table.iter().flat_map(|((en, zh), _)| [*en, *zh])) {
        Some(near) => text!("是不是“{near}”？可用：{all}", "did you mean `{near}`? One of: {all}"),
        None => text!("可用：{all}", "one of: {all}"),
    };
    Err(error!(text.location.clone(), "unknown-value", "不认识的值“{typed}”", "unknown value `{typed}`")
        .help(help))
}

/// The words for yes and no.
pub const FLAG: &[(Key, bool)] = &[(("true", "是"), true), (("false", "否"), false)];

/// What to type instead of something that is no number.
fn number_help(typed: &str) -> String {
    let plain: String = typed.nfkc().collect();
    if let Some(sign) = typed.chars().find(|c| matches!(c, '，' | '；' | '：' | '、')) {
        return text!(
            "这里的“{sign}”是全角的，没有把后面的内容分开；改成英文标点加一个空格，如 {{ 天数: 5, 单位: 工作日 }}",
            "`{sign}` is full-width and ends nothing; write ASCII signs followed by a space, as in {{ days: 5, unit: working }}"
        );
    }
    if plain != typed && plain.bytes().all(|b| b.is_ascii_digit()) {
        return text!("数字是全角的，改成半角的 {plain}", "the digits are full-width; write {plain}");
    }
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = plain[digits.len()..].trim();
    if !digits.is_empty() && !rest.is_empty() && rest.chars().all(|c| !c.is_ascii()) {
        return text!(
            "只写数字 {digits}，去掉“{rest}”",
            "write the number alone, {digits}, without `{rest}`"
        );
    }
    text!("写阿拉伯数字，例如 5", "write digits, such as 5")
}

/// A whole number from 0, in ASCII digits.
///
/// # Errors
/// Anything else.
pub fn number(text: &Text) -> Result<u32, Diagnostic> {
    let typed = text.value.trim();
    let digits = typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse::<u32>().ok().filter(|_| digits).ok_or_else(|| {
        let problem = error!(
            text.location.clone(),
            "not-a-number", "“{typed}”不是整数", "`{typed}` is not a whole number"
        );
        problem.help(number_help(typed))
    })
}
