//! A second import, after edits on both sides.

use rust_xlsxwriter::Worksheet;
use serde_json::json;

use super::book::{book, empty_round, save, sheet};
use super::{FILE, import};
use crate::support::Project;

const HEAD: &[&str] = &["姓名", "工作单位", "职称", "出生日期", "学历", "领域", "推荐单位"];

fn row<'a>(name: &'a str, unit: &'a str, title: &'a str, birth: &'a str) -> Vec<&'a str> {
    vec![name, unit, title, birth, "硕士", "人工智能", "示例区科协"]
}

fn people(rows: &[Vec<&str>]) -> Worksheet {
    let mut all: Vec<&[&str]> = vec![HEAD];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all)
}

fn imported(rows: &[Vec<&str>]) -> Project {
    let project = empty_round();
    let file = save(&project, "名单.xlsx", book(people(rows)));
    import(&project, &file, &[]).written();
    project
}

#[test]
fn edits_on_both_sides_are_kept_and_told() {
    let project = imported(&[
        row("甲一", "示例甲公司", "工程师", "1985-03-02"),
        row("乙二", "示例乙公司", "工程师", "1986-03-02"),
        row("丙三", "示例丙公司", "工程师", "1987-03-02"),
    ]);
    // By hand: a comment, a title, a text of one's own, and a value in quotation marks.
    let text = project.read(FILE);
    let text = text.replacen("- 编号: g2025-002", "# 已电话核实\n- 编号: g2025-002", 1);
    let text = text.replacen("职称: 工程师", "职称: 高级工程师   # 证书已交", 1);
    let text = text.replacen(
        "  单位: 示例乙公司\n",
        "  单位: \"示例乙公司\"\n  简介: |\n    第一段。\n    # 不是注释\n\n",
        1,
    );
    project.write(FILE, &text);
    let table = [
        row("丁四", "示例丁公司", "工程师", "1988-03-02"),
        row("丙三", "示例丙公司", "正高级工程师", "1987-03-02"),
        row("甲一", "示例甲公司", "工程师", "1985-03-02"),
    ];
    let file = save(&project, "名单.xlsx", book(people(&table)));
    let outcome = import(&project, &file, &[]);
    outcome.written();
    let expected =
        text.replace("  单位: 示例丙公司\n  职称: 工程师\n", "  单位: 示例丙公司\n  职称: 正高级工程师\n");
    let added = "\n- 编号: g2025-004\n  姓名: 丁四\n  单位: 示例丁公司\n  职称: 工程师\n  出生日期: 1988-03-02\n  学历: 硕士\n  领域: 人工智能\n  推荐单位: 示例区科协\n";
    assert_eq!(project.read(FILE), format!("{expected}{added}"));
    let report = &outcome.report;
    let ids =
        |list: &str| -> Vec<_> { report[list].as_array().unwrap().iter().map(|e| e["id"].clone()).collect() };
    assert_eq!(ids("added"), ["g2025-004"]);
    assert_eq!(ids("missing"), ["g2025-002"]);
    assert_eq!(report["changed"], json!([{ "id": ids("changed")[0], "name": "丙三", "keys": ["职称"] }]));
    assert_eq!(report["kept"][0]["keys"], json!(["职称"]));
    // Nothing more the third time.
    let before = project.tree();
    let outcome = import(&project, &file, &[]);
    assert_eq!((&outcome.report["added"], &outcome.report["changed"]), (&json!([]), &json!([])));
    assert_eq!(project.tree(), before);
}

#[test]
fn what_changed_on_both_sides_is_asked() {
    let project = imported(&[row("甲一", "示例甲公司", "工程师", "1985-03-02")]);
    project.edit(FILE, "职称: 工程师", "职称: 高级工程师");
    let file =
        save(&project, "名单.xlsx", book(people(&[row("甲一", "示例甲公司", "研究员", "1985-03-02")])));
    let before = project.tree();
    let outcome = import(&project, &file, &[]);
    assert_eq!(outcome.errors(), [("both-changed", "名单.xlsx Sheet1!C2")]);
    assert_eq!(outcome.diagnostics[0].related[0].0, FILE);
    assert_eq!(project.tree(), before);
    import(&project, &file, &["--prefer", "file"]).written();
    assert!(project.read(FILE).contains("职称: 高级工程师\n"));
    // The table's value has been seen, and is not asked about again.
    assert_eq!(import(&project, &file, &[]).code, 0);
    assert!(project.read(FILE).contains("职称: 高级工程师\n"));
}

#[test]
fn one_name_at_two_units_is_asked_about() {
    let project = imported(&[row("甲一", "示例甲公司", "工程师", "1985-03-02")]);
    let moved = row("甲一", "示例新公司", "工程师", "1985-03-02");
    let file = save(&project, "名单.xlsx", book(people(std::slice::from_ref(&moved))));
    assert_eq!(import(&project, &file, &[]).errors(), [("same-name", "名单.xlsx Sheet1!B2")]);
    let mut table = people(&[moved]);
    table.write_string(0, 7, "编号").unwrap();
    table.write_string(1, 7, "g2025-001").unwrap();
    let file = save(&project, "名单.xlsx", book(table));
    import(&project, &file, &[]).written();
    assert!(project.read(FILE).contains("编号: g2025-001\n  姓名: 甲一\n  单位: 示例新公司\n"));
}

