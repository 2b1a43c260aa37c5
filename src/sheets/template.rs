//! An empty, explained workbook for offices to fill in: the columns that a round needs and no other, lists to choose from,
//! and cells that keep what is typed.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rust_xlsxwriter as xlsx;

use super::annotate::properties;
use super::draft::rows;
use crate::diagnostic::{Diagnostic, environment};
use crate::domain::programme::{EntryKind, Programme};
use crate::records::record::Group as _;
use crate::records::table::{Is, Need, Row, Visibility};
use crate::records::{PersonRecord, TeamFile};

/// Rows that have lists to choose from.
const ROWS: u32 = 2_000;
/// The row of the headings, from 0.
const HEAD: u32 = 2;

/// What a workbook is made for.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// What it lists, such as the round's title.
    pub title: &'a str,
    /// The programmes that people are listed for.
    pub programmes: &'a [&'a Programme],
    /// The private keys that a rule asks for; there are no columns for others.
    pub asked: &'a BTreeSet<&'static str>,
    /// The moment it is made.
    pub now: NaiveDateTime,
}

/// A column of the workbook.
struct Column {
    heading: String,
    about: String,
    /// What can be chosen.
    choices: Vec<String>,
    number: bool,
}

/// The workbook, as the bytes of an .xlsx file.
///
/// # Errors
/// What the file format cannot hold.
pub fn template(template: &Template<'_>) -> Result<Vec<u8>, Diagnostic> {
    write(template).map_err(|error| {
        environment!("no-template", "做不了空表：{error}", "cannot make the workbook: {error}";
            help: "核对轮次的标题和领域名称", "look at the round's title and its fields"
        )
    })
}

fn write(template: &Template<'_>) -> Result<Vec<u8>, xlsx::XlsxError> {
    let mut workbook = xlsx::Workbook::new();
    workbook.set_properties(&properties(template.now)?);
    let kinds = [EntryKind::Individual, EntryKind::Team];
    let kinds = kinds.into_iter().filter(|kind| template.programmes.iter().any(|p| p.kind == *kind));
    let lists: Vec<(EntryKind, Vec<Column>)> = kinds.map(|kind| (kind, columns(template, kind))).collect();
    let mut choices = xlsx::Worksheet::new();
    choices.set_name(CHOICES)?.set_hidden(true);
    let mut next = 0;
    for (kind, columns) in &lists {
        let sheet = workbook.add_worksheet();
        write_list(sheet, template, *kind, columns)?;
        for (index, column) in (0..).zip(columns).filter(|(_, column)| !column.choices.is_empty()) {
            for (row, choice) in (0..).zip(&column.choices) {
                choices.write_string(row, next, choice)?;
            }
            let letter = super::workbook::column_name(u32::from(next));
            let formula = format!("={CHOICES}!${letter}$1:${letter}${}", column.choices.len());
            let list = xlsx::DataValidation::new()
                .allow_list_formula(xlsx::Formula::new(formula))
                .set_error_title("请从列表中选择")?
                .set_error_message("这一列只能填列表中的内容。")?;
            sheet.add_data_validation(HEAD + 1, index, HEAD + ROWS, index, &list)?;
            next += 1;
        }
    }
    explain(workbook.add_worksheet(), &lists)?;
    workbook.push_worksheet(choices);
    workbook.save_to_buffer()
}

const CHOICES: &str = "选项";

fn name_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Individual => "个人",
        EntryKind::Team => "团队",
    }
}

