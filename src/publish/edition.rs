//! `edition.json`: the manifest of an edition, every file with its size and digest.

use std::io::{self, Write};
use std::path::{Component, Path};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::ser::Formatter;

use crate::domain::chain::Link;
use crate::domain::digest::{hex, sha256};
use crate::domain::office::Office;
use crate::domain::register::Register;
use crate::world::disk;

/// The manifest's name.
pub(crate) const FILE: &str = "edition.json";
/// The list of checksums of every file, the manifest's too, for `sha256sum -c`.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// The signature of that list, where an edition is signed.
pub(crate) const SIGNATURE: &str = "SHA256SUMS.sig";
/// The files of an edition that describe the others.
pub(crate) const DESCRIBING: [&str; 3] = [FILE, SUMS, SIGNATURE];

/// What an edition consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The program and its version.
    pub generator: String,
    /// The moment the site was computed for, RFC 3339, Beijing time.
    pub computed: String,
    /// The calendar the periods were computed with.
    pub calendar: String,
    /// SHA-256 of everything the edition was made from.
    pub inputs: String,
    /// Whose it is; editions of earlier versions do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Whose>,
    /// The digest of the last other edition that was published before, as the ledger has it: editions chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The last entry of the ledger: of an edition that was published, the one that records it. Whoever holds the
    /// edition can tell by it whether the ledger still has all that it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Link>,
    /// SHA-256 over the list of files below: the edition's fingerprint.
    pub digest: String,
    /// Every file but those that describe the others, in byte order of the paths.
    pub files: Vec<FileEntry>,
}

/// The site that an edition is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// Its address.
    pub base_url: String,
    /// Its title.
    pub title: String,
    /// Whose site it is.
    pub owner: String,
}

impl Whose {
    /// The site of an office.
    pub fn new(office: &Office) -> Self {
        let (base_url, title, owner) = (&office.base_url, &office.title, &office.owner);
        Whose { base_url: base_url.to_string(), title: title.to_string(), owner: owner.to_string() }
    }

    /// Whether another is a site of its own: at another address, or with both another title and another owner. An office
    /// may well rename its site.
    pub fn is_other(&self, other: &Whose) -> bool {
        self.base_url != other.base_url || self.title != other.title && self.owner != other.owner
    }
}

/// One file of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the site's root.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

impl FileEntry {
    /// The entry of a file.
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        FileEntry { path: path.to_owned(), size, sha256: sha256(bytes) }
    }

    /// Appends the line that `sha256sum` prints for the file.
    fn line(&self, out: &mut String) {
        [&self.sha256, "  ", &self.path, "\n"].iter().for_each(|part| out.push_str(part));
    }
}

/// The lines that `sha256sum` prints for files.
fn lines<'f>(files: impl Iterator<Item = &'f FileEntry> + Clone) -> String {
    let size = files.clone().map(|file| file.sha256.len() + file.path.len() + 3).sum();
    let mut out = String::with_capacity(size);
    files.for_each(|file| file.line(&mut out));
    out
}

impl Edition {
    /// The bytes of all its files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// The manifest of these files.
    pub fn new(register: &Register, inputs: [u8; 32], mut files: Vec<FileEntry>) -> Self {
        files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let digest = Edition::digest_of(&files);
        Edition {
            generator: concat!("gongshi ", env!("CARGO_PKG_VERSION")).to_owned(),
            computed: register.now.rfc3339(),
            calendar: register.calendar.edition(),
            inputs: hex(&inputs),
            site: Some(Whose::new(&register.office)),
            previous: register.ledger.previous(&digest).map(str::to_owned),
            ledger: register.ledger.last_link(),
            digest,
            files,
        }
    }

