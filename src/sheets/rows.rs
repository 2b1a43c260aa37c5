//! The rows of a table: which of them are people, which are notes below it, and which are doubtful.

use super::columns::{Column, Layout, Table};
use super::headings::{Target, half_width, normalised};
use super::options::{Doubtful, Options};
use super::values;
use super::workbook::Content;
use crate::diagnostic::{Diagnostic, error, note};

/// What notes and lines for signatures begin with.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "填表",
    "制表",
    "审核",
    "审批",
    "负责人签",
    "单位盖章",
    "盖章",
    "联系",
    "合计",
    "小计",
    "总计",
    "共计",
    "共",
    "经办",
    "日期",
    "以上",
    "例",
    "示例",
    "样例",
    "电话",
];

/// The rows of people of a table, in its order, by number from 0.
pub(super) fn people(
    table: &Table<'_>,
    layout: Layout,
    options: &Options,
    out: &mut Vec<Diagnostic>,
) -> Vec<u32> {
    let name = match layout {
        Layout::People => Target::Person("name"),
        Layout::Teams if table.has(Target::Team("name")) => Target::Team("name"),
        Layout::Teams => Target::Leader("name"),
    };
    let Some(name) = table.of(name).next() else { return Vec::new() };
    let last = table.sheet.last_row().unwrap_or_default();
    let mut found = Found::default();
    for row in table.head.end..=last {
        match kind_of(table, name, row) {
            Kind::Person => found.add(table, name, row),
            Kind::Note => found.notes.push(row),
            Kind::Nameless(column) => out.push(error!(table.sheet.location((row, column)), "no-name",
                "这一行没有姓名", "this row has no name";
                help: "补上姓名；不是名单的行，移到表外或删去",
                "write the name; move a row that is not of the list elsewhere, or delete it"
            )),
            Kind::Blank => {}
        }
    }
    found.finish(table, name, options, out)
}

enum Kind {
    Person,
    /// A note, a total, a line for signatures, the headings once more.
    Note,
    /// Something stands in it, first in this column, and no name.
    Nameless(u32),
    Blank,
}

fn kind_of(table: &Table<'_>, name: &Column, row: u32) -> Kind {
    let is_serial = |index: u32| {
        let column = table.columns.iter().find(|column| column.index == index);
        column.is_some_and(|column| matches!(normalised(&column.heading).as_str(), "序号" | "编次"))
    };
    let own: Vec<(u32, &Content)> = table
        .sheet
        .row(row)
        .map(|(column, cell)| (column, &cell.content))
        .filter(|(c, _)| !is_serial(*c))
        .collect();
    let texts: Vec<&str> = own.iter().filter_map(|(_, content)| text_of(content)).collect();
    // Columns that say something of a person; what stands beside the table is none of its.
    let named = |column: u32| table.columns.iter().any(|c| c.index == column && c.target.is_some());
    let of_table: Vec<u32> = own.iter().map(|(column, _)| *column).filter(|column| named(*column)).collect();
    let serial_note = table.sheet.row(row).find_map(|(_, cell)| text_of(&cell.content)).is_some_and(is_note);
    match table.sheet.cell((row, name.index)).and_then(|cell| text_of(&cell.content)) {
        Some(text) if normalised(text) == normalised(&name.heading) => Kind::Note,
        Some(text)
            if of_table.len() <= 1
                && (is_note(text) || text.contains(['：', ':']) || text.chars().count() > 30) =>
        {
            Kind::Note
        }
        Some(text) if is_total(text) => Kind::Note,
        Some(_) => Kind::Person,
        // A name that is no text: someone has to look.
        None if table.sheet.cell((row, name.index)).is_some() => Kind::Person,
        None if own.is_empty() => {
            if serial_note {
                Kind::Note
            } else {
                Kind::Blank
            }
        }
        None if serial_note || texts.iter().all(|text| text.contains(['：', ':'])) => Kind::Note,
        None if of_table.len() <= 1 && own.len() <= 1 => Kind::Note,
        None => Kind::Nameless(own[0].0),
    }
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(text.trim()),
        _ => None,
    }
}

