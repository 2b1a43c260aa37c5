//! Earlier editions, kept beside the output so that `undo` can go back to them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::edition::Edition;
use super::names::beside;
use super::write::{failed, free_name};
use crate::diagnostic::Diagnostic;
use crate::world::disk;

/// An earlier edition: `.public.kept-<number>-<first digits of its digest>`.
///
/// A folder is given this name *before* it is swapped with the output, while it still holds the new edition. So a
/// name and contents that do not belong together tell of a swap that did not happen, and the edition that was
/// public is never without its name.
#[derive(Debug)]
pub(super) struct Kept {
    number: u64,
    digits: String,
    pub(super) path: PathBuf,
}

/// How much of a digest a name holds.
const DIGITS: usize = 16;

/// Those beside an output, oldest first.
pub(super) fn all(output: &Path) -> io::Result<Vec<Kept>> {
    let prefix = beside(output, "kept-");
    let (Some(folder), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return Ok(Vec::new()) };
    let prefix = prefix.to_string_lossy();
    let mut kept: Vec<Kept> = disk::names(folder)?
        .iter()
        .filter_map(|name| {
            let (number, digits) = name.strip_prefix(&*prefix)?.split_once('-')?;
            let path = folder.join(name);
            Some(Kept { number: number.parse().ok()?, digits: digits.to_owned(), path })
        })
        .collect();
    kept.sort_by_key(|kept| kept.number);
    Ok(kept)
}

/// The name under which the edition now in the output will be kept.
pub(super) fn name_for(output: &Path, edition: &Edition) -> Result<PathBuf, Diagnostic> {
    let last = all(output).map_err(|e| failed(output, &e))?.last().map_or(0, |kept| kept.number);
    let digits = edition.digest.get(..DIGITS).unwrap_or_default();
    Ok(beside(output, &format!("kept-{}-{digits}", last + 1)))
}

/// Discards the newest where it is not what its name says: only the last swap can have been cut off.
pub(super) fn discard_unfinished(output: &Path) -> Result<(), Diagnostic> {
    let newest = all(output).map_err(|e| failed(output, &e))?.pop();
    // One that holds no edition at all was damaged by someone: it is not touched, and `undo` says so.
    let other = |kept: &Kept| Edition::read(&kept.path).is_ok_and(|e| !e.digest.starts_with(&kept.digits));
    let Some(left) = newest.filter(other) else { return Ok(()) };
    discard(output, &left.path).map_err(|e| failed(&left.path, &e))
}

/// Gives up all but the newest `keep`, which are then cleared away as [`discard`]ed ones are.
pub(super) fn prune(output: &Path, keep: usize) -> io::Result<()> {
    let mut kept = all(output)?;
    kept.truncate(kept.len().saturating_sub(keep));
    kept.iter().try_for_each(|old| discard(output, &old.path))
}

/// Takes its name away from a kept folder before it is removed, so that none half removed passes for an edition.
pub(super) fn discard(output: &Path, path: &Path) -> io::Result<()> {
    fs::rename(path, left(output))
}

/// A free name beside an output for what is to be removed, or could not be.
pub(super) fn left(output: &Path) -> PathBuf {
    free_name(|n| beside(output, &format!("left-{n}")))
}
