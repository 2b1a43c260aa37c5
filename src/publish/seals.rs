//! Seals: which bytes a page had when it was last made of the same. Kept beside the output, never in it.
//!
//! A seal is a digest over what a page is made of (its imprint), its address and its bytes. A file in the output whose
//! seal is known was rendered from exactly what it would be rendered from now: it is taken over without rendering.
//! Whatever was changed in the output by hand, or made of anything else, has no known seal. An edition is sealed as a
//! whole too: where nothing has changed, no page need be asked what it is made of. The file begins with what the gate
//! looked for: sealed files have passed it, and need not pass it twice.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::edition::{self, Edition};
use super::output::Output;
use crate::world::disk;

/// Smaller sites are rendered sooner than remembered.
pub(super) const LEAST: usize = 500;

/// SHA-256.
pub(super) type Sum = [u8; 32];

/// What all the seals of an edition have in common: what the gate looked for, and all that the site was compiled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) guard: Sum,
    pub(super) whole: Sum,
}

/// The seals of the edition in the output, and of the one being made.
#[derive(Debug)]
pub(super) struct Seals {
    /// Where they are kept; nowhere for small sites.
    file: Option<PathBuf>,
    known: HashSet<Sum>,
    /// That of the edition being made, and that of the one in the output.
    basis: Basis,
    before: Option<Basis>,
    made: Mutex<Vec<Sum>>,
}

impl Seals {
    /// Reads what the last build left beside the output, for an edition of so many pages. What does not read is no seal.
    pub(super) fn read(output: &Output, pages: usize, basis: Basis) -> Self {
        let file = output.sibling("seals");
        let bytes = if pages < LEAST { Vec::new() } else { disk::read(&file).unwrap_or_default() };
        let mut sums = bytes.chunks_exact(32).filter_map(|sum| Sum::try_from(sum).ok());
        let before = sums.next().zip(sums.next()).map(|(guard, whole)| Basis { guard, whole });
        let file = (pages >= LEAST).then_some(file);
        Seals { file, known: sums.collect(), basis, before, made: Mutex::default() }
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
        self.before.is_some_and(|before| before.guard == self.basis.guard)
    }

    /// Whether a file is sealed.
    pub(super) fn hold(&self, imprint: &Sum, path: &str, bytes: &Sum) -> bool {
        self.known.contains(&seal(imprint, path, bytes))
    }

    /// Seals a file of the edition being made.
    pub(super) fn add(&self, imprint: &Sum, path: &str, bytes: &Sum) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(seal(imprint, path, bytes));
    }

    /// Whether an edition was made of exactly what `imprint` is of: all of its files by one seal, if they are as it says.
    pub(super) fn hold_whole(&self, imprint: &Sum, edition: &Edition) -> bool {
        self.before == Some(self.basis)
            && self.hold(imprint, edition::FILE, &whole(&Edition::digest_of(&edition.files)))
    }

    /// Seals the edition being made as a whole.
    pub(super) fn add_whole(&self, imprint: &Sum, edition: &Edition) {
        self.add(imprint, edition::FILE, &whole(&edition.digest));
    }

    /// Keeps the seals of the edition that was made. Without them the next build renders everything again, so that they
    /// cannot be written is no failure.
    pub(super) fn keep(self) {
        let Some(file) = self.file else { return };
        let made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.before == Some(self.basis) && made.iter().all(|seal| self.known.contains(seal)) {
            return;
        }
        let mut all = made;
        if self.before.is_some_and(|before| before.whole == self.basis.whole) {
            // Of pages that were found at the first look, no second was taken.
            all.extend(&self.known);
        }
        all.sort_unstable();
        all.dedup();
        let sums: Vec<Sum> = [self.basis.guard, self.basis.whole].into_iter().chain(all).collect();
        let _ = fs::write(file, sums.concat());
    }
}

/// What stands for an edition: the fingerprint of its files, as it was computed and not as a manifest says.
fn whole(fingerprint: &str) -> Sum {
    Sha256::digest(fingerprint).into()
}

fn seal(imprint: &Sum, path: &str, bytes: &Sum) -> Sum {
    Sha256::new().chain_update(imprint).chain_update(bytes).chain_update(path).finalize().into()
}
