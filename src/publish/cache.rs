//! What a build leaves beside its output, so that the next one can tell that nothing has changed.
//!
//! An edition is the same when the program, the theme and everything the site is compiled from are; one key stands for
//! the three. Where it is the same and the output still is that edition, file by file, there is nothing to do. A page is
//! the same when program, theme and its model are; where its key is the same, its files are taken from the output.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::edition::{Edition, FileEntry};
use super::names::beside;
use super::write::replace;
use crate::diagnostic::Language;
use crate::domain::digest::hex;
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
        read_json(&beside(output, EDITION))
    }

    /// Remembers it. Without it the next build makes everything again, so that it cannot be written is no failure.
    pub(super) fn write(&self, output: &Path) {
        write_json(&beside(output, EDITION), self);
    }
}

/// What the pages of the edition in an output were made of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PageKeys {
    /// The digest of the edition.
    edition: String,
    /// The key of each page that has one, by its address.
    keys: BTreeMap<String, String>,
}

impl PageKeys {
    /// Those of the pages of an edition.
    pub(super) fn new(edition: &Edition, keys: BTreeMap<String, String>) -> Self {
        PageKeys { edition: edition.digest.clone(), keys }
    }

    /// Remembers them. Without them the next build makes every page again, so that they cannot be written is no failure.
    pub(super) fn write(&self, output: &Path) {
        write_json(&beside(output, PAGES), self);
    }
}

/// The pages that an output holds, as the build that made them remembered them.
#[derive(Debug, Default)]
pub(super) struct HeldPages<'o> {
    keys: BTreeMap<String, String>,
    files: &'o [FileEntry],
}

impl<'o> HeldPages<'o> {
    /// Those of an output that holds this edition; none where its manifest was changed since.
    pub(super) fn read(output: &Path, edition: Option<&'o Edition>) -> Self {
        let remembered: Option<PageKeys> = read_json(&beside(output, PAGES));
        let Some((PageKeys { edition: digest, keys }, edition)) = remembered.zip(edition) else {
            return HeldPages::default();
        };
        match digest == edition.digest && Edition::digest_of(&edition.files) == digest {
            true => HeldPages { keys, files: &edition.files },
            false => HeldPages::default(),
        }
    }

    /// Whether a page was made of what has this key.
    pub(super) fn has(&self, address: &str, key: &str) -> bool {
        self.keys.get(address).is_some_and(|held| held == key)
    }

    /// A file as the manifest has it.
    pub(super) fn file(&self, path: &str) -> Option<&'o FileEntry> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }
}

/// What names beside an output end in: the last build as a whole, and its pages.
const EDITION: &str = "cache.json";
const PAGES: &str = "pages.json";

fn read_json<T: for<'d> Deserialize<'d>>(file: &Path) -> Option<T> {
    serde_json::from_slice(&disk::read(file).ok()?).ok()
}

fn write_json(file: &Path, value: &impl Serialize) {
    let _ = replace(file, &serde_json::to_vec(value).unwrap_or_default());
}
