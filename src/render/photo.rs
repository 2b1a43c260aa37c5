//! `.jpg`: a photograph, drawn anew.

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::pages::ProfilePage;
use crate::world::disk;

/// The photograph of a profile.
pub(super) fn bytes(source: &Source<'_, ProfilePage>) -> Result<Vec<u8>, Diagnostic> {
    source.model.photo.as_ref().map_or_else(|| Ok(Vec::new()), disk::published_photo)
}
