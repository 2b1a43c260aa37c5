//! `list.json`: the list of a round for programs.

use super::Schema;
use crate::pages::ListData;

/// What the file looks like.
pub(super) const SCHEMA: Schema =
    Schema { path: "schemas/list.json", text: include_str!("../../schemas/published/list.json") };

/// About the bytes of a row, so that a long list is not copied as it grows.
const ROW_BYTES: usize = 500;

/// The list as JSON, with a line break at its end.
pub(super) fn bytes(list: &ListData) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024 + list.entries.len() * ROW_BYTES);
    // Only strings and numbers, written to memory: serialising cannot fail.
    let _ = serde_json::to_writer_pretty(&mut bytes, list);
    bytes.push(b'\n');
    bytes
}
