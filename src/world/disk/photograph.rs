//! The bytes of a photograph, read once more when it is published: ten thousand of them do not fit in memory.

use sha2::{Digest, Sha256};

use super::super::photo;
use super::read;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::photo::Photo;

/// A photograph as it is published, from its file.
///
/// # Errors
/// `photo-unusable` where the pixels do not decode, `photo-changed` where the file is another than was read first.
pub fn published_photo(photo: &Photo) -> Result<Vec<u8>, Diagnostic> {
    let changed = || {
        error!(Location::file(&photo.path), "photo-changed",
            "照片在生成过程中被改动", "the photograph was changed while the site was made";
            help: "再运行一次", "run it again"
        )
    };
    let bytes = read(&photo.root.join(&*photo.path)).map_err(|_| changed())?;
    if photo.digest != <[u8; 32]>::from(Sha256::digest(&bytes)) {
        return Err(changed());
    }
    photo::published(photo, &bytes)
}
