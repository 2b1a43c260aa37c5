//! The twin: the public files of a large edition under second names, in a folder beside the output. The next edition is
//! made of it by changing what differs, instead of giving every file a second name again and taking the first away.
//!
//! A twin holds no byte of its own and nothing that is not public. It is never relied on: where a file that is kept is not
//! the public one itself, that is named anew, and what belongs to no page is taken out.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::edition::Edition;
use super::output::{KEPT, Output};
use super::remove;
use super::seals::LEAST;
use crate::world::disk;

fn path(output: &Output) -> PathBuf {
    output.sibling("twin")
}

/// Moves the twin to where the next edition is made: while it is being changed it is none, and what is cut off then is
/// cleared up like any edition in the making. Whether there was one; one that cannot serve is removed.
pub(super) fn take(output: &Output) -> io::Result<bool> {
    let twin = path(output);
    if output.is_mount() || output.files() == 0 || !disk::is_folder(&twin) {
        return remove(&twin).map(|()| false);
    }
    fs::rename(twin, output.staging()).map(|()| true)
}

/// Puts it back, as it was; whether that could be done.
pub(super) fn put_back(output: &Output) -> bool {
    fs::rename(output.staging(), path(output)).is_ok()
}

/// Removes it: what it holds will not be public.
pub(super) fn discard(output: &Output) -> io::Result<()> {
    remove(&path(output))
}

/// Takes a name away, if there is one; the file stays under its others.
pub(super) fn unname(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Takes everything out of a folder but the files that belong there, whatever it is, and folders that are not needed.
pub(super) fn clear(folder: &Path, files: &HashSet<&str>, folders: &BTreeSet<String>) -> io::Result<()> {
    let belongs = |name: &str| files.contains(name) || KEPT.contains(&name);
    let found = disk::files_below(folder)?;
    found.iter().filter(|name| !belongs(name)).try_for_each(|name| take_out(folder, name, folders))
}

fn take_out(folder: &Path, name: &str, folders: &BTreeSet<String>) -> io::Result<()> {
    unname(&folder.join(name))?;
    for parent in Path::new(name).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
        if folders.iter().any(|folder| Path::new(folder).starts_with(parent)) {
            break;
        }
        // One that still holds something goes with its last file.
        let _ = fs::remove_dir(folder.join(parent));
    }
    Ok(())
}

/// Makes the old edition's folder the twin of the new one, of which some files were `written` now. Where that
/// cannot be, the next build begins without one.
pub(super) fn keep(
    output: &Output,
    folder: &Path,
    edition: &Edition,
    written: &[String],
    folders: &BTreeSet<String>,
) {
    if edition.files.len() < LEAST || output.is_mount() || !disk::is_folder(folder) {
        return;
    }
    let make = || -> io::Result<()> {
        folders.iter().try_for_each(|name| fs::create_dir_all(folder.join(name)))?;
        for name in written {
            unname(&folder.join(name))?;
            fs::hard_link(output.path().join(name), folder.join(name))?;
        }
        clear(folder, &edition.paths().collect(), folders)?;
        fs::rename(folder, path(output))
    };
    // What is only begun is removed like any old edition.
    let _ = make();
}
