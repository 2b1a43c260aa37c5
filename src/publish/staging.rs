//! The folder beside the output in which an edition is made.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::access::{self, Access};
use super::edition::{Edition, FileEntry};
use super::names::{KEPT, beside};
use super::output::Output;
use super::swap::swap;
use super::sync::{sync_all, sync_file, while_syncing};
use super::write::{failed, make_folder, not_synced, remove};
use super::{kept, mounted};
use crate::diagnostic::Diagnostic;
use crate::world::{disk, limits};

/// A folder being filled; removed again unless it is put in place.
#[derive(Debug)]
pub(super) struct Staging<'o> {
    output: &'o Output,
    path: PathBuf,
    folders: BTreeSet<String>,
    access: Access,
    /// How many files were written.
    written: AtomicUsize,
}

/// What became of a file of the new edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// It is new or has changed, and was written.
    Written,
    /// The output holds it to the byte.
    Unchanged,
}

impl<'o> Staging<'o> {
    /// Makes a folder on the same file system as the output, with the folders these files need.
    pub(super) fn create<'p>(
        output: &'o Output,
        files: impl Iterator<Item = &'p str>,
    ) -> Result<Self, Diagnostic> {
        let staging = Staging {
            output,
            path: output.staging(),
            folders: access::folders(files),
            access: Access::of_output(output.path()),
            written: AtomicUsize::new(0),
        };
        make_folder(&staging.path)?;
        fs::create_dir(&staging.path).map_err(|e| failed(&staging.path, &e))?;
        // First of all: where the folder asks for it, what is made in it has its group.
        staging.access.give(&staging.path).map_err(|e| failed(&staging.path, &e))?;
        for folder in &staging.folders {
            let folder = staging.path.join(folder);
            let make = fs::create_dir(&folder).and_then(|()| staging.access.give(&folder));
            make.map_err(|e| failed(&folder, &e))?;
        }
        Ok(staging)
    }

    /// Writes a file, unless the output holds it to the byte: then it is for [`complete`](Self::complete) to link.
    ///
    /// The bytes of the old file are read and compared, whatever its times and the old manifest say: an edit by hand
    /// in the output never survives a build.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, Diagnostic> {
        if !self.output.files().is_empty() && disk::holds(&self.output.path().join(path), bytes, access::FILE)
        {
            return Ok(Put::Unchanged);
        }
        let target = self.path.join(path);
        let write = || {
            let mut file = File::create_new(&target)?;
            access::let_everyone_read(&file)?;
            file.write_all(bytes)?;
            sync_file(&file)
        };
        write().map_err(|e| failed(&target, &e))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(Put::Written)
    }

    /// The bytes of a file that the output holds as its manifest has it, and that may stay as it is.
    pub(super) fn held(&self, entry: &FileEntry) -> Option<Vec<u8>> {
        let (bytes, mode) =
            disk::read_with_mode(&self.output.path().join(&entry.path), limits::FILE_BYTES).ok()?;
        let is_open = mode.is_none_or(|mode| mode == access::FILE);
        (is_open && FileEntry::new(&entry.path, &bytes) == *entry).then_some(bytes)
    }

    /// Does work that puts files here while they are brought to the disk.
    pub(super) fn while_syncing<T>(&self, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
        let written = || self.written.load(Ordering::Relaxed);
        while_syncing(&self.path, written, work).map_err(|e| failed(&self.path, &e))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Links the files that are unchanged, times and all, and brings everything to the disk. `None` where `all` files are,
    /// and the output is this edition already.
    pub(super) fn complete(self, unchanged: &[String], all: Put) -> Result<Option<Self>, Diagnostic> {
        let is_same = all == Put::Unchanged && unchanged.len() == self.output.files().len();
        if is_same && self.access.have_all(self.output.path(), &self.folders) {
            return Ok(None);
        }
        unchanged.par_iter().try_for_each(|name| {
            let (old, new) = (self.output.path().join(name), self.path.join(name));
            link(&old, &new).map_err(|e| failed(&new, &e))
        })?;
        link_kept(self.output, &self.path)?;
        sync_all(&self.path, &self.folders).map_err(|e| failed(&self.path, &e))?;
        Ok(Some(self))
    }

    /// Swaps the folder with the output. What was there before is left to be removed, or kept as the last of `keep`
    /// earlier editions. Gives what failed once the edition was public.
    pub(super) fn swap(
        mut self,
        edition: &Edition,
        keep: Option<usize>,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let output = self.output;
        let differs = output.edition().filter(|old| old.digest != edition.digest);
        let to_keep = differs.filter(|_| keep > Some(0));
        let after = if output.is_mount() {
            if to_keep.is_some() {
                return Err(output.keeps_none());
            }
            // From here on the folder is the plan's, which the next build finishes if this one cannot.
            self.path = PathBuf::new();
            mounted::swap(output.path())?
        } else {
            if let Some(old) = to_keep {
                let name = kept::name_for(output.path(), old)?;
                fs::rename(&self.path, &name).map_err(|e| failed(&name, &e))?;
                self.path = name;
            }
            let aside = beside(output.path(), "old");
            swap(&self.path, output.path(), &aside).map_err(|e| output.not_swapped(&e))?
        };
        // The folder is the old edition's now.
        self.path = PathBuf::new();
        Ok(after.err().map(|error| not_synced(output.path(), &error)).into_iter().collect())
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed, the next build removes.
        let is_inside = self.output.is_mount() && self.path.starts_with(self.output.path());
        let _ = remove(if is_inside { self.path.parent().unwrap_or(&self.path) } else { &self.path });
    }
}

/// Links the files of the output that belong to no edition.
pub(super) fn link_kept(output: &Output, folder: &Path) -> Result<(), Diagnostic> {
    for name in KEPT {
        let (old, new) = (output.path().join(name), folder.join(name));
        remove(&new).map_err(|e| failed(&new, &e))?;
        if disk::is_file(&old) {
            link(&old, &new).map_err(|e| failed(&new, &e))?;
        }
    }
    Ok(())
}

/// The same file under a second name; where the file system has no such thing, a copy with the same time.
fn link(old: &Path, new: &Path) -> io::Result<()> {
    if fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    fs::copy(old, new)?;
    let file = File::options().write(true).open(new)?;
    if let Some(time) = disk::modified(old) {
        file.set_modified(time)?;
    }
    sync_file(&file)
}
