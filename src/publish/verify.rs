//! Is a folder exactly the edition its manifest describes?

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::access;
use super::edition::{self, DESCRIBING, Edition, FileEntry, SIGNATURE, SUMS};
use super::known::{Doubt, Known};
use super::names::{self, KEPT};
use super::signature::{self, Signature};
use crate::diagnostic::{Diagnostic, environment, text};
use crate::domain::digest::hex;
use crate::world::disk::{self, Folder};
use crate::world::limits;

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The manifest.
    pub edition: Edition,
    /// Files that differ, in order of their paths.
    pub differences: Vec<(String, Difference)>,
    /// What became of checking its signature.
    pub signature: Signature,
    /// Whether the key it was checked with is known from elsewhere; one found in the folder alone vouches for nothing.
    pub is_by_known_key: bool,
    /// What speaks against it by what is known from elsewhere.
    pub doubts: Vec<Doubt>,
}

/// How a file differs from the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Its bytes are not those published.
    Changed,
    /// It is gone.
    Missing,
    /// It was not published.
    Added,
}

/// How often a folder is read again at most before it is said to be changing, and how long after.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(100);

/// Compares a folder with its `edition.json`, and the edition with what is known of it from elsewhere.
///
/// A build may put another edition in place meanwhile: what is found wrong is believed only when it is found again, and the
/// folder is the same.
///
/// # Errors
/// No manifest of this program, one whose own digest is wrong, a signature and no `ssh-keygen` to check it with, a
/// disk that cannot be read, a folder that changes all the time (`being-changed`), or what `known` says.
pub fn verify(
    folder: &Path,
    known: impl Fn() -> Result<Known, Vec<Diagnostic>>,
) -> Result<Verified, Vec<Diagnostic>> {
    let mut before = None;
    for _ in 0..TRIES {
        let held = Folder::open(folder);
        let found = known().and_then(|known| examine(folder, &known).map_err(|problem| vec![problem]));
        if found.as_ref().is_ok_and(Verified::is_good) {
            return found;
        }
        let stands = held.as_ref().map_or_else(|_| !disk::exists(folder), Folder::still_stands);
        if stands && before.as_ref() == Some(&found) {
            return found;
        }
        before = stands.then_some(found);
        thread::sleep(PAUSE);
    }
    let shown = folder.display();
    Err(vec![environment!("being-changed",
        "{shown} 一直在变动，无法核验", "{shown} is being changed all the time and cannot be checked";
        help: "等生成或发布结束后再运行", "run this again when no build or publication is running"
    )])
}

/// Compares a folder once, with what is known of its edition.
pub(super) fn examine(folder: &Path, known: &Known) -> Result<Verified, Diagnostic> {
    let shown = folder.display();
    let unreadable =
        |e: io::Error| environment!("unreadable", "读不了 {shown}：{e}", "cannot read {shown}: {e}");
    let held = Folder::open(folder).and_then(|held| Ok((held.read(edition::FILE, limits::OWN_BYTES)?, held)));
    let (bytes, held) = held.map_err(|e| {
        environment!("no-edition",
            "{shown} 里读不到 edition.json：{e}", "cannot read edition.json in {shown}: {e}";
            help: "指明发布文件夹，例如 gongshi verify public",
            "name the published folder, such as `gongshi verify public`"
        )
    })?;
    let edition = Edition::from_bytes(&bytes)
        .ok()
        .filter(|e| Edition::digest_of(&e.files) == e.digest)
        .ok_or_else(|| {
            environment!("bad-edition",
                "{shown} 里的 edition.json 不完整或被改动",
                "the edition.json in {shown} is incomplete or was changed";
                help: "从备份恢复，或重新构建", "restore it, or build again"
            )
        })?;
    let (found, folders) = disk::all_below(folder).map_err(unreadable)?;
    let (mut differences, of_sums) =
        rayon::join(|| compare(&held, &edition, &found, None), || compare_sums(&held, &edition.sums(&bytes)));
    differences.extend(of_sums.map(|(path, difference)| (path.to_owned(), difference)));
    differences.extend(unlisted(&held, &edition, &found, &folders).map(|path| (path, Difference::Added)));
    let signature = match differences.iter().find(|(path, _)| DESCRIBING.contains(&path.as_str())) {
        Some(_) if disk::exists(&folder.join(SIGNATURE)) => Signature::Bad(SUMS.to_owned()),
        _ => signature::check(folder, known.key.as_ref())?,
    };
    if let Signature::Bad(_) = signature {
        differences.push((SIGNATURE.to_owned(), Difference::Changed));
    }
    differences.sort_by(|a, b| a.0.cmp(&b.0));
    let declares = disk::exists(&folder.join(signature::SIGNERS));
    let doubts = known.doubts(&edition, &signature, declares);
    let is_by_known_key = known.key.is_some() && matches!(signature, Signature::Good(_));
    Ok(Verified { edition, differences, signature, is_by_known_key, doubts })
}

