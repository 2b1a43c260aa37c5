//! Where a table begins below titles and merged cells, and what each of its columns is for.

use std::collections::BTreeMap;

use super::headings::{self, Target, normalised};
use super::options::{MapTo, Mapped};
use super::workbook::{Cell, Content, Place, Sheet, column_name};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::programme::EntryKind;
use crate::records::choice::nearest;

/// Rows in which a table may begin.
const HEADER_WITHIN: u32 = 60;
/// Rows that a heading may take.
const HEADER_ROWS: u32 = 3;

/// A table of a sheet.
#[derive(Debug)]
pub(super) struct Table<'s> {
    pub(super) sheet: &'s Sheet,
    /// The rows of the headings: the first, and the first after them.
    pub(super) head: std::ops::Range<u32>,
    pub(super) columns: Vec<Column>,
    /// Cells that take the value of the one above, with which they are merged.
    covered: BTreeMap<Place, Place>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) index: u32,
    /// What stands above it, of two rows one after the other.
    pub(super) heading: String,
    pub(super) place: Place,
    /// What it is for, as far as is known.
    pub(super) target: Option<Target>,
    /// Whether someone said so.
    pub(super) given: bool,
}

impl<'s> Table<'s> {
    /// The table of a sheet: of its first rows the one with most known headings, if it has a name among them.
    pub(super) fn find(sheet: &'s Sheet) -> Option<Table<'s>> {
        let last = sheet.last_row()?.min(HEADER_WITHIN);
        let best = (0..=last).filter_map(|row| Some((score(sheet, row)?, row)));
        // Of equals the first.
        let (_, row) = best.max_by_key(|(score, row)| (*score, std::cmp::Reverse(*row)))?;
        let head = head_rows(sheet, row);
        let columns = columns(sheet, &head);
        Some(Table { sheet, head, columns, covered: covered(sheet) })
    }

    /// What a cell says: its own content, or that of the one above with which it is merged.
    pub(super) fn cell(&self, place: Place) -> Option<(Place, &Cell)> {
        let at = if self.sheet.cell(place).is_some() { place } else { *self.covered.get(&place)? };
        Some((at, self.sheet.cell(at)?))
    }

    /// The columns with a target.
    pub(super) fn of(&self, target: Target) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.target == Some(target))
    }

    /// Whether nobody stands below the headings: an empty one of several lists is not meant.
    pub(super) fn is_empty(&self) -> bool {
        let is_name = |target: Target| {
            matches!(target, Target::Person("name") | Target::Team("name") | Target::Leader("name"))
        };
        let mut names = self.columns.iter().filter(|column| column.target.is_some_and(is_name));
        let stands = |index: u32| {
            self.sheet.cells.keys().any(|(row, column)| *row >= self.head.end && *column == index)
        };
        !names.any(|column| stands(column.index))
    }

    /// Whether any column has a target.
    pub(super) fn has(&self, target: Target) -> bool {
        self.of(target).next().is_some()
    }

    /// Takes what was said of columns in place of what their headings say.
    ///
    /// # Errors
    /// A column that there is not.
    pub(super) fn apply(&mut self, maps: &[Mapped]) -> Result<(), Vec<Diagnostic>> {
        let mut wrong = Vec::new();
        for Mapped { column: wanted, to } in maps {
            let named = normalised(wanted);
            let is_named = |column: &&mut Column| {
                normalised(&column.heading) == named
                    || column_name(column.index).eq_ignore_ascii_case(wanted.trim())
            };
            let mut found = false;
            for column in self.columns.iter_mut().filter(is_named) {
                found = true;
                column.given = true;
                column.target = match to {
                    MapTo::Target(target) => Some(*target),
                    MapTo::Nothing => None,
                };
            }
            if !found {
                let all: Vec<&str> = self.columns.iter().map(|c| c.heading.as_str()).collect();
                let all = all.join("、");
                wrong.push(error!(self.sheet.whole(), "no-such-column",
                    "表中没有“{wanted}”这一列", "the table has no column `{wanted}`";
                    help: "--map 等号前写列名或列的字母；表中有：{all}",
                    "before the = of --map write a heading or a column's letter; there are: {all}"
                ));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// Has each column mean what it means in a table of this kind.
    pub(super) fn settle(&mut self, kind: EntryKind) {
        let layout = self.layout();
        for column in &mut self.columns {
            column.target = column.target.map(|target| match (kind, target) {
                // Calls name an engineer's unit 依托单位 too.
                (EntryKind::Individual, Target::Team(key)) => Target::Person(key),
                (EntryKind::Team, Target::Person("unit")) if layout == Layout::Teams => Target::Team("unit"),
                (EntryKind::Team, Target::Person(key)) if layout == Layout::Teams => Target::Leader(key),
                (_, target) => target,
            });
        }
    }

    /// Whether its rows are teams, or people.
    pub(super) fn layout(&self) -> Layout {
        let people = self.has(Target::Role) || self.has(Target::Person("name"));
        if people { Layout::People } else { Layout::Teams }
    }

    /// What its headings say that it lists.
    pub(super) fn kind(&self) -> EntryKind {
        let team = [Target::Team("name"), Target::Leader("name"), Target::Members, Target::Role];
        if team.into_iter().any(|target| self.has(target)) { EntryKind::Team } else { EntryKind::Individual }
    }

    /// Reports every pair of columns that say the same of an entry: nobody but the office knows which is right.
    pub(super) fn check_pairs(&self, out: &mut Vec<Diagnostic>) {
        let mut by_target: BTreeMap<Target, Vec<&Column>> = BTreeMap::new();
        for column in &self.columns {
            // Education and degree are one value of a record.
            let alone =
                matches!(column.target, Some(Target::NoKey | Target::Order | Target::Person("education")));
            if let Some(target) = column.target.filter(|_| !alone) {
                by_target.entry(target).or_default().push(column);
            }
        }
        if let (Some(both), Some(unit)) =
            (by_target.get(&Target::UnitAndPost), by_target.get(&Target::Person("unit")))
        {
            self.report_pair("unit", &[both.as_slice(), unit].concat(), out);
        }
        for (target, columns) in by_target.iter().filter(|(_, columns)| columns.len() > 1) {
            self.report_pair(&headings::name_of(*target), columns, out);
        }
    }

    fn report_pair(&self, key: &str, columns: &[&Column], out: &mut Vec<Diagnostic>) {
        let names: Vec<String> =
            columns.iter().map(|c| format!("{}列“{}”", column_name(c.index), c.heading)).collect();
        let (names, other) = (names.join("、"), column_name(columns[1].index));
        let place = columns[1].place;
        out.push(error!(self.sheet.location(place), "two-columns",
            "{names}都可以是“{key}”", "{names} could all be `{key}`";
            help: "说明用哪一列：不用的写 --map {other}=-（等号前是列的字母或列名）",
            "say which: leave the other out with --map {other}=- (a column's letter or heading before the =)"
        ));
    }
}

/// Whether the rows of a table are teams, or people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A row is a team.
    Teams,
    /// A row is a person.
    People,
}

/// How many known headings a row has; `None` where it has no name among them, or nothing else.
fn score(sheet: &Sheet, row: u32) -> Option<usize> {
    let targets: Vec<Target> =
        sheet.row(row).filter_map(|(_, cell)| headings::known(&heading_text(cell)?)).collect();
    let name =
        |t: &Target| matches!(t, Target::Person("name") | Target::Team("name") | Target::Leader("name"));
    (targets.iter().any(name) && targets.len() > 1).then_some(targets.len())
}

/// A heading's text on one line.
fn heading_text(cell: &Cell) -> Option<String> {
    match &cell.content {
        Content::Text(text) => Some(text.split_whitespace().collect::<Vec<_>>().concat()),
        _ => None,
    }
}

/// The rows that the headings take, where some of them are cells merged over several rows or columns.
fn head_rows(sheet: &Sheet, row: u32) -> std::ops::Range<u32> {
    let (mut first, mut after) = (row, row + 1);
    for area in &sheet.merges {
        let known =
            sheet.cell(area.from).and_then(heading_text).is_some_and(|text| headings::known(&text).is_some());
        let tall = area.to.0 - area.from.0 < HEADER_ROWS;
        let (top, bottom) = (area.from.0, area.to.0);
        if known && tall && top <= row && row <= bottom {
            (first, after) = (first.min(top), after.max(bottom + 1));
        }
        let has_parts = |below: u32| {
            let parts = (area.from.1..=area.to.1).filter_map(|c| heading_text(sheet.cell((below, c))?));
            parts.filter(|text| headings::known(text).is_some()).count() > 0
        };
        // 负责人 over 姓名 and 职称.
        let wide = top == bottom && area.to.1 > area.from.1;
        if wide && top == row && has_parts(row + 1) {
            after = after.max(row + 2);
        }
        if wide && known && top + 1 == row {
            first = first.min(top);
        }
    }
    first..after
}

fn columns(sheet: &Sheet, head: &std::ops::Range<u32>) -> Vec<Column> {
    let used = sheet.cells.range((head.start, 0)..(head.end, 0)).map(|((_, column), _)| *column);
    let merged = sheet.merges.iter().filter(|area| head.contains(&area.from.0)).map(|area| area.to.1);
    let last = used.chain(merged).max().unwrap_or_default();
    (0..=last).filter_map(|index| column(sheet, head, index)).collect()
}

fn column(sheet: &Sheet, head: &std::ops::Range<u32>, index: u32) -> Option<Column> {
    let mut parts: Vec<(Place, String)> = Vec::new();
    for row in head.clone() {
        let place = sheet.origin((row, index));
        if let Some(text) = sheet.cell(place).and_then(heading_text)
            && head.contains(&place.0)
            && parts.last().is_none_or(|(last, _)| *last != place)
        {
            parts.push((place, text));
        }
    }
    let (place, _) = *parts.last().as_ref()?;
    let texts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
    let heading = texts.concat();
    let target = match texts.as_slice() {
        [group, key] => match (headings::known(group), headings::known(key)) {
            (Some(Target::Leader("name")), Some(Target::Person(key))) => Some(Target::Leader(key)),
            (_, found) => headings::known(&heading).or(found),
        },
        _ => headings::known(&heading),
    };
    Some(Column { index, heading, place: *place, target, given: false })
}

/// Cells below the first of those merged with it take its value: a unit written once for three people.
fn covered(sheet: &Sheet) -> BTreeMap<Place, Place> {
    const MOST: u32 = 10_000;
    let tall = sheet.merges.iter().filter(|area| area.to.0 > area.from.0 && area.to.0 - area.from.0 < MOST);
    tall.flat_map(|area| (area.from.0 + 1..=area.to.0).map(|row| ((row, area.from.1), area.from))).collect()
}

/// The usual heading that an unknown one may be meant for.
pub(super) fn suggestion(heading: &str) -> Option<String> {
    let typed = normalised(heading);
    let near = nearest(&typed, headings::all().filter(|known| known.chars().count() > 1))?;
    Some(text!("是不是“{near}”？", "did you mean `{near}`?"))
}
