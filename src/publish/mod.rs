//! The only room that writes: a site → its folder, as one step or not at all.

mod edition;
pub mod gate;
pub mod generated;
mod ledger;
mod output;
pub mod scaffold;
mod staging;
mod verify;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::input::clock::Stopwatch;
use crate::site::Site;
use crate::words;

pub use edition::{Edition, FileEntry, hex};
pub use ledger::{Entry as LedgerEntry, append};
pub use output::Output;
pub use verify::{Difference, Verified, verify};

/// What a build did.
#[derive(Clone, Debug)]
pub struct Built {
    /// How many files the edition has, `edition.json` apart.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The edition's digest.
    pub digest: String,
    /// Time to render and write them.
    pub writing: Duration,
    /// Time to put the edition in place and remove the old one.
    pub exchanging: Duration,
}

/// Renders every route into a staging folder beside the output, then exchanges the two in one step. Until that
/// step the output is untouched; `progress` is told of every file written.
///
/// # Errors
/// A page that does not render (code of the content), or whatever the disk says (`write-failed`).
pub fn build(
    site: &Site,
    inputs: [u8; 32],
    output: &Output,
    progress: &(dyn Fn() + Sync),
) -> Result<Built, Vec<Diagnostic>> {
    let mut watch = Stopwatch::start();
    let one = |diagnostic| vec![diagnostic];
    let _lock = output.lock().map_err(one)?;
    output.recheck().map_err(one)?;
    let staging = staging::Staging::create(output).map_err(one)?;
    let files = write_all(site, staging.path(), progress)?;
    let edition = Edition::new(site.register(), inputs, files);
    let written = write(staging.path(), edition::FILE, &edition.to_bytes());
    written.map_err(one)?;
    let writing = watch.lap();
    let built = Built {
        files: edition.files.len(),
        bytes: edition.files.iter().map(|f| f.size).sum(),
        digest: edition.digest.clone(),
        writing,
        exchanging: Duration::ZERO,
    };
    staging.put_in_place(output).map_err(one)?;
    Ok(Built { exchanging: watch.lap(), ..built })
}

fn write_all(
    site: &Site,
    folder: &Path,
    progress: &(dyn Fn() + Sync),
) -> Result<Vec<FileEntry>, Vec<Diagnostic>> {
    let routes: Vec<_> = site.routes().collect();
    make_folders(folder, routes.iter().map(|(path, _)| path.as_str())).map_err(|d| vec![d])?;
    let failed = AtomicU64::new(0);
    let results: Vec<Result<FileEntry, Diagnostic>> = routes
        .par_iter()
        .filter_map(|(path, content)| {
            // After a few failures the rest is not worth the time: nothing will be published anyway.
            if failed.load(Ordering::Relaxed) > 100 {
                return None;
            }
            let result = site.render(path, content).and_then(|bytes| {
                gate::check(path, &bytes)?;
                write(folder, path, &bytes)
            });
            match &result {
                Ok(_) => progress(),
                Err(_) => {
                    failed.fetch_add(1, Ordering::Relaxed);
                }
            }
            Some(result)
        })
        .collect();
    let mut files = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(diagnostic) => problems.push(diagnostic),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn make_folders<'a>(folder: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Diagnostic> {
    let mut last = "";
    for path in paths {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent != last {
            fs::create_dir_all(folder.join(parent)).map_err(|e| failed(&folder.join(parent), &e))?;
            last = parent;
        }
    }
    Ok(())
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<FileEntry, Diagnostic> {
    let target = folder.join(path);
    fs::write(&target, bytes).map_err(|e| failed(&target, &e))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(FileEntry { path: path.to_owned(), size, sha256: hex(&Sha256::digest(bytes)) })
}

/// An error of the disk while writing, with the path it happened at.
pub(crate) fn failed(path: &Path, error: &std::io::Error) -> Diagnostic {
    let path = path.display();
    Diagnostic::environment("write-failed", words!("写不了 {path}：{error}", "cannot write {path}: {error}"))
        .help(words!(
            "检查磁盘空间和写入权限；已发布的内容没有改动",
            "check disk space and permissions; what is published is untouched"
        ))
}
