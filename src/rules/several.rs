//! Several names in one value: rules would take them for one unit or one person that is on no other record.
//!
//! Real names hold 、 too (某市农业、林业局): what the office itself is called is known as one name, and a round states
//! others under `single`.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, error, text, warning};
use crate::domain::names::{is_compound_surname, is_han, same_name_key};
use crate::records::{EntryRecord, PersonRecord, Records, Text};

/// Reports values that hold several people or units where one is meant.
pub(super) fn check(records: &Records) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (id, entries) in &records.entries {
        let round = records.round(id);
        let own = round.into_iter().flat_map(|round| round.single.iter().chain(&round.issuers));
        let own = own.chain(records.site.iter().map(|site| &site.owner));
        let own = own.chain(records.programmes.iter().flat_map(|pack| &pack.organisers));
        let single: HashSet<Cow<'_, str>> = own.map(|text| same_name_key(&text.value)).collect();
        entries.iter().for_each(|entry| check_entry(entry, &single, &mut out));
    }
    out
}

fn check_entry(entry: &EntryRecord, single: &HashSet<Cow<'_, str>>, out: &mut Vec<Diagnostic>) {
    let is_single = |text: &Text| !has_sign(&text.value) || single.contains(&same_name_key(&text.value));
    let units = [&entry.unit, &entry.fields.recommender].into_iter();
    for unit in units.chain(entry.people().filter_map(|person| person.unit.as_ref())) {
        // An engineer's unit is that of the entry.
        let again = entry.team().is_none()
            && unit.location == entry.unit.location
            && !std::ptr::eq(unit, &entry.unit);
        match several_units(&unit.value) {
            Guess::Several if !is_single(unit) && !again => out.push(units_in_one(unit, entry)),
            Guess::Perhaps if !is_single(unit) && !again => out.push(perhaps(unit)),
            _ => {}
        }
    }
    for person in
        entry.people().filter(|person| several_people(&person.name.value) && !is_single(&person.name))
    {
        out.push(people_in_one(person, entry));
    }
}

fn units_in_one(unit: &Text, entry: &EntryRecord) -> Diagnostic {
    let typed = unit.value.trim();
    let several = error!(
        unit,
        "several-in-one",
        "“{typed}”像是几个单位写在一起，这里只写一个",
        "`{typed}` looks like several units; write one here"
    );
    several.help(match unit.location == entry.fields.recommender.location {
        true => text!(
            "只写一个推荐单位；确是一个单位的名称，写进 round.yaml 的 single（整体名称）",
            "write one recommender; where it is the name of one, state it under `single` of the round"
        ),
        false => text!(
            "只写第一单位，其余写进 other_units（其他单位）；确是一个单位的名称，写进 round.yaml 的 single（整体名称）",
            "write the first unit and the others under `other_units`; where it is the name of one, state it under `single` of the round"
        ),
    })
}

fn perhaps(unit: &Text) -> Diagnostic {
    let typed = unit.value.trim();
    warning!(unit, "several-in-one",
        "“{typed}”按一个单位计算", "`{typed}` is taken for one unit";
        help: "确是一个单位的名称，写进 round.yaml 的 single（整体名称）；是几个单位的，分开写",
        "where it is the name of one unit, state it under `single` of the round; where it is several, write them apart"
    )
}

fn people_in_one(person: &PersonRecord, entry: &EntryRecord) -> Diagnostic {
    let typed = person.name.value.trim();
    let several = error!(
        &person.name,
        "several-in-one",
        "“{typed}”像是几个人写在一起，这里只写一人",
        "`{typed}` looks like several people; write one here"
    );
    let is_leader = entry.team().is_some_and(|team| std::ptr::eq(person, &team.leader));
    several.help(match is_leader {
        true => text!(
            "只写第一负责人，其余写进 co_leaders（共同负责人）",
            "write the first leader and the others under `co_leaders`"
        ),
        false => text!(
            "一人写一项；确是一个人的姓名，写进 round.yaml 的 single（整体名称）",
            "write one person an item; where it is one name, state it under `single` of the round"
        ),
    })
}

/// Whether a value holds several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    One,
    /// Signs between, and only the whole looks like a unit: 某市农业、林业局, or 示例甲、示例乙公司.
    Perhaps,
    Several,
}

/// Signs that stand between names and seldom in one.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '/', '／', '|', '｜'];
/// Those of them that stand between Chinese names whatever the names are.
const CHINESE: [char; 3] = ['、', '，', '；'];
/// Signs and words that stand in names of units too.
const JOINING: [&str; 10] = ["&", "＆", "+", "＋", "以及", "和", "与", "及", "暨", "同"];

fn has_sign(value: &str) -> bool {
    value.contains(BETWEEN)
        || value.contains(char::is_whitespace)
        || JOINING.iter().any(|sign| value.contains(sign))
        || value.contains('等')
}

/// A value without what stands in brackets or quotation marks, which is a remark or part of a name.
fn bare(value: &str) -> String {
    let (mut depth, mut out) = (0_u32, String::with_capacity(value.len()));
    for sign in value.trim().chars() {
        match sign {
            '（' | '(' | '〔' | '【' | '“' | '《' | '「' => depth += 1,
            '）' | ')' | '〕' | '】' | '”' | '》' | '」' => depth = depth.saturating_sub(1),
            sign if depth == 0 => out.push(sign),
            _ => {}
        }
    }
    out
}

