//! What a notice says of single entries: what it corrects, whom it decides against.

use std::sync::Arc;

use serde::Serialize;

use super::Terms;
use crate::domain::entry::Standing;
use crate::domain::notice::{Change, Decided};
use crate::domain::round::Round;

/// One corrected value as the notice shows it.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeView {
    pub(crate) name: Arc<str>,
    pub(crate) unit: Arc<str>,
    pub(crate) field: Arc<str>,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) reason: String,
    pub(crate) href: String,
}

pub(super) fn changed(terms: &Terms, round: &Round, changes: &[Change]) -> Vec<ChangeView> {
    let view = |change: &Change| {
        let entry = round.entry(&change.entry)?;
        Some(ChangeView {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            field: terms.corrected_item(change, entry),
            from: change.from.clone(),
            to: change.to.clone(),
            reason: change.reason.clone(),
            href: entry.href.to_string(),
        })
    };
    changes.iter().filter_map(view).collect()
}

/// Someone who was not selected, or is no longer, with the publishable reason.
#[derive(Debug, Serialize)]
pub(crate) struct OutView {
    pub(crate) name: Arc<str>,
    pub(crate) unit: Arc<str>,
    pub(crate) kind: Arc<str>,
    pub(crate) decision: Arc<str>,
    pub(crate) reason: String,
    pub(crate) href: Arc<str>,
}

pub(super) fn out<'d>(
    terms: &Terms,
    round: &Round,
    decided: impl Iterator<Item = &'d Decided>,
) -> Vec<OutView> {
    let view = |decided: &Decided| {
        let entry = round.entry(&decided.entry)?;
        let after = terms.standing(&entry.programme, Standing::Selected);
        Some(OutView {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            kind: terms.entry_kinds.of(entry.kind()).clone(),
            decision: terms.decisions.of(decided.decision, &after),
            reason: decided.reason.clone(),
            href: entry.href.clone(),
        })
    };
    decided.filter_map(view).collect()
}
