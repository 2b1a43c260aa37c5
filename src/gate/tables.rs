//! Tables in a text: lines of CSV, of Markdown or of HTML whose cells stand below the head of their column.

use std::ops::Range;

/// The lines of a text, and which of them are rows of a table.
pub(super) struct Tables<'t> {
    text: &'t str,
    lines: Vec<Line>,
}

/// A line, and the table it is a row of.
struct Line {
    place: Range<usize>,
    /// The head's line, what divides the cells, and how many times it does.
    table: Option<Table>,
}

#[derive(Clone, Copy)]
struct Table {
    head: usize,
    delimiter: u8,
}

/// Longer lines are no rows that anyone reads.
const LONGEST_LINE: usize = 2_000;
/// A longer cell is no head of a column.
const LONGEST_HEAD: usize = 60;
/// Rows below a head that are looked at for what it says.
const MOST_ROWS: usize = 5_000;

impl<'t> Tables<'t> {
    pub(super) fn new(text: &'t str) -> Tables<'t> {
        let mut lines: Vec<Line> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.trim_end_matches('\n').len();
            let table = table_of(text, &lines, start..end);
            lines.push(Line { place: start..end, table });
            start += line.len();
        }
        Tables { text, lines }
    }

    fn line_at(&self, at: usize) -> Option<(usize, &Line)> {
        let index = self.lines.partition_point(|line| line.place.start <= at).checked_sub(1)?;
        Some((index, self.lines.get(index)?))
    }

    /// The head of the column that a place is in, and where its cell begins.
    pub(super) fn head(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let (index, line) = self.line_at(at)?;
        let table = line.table?;
        if table.head == index {
            return None;
        }
        let own = cells(self.text, &line.place, table.delimiter);
        let column = own.iter().position(|cell| cell.contains(&at) || cell.end == at)?;
        let heads = cells(self.text, &self.lines.get(table.head)?.place, table.delimiter);
        let head = heads.get(column)?.clone();
        (head.len() <= LONGEST_HEAD).then(|| (head, own[column].start))
    }

    /// The line of heads of the table that a place is in, below it.
    pub(super) fn head_line(&self, at: usize) -> Option<&'t str> {
        let (index, line) = self.line_at(at)?;
        let table = line.table.filter(|table| table.head != index)?;
        self.text.get(self.lines.get(table.head)?.place.clone())
    }

    /// Where the cells below a head begin, if a place is in one that has no value of its own.
    pub(super) fn column(&self, at: usize) -> Option<Vec<usize>> {
        let (index, line) = self.line_at(at)?;
        let table = line.table.filter(|table| table.head == index)?;
        let heads = cells(self.text, &line.place, table.delimiter);
        let column = heads.iter().position(|cell| cell.contains(&at))?;
        let below = self.lines.get(index + 1..)?.iter().take(MOST_ROWS);
        let below = below.take_while(|line| line.table.is_some_and(|other| other.head == index));
        let cell = |line: &Line| {
            let cell = cells(self.text, &line.place, table.delimiter).get(column)?.clone();
            let own = &self.text[cell.clone()];
            Some(cell.end - own.trim_start_matches([' ', '"', '\'', '=', '*']).len())
        };
        Some(below.filter_map(cell).collect::<Vec<_>>()).filter(|cells| !cells.is_empty())
    }
}

/// The table that a line belongs to, by the line before it.
fn table_of(text: &str, lines: &[Line], place: Range<usize>) -> Option<Table> {
    let line = &text[place.clone()];
    if line.len() > LONGEST_LINE {
        return None;
    }
    let above = lines.last().and_then(|line| line.table);
    if let Some(table) = above {
        let head = cells(text, &lines[table.head].place, table.delimiter).len();
        if cells(text, &place, table.delimiter).len() == head {
            return Some(table);
        }
    }
    // Prose has commas too, in sentences longer than any head.
    let is_head = |delimiter: u8| {
        let cells = cells(text, &place, delimiter);
        let short = cells.iter().all(|cell| cell.len() <= LONGEST_HEAD);
        cells.len() > 1 && short && (delimiter == b'|' || delimiter == b'\t' || !line.contains(['。', ':']))
    };
    let delimiter = [b'|', b'\t', b';', b','].into_iter().find(|delimiter| is_head(*delimiter))?;
    Some(Table { head: lines.len(), delimiter })
}

/// The cells of a line. In CSV a cell in quotes may hold what divides others.
fn cells(text: &str, line: &Range<usize>, delimiter: u8) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let mut quoted = false;
    for (at, byte) in text.as_bytes()[line.clone()].iter().enumerate() {
        let at = line.start + at;
        match byte {
            b'"' if delimiter != b'|' => quoted = !quoted,
            byte if *byte == delimiter && !quoted => {
                cells.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    cells.push(start..line.end);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_knows_its_head() {
        for text in [
            "姓名,密码\n甲,x\n",
            "|姓名|密码|\n|---|---|\n|甲|x|\n",
            "姓名\t密码\n甲\tx",
            "姓名;密码\n\"甲;乙\";x",
        ] {
            let tables = Tables::new(text);
            let (head, _) = tables.head(text.find('x').unwrap()).unwrap();
            assert_eq!(&text[head], "密码", "{text}");
            let cells = tables.column(text.find("密码").unwrap()).unwrap();
            assert!(cells.contains(&text.find('x').unwrap()), "{text} {cells:?}");
        }
        assert!(Tables::new("甲,乙。\n丙,x。").head(12).is_none());
    }
}
