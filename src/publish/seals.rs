//! Seals: which bytes a page had when it was last made of the same. Kept beside the output, never in it.
//!
//! A seal is a digest over what a page is made of (its imprint), its address and its bytes. A file in the output whose
//! seal is known was rendered from exactly what it would be rendered from now: it is taken over without rendering.
//! Whatever was changed in the output by hand, or made of anything else, has no known seal. The file begins with what
//! the gate looked for: sealed files have passed it, and need not pass it twice.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::output::Output;
use crate::input::disk;

/// Smaller sites are rendered sooner than remembered.
const LEAST: usize = 500;

/// SHA-256.
pub(super) type Sum = [u8; 32];

/// The seals of the edition in the output, and of the one being made.
#[derive(Debug)]
pub(super) struct Seals {
    /// Where they are kept; nowhere for small sites.
    file: Option<PathBuf>,
    known: HashSet<Sum>,
    /// What the gate looks for now.
    guard: Sum,
    /// Whether it was the same when the seals were made.
    same_guard: bool,
    made: Mutex<Vec<Sum>>,
}

impl Seals {
    /// Reads what the last build left beside the output, for an edition of so many pages. What does not read is no seal.
    pub(super) fn read(output: &Output, pages: usize, guard: Sum) -> Self {
        let file = output.sibling("seals");
        let bytes = if pages < LEAST { Vec::new() } else { disk::read(&file).unwrap_or_default() };
        let (before, seals) = bytes.split_first_chunk::<32>().unwrap_or((&[0; 32], &[]));
        Seals {
            file: (pages >= LEAST).then_some(file),
            known: seals.chunks_exact(32).filter_map(|seal| seal.try_into().ok()).collect(),
            guard,
            same_guard: *before == guard,
            made: Mutex::default(),
        }
    }

    /// Whether pages are sealed at all.
    pub(super) fn are_kept(&self) -> bool {
        self.file.is_some()
    }

    /// Whether any page can be found sealed.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether sealed files have passed the gate as it is now.
    pub(super) fn have_passed(&self) -> bool {
        self.same_guard
    }

    /// Whether a file is sealed.
    pub(super) fn hold(&self, imprint: &Sum, path: &str, bytes: &Sum) -> bool {
        self.known.contains(&seal(imprint, path, bytes))
    }

    /// Seals a file of the edition being made.
    pub(super) fn add(&self, imprint: &Sum, path: &str, bytes: &Sum) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(seal(imprint, path, bytes));
    }

    /// Keeps the seals of the edition that was made. Without them the next build renders everything again, so that they
    /// cannot be written is no failure.
    pub(super) fn keep(self) {
        let mut made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = self.file else { return };
        if self.same_guard
            && made.len() == self.known.len()
            && made.iter().all(|seal| self.known.contains(seal))
        {
            return;
        }
        made.sort_unstable();
        made.insert(0, self.guard);
        let _ = fs::write(file, made.concat());
    }
}

fn seal(imprint: &Sum, path: &str, bytes: &Sum) -> Sum {
    Sha256::new().chain_update(imprint).chain_update(bytes).chain_update(path).finalize().into()
}
