//! What stands at a path.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Who may do what with whatever stands at a path, if anything does.
pub fn permissions(path: &Path) -> Option<fs::Permissions> {
    Some(fs::symlink_metadata(path).ok()?.permissions())
}

/// The mode bits of a file or folder, those of its kind aside, and the number of its group, where the system has such.
pub fn mode_and_group(path: &Path) -> Option<(u32, u32)> {
    let meta = fs::symlink_metadata(path).ok()?;
    Some((mode(&meta)?, group(&meta)?))
}

#[cfg(unix)]
pub(super) fn mode(meta: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(meta.mode() & 0o7777)
}

#[cfg(unix)]
fn group(meta: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(meta.gid())
}

#[cfg(not(unix))]
pub(super) fn mode(_: &fs::Metadata) -> Option<u32> {
    None
}

#[cfg(not(unix))]
fn group(_: &fs::Metadata) -> Option<u32> {
    None
}

/// When a file was last changed, where the system says so.
pub fn modified(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).ok()?.modified().ok()
}

/// Whether something stands at a path, be it a broken link.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a path is a link.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_symlink())
}

/// Whether a path is an ordinary file (not a link to one).
pub fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_file())
}

/// Whether something is mounted at a path, so that it cannot be renamed.
pub fn is_mount_point(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let status = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS);
        if let Ok(status) = status
            && status.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return status.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| fs::symlink_metadata(path).ok().map(|meta| meta.dev());
        path.parent().is_some_and(|parent| device(path).is_some() && device(path) != device(parent))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Whether a path is a folder (not a link to one).
pub fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_dir())
}
