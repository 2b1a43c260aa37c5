//! A workbook as it was read, whatever program wrote it: sheets, cells by their place, and what of them is hidden,
//! merged or struck out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Location, Span};

/// A file of tables.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
}

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Excel since 2007.
    Xlsx,
    /// Excel up to 2003.
    Xls,
    /// LibreOffice.
    Ods,
    /// Values between commas, tabs or semicolons.
    Csv,
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file's name and the sheet's, as places name them: `名单.xlsx Sheet1`.
    label: Arc<str>,
    /// Its name.
    pub name: String,
    /// Whether it is shown in the program it was made with.
    pub visible: bool,
    /// The cells that hold anything, by row and column from 0.
    pub cells: BTreeMap<Place, Cell>,
    /// Cells that are shown as one.
    pub merges: Vec<Area>,
    /// Rows that are not shown, be it by hand or by a filter.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown.
    pub hidden_columns: BTreeSet<u32>,
}

/// A row and a column, from 0.
pub(super) type Place = (u32, u32);

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Upper left.
    pub from: Place,
    /// Lower right.
    pub to: Place,
}

/// A cell that holds something.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// The number format, where the file tells it and it is not the general one.
    pub format: Option<Arc<str>>,
    /// Whether its text is struck out.
    pub struck: bool,
    /// Whether a formula gives it.
    pub formula: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number, as Excel has all of them.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A day as days since the workbook's epoch.
    Day(Serial),
    /// A day in ISO 8601, as LibreOffice has it.
    IsoDay(String),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula without a result.
    Uncalculated,
}

/// Days since the end of 1899, or since the beginning of 1904.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Serial {
    /// The number of days, with the time as a fraction.
    pub days: f64,
    /// Whether the days are counted from 1904, as workbooks from a Macintosh may.
    pub from_1904: bool,
}

impl Workbook {
    /// The cell that a message names: `名单.xlsx Sheet1!D17`.
    pub(super) fn find(&self, cell: &str) -> Option<(usize, Place)> {
        self.sheets.iter().enumerate().find_map(|(at, sheet)| {
            let name = cell.strip_prefix(&*sheet.label)?.strip_prefix(['!', ' '])?;
            Some((at, place_of(name)?))
        })
    }
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(&self, (row, column): Place) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }
}

impl Sheet {
    /// A sheet of a file, with nothing in it.
    pub fn new(file: &str, name: &str, visible: bool) -> Self {
        let label = if name.is_empty() { file.into() } else { format!("{file} {name}").into() };
        Sheet {
            label,
            name: name.to_owned(),
            visible,
            cells: BTreeMap::new(),
            merges: Vec::new(),
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
        }
    }

    /// The cell at a place, where it holds anything.
    pub fn cell(&self, place: Place) -> Option<&Cell> {
        self.cells.get(&place).filter(|cell| cell.content != Content::Empty)
    }

    /// The cells of a row that hold anything, with their columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        let all = self.cells.range((row, 0)..=(row, u32::MAX));
        all.filter(|(_, cell)| cell.content != Content::Empty).map(|((_, column), cell)| (*column, cell))
    }

    /// The last row that holds anything.
    pub fn last_row(&self) -> Option<u32> {
        self.cells.keys().next_back().map(|(row, _)| *row)
    }

    /// Where the value of a cell stands: in the upper left of the cells it is merged with.
    pub fn origin(&self, place: Place) -> Place {
        self.merges.iter().find(|area| area.holds(place)).map_or(place, |area| area.from)
    }

    /// A cell as messages name it: `名单.xlsx Sheet1!D17`.
    pub fn location(&self, place: Place) -> Location {
        let (row, column) = place;
        let span = Span { line: row.saturating_add(1), column: column.saturating_add(1), length: 1 };
        Location { file: self.place_name(place).into(), span }
    }

    /// The sheet as a whole.
    pub fn whole(&self) -> Location {
        Location::file(&self.label)
    }

    /// The text that names a cell.
    pub fn place_name(&self, place: Place) -> String {
        let between = if self.name.is_empty() { ' ' } else { '!' };
        format!("{}{between}{}", self.label, cell_name(place))
    }
}

/// `D17`, of the cell in row 16 and column 3 from 0.
pub(super) fn cell_name((row, column): Place) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// `D`, of column 3 from 0.
pub(super) fn column_name(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The place of a cell by its name: `D17` is row 16, column 3.
pub(super) fn place_of(name: &str) -> Option<Place> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, row) = name.split_at(letters);
    let value = |c: u8| u32::from(c - b'A') + 1;
    let column = letters.bytes().try_fold(0u32, |n, c| n.checked_mul(26)?.checked_add(value(c)))?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel() {
        for (place, name) in
            [((0, 0), "A1"), ((16, 3), "D17"), ((0, 25), "Z1"), ((9, 26), "AA10"), ((0, 701), "ZZ1")]
        {
            assert_eq!(cell_name(place), name);
            assert_eq!(place_of(name), Some(place));
        }
    }
}
