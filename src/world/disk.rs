//! Reading the disk: the project's folders into a [`Snapshot`], and the few questions `publish` has to ask.

mod ordinary;
mod photograph;
mod status;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::NaiveDateTime;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::photo;
use super::{Snapshot, SourceFile, limits};
use crate::diagnostic::{Diagnostic, Location, environment, error};
use crate::domain::photo::Photo;

use ordinary::open_regular;
pub use ordinary::{Folder, holds, read, read_at_most, read_with_mode};
pub use photograph::published_photo;
pub use status::{
    exists, is_file, is_folder, is_link, is_mount_point, mode_and_group, modified, permissions,
};

/// Reads `content/` and `themes/` below a root, again and again: a file whose size and time did not change is
/// not read twice.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    seen: BTreeMap<Arc<str>, (Stamp, Read)>,
}

/// What is kept of a file once read: of photographs, which may be many and large, not the bytes.
#[derive(Clone, Debug)]
enum Read {
    File(SourceFile),
    Photo(Photo),
}

/// What tells cheaply that a file is the same: its size and the time of its last change.
type Stamp = (u64, Option<SystemTime>);

impl Disk {
    /// A reader for the project at `root`.
    pub fn new(root: &Path) -> Self {
        Disk { root: root.to_owned(), seen: BTreeMap::new() }
    }

    /// Reads everything as it stands, for the moment `now` (Beijing time). Problems of single files are
    /// diagnostics of the snapshot.
    pub fn read(&mut self, now: NaiveDateTime) -> Snapshot {
        let mut snapshot = Snapshot { now, ..Snapshot::default() };
        if !self.root.join("content").is_dir() {
            let root = self.root.display();
            snapshot.diagnostics.push(environment!("no-content",
                "{root} 里没有 content 文件夹", "there is no content folder in {root}";
                help: "到项目文件夹里运行，或用 --root 指明；新建项目用 gongshi init 文件夹",
                "run it in the project, or name it with --root; `gongshi init DIR` makes a new one"
            ));
            return snapshot;
        }
        self.read_below(&["content", "themes"], |_| true, &mut snapshot);
        snapshot
    }

    /// Reads only some files of a project, for showing lines of them.
    pub fn read_files(&mut self, now: NaiveDateTime, files: &BTreeSet<Arc<str>>) -> Snapshot {
        let mut snapshot = Snapshot { now, ..Snapshot::default() };
        if !files.is_empty() {
            self.read_below(&["content", "themes"], |path| files.contains(path), &mut snapshot);
        }
        snapshot
    }

    /// Reads only some folders of a project, for questions that need no more.
    pub fn read_part(&mut self, now: NaiveDateTime, folders: &[&str]) -> Snapshot {
        let mut snapshot = Snapshot { now, ..Snapshot::default() };
        self.read_below(folders, |_| true, &mut snapshot);
        snapshot
    }

    fn read_below(&mut self, folders: &[&str], wanted: impl Fn(&str) -> bool, snapshot: &mut Snapshot) {
        let mut paths = Vec::new();
        for folder in folders {
            self.list(folder, &mut paths, &mut snapshot.diagnostics);
        }
        paths.retain(|(path, _)| wanted(path));
        let read: Vec<_> = paths.par_iter().map(|(path, stamp)| self.read_one(path, *stamp)).collect();
        self.seen.clear();
        for ((path, stamp), result) in paths.into_iter().zip(read) {
            match result {
                Ok(file) => {
                    self.seen.insert(path.clone(), (stamp, file.clone()));
                    snapshot.location(path, file);
                }
                Err(diagnostic) => snapshot.diagnostics.push(diagnostic),
            }
        }
    }

    fn list(&self, folder: &str, paths: &mut Vec<(Arc<str>, Stamp)>, diagnostics: &mut Vec<Diagnostic>) {
        let top = self.root.join(folder);
        if !top.exists() {
            return;
        }
        let walk = WalkDir::new(&top).follow_links(false).sort_by_file_name();
        let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !is_litter(&e.file_name().to_string_lossy());
        for entry in walk.into_iter().filter_entry(visible) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let name = error.path().map_or_else(String::new, |p| self.relative(p));
                    diagnostics.push(unreadable(&name, &error.to_string()));
                    continue;
                }
            };
            let path = self.relative(entry.path());
            match self.examine(&entry, photo::shown(&path)) {
                Ok(Some(stamp)) => paths.push((path.into(), stamp)),
                Ok(None) => {}
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }

    /// Folders are walked, ordinary files read; links and special files are refused with their place.
    fn examine(&self, entry: &walkdir::DirEntry, path: &str) -> Result<Option<Stamp>, Diagnostic> {
        let kind = entry.file_type();
        if path.len() > limits::PATH_BYTES {
            let limit = limits::PATH_BYTES;
            return Err(error!(Location::file(path), "path-too-long",
                "路径超过{limit}字节", "the path is longer than {limit} bytes";
                help: "缩短文件名", "shorten the name"
            ));
        }
        // On Windows a backslash separates folders, and a list of checksums cannot spell either as it is.
        if path.contains(|c: char| c == '\\' || c.is_control()) {
            return Err(error!(Location::file(&path.replace(char::is_control, "\u{FFFD}")), "bad-file-name",
                "文件名含反斜杠或控制字符", "the name of this file holds a backslash or a control character";
                help: "换一个文件名", "give the file another name"
            ));
        }
        if kind.is_symlink() {
            return Err(error!(Location::file(path), "link-in-content",
                "这是一个链接（快捷方式），不会被发布", "this is a link; links are not followed";
                help: "删除链接，放入文件本身", "put the file itself in its place"
            ));
        }
        if kind.is_dir() {
            let expects_file = path.ends_with(".yaml") || path.ends_with(".md") || path.ends_with(".html");
            return match expects_file {
                true => Err(error!(Location::file(path), "folder-not-file",
                    "这里应当是文件，却是文件夹", "this is a folder where a file should be";
                    help: "重命名或移走这个文件夹", "rename or move the folder"
                )),
                false => Ok(None),
            };
        }
        let meta = entry.metadata().map_err(|e| unreadable(path, &e.to_string()))?;
        if !kind.is_file() {
            return Err(error!(Location::file(path), "special-file",
                "这不是普通文件（管道、设备等）", "this is not an ordinary file (a pipe or device)";
                help: "移走它", "move it away"
            ));
        }
        if meta.len() > limits::FILE_BYTES {
            let limit = limits::FILE_BYTES / 1024 / 1024;
            return Err(error!(Location::file(path), "file-too-large",
                "文件超过{limit} MiB", "the file is larger than {limit} MiB";
                help: "名单可每人一个文件放入 engineers/ 或 teams/；页面和图片请缩小",
                "split a list into one record a file; make a page or picture smaller"
            ));
        }
        Ok(Some((meta.len(), meta.modified().ok())))
    }

    fn read_one(&self, path: &Arc<str>, stamp: Stamp) -> Result<Read, Diagnostic> {
        if let Some((seen, file)) = self.seen.get(path)
            && *seen == stamp
            && stamp.1.is_some()
        {
            return Ok(file.clone());
        }
        let bytes = read_regular(&self.root.join(&**path))
            .map_err(|e| unreadable(photo::shown(path), &e.to_string()))?;
        if photo::is_photo(path) {
            return Ok(Read::Photo(photo::examine(&self.root, path, &bytes)));
        }
        Ok(Read::File(SourceFile::new(bytes)))
    }

    fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

