//! A new site: the sample round, ready to build.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::access::Access;
use super::folder::is_free;
use super::write::{failed, make_folder};
use crate::diagnostic::{Diagnostic, environment};
use crate::render::theme;
use crate::rules::schema;
use crate::world::disk;

macro_rules! sample {
    ($($path:literal)*) => { &[$(($path, include_str!(concat!("../../", $path)))),*] };
}

const FILES: &[(&str, &str)] = sample![
    "content/site.yaml"
    "content/programmes/growth-plan.yaml"
    "content/programmes/studio.yaml"
    "content/rounds/2026/round.yaml"
    "content/rounds/2026/engineers.yaml"
    "content/rounds/2026/teams.yaml"
    "content/pages/about.md"
    "content/pages/measures.md"
    "content/pages/calls/beijing-2025.md"
    "content/pages/calls/hengyang-2025.md"
];

const GITIGNORE: &str = "/public/*\n!/public/.gitkeep\n/.public.*\n/content/.ledger.*\n/content/generated/\n";

/// The sample's rounds and pages: what a real site does not keep as it is.
pub fn sample() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kept = |path: &str| !path.starts_with("content/programmes/") && path != "content/pages/measures.md";
    FILES.iter().copied().filter(move |(path, _)| kept(path))
}

/// Writes the files of a new site into a folder that does not exist or is empty. Returns how many.
///
/// # Errors
/// A folder that holds something, or whatever the disk says.
pub fn write(folder: &Path) -> Result<usize, Diagnostic> {
    is_free(folder)?;
    let others = [(".gitignore", GITIGNORE), ("public/.gitkeep", "")];
    let (public, access) = (folder.join("public"), Access::of_output(&folder.join("public")));
    let files: Vec<_> = FILES.iter().copied().chain(others).collect();
    for (path, text) in &files {
        location(&folder.join(path), text.as_bytes())?;
    }
    // What will be public everyone may read, whatever the umask is; the records stay the office's own.
    access.give(&public).map_err(|e| failed(&public, &e))?;
    Ok(files.len() + schemas(folder)?)
}

/// Writes the schemas of the records into a project's `schemas/`, for its editor; those of an earlier version are
/// replaced. Returns how many.
///
/// # Errors
/// A file of such a name that is not the program's, or whatever the disk says.
pub fn schemas(root: &Path) -> Result<usize, Diagnostic> {
    let schemas = schema::all();
    let targets = schemas.iter().map(|(name, text)| (root.join(format!("schemas/{name}.json")), text));
    let targets: Vec<_> = targets.collect();
    for (target, _) in &targets {
        let ours = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).contains(schema::COMMENT);
        let free = !disk::exists(target) && !disk::is_link(target);
        if !free && (disk::is_link(target) || !ours(disk::read(target).map_err(|e| failed(target, &e))?)) {
            let shown = target.display();
            return Err(environment!("not-empty",
                "{shown} 不是本程序写的", "{shown} was not written by this program";
                help: "把它移走再运行；什么都没有改动", "move it away first; nothing was changed"
            ));
        }
    }
    for (target, text) in &targets {
        location(target, text.as_bytes())?;
    }
    Ok(targets.len())
}

/// Writes a file, its folder too.
fn location(target: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    make_folder(target)?;
    fs::write(target, bytes).map_err(|e| failed(target, &e))
}

/// Writes the built-in theme into a project as `themes/<name>/`, for changing it there. A file that is there already is
/// left as it is. Returns how many were written, and how many were there.
///
/// # Errors
/// Whatever the disk says.
pub fn eject(root: &Path, name: &str) -> Result<(usize, usize), Diagnostic> {
    let (mut written, mut kept) = (0, 0);
    for (path, bytes) in theme::DEFAULT {
        let target = root.join("themes").join(name).join(path);
        make_folder(&target)?;
        match File::create_new(&target) {
            Ok(mut file) => {
                file.write_all(bytes).map_err(|e| failed(&target, &e))?;
                written += 1;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => kept += 1,
            Err(error) => return Err(failed(&target, &error)),
        }
    }
    Ok((written, kept))
}
