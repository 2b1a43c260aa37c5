//! Is a folder exactly the edition its manifest describes?

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::edition::{self, Edition, FileEntry, OWN, SIGNATURE, SUMS, hex};
use super::inside;
use super::output::KEPT;
use super::signature::{self, Signature};
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
    let listed: BTreeMap<&str, &FileEntry> = edition.files.iter().map(|f| (f.path.as_str(), f)).collect();
    let added = found
        .iter()
        .filter(|path| {
            !listed.contains_key(path.as_str())
                && !OWN.contains(&path.as_str())
                && !KEPT.contains(&path.as_str())
                && !inside::is_own(path)
        })
        .map(|path| (path.clone(), Difference::Added));
    let mut differences: Vec<_> = edition
        .files
        .par_iter()
        .filter_map(|file| compare(folder, file).map(|difference| (file.path.clone(), difference)))
        .collect();
    differences.extend(added);
    let sums = edition.sums(&bytes);
    differences.extend(compare_sums(folder, &sums).map(|(path, difference)| (path.to_owned(), difference)));
    let signature = match differences.iter().find(|(path, _)| OWN.contains(&path.as_str())) {
        Some(_) if disk::exists(&folder.join(SIGNATURE)) => Signature::Bad(SUMS.to_owned()),
        _ => signature::check(folder)?,
    };
    if let Signature::Bad(_) = signature {
        differences.push((SIGNATURE.to_owned(), Difference::Changed));
    }
    differences.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Verified { edition, differences, signature })
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

fn compare(folder: &Path, file: &FileEntry) -> Option<Difference> {
    let path = folder.join(&file.path);
    if disk::is_link(&path) {
        return Some(Difference::Changed);
    }
    match disk::read(&path) {
        Ok(bytes) => (hex(&Sha256::digest(&bytes)) != file.sha256).then_some(Difference::Changed),
        Err(_) => Some(Difference::Missing),
    }
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
