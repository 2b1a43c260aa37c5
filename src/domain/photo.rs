//! Photographs of entries: what is known of them without their pixels.

use std::path::Path;
use std::sync::Arc;

/// The size a published photograph fits into, in pixels: that of the form (003 annex 1).
const FITS: (u32, u32) = (768, 1024);

/// A photograph of the project.
#[derive(Clone, Debug)]
pub struct Photo {
    /// The project's folder.
    pub root: Arc<Path>,
    /// Path relative to the root. Unless it is known to be an entry's, it may tell a name and a date of birth.
    pub path: Arc<str>,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// Width and height in pixels, upright; or why it cannot be used.
    pub size: Result<(u32, u32), Unusable>,
}

/// Why a file is no photograph that can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// More bytes than are read of a photograph.
    TooManyBytes,
    /// More pixels than are read of a photograph.
    TooManyPixels,
    /// Neither a JPEG nor a PNG, or a broken one.
    NotAPicture,
}

impl Photo {
    /// Width and height of what is published.
    pub fn published_size(&self) -> (u32, u32) {
        let (width, height) = self.size.unwrap_or(FITS);
        if width <= FITS.0 && height <= FITS.1 {
            return (width, height);
        }
        let scale = |side: u32, (of, to): (u32, u32)| {
            let side = u64::from(side) * u64::from(to) / u64::from(of.max(1));
            u32::try_from(side).unwrap_or(to).max(1)
        };
        match u64::from(width) * u64::from(FITS.1) > u64::from(height) * u64::from(FITS.0) {
            true => (FITS.0, scale(height, (width, FITS.0))),
            false => (scale(width, (height, FITS.1)), FITS.1),
        }
    }
}
