//! The only room that writes: a site → its folder, as one step or not at all.

mod access;
mod compress;
mod edition;
mod exchange;
mod flush;
pub mod generated;
mod inside;
mod kept;
mod ledger;
mod lock;
mod output;
mod press;
pub mod scaffold;
mod seals;
mod signature;
mod staging;
mod twin;
mod undo;
mod verify;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity, environment};
use crate::site::Site;
use crate::world::clock::Stopwatch;
use crate::world::disk;

use press::Press;
use seals::{Basis, Seals};
use staging::Staging;

pub use edition::{Edition, FileEntry, NoEdition, hex};
pub use ledger::{Entry as LedgerEntry, Pending, announce, settle};
pub use output::{Claim, Output};
pub use signature::Signature;
pub use undo::{Back, Change, go_back};
pub use verify::{Difference, Verified, verify};

/// Digests of what a site is compiled from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs {
    /// Of everything the office wrote, for the manifest.
    pub written: [u8; 32],
    /// Of the ledger and the moment too: of all that decides any byte of the site.
    pub whole: [u8; 32],
}

/// What a build did.
#[derive(Clone, Debug)]
pub struct Built {
    /// The edition that is now in place.
    pub edition: Edition,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether the edition before it in the output was.
    pub was_signed: bool,
    /// How many of its files were rendered; the others were found in the output as they would have been.
    pub rendered: usize,
    /// How many of its files are new or have changed.
    pub written: usize,
    /// Time to render and write them.
    pub writing: Duration,
    /// Time to put the edition in place and remove the old one.
    pub exchanging: Duration,
    /// What failed once the edition was public.
    pub warnings: Vec<Diagnostic>,
}

/// An edition rendered, checked and on the disk beside the output: all but public. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Ready<'o> {
    output: &'o Output,
    /// None where the output is this edition already.
    staging: Option<Staging<'o>>,
    seals: Seals,
    built: Built,
}

/// Renders every route and makes the edition beside the output, which is not touched; `progress` is told of every route.
/// With `compressed`, each file of text has its compressed forms beside it, listed in the edition like any other.
/// With a key to `sign` with, the edition is signed; without one, the signature of an edition that stays the same stays.
///
/// # Errors
/// A page that does not render or may not go out (code of the content), a key that does not sign or is not the office's,
/// or whatever the disk says (`write-failed`).
pub fn prepare<'o>(
    site: &Site,
    inputs: Inputs,
    output: &'o Output,
    compressed: bool,
    sign: Option<&Path>,
    progress: &(dyn Fn() + Sync),
) -> Result<Ready<'o>, Vec<Diagnostic>> {
    let mut watch = Stopwatch::start();
    let one = |diagnostic| vec![diagnostic];
    if sign.is_some() && site.register().office.signing_key.is_none() {
        return Err(vec![signature::no_key()]);
    }
    let staging =
        Staging::create(output, site.routes().iter().map(|route| route.path.as_str())).map_err(one)?;
    let basis = Basis { guard: site.guard().digest(), whole: inputs.whole };
    let seals = Seals::read(output, site.routes().len(), basis);
    let rendered = AtomicUsize::new(0);
    let whole = inputs.whole;
    let standing = output.edition().filter(|edition| seals.hold_whole(&whole, edition));
    let press =
        Press { site, whole, staging: &staging, seals: &seals, standing, compressed, rendered, progress };
    let make = || {
        let edition = Edition::new(site.register(), inputs.written, press.run()?);
        seals.add_whole(&whole, &edition);
        let manifest = edition.to_bytes();
        let sums = edition.sums(&manifest);
        Ok::<_, Vec<Diagnostic>>((edition, manifest, sums))
    };
    let (edition, manifest, sums) = staging.while_flushing(make).map_err(one)??;
    let rendered = press.rendered.into_inner();
    let written = staging.written();
    let signature = match sign {
        Some(key) => Some(signature::sign(key, &sums).map_err(one)?),
        None => signature::still_good(output, &sums),
    };
    let own = [(edition::FILE, Some(manifest)), (edition::SUMS, Some(sums)), (edition::SIGNATURE, signature)];
    own.par_iter()
        .try_for_each(|(name, bytes)| bytes.as_ref().map_or(Ok(()), |bytes| staging.put(name, bytes)))
        .map_err(one)?;
    let staging = staging.complete().map_err(one)?;
    let folder = staging.as_ref().map_or(output.path(), Staging::path);
    let signed = signature::confirm(folder).map_err(one)?;
    Ok(Ready {
        output,
        staging,
        seals,
        built: Built {
            edition,
            rendered,
            written,
            signed,
            was_signed: output.is_signed(),
            writing: watch.lap(),
            exchanging: Duration::ZERO,
            warnings: Vec::new(),
        },
    })
}

