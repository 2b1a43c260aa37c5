//! Workbooks that the program makes: empty ones to fill in, and offices' own with notes; and files that other programs made.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use serde_json::json;

use super::book::{book, empty_round, save, sheet};
use super::{FILE, TEAMS, import};
use crate::support::Project;
use crate::support::sample::TEAMS_FILE;

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The texts of a row of a sheet.
fn row(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, row: u32) -> Vec<String> {
    let range = workbook.worksheet_range(sheet).unwrap();
    let cells =
        (0..40).map_while(|column| range.get_value((row, column)).filter(|cell| **cell != Data::Empty));
    cells.map(ToString::to_string).collect()
}

/// A text file of an archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_template_is_filled_in_and_imported() {
    let project = empty_round();
    project.remove(TEAMS_FILE);
    project.succeed(&["template", "空表.xlsx", "--round", "2025"]);
    let bytes = std::fs::read(project.path("空表.xlsx")).unwrap();
    let mut workbook = opened(&bytes);
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|s| (s.name.clone(), s.visible == SheetVisible::Visible))
        .collect();
    let expected = [("个人名单", true), ("团队名单", true), ("填表说明", true), ("选项", false)];
    assert_eq!(sheets, expected.map(|(name, visible)| (name.to_owned(), visible)));
    let people = row(&mut workbook, "个人名单", 2);
    assert_eq!(
        people,
        [
            "姓名*",
            "单位*",
            "职称",
            "出生日期",
            "学历",
            "领域*",
            "推荐单位*",
            "其他单位",
            "合作单位",
            "推荐渠道",
            "简介",
            "编号"
        ]
    );
    let team = row(&mut workbook, "团队名单", 2);
    assert_eq!(team[..4], ["团队名称*", "共同负责人", "依托单位*", "领域*"]);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<dataValidation type=\"list\"") && xml.contains("sqref=\"F4:F2003\""), "{xml}");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("绿色能源") && strings.contains("园区科协") && !strings.contains("从业年限"));

    // Nobody is in it yet.
    let path = project.path("空表.xlsx").to_str().unwrap().to_owned();
    assert_eq!(import(&project, &path, &[]).errors(), [("empty-table", "空表.xlsx")]);
    // It is not overwritten.
    assert_eq!(project.run(&["template", "空表.xlsx", "--round", "2025"]).code, 3);
    assert_eq!(std::fs::read(project.path("空表.xlsx")).unwrap(), bytes);

    let filled = |head: &[String], rows: &[&[&str]], kind: &str| {
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let mut all: Vec<&[&str]> = vec![&["2025年示例工程师选拔项目"], &["每人一行"], &head];
        all.extend(rows);
        save(&project, kind, book(sheet(&all)))
    };
    let one: &[&str] = &[
        "林知远",
        "示例公司",
        "工程师",
        "1985-03-02",
        "硕士",
        "人工智能",
        "示例区科协",
        "",
        "",
        "区科协",
        "第一段。\n第二段。",
    ];
    import(&project, &filled(&people, &[one], "个人.xlsx"), &[]).written();
    let text = project.read(FILE);
    assert!(text.contains("  推荐渠道: 区科协\n  简介: |\n    第一段。\n\n    第二段。\n"), "{text}");
    let at = |heading: &str| team.iter().position(|h| h.trim_end_matches('*') == heading).unwrap();
    let person = |role: &'static str, name: &'static str| {
        let mut cells = vec![""; team.len()];
        for (heading, value) in [
            ("团队名称", "示例工作室"),
            ("依托单位", "示例公司"),
            ("领域", "人工智能"),
            ("推荐单位", "示例区科协"),
            ("角色", role),
            ("姓名", name),
        ] {
            cells[at(heading)] = value;
        }
        cells
    };
    let (leader, member) = (person("负责人", "孙一"), person("成员", "钱二"));
    import(&project, &filled(&team, &[&leader, &member], "团队.xlsx"), &[]).written();
    assert!(project.read(TEAMS).contains("成员:\n    - { 姓名: 钱二 }\n"));
    project.succeed(&["check"]);
}

