//! Writing and removing single files and folders, and what is said where the disk refuses.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile};

use super::sync::sync_parent;
use crate::diagnostic::{Diagnostic, Severity, environment};
use crate::world::disk;

/// Replaces a file whole, so that a program that is ended leaves the old file or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = write_beside(path, bytes)?;
    file.persist(path)?;
    Ok(())
}

/// As [`replace`], and the bytes are on the disk, so that a power cut leaves the old file or the new one. Whether the
/// disk has the name already, [`sync_parent`] tells.
pub(super) fn replace_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = write_beside(path, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Replaces a file by one that is on the disk, name and all.
///
/// # Errors
/// Whatever the disk says (`write-failed`).
pub(super) fn replace_for_good(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    replace_durably(path, bytes).and_then(|()| sync_parent(path)).map_err(|e| failed(path, &e))
}

/// Writes the new bytes of a file beside it, to be read by whom the old ones were.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".gongshi-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    if let Some(permissions) = disk::permissions(path).filter(|_| disk::is_file(path)) {
        file.as_file().set_permissions(permissions)?;
    }
    file.write_all(bytes)?;
    Ok(file)
}

/// Makes the folder a file goes into.
///
/// # Errors
/// Whatever the disk says (`write-failed`).
pub(super) fn make_folder(file: &Path) -> Result<(), Diagnostic> {
    let Some(folder) = file.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|e| failed(folder, &e))
}

/// Removes whatever stands at a path; what a link leads to stays. The files of a folder go in parallel: each waits for
/// the disk.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    if disk::is_folder(path) {
        disk::files_below(path)?.par_iter().for_each(|file| {
            // What cannot be removed here, cannot be below, and is said there.
            let _ = fs::remove_file(path.join(file));
        });
        fs::remove_dir_all(path)
    } else if disk::exists(path) {
        fs::remove_file(path)
    } else {
        Ok(())
    }
}

/// The first of some names that stands for nothing.
pub(super) fn free_name(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    let mut names = (1..).map(name);
    names.find(|path| !disk::exists(path)).unwrap_or_default()
}

/// An error of the disk while writing, with the path it happened at.
pub(super) fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display();
    environment!("write-failed",
        "写不了 {path}：{error}", "cannot write {path}: {error}";
        help: "检查磁盘空间和写入权限；已发布的内容没有改动",
        "check disk space and permissions; what is published is untouched"
    )
}

/// The edition is public, but the disk may not have it yet.
pub(super) fn not_synced(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display();
    environment!("not-synced",
        "{path} 没能确认写入磁盘：{error}", "{path} could not be brought to the disk for certain: {error}";
        help: "新版本已经公开；检查磁盘，再运行一次 gongshi build",
        "the new edition is public; check the disk and run `gongshi build` again"
    )
    .with_severity(Severity::Warning)
}