fn write_list(
    sheet: &mut xlsx::Worksheet,
    template: &Template<'_>,
    kind: EntryKind,
    columns: &[Column],
) -> Result<(), xlsx::XlsxError> {
    let name = name_of(kind);
    sheet.set_name(format!("{name}名单"))?;
    let last = u16::try_from(columns.len()).unwrap_or(1).saturating_sub(1).max(1);
    let centre = xlsx::Format::new().set_bold().set_font_size(14).set_align(xlsx::FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, &format!("{}（{name}名单）", template.title), &centre)?;
    let hint = match kind {
        EntryKind::Individual => "每人一行，从第4行起填写，次序不对外显示。带 * 的列必填，其余见“填表说明”。",
        EntryKind::Team => {
            "每人一行，同一团队的人连着写，团队名称每行都写。带 * 的列必填，其余见“填表说明”。"
        }
    };
    sheet.merge_range(1, 0, 1, last, hint, &xlsx::Format::new().set_italic())?;
    let head = xlsx::Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(xlsx::FormatAlign::Center)
        .set_background_color(0x00DD_EBF7)
        .set_border(xlsx::FormatBorder::Thin);
    let text = xlsx::Format::new().set_num_format("@");
    for (index, column) in (0..).zip(columns) {
        if !column.number {
            sheet.set_column_format(index, &text)?;
        }
        sheet.set_column_width(index, if column.heading.contains("单位") { 28 } else { 14 })?;
        sheet.write_string_with_format(HEAD, index, &column.heading, &head)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    Ok(())
}

/// What every column is for, on a sheet of its own.
fn explain(sheet: &mut xlsx::Worksheet, lists: &[(EntryKind, Vec<Column>)]) -> Result<(), xlsx::XlsxError> {
    sheet.set_name("填表说明")?;
    let bold = xlsx::Format::new().set_bold();
    let mut row = 0;
    for (kind, columns) in lists {
        sheet.write_string_with_format(row, 0, format!("{}名单的各列", name_of(*kind)), &bold)?;
        row += 1;
        for column in columns {
            sheet.write_string(row, 0, &column.heading)?;
            sheet.write_string(row, 1, &column.about)?;
            row += 1;
        }
        row += 1;
    }
    for line in [
        "身份证号码、手机号码、住址、银行账号不要填写：名单用不着，也不能公布。",
        "不公布的各列只用于核对本轮的条件，导入以后不会出现在网页上。",
        "填好以后运行：gongshi import 文件名 --round 轮次，再运行 gongshi check。",
    ] {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 80)?;
    Ok(())
}

/// Keys that an office has no column for: what only a rare name needs, and what has several lines a person.
const WITHOUT_COLUMN: &[&str] = &[
    "pinyin",
    "strokes",
    "surname",
    "achievements",
    "columns",
    "study",
    "work",
    "leader",
    "members",
    "mentors",
];

fn columns(template: &Template<'_>, kind: EntryKind) -> Vec<Column> {
    let programmes: Vec<&Programme> =
        template.programmes.iter().copied().filter(|p| p.kind == kind).collect();
    let wanted = |row: &&Row| {
        let has_column = !WITHOUT_COLUMN.contains(&row.key.0);
        let needed = match row.key.0 {
            "programme" => programmes.len() > 1,
            // Only where classified people are listed at all.
            "classified" => programmes.iter().any(|p| p.rules.iter().any(|rule| rule.kind == "classified")),
            _ => row.visibility != Visibility::Private || template.asked.contains(row.key.0),
        };
        has_column && needed
    };
    let column = |row: &Row, heading: &str, required: bool| Column {
        heading: format!("{heading}{}", if required { "*" } else { "" }),
        about: about(row, required),
        choices: choices(row, &programmes),
        number: matches!(row.is, Is::Number),
    };
    let of_entry = |row: &Row| column(row, row.key.1, row.need == Need::Required && row.key.0 != "id");
    let mut all: Vec<Column> = match kind {
        EntryKind::Individual => rows(kind).iter().filter(wanted).map(of_entry).collect(),
        EntryKind::Team => {
            let team = TeamFile::ROWS.iter().filter(wanted).map(of_entry);
            let people = PersonRecord::ROWS.iter().filter(wanted);
            let people = people.map(|row| column(row, row.key.1, row.key.0 == "name"));
            team.chain([role()]).chain(people).collect()
        }
    };
    // An id is given where none is written, so it comes last.
    all.sort_by_key(|column| column.heading == "编号");
    all
}

fn role() -> Column {
    let choices = ["负责人", "成员", "指导专家"].map(str::to_owned).to_vec();
    let about = "必填。这个人在团队中是负责人、成员还是指导专家；每个团队一个负责人".to_owned();
    Column { heading: "角色*".to_owned(), about, choices, number: false }
}

fn about(row: &Row, required: bool) -> String {
    let mut text = String::new();
    if required {
        text.push_str("必填。");
    }
    text.push_str(match (row.key.0, row.is) {
        ("id", _) => "可以不填，导入时给编号；以前导入过的人可以写上它的编号。",
        (_, Is::Date) => "写成 1985-03-02 的样子。",
        (_, Is::Number) => "写整数。",
        (_, Is::Flag) => "是或否。",
        _ => "",
    });
    text.push_str(row.about.1);
    text
}

fn choices(row: &Row, programmes: &[&Programme]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let names = programmes.iter().flat_map(|programme| match row.key.0 {
        "field" => programme.fields.iter().map(|field| field.name.to_string()).collect(),
        "channel" => programme.channels.iter().map(|channel| channel.name.clone()).collect(),
        "programme" => vec![programme.id.clone()],
        _ => Vec::new(),
    });
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if let Is::Flag = row.is {
        all = vec!["是".to_owned(), "否".to_owned()];
    }
    all
}
