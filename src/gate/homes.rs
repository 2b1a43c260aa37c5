//! Where a person lives: an address behind the label that says so, and a flat in the record of a person.

use super::context::Context;
use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::numbers::Hit;
use super::setting::{Place, Setting};

/// An address with a house number or a flat in it.
pub(super) fn judge(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LONGEST: usize = 60;
    const MARKS: [&str; 24] = [
        "省", "市", "区", "县", "镇", "乡", "村", "路", "街", "巷", "弄", "胡同", "号", "院", "楼", "栋",
        "幢", "座", "单元", "室", "组", "小区", "门", "里",
    ];
    const IN_ENGLISH: [&str; 8] = ["room", "road", "street", "no.", "flat", "building", "district", "city"];
    const OF_OFFICE: [&str; 8] = ["公司", "企业", "单位", "机构", "法人", "经营", "注册", "登记"];
    let before = &context.text[..context.label.place.start];
    if OF_OFFICE.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let rest = context.rest(at);
    let end = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, '。' | ';' | '\n' | '|'))
        .map(|(end, _)| end);
    let end = end.unwrap_or_else(|| rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end));
    let address = &rest[..end];
    let small = address.to_ascii_lowercase();
    let english = IN_ENGLISH.iter().filter(|mark| small.contains(**mark)).count();
    let marks = MARKS.iter().filter(|mark| address.contains(**mark)).count() + english;
    let is_numbered = address.contains(|c: char| c.is_ascii_digit())
        || ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].iter().any(|n| {
            ["号", "组", "楼", "室", "栋"].iter().any(|mark| address.contains(&format!("{n}{mark}")))
        });
    let verdict = if is_numbered && marks > 1 { Verdict::Refuse } else { Verdict::Ask };
    (marks > 1 && (is_numbered || marks > 2)).then_some((at..at + end, Finding::Home, verdict))
}

/// An address that a remark says to be a person's: 通讯地址（家庭）.
pub(super) fn of_person(context: &Context<'_>, at: usize) -> Option<Hit> {
    context.labels.is_remarked(context.label).then(|| judge(context, at))?
}

/// Flats without a label: in the record of a person 2单元303室 is where the person lives, unless an office is said to be there.
pub(super) fn find_flats(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    if setting.place != Place::Entry {
        return;
    }
    for (at, mark) in text.match_indices("单元") {
        let end = at + mark.len();
        let count = text[end..].bytes().take(5).take_while(u8::is_ascii_digit).count();
        let is_flat = text[..at].ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
            && (3..5).contains(&count)
            && !text[end + count..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let of_office = labels.in_sentence(at).any(|label| label.kind == Kind::Office);
        let is_known = out.iter().any(|(place, finding, _)| *finding == Finding::Home && place.contains(&at));
        if is_flat && !of_office && !is_known {
            out.push((at..end + count, Finding::Home, Verdict::Refuse));
        }
    }
}
