//! Workbooks as offices make them, made here.

use std::path::PathBuf;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::sample::ENGINEERS_FILE;
use crate::support::{Project, id_number};

/// The sample without its engineers, and with a rule that asks for the date of birth and the education.
pub(super) fn empty_round() -> Project {
    let project = Project::sample();
    project.remove(ENGINEERS_FILE);
    let source = "source: { document: measures, article: 第五条 }";
    let rules = format!(
        "basis: [measures]\nrules:\n  - {{ rule: born, who: applicant, on_or_after: 1980-01-01, {source} }}\n  - {{ rule: education, who: applicant, at_least: 硕士, {source} }}"
    );
    project.edit("content/programmes/plan.yaml", "basis: [measures]", &rules);
    project
}

/// Saves a workbook beside the project's content, and gives its path.
pub(super) fn save(project: &Project, name: &str, mut workbook: Workbook) -> String {
    let path: PathBuf = project.path(name);
    workbook.save(&path).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A sheet with these texts, from A1 on.
pub(super) fn sheet(rows: &[&[&str]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    sheet
}

/// A workbook of one sheet.
pub(super) fn book(sheet: Worksheet) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.push_worksheet(sheet);
    workbook
}

/// The 汇总表 of annex 3 of the 2025 Hengyang call as an office fills it in: a title and a line over merged cells, line breaks
/// and spaces in headings, days in every form, a hidden column, a second sheet, notes below.
pub(super) fn summary() -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("汇总表").unwrap();
    let centre = Format::new().set_bold();
    sheet.merge_range(0, 1, 0, 13, "2025年示例市“卓越工程师”候选人申报汇总表", &centre).unwrap();
    sheet
        .merge_range(
            1,
            1,
            1,
            13,
            "推荐单位（盖章）：示例区科学技术协会          填表人：        电话：",
            &Format::new(),
        )
        .unwrap();
    let headings = [
        "序号",
        "姓  名",
        "性\n别",
        "出生\n日期",
        "民\n族",
        "籍贯",
        "政治\n面貌",
        "工作单位及\n职务职级",
        "学历学位",
        "专业技术\n职务",
        "学科领域",
        "联系电话",
        "身份证号",
    ];
    for (column, heading) in (1..).zip(headings) {
        sheet.write_string(2, column, heading).unwrap();
    }
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let rows = [
        ("林　知远", "示例智能装备有限公司 总工程师", "研究生/硕士", "高级工程师"),
        ("王若谷", "示例生物医药\n有限公司\n副所长", "博士", "正高级工程师"),
        ("欧阳明", "示例能源研究院", "硕士", "高级工程师"),
    ];
    for (row, (name, unit, education, title)) in (3..).zip(rows) {
        sheet.write_number(row, 1, f64::from(row - 2)).unwrap();
        sheet.write_string(row, 2, name).unwrap();
        sheet.write_string(row, 3, "男").unwrap();
        sheet.write_string(row, 5, "汉族").unwrap();
        sheet.write_string(row, 8, unit).unwrap();
        sheet.write_string(row, 9, education).unwrap();
        sheet.write_string(row, 10, title).unwrap();
        sheet.write_string(row, 11, "人工智能").unwrap();
        sheet.write_string(row, 12, "010-00000000").unwrap();
        sheet.write_string(row, 13, id_number()).unwrap();
    }
    sheet.write_datetime_with_format(3, 4, ExcelDateTime::from_ymd(1985, 3, 2).unwrap(), &date).unwrap();
    sheet.write_string(4, 4, "1983年11月20日").unwrap();
    sheet.write_number(5, 4, 1984.7).unwrap();
    sheet.set_column_hidden(13).unwrap();
    sheet.write_string(7, 1, "注：1.本表按推荐对象的优先顺序填写。").unwrap();
    sheet.write_string(8, 1, "填表人：某某").unwrap();
    sheet.write_string(8, 9, "审核人：某某").unwrap();
    let notes = workbook.add_worksheet();
    notes.set_name("填报说明").unwrap();
    notes.write_string(0, 0, "1.推荐对象汇总表按照推荐对象的优先顺序填写。").unwrap();
    workbook
}

/// A cell struck out.
pub(super) fn struck() -> Format {
    Format::new().set_font_strikethrough().set_font_color(Color::Red)
}

/// A formula that no program has calculated.
pub(super) fn formula(text: &str) -> Formula {
    Formula::new(text)
}
