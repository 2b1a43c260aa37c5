//! What the library that reads the cells of a LibreOffice sheet does not tell: rows and columns that are hidden or filtered
//! out, cells that are shown as one, texts that are struck out. It is read from the file's own XML.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ooxml::attribute;
use super::workbook::{Area, Sheet};

/// Rows that are looked at: empty ones to the end of the sheet are one element that counts for all of them.
const REPEATED: u32 = 100_000;

/// Marks what is hidden, merged and struck out, sheet by sheet in the order of the file.
pub(super) fn mark(content: &str, sheets: &mut [Sheet]) {
    let mut marker =
        Marker { struck: BTreeSet::new(), style: String::new(), sheet: None, row: 0, column: 0, cells: 0 };
    let mut reader = Reader::from_str(content);
    // A row without cells ends as every other.
    reader.config_mut().expand_empty_elements = true;
    let mut next = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.local_name().as_ref() == "table" {
                    let name = attribute(&tag, "name").unwrap_or_default();
                    marker.sheet =
                        sheets.iter().position(|sheet| sheet.name == name).filter(|at| *at >= next);
                    next = marker.sheet.map_or(next, |at| at + 1);
                    (marker.row, marker.column) = (0, 0);
                }
                marker.tag(&tag, sheets);
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "table-row" => {
                marker.row = marker.row.saturating_add(marker.cells);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

struct Marker {
    /// Styles of cells whose text is struck out.
    struck: BTreeSet<String>,
    /// The style that is being read.
    style: String,
    sheet: Option<usize>,
    row: u32,
    column: u32,
    /// For how many rows the current one counts.
    cells: u32,
}

impl Marker {
    fn tag(&mut self, tag: &BytesStart<'_>, sheets: &mut [Sheet]) {
        match tag.local_name().as_ref() {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "text-properties" => {
                let line = attribute(tag, "text-line-through-style");
                if line.is_some_and(|line| line != "none") {
                    self.struck.insert(self.style.clone());
                }
            }
            _ => {}
        }
        let Some(sheet) = self.sheet.and_then(|at| sheets.get_mut(at)) else { return };
        let repeated = |name| attribute(tag, name).and_then(|n| n.parse().ok()).unwrap_or(1u32);
        let is_hidden =
            attribute(tag, "visibility").is_some_and(|v| matches!(v.as_str(), "collapse" | "filter"));
        match tag.local_name().as_ref() {
            "table-column" => {
                let count = repeated("number-columns-repeated");
                if is_hidden {
                    sheet.hidden_columns.extend(self.column..self.column.saturating_add(count.min(REPEATED)));
                }
                self.column = self.column.saturating_add(count);
            }
            "table-row" => {
                self.cells = repeated("number-rows-repeated");
                self.column = 0;
                if is_hidden {
                    sheet.hidden_rows.extend(self.row..self.row.saturating_add(self.cells.min(REPEATED)));
                }
            }
            "table-cell" | "covered-table-cell" => {
                let place = (self.row, self.column);
                let style = attribute(tag, "style-name").unwrap_or_default();
                if self.struck.contains(&style)
                    && let Some(cell) = sheet.cells.get_mut(&place)
                {
                    cell.struck = true;
                }
                let (down, across) = (repeated("number-rows-spanned"), repeated("number-columns-spanned"));
                if down > 1 || across > 1 {
                    let to = (place.0.saturating_add(down - 1), place.1.saturating_add(across - 1));
                    sheet.merges.push(Area { from: place, to });
                }
                self.column = self.column.saturating_add(repeated("number-columns-repeated"));
            }
            _ => {}
        }
    }
}
