//! Whether a later notice tells of what would be printed otherwise now.

use super::what::{Difference, What, contact};
use crate::domain::notice::{Effect, Notice};
use crate::domain::printed::Printed;
use crate::domain::round::Round;
use crate::site::Site;

/// The notice that tells of it, if one does: a correction of the notice that says the new value, or one that prints it
/// again with a period of its own.
pub(super) fn by<'r>(
    site: &Site,
    (round, notice): (&'r Round, &Notice),
    difference: &Difference,
    now: &Printed,
) -> Option<&'r Notice> {
    let later = round.published(site.register().now).filter(|later| later.number > notice.number);
    let mut later = later.into_iter();
    later.find(|later| match later.kind.effect {
        Effect::Corrects => later.about == Some(notice.number) && says(later, difference, now),
        Effect::Extends | Effect::Adds | Effect::Resumes => prints(later, difference, now),
        Effect::Opens
        | Effect::Suspends
        | Effect::Withdraws
        | Effect::Leaves
        | Effect::Decides
        | Effect::Settles
        | Effect::Revokes
        | Effect::Commends => false,
    })
}

/// Whether a correction says every new value in its own words. What was left out it has to name.
fn says(correction: &Notice, difference: &Difference, now: &Printed) -> bool {
    let note = correction.note.as_deref().unwrap_or_default();
    let is_said = |value: &String| note.contains(value.as_str());
    match &difference.what {
        What::Contacts => {
            let values: Vec<String> = now.contacts.iter().flat_map(contact).collect();
            let new: Vec<&String> = values.iter().filter(|v| !difference.was.contains(v.as_str())).collect();
            let gone = difference.was.split(['，', '；']).filter(|v| !values.iter().any(|is| is == v));
            let mut gone = gone.map(str::to_owned);
            if new.is_empty() { gone.any(|value| is_said(&value)) } else { new.into_iter().all(is_said) }
        }
        What::RoundTitle | What::Programme | What::Signed | What::Remark => is_said(&difference.is),
        What::Basis | What::Issuers => {
            let was: Vec<&str> = difference.was.split('、').collect();
            let mut new = difference.is.split('、').filter(|text| !was.contains(text)).peekable();
            match new.peek() {
                Some(_) => new.all(|text| note.contains(text)),
                None => !note.is_empty(),
            }
        }
        // What has no value of its own that a note could repeat, it tells in words.
        What::Objection(_) | What::Order | What::Columns | What::Places | What::Wording | What::Terms => {
            !note.is_empty()
        }
        What::Changes | What::Decisions => !note.is_empty(),
        What::Added(_) | What::Gone(_) | What::Values(_) | What::Said(..) => false,
        What::Period | What::Days => false,
        What::Objections => !note.is_empty(),
    }
}

/// Whether a notice with a period prints the new value, as it prints everything on how to object.
fn prints(later: &Notice, difference: &Difference, now: &Printed) -> bool {
    let archived = later.archived.as_ref().map(|archived| &archived.facts);
    match &difference.what {
        What::Contacts => archived.is_none_or(|printed| printed.contacts == now.contacts),
        What::Objection(_) => archived.is_none_or(|printed| printed.objection == now.objection),
        _ => false,
    }
}
