//! The last gate: what goes out is scanned once more, whatever template or theme it came from.

use crate::diagnostic::{Diagnostic, Place, Words};
use crate::domain::privacy::scan;
use crate::input::text;
use crate::words;

/// Lets a file pass, or names it and what it holds, without repeating it.
///
/// # Errors
/// A name or text with something that must not be published.
pub fn check(path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    let found = scan(path).or_else(|| scan(&text::utf8(bytes)?));
    let Some((_, finding)) = found else { return Ok(()) };
    let Words { zh, en } = finding.words();
    let message = words!("要发布的 {path} 里有{zh}", "{path}, about to be published, holds {en}");
    Err(Diagnostic::error("private-in-output", Place::file(path), message).help(words!(
        "在记录、页面、公告文字（notice.md）或主题模板中找到并删去",
        "find it in the records, pages, notice.md or theme templates, and take it out"
    )))
}
