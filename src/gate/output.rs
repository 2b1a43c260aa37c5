//! Files on their way out: every one that goes out is searched once more, name and content, whatever template or theme it
//! came from.

use super::documents;
use super::finding::{Finding, Found, Verdict};
use super::guard::Guard;
use super::text::masked;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::world::text::utf8;

/// Lets a file pass, or names it and what it holds, without repeating it.
///
/// # Errors
/// A name or content with something that must not be published (`private-in-output`).
pub fn check(guard: &Guard, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    if let Some(finding) = in_name(guard, path) {
        return Err(refusal(&masked(path), finding));
    }
    if documents::is_document(path, bytes) {
        return documents::texts(path, bytes)?.iter().try_for_each(|text| check_text(guard, path, text));
    }
    match in_content(guard, path, bytes) {
        Some(finding) => Err(refusal(&masked(path), finding)),
        None => Ok(()),
    }
}

/// Lets a file pass by the plain text that was taken out of it, whatever its own format is; or names it and what it holds.
///
/// # Errors
/// A text with something that must not be published (`private-in-output`).
pub fn check_text(guard: &Guard, path: &str, text: &str) -> Result<(), Diagnostic> {
    match refused(&guard.judge(text)) {
        Some(finding) => Err(refusal(&masked(path), finding)),
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

fn refused(found: &[Found]) -> Option<Finding> {
    found.iter().find(|found| found.verdict == Verdict::Refuse).map(|found| found.finding)
}

/// What a name holds, as it is or in percent codes.
fn in_name(guard: &Guard, path: &str) -> Option<Finding> {
    // Most names are ids and words of the program: nothing in them is as long as a number.
    let plain = |b: u8| b.is_ascii_lowercase() || matches!(b, b'/' | b'.' | b'-' | b'0'..=b'9');
    let digits = path.bytes().filter(u8::is_ascii_digit).count();
    if path.bytes().all(plain) && digits < 8 {
        return None;
    }
    refused(&guard.judge_name(path))
}

/// Of what is no text, such as a picture, only numbers are looked for. Pages and what programs read are many and nearly
/// always hold nothing, which a search in bulk tells; tables and other texts are few, and judged whole.
fn in_content(guard: &Guard, path: &str, bytes: &[u8]) -> Option<Finding> {
    const MANY: [&str; 9] = [".html", ".json", ".xml", ".md", ".js", ".css", ".ics", ".atom", "/list.csv"];
    let found = match utf8(bytes) {
        Some(text) if MANY.iter().any(|ending| path.ends_with(ending)) => guard.find(&text),
        Some(text) => return refused(&guard.judge(&text)),
        None => guard.number(bytes),
    };
    found.map(|(_, finding)| finding)
}
