//! The one step that makes an edition public: a swap of two folders.

use std::fs;
use std::io;
use std::path::Path;

use super::sync::sync_parent;
use crate::world::disk;

/// Puts a finished folder where the output stands, and what stood there where the folder was. One atomic step where
/// the system has it (Linux, macOS): at every instant the output is the old edition or the new one, whole.
/// Elsewhere, and on file systems without it, two renames by way of `aside`; [`recover`] puts right what a power cut
/// between them leaves.
///
/// The inner result is of what comes after the step: whatever it says, the edition is public.
pub(super) fn swap(staged: &Path, target: &Path, aside: &Path) -> io::Result<io::Result<()>> {
    let mut after = Ok(());
    if !disk::exists(target) {
        fs::rename(staged, target)?;
    } else if !swap_at_once(staged, target)? {
        after = swap_in_two_steps(staged, target, aside)?;
    }
    Ok(after.and_then(|()| sync_parent(target)))
}

/// Between the two renames nothing stands where the output does; should the second fail, the first is taken back.
fn swap_in_two_steps(staged: &Path, target: &Path, aside: &Path) -> io::Result<io::Result<()>> {
    fs::rename(target, aside)?;
    if let Err(error) = fs::rename(staged, target) {
        fs::rename(aside, target)?;
        return Err(error);
    }
    Ok(fs::rename(aside, staged))
}

/// Puts the output back where a swap in two steps was cut off between them.
pub(super) fn recover(target: &Path, aside: &Path) -> io::Result<()> {
    if !disk::exists(target) && disk::is_folder(aside) { fs::rename(aside, target) } else { Ok(()) }
}

/// Whether this system and file system could do it at once.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap_at_once(staged: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap_at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A staged folder, an output and the name for the way between, each folder holding a file with its name.
    fn folders() -> (tempfile::TempDir, [PathBuf; 3]) {
        let root = tempfile::tempdir().unwrap();
        let paths = ["staged", "output", "aside"].map(|name| root.path().join(name));
        for path in &paths[..2] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("page"), path.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        (root, paths)
    }

    fn page(folder: &Path) -> String {
        fs::read_to_string(folder.join("page")).unwrap()
    }

    #[test]
    fn at_once_and_in_two_steps_come_to_the_same() {
        for way in [swap, swap_in_two_steps] {
            let (_root, [staged, output, aside]) = folders();
            way(&staged, &output, &aside).unwrap().unwrap();
            assert_eq!((page(&output), page(&staged)), ("staged".to_owned(), "output".to_owned()));
            assert!(!aside.exists());
        }
    }

    #[test]
    fn what_fails_or_is_cut_off_between_the_steps_is_put_back() {
        let (_root, [staged, output, aside]) = folders();
        assert!(swap_in_two_steps(&staged.join("nowhere"), &output, &aside).is_err());
        assert_eq!((page(&output), page(&staged)), ("output".to_owned(), "staged".to_owned()));
        fs::rename(&output, &aside).unwrap();
        recover(&output, &aside).unwrap();
        assert_eq!(page(&output), "output");
        // Where the output stands, nothing is put over it.
        fs::create_dir(&aside).unwrap();
        recover(&output, &aside).unwrap();
        assert_eq!(page(&output), "output");
    }
}
