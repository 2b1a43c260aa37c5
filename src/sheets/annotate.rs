//! A copy of the office's own table, its values as they are, with the cells coloured that something is wrong with and the
//! reasons as notes: what an office can mend best is its own sheet.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime};
use rust_xlsxwriter as xlsx;

use super::workbook::{Cell, Content, Place, Serial, Sheet, Workbook};
use crate::diagnostic::{Diagnostic, Severity, environment, text};

/// The colours of Excel's own styles for bad and neutral cells.
const BAD: u32 = 0x00FF_C7CE;
const DOUBTFUL: u32 = 0x00FF_EB9C;
/// Characters of a note.
const NOTE: usize = 2_000;

/// What is said of the cells of a workbook, by sheet and place.
type Marks = BTreeMap<(usize, Place), Vec<(Severity, String)>>;

/// The copy, as the bytes of an .xlsx file. Of a diagnostic with another place than a cell of the workbook, `cells` gives the
/// cell it was imported from.
///
/// # Errors
/// A table that an .xlsx file cannot hold.
pub fn annotate(
    workbook: &Workbook,
    diagnostics: &[Diagnostic],
    cells: &mut dyn FnMut(&Diagnostic) -> Option<String>,
    now: NaiveDateTime,
) -> Result<Vec<u8>, Diagnostic> {
    let mut marks = Marks::new();
    for diagnostic in diagnostics {
        let own = diagnostic.location.as_ref().and_then(|location| workbook.find(&location.file));
        let Some(at) = own.or_else(|| cells(diagnostic).and_then(|cell| workbook.find(&cell))) else {
            continue;
        };
        let help = diagnostic
            .help
            .as_ref()
            .map(|help| text!("\n办法：{help}", "\nhelp: {help}"))
            .unwrap_or_default();
        marks.entry(at).or_default().push((diagnostic.severity, format!("{}{help}", diagnostic.message)));
    }
    write(workbook, &marks, now).map_err(|error| {
        environment!("not-annotated", "做不了带批注的副本：{error}", "cannot make the annotated copy: {error}";
            help: "把名单另存为一个普通的 .xlsx 再导入", "save the list as an ordinary .xlsx and import that"
        )
    })
}

fn write(workbook: &Workbook, marks: &Marks, now: NaiveDateTime) -> Result<Vec<u8>, xlsx::XlsxError> {
    let mut copy = xlsx::Workbook::new();
    copy.set_properties(&properties(now)?);
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let target = copy.add_worksheet();
        if !sheet.name.is_empty() {
            target.set_name(&sheet.name)?;
        }
        // The first sheet cannot be hidden, and nothing marked should be.
        if !sheet.visible && index > 0 && !marks.keys().any(|(i, _)| *i == index) {
            target.set_hidden(true);
        }
        copy_sheet(sheet, index, marks, target)?;
    }
    copy.save_to_buffer()
}

/// No author, and the moment that everything is computed for as the time it was made.
pub(super) fn properties(now: NaiveDateTime) -> Result<xlsx::DocProperties, xlsx::XlsxError> {
    let (year, month, day) = (now.year(), now.month(), now.day());
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let day = xlsx::ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1970), small(month), small(day))?;
    Ok(xlsx::DocProperties::new().set_creation_datetime(&day))
}

fn copy_sheet(
    sheet: &Sheet,
    index: usize,
    marks: &Marks,
    target: &mut xlsx::Worksheet,
) -> Result<(), xlsx::XlsxError> {
    for area in &sheet.merges {
        let ((r1, c1), (r2, c2)) = ((area.from.0, narrow(area.from.1)), (area.to.0, narrow(area.to.1)));
        if (r1, c1) != (r2, c2) {
            target.merge_range(r1, c1, r2, c2, "", &xlsx::Format::new())?;
        }
    }
    let empty = Cell::default();
    let marked = marks.keys().filter(|(i, place)| *i == index && !sheet.cells.contains_key(place));
    let marked: Vec<Place> = marked.map(|(_, place)| *place).collect();
    let all =
        sheet.cells.iter().map(|(place, cell)| (*place, cell)).chain(marked.into_iter().map(|p| (p, &empty)));
    for (place, cell) in all {
        let said = marks.get(&(index, place)).map(Vec::as_slice).unwrap_or_default();
        let worst = said.iter().map(|(severity, _)| *severity).min();
        write_cell(target, place, cell, &format(cell, worst))?;
        if !said.is_empty() {
            let note: Vec<&str> = said.iter().map(|(_, text)| text.as_str()).collect();
            let note: String = note.join("\n").chars().take(NOTE).collect();
            let note = xlsx::Note::new(note)
                .add_author_prefix(false)
                .set_author("gongshi")
                .set_width(320)
                .set_height(120);
            target.insert_note(place.0, narrow(place.1), &note)?;
        }
    }
    target.autofit();
    Ok(())
}

fn format(cell: &Cell, worst: Option<Severity>) -> xlsx::Format {
    let mut format = xlsx::Format::new();
    match (&cell.format, &cell.content) {
        (Some(code), _) => format = format.set_num_format(&**code),
        (None, Content::Day(_)) => format = format.set_num_format("yyyy-mm-dd"),
        _ => {}
    }
    if cell.struck {
        format = format.set_font_strikethrough();
    }
    if matches!(&cell.content, Content::Text(text) if text.contains('\n')) {
        format = format.set_text_wrap();
    }
    match worst {
        Some(Severity::Error) => format.set_background_color(BAD),
        Some(Severity::Warning) => format.set_background_color(DOUBTFUL),
        Some(Severity::Note) | None => format,
    }
}

fn write_cell(
    target: &mut xlsx::Worksheet,
    (row, column): Place,
    cell: &Cell,
    format: &xlsx::Format,
) -> Result<(), xlsx::XlsxError> {
    let column = narrow(column);
    match &cell.content {
        Content::Text(text) | Content::IsoDay(text) | Content::Error(text) => {
            target.write_string_with_format(row, column, text, format)?
        }
        Content::Number(number) => target.write_number_with_format(row, column, *number, format)?,
        Content::Bool(value) => target.write_boolean_with_format(row, column, *value, format)?,
        // The copy counts from 1900.
        Content::Day(Serial { days, from_1904 }) => {
            let days = if *from_1904 { days + 1462.0 } else { *days };
            target.write_number_with_format(row, column, days, format)?
        }
        Content::Uncalculated | Content::Empty => target.write_blank(row, column, format)?,
    };
    Ok(())
}

fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
