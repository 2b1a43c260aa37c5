//! The folder beside the output in which an edition is made.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::access::{self, Access};
use super::edition::Edition;
use super::exchange::{exchange, sync_all, sync_file};
use super::output::{KEPT, Output};
use super::{failed, flush, inside, kept, not_synced, remove, twin};
use crate::diagnostic::Diagnostic;
use crate::world::disk::{self, Identity};

/// A file of the output that is taken over: its path, and what tells the file whose bytes were read.
type Same = (String, Option<Identity>);

/// A folder being filled; removed again unless it is put in place.
#[derive(Debug)]
pub(super) struct Staging<'o> {
    output: &'o Output,
    path: PathBuf,
    folders: BTreeSet<String>,
    /// Who may read it.
    access: Access,
    /// Whether it began as the output's twin: full, with names of public files, which stay as they are.
    is_twin: bool,
    /// Of a file written now.
    permissions: Option<fs::Permissions>,
    /// Files that were written.
    written: Mutex<Vec<String>>,
    /// Files that were not, because the output holds them to the byte.
    same: Mutex<Vec<Same>>,
}

impl<'o> Staging<'o> {
    /// Makes a folder on the same file system as the output, with the folders these files need.
    pub(super) fn create<'p>(
        output: &'o Output,
        files: impl Iterator<Item = &'p str>,
    ) -> Result<Self, Diagnostic> {
        let is_twin = twin::take(output).map_err(|e| failed(output.path(), &e))?;
        let mut staging = Staging {
            output,
            path: output.staging(),
            folders: access::folders(files),
            access: Access::of_output(output.path()),
            is_twin,
            permissions: None,
            written: Mutex::default(),
            same: Mutex::default(),
        };
        fs::create_dir_all(&staging.path).map_err(|e| failed(&staging.path, &e))?;
        // First of all: where the folder asks for it, what is made in it has its group.
        staging.access.give(&staging.path).map_err(|e| failed(&staging.path, &e))?;
        for folder in &staging.folders {
            let folder = staging.path.join(folder);
            let make = fs::create_dir_all(&folder).and_then(|()| staging.access.give(&folder));
            make.map_err(|e| failed(&folder, &e))?;
        }
        let probe = staging.path.join(".probe");
        remove(&probe).map_err(|e| failed(&probe, &e))?;
        let made = File::create_new(&probe).and_then(|file| access::let_everyone_read(&file));
        made.map_err(|e| failed(&probe, &e))?;
        staging.permissions = disk::permissions(&probe);
        fs::remove_file(&probe).map_err(|e| failed(&probe, &e))?;
        Ok(staging)
    }

    /// Writes a file, unless the output holds it to the byte: then it will be taken over, times and all.
    ///
    /// The bytes of the old file are read and compared, whatever its times and the old manifest say: an edit by hand
    /// in the output never survives a build.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let old = self.output.path().join(path);
        if self.output.files() > 0 && disk::holds(&old, bytes) && disk::permissions(&old) == self.permissions
        {
            self.keep(path, disk::identity(&old));
            return Ok(());
        }
        let target = self.path.join(path);
        let write = || {
            if self.is_twin {
                twin::unname(&target)?;
            }
            let mut file = File::create_new(&target)?;
            access::let_everyone_read(&file)?;
            file.write_all(bytes)?;
            sync_file(&file)
        };
        write().map_err(|e| failed(&target, &e))?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        Ok(())
    }

    /// Makes files while those made before are brought to the disk.
    pub(super) fn while_flushing<T>(&self, make: impl FnOnce() -> T) -> Result<T, Diagnostic> {
        flush::alongside(&self.path, || self.written(), make).map_err(|e| failed(&self.path, &e))
    }

    /// What the output holds at a path, if it is a file that may be taken over.
    pub(super) fn in_output(&self, path: &str) -> Option<(Vec<u8>, Option<Identity>)> {
        let permissions = self.permissions.as_ref().filter(|_| self.output.files() > 0)?;
        disk::read_with(&self.output.path().join(path), permissions)
    }

    /// Takes a file of the output over as it is, times and all; with what tells the file that was read.
    pub(super) fn keep(&self, path: &str, file: Option<Identity>) {
        self.same.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), file));
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How many files were written.
    pub(super) fn written(&self) -> usize {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Takes over what is the same, and brings everything to the disk. `None` where the output is this edition already.
    pub(super) fn complete(mut self) -> Result<Option<Self>, Diagnostic> {
        let same = std::mem::take(self.same.get_mut().unwrap_or_else(PoisonError::into_inner));
        let is_same = self.written() == 0 && same.len() == self.output.files();
        if is_same && self.access.have_all(self.output.path(), &self.folders) {
            if self.is_twin && twin::put_back(self.output) {
                self.path = PathBuf::new();
            }
            return Ok(None);
        }
        let take_over_all = || {
            same.par_iter().try_for_each(|(name, file)| {
                let (old, new) = (self.output.path().join(name), self.path.join(name));
                self.take_over_one(&old, &new, *file).map_err(|e| failed(&new, &e))
            })
        };
        if self.is_twin {
            let clear = || {
                let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
                let names = same.iter().map(|(name, _)| name).chain(&*written);
                let new: HashSet<&str> = names.map(String::as_str).collect();
                twin::clear(&self.path, &new, &self.folders).map_err(|e| failed(&self.path, &e))
            };
            // Names that are taken over anew while it is cleared belong there anyway.
            let (taken, cleared) = rayon::join(take_over_all, clear);
            taken.and(cleared)?;
        } else {
            take_over_all()?;
        }
        take_over_kept(self.output, &self.path)?;
        sync_all(&self.path, &self.folders).map_err(|e| failed(&self.path, &e))?;
        Ok(Some(self))
    }

    fn take_over_one(&self, old: &Path, new: &Path, file: Option<Identity>) -> io::Result<()> {
        if self.is_twin {
            if file.is_some() && disk::identity(new) == file {
                return Ok(());
            }
            twin::unname(new)?;
        }
        take_over(old, new)
    }

    /// Exchanges the folder with the output. What was there before is left to be removed, or kept as the last of `keep`
    /// earlier editions. Gives what failed once the edition was public.
    pub(super) fn put_in_place(
        mut self,
        edition: &Edition,
        keep: Option<usize>,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let output = self.output;
        let worth_keeping = output.edition().filter(|old| old.digest != edition.digest);
        let kept = worth_keeping.filter(|_| keep > Some(0));
        if output.is_mount() {
            if kept.is_some() {
                return Err(output.keeps_none());
            }
            // From here on the folder is the plan's, which the next build finishes if this one cannot.
            self.path = PathBuf::new();
            let after = inside::exchange(output.path())?;
            return Ok(after.err().map(|error| not_synced(output.path(), &error)).into_iter().collect());
        }
        if let Some(old) = kept {
            let name = kept::name_for(output, old)?;
            fs::rename(&self.path, &name).map_err(|e| failed(&name, &e))?;
            self.path = name;
        }
        let aside = output.sibling("old");
        let after = exchange(&self.path, output.path(), &aside).map_err(|e| output.not_exchanged(&e))?;
        let written = std::mem::take(self.written.get_mut().unwrap_or_else(PoisonError::into_inner));
        if kept.is_none() {
            twin::keep(output, &self.path, edition, &written, &self.folders);
        }
        // The folder is the old edition's now, or was.
        self.path = PathBuf::new();
        Ok(after.err().map(|error| not_synced(output.path(), &error)).into_iter().collect())
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed, the next build removes.
        let inside = self.output.is_mount() && self.path.starts_with(self.output.path());
        let _ = remove(if inside { self.path.parent().unwrap_or(&self.path) } else { &self.path });
    }
}

/// Takes the output's own files over that belong to no edition.
pub(super) fn take_over_kept(output: &Output, folder: &Path) -> Result<(), Diagnostic> {
    for name in KEPT {
        let (old, new) = (output.path().join(name), folder.join(name));
        remove(&new).map_err(|e| failed(&new, &e))?;
        if disk::is_file(&old) {
            take_over(&old, &new).map_err(|e| failed(&new, &e))?;
        }
    }
    Ok(())
}

/// The same file under a second name; where the file system has no such thing, a copy with the same time.
fn take_over(old: &Path, new: &Path) -> io::Result<()> {
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
