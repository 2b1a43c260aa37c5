//! Cells → values of a record: texts, days, numbers, yes and no.

use super::dates::{self, NoDay, Typed, whole_number};
use super::headings::half_width;
use super::workbook::{Cell, Content, FileKind, Place, Sheet};
use crate::diagnostic::{Diagnostic, Location, error, note, text, warning};
use crate::gate::{Finding, Found, Verdict, judge_text};
use crate::records::table::{Is, Row};

/// The largest number of which Excel keeps every digit.
const EXACT: f64 = 1e15;

/// Reads cells of one sheet, and reports what is wrong with them.
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) kind: FileKind,
    pub(super) out: &'a mut Vec<Diagnostic>,
}

impl Cells<'_> {
    /// The value of a cell for a key of a record; `None` where it says nothing, or what it says is wrong.
    pub(super) fn value(&mut self, row: &Row, place: Place, cell: &Cell) -> Option<String> {
        if let Is::Date = row.is {
            return self.day(place, cell);
        }
        let text = match (&cell.content, row.key.0) {
            (Content::Text(text), "summary" | "main" | "outstanding") => paragraphs(text),
            _ => self.text(place, cell)?,
        };
        match row.is {
            _ if text.is_empty() => None,
            _ if is_nothing(&text) && row.key.0 != "name" => None,
            Is::Number => self.number(place, &text),
            Is::Flag => self.flag(place, &text),
            Is::Id => self.id(place, text),
            _ if row.key.0 == "name" => Some(self.name(place, text)),
            _ => self.public_text(place, text),
        }
    }

    /// What a cell shows, as text.
    pub(super) fn text(&mut self, place: Place, cell: &Cell) -> Option<String> {
        let location = self.sheet.location(place);
        match &cell.content {
            Content::Empty => None,
            Content::Text(text) => Some(cleaned(text)).filter(|text| !text.is_empty()),
            Content::Number(number) if number.abs() >= EXACT => {
                self.out.push(rounded(location));
                None
            }
            Content::Number(number) => Some(shown(*number, cell.format.as_deref())),
            Content::Bool(value) => Some(if *value { "是" } else { "否" }.to_owned()),
            Content::Day(_) | Content::IsoDay(_) => {
                self.out.push(error!(location, "unexpected-date",
                    "这里是一个日期，这一列应当是文字", "this is a date; the column is of texts";
                    help: "把单元格格式改为“文本”，重新填写；列认错了的，用 --map 指明",
                    "set the cell's format to text and write it again; or say what the column is with --map"
                ));
                None
            }
            Content::Error(name) => {
                self.out.push(error!(location, "cell-error",
                    "单元格里是错误值 {name}", "the cell holds the error {name}";
                    help: "在表中改正公式，或直接写上内容", "mend the formula, or write the value itself"
                ));
                None
            }
            Content::Uncalculated => {
                self.out.push(error!(location, "not-calculated",
                    "公式还没有计算出结果", "the formula has no result yet";
                    help: "用 Excel、WPS 或 LibreOffice 打开，重新计算（F9）后保存；或把公式换成内容",
                    "open it in Excel, WPS or LibreOffice, calculate (F9) and save; or put the value in the formula's place"
                ));
                None
            }
        }
    }

    fn day(&mut self, place: Place, cell: &Cell) -> Option<String> {
        if let Content::Text(text) = &cell.content
            && is_nothing(text.trim())
        {
            return None;
        }
        if matches!(cell.content, Content::Error(_) | Content::Uncalculated | Content::Empty) {
            return self.text(place, cell);
        }
        let location = self.sheet.location(place);
        match dates::day_of(cell, self.kind) {
            Ok(Typed::Day(day)) => Some(day.to_string()),
            Ok(Typed::Month(day)) => {
                self.out.push(note!(
                    location,
                    "month-only",
                    "只写到月，按当月1日写入",
                    "only a month; its first day was written"
                ));
                Some(day.to_string())
            }
            Err(NoDay::Ambiguous) => {
                self.out.push(error!(location, "ambiguous-date",
                    "是1月还是10月，分不清：“.10”作为数字就是“.1”", "January or October: as a number, `.10` is `.1`";
                    help: "把单元格格式改为“文本”，重新写成 1985-10-02 的样子",
                    "set the cell's format to text and write it anew, as 1985-10-02"
                ));
                None
            }
            Err(NoDay::Incomplete) => {
                self.out.push(error!(location, "bad-date",
                    "日期不完整", "the date is not complete";
                    help: "写全年月日，如 1985-03-02", "write year, month and day: 1985-03-02"
                ));
                None
            }
            Err(NoDay::Unreadable) => {
                self.out.push(error!(location, "bad-date",
                    "不是有效日期", "this is not a date";
                    help: "写成 1985-03-02 的样子，日期须存在；一串数字的，把单元格格式改为“日期”",
                    "write an existing date as 1985-03-02; give a bare number the format of a date"
                ));
                None
            }
        }
    }

    fn number(&mut self, place: Place, typed: &str) -> Option<String> {
        let text = half_width(typed);
        let digits = text.trim().trim_end_matches(['年', '岁', '个', '人', '+', '余']).trim();
        let exact = digits.len() == text.trim().len() || text.trim().ends_with('年');
        if exact && !digits.is_empty() && digits.len() < 9 && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(digits.trim_start_matches('0').to_owned())
                .map(|d| if d.is_empty() { "0".into() } else { d });
        }
        self.out.push(error!(self.sheet.location(place), "not-a-number",
            "不是整数", "this is not a whole number";
            help: "写阿拉伯数字，例如 12", "write digits, such as 12"
        ));
        None
    }

    fn flag(&mut self, place: Place, typed: &str) -> Option<String> {
        let text = match typed {
            "是" | "√" | "✓" | "✔" | "☑" | "true" | "TRUE" => "是",
            "否" | "×" | "✗" | "✘" | "false" | "FALSE" => "否",
            _ => {
                self.out.push(error!(self.sheet.location(place), "unknown-value",
                    "不是“是”或“否”", "neither yes nor no";
                    help: "写“是”或“否”", "write 是 or 否"
                ));
                return None;
            }
        };
        Some(text.to_owned())
    }

    fn id(&mut self, place: Place, typed: String) -> Option<String> {
        let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if typed.bytes().all(is_letter) && !typed.starts_with('-') && typed.len() <= 64 {
            return Some(typed);
        }
        self.out.push(error!(self.sheet.location(place), "bad-id",
            "这里不能用作编号", "this cannot be an id";
            help: "编号只用小写字母、数字和连字符，例如 g2025-001；表里的编号不是网址用的编号，写 --map 列名=-",
            "use lower-case letters, digits and hyphens, such as g2025-001; where the column is of other numbers, leave it out with --map HEADING=-"
        ));
        None
    }

    /// A name, without the spaces that people put into short ones to make columns even.
    fn name(&mut self, place: Place, typed: String) -> String {
        let is_chinese = typed.chars().all(|c| c.is_whitespace() || !c.is_ascii());
        if !is_chinese || !typed.contains(char::is_whitespace) {
            return typed;
        }
        self.out.push(note!(
            self.sheet.location(place),
            "name-spaced",
            "姓名中的空格没有导入",
            "the spaces inside the name were not imported"
        ));
        typed.split_whitespace().collect()
    }

    /// A text, if no number of a person stands in it.
    fn public_text(&mut self, place: Place, typed: String) -> Option<String> {
        let is_number = |found: &Found| {
            let numbers = [Finding::IdNumber, Finding::Mobile, Finding::BankCard];
            found.verdict == Verdict::Refuse && numbers.contains(&found.finding)
        };
        let Some(Found { finding, .. }) = judge_text(&typed).into_iter().find(is_number) else {
            return Some(typed);
        };
        let what = finding.text();
        self.out.push(error!(self.sheet.location(place), "private-number",
            "这里有{what}，不能写入记录", "here is {what}, which no record may have";
            help: "从单元格中删去", "take it out of the cell"
        ));
        None
    }
}