/// Whether a text begins as notes below a table do: `注：`, `填表人：`, `说明 1.`
fn is_note(text: &str) -> bool {
    let text = half_width(text);
    NOTES.iter().any(|word| {
        let rest = text.trim_start().strip_prefix(word);
        rest.is_some_and(|rest| {
            let next = rest.trim_start().chars().next();
            next.is_none_or(|c| matches!(c, ':' | '1'..='9' | '.' | '、' | '(' | '一'))
                || rest.contains([':', '。'])
        })
    })
}

fn is_total(text: &str) -> bool {
    matches!(normalised(text).as_str(), "合计" | "小计" | "总计" | "共计")
}

#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    hidden: Vec<u32>,
    struck: Vec<u32>,
    notes: Vec<u32>,
}

impl Found {
    fn add(&mut self, table: &Table<'_>, name: &Column, row: u32) {
        let struck = table.sheet.cell((row, name.index)).is_some_and(|cell| cell.struck);
        match (table.sheet.hidden_rows.contains(&row), struck) {
            (true, _) => self.hidden.push(row),
            (_, true) => self.struck.push(row),
            _ => self.rows.push(row),
        }
    }

    /// The rows to import: those without doubt, and those that were decided to be.
    fn finish(
        mut self,
        table: &Table<'_>,
        name: &Column,
        options: &Options,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<u32> {
        let at = |row: u32| table.sheet.location((row, name.index));
        for row in self.hidden {
            match options.hidden {
                Some(Doubtful::Keep) => self.rows.push(row),
                Some(Doubtful::Skip) => {
                    out.push(note!(at(row), "left-out", "隐藏的一行，没有导入", "a hidden row, not imported"))
                }
                None => out.push(error!(at(row), "hidden-row",
                    "这一行隐藏着（或被筛选掉），要不要导入，程序不知道",
                    "this row is hidden, or filtered out: whether it is meant, the program cannot know";
                    help: "取消隐藏和筛选后保存；或写 --hidden keep（导入）、--hidden skip（不导入）",
                    "show it, take off the filter and save; or write --hidden keep or --hidden skip"
                )),
            }
        }
        for row in self.struck {
            match options.struck {
                Some(Doubtful::Keep) => self.rows.push(row),
                Some(Doubtful::Skip) => out.push(note!(
                    at(row),
                    "left-out",
                    "划了删除线的一行，没有导入",
                    "a row that is struck out, not imported"
                )),
                None => out.push(error!(at(row), "struck-row",
                    "姓名上划着删除线，要不要导入，程序不知道",
                    "the name is struck out: whether the person is meant, the program cannot know";
                    help: "删去这一行，或去掉删除线；或写 --struck keep（导入）、--struck skip（不导入）",
                    "delete the row, or the line through it; or write --struck keep or --struck skip"
                )),
            }
        }
        for row in self.notes {
            let column = table.sheet.row(row).next().map_or(0, |(column, _)| column);
            out.push(note!(
                table.sheet.location((row, column)),
                "row-is-a-note",
                "是表外说明，不是名单上的人",
                "a note, not one of the list"
            ));
        }
        self.rows.sort_unstable();
        self.rows
    }
}

/// The unit that recommends, where it stands above the table: `推荐单位（盖章）：示例区科协　　填表人：`.
pub(super) fn above(table: &Table<'_>) -> Option<(super::workbook::Place, String)> {
    for row in 0..table.head.start {
        let mut cells = table.sheet.row(row).peekable();
        while let Some((column, cell)) = cells.next() {
            let Some(text) = text_of(&cell.content).map(half_width) else { continue };
            let heading = normalised(&text);
            if !["推荐单位", "推荐部门", "报送单位"].iter().any(|word| heading.starts_with(word))
            {
                continue;
            }
            if let Some((_, value)) = text.split_once(':') {
                // What follows on the line after a gap is another thing: 填表人.
                let value = value.trim_start().split("  ").next().unwrap_or_default().split('\n').next();
                let value = value.unwrap_or_default().trim();
                if !value.is_empty() && !value.contains(':') {
                    return Some(((row, column), values::cleaned(value)));
                }
            }
            // 推荐单位 in a cell of its own, the name in the next.
            let next = cells.peek().and_then(|(column, cell)| Some((*column, text_of(&cell.content)?)));
            if let Some((column, value)) = next.filter(|(_, value)| !value.contains(['：', ':'])) {
                return Some(((row, column), values::cleaned(value)));
            }
        }
    }
    None
}
