//! Why one name stands before another: the character and the stroke, or the rule, on which two neighbours part.

use std::cmp::Ordering;

use super::order::{NameKey, Sign, Strokes};
use super::{StrokeSequence, Syllable};
use crate::diagnostic::text;

/// Where two names part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// How the first stands to the second.
    pub ordering: Ordering,
    /// The character that decides, from 1, dots and punctuation not counted; `None` where a rule or the unit does.
    pub character: Option<usize>,
    /// The stroke of that character that decides, from 1; `None` where the count, the sound or the list does.
    pub stroke: Option<usize>,
    /// The reason: `第1字“王”与“文”都是4画，第1笔“横”先于“点”（横竖撇点折）`.
    pub text: String,
}

/// Tells why `a` stands where it does to `b`. The reason is told from the one that comes first.
pub fn explain(a: &NameKey, b: &NameKey) -> Explanation {
    let ordering = a.cmp(b);
    let (first, second) = if ordering == Ordering::Greater { (b, a) } else { (a, b) };
    let rule = |text| Explanation { ordering, character: None, stroke: None, text };
    let alike = first.signs.iter().zip(&second.signs).take_while(|(a, b)| a == b).count();
    match (first.signs.get(alike), second.signs.get(alike)) {
        (Some(Sign::Blank), _) => rule(text!(
            "前面相同，单字名按空一格计，排在前面（党代会、政协名单惯例）",
            "alike so far; a given name of one character counts as a blank and one, and comes first"
        )),
        (Some(a), Some(b)) => {
            let nth = first.signs[..=alike].iter().filter(|&sign| *sign != Sign::Blank).count();
            let (stroke, text) = signs(nth, a, b);
            Explanation { ordering, character: Some(nth), stroke, text }
        }
        (None, Some(_)) => rule(text!("前面各字相同，字少者在前", "alike so far: the shorter comes first")),
        _ if first.unit != second.unit => {
            let (a, b) = (&first.unit, &second.unit);
            rule(text!("姓名相同，按单位：“{a}”先于“{b}”", "same name, by unit: {a} before {b}"))
        }
        _ if first.name != second.name => {
            let (a, b) = (&first.name, &second.name);
            rule(text!(
                "各字相同，按原文编码：“{a}”先于“{b}”",
                "same characters, by code point: {a} before {b}"
            ))
        }
        _ => rule(text!(
            "排序上没有差别，保持原有先后",
            "nothing sets them apart; they keep their given order"
        )),
    }
}

/// The stroke that decides, if one does, and the reason.
fn signs(nth: usize, first: &Sign, second: &Sign) -> (Option<usize>, String) {
    let (a, b) = (first.to_string(), second.to_string());
    let (
        Sign::Han { syllable: read_a, strokes: written_a, .. },
        Sign::Han { syllable: read_b, strokes: written_b, .. },
    ) = (first, second)
    else {
        if matches!(first, Sign::TeamDigit(_) | Sign::TeamLetter(_)) {
            let text = text!(
                "第{nth}字“{a}”先于“{b}”：团队名称数字在前，其次字母，再次汉字",
                "character {nth}: {a} before {b}; in names of teams digits come first, then letters, then Chinese characters"
            );
            return (None, text);
        }
        let text = text!(
            "第{nth}字“{a}”先于“{b}”：汉字在前，其次数字，再次字母",
            "character {nth}: {a} before {b}; Chinese characters come first, then digits, then letters"
        );
        return (None, text);
    };
    if let (Some(read_a), Some(read_b)) = (read_a, read_b)
        && read_a != read_b
    {
        return (None, sounds(nth, &a, &b, read_a, read_b));
    }
    match (written_a, written_b) {
        (Strokes::Known(written_a), Strokes::Known(written_b)) => strokes(nth, &a, &b, written_a, written_b),
        _ => {
            let text = text!(
                "第{nth}字“{a}”与“{b}”读音相同，笔顺未全知，按编码",
                "character {nth}: {a} and {b} sound alike, and the strokes of one are not known: by code point"
            );
            (None, text)
        }
    }
}

fn sounds(nth: usize, a: &str, b: &str, read_a: &Syllable, read_b: &Syllable) -> String {
    let (sound_a, sound_b) = (read_a.numbered(), read_b.numbered());
    if read_a.letters() == read_b.letters() {
        text!(
            "第{nth}字“{a}”（{sound_a}）与“{b}”（{sound_b}）音节相同，按声调",
            "character {nth}: {a} ({sound_a}) and {b} ({sound_b}) have one syllable, by tone"
        )
    } else {
        text!(
            "第{nth}字“{a}”（{sound_a}）先于“{b}”（{sound_b}），按音节字母",
            "character {nth}: {a} ({sound_a}) before {b} ({sound_b}), by letters"
        )
    }
}

