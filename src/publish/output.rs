//! Where an edition goes: which folders may be used, and who is using one.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::edition::{self, Edition};
use super::failed;
use crate::diagnostic::{Diagnostic, Words};
use crate::input::disk;
use crate::words;

/// Files of the output folder that builds leave alone.
pub(super) const KEPT: &[&str] = &[".gitkeep", ".gitignore"];

/// A folder that may be replaced by an edition.
#[derive(Clone, Debug)]
pub struct Output {
    path: PathBuf,
}

/// Held while a build runs; released when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Output {
    /// Accepts a folder for the project at `root`: one that does not exist, is empty, or holds an edition and
    /// nothing else.
    ///
    /// # Errors
    /// A folder that holds or is the project, lies inside its content or themes, is a link, or holds files
    /// the program did not write.
    pub fn accept(path: &Path, root: &Path) -> Result<Output, Diagnostic> {
        if disk::is_link(path) {
            return Err(refuse(path, words!("输出文件夹是一个链接", "the output folder is a link")));
        }
        let real = disk::real_path(path);
        let root = disk::real_path(root);
        if real.file_name().is_none() {
            return Err(refuse(
                path,
                words!("不能输出到磁盘根目录", "the output may not be the root of a disk"),
            ));
        }
        if root.starts_with(&real) {
            return Err(refuse(
                path,
                words!(
                    "输出文件夹就是项目文件夹或在它之上",
                    "the output folder is the project's own or above it"
                ),
            ));
        }
        for name in ["content", "themes", "src", ".git"] {
            let source = root.join(name);
            if real.starts_with(&source) || source.starts_with(&real) {
                return Err(refuse(
                    path,
                    words!(
                        "输出文件夹与项目的 {name} 重叠",
                        "the output folder overlaps the project's {name}"
                    ),
                ));
            }
        }
        let output = Output { path: real };
        output.recheck()?;
        Ok(output)
    }

    /// The folder, absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks again at what the folder holds: nothing but an edition may be replaced.
    pub(super) fn recheck(&self) -> Result<(), Diagnostic> {
        if !disk::exists(&self.path) {
            return Ok(());
        }
        if !disk::is_folder(&self.path) {
            return Err(refuse(
                &self.path,
                words!("输出位置上是一个文件", "a file stands where the output goes"),
            ));
        }
        let found = disk::files_below(&self.path).map_err(|e| failed(&self.path, &e))?;
        // Without a manifest of ours nothing in the folder is ours, whatever it is called.
        let edition = self.edition();
        let listed =
            edition.iter().flat_map(|e| e.files.iter().map(|f| f.path.as_str()).chain([edition::FILE]));
        let ours: BTreeSet<&str> = listed.chain(KEPT.iter().copied()).collect();
        let foreign: Vec<&String> = found.iter().filter(|path| !ours.contains(path.as_str())).collect();
        match foreign.as_slice() {
            [] => Ok(()),
            some => {
                let shown = some.iter().take(3).map(|p| p.as_str()).collect::<Vec<_>>().join("、");
                let count = some.len();
                Err(refuse(
                    &self.path,
                    words!(
                        "输出文件夹里有{count}个不是本程序写的文件：{shown}",
                        "the output folder holds {count} files this program did not write: {shown}"
                    ),
                ))
            }
        }
    }

    /// The edition the folder holds, if it does.
    pub(super) fn edition(&self) -> Option<Edition> {
        Edition::from_bytes(&disk::read(&self.path.join(edition::FILE)).ok()?)
    }

    /// A hidden sibling of the folder: `public` → `.public.<suffix>`.
    pub(super) fn sibling(&self, suffix: &str) -> PathBuf {
        let name = self.path.file_name().map_or_else(|| "out".into(), |n| n.to_string_lossy());
        self.path.with_file_name(format!(".{name}.{suffix}"))
    }

    /// Waits for no one: a second build of the same output is refused while the first runs.
    pub(super) fn lock(&self) -> Result<Lock, Diagnostic> {
        let path = self.sibling("lock");
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
        }
        if disk::is_link(&path) {
            return Err(refuse(&path, words!("锁文件是一个链接", "the lock file is a link")));
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| failed(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Diagnostic::environment(
                "locked",
                words!(
                    "另一个构建正在写入同一个输出文件夹",
                    "another build is writing the same output folder"
                ),
            )
            .help(words!("等它结束后再运行", "run it again when that one has ended"))),
            Err(TryLockError::Error(error)) => Err(failed(&path, &error)),
        }
    }
}

fn refuse(path: &Path, why: Words) -> Diagnostic {
    let Words { zh, en } = why;
    let path = path.display();
    Diagnostic::environment(
        "output-refused",
        words!("不能使用输出文件夹 {path}：{zh}", "cannot use the output folder {path}: {en}"),
    )
    .help(words!(
        "换一个空文件夹（--out），或先把这些文件移走；什么都没有改动",
        "choose an empty folder with --out, or move those files away; nothing was changed"
    ))
}
