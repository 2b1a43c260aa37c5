//! Files on their way out: every one that goes out is searched once more, name and content, whatever template or theme it
//! came from.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::finding::Finding;
use super::guard::Guard;
use super::text::{masked, scan};
use crate::diagnostic::{Diagnostic, Location, error};
use crate::world::text::utf8;

/// Lets a file pass, or names it and what it holds, without repeating it.
///
/// # Errors
/// A name or content with something that must not be published (`private-in-output`).
pub fn check(guard: &Guard, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    match in_name(path).or_else(|| Some((masked(path), in_content(guard, bytes)?))) {
        Some((path, finding)) => Err(refusal(&path, finding)),
        None => Ok(()),
    }
}

/// Lets a file pass by the plain text that was taken out of it, whatever its own format is; or names it and what it holds.
///
/// # Errors
/// A text with something that must not be published (`private-in-output`).
pub fn check_text(guard: &Guard, path: &str, text: &str) -> Result<(), Diagnostic> {
    match guard.find(text) {
        Some((_, finding)) => Err(refusal(&masked(path), finding)),
        None => Ok(()),
    }
}

fn refusal(path: &str, finding: Finding) -> Diagnostic {
    let found = finding.text();
    error!(Location::file(path), "private-in-output",
        "要发布的 {path} 里有{found}", "{path}, about to be published, holds {found}";
        help: "在记录、页面、公告文字（notice.md）或主题模板中找到并删去",
        "find it in the records, pages, notice.md or theme templates, and take it out"
    )
}

/// What a name holds, as it is or in percent codes; and the name without it.
fn in_name(path: &str) -> Option<(Cow<'_, str>, Finding)> {
    let found = scan(path).map(|(_, finding)| (masked(path), finding));
    found.or_else(|| match percent_decode_str(path).decode_utf8_lossy() {
        Cow::Owned(name) => scan(&name).map(|(_, finding)| (masked(&name).into_owned().into(), finding)),
        Cow::Borrowed(_) => None,
    })
}

/// Of what is no text, such as a picture, only numbers are looked for: descriptions inside it hold them as they are.
fn in_content(guard: &Guard, bytes: &[u8]) -> Option<Finding> {
    let found = match utf8(bytes) {
        Some(text) => guard.find(&text),
        None => guard.number(bytes),
    };
    found.map(|(_, finding)| finding)
}
