//! Bringing what was written to the disk, so that a power cut finds it there.
//!
//! On Linux one call does it for a whole file system; elsewhere each file is brought there as it is written.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::world::disk;

/// Brings everything written below a folder to the disk, which has these folders `below` it.
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

/// Does work that writes below a folder, and meanwhile, every quarter of a second, brings to the disk what `written`
/// counts: little is then left for [`sync_all`] to wait for.
///
/// # Errors
/// What the disk says: the system tells a failure to write once, so that nobody would hear of it later.
pub(super) fn while_syncing<T>(
    folder: &Path,
    written: impl Fn() -> usize + Send,
    work: impl FnOnce() -> T,
) -> io::Result<T> {
    #[cfg(target_os = "linux")]
    {
        use std::sync::mpsc::{RecvTimeoutError, channel};
        use std::thread;
        use std::time::Duration;
        let handle = disk::open(folder)?;
        let (done, is_done) = channel::<()>();
        thread::scope(|scope| {
            let sync = move || {
                let mut synced = 0;
                while is_done.recv_timeout(Duration::from_millis(250)) == Err(RecvTimeoutError::Timeout) {
                    if written() > synced {
                        synced = written();
                        rustix::fs::syncfs(&handle)?;
                    }
                }
                Ok(())
            };
            // Where no thread can be had, all is brought to the disk at the end.
            let syncing = thread::Builder::new().spawn_scoped(scope, sync);
            let result = work();
            drop(done);
            match syncing.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(Err(error))) => Err(error),
                _ => Ok(result),
            }
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (folder, written);
        Ok(work())
    }
}

/// Brings a file to the disk where [`sync_all`] will not.
pub(super) fn sync_file(file: &File) -> io::Result<()> {
    if cfg!(target_os = "linux") { Ok(()) } else { file.sync_all() }
}

/// Brings the names in the folder above a path to the disk.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Windows opens no folder as a file; there NTFS's own journal keeps the names.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { disk::open(folder)?.sync_all() }
}
