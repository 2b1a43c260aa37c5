//! What of a notice would be printed otherwise.

use crate::domain::moment::clock;
use crate::domain::notice::Correctable;
use crate::domain::office::{Contact, Postmark};
use crate::records::value::Word;

/// One thing that would be printed otherwise.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// What it is about.
    pub what: What,
    /// What was printed.
    pub was: String,
    /// What would be printed now.
    pub is: String,
}

/// What of a notice would be printed otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    RoundTitle,
    Issuers,
    Basis,
    Contacts,
    /// A rule on objections, by its word.
    Objection(String),
    Order,
    Columns,
    /// The name of a programme.
    Programme,
    /// An entry of a list, by its page.
    Added(String),
    Gone(String),
    Values(String),
    /// What was said of an entry beside the lists, by its page and what a correction calls it.
    Said(String, Correctable),
    /// The order in which the entries of a list stand.
    Places,
    Changes,
    Decisions,
    Remark,
    Signed,
    Period,
    Days,
    Objections,
    /// The words of its text, all facts being the same: by the round's own wording or the theme's.
    Wording,
    /// The same by the words of a programme.
    Terms,
}

/// `g2025-001` of `engineers/g2025-001.html`.
pub(super) fn entry_id(page: &str) -> &str {
    page.rsplit('/').next().and_then(|file| file.strip_suffix(".html")).unwrap_or(page)
}

/// What is printed of a contact channel.
pub(super) fn contact(contact: &Contact) -> Vec<String> {
    let Contact { name, phone, email, address, postcode, hours, person, phones, fax, .. } = contact;
    let Contact { role, accepts, postmark, closes, .. } = contact;
    let texts = [phone, email, address, postcode, hours, person, fax].into_iter().flatten();
    let ways = accepts.iter().map(|way| Word::name(*way).0);
    let rules = [Some(role.name()), postmark.map(Postmark::name)].into_iter().flatten().chain(ways);
    let said = [name].into_iter().chain(texts).chain(phones).cloned();
    said.chain(rules.map(str::to_owned)).chain(closes.map(clock)).collect()
}
