//! EXIF: who took a picture, with what, where, and what they wrote about it (CIPA DC-008; TIFF 6.0).

use super::{Search, encoding};

/// The artist, the owner of the camera, the author as Windows writes it.
const AUTHORS: [u16; 3] = [0x013B, 0xA430, 0x9C9D];
/// Where further lists of fields stand: of the camera, and of the place.
const CAMERA: u16 = 0x8769;
const PLACE: u16 = 0x8825;
/// Latitude and longitude.
const COORDINATES: [u16; 2] = [0x0002, 0x0004];
/// Lists of fields in one picture, and fields in a list: more than any camera writes.
const LISTS: usize = 16;
const FIELDS: usize = 1_000;

/// Takes every text out of EXIF. What does not read says nothing.
pub(super) fn read(search: &mut Search, bytes: &[u8]) {
    let is_little = bytes.starts_with(b"II");
    let tiff = Tiff { bytes, is_little };
    let Some(first) = tiff.long(4) else { return };
    let mut lists = vec![(first, false)];
    let mut read = 0;
    while let Some((at, is_place)) = lists.pop() {
        read += 1;
        if read > LISTS {
            return;
        }
        lists.extend(tiff.list(search, at, is_place));
    }
}

struct Tiff<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let long = if self.is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        usize::try_from(long).ok()
    }

    /// Reads a list of fields, and gives the lists it leads to.
    fn list(&self, search: &mut Search, at: usize, is_place: bool) -> Vec<(usize, bool)> {
        let mut further = Vec::new();
        let count = usize::from(self.short(at).unwrap_or_default());
        for field in (0..count.min(FIELDS)).map(|number| at.saturating_add(2 + number * 12)) {
            let (Some(tag), Some(kind), Some(items)) =
                (self.short(field), self.short(field + 2), self.long(field + 4))
            else {
                return further;
            };
            match tag {
                CAMERA => further.extend(self.long(field + 8).map(|at| (at, false))),
                PLACE => further.extend(self.long(field + 8).map(|at| (at, true))),
                _ if is_place && COORDINATES.contains(&tag) => search.has_place |= self.is_set(field, items),
                _ => self.text(search, field, (tag, kind, items)),
            }
        }
        // The list of the small picture.
        further.extend(
            self.long(at.saturating_add(2 + count * 12)).filter(|next| *next > 0).map(|at| (at, false)),
        );
        further
    }

    /// The bytes of a field: of four at most they stand in it, of more elsewhere.
    fn value(&self, field: usize, length: usize) -> Option<&[u8]> {
        let start = if length <= 4 { field.checked_add(8)? } else { self.long(field + 8)? };
        self.bytes.get(start..start.checked_add(length)?)
    }

    /// Some cameras write a place of zeros where they know none.
    fn is_set(&self, field: usize, items: usize) -> bool {
        let value = self.value(field, items.saturating_mul(8)).unwrap_or_default();
        value.chunks(8).any(|fraction| fraction.iter().take(4).any(|b| *b != 0))
    }

    fn text(&self, search: &mut Search, field: usize, (tag, kind, items): (u16, u16, usize)) {
        // Bytes, letters, and what has no kind; the others are numbers.
        if ![1, 2, 7].contains(&kind) || items < 4 {
            return;
        }
        let Some(value) = self.value(field, items) else { return };
        let is_windows = (0x9C9B..=0x9C9F).contains(&tag);
        let texts = match is_windows {
            true => vec![encoding::utf16(value)],
            false if kind == 2 => vec![String::from_utf8_lossy(value).trim_end_matches('\0').to_owned()],
            false => encoding::guessed(value.strip_prefix(b"UNICODE\0").unwrap_or(value)),
        };
        if AUTHORS.contains(&tag) {
            texts.iter().for_each(|text| search.author(text.trim_end_matches('\0')));
        }
        search.texts.extend(texts);
    }
}