fn strokes(
    nth: usize,
    a: &str,
    b: &str,
    written_a: &StrokeSequence,
    written_b: &StrokeSequence,
) -> (Option<usize>, String) {
    let (count_a, count_b) = (written_a.count(), written_b.count());
    if count_a != count_b {
        let text = text!(
            "第{nth}字“{a}”{count_a}画，“{b}”{count_b}画，画少者在前",
            "character {nth}: {a} has {count_a} strokes, {b} {count_b}; fewer come first"
        );
        return (None, text);
    }
    let mut pairs = written_a.strokes().zip(written_b.strokes());
    if let Some(index) = pairs.position(|(a, b)| a != b)
        && let (Some(stroke_a), Some(stroke_b)) =
            (written_a.strokes().nth(index), written_b.strokes().nth(index))
    {
        let (stroke, name_a, name_b) = (index + 1, stroke_a.name(), stroke_b.name());
        let text = text!(
            "第{nth}字“{a}”与“{b}”都是{count_a}画，第{stroke}笔“{name_a}”先于“{name_b}”（横竖撇点折）",
            "character {nth}: {a} and {b} have {count_a} strokes each; at stroke {stroke}, {name_a} comes before {name_b} (横竖撇点折)"
        );
        return (Some(stroke), text);
    }
    let text = text!(
        "第{nth}字“{a}”与“{b}”笔顺相同，按《通用规范汉字表》的先后，表外字按编码",
        "character {nth}: {a} and {b} have the same strokes: by 通用规范汉字表, others by code point"
    );
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::{Order, Overrides};

    fn told(order: Order, a: &str, b: &str) -> Explanation {
        let key = |name: &str| NameKey::person(order, name, &Overrides::default()).expect("known characters");
        explain(&key(a), &key(b))
    }

    #[test]
    fn the_reason_names_character_and_stroke() {
        let told_of = told(Order::SurnameStrokes, "王一", "文一");
        assert_eq!((told_of.ordering, told_of.character, told_of.stroke), (Ordering::Less, Some(1), Some(1)));
        assert_eq!(told_of.text, "第1字“王”与“文”都是4画，第1笔“横”先于“点”（横竖撇点折）");
        let told_of = told(Order::SurnameStrokes, "李明明", "李明林");
        assert_eq!(
            (told_of.ordering, told_of.character, told_of.stroke),
            (Ordering::Greater, Some(3), Some(1))
        );
        let counts = told(Order::SurnameStrokes, "陈一", "丁一").text;
        assert_eq!(counts, "第1字“丁”2画，“陈”7画，画少者在前");
    }

    #[test]
    fn every_rule_has_its_reason() {
        let reason = |order, a, b| told(order, a, b).text;
        assert!(reason(Order::SurnameStrokes, "李鸣", "李一鸣").contains("单字名"));
        assert!(reason(Order::SurnameStrokes, "欧一", "欧阳一").contains("单字名"));
        assert!(reason(Order::SurnameStrokes, "阿依古丽·买买提", "阿依古丽买买提").contains("编码"));
        assert!(reason(Order::SurnameStrokes, "干一", "于一").contains("通用规范汉字表"));
        assert!(reason(Order::FullNameStrokes, "李明", "李明明").contains("字少者"));
        assert!(reason(Order::Pinyin, "黎一", "李一").contains("声调"));
        assert!(reason(Order::Pinyin, "单一", "岑一").contains("cen2"));
        assert!(reason(Order::SurnameStrokes, "王一", "Anna").contains("字母"));
        assert!(reason(Order::AsListed, "王一", "丁一").contains("没有差别"));
        let same = |unit: &str| {
            NameKey::person(Order::SurnameStrokes, "王一", &Overrides::default())
                .expect("known")
                .with_unit(unit)
        };
        assert!(explain(&same("甲厂"), &same("乙厂")).text.contains("单位"));
        assert_eq!(explain(&same("甲厂"), &same("甲厂")).ordering, Ordering::Equal);
    }

    /// Total order laws, and that the reason agrees, on names drawn by a small generator of fixed seed.
    #[test]
    fn the_order_is_total() {
        let signs: Vec<char> = "丁卜刁乜于干万王文玉主欧阳司马单一二明鸣·A5".chars().collect();
        let mut seed = 20_250_901_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % below
        };
        for order in Order::ALL {
            let keys: Vec<NameKey> = (0..60)
                .map(|_| (0..1 + draw(4)).map(|_| signs[draw(signs.len())]).collect::<String>())
                .map(|name| NameKey::person(order, &name, &Overrides::default()).expect("known characters"))
                .collect();
            for (a, b) in keys.iter().flat_map(|a| keys.iter().map(move |b| (a, b))) {
                assert_eq!(a.cmp(b), b.cmp(a).reverse());
                assert_eq!(a == b, order == Order::AsListed || a.name == b.name);
                assert_eq!(explain(a, b).ordering, a.cmp(b));
            }
            let mut sorted: Vec<&NameKey> = keys.iter().collect();
            sorted.sort();
            for (i, a) in sorted.iter().enumerate() {
                assert!(sorted[i..].iter().all(|b| a <= b), "transitive: {}", a.name);
            }
        }
    }
}
