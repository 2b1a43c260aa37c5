//! A workbook as an office makes it.

use rust_xlsxwriter::{ExcelDateTime, Format};
use serde_json::json;

use super::book::{book, empty_round, formula, save, sheet, struck, summary};
use super::{FILE, import};
use crate::support::{Project, id_number};

/// Headings that say all an engineer needs.
const HEAD: &[&str] = &["姓名", "工作单位", "职称", "出生日期", "学历", "领域", "推荐单位"];

/// A table of these people.
fn people(rows: &[&[&str]]) -> rust_xlsxwriter::Worksheet {
    sheet(&[&[HEAD], rows].concat())
}

#[test]
fn the_summary_table_of_a_call_is_imported() {
    let project = empty_round();
    let file = save(&project, "名单.xlsx", summary());
    let outcome = import(&project, &file, &[]);
    outcome.written();
    let expected = "\
# 从表格导入（gongshi import）。可以手工修改：再次导入时，手工改过的保留。

- 编号: g2025-001
  姓名: 林知远
  单位: 示例智能装备有限公司
  职称: 高级工程师
  出生日期: 1985-03-02
  学历: 研究生/硕士
  领域: 人工智能
  推荐单位: 示例区科学技术协会

- 编号: g2025-003
  姓名: 王若谷
  单位: 示例生物医药有限公司
  职称: 正高级工程师
  出生日期: 1983-11-20
  学历: 博士
  领域: 人工智能
  推荐单位: 示例区科学技术协会

- 编号: g2025-002
  姓名: 欧阳明
  单位: 示例能源研究院
  职称: 高级工程师
  出生日期: 1984-07-01
  学历: 硕士
  领域: 人工智能
  推荐单位: 示例区科学技术协会
";
    assert_eq!(project.read(FILE), expected);
    project.succeed(&["check"]);

    let column = |letter: &str| {
        let columns = outcome.report["columns"].as_array().unwrap();
        columns.iter().find(|c| c["column"] == letter).unwrap_or_else(|| panic!("{letter}")).clone()
    };
    assert_eq!(column("C")["key"], "姓名");
    assert_eq!(column("I")["key"], "单位及职务");
    assert_eq!(column("K")["key"], "职称");
    assert_eq!(column("N")["used"], "no-key");
    assert_eq!(column("I")["heading"], "工作单位及职务职级");
    let notes: Vec<&str> = outcome.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(notes, ["row-is-a-note", "row-is-a-note", "name-spaced", "month-only"]);
    // No number of a person goes anywhere.
    for path in [FILE, "content/rounds/2025/import.json"] {
        assert!(!project.read(path).contains(&id_number()[6..14]), "{path}");
    }
}

/// What no rule of the round asks for is not on record, and is said not to be.
#[test]
fn private_columns_that_no_rule_needs_are_left_out() {
    let project = empty_round();
    let rows: &[&[&str]] =
        &[&["林知远", "示例公司", "高级工程师", "1985-03-02", "硕士", "人工智能", "示例区科协"]];
    let file = save(&project, "名单.xlsx", book(people(rows)));
    let plan = project.read("content/programmes/plan.yaml");
    let (head, rest) = plan.split_once("rules:").unwrap();
    let (_, fields) = rest.split_once("fields:").unwrap();
    project.write("content/programmes/plan.yaml", format!("{head}fields:{fields}"));
    let outcome = import(&project, &file, &[]);
    outcome.written();
    let text = project.read(FILE);
    assert!(!text.contains("1985") && !text.contains("硕士"), "{text}");
    let used: Vec<_> =
        outcome.report["columns"].as_array().unwrap().iter().map(|c| c["used"].clone()).collect();
    assert_eq!(used, ["key", "key", "key", "not-asked", "not-asked", "key", "key"]);
    let run = project.run(&["import", &file, "--round", "2025"]);
    assert!(
        run.stderr.contains("D  出生日期 → 不导入（出生日期不公布，本轮也没有规则要用）"),
        "{}",
        run.stderr
    );
}

/// Refuses a table, and writes nothing at all.
#[track_caller]
fn refused(project: &Project, file: &str, more: &[&str], errors: &[(&str, &str)]) {
    let before = project.tree();
    let outcome = import(project, file, more);
    assert_eq!((outcome.code, outcome.errors()), (1, errors.to_vec()), "{:#?}", outcome.diagnostics);
    assert_eq!(project.tree(), before);
}

#[test]
fn what_is_doubtful_is_asked_and_not_guessed() {
    let project = empty_round();
    let row = |name| [name, "示例公司", "高级工程师", "1985-03-02", "硕士", "人工智能", "示例区科协"];
    let mut sheet = people(&[&row("甲一"), &row("乙二"), &row("丙三"), &row("丁四")]);
    sheet.set_row_hidden(2).unwrap();
    sheet.write_string_with_format(3, 0, "丙三", &struck()).unwrap();
    let file = save(&project, "名单.xlsx", book(sheet));
    let both = [("hidden-row", "名单.xlsx Sheet1!A3"), ("struck-row", "名单.xlsx Sheet1!A4")];
    refused(&project, &file, &[], &both);
    refused(&project, &file, &["--hidden", "keep"], &both[1..]);
    let outcome = import(&project, &file, &["--hidden", "skip", "--struck", "keep", "--dry-run"]);
    assert_eq!((outcome.code, &outcome.report["written"]), (0, &json!(false)));
    assert!(std::fs::metadata(project.path(FILE)).is_err());
    import(&project, &file, &["--hidden", "skip", "--struck", "keep"]).written();
    let text = project.read(FILE);
    assert!(text.contains("丙三") && !text.contains("乙二"), "{text}");
}

