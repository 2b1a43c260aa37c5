//! `.docx`: a notice as a Word document, laid out as official documents are (GB/T 9704-2012): A4, 22 lines of 28
//! characters, the title centred, table heads repeated on every page, issuers and date at the right.
//!
//! The text is that of the notice's Markdown. There is no author, no date of making and no revision in it, and the same
//! notice gives the same bytes.

mod body;
mod columns;
mod package;
mod paragraph;
mod signature;

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::pages::NoticePage;

/// The width of the text, in twentieths of a point: 156 mm (GB/T 9704-2012, 5.2).
const TEXT_WIDTH: usize = 8845;
/// The width of a character of the text, in the same: 16 points (三号).
const CHARACTER: usize = 320;

/// The notice as a Word document.
pub(super) fn bytes(source: &Source<'_, NoticePage>) -> Result<Vec<u8>, Diagnostic> {
    Ok(of_text(&source.model.page.title, source.text()?))
}

/// A text, Markdown, as a Word document.
pub(super) fn of_text(title: &str, markdown: &str) -> Vec<u8> {
    package::document(title, &body::of_markdown(markdown))
}
