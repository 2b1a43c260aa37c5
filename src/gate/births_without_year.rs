//! Births told without a year in figures: a birthday, a year of the sixty-year cycle, the animal of the year.

use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::numbers::Hit;
use super::setting::{Place, Setting};

/// Every such birth.
pub(super) fn find(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    for label in labels.all.iter().filter(|label| label.kind == Kind::Birth) {
        let day = labels.values(label).into_iter().find_map(|at| Some((at, day_of_year(&text[at..])?)));
        if let Some((at, length)) = day.filter(|_| !text[label.place.clone()].starts_with("生于")) {
            out.push((at..at + length, Finding::Birth, Verdict::Refuse));
        }
    }
    birthdays(text, out);
    years_of_cycle(text, labels, out);
    if setting.place == Place::Entry {
        animals(text, out);
    }
}

/// 4月23日生日: the day before the word.
fn birthdays(text: &str, out: &mut Vec<Hit>) {
    const MOST: usize = 8;
    for (at, _) in text.match_indices("生日") {
        let is_day = |c: &char| {
            c.is_ascii_digit()
                || matches!(c, '月' | '日' | '号' | '初' | '廿')
                || "一二三四五六七八九十".contains(*c)
        };
        let day: Vec<char> = text[..at].chars().rev().take(MOST).take_while(is_day).collect();
        let after = text[at + "生日".len()..].chars().next();
        let is_told = day.contains(&'月') && day.len() > 2 && !after.is_some_and(char::is_alphanumeric);
        if is_told {
            let start = at - day.iter().map(|c| c.len_utf8()).sum::<usize>();
            out.push((start..at, Finding::Birth, Verdict::Refuse));
        }
    }
}

/// The length of 11月7日, 11-07 or 1107 where a text begins with one and no other digits follow.
fn day_of_year(text: &str) -> Option<usize> {
    let number = |at: usize| {
        let count = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
        Some((text.get(at..at + count)?.parse::<u32>().ok()?, at + count, count))
    };
    let (month, end, count) = number(0)?;
    if count == 4 {
        let is_day = (1..=12).contains(&(month / 100)) && (1..=31).contains(&(month % 100));
        return (is_day && !goes_on(&text[end..])).then_some(end);
    }
    let sign = text[end..].chars().next().filter(|c| matches!(c, '月' | '-' | '/' | '.'))?;
    let (day, end, days) = number(end + sign.len_utf8())?;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day) && count < 3 && days < 3;
    (is_day && (sign == '月' || !goes_on(&text[end..]))).then_some(end)
}

fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '%'))
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// 癸亥年十月初三生, 生于癸亥年.
fn years_of_cycle(text: &str, labels: &Labels<'_>, out: &mut Vec<Hit>) {
    const SIGNS: &str = "正腊冬闰初十廿卅一二三四五六七八九月日0123456789() 农历阴历年";
    for (year, mark) in text.match_indices('年') {
        let mut before = text[..year].chars().rev();
        let (Some(branch), Some(stem)) = (before.next(), before.next()) else { continue };
        if !STEMS.contains(stem) || !BRANCHES.contains(branch) {
            continue;
        }
        let start = year - stem.len_utf8() - branch.len_utf8();
        let end = year + mark.len();
        let rest = text[end..].trim_start_matches(|c| SIGNS.contains(c));
        let near = text[end..].len() - rest.len() < 48;
        let said = near && (rest.starts_with("出生") || rest.strip_prefix('生').is_some_and(is_end));
        if said || labels.directly_before(start) == Some(Kind::Birth) {
            out.push((start..end, Finding::Birth, Verdict::Refuse));
        }
    }
}

/// Whether 生 ends there, or a word about a person goes on.
fn is_end(after: &str) -> bool {
    after.starts_with(['人', '于']) || !after.starts_with(char::is_alphanumeric)
}

/// 属猪 by itself in the record of a person.
fn animals(text: &str, out: &mut Vec<Hit>) {
    const ANIMALS: &str = "鼠牛虎兔龙蛇马羊猴鸡狗猪";
    for (at, mark) in text.match_indices('属') {
        let rest = &text[at + mark.len()..];
        let Some(animal) = rest.chars().next().filter(|c| ANIMALS.contains(*c)) else { continue };
        let is_alone = !text[..at].ends_with(char::is_alphanumeric) || text[..at].ends_with('生');
        if is_alone && !rest[animal.len_utf8()..].starts_with(char::is_alphanumeric) {
            out.push((at..at + mark.len() + animal.len_utf8(), Finding::Age, Verdict::Ask));
        }
    }
}
