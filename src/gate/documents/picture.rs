//! Pictures: what is written beside the pixels. Pixels themselves are not read.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Search, Unsearchable, exif, markup};
use crate::world::jpeg;

/// How a PNG begins (ISO/IEC 15948, 5.2).
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Texts, EXIF and XMP of a PNG (ISO/IEC 15948, 11.3.3), and what was put after its end.
pub(super) fn png(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let mut rest = &bytes[PNG.len()..];
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(Unsearchable::Damaged)?;
        let (kind, after) = after.split_first_chunk::<4>().ok_or(Unsearchable::Damaged)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Unsearchable::Damaged)?;
        let data = after.get(..length).ok_or(Unsearchable::Damaged)?;
        // The check sum stands behind it.
        rest = after.get(length + 4..).ok_or(Unsearchable::Damaged)?;
        match kind {
            b"tEXt" => {
                text(search, data, data.iter().position(|b| *b == 0).map_or(data, |at| &data[at + 1..]))
            }
            b"zTXt" => {
                let packed =
                    data.iter().position(|b| *b == 0).and_then(|at| data.get(at + 2..)).unwrap_or_default();
                let unpacked = inflated(search, packed)?;
                text(search, data, &unpacked);
            }
            b"iTXt" => international(search, data)?,
            b"eXIf" => exif::read(search, data),
            b"IEND" => return trailing(search, rest),
            _ => {}
        }
    }
}

/// A text with its keyword, which may be `Author`.
fn text(search: &mut Search, data: &[u8], value: &[u8]) {
    let keyword = data.split(|b| *b == 0).next().unwrap_or_default();
    // Latin-1 by the standard, and whatever programs write in fact.
    let value =
        String::from_utf8(value.to_vec()).unwrap_or_else(|_| value.iter().map(|b| char::from(*b)).collect());
    match keyword {
        b"Author" | b"Artist" => search.author(&value),
        _ if value.trim_start().starts_with('<') => markup::read(search, &value),
        _ => search.texts.push(value),
    }
}

/// Keyword, whether it is packed, how, language, keyword in the language, text.
fn international(search: &mut Search, data: &[u8]) -> Result<(), Unsearchable> {
    let keyword = data.iter().position(|b| *b == 0).unwrap_or(data.len());
    let is_packed = data.get(keyword + 1) == Some(&1);
    let rest = data.get(keyword + 3..).unwrap_or_default();
    let mut parts = rest.splitn(3, |b| *b == 0);
    let (_, translated, value) =
        (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    search.texts.push(String::from_utf8_lossy(translated).into_owned());
    let unpacked = if is_packed { inflated(search, value)? } else { value.to_vec() };
    text(search, data, &unpacked);
    Ok(())
}

pub(super) fn inflated(search: &mut Search, packed: &[u8]) -> Result<Vec<u8>, Unsearchable> {
    let mut unpacked = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(search.left() + 1);
    decoder.read_to_end(&mut unpacked).map_err(|_| Unsearchable::Damaged)?;
    search.spend(unpacked.len())?;
    Ok(unpacked)
}

/// Comments, EXIF, XMP and IPTC of a JPEG, and what was put after its end.
pub(super) fn jpeg(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let parts = jpeg::parts(bytes).ok_or(Unsearchable::Damaged)?;
    for (marker, data) in parts.segments {
        match marker {
            0xE1 if data.starts_with(b"Exif\0\0") => exif::read(search, &data[6..]),
            // What programs put beside the pixels, and comments.
            0xE0..=0xEF | 0xFE => words(search, data),
            _ => {}
        }
    }
    trailing(search, parts.after)
}

/// What a segment says: XMP is XML, the others hold words among numbers.
fn words(search: &mut Search, data: &[u8]) {
    match memchr::memmem::find(data, b"<x:xmpmeta").or_else(|| memchr::memmem::find(data, b"<?xpacket")) {
        Some(start) => markup::read(search, &String::from_utf8_lossy(&data[start..])),
        None => search.texts.extend(super::encoding::guessed(data)),
    }
}

/// EXIF and XMP of a WebP (RFC 9649).
pub(super) fn webp(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while !rest.is_empty() {
        let (kind, after) = rest.split_first_chunk::<4>().ok_or(Unsearchable::Damaged)?;
        let (length, after) = after.split_first_chunk::<4>().ok_or(Unsearchable::Damaged)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Unsearchable::Damaged)?;
        let data = after.get(..length).ok_or(Unsearchable::Damaged)?;
        match kind {
            b"EXIF" => exif::read(search, data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            b"XMP " => words(search, data),
            _ => {}
        }
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    Ok(())
}

/// A TIFF is EXIF from its first byte.
pub(super) fn tiff(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    exif::read(search, bytes);
    search.texts.extend(super::encoding::guessed(bytes));
    Ok(())
}

/// What stands after the end of a picture is a file of its own: cameras put another picture there.
fn trailing(search: &mut Search, rest: &[u8]) -> Result<(), Unsearchable> {
    let rest = rest.trim_ascii();
    if rest.iter().all(|b| *b == 0) { Ok(()) } else { search.file("", rest) }
}
