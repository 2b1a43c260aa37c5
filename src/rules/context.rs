//! What reading a round needs besides its records.

use super::archive::Archive;
use super::photos::Photos;
use super::requirements::Pack;
use crate::domain::calendar::WorkCalendar;
use crate::domain::ledger::Ledger;
use crate::domain::moment::Moment;
use crate::domain::office::Office;

/// What reading a round needs besides its records.
pub(super) struct Context<'a> {
    pub(super) now: Moment,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) packs: &'a [Pack<'a>],
    pub(super) office: Option<&'a Office>,
    pub(super) ledger: &'a Ledger,
    pub(super) archive: &'a Archive,
    pub(super) photos: &'a Photos,
}