impl Ready<'_> {
    /// The edition as it will be.
    pub fn edition(&self) -> &Edition {
        &self.built.edition
    }

    /// Makes it public in one step. The old edition is removed, or kept beside the output as the last of `keep`; where
    /// that is not said, those kept before are left alone.
    ///
    /// # Errors
    /// Whatever the disk says; then the old edition stands as it did.
    ///
    /// With `pending`, it is recorded in the ledger, or nothing is where it did not become public.
    pub fn put_in_place(self, keep: Option<usize>, pending: Option<Pending>) -> Result<Built, Diagnostic> {
        let mut watch = Stopwatch::start();
        let Ready { output, staging, seals, built } = self;
        let is_new = staging.is_some();
        let swap = || staging.map_or(Ok(Vec::new()), |staging| staging.put_in_place(&built.edition, keep));
        let mut warnings = ledger::record(pending, swap)?;
        seals.keep();
        if let Some(Err(error)) = keep.map(|keep| kept::prune(output, keep)) {
            warnings.push(not_synced(output.path(), &error));
        }
        if is_new || keep.is_some() {
            warnings.extend(output.clean_up());
        }
        Ok(Built { exchanging: watch.lap(), warnings, ..built })
    }
}

/// Removes whatever stands at a path; what a link leads to stays. The files of a folder go in parallel: each waits for
/// the disk.
fn remove(path: &Path) -> io::Result<()> {
    if disk::is_folder(path) {
        disk::files_below(path)?.par_iter().for_each(|file| {
            // What cannot be removed here, cannot be below, and is said there.
            let _ = fs::remove_file(path.join(file));
        });
        fs::remove_dir_all(path)
    } else if disk::exists(path) {
        fs::remove_file(path)
    } else {
        Ok(())
    }
}

/// Makes the folder a file goes into.
fn make_folder(file: &Path) -> Result<(), Diagnostic> {
    let Some(folder) = file.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|e| failed(folder, &e))
}

/// Replaces a file whole and brings it to the disk, so that a power cut leaves the old file or the new one.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let write = || {
        put_durably(path, bytes)?;
        exchange::sync_parent(path)
    };
    write().map_err(|e| failed(path, &e))
}

/// Replaces a file whole by one that is on the disk; that its name is, too, is left to the caller.
fn put_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = put_beside(path, bytes)?;
    file.sync_all()?;
    take_place(path)
}

/// The first of some names that stands for nothing.
fn free_name(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    let mut names = (1..).map(name);
    names.find(|path| !disk::exists(path)).unwrap_or_default()
}

/// Replaces a file whole, so that a program that is ended leaves the old file or the new one.
fn put_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_beside(path, bytes)?;
    take_place(path)
}

/// Writes the new bytes beside a file.
fn put_beside(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let new = beside(path);
    remove(&new)?;
    let mut file = File::create_new(&new)?;
    file.write_all(bytes).inspect_err(|_| {
        // What cannot be removed now, the next attempt removes.
        let _ = fs::remove_file(&new);
    })?;
    Ok(file)
}

/// Moves what was written beside a file into its place.
fn take_place(path: &Path) -> io::Result<()> {
    fs::rename(beside(path), path)
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{}.new", name.trim_start_matches('.')))
}

/// The edition is public, but the disk may not have it yet.
fn not_synced(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display();
    environment!("not-synced",
        "{path} 没能确认写入磁盘：{error}", "{path} could not be brought to the disk for certain: {error}";
        help: "新版本已经公开；检查磁盘，再运行一次 gongshi build",
        "the new edition is public; check the disk and run `gongshi build` again"
    )
    .with_severity(Severity::Warning)
}

/// An error of the disk while writing, with the path it happened at.
pub(crate) fn failed(path: &Path, error: &std::io::Error) -> Diagnostic {
    let path = path.display();
    environment!("write-failed",
        "写不了 {path}：{error}", "cannot write {path}: {error}";
        help: "检查磁盘空间和写入权限；已发布的内容没有改动",
        "check disk space and permissions; what is published is untouched"
    )
}