/// A cell whose number is no longer what was typed.
pub(super) fn rounded(location: Location) -> Diagnostic {
    error!(location, "rounded-number",
        "这个数超过15位，Excel 已经把后面的数字变成了0或科学计数", "a number of more than 15 digits: Excel has rounded it";
        help: "把这一列的格式改为“文本”，对照原件重新填写；这一列用不着的，删去它，或写 --map 列名=-",
        "set the column's format to text and type the numbers again; where the column is not needed, delete it or write --map HEADING=-"
    )
}

/// Whether a cell's number has lost digits.
pub(super) fn is_rounded(cell: &Cell) -> bool {
    matches!(cell.content, Content::Number(number) if number.abs() >= EXACT)
}

/// What stands where there is nothing to say.
fn is_nothing(text: &str) -> bool {
    matches!(text, "/" | "-" | "—" | "——" | "／" | "－")
}

/// A number as its format shows it: `42` in the format `000000` is `000042`.
fn shown(number: f64, format: Option<&str>) -> String {
    let plain = match whole_number(number.abs()) {
        Some(whole) if number < 0.0 => format!("-{whole}"),
        Some(whole) => whole.to_string(),
        None => return format!("{number}"),
    };
    let zeros = format.filter(|format| format.len() > 1 && format.bytes().all(|b| b == b'0'));
    zeros.map_or_else(|| plain.clone(), |zeros| format!("{plain:0>width$}", width = zeros.len()))
}

