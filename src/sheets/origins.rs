//! `content/rounds/<id>/import.json`: of each imported record the cells that its values come from, and what each of them
//! was, so that a later import tells what was changed in the table from what was changed by hand. The program writes it;
//! no value stands in it, only the first digits of its digest.

use crate::domain::digest::hex;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The file's name.
pub(super) const FILE: &str = "import.json";
const COMMENT: &str = "gongshi import 写的：每条记录来自表格的哪一格。不要手工改";

/// What the last imports of a round were.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Origins {
    #[serde(default)]
    comment: String,
    /// By the id of the record.
    #[serde(default)]
    pub(super) records: BTreeMap<String, Origin>,
}

/// Where a record comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// The table's file.
    pub(super) file: String,
    /// Its sheet; empty in a file that has none.
    #[serde(default)]
    pub(super) sheet: String,
    /// The cell of each value, by its path in the record: `birth`, `members.0.name`.
    #[serde(default)]
    pub(super) cells: BTreeMap<String, String>,
    /// The digest of each value of the record itself, as the table had it.
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
}

impl Origins {
    /// Reads the file; what does not read says nothing.
    pub(super) fn read(bytes: &[u8]) -> Origins {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// The file's text.
    pub(super) fn write(&self) -> Vec<u8> {
        let own = Origins { comment: COMMENT.to_owned(), records: self.records.clone() };
        let mut bytes = serde_json::to_vec_pretty(&own).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

impl Origin {
    /// The cell of a value, or of the nearest that it is a part of: `名单.xlsx Sheet1!D17`.
    pub(super) fn cell(&self, path: &str) -> Option<String> {
        let mut path = path;
        let cell = loop {
            match self.cells.get(path) {
                Some(cell) => break cell,
                None => path = path.rsplit_once('.').map_or("id", |(before, _)| before),
            }
            if path == "id" {
                // An id that was given stands for the record: the name is its cell.
                break self.cells.get("id").or_else(|| self.cells.get("name"))?;
            }
        };
        let (file, sheet) = (&self.file, &self.sheet);
        Some(if sheet.is_empty() { format!("{file} {cell}") } else { format!("{file} {sheet}!{cell}") })
    }
}

/// The first digits of the digest of a value.
pub(super) fn digest(value: &str) -> String {
    hex(&Sha256::digest(value)[..6])
}
