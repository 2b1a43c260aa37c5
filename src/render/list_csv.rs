//! `list.csv`: the list of a round for spreadsheets.

use crate::pages::{ListData, Terms};

/// About the bytes of a row, so that a long list is not copied as it grows.
const ROW_BYTES: usize = 250;

/// The list as CSV: UTF-8 with a byte-order mark and CRLF, so that Excel opens it rightly; cells that a spreadsheet
/// would run as a formula begin with an apostrophe.
pub(super) fn bytes(list: &ListData, terms: &Terms) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024 + list.entries.len() * ROW_BYTES);
    bytes.extend_from_slice("\u{FEFF}".as_bytes());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    // Writing to memory cannot fail.
    let _ = writer.write_record(terms.csv_heads.all().map(|head| &**head));
    for (i, row) in list.entries.iter().enumerate() {
        let number = (i + 1).to_string();
        let cells: [&str; 10] = [
            &number,
            &row.id,
            &row.programme,
            &row.name,
            row.leader.as_deref().unwrap_or_default(),
            &row.unit,
            row.title.as_deref().unwrap_or_default(),
            &row.field,
            &row.recommender,
            &row.standing_name,
        ];
        let _ = writer.write_record(cells.map(inert));
    }
    writer.into_inner().unwrap_or_default()
}

fn inert(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => {
            format!("'{cell}")
        }
        _ => cell.to_owned(),
    }
}
