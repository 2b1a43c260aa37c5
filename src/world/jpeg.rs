//! The parts of a JPEG (ITU-T T.81, annex B): what stands beside the pixels, and whether it comes to its end.

/// The parts of a JPEG that is whole.
#[derive(Debug)]
pub struct Jpeg<'b> {
    /// Each segment with its marker, pixels aside.
    pub segments: Vec<(u8, &'b [u8])>,
    /// What stands after the end of the picture.
    pub after: &'b [u8],
}

/// Start of a scan; end of the image.
const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;

/// Takes a JPEG apart; `None` where it breaks off before its end. Decoders fill what is missing with grey.
pub fn parts(bytes: &[u8]) -> Option<Jpeg<'_>> {
    let mut segments = Vec::new();
    let mut at = 2;
    bytes.starts_with(&[0xFF, 0xD8]).then_some(())?;
    loop {
        let (marker, start) = marker(bytes, at)?;
        match marker {
            END => return Some(Jpeg { segments, after: bytes.get(start..)? }),
            // These stand alone.
            0x01 | 0xD0..=0xD8 => {
                at = start;
                continue;
            }
            _ => {}
        }
        let length = u16::from_be_bytes(bytes.get(start..start + 2)?.try_into().ok()?);
        let end = start + usize::from(length);
        segments.push((marker, bytes.get(start + 2..end)?));
        // The pixels have no length: they end at the next marker that is none of theirs.
        at = if marker == SCAN { scan_end(bytes, end) } else { end };
    }
}

/// The next marker: its number and where what follows begins.
fn marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(at..)?;
    (rest.first() == Some(&0xFF)).then_some(())?;
    let fill = rest.iter().take_while(|b| **b == 0xFF).count();
    Some((*rest.get(fill)?, at + fill + 1))
}

fn scan_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(0xFF, rest)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}
