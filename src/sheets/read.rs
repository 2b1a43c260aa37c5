//! Bytes of a file → [`Workbook`]. The one module that knows the library that reads spreadsheets, and what it leaves out.

use std::io::{Cursor, Read, Seek};

use calamine::{
    Data, DataType as _, Dimensions, ExcelDateTime, ExcelDateTimeType, Ods, Reader, SheetVisible, Xls, Xlsx,
    XlsxError,
};

use super::workbook::{Area, Cell, Content, FileKind, Serial, Sheet, Workbook};
use super::{csv, odf, ooxml};
use crate::diagnostic::{Diagnostic, Location, error, text};

/// Bytes that a workbook may have, unpacked.
const UNPACKED: u64 = 512 * 1024 * 1024;

/// Reads a file by what its bytes are, whatever its name ends with.
///
/// # Errors
/// A file that is none of the known kinds, is protected by a password, or is damaged.
pub(super) fn read_workbook(name: &str, bytes: &[u8]) -> Result<Workbook, Diagnostic> {
    let source = Cursor::new(bytes);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return read_xls(name, source);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let mut parts = zip::ZipArchive::new(source.clone()).map_err(|e| damaged(name, &e.to_string()))?;
        let sizes = (0..parts.len()).map(|i| parts.by_index_raw(i).map_or(0, |part| part.size()));
        if sizes.sum::<u64>() > UNPACKED {
            return Err(damaged(name, &text!("解开后太大", "it is too large unpacked")));
        }
        return match () {
            () if parts.index_for_name("content.xml").is_some() => read_ods(name, source, &mut parts),
            () if parts.index_for_name("xl/workbook.bin").is_some() => Err(unknown_kind(name)),
            () if parts.index_for_name("[Content_Types].xml").is_some() => {
                read_xlsx(name, source, &mut parts)
            }
            () => Err(unknown_kind(name)),
        };
    }
    csv::read_csv(name, bytes)
}

type Bytes<'b> = Cursor<&'b [u8]>;
type Parts<'b> = zip::ZipArchive<Bytes<'b>>;

fn read_xlsx(name: &str, source: Bytes<'_>, parts: &mut Parts<'_>) -> Result<Workbook, Diagnostic> {
    let mut workbook: Xlsx<_> = match Reader::new(source) {
        Err(XlsxError::Password) => return Err(protected(name)),
        read => read.map_err(|e: XlsxError| damaged(name, &e.to_string()))?,
    };
    let mut sheets = Vec::new();
    for (mut sheet, title) in worksheets(name, &workbook) {
        let failed = |e: XlsxError| damaged(name, &e.to_string());
        fill(&mut sheet, &workbook.worksheet_range(&title).map_err(failed)?);
        mark_formulas(&mut sheet, &workbook.worksheet_formula(&title).map_err(failed)?);
        let styles = workbook.worksheet_style(&title).map_err(failed)?;
        for (place, cell) in &mut sheet.cells {
            let Some(style) = styles.get(*place) else { continue };
            cell.struck = style.font.as_ref().is_some_and(|font| font.strikethrough);
            let format = style.number_format.as_ref().map(|format| format.format_code.as_str());
            cell.format = format.filter(|code| *code != "General").map(Into::into);
        }
        sheet.merges =
            workbook.merge_cells_by_sheet_name(&title).map_err(failed)?.into_iter().map(area).collect();
        ooxml::mark_hidden(parts, &title, &mut sheet);
        sheets.push(sheet);
    }
    Ok(Workbook { kind: FileKind::Xlsx, sheets })
}

fn read_xls(name: &str, source: Bytes<'_>) -> Result<Workbook, Diagnostic> {
    let mut workbook: Xls<_> = match Reader::new(source) {
        Err(calamine::XlsError::Password) => return Err(protected(name)),
        // A protected workbook of Excel since 2007 is such a file too.
        Err(e) if e.to_string().contains("EncryptedPackage") => return Err(protected(name)),
        read => read.map_err(|e: calamine::XlsError| damaged(name, &e.to_string()))?,
    };
    let mut sheets = Vec::new();
    for (mut sheet, title) in worksheets(name, &workbook) {
        let failed = |e: calamine::XlsError| damaged(name, &e.to_string());
        fill(&mut sheet, &workbook.worksheet_range(&title).map_err(failed)?);
        mark_formulas(&mut sheet, &workbook.worksheet_formula(&title).map_err(failed)?);
        sheet.merges =
            workbook.merge_cells_by_sheet_name(&title).map_err(failed)?.into_iter().map(area).collect();
        sheets.push(sheet);
    }
    Ok(Workbook { kind: FileKind::Xls, sheets })
}