#[test]
fn the_offices_own_table_comes_back_with_notes() {
    let project = empty_round();
    let head: &[&str] = &["姓名", "工作单位", "职称", "出生日期", "学历", "领域", "推荐单位", "身份证号"];
    let number = crate::support::id_number();
    let mut table = sheet(&[
        head,
        &["甲一", "示例甲公司", "工程师", "", "硕士", "人工智能", "示例区科协", &number],
        &["乙二", "示例乙公司", "工程师", "1975-03-02", "硕士", "人工智慧", "示例区科协", &number],
    ]);
    table.write_number(1, 3, 1985.1).unwrap();
    let file = save(&project, "名单.xlsx", book(table));
    let outcome = import(&project, &file, &["--annotate", "退回.xlsx"]);
    assert_eq!(outcome.code, 1);
    let bytes = std::fs::read(project.path("退回.xlsx")).unwrap();
    let mut copy = opened(&bytes);
    assert_eq!(row(&mut copy, "Sheet1", 2)[..2], ["乙二", "示例乙公司"]);
    let fill = |copy: &mut Xlsx<Cursor<&[u8]>>, place| {
        let styles = copy.worksheet_style("Sheet1").unwrap();
        let fill = styles.get(place).and_then(|style| style.fill.clone());
        fill.and_then(|fill| fill.get_color()).map(|color| (color.red, color.green, color.blue))
    };
    assert_eq!(fill(&mut copy, (1, 3)), Some((0xFF, 0xC7, 0xCE)));
    assert_eq!(fill(&mut copy, (1, 0)), None);
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(
        notes.contains("ref=\"D2\"") && notes.contains("是1月还是10月") && notes.contains("办法"),
        "{notes}"
    );

    // What the rules find is in it too, and nothing is overwritten.
    let mended = save(&project, "名单.xlsx", {
        let mut table =
            sheet(&[head, &["乙二", "示例乙公司", "工程师", "1975-03-02", "硕士", "人工智慧", "示例区科协"]]);
        table.write_string(0, 8, "备注").unwrap();
        book(table)
    });
    let run = project.run(&["import", &mended, "--round", "2025", "--dry-run", "--annotate", "退回.xlsx"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert_eq!(std::fs::read(project.path("退回.xlsx")).unwrap(), bytes);
    let outcome = import(&project, &mended, &["--dry-run", "--annotate", "再退.xlsx"]);
    assert_eq!((outcome.code, &outcome.report["written"]), (0, &json!(false)));
    let notes = part(&std::fs::read(project.path("再退.xlsx")).unwrap(), "xl/comments1.xml");
    for (cell, reason) in [("ref=\"D2\"", "1980年1月1日"), ("ref=\"F2\"", "人工智慧")] {
        assert!(notes.contains(cell) && notes.contains(reason), "{notes}");
    }
}

/// The files in `tests/data` were made by LibreOffice 7.4: a merged recommender, a hidden row, a name struck out, days in four
/// forms, a note.
fn fixture(name: &str) -> (Project, String) {
    let project = empty_round();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    project.write(name, std::fs::read(source).unwrap());
    let path = project.path(name).to_str().unwrap().to_owned();
    (project, path)
}

#[test]
fn a_file_of_libreoffice_is_read_with_what_is_hidden_in_it() {
    let (project, file) = fixture("list.ods");
    let errors = [("hidden-row", "list.ods 名单!A6"), ("struck-row", "list.ods 名单!A7")];
    assert_eq!(import(&project, &file, &[]).errors(), errors);
    import(&project, &file, &["--hidden", "skip", "--struck", "skip"]).written();
    let text = project.read(FILE);
    for line in ["出生日期: 1985-03-02", "出生日期: 1986-03-01", "出生日期: 1987-03-01"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(
        (text.matches("推荐单位: 示例区科协\n").count(), text.matches("编号").count()),
        (2, 3),
        "{text}"
    );
    project.succeed(&["check"]);
}

#[test]
fn a_file_of_old_excel_is_read_and_says_what_it_cannot_tell() {
    let (project, file) = fixture("list.xls");
    let outcome = import(&project, &file, &[]);
    outcome.written();
    assert_eq!(outcome.diagnostics[0].code, "xls-hides");
    let text = project.read(FILE);
    assert!(text.contains("出生日期: 1985-03-02") && text.contains("出生日期: 1987-03-01"), "{text}");
    assert_eq!(
        (text.matches("推荐单位: 示例区科协\n").count(), text.matches("编号").count()),
        (2, 5),
        "{text}"
    );
}
