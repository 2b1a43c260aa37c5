//! The files of a project and the date, as one value: what every later stage works from.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::domain::photo::Photo;

/// One file, read whole.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    digest: OnceLock<[u8; 32]>,
}

impl SourceFile {
    /// A file of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        SourceFile { bytes: bytes.into(), digest: OnceLock::new() }
    }

    /// SHA-256 of its bytes, made when it is first asked for.
    pub fn digest(&self) -> &[u8; 32] {
        self.digest.get_or_init(|| Sha256::digest(&*self.bytes).into())
    }

    /// Whether another has the same bytes.
    pub fn is_same(&self, other: &SourceFile) -> bool {
        self.bytes == other.bytes
    }

    /// Lets the bytes go; the digest stays.
    pub fn let_go(&mut self) {
        self.digest();
        self.bytes = Arc::default();
    }
}

/// Everything the program is given. Paths are relative to the root, with forward slashes, in byte order.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The moment everything is computed for, Beijing time.
    pub now: NaiveDateTime,
    /// The files below `content/`, photographs and `content/generated/` apart.
    pub content: BTreeMap<Arc<str>, SourceFile>,
    /// The photographs of entries, without their bytes.
    pub photos: BTreeMap<Arc<str>, Photo>,
    /// The files below `themes/`.
    pub themes: BTreeMap<Arc<str>, SourceFile>,
    /// The files below `content/generated/`, for the comparison of what was reviewed; never read as input.
    pub generated: BTreeMap<Arc<str>, SourceFile>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// The digest of every file and photograph with its path.
    pub fn digests(&self) -> impl Iterator<Item = (&Arc<str>, &[u8; 32])> {
        let files = self.content.iter().chain(&self.themes).map(|(path, file)| (path, file.digest()));
        files.chain(self.photos.iter().map(|(path, photo)| (path, &photo.digest)))
    }

    /// The text of a line of a file; `None` where there is no such line of text.
    pub fn line(&self, file: &str, line: u32) -> Option<&str> {
        let source = self.content.get(file).or_else(|| self.themes.get(file))?;
        let content = std::str::from_utf8(&source.bytes).ok()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        content.trim_start_matches('\u{FEFF}').lines().nth(index)
    }
}
