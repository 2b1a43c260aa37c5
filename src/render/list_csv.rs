//! `list.csv`: the list of a round for spreadsheets.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::domain::moment::MONTHS;
use crate::pages::{ListData, Terms};

/// About the bytes of a row, so that a long list is not copied as it grows.
const ROW_BYTES: usize = 250;

/// The list as CSV: UTF-8 with a byte-order mark and CRLF, so that Excel opens it rightly. Cells that a spreadsheet would
/// run as a formula begin with an apostrophe; those that Excel would take for a number or a date (`001`, `2026-09`,
/// `12e5`) end with a tab, which keeps them text, is not seen, and goes as any other reader trims a cell.
pub(super) fn bytes(list: &ListData, terms: &Terms) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024 + list.entries.len() * ROW_BYTES);
    bytes.extend_from_slice("\u{FEFF}".as_bytes());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    // Writing to memory cannot fail.
    let own = list.columns.iter().map(|column| &*column.heading);
    let _ = writer.write_record(terms.csv_heads.all().map(|head| &**head).into_iter().chain(own));
    for (i, row) in list.entries.iter().enumerate() {
        let number = (i + 1).to_string();
        let cells: [&str; 9] = [
            &row.id,
            &row.programme,
            &row.name,
            row.shown.leaders.as_deref().unwrap_or_default(),
            &row.shown.units,
            row.title.as_deref().unwrap_or_default(),
            &row.field,
            &row.recommender,
            &row.standing_name,
        ];
        let _ = writer.write_field(&number);
        let own = list.columns.iter().map(|c| row.columns.get(&c.key).map_or("", |value| &**value));
        let cells: Vec<Cow<'_, str>> = cells.into_iter().chain(own).map(inert).collect();
        let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}

/// A table as CSV, of the same kind.
pub fn table_csv<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> Vec<u8> {
    let bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    // Writing to memory cannot fail.
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| inert(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet shows as it was typed.
fn inert(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => {
            format!("'{cell}").into()
        }
        _ if is_guessed(cell) => format!("{cell}\t").into(),
        _ => Cow::Borrowed(cell),
    }
}

/// Whether Excel would make a number, a date, a time or a truth value of a cell, in either width of its signs.
fn is_guessed(cell: &str) -> bool {
    let plain: String = cell.nfkc().flat_map(char::to_lowercase).collect();
    let plain = plain.trim();
    let has_digit = plain.contains(|c: char| c.is_ascii_digit());
    // 2026年9月, 9月1日, 上午9时30分
    let sign = |c: char| c.is_ascii_digit() || " .,:/-+%$¥€£()e年月日时時分秒上午下".contains(c);
    if has_digit && plain.chars().all(sign) {
        return true;
    }
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    let is_word =
        letters.is_ascii() && plain.chars().all(|c| c.is_ascii_alphanumeric() || " -/.,:".contains(c));
    let is_month = letters.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&letters));
    let is_hour = matches!(&*letters, "am" | "pm" | "a" | "p") && plain.ends_with(&letters);
    matches!(plain, "true" | "false") || has_digit && is_word && (is_month || is_hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_would_change_is_kept_as_text() {
        for typed in [
            "001",
            "2026-09",
            "12e5",
            "1E5",
            "3-1",
            "2026/9/1",
            "12:30",
            "1/2",
            "50%",
            "110101199001011234",
            "1,234",
            "（5）",
            "０１２",
            "2026年9月",
            "9月1日",
            "MAR1",
            "1-Sept",
            "SEPT2",
            "TRUE",
            "false",
            "12 pm",
            "1.0",
        ] {
            assert_eq!(inert(typed), format!("{typed}\t"));
        }
        for typed in [
            "g2025-001",
            "人工智能",
            "601所",
            "5G",
            "3D打印工作室",
            "第9研究所",
            "Mary 1",
            "",
            "e",
            "月",
            "A-1",
        ] {
            assert_eq!(inert(typed), typed);
        }
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("-1"), "'-1");
    }
}
