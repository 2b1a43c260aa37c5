//! The ledger as a chain: every entry carries the digest of the one before, so that none can be taken out, put in or
//! changed without the next one showing it.

use super::digest::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An entry of a ledger, as others vouch for it: the entry after it, and the edition it was written with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its place in the ledger, from 1.
    pub number: usize,
    /// SHA-256 of its text, lower-case hexadecimal.
    pub sha256: String,
}

/// The digests of the entries that the text of a ledger has, oldest first. An entry begins with a hyphen at the margin.
pub fn digests(ledger: &str) -> Vec<String> {
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in ledger.lines() {
        if line == "-" || line.starts_with("- ") {
            entries.push(Vec::new());
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(line);
        }
    }
    entries.iter().map(|lines| digest(lines.iter().copied())).collect()
}

/// SHA-256 of the lines of an entry, each with a line feed. Blank lines and lines of comment do not count, and neither
/// does what editors and version control change of their own: white space at the end of a line.
pub fn digest<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for line in lines.into_iter().map(str::trim_end) {
        if !line.is_empty() && !line.starts_with('#') {
            digest.update(line);
            digest.update("\n");
        }
    }
    let digest: [u8; 32] = digest.finalize().into();
    hex(&digest)
}