impl Snapshot {
    fn location(&mut self, path: Arc<str>, read: Read) {
        let file = match read {
            Read::File(file) => file,
            Read::Photo(photo) => {
                self.photos.insert(path, photo);
                return;
            }
        };
        let map = if path.starts_with("themes/") {
            &mut self.themes
        } else if path.starts_with("content/generated/") {
            &mut self.generated
        } else {
            &mut self.content
        };
        map.insert(path, file);
    }
}

/// Files that editors and systems leave lying about: hidden files, backups, Office's lock files.
pub(crate) fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn unreadable(path: &str, error: &str) -> Diagnostic {
    error!(Location::file(path), "unreadable",
        "读不了：{error}", "cannot be read: {error}";
        help: "检查文件是否存在、是否有读取权限", "check that it exists and may be read"
    )
}

/// Reads an ordinary file that was one when it was listed: what has been put in its place since, a link or a pipe, is
/// neither followed nor waited for, and what grows is read no further than the limit.
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let (file, meta) = open_regular(path)?;
    let length = usize::try_from(meta.len().min(limits::FILE_BYTES)).unwrap_or_default();
    #[cfg(unix)]
    if let Some(bytes) = read_in_pieces(&file, length) {
        return Ok(bytes);
    }
    let mut bytes = Vec::with_capacity(length);
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(io::Error::other("it has grown beyond the limit"));
    }
    Ok(bytes)
}

/// Reads a long file of a length in several places at a time: copying it takes a while, and so does the room for it. `None`
/// where it is short, or its length is another by now.
#[cfg(unix)]
fn read_in_pieces(file: &fs::File, length: usize) -> Option<Vec<u8>> {
    use std::os::unix::fs::FileExt as _;
    const PIECE: usize = 2 * 1024 * 1024;
    if length < 2 * PIECE {
        return None;
    }
    let mut bytes = vec![0; length];
    let read = |(piece, room): (usize, &mut [u8])| file.read_exact_at(room, (piece * PIECE) as u64);
    bytes.par_chunks_mut(PIECE).enumerate().try_for_each(read).ok()?;
    (file.metadata().ok()?.len() == length as u64).then_some(bytes)
}

/// A path with forward slashes, whatever the system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The files below a folder, as paths relative to it with forward slashes, sorted. Links count as files and
/// are not followed.
///
/// # Errors
/// Whatever the disk says.
pub fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    Ok(all_below(folder)?.0)
}

/// The files below a folder, as [`files_below`], and the folders.
///
/// # Errors
/// Whatever the disk says.
pub fn all_below(folder: &Path) -> io::Result<(Vec<String>, Vec<String>)> {
    let (mut files, mut all) = (Vec::new(), Vec::new());
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inside))? {
            let entry = entry?;
            let mut path = inside.clone();
            path.push_str(&entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                all.push(path.clone());
                folders.push(path + "/");
            } else {
                files.push(path);
            }
        }
    }
    files.par_sort_unstable();
    all.sort_unstable();
    Ok((files, all))
}

/// A file or folder, opened for reading: what a system needs to bring it to the disk.
///
/// # Errors
/// Whatever the disk says.
pub fn open(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

/// The names in a folder, sorted.
///
/// # Errors
/// Whatever the disk says.
pub fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The real path of a folder that may not exist yet: the nearest existing ancestor resolved, the rest appended.
pub fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut existing = absolute.as_path();
    let mut rest = Vec::new();
    loop {
        if let Ok(real) = fs::canonicalize(existing) {
            return rest.iter().rev().fold(real, |path, name| path.join(name));
        }
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name.to_owned());
                existing = parent;
            }
            _ => return absolute,
        }
    }
}
