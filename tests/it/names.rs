//! The order of names, through the real program: `order:` of a round decides the rows of `list.csv`, and of every
//! other list. The people are invented; the orders are those that official lists use.

use crate::support::{Diagnostic, Project, sample};

/// A name, and lines of its record that say more about it.
type Person<'a> = (&'a str, &'a str);

/// The sample round with these people in this order of input, sorted as `order` says.
fn round(order: &str, people: &[Person<'_>]) -> Project {
    let project = Project::sample();
    project.edit(sample::ROUND_FILE, "order: surname-strokes", &format!("order: {order}"));
    let records: Vec<String> = people
        .iter()
        .enumerate()
        .map(|(i, (name, more))| {
            format!(
                "- id: p{i}\n  name: {name}\n  unit: 单位{i}\n  field: 人工智能\n  recommender: 科协\n  birth: 1985-01-01\n{more}"
            )
        })
        .collect();
    project.write(sample::ENGINEERS_FILE, records.concat());
    project
}

/// Column `column` of `list.csv` for entries whose id starts with `prefix`.
fn rows(project: &Project, prefix: &str, column: usize) -> Vec<String> {
    project.build();
    let list = project.page("rounds/2025/list.csv");
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.filter(|row| row[1].starts_with(prefix)).map(|row| row[column].to_owned()).collect()
}

/// The order of the rows must not depend on the order of the input: it is tried forwards, backwards and turned.
fn assert_order(order: &str, expected: &[&str]) {
    let mut turned = expected.to_vec();
    turned.rotate_left(expected.len() / 2);
    for input in [expected.to_vec(), expected.iter().rev().copied().collect(), turned] {
        let people: Vec<Person<'_>> = input.into_iter().map(|name| (name, "")).collect();
        assert_eq!(rows(&round(order, &people), "p", 3), expected, "{order}");
    }
}

/// GF 3003-1999: fewer strokes first, then 横竖撇点折 stroke by stroke. Unicode's `zh-u-co-stroke` puts 文 before 王,
/// and 邓 苏 陈 郑 黄, whose 阝 and 艹 it counts by other forms, too late.
#[test]
fn surnames_stand_by_strokes_then_by_their_shapes() {
    let expected =
        ["丁一", "卜一", "王一", "文一", "邓一", "石一", "叶一", "苏一", "李一", "陈一", "郑一", "黄一"];
    assert_order("surname-strokes", &expected);
    assert_order("姓氏笔画", &expected);
}

#[test]
fn by_surname_a_given_name_of_one_character_comes_first() {
    assert_order("surname-strokes", &["田富", "田大利", "李明", "李鸣", "李一鸣", "李丁丁"]);
}

#[test]
fn by_full_name_the_second_characters_are_compared() {
    assert_order("full-name-strokes", &["田大利", "田富", "李一鸣", "李丁丁", "李明", "李鸣"]);
    assert_order("姓名笔画", &["田大利", "田富"]);
}

#[test]
fn compound_surnames_go_by_their_first_character() {
    assert_order(
        "surname-strokes",
        &["卢一", "司明", "司马甲", "司马一平", "司徒一", "司鸿明", "欧阳一", "诸葛一"],
    );
}

#[test]
fn names_of_other_kinds_have_their_place() {
    assert_order("surname-strokes", &["阿明", "阿依古丽·买买提", "陈一", "Anna Smith", "Zoe Li"]);
}

/// 岑 cén, 黎 lí before 李 lǐ, 区 ōu, 仇 qiú, 单 shàn, 解 xiè, 尉迟 yù chí, 曾 zēng, 查 zhā: dictionaries, and ICU, give
/// qū, chóu, dān, jiě, wèi, céng, chá.
#[test]
fn by_pinyin_surnames_have_their_own_readings() {
    let expected =
        ["岑一", "黎明", "李明", "李一", "区一", "仇一", "单一", "解一", "于一", "尉迟一", "曾一", "查一"];
    assert_order("pinyin", &expected);
    assert_order("拼音", &expected);
}

#[test]
fn a_record_may_give_its_own_reading() {
    let people = [("覃一", ""), ("覃二", "  pinyin: tán èr\n"), ("沈一", "")];
    assert_eq!(rows(&round("pinyin", &people), "p", 3), ["覃一", "沈一", "覃二"], "qín, shěn, tán");
    let short = round("pinyin", &[("覃二", "  pinyin: tán\n")]);
    assert_name_error(&short.only_diagnostic());
}

#[test]
fn a_record_may_give_its_own_surname() {
    let single = [("欧阳", ""), ("欧阳一", "  surname: 欧\n"), ("欧阳二", "")];
    assert_eq!(
        rows(&round("surname-strokes", &single), "p", 3),
        ["欧阳", "欧阳二", "欧阳一"],
        "欧□阳, 欧阳□二, 欧阳一"
    );
    let wrong = round("surname-strokes", &[("欧阳一", "  surname: 阳\n")]);
    assert_name_error(&wrong.only_diagnostic());
}

#[test]
fn as_listed_keeps_the_order_of_the_records() {
    for order in ["as-listed", "按录入顺序"] {
        let people = ["郑一", "丁一", "Zoe Li", "李一鸣", "李鸣"];
        let input: Vec<Person<'_>> = people.iter().map(|name| (*name, "")).collect();
        assert_eq!(rows(&round(order, &input), "p", 3), people);
    }
}

#[test]
fn people_of_one_name_stand_by_unit_and_are_all_there() {
    let names = [("李伟", ""), ("李薇", ""), ("李伟", "")];
    let forwards = round("surname-strokes", &names);
    assert_eq!(rows(&forwards, "p", 3), ["李伟", "李伟", "李薇"]);
    assert_eq!(rows(&forwards, "p", 5), ["单位0", "单位2", "单位1"]);
    let backwards = round("surname-strokes", &names);
    for (from, to) in [("单位0", "单位9"), ("单位2", "单位0"), ("单位9", "单位2")] {
        backwards.edit(sample::ENGINEERS_FILE, from, to);
    }
    assert_eq!(rows(&backwards, "p", 5), ["单位0", "单位2", "单位1"], "the units, not the input, decide");
}

#[test]
fn teams_stand_by_their_first_character_and_quotation_marks_count_for_nothing() {
    let project = Project::sample();
    assert_eq!(rows(&project, "t", 3), ["远航工作室", "星火工作室"], "7 strokes, 9 strokes");
    project.edit(sample::TEAMS_FILE, "name: 星火工作室", "name: “一星”工作室");
    assert_eq!(rows(&project, "t", 3), ["“一星”工作室", "远航工作室"]);
}

#[test]
fn the_notice_says_its_order_and_keeps_it() {
    for (order, phrase) in [
        ("surname-strokes", "按姓氏笔画为序"),
        ("full-name-strokes", "按姓名笔画为序"),
        ("pinyin", "按姓氏拼音为序"),
        ("as-listed", "排名不分先后"),
    ] {
        let project = round(order, &[("田富", ""), ("安大利", ""), ("田大利", "")]);
        let names = rows(&project, "p", 3);
        for page in ["rounds/2025/1-publicity.md", "rounds/2025/1-publicity.html"] {
            let page = project.page(page);
            assert!(page.contains(phrase), "{order}: {page}");
            let locations: Vec<_> = names.iter().map(|name| page.find(name.as_str())).collect();
            assert!(locations.is_sorted() && !locations.contains(&None), "{order}: {names:?} {page}");
        }
    }
}

/// A character of no table of ours: 𪛖, U+2A6D6.
const RARE: &str = "王\u{2A6D6}";

/// A problem of the order of the first record's name, which stands on the second line.
fn assert_name_error(problem: &Diagnostic) {
    assert_eq!((problem.code.as_str(), problem.severity.as_str()), ("name-order", "error"));
    assert_eq!((problem.file.as_str(), problem.line), (sample::ENGINEERS_FILE, 2));
}

#[test]
fn an_unknown_character_is_reported_with_the_remedy_and_the_remedy_works() {
    for order in ["surname-strokes", "full-name-strokes"] {
        let people = |more| [(RARE, more), ("王一", ""), ("王卫", ""), ("王大", "")];
        let problem = round(order, &people("")).only_diagnostic();
        assert_name_error(&problem);
        assert!(problem.message.contains('\u{2A6D6}') && problem.message.contains("U+2A6D6"), "{problem:#?}");
        assert!(problem.help.contains("strokes: \u{2A6D6}="), "{problem:#?}");
        // Two strokes stand between one and three, whichever way they are written down.
        for remedy in ["  strokes: \u{2A6D6}=12\n", "  strokes: \u{2A6D6}=横竖\n", "  笔画: \u{2A6D6}＝12\n"]
        {
            let names = rows(&round(order, &people(remedy)), "p", 3);
            assert_eq!(names, ["王一", RARE, "王大", "王卫"], "{order}, {remedy}");
        }
    }
}

#[test]
fn by_pinyin_an_unknown_character_wants_a_reading() {
    let problem = round("pinyin", &[(RARE, ""), ("王一", "")]).only_diagnostic();
    assert_name_error(&problem);
    assert!(problem.help.contains("pinyin:"), "{problem:#?}");
    let known = round("pinyin", &[("王一", ""), (RARE, "  pinyin: wang an\n")]);
    assert_eq!(rows(&known, "p", 3), [RARE, "王一"]);
}

#[test]
fn as_listed_needs_no_strokes() {
    assert_eq!(rows(&round("as-listed", &[(RARE, ""), ("王一", "")]), "p", 3), [RARE, "王一"]);
}

#[test]
fn strokes_that_cannot_be_read_are_refused_at_their_line() {
    for wrong in ["\u{2A6D6}", "\u{2A6D6}=6", "\u{2A6D6}=", "\u{2A6D6}=12 \u{2A6D6}=21"] {
        let more = format!("  strokes: {wrong}\n");
        let problem = round("surname-strokes", &[(RARE, &more)]).only_diagnostic();
        assert_eq!(problem.code, "bad-strokes", "{wrong}");
        assert_eq!((problem.file.as_str(), problem.line), (sample::ENGINEERS_FILE, 7), "{wrong}");
    }
}

#[test]
fn a_round_must_say_its_order() {
    let project = Project::sample();
    project.edit(sample::ROUND_FILE, "order: surname-strokes\n", "");
    assert_eq!(project.only_diagnostic().code, "no-order");
    let slip = round("surname-stroke", &[("王一", "")]).only_diagnostic();
    assert!(slip.code == "unknown-value" && slip.help.contains("surname-strokes"), "{slip:#?}");
}

/// Surnames by their own readings, in the traditional form too: 重 Chóng, 粘 Nián, 尉遲 Yùchí.
#[test]
fn traditional_surnames_are_read_like_the_simplified_ones() {
    let names = ["重一", "樂一", "粘一", "單一", "區一", "尉遲一", "尉一"];
    let people: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
    let project = round("pinyin", &people);
    let sorted = rows(&project, "p", 3);
    assert_eq!(
        sorted,
        ["重一", "粘一", "區一", "單一", "尉一", "尉遲一", "樂一"],
        "chóng nián ōu shàn wèi yù yuè"
    );
}
