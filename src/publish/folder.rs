//! A folder of files for people: written once, where nothing stands.

use std::path::Path;

use super::write::{failed, make_folder, replace};
use crate::diagnostic::{Diagnostic, environment};
use crate::world::disk;

/// Holds that a folder does not exist or is empty.
///
/// # Errors
/// A folder that holds something (`not-empty`), or whatever the disk says.
pub(super) fn is_free(folder: &Path) -> Result<(), Diagnostic> {
    if !disk::exists(folder) || disk::names(folder).map_err(|e| failed(folder, &e))?.is_empty() {
        return Ok(());
    }
    let shown = folder.display();
    Err(environment!("not-empty",
        "{shown} 不是空文件夹", "{shown} is not empty";
        help: "换一个新文件夹；什么都没有改动", "choose a new folder; nothing was changed"
    ))
}

/// Writes files into a folder that does not exist or is empty.
///
/// # Errors
/// A folder that holds something (`not-empty`), or whatever the disk says.
pub fn write_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    is_free(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        make_folder(&path)?;
        replace(&path, bytes).map_err(|e| failed(&path, &e))?;
    }
    Ok(())
}