    /// Every path an edition may have, those that describe the others too.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str()).chain(DESCRIBING)
    }

    /// `SHA256SUMS`: a line for every file and for the manifest, given as it is.
    pub fn sums(&self, manifest: &[u8]) -> Vec<u8> {
        let location = self.files.partition_point(|file| file.path.as_str() < FILE);
        let (before, after) = self.files.split_at(location);
        let others = || [before, after].map(|files| lines(files.iter()));
        let (manifest, [before, after]) = rayon::join(|| FileEntry::new(FILE, manifest), others);
        [before, lines([manifest].iter()), after].concat().into_bytes()
    }

    /// SHA-256 over the lines `sha256sum` prints for the files, so that the fingerprint can be made by hand.
    pub fn digest_of(files: &[FileEntry]) -> String {
        sha256(lines(files.iter()))
    }

    /// The manifest's bytes: one line a file, so that editions compare well.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.files.len() * 150);
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, LinePerFile::default());
        // Writing into memory does not fail.
        let _ = self.serialize(&mut serializer);
        bytes.push(b'\n');
        bytes
    }

    /// The edition a folder holds, as its manifest has it.
    ///
    /// # Errors
    /// Why there is none that can be relied on.
    pub fn read(folder: &Path) -> Result<Self, NoEdition> {
        Edition::from_bytes(&disk::read(&folder.join(FILE)).map_err(NoEdition::Unreadable)?)
    }

    /// Reads a manifest. Anyone may have written it: only one whose paths an edition can have is given out.
    ///
    /// # Errors
    /// Bytes that are no manifest of this program's, or one with a path that no edition has.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NoEdition> {
        let edition: Edition = serde_json::from_slice(bytes).map_err(|_| NoEdition::Foreign)?;
        if !edition.generator.starts_with("gongshi ") || !edition.is_plain() {
            return Err(NoEdition::Foreign);
        }
        let mut before = None;
        for FileEntry { path, .. } in &edition.files {
            if !is_address(path) || before >= Some(path) {
                return Err(NoEdition::BadPath(path.clone()));
            }
            before = Some(path);
        }
        Ok(edition)
    }

    /// Whether all but its paths is written as the program writes it: it goes into ledgers and lists of checksums, where a
    /// line more would be an entry more.
    fn is_plain(&self) -> bool {
        const LONGEST: usize = 200;
        let link = self.ledger.as_ref().map(|link| &link.sha256);
        let digests = [&self.inputs, &self.digest].into_iter().chain(&self.previous).chain(link);
        let mut digests = digests.chain(self.files.iter().map(|file| &file.sha256));
        let is_word = |text: &&String| {
            text.len() <= LONGEST && text.chars().all(|c| c.is_ascii_alphanumeric() || " -+.:".contains(c))
        };
        let is_said = |text: &String| text.len() <= 10 * LONGEST && !text.chars().any(char::is_control);
        let site = self.site.iter().flat_map(|site| [&site.base_url, &site.title, &site.owner]);
        site.into_iter().all(is_said)
            && digests.all(|digest| is_digest(digest))
            && [&self.generator, &self.computed, &self.calendar].iter().all(is_word)
    }
}

/// Why a folder has no edition, or none that can be relied on.
#[derive(Debug)]
pub enum NoEdition {
    /// There is no manifest, or the disk does not give it.
    Unreadable(io::Error),
    /// It is not one of this program's.
    Foreign,
    /// It lists this path, which no edition has, twice or out of order.
    BadPath(String),
}

/// Whether a text is a SHA-256 as the program writes it.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether a file of an edition may have this path: below the folder, spelt in one way only, and the same for every
/// system and tool. None begins with a dot, neither do its folders: those names are left to others.
pub(super) fn is_address(path: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    path.split('/').all(is_plain)
        && !path.chars().any(|c| c == '\\' || c.is_control())
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && !DESCRIBING.contains(&path)
}

/// JSON with a line for each value of the outermost object and for each item of its list.
#[derive(Default)]
struct LinePerFile {
    depth: usize,
}

impl Formatter for LinePerFile {
    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(if self.depth == 1 { b"{\n" } else { b"{" })
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        match (first, self.depth) {
            (true, _) => Ok(()),
            (false, 1) => out.write_all(b",\n"),
            (false, _) => out.write_all(b", "),
        }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b"[\n")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b",\n") }
    }
}
