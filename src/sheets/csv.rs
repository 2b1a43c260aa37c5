//! Values between commas, tabs or semicolons → one sheet. The text is UTF-8, or else GB18030, and strictly one of them:
//! no character is replaced by another.

use encoding_rs::GB18030;

use super::workbook::{Cell, Content, FileKind, Sheet, Workbook};
use crate::diagnostic::{Diagnostic, Location, error};
use crate::world::text::utf8;

/// Reads a file of values.
///
/// # Errors
/// Bytes that are neither UTF-8 nor GB18030, or that are no text.
pub(super) fn read_csv(name: &str, bytes: &[u8]) -> Result<Workbook, Diagnostic> {
    let text = decode(bytes).ok_or_else(|| {
        error!(Location::file(name), "unknown-workbook",
            "不是表格：既不是 Excel、LibreOffice 的文件，也不是 UTF-8 或 GB18030 编码的 CSV",
            "no table: neither a file of Excel or LibreOffice, nor CSV in UTF-8 or GB18030";
            help: "另存为 .xlsx，或“CSV UTF-8（逗号分隔）”再导入", "save it as .xlsx, or as CSV in UTF-8"
        )
    })?;
    let mut sheet = Sheet::new(name, "", true);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        let record = record.map_err(|e| {
            error!(Location::file(name), "damaged-workbook", "读不了这个文件：{e}", "the file does not read: {e}";
                help: "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再导入",
                "open it in Excel, WPS or LibreOffice and save it as .xlsx"
            )
        })?;
        for (column, value) in (0..).zip(&record) {
            // Excel has numbers kept as texts written so: ="0012".
            let value = value.strip_prefix("=\"").and_then(|v| v.strip_suffix('"')).unwrap_or(value);
            if !value.trim().is_empty() {
                let content = Content::Text(value.to_owned());
                sheet.cells.insert((row, column), Cell { content, ..Cell::default() });
            }
        }
    }
    Ok(Workbook { kind: FileKind::Csv, sheets: vec![sheet] })
}

fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.contains(&0) {
        return None;
    }
    let text = utf8(bytes).or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes))?;
    Some(text.into_owned())
}

/// What stands between the values: of comma, tab and semicolon the one that stands most often outside quotes.
fn delimiter(text: &str) -> u8 {
    let (mut quoted, mut counts) = (false, [(b',', 0u32), (b'\t', 0), (b';', 0)]);
    for byte in text.bytes().take(100_000) {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(d, _)| *d == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // Of equals the first: a comma, where there is none of them.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