/// What a value is divided into by signs between Chinese names; a sign beside foreign words belongs to a name (TCP/IP).
fn parts(value: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = value;
    for (at, sign) in value.match_indices(BETWEEN) {
        let start = value.len() - rest.len();
        let (Some(before), Some(after)) = (value.get(start..at), value.get(at + sign.len()..)) else {
            continue;
        };
        if before.contains(is_han) && after.contains(is_han) {
            parts.push(before.trim());
            rest = after;
        }
    }
    parts.push(rest.trim());
    parts
}

fn several_units(value: &str) -> Guess {
    let value = bare(value);
    let parts = parts(&value);
    if let [before @ .., last] = parts.as_slice()
        && !before.is_empty()
    {
        let tells = value.contains(CHINESE);
        return match before.iter().any(|part| is_unit(part)) {
            true => Guess::Several,
            false if is_unit(last) => Guess::Perhaps,
            false if tells => Guess::Several,
            false => Guess::One,
        };
    }
    let joined = JOINING.iter().any(|sign| {
        value.match_indices(sign).any(|(at, _)| {
            let after = &value[at + sign.len()..];
            let together = ["联合", "共建", "合作", "共同"].iter().any(|word| after.contains(word));
            is_unit(&value[..at]) && is_unit(after) && !together
        })
    });
    if joined { Guess::Several } else { Guess::One }
}

/// Whether a text ends like the name of a unit and is long enough for one.
fn is_unit(text: &str) -> bool {
    const ENDS: [&str; 47] = [
        "公司",
        "集团",
        "局",
        "厅",
        "部",
        "院",
        "所",
        "厂",
        "校",
        "大学",
        "学院",
        "中心",
        "协会",
        "学会",
        "联盟",
        "基金会",
        "研究会",
        "联合会",
        "商会",
        "促进会",
        "科协",
        "总工会",
        "委员会",
        "委",
        "办公室",
        "社",
        "处",
        "站",
        "队",
        "室",
        "馆",
        "银行",
        "医院",
        "矿",
        "场",
        "联合体",
        "园",
        "基地",
        "企业",
        "政府",
        "街道",
        "支行",
        "事务所",
        "店",
        "系",
        "会",
        "中学",
    ];
    let text = text.trim();
    text.chars().count() > 2 && ENDS.iter().any(|end| text.ends_with(end))
}

fn several_people(value: &str) -> bool {
    let value = bare(value);
    if parts(&value).len() > 1 || is_and_others(&value) {
        return true;
    }
    let is_name = |part: &str| part.chars().count() > 1 && part.chars().all(is_han);
    // 张三 李四, and not 欧阳 明月.
    let words: Vec<&str> = value.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| is_name(word)) && !is_compound_surname(words[0]) {
        return true;
    }
    let joined =
        |sign: &&str| value.split_once(*sign).is_some_and(|(a, b)| is_name(a.trim()) && is_name(b.trim()));
    JOINING.iter().filter(|sign| **sign != "同").any(joined)
}

/// `张三等3人`, `张三等人`
fn is_and_others(value: &str) -> bool {
    let Some((before, after)) = value.rsplit_once('等') else { return false };
    let number = after.trim_end_matches(['人', '位', '名']);
    before.chars().count() > 1
        && number.len() < after.len()
        && number.trim().chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十几数多".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_units_are_told_from_one() {
        for value in [
            "示例甲公司、示例乙公司",
            "示例甲公司/示例乙公司",
            "示例甲公司，示例乙公司",
            "示例甲公司和示例乙研究所",
            "示例大学及示例研究院",
            "示例甲公司 & 示例乙公司",
            "示例甲、示例乙",
            "示例大学、示例甲",
        ] {
            assert_eq!(several_units(value), Guess::Several, "{value}");
        }
        for value in ["示州市农业、林业局", "建筑、能源与化工研究院", "示例甲、示例乙公司"]
        {
            assert_eq!(several_units(value), Guess::Perhaps, "{value}");
        }
        for value in [
            "示例市人力资源和社会保障局",
            "示例大学（机械、电子学院）",
            "示例科学与工程学院",
            "TCP/IP示例实验室",
            "Example Co., Ltd.",
            "示例大学和示例公司联合实验室",
            "“产、学、研”示例中心",
            "示例同济医院",
        ] {
            assert_eq!(several_units(value), Guess::One, "{value}");
        }
    }

    #[test]
    fn several_people_are_told_from_one() {
        for value in [
            "张三、李四",
            "张三,李四",
            "张三/李四",
            "张三和李四",
            "张三 李四",
            "张三等3人",
            "张三等人",
            "张三与欧阳明",
        ] {
            assert!(several_people(value), "{value}");
        }
        for value in [
            "张 三",
            "郑和",
            "和珅",
            "李和平",
            "司马和平",
            "欧阳 明月",
            "阿依古丽·买买提",
            "Smith, John",
            "Anna Smith",
            "李平等",
            "张三（女）",
            "及小明",
            "与那国",
        ] {
            assert!(!several_people(value), "{value}");
        }
    }
}