#[test]
fn a_person_twice_in_the_table_is_refused() {
    let project = empty_round();
    let twice = row("甲一", "示例甲公司", "工程师", "1985-03-02");
    let file = save(&project, "名单.xlsx", book(people(&[twice.clone(), twice])));
    assert_eq!(import(&project, &file, &[]).errors(), [("twice-in-table", "名单.xlsx Sheet1!A3")]);
}

/// Files of every shape a person writes keep it: English keys, braces, Windows' line ends, a mark at the beginning.
#[test]
fn files_keep_the_shape_that_they_have() {
    let table = [
        row("李明", "示例乙机电有限公司", "研究员", "1984-07-19"),
        row("丁四", "示例丁公司", "工程师", "1988-03-02"),
    ];
    let english = "\
# list
- { id: g2025-001, name: 李明, unit: 示例乙机电有限公司, field: 人工智能, recommender: 示例区科协 }  # end
";
    let project = empty_round();
    project.write(FILE, english);
    let file = save(&project, "名单.xlsx", book(people(&table)));
    import(&project, &file, &[]).written();
    let expected = "\
# list
- { id: g2025-001, name: 李明, unit: 示例乙机电有限公司, field: 人工智能, recommender: 示例区科协, title: 研究员, birth: 1984-07-19, education: 硕士 }  # end

- id: g2025-002
  name: 丁四
  unit: 示例丁公司
  title: 工程师
  birth: 1988-03-02
  education: 硕士
  field: 人工智能
  recommender: 示例区科协
";
    assert_eq!(project.read(FILE), expected);

    let project = empty_round();
    let windows = "\u{FEFF}- id: g2025-001\r\n  name: 李明\r\n  unit: 示例乙机电有限公司\r\n  # 注\r\n  field: 人工智能\r\n  recommender: 示例区科协";
    project.write(FILE, windows);
    import(&project, &file, &[]).written();
    let text = project.read(FILE);
    assert!(
        text.starts_with(&format!("{windows}\r\n  title: 研究员\r\n  birth: 1984-07-19\r\n")),
        "{text:?}"
    );
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());

    let project = empty_round();
    project.write(
        "content/rounds/2025/engineers/g2025-001.yaml",
        "编号: g2025-001\n姓名: 李明\n单位: 示例乙机电有限公司\n领域: 人工智能\n推荐单位: 示例区科协\n",
    );
    import(&project, &file, &[]).written();
    assert!(
        project
            .read("content/rounds/2025/engineers/g2025-001.yaml")
            .ends_with("推荐单位: 示例区科协\n职称: 研究员\n出生日期: 1984-07-19\n学历: 硕士\n")
    );
    assert!(
        project
            .read("content/rounds/2025/engineers/g2025-002.yaml")
            .starts_with("编号: g2025-002\n姓名: 丁四\n")
    );
    project.succeed(&["check"]);
}

/// What `check` finds later names the cell beside the line.
#[test]
fn later_problems_name_the_cell() {
    let project = imported(&[
        row("甲一", "示例甲公司", "工程师", "1975-03-02"),
        row("乙二", "示例乙公司", "工程师", "1986-03-02"),
    ]);
    project.edit(FILE, "姓名: 乙二\n  单位: 示例乙公司\n  职称: 工程师\n  出生日期: 1986-03-02\n  学历: 硕士\n  领域: 人工智能", "姓名: 乙二\n  单位: 示例乙公司\n  职称: 工程师\n  出生日期: 1986-03-02\n  学历: 硕士\n  领域: 人工智慧");
    let document = project.json(&["check"]);
    let cells: Vec<_> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["code"].clone(), d["cell"].clone()))
        .collect();
    assert_eq!(
        cells,
        [
            (json!("rule-broken"), json!("名单.xlsx Sheet1!D2")),
            (json!("unknown-field"), json!("名单.xlsx Sheet1!F3"))
        ]
    );
    let run = project.run(&["check"]);
    assert!(run.stderr.contains("来自: 名单.xlsx Sheet1!F3"), "{}", run.stderr);
}

/// A number that ever was an address is not given again.
#[test]
fn ids_are_not_given_twice() {
    let project = imported(&[
        row("甲一", "示例甲公司", "工程师", "1985-03-02"),
        row("乙二", "示例乙公司", "工程师", "1986-03-02"),
    ]);
    project.remove(FILE);
    let file =
        save(&project, "名单.xlsx", book(people(&[row("丙三", "示例丙公司", "工程师", "1985-03-02")])));
    import(&project, &file, &[]).written();
    assert!(project.read(FILE).contains("编号: g2025-003"));
}
