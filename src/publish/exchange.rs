//! The one step that makes an edition public, and what makes it durable.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::input::disk;

/// Puts a finished folder where the output stands, and what stood there where the folder was. One atomic step where
/// the system has it (Linux, macOS): at every instant the output is the old edition or the new one, whole.
/// Elsewhere, and on file systems without it, two renames by way of `aside`; [`mend`] puts right what a power cut
/// between them leaves.
pub(super) fn exchange(staged: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    if !disk::exists(target) {
        fs::rename(staged, target)?;
    } else if !exchange_at_once(staged, target)? {
        fs::rename(target, aside)?;
        if let Err(error) = fs::rename(staged, target) {
            fs::rename(aside, target)?;
            return Err(error);
        }
        fs::rename(aside, staged)?;
    }
    sync_parent(target)
}

/// Puts the output back where an exchange in two steps was cut off between them.
pub(super) fn mend(target: &Path, aside: &Path) -> io::Result<()> {
    if !disk::exists(target) && disk::is_folder(aside) { fs::rename(aside, target) } else { Ok(()) }
}

/// Whether this system and file system could do it at once.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_at_once(staged: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Brings everything written below a folder to the disk, so that a power cut after the exchange finds it there. On
/// Linux one call for the whole file system; elsewhere each file was brought there as it was written ([`sync_file`])
/// and only the folders remain.
pub(super) fn sync_all(folder: &Path, below: &BTreeSet<String>) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        let _ = below;
        rustix::fs::syncfs(disk::open(folder)?).map_err(io::Error::from)
    }
    #[cfg(not(target_os = "linux"))]
    {
        sync_folder(folder)?;
        below.iter().try_for_each(|name| sync_folder(&folder.join(name)))
    }
}

/// Brings a file to the disk where [`sync_all`] will not.
pub(super) fn sync_file(file: &fs::File) -> io::Result<()> {
    if cfg!(target_os = "linux") { Ok(()) } else { file.sync_all() }
}

/// Brings the names in the folder above a path to the disk.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Windows opens no folder as a file; there NTFS's own journal keeps the names.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { disk::open(folder)?.sync_all() }
}
