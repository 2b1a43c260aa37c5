//! What a build leaves beside its output, so that the next one can tell that nothing has changed.
//!
//! An edition is the same when the program, the theme and everything the site is compiled from are; one key stands for
//! the three. Where it is the same and the output still is that edition, file by file, there is nothing to do.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::edition::hex;
use super::names::beside;
use super::write::replace;
use crate::diagnostic::Language;
use crate::world::Snapshot;
use crate::world::disk;

/// Digests of what a site is compiled from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs {
    /// Of everything the office wrote, for the manifest.
    pub written: [u8; 32],
    /// Of the ledger and the moment too: of all that decides any byte of the site.
    pub whole: [u8; 32],
}

/// Stands for all that decides an edition and what its build says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(String);

impl Key {
    /// The key of what a snapshot compiles to; `options` are those of the command that decide anything. `None` where
    /// something could not be read: that has to be said again.
    pub fn new(snapshot: &Snapshot, inputs: &Inputs, options: &str) -> Option<Key> {
        if !snapshot.diagnostics.is_empty() {
            return None;
        }
        let mut key = Sha256::new();
        for part in [env!("GONGSHI_SOURCES"), &format!("{:?}", Language::current()), options] {
            key.update(part);
            key.update([0]);
        }
        key.update(inputs.whole);
        // They are no input of the site, but warnings may be about them.
        for (path, file) in &snapshot.generated {
            key.update(&**path);
            key.update([0]);
            key.update(file.digest());
        }
        Some(Key(hex(&key.finalize())))
    }
}

/// A build that was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remembered {
    /// What it was made of.
    pub key: Key,
    /// The digest of the edition it made.
    pub edition: String,
    /// What it said, in a form of the command's own.
    pub said: Value,
}

impl Remembered {
    /// The last build into an output. What does not read is none.
    pub(super) fn read(output: &Path) -> Option<Remembered> {
        serde_json::from_slice(&disk::read(&file(output)).ok()?).ok()
    }

    /// Remembers it. Without it the next build makes everything again, so that it cannot be written is no failure.
    pub(super) fn write(&self, output: &Path) {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let _ = replace(&file(output), &bytes);
    }
}

fn file(output: &Path) -> PathBuf {
    beside(output, "cache.json")
}
