//! Texts that only the rules know how to read → values, with a diagnostic for whatever cannot be understood.

use chrono::NaiveDate;

use crate::diagnostic::Diagnostic;
use crate::domain::moment::Moment;
use crate::records::Text;
use crate::records::choice;
use crate::records::table::Key;
use crate::records::value::Scalar as _;

/// Keeps an error for the list and goes on without the value.
pub(super) fn keep<T>(result: Result<T, Diagnostic>, out: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|diagnostic| out.push(diagnostic)).ok()
}

pub(super) fn choice<T: Copy>(text: &Text, table: &[(Key, T)], out: &mut Vec<Diagnostic>) -> Option<T> {
    keep(choice::choice(text, table), out)
}

pub(super) fn number(text: &Text, out: &mut Vec<Diagnostic>) -> Option<u32> {
    keep(u32::from_text(text), out)
}

pub(super) fn date(text: &Text, out: &mut Vec<Diagnostic>) -> Option<NaiveDate> {
    keep(NaiveDate::from_text(text), out)
}

pub(super) fn moment(text: &Text, out: &mut Vec<Diagnostic>) -> Option<Moment> {
    keep(Moment::from_text(text), out)
}
