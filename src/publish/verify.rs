//! Is a folder exactly the edition its manifest describes?

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::edition::{self, DESCRIBING, Edition, FileEntry, SIGNATURE, SUMS, hex};
use super::signature::{self, Signature};
use super::{access, names};
use crate::diagnostic::{Diagnostic, environment, text};
use crate::world::disk;

/// What a comparison found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The manifest.
    pub edition: Edition,
    /// Files that differ, in order of their paths.
    pub differences: Vec<(String, Difference)>,
    /// What became of checking its signature.
    pub signature: Signature,
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

/// Compares a folder with its `edition.json`.
///
/// # Errors
/// No manifest of this program, one whose own digest is wrong, a signature and no `ssh-keygen` to check it with, or a
/// disk that cannot be read.
pub fn verify(folder: &Path) -> Result<Verified, Diagnostic> {
    let shown = folder.display();
    let bytes = disk::read(&folder.join(edition::FILE)).map_err(|e| {
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
    let found = disk::files_below(folder)
        .map_err(|e| environment!("unreadable", "读不了 {shown}：{e}", "cannot read {shown}: {e}"))?;
    let (mut differences, of_sums) = rayon::join(
        || compare(folder, &edition, &found, None),
        || compare_sums(folder, &edition.sums(&bytes)),
    );
    differences.extend(of_sums.map(|(path, difference)| (path.to_owned(), difference)));
    let signature = match differences.iter().find(|(path, _)| DESCRIBING.contains(&path.as_str())) {
        Some(_) if disk::exists(&folder.join(SIGNATURE)) => Signature::Bad(SUMS.to_owned()),
        _ => signature::check(folder)?,
    };
    if let Signature::Bad(_) = signature {
        differences.push((SIGNATURE.to_owned(), Difference::Changed));
    }
    differences.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Verified { edition, differences, signature })
}

/// Whether a folder, in which these files were `found`, is exactly an edition, with the modes of one.
pub(super) fn is_intact(folder: &Path, edition: &Edition, found: &[String]) -> bool {
    let are_same = || compare(folder, edition, found, Some(access::FILE)).is_empty();
    let is_described = || {
        let manifest = edition.to_bytes();
        disk::holds(&folder.join(edition::FILE), &manifest, access::FILE)
            && disk::holds(&folder.join(SUMS), &edition.sums(&manifest), access::FILE)
            && Edition::digest_of(&edition.files) == edition.digest
    };
    let (are_same, is_described) = rayon::join(are_same, is_described);
    are_same && is_described && !matches!(signature::check(folder), Err(_) | Ok(Signature::Bad(_)))
}

/// Compares files with their entries, those found that have none too; with a `mode`, theirs as well.
fn compare(
    folder: &Path,
    edition: &Edition,
    found: &[String],
    mode: Option<u32>,
) -> Vec<(String, Difference)> {
    let is_found = |path: &str| found.binary_search_by(|name| name.as_str().cmp(path)).is_ok();
    let compare = |file: &FileEntry| match is_found(&file.path) {
        true => compare_one(&folder.join(&file.path), file, mode),
        false => Some(Difference::Missing),
    };
    let differing = |file: &FileEntry| Some((file.path.clone(), compare(file)?));
    let mut differences: Vec<_> = edition.files.par_iter().filter_map(differing).collect();
    let listed: HashSet<&str> = edition.paths().collect();
    let is_added = |path: &&String| !listed.contains(path.as_str()) && !names::is_apart(path);
    differences.extend(found.iter().filter(is_added).map(|path| (path.clone(), Difference::Added)));
    differences
}

fn compare_one(path: &Path, file: &FileEntry, mode: Option<u32>) -> Option<Difference> {
    match disk::read_ordinary(path) {
        Ok((bytes, found)) => {
            let is_same = hex(&Sha256::digest(&bytes)) == file.sha256
                && mode.is_none_or(|mode| found.is_none_or(|found| found == mode));
            (!is_same).then_some(Difference::Changed)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Difference::Missing),
        // A link, a pipe, or nothing that may be read.
        Err(_) => Some(Difference::Changed),
    }
}

/// Compares the list of checksums: where only the manifest's own line differs, it is the manifest that was changed.
fn compare_sums(folder: &Path, expected: &[u8]) -> Option<(&'static str, Difference)> {
    let Ok(found) = disk::read(&folder.join(SUMS)) else { return Some((SUMS, Difference::Missing)) };
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
