//! Files of other programs, and teams.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::book::{book, empty_round, save, sheet};
use super::{FILE, TEAMS, import};
use crate::support::Project;

const CSV: &str = "\
示例市名单,,,,,
姓名,工作单位,职称,出生年月,学历,所属领域,推荐单位
林𬭎远,示例公司,高级工程师,1985/3/2,硕士,人工智能,\"示例区
科协\"
,,,,,,
注：以上人员按报送先后排列,,,,,,
";

#[test]
fn values_in_gb18030_and_in_utf8_read_the_same() {
    let (gb18030, _, lost) = encoding_rs::GB18030.encode(CSV);
    assert!(!lost && gb18030 != CSV.as_bytes());
    let mut texts = Vec::new();
    for bytes in [
        gb18030.as_ref(),
        CSV.as_bytes(),
        format!("\u{FEFF}{CSV}").as_bytes(),
        CSV.replace(',', "\t").as_bytes(),
    ] {
        let project = empty_round();
        project.write("名单.csv", bytes);
        import(&project, project.path("名单.csv").to_str().unwrap(), &[]).written();
        texts.push(project.read(FILE));
        project.succeed(&["check"]);
    }
    assert!(
        texts[0].contains("姓名: 林𬭎远\n  单位: 示例公司\n") && texts[0].contains("推荐单位: 示例区科协\n"),
        "{}",
        texts[0]
    );
    assert!(texts.iter().all(|text| *text == texts[0]));
}

