//! Who may read what is published: everyone, or whom the output folder says; whatever the umask is.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::world::disk;

/// Of a folder of an edition, where no output says otherwise.
const FOLDER: u32 = 0o755;
/// Of every file.
pub(super) const FILE: u32 = 0o644;

/// Mode and group of the folders of an edition: those of the output folder, so that a web server goes on reading what
/// it was given to read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Access {
    mode: u32,
    group: Option<u32>,
}

impl Access {
    /// That of an output, which may not exist yet.
    pub(super) fn of_output(output: &Path) -> Self {
        match disk::mode_and_group(output) {
            Some((mode, group)) => Access { mode, group: Some(group) },
            None => Access { mode: FOLDER, group: None },
        }
    }

    /// Gives a folder mode and group. A group that may do no more than everyone else need not be given where the system
    /// does not let us.
    pub(super) fn give(self, folder: &Path) -> io::Result<()> {
        let Some((_, group)) = disk::mode_and_group(folder) else { return Ok(()) };
        if let Some(wanted) = self.group.filter(|wanted| *wanted != group) {
            let decides_nothing = (self.mode >> 3) & 0o7 == self.mode & 0o7 && self.mode & 0o2000 == 0;
            change_group(folder, wanted)
                .or_else(|error| if decides_nothing { Ok(()) } else { Err(error) })?;
        }
        set_mode(folder, self.mode)
    }

    /// Gives it to a folder and to those below it.
    pub(super) fn give_all(self, folder: &Path, below: &BTreeSet<String>) -> io::Result<()> {
        self.give(folder)?;
        below.iter().try_for_each(|name| self.give(&folder.join(name)))
    }

    /// Whether folders have this mode already.
    pub(super) fn have_all(self, folder: &Path, names: &BTreeSet<String>) -> bool {
        let has =
            |name: &String| disk::mode_and_group(&folder.join(name)).is_none_or(|had| had.0 == self.mode);
        names.iter().all(has)
    }
}

/// The folders below the root that files lie in, each after the one it lies in.
pub(super) fn folders<'p>(files: impl Iterator<Item = &'p str>) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for file in files {
        // Of files in order, those of one folder come mostly together.
        let mut inside = file;
        while let Some((folder, _)) = inside.rsplit_once('/') {
            if folders.contains(folder) {
                break;
            }
            folders.insert(folder.to_owned());
            inside = folder;
        }
    }
    folders
}

/// Lets everyone read a file.
#[cfg(unix)]
pub(super) fn let_everyone_read(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(FILE))
}

#[cfg(unix)]
fn set_mode(folder: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
}

#[cfg(unix)]
fn change_group(folder: &Path, group: u32) -> io::Result<()> {
    std::os::unix::fs::chown(folder, None, Some(group))
}

/// Elsewhere a file is read by whom its folder says.
#[cfg(not(unix))]
pub(super) fn let_everyone_read(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn change_group(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