/// A text without spaces at its ends, and on one line: a line that was broken for the column's width is joined.
pub(super) fn cleaned(text: &str) -> String {
    let is_odd = |c: char| matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}');
    let text: String =
        text.chars().filter(|c| !is_odd(*c)).map(|c| if c == '\u{A0}' { ' ' } else { c }).collect();
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut joined = String::new();
    for line in lines {
        let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if letters(joined.chars().next_back()) && letters(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// A text of several paragraphs, each on a line of its own with an empty one between.
fn paragraphs(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(cleaned).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n\n")
}

/// What ends the name of a unit.
const UNITS: &[&str] = &[
    "公司",
    "集团",
    "厂",
    "研究院",
    "设计院",
    "工程院",
    "科学院",
    "医院",
    "学院",
    "大学",
    "学校",
    "中学",
    "研究所",
    "设计所",
    "所",
    "院",
    "中心",
    "局",
    "站",
    "社",
    "委员会",
    "协会",
    "学会",
    "合作社",
    "实验室",
    "工作室",
    "总队",
    "支队",
    "大队",
    "部",
];

/// Of these the ones that no post and no department ends with.
const WHOLE_UNITS: &[&str] =
    &["公司", "集团", "厂", "研究院", "设计院", "医院", "学院", "大学", "学校", "研究所"];

/// The unit and the post of a cell that has both; `None` where it does not tell where one ends.
///
/// Between the two is a gap or a line break. A unit may go over several lines, for the column's width, but has no gap.
pub(super) fn unit_and_post(typed: &str) -> Option<(String, Option<String>)> {
    let text = typed.trim();
    let ends_unit = |part: &str, ends: &[&str]| ends.iter().any(|end| part.ends_with(end));
    let divided = |at: usize| {
        let (unit, post) = (text[..at].trim(), text[at..].trim());
        let has_gap = unit.contains([' ', '\t', '\u{3000}', '\u{A0}']);
        // Two units, of which the second may belong to the first: where the post begins is open.
        let goes_on = post.split_whitespace().any(|word| ends_unit(word, WHOLE_UNITS));
        let post = cleaned(post);
        let fits = ends_unit(unit, UNITS) && !has_gap && !goes_on;
        fits.then(|| (cleaned(unit), Some(post).filter(|post| !post.is_empty())))
    };
    let gaps = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let mut found: Vec<_> = gaps.chain([text.len()]).filter_map(divided).collect();
    found.dedup();
    if found.len() == 1 { found.pop() } else { None }
}

/// A cell that has a unit and a post, and does not tell where one ends.
pub(super) fn not_divided(location: Location) -> Diagnostic {
    error!(location, "unit-not-divided",
        "分不清哪里是单位、哪里是职务", "it does not tell where the unit ends and the post begins";
        help: "单位（全称）和职务之间空一格或换行，单位名称里不留空格；或分成“工作单位”“职务”两列",
        "put one space or line break between the unit and the post, and none inside the unit; or make two columns of them"
    )
}

/// A column of which not every number is what was typed.
pub(super) fn hidden_column(location: Location, heading: &str) -> Diagnostic {
    let heading = text!("“{heading}”", "`{heading}`");
    warning!(location, "hidden-column",
        "{heading}这一列隐藏着，也导入了", "the column {heading} is hidden, and was imported";
        help: "核对这一列；不用的写 --map 列名=-", "look at it; leave it out with --map HEADING=-"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_and_a_post_are_divided_where_the_cell_tells() {
        for (typed, unit, post) in [
            ("示例公司 总工程师", "示例公司", Some("总工程师")),
            ("示例公司\n总工程师", "示例公司", Some("总工程师")),
            ("示例公司\u{3000}总工程师 正处级", "示例公司", Some("总工程师 正处级")),
            ("示例生物医药\n有限公司\n副所长", "示例生物医药有限公司", Some("副所长")),
            ("示例研究院", "示例研究院", None),
        ] {
            assert_eq!(unit_and_post(typed), Some((unit.to_owned(), post.map(str::to_owned))), "{typed}");
        }
        for typed in ["示例公司总工程师", "示例 大学 教授", "示例大学 机械学院 教授", "总工程师", ""]
        {
            assert_eq!(unit_and_post(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_number_is_shown_as_its_format_shows_it() {
        assert_eq!(shown(42.0, Some("000000")), "000042");
        assert_eq!(shown(42.0, None), "42");
        assert_eq!(shown(1.5, None), "1.5");
        assert_eq!(shown(-3.0, Some("0")), "-3");
    }

    #[test]
    fn a_line_that_was_broken_for_the_width_is_joined() {
        assert_eq!(cleaned("示例\n公司"), "示例公司");
        assert_eq!(cleaned("ABC\nLtd"), "ABC Ltd");
        assert_eq!(cleaned(" 甲\u{A0}乙\u{200B} "), "甲 乙");
    }
}