#[test]
fn cells_that_say_nothing_certain_are_refused_each_by_its_name() {
    let project = empty_round();
    let row = |birth| ["甲一", "示例公司", "高级工程师", birth, "硕士", "人工智能", "示例区科协"];
    let mut sheet = people(&[&row(""), &row(""), &row(""), &row("1985.3.2")]);
    for (line, name) in (1..).zip(["甲一", "乙二", "丙三", "丁四"]) {
        sheet.write_string(line, 0, name).unwrap();
    }
    sheet.write_number(1, 3, 1985.1).unwrap();
    let two_places = Format::new().set_num_format("0.00");
    sheet.write_number_with_format(2, 3, 1985.1, &two_places).unwrap();
    sheet.write_formula(3, 3, formula("=DATE(1985,3,2)")).unwrap();
    sheet.write_string(0, 7, "编号").unwrap();
    sheet.write_number(1, 7, 110_101_199_003_071_234.0).unwrap();
    sheet.write_string(4, 1, "示例公司，电话13800138000").unwrap();
    let file = save(&project, "名单.xlsx", book(sheet));
    refused(
        &project,
        &file,
        &[],
        &[
            ("rounded-number", "名单.xlsx Sheet1!H2"),
            ("ambiguous-date", "名单.xlsx Sheet1!D2"),
            ("not-calculated", "名单.xlsx Sheet1!D4"),
            ("private-number", "名单.xlsx Sheet1!B5"),
        ],
    );
    let run = project.run(&["import", &file, "--round", "2025"]);
    assert!(!run.stderr.contains("13800138000") && run.stderr.contains("办法"), "{}", run.stderr);
}

/// In a column that is not imported too: the office's own table is damaged.
#[test]
fn identity_numbers_that_excel_rounded_are_refused() {
    let project = empty_round();
    let mut sheet =
        people(&[&["甲一", "示例公司", "工程师", "1985-03-02", "硕士", "人工智能", "示例区科协"]]);
    sheet.write_string(0, 7, "身份证号码").unwrap();
    sheet.write_number(1, 7, 110_101_199_003_071_234.0).unwrap();
    let file = save(&project, "名单.xlsx", book(sheet));
    refused(&project, &file, &[], &[("rounded-number", "名单.xlsx Sheet1!H2")]);
    import(&project, &file, &["--map", "身份证号码=-"]).written();
}

#[test]
fn two_columns_that_fit_one_key_force_a_choice() {
    let project = empty_round();
    let mut sheet =
        people(&[&["甲一", "示例公司", "工程师", "1985-03-02", "硕士", "人工智能", "示例区科协"]]);
    sheet.write_string(0, 7, "所在单位").unwrap();
    sheet.write_string(1, 7, "示例集团").unwrap();
    let file = save(&project, "名单.xlsx", book(sheet));
    refused(&project, &file, &[], &[("two-columns", "名单.xlsx Sheet1!H1")]);
    import(&project, &file, &["--map", "B=-"]).written();
    assert!(project.read(FILE).contains("单位: 示例集团"));
}

#[test]
fn zeros_that_a_format_shows_are_kept_and_epochs_told_apart() {
    let project = empty_round();
    let mut sheet = people(&[&["甲一", "示例公司", "工程师", "", "硕士", "人工智能", "示例区科协"]]);
    sheet.write_string(0, 7, "编号").unwrap();
    let zeros = Format::new().set_num_format("000000");
    sheet.write_number_with_format(1, 7, 42, &zeros).unwrap();
    let date = Format::new().set_num_format("yyyy/m/d");
    sheet.write_datetime_with_format(1, 3, ExcelDateTime::from_ymd(1985, 3, 2).unwrap(), &date).unwrap();
    let file = save(&project, "名单.xlsx", book(sheet));
    import(&project, &file, &[]).written();
    let text = project.read(FILE);
    assert!(text.contains("编号: 000042\n") && text.contains("出生日期: 1985-03-02\n"), "{text}");
}

#[test]
fn columns_that_are_not_there_are_named_with_a_remedy_that_works() {
    let project = empty_round();
    let file = save(
        &project,
        "名单.xlsx",
        book(sheet(&[&["姓名", "所在企业", "出生日期"], &["甲一", "示例公司", "1985-03-02"]])),
    );
    let place = "名单.xlsx Sheet1!A1";
    refused(&project, &file, &[], &[("no-column", place), ("no-column", place), ("no-column", place)]);
    let more = ["--map", "所在企业=单位", "--set", "领域=人工智能", "--set", "推荐单位=示例区科协"];
    import(&project, &file, &more).written();
    assert_eq!(project.run(&["import", &file, "--round", "2025", "--map", "姓名"]).code, 2);
    assert_eq!(project.run(&["import", &file, "--round", "2025", "--map", "姓名=名"]).code, 2);
}
