//! The staging folder beside the output, and the one step that puts it in its place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failed;
use super::output::{KEPT, Output};
use crate::diagnostic::Diagnostic;
use crate::input::disk;

/// A folder being filled; removed again unless it is put in place.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
}

impl Staging {
    /// Makes an empty folder on the same file system as the output. What an interrupted build left is removed.
    pub(super) fn create(output: &Output) -> Result<Staging, Diagnostic> {
        let path = output.sibling("staging");
        remove(&path).map_err(|e| failed(&path, &e))?;
        remove(&output.sibling("old")).map_err(|e| failed(&path, &e))?;
        fs::create_dir_all(&path).map_err(|e| failed(&path, &e))?;
        Ok(Staging { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Exchanges the staging folder with the output, then removes what was there before.
    pub(super) fn put_in_place(self, output: &Output) -> Result<(), Diagnostic> {
        let target = output.path();
        if !disk::exists(target) {
            return fs::rename(&self.path, target).map_err(|e| failed(target, &e));
        }
        for name in KEPT {
            let kept = target.join(name);
            if disk::exists(&kept) && !disk::is_link(&kept) {
                fs::copy(&kept, self.path.join(name)).map_err(|e| failed(&kept, &e))?;
            }
        }
        exchange(&self.path, target, &output.sibling("old")).map_err(|e| failed(target, &e))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Also after an exchange: then this is the old edition. What cannot be removed, the next build removes.
        let _ = remove(&self.path);
    }
}

fn remove(path: &Path) -> io::Result<()> {
    if disk::is_link(path) {
        return fs::remove_file(path);
    }
    if disk::exists(path) { fs::remove_dir_all(path) } else { Ok(()) }
}

/// One atomic exchange where the system has it (Linux and macOS): at every instant the output is the old edition
/// or the new one, whole.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staging: &Path, target: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(error)
            if [rustix::io::Errno::INVAL, rustix::io::Errno::NOSYS, rustix::io::Errno::NOTSUP]
                .contains(&error) =>
        {
            exchange_in_two_steps(staging, target, old)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(staging: &Path, target: &Path, old: &Path) -> io::Result<()> {
    exchange_in_two_steps(staging, target, old)
}

/// Where there is no exchange: the output is away for the instant between two renames, and comes back if the
/// second fails.
fn exchange_in_two_steps(staging: &Path, target: &Path, old: &Path) -> io::Result<()> {
    fs::rename(target, old)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(old, target)?;
        return Err(error);
    }
    fs::remove_dir_all(old)
}
