//! What an approval is of: the texts of notices, whatever the day, the program's version and the calendar's edition.

use super::{Document, document};
use crate::domain::approval::{Approval, notice_of};
use crate::domain::digest::sha256;
use crate::domain::printed::Archived;
use crate::domain::round::Round;

/// What there is to say of a text that is not approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unapproved {
    /// Nobody has approved the notice.
    Never,
    /// Another text of it was approved.
    Changed,
}

/// How approvals name the text of a document: `1-publicity:<SHA-256>`.
pub fn approval_digest(document: &Document) -> String {
    digest(&document.file, &document.text)
}

/// The same of one that is in the archive.
pub fn archived_digest(archived: &Archived) -> String {
    digest(&archived.file, &document::write(&archived.facts, &archived.text))
}

/// Why a round's approval is not of a text, by its digest; none where it is.
pub fn unapproved(approval: Option<&Approval>, text: &str) -> Option<Unapproved> {
    let texts = approval.map_or(&[][..], |approval| &approval.texts);
    if texts.iter().any(|approved| approved == text) {
        return None;
    }
    let is_known = texts.iter().any(|approved| notice_of(approved) == notice_of(text));
    Some(if is_known { Unapproved::Changed } else { Unapproved::Never })
}

/// The archived notices of a round that were published without an approval and have none since, each with the reason.
pub fn still_unapproved<'a>(
    round: &'a Round,
    ledger: &'a crate::domain::ledger::Ledger,
) -> impl Iterator<Item = (&'a Archived, &'a str)> {
    let archived = round.notices.iter().filter_map(|notice| notice.archived.as_deref());
    let without = archived.filter_map(|archived| Some((archived, ledger.unapproved.get(&*archived.file)?)));
    let open = without
        .filter(|(archived, _)| unapproved(round.approval.as_ref(), &archived_digest(archived)).is_some());
    open.map(|(archived, reason)| (archived, reason.as_str()))
}

fn digest(file: &str, text: &str) -> String {
    /// What says with what a text was made, and not what it says.
    const MADE_WITH: [&str; 4] = ["calendar: ", "program: ", "builtin: ", "wording: "];
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let is_said = |line: &&str| !MADE_WITH.iter().any(|key| line.starts_with(key));
    // The body is in it by its own digest, in the line `text`.
    let said: Vec<&str> = text.lines().filter(is_said).collect();
    format!("{stem}:{}", sha256(said.join("\n")))
}
