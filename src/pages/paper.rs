//! The foot of a printed page: where it is on the web, as text and as a QR code, and what its text is checked by.

use std::fmt::Write;

use fast_qr::QRBuilder;
use serde::Serialize;

/// The foot of a printed page.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// The side of the QR code with its quiet zone, in modules; 0 where the address is too long for one.
    side: usize,
    /// The dark modules as an SVG path, one stroke a run.
    path: String,
    /// The SHA-256 of the page's Markdown text, in hexadecimal. The digest of the edition cannot stand in a page it
    /// covers; that of the text beside the page can, and the edition's manifest lists it.
    pub(crate) digest: Option<String>,
}

/// The light margin a reader of QR codes needs (ISO/IEC 18004: four modules).
const QUIET: usize = 4;

/// The foot of the page at an address. Its digest is added when its text is made.
pub(super) fn foot(address: &str) -> Paper {
    let (side, path) = code(address).unwrap_or_default();
    Paper { side, path, digest: None }
}

fn code(address: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(address).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let line = &code[row];
        let dark = |column: usize| line.get(column).is_some_and(|module| module.value());
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|c| dark(*c)).count();
            if length > 0 {
                let _ = write!(path, "M{} {}.5h{length}", column + QUIET, row + QUIET);
            }
            column += length.max(1);
        }
    }
    Some((code.size + 2 * QUIET, path))
}
