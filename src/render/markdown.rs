//! `.md`: the Markdown text of a page, with front matter.

use super::{Source, front};
use crate::diagnostic::Diagnostic;
use crate::pages::Document;

/// The file as published beside the page's HTML.
pub(super) fn bytes<M: Document>(source: &Source<'_, M>) -> Result<Vec<u8>, Diagnostic> {
    Ok(front::text(source.model.head(), source.text()?).into_bytes())
}