#[test]
fn what_is_no_table_is_refused() {
    let project = empty_round();
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend([0; 40]);
    let cases: [(&str, &[u8], &str); 5] = [
        ("a.csv", b"\xFF\xFE\x00a", "unknown-workbook"),
        ("b.xlsx", &zip, "damaged-workbook"),
        ("c.csv", "甲,乙\n1,2\n".as_bytes(), "no-table"),
        ("d.xls", &[0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3], "damaged-workbook"),
        ("e.csv", "姓名,工作单位,领域,推荐单位\n".as_bytes(), "empty-table"),
    ];
    for (name, bytes, code) in cases {
        project.write(name, bytes);
        let outcome = import(&project, project.path(name).to_str().unwrap(), &[]);
        assert_eq!((outcome.code, outcome.errors()[0].0), (1, code), "{name}");
    }
    let run = project.run(&["import", "nothing.xlsx", "--round", "2025"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    let csv = project.path("e.csv");
    assert_eq!(project.run(&["import", csv.to_str().unwrap(), "--round", "2024"]).code, 1);
}

/// What was 1985.10 in Excel is 1985.1 in a file of values.
#[test]
fn a_day_that_lost_its_last_digit_is_refused_in_a_file_of_values() {
    let project = empty_round();
    project.write("名单.csv", CSV.replace("1985/3/2", "1985.1"));
    let outcome = import(&project, project.path("名单.csv").to_str().unwrap(), &[]);
    assert_eq!(outcome.errors(), [("ambiguous-date", "名单.csv D3")]);
}

#[test]
fn a_sheet_is_chosen_where_several_have_a_list() {
    let project = empty_round();
    let people = |name| {
        sheet(&[&["姓名", "工作单位", "领域", "推荐单位"], &[name, "示例公司", "人工智能", "示例区科协"]])
    };
    let mut workbook = Workbook::new();
    for (title, name) in [("东区", "甲一"), ("西区", "乙二")] {
        let mut sheet = people(name);
        sheet.set_name(title).unwrap();
        workbook.push_worksheet(sheet);
    }
    let file = save(&project, "名单.xlsx", workbook);
    assert_eq!(import(&project, &file, &[]).errors(), [("several-tables", "名单.xlsx")]);
    assert_eq!(import(&project, &file, &["--sheet", "南区"]).errors(), [("no-such-sheet", "名单.xlsx")]);
    import(&project, &file, &["--sheet", "西区"]).written();
    assert!(!project.read(FILE).contains("甲一"));
    import(&project, &file, &["--sheet", "东区", "--sheet", "西区"]).written();
    assert!(project.read(FILE).contains("甲一"));
}

/// The sample without its teams.
fn without_teams() -> Project {
    let project = Project::sample();
    project.remove(TEAMS);
    let rule = "basis: [measures]\nrules:\n  - { rule: born, who: leader, on_or_after: 1980-01-01, source: { document: measures, article: 第五条 } }";
    project.edit("content/programmes/studio.yaml", "basis: [measures]", rule);
    project
}

const TEAM: &str = "\
- 编号: t2025-001
  团队名称: 边缘计算工作室
  负责人: { 姓名: 孙一, 单位: 示例甲公司, 职称: 高级工程师, 出生日期: 1985-03-02 }
  依托单位: 示例甲公司
  成员:
    - { 姓名: 钱二, 单位: 示例甲公司, 职称: 工程师, 出生日期: 1992-03-04 }
    - { 姓名: 周三, 单位: 示例大学 }
  指导专家:
    - { 姓名: 吴四, 单位: 示例大学, 职称: 教授 }
  领域: 人工智能
  推荐单位: 示例区科协
";

const TEAM_HEAD: &[&str] =
    &["团队名称", "依托单位", "领域", "推荐单位", "角色", "姓名", "单位", "职称", "出生日期"];

#[test]
fn several_rows_make_a_team_merged_or_not() {
    let people: &[&[&str]] = &[
        &[
            "边缘计算工作室",
            "示例甲公司",
            "人工智能",
            "示例区科协",
            "负责人",
            "孙一",
            "示例甲公司",
            "高级工程师",
            "1985-03-02",
        ],
        &["", "", "", "", "成员", "钱二", "示例甲公司", "工程师", "1992-03-04"],
        &["", "", "", "", "成员", "周三", "示例大学"],
        &["", "", "", "", "指导专家", "吴四", "示例大学", "教授"],
    ];
    let table = || sheet(&[&[TEAM_HEAD], people].concat());
    let mut merged: Worksheet = table();
    for column in 0..4 {
        merged.merge_range(1, column, 4, column, "", &Format::new()).unwrap();
        merged.write_string(1, column, people[0][usize::from(column)]).unwrap();
    }
    for workbook in [book(table()), book(merged)] {
        let project = without_teams();
        let file = save(&project, "团队.xlsx", workbook);
        import(&project, &file, &[]).written();
        assert!(project.read(TEAMS).ends_with(TEAM), "{}", project.read(TEAMS));
        project.succeed(&["check"]);
    }
}

#[test]
fn a_row_can_be_a_team_and_a_sheet_too() {
    let project = without_teams();
    let mut row = sheet(&[
        &["团队名称", "负责人", "", "", "依托单位", "成员", "指导专家", "领域", "推荐单位"],
        &["", "姓名", "职称", "出生年月"],
        &[
            "边缘计算工作室",
            "孙一",
            "高级工程师",
            "1985年3月2日",
            "示例甲公司",
            "钱二（示例甲公司）、周三（示例大学）",
            "吴四（示例大学）",
            "人工智能",
            "示例区科协",
        ],
    ]);
    row.merge_range(0, 1, 0, 3, "负责人", &Format::new()).unwrap();
    for column in [0, 4, 5, 6, 7, 8] {
        let text =
            ["团队名称", "", "", "", "依托单位", "成员", "指导专家", "领域", "推荐单位"][usize::from(column)];
        row.merge_range(0, column, 1, column, text, &Format::new()).unwrap();
    }
    let file = save(&project, "团队.xlsx", book(row));
    import(&project, &file, &[]).written();
    let text = project.read(TEAMS);
    assert!(text.contains("  负责人: { 姓名: 孙一, 职称: 高级工程师, 出生日期: 1985-03-02 }\n"), "{text}");
    assert!(text.contains("    - { 姓名: 周三, 单位: 示例大学 }\n"), "{text}");
    project.succeed(&["check"]);

    let project = without_teams();
    let mut workbook = Workbook::new();
    for name in ["甲工作室", "乙工作室"] {
        let mut one = sheet(&[&["角色", "姓名", "职称"], &["负责人", "孙一", "工程师"], &["成员", "钱二"]]);
        one.set_name(name).unwrap();
        workbook.push_worksheet(one);
    }
    let file = save(&project, "团队.xlsx", workbook);
    let set = ["--set", "依托单位=示例甲公司", "--set", "领域=人工智能", "--set", "推荐单位=示例区科协"];
    import(&project, &file, &set).written();
    let text = project.read(TEAMS);
    assert!(text.contains("团队名称: 甲工作室") && text.contains("团队名称: 乙工作室"), "{text}");
}

#[test]
fn a_team_without_one_leader_is_refused() {
    let project = without_teams();
    let rows: &[&[&str]] = &[
        TEAM_HEAD,
        &["甲工作室", "示例甲公司", "人工智能", "示例区科协", "成员", "孙一"],
        &["甲工作室", "示例甲公司", "绿色能源", "示例区科协", "干事", "钱二"],
    ];
    let file = save(&project, "团队.xlsx", book(sheet(rows)));
    let outcome = import(&project, &file, &[]);
    let place = |cell: &str| format!("团队.xlsx Sheet1!{cell}");
    let errors: Vec<(String, String)> =
        outcome.errors().into_iter().map(|(c, f)| (c.into(), f.into())).collect();
    assert_eq!(
        errors,
        [
            ("unknown-role".into(), place("E3")),
            ("one-leader".into(), place("A2")),
            ("team-differs".into(), place("C3"))
        ]
    );
}
