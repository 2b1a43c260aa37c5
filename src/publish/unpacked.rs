//! A bag in a zip file, opened for checking. Anyone may have made it: nothing is unpacked to the disk, sizes are bounded,
//! and a name that could be written elsewhere than below one folder, or twice, is refused.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::domain::digest::hex;
use crate::world::limits;

/// The zip file's end of central directory (APPNOTE 4.3.16), with no comment after it.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
/// The locator of its 64-bit form, directly before it.
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_BYTES: usize = 20;

/// Why a zip file is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no zip file, or is damaged.
    NoZip,
    /// It holds too many files, or too much.
    TooMuch,
    /// It has this name, which is no path below a folder, or a link.
    Name(String),
    /// It has this name twice, be it in other letters.
    Twice(String),
    /// Its files do not lie in one folder.
    NoFolder,
}

/// An open bag.
pub(super) struct Unpacked {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The folder that everything lies in.
    pub(super) name: String,
    /// Its files, by their paths below that folder.
    members: BTreeMap<String, usize>,
    /// The bytes that may still be unpacked.
    left: u64,
}

impl Unpacked {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Refused> {
        let count = count(&bytes).ok_or(Refused::NoZip)?;
        if count > limits::BAG_FILES {
            return Err(Refused::TooMuch);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::NoZip)?;
        if archive.offset() != 0 {
            return Err(Refused::NoZip);
        }
        let (mut members, mut seen, mut name) = (BTreeMap::new(), HashSet::new(), None);
        for index in 0..archive.len() {
            let member = archive.by_index_raw(index).map_err(|_| Refused::NoZip)?;
            let path = member.name().map_err(|_| Refused::NoZip)?.into_owned();
            let is_folder = path.ends_with('/');
            if !is_plain(path.strip_suffix('/').unwrap_or(&path)) || is_special(member.unix_mode()) {
                return Err(Refused::Name(path));
            }
            // What is one file to some systems is one file.
            if !seen.insert(path.to_lowercase()) {
                return Err(Refused::Twice(path));
            }
            let (folder, inside) = path.split_once('/').ok_or(Refused::NoFolder)?;
            if name.get_or_insert_with(|| folder.to_owned()) != folder {
                return Err(Refused::NoFolder);
            }
            if !is_folder {
                members.insert(inside.to_owned(), index);
            }
        }
        // Of several entries with one name the reader keeps one.
        if archive.len() != count {
            return Err(Refused::Twice(String::new()));
        }
        let name = name.ok_or(Refused::NoFolder)?;
        Ok(Unpacked { archive, name, members, left: limits::BAG_UNPACKED_BYTES })
    }

    /// The paths of its files, in their order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.members.contains_key(path)
    }

    /// A file of at most so many bytes; none where there is none, or it is damaged or larger.
    pub(super) fn read(&mut self, path: &str, limit: u64) -> Option<Vec<u8>> {
        let member = self.archive.by_index(*self.members.get(path)?).ok()?;
        let (mut bytes, limit) = (Vec::new(), limit.min(self.left));
        let count = member.take(limit + 1).read_to_end(&mut bytes).ok()?;
        self.left = self.left.saturating_sub(u64::try_from(count).ok()?);
        (u64::try_from(count).ok()? <= limit).then_some(bytes)
    }

    /// The SHA-256 of a file; none where there is none, or it is damaged.
    ///
    /// # Errors
    /// More than a bag may unpack to.
    pub(super) fn digest(&mut self, path: &str) -> Result<Option<String>, Refused> {
        let Some(index) = self.members.get(path) else { return Ok(None) };
        let Ok(mut member) = self.archive.by_index(*index) else { return Ok(None) };
        let (mut digest, mut part) = (Sha256::new(), vec![0; 64 * 1024]);
        loop {
            let Ok(count) = member.read(&mut part) else { return Ok(None) };
            let Some(read) = part.get(..count).filter(|read| !read.is_empty()) else { break };
            digest.update(read);
            self.left =
                u64::try_from(count).ok().and_then(|n| self.left.checked_sub(n)).ok_or(Refused::TooMuch)?;
        }
        let digest: [u8; 32] = digest.finalize().into();
        Ok(Some(hex(&digest)))
    }
}

/// How many entries the file says it has, before any of them is read.
fn count(bytes: &[u8]) -> Option<usize> {
    let end = bytes.len().checked_sub(END_BYTES)?;
    let before = end.checked_sub(LOCATOR_BYTES);
    let has_locator = before.and_then(|at| bytes.get(at..)).is_some_and(|rest| rest.starts_with(LOCATOR));
    let record = bytes.get(end..).filter(|record| record.starts_with(END) && !has_locator)?;
    let [low, high] = record.get(10..12)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes([low, high])))
}

/// Whether an entry is a link, a pipe or a device: neither a file nor a folder (POSIX, `sys/stat.h`).
fn is_special(mode: Option<u32>) -> bool {
    !matches!(mode.unwrap_or_default() & 0o170_000, 0 | 0o100_000 | 0o040_000)
}

/// Whether every system takes a name for the same path below the folder that it is unpacked in.
fn is_plain(path: &str) -> bool {
    path.len() <= limits::PATH_BYTES
        && !path.chars().any(|c| c.is_control() || "\\:".contains(c))
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.ends_with(' '))
}
