//! Archives: ZIP, which DOCX, XLSX, PPTX, ODT, OFD and EPUB are too, and gzip. What lies in them is searched like any file.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Search, Unsearchable};

/// Members of an archive: a document with a picture a person has some thousands.
const MEMBERS: usize = 20_000;

/// How archives begin that are not read: 7-Zip, RAR, xz, bzip2, Zstandard, LZ4, CAB, ar, compress, LZMA.
const OTHERS: [&[u8]; 11] = [
    b"7z\xBC\xAF\x27\x1C",
    b"Rar!\x1A\x07",
    b"\xFD7zXZ\0",
    b"BZh",
    b"\x28\xB5\x2F\xFD",
    b"\x04\x22\x4D\x18",
    b"MSCF",
    b"!<arch>\n",
    b"\x1F\x9D",
    b"\x5D\0\0",
    b"PK\x07\x08",
];

/// Whether a file is an archive that is not read.
pub(super) fn is_other(bytes: &[u8]) -> bool {
    OTHERS.iter().any(|start| bytes.starts_with(start)) || bytes.get(257..262) == Some(b"ustar")
}

/// Every member, whatever it is.
pub(super) fn zip(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsearchable::Damaged)?;
    if archive.len() > MEMBERS {
        return Err(Unsearchable::TooMuch);
    }
    search.texts.push(String::from_utf8_lossy(archive.comment()).into_owned());
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unsearchable::Encrypted,
            ZipError::UnsupportedArchive(_) => Unsearchable::Archive,
            _ => Unsearchable::Damaged,
        })?;
        let name = member.name().map_err(|_| Unsearchable::Damaged)?.into_owned();
        search.texts.push(name.clone());
        search.texts.push(member.comment().to_owned());
        if name.ends_with('/') {
            continue;
        }
        let content = unpacked(search, member)?;
        // What encrypts a whole document names its methods here.
        if name == "EncryptionInfo" || name.ends_with("META-INF/encryption.xml") {
            return Err(Unsearchable::Encrypted);
        }
        if name.ends_with("META-INF/manifest.xml")
            && memchr::memmem::find(&content, b"encryption-data").is_some()
        {
            return Err(Unsearchable::Encrypted);
        }
        search.file(&name, &content)?;
    }
    Ok(())
}

/// What was packed, and the name that its head has.
pub(super) fn gzip(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let decoder = MultiGzDecoder::new(bytes);
    if let Some(header) = decoder.header() {
        let parts = [header.filename(), header.comment()];
        let parts = parts.into_iter().flatten().map(|part| String::from_utf8_lossy(part).into_owned());
        search.texts.extend(parts.collect::<Vec<_>>());
    }
    let content = unpacked(search, decoder)?;
    search.file("", &content)
}

fn unpacked(search: &mut Search, reader: impl Read) -> Result<Vec<u8>, Unsearchable> {
    let mut content = Vec::new();
    reader.take(search.left() + 1).read_to_end(&mut content).map_err(|_| Unsearchable::Damaged)?;
    search.spend(content.len())?;
    Ok(content)
}
