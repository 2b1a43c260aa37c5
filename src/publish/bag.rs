//! A bag (BagIt 1.0, RFC 8493) in a zip file: files, and lists of their checksums that `sha256sum -c` reads after
//! unpacking. The same files give the same bytes: nothing tells when it was made.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::digest::sha256;

/// The declaration (RFC 8493, section 2.1.1).
pub(super) const DECLARATION: &str = "bagit.txt";
/// What the bag is, for people.
pub(super) const ABOUT: &str = "bag-info.txt";
/// The checksums of the payload.
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
/// The checksums of the three above.
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The folder of the payload, with a slash at its end.
pub(super) const PAYLOAD: &str = "data/";

/// A file of the payload.
#[derive(Clone, Debug)]
pub struct BagFile {
    /// Its path below `data/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a bag is made of.
#[derive(Clone, Debug)]
pub struct Bag {
    /// The one folder that the zip file unpacks to.
    pub name: String,
    /// Labels and values of `bag-info.txt`, without `Payload-Oxum`, which is worked out.
    pub about: Vec<(&'static str, String)>,
    /// The payload.
    pub files: Vec<BagFile>,
}

impl Bag {
    /// Bytes of the payload.
    pub fn payload_bytes(&self) -> u64 {
        self.files.iter().map(|file| u64::try_from(file.bytes.len()).unwrap_or(u64::MAX)).sum()
    }

    /// The zip file.
    pub fn to_zip(&self) -> Vec<u8> {
        let mut files: Vec<&BagFile> = self.files.iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let payload: Vec<(String, &[u8])> =
            files.iter().map(|file| (format!("{PAYLOAD}{}", file.path), file.bytes.as_slice())).collect();
        let about = self.about();
        let manifest = sums(payload.iter().map(|(path, bytes)| (path.as_str(), *bytes)));
        let tags = [
            (ABOUT, about.as_bytes()),
            (DECLARATION, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".as_slice()),
            (MANIFEST, manifest.as_bytes()),
        ];
        let tag_manifest = sums(tags.into_iter());
        let all = tags.into_iter().chain([(TAG_MANIFEST, tag_manifest.as_bytes())]);
        let payload = payload.iter().map(|(path, bytes)| (path.as_str(), *bytes));
        zip(&self.name, all.chain(payload))
    }

    fn about(&self) -> String {
        let mut out = String::new();
        for (label, value) in &self.about {
            // A value goes on to the next line only where that is indented (RFC 8493, section 2.2.2): it stays on one.
            let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let _ = writeln!(out, "{label}: {}", value.trim());
        }
        let _ = writeln!(out, "Payload-Oxum: {}.{}", self.payload_bytes(), self.files.len());
        out
    }
}

/// A manifest: the lines that `sha256sum` prints. Of the characters of a path only `%` and the ends of lines are written
/// otherwise (RFC 8493, section 2.1.3).
fn sums<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> String {
    let mut out = String::new();
    for (path, bytes) in files {
        let path = path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let _ = writeln!(out, "{}  {path}", sha256(bytes));
    }
    out
}

fn zip<'f>(name: &str, files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        // Writing to memory does not fail.
        let _ = writer.start_file(format!("{name}/{path}"), options);
        let _ = writer.write_all(bytes);
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