impl Verified {
    /// Whether nothing speaks against the folder.
    pub fn is_good(&self) -> bool {
        self.differences.is_empty() && self.doubts.is_empty()
    }
}

/// Whether a folder, in which these files were `found`, is exactly an edition, with the modes of one.
pub(super) fn is_intact(folder: &Path, edition: &Edition, found: &[String]) -> bool {
    let Ok(held) = Folder::open(folder) else { return false };
    let are_same = || {
        let is_apart = |(path, difference): &(String, Difference)| {
            *difference == Difference::Added && names::is_apart(path)
        };
        compare(&held, edition, found, Some(access::FILE)).iter().all(is_apart)
    };
    let is_described = || {
        let manifest = edition.to_bytes();
        disk::holds(&folder.join(edition::FILE), &manifest, access::FILE)
            && disk::holds(&folder.join(SUMS), &edition.sums(&manifest), access::FILE)
            && Edition::digest_of(&edition.files) == edition.digest
    };
    let (are_same, is_described) = rayon::join(are_same, is_described);
    are_same && is_described && !matches!(signature::check(folder, None), Err(_) | Ok(Signature::Bad(_)))
}

/// Compares files with their entries, those found that have none too; with a `mode`, theirs as well.
fn compare(
    folder: &Folder,
    edition: &Edition,
    found: &[String],
    mode: Option<u32>,
) -> Vec<(String, Difference)> {
    let is_found = |path: &str| found.binary_search_by(|name| name.as_str().cmp(path)).is_ok();
    let compare = |file: &FileEntry| match is_found(&file.path) {
        true => compare_one(folder, file, mode),
        false => Some(Difference::Missing),
    };
    let differing = |file: &FileEntry| Some((file.path.clone(), compare(file)?));
    let mut differences: Vec<_> = edition.files.par_iter().filter_map(differing).collect();
    let listed: HashSet<&str> = edition.paths().collect();
    let is_added = |path: &&String| !listed.contains(path.as_str()) && !KEPT.contains(&path.as_str());
    differences.extend(found.iter().filter(is_added).map(|path| (path.clone(), Difference::Added)));
    differences
}

fn compare_one(folder: &Folder, file: &FileEntry, mode: Option<u32>) -> Option<Difference> {
    if file.size > limits::PUBLISHED_BYTES {
        return Some(Difference::Changed);
    }
    match folder.digest(&file.path, file.size) {
        Ok(Some((digest, found))) => {
            let is_same = hex(&digest) == file.sha256
                && mode.is_none_or(|mode| found.is_none_or(|found| found == mode));
            (!is_same).then_some(Difference::Changed)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Difference::Missing),
        // Of another size, a link, a pipe, or nothing that may be read.
        Ok(None) | Err(_) => Some(Difference::Changed),
    }
}

/// Folders that no file of the edition lies in, with a slash at their end; and of the names that builds leave alone what is
/// no ordinary file, or more than a short text.
fn unlisted(
    folder: &Folder,
    edition: &Edition,
    found: &[String],
    folders: &[String],
) -> impl Iterator<Item = String> {
    let own = access::folders(edition.paths());
    let files: HashSet<&str> = found.iter().map(String::as_str).collect();
    let is_odd = |name: &&str| files.contains(name) && folder.read(name, limits::SIGNATURE_BYTES).is_err();
    let kept: Vec<String> = KEPT.iter().copied().filter(is_odd).map(str::to_owned).collect();
    // Of a folder with files in it these are named.
    let filled = access::folders(found.iter().map(String::as_str));
    let is_unlisted = |name: &&String| !own.contains(*name) && !filled.contains(*name);
    let folders: Vec<String> = folders.iter().filter(is_unlisted).map(|name| format!("{name}/")).collect();
    kept.into_iter().chain(folders)
}

/// Compares the list of checksums: where only the manifest's own line differs, it is the manifest that was changed.
fn compare_sums(folder: &Folder, expected: &[u8]) -> Option<(&'static str, Difference)> {
    let Ok(found) = folder.read(SUMS, limits::OWN_BYTES) else { return Some((SUMS, Difference::Missing)) };
    if found == expected {
        return None;
    }
    let others = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        text.lines().filter(|line| !line.ends_with("  edition.json")).map(str::to_owned).collect::<Vec<_>>()
    };
    let changed = if others(&found) == others(expected) { edition::FILE } else { SUMS };
    Some((changed, Difference::Changed))
}

impl Difference {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Difference::Changed => "changed",
            Difference::Missing => "missing",
            Difference::Added => "added",
        }
    }

    /// The word for people, in the language of messages.
    pub fn text(self) -> String {
        match self {
            Difference::Changed => text!("被改动", "changed"),
            Difference::Missing => text!("缺失", "missing"),
            Difference::Added => text!("多出", "added"),
        }
    }
}
