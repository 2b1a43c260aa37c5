//! Files of the content that a command writes for the office. What a person wrote meanwhile is never overwritten: a file is
//! replaced only while it holds what was read, and a new one only where there is none.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::write::{failed, make_folder, replace_for_good};
use crate::diagnostic::{Diagnostic, environment};
use crate::world::{disk, limits};

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its path below the project's root.
    pub path: &'a str,
    /// Its bytes as they were read; none where it is new.
    pub before: Option<&'a Arc<Vec<u8>>>,
    /// Its new bytes.
    pub after: &'a [u8],
}

/// Writes files below the project's root, in their order. Nothing is written where one of them is no longer what was read.
///
/// # Errors
/// Such a file, or whatever the disk says.
pub fn write(root: &Path, changes: &[Change<'_>]) -> Result<(), Diagnostic> {
    for change in changes {
        let target = root.join(change.path);
        let same = match change.before {
            Some(before) => {
                disk::read_at_most(&target, limits::FILE_BYTES).is_ok_and(|bytes| bytes == **before)
            }
            None => !disk::exists(&target) && !disk::is_link(&target),
        };
        if !same {
            return Err(changed(&target));
        }
    }
    for change in changes {
        let target = root.join(change.path);
        make_folder(&target)?;
        match change.before {
            Some(_) => replace_for_good(&target, change.after)?,
            None => create(&target, change.after)?,
        }
    }
    Ok(())
}

/// Writes new files into a folder, which is made where there is none. Those that are there as they are stay; where one of
/// them is another, nothing is written. Returns how many were written.
///
/// # Errors
/// A file that is there and is another, or whatever the disk says.
pub fn create_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<usize, Diagnostic> {
    let mut new = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        if !disk::exists(&target) && !disk::is_link(&target) {
            new.push((target, bytes));
        } else if disk::is_link(&target)
            || !disk::read_at_most(&target, limits::FILE_BYTES).is_ok_and(|there| there == *bytes)
        {
            return Err(exists(&target));
        }
    }
    for (target, bytes) in &new {
        make_folder(target)?;
        create(target, bytes)?;
    }
    Ok(new.len())
}

/// Writes a new file.
///
/// # Errors
/// A file that is there, or whatever the disk says.
pub fn create(target: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    match File::create_new(target) {
        Ok(mut file) => {
            file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
                // Half a file is none; where it cannot be removed either, the error is the same.
                let _ = fs::remove_file(target);
                failed(target, &error)
            })
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(target)),
        Err(error) => Err(failed(target, &error)),
    }
}

fn exists(target: &Path) -> Diagnostic {
    let shown = target.display();
    environment!("file-exists",
        "已经有 {shown}", "{shown} is there already";
        help: "换一个文件名，或先把它移走；没有覆盖任何文件", "choose another name, or move it away; nothing was overwritten"
    )
}

fn changed(target: &Path) -> Diagnostic {
    let shown = target.display();
    environment!("changed-meanwhile",
        "{shown} 刚刚被改过", "{shown} was changed just now";
        help: "保存好它，再导入一次；什么都没有写", "save it and import again; nothing was written"
    )
}