fn read_ods(name: &str, source: Bytes<'_>, parts: &mut Parts<'_>) -> Result<Workbook, Diagnostic> {
    let failed = |e: calamine::OdsError| damaged(name, &e.to_string());
    let mut workbook: Ods<_> = Reader::new(source).map_err(failed)?;
    let mut sheets = Vec::new();
    for (mut sheet, title) in worksheets(name, &workbook) {
        fill(&mut sheet, &workbook.worksheet_range(&title).map_err(failed)?);
        sheets.push(sheet);
    }
    let mut content = String::new();
    if let Ok(mut part) = parts.by_name("content.xml")
        && part.read_to_string(&mut content).is_ok()
    {
        odf::mark(&content, &mut sheets);
    }
    Ok(Workbook { kind: FileKind::Ods, sheets })
}

/// The sheets that hold cells, empty still, with their names.
fn worksheets<S: Read + Seek, R: Reader<S>>(file: &str, workbook: &R) -> Vec<(Sheet, String)> {
    let sheets =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet);
    let sheet = |sheet: &calamine::Sheet| {
        let visible = sheet.visible == SheetVisible::Visible;
        (Sheet::new(file, &sheet.name, visible), sheet.name.clone())
    };
    sheets.map(sheet).collect()
}

/// Puts the values of a range into their cells. What the library counts from the first used cell, counts from A1 here.
fn fill(sheet: &mut Sheet, range: &calamine::Range<Data>) {
    let Some((top, left)) = range.start() else { return };
    for (row, column, value) in range.used_cells() {
        let place = (top.saturating_add(index(row)), left.saturating_add(index(column)));
        let content = content(value);
        if content != Content::Empty {
            sheet.cells.insert(place, Cell { content, ..Cell::default() });
        }
    }
}

/// Notes which cells have a formula; one without a value was never calculated.
fn mark_formulas(sheet: &mut Sheet, formulas: &calamine::Range<String>) {
    let Some((top, left)) = formulas.start() else { return };
    for (row, column, _) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
        let place = (top.saturating_add(index(row)), left.saturating_add(index(column)));
        let cell = sheet.cells.entry(place).or_default();
        cell.formula = true;
        // Programs that write formulas without calculating them leave 0 as the result.
        if matches!(cell.content, Content::Empty | Content::Number(0.0)) {
            cell.content = Content::Uncalculated;
        }
    }
}

fn content(value: &Data) -> Content {
    match value {
        Data::Empty => Content::Empty,
        Data::String(text) if text.trim().is_empty() => Content::Empty,
        Data::String(text) => Content::Text(text.clone()),
        Data::Int(_) | Data::Float(_) => value.as_f64().map_or(Content::Empty, Content::Number),
        Data::Bool(value) => Content::Bool(*value),
        Data::DateTime(day) => {
            let days = day.as_f64();
            // The library keeps the epoch to itself, but not what it makes of it.
            let from_1900 = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false);
            let from_1904 = day.to_ymd_hms_milli() != from_1900.to_ymd_hms_milli();
            Content::Day(Serial { days, from_1904 })
        }
        Data::DateTimeIso(day) => Content::IsoDay(day.clone()),
        Data::DurationIso(text) => Content::Text(text.clone()),
        Data::Error(error) => Content::Error(error.to_string()),
    }
}

fn area(dimensions: Dimensions) -> Area {
    Area { from: dimensions.start, to: dimensions.end }
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn unknown_kind(name: &str) -> Diagnostic {
    error!(Location::file(name), "unknown-workbook",
        "不认识这种文件", "no known kind of workbook";
        help: "另存为 .xlsx、.xls、.ods 或 .csv 再导入", "save it as .xlsx, .xls, .ods or .csv"
    )
}

fn damaged(name: &str, reason: &str) -> Diagnostic {
    error!(Location::file(name), "damaged-workbook",
        "读不了这个文件：{reason}", "the file does not read: {reason}";
        help: "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再导入",
        "open it in Excel, WPS or LibreOffice and save it as .xlsx"
    )
}

fn protected(name: &str) -> Diagnostic {
    error!(Location::file(name), "protected-workbook",
        "这个文件有密码", "the file has a password";
        help: "打开它，去掉密码后另存一份再导入", "open it, take the password off and save a copy"
    )
}
