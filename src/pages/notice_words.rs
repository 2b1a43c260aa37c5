//! What the text of a notice says beside its lists: who is announced for what, and on which grounds.

use super::Terms;
use super::parts::{self, Stages, TableView};
use crate::domain::entry::Standing;
use crate::domain::notice::{Effect, Notice};
use crate::domain::round::Round;

/// Where those stand whom the lists of a notice name.
pub(super) fn listed_as(notice: &Notice) -> Standing {
    match notice.kind.effect {
        Effect::Decides | Effect::Revokes => Standing::Selected,
        Effect::Opens
        | Effect::Adds
        | Effect::Extends
        | Effect::Corrects
        | Effect::Suspends
        | Effect::Withdraws => Standing::Proposed,
    }
}

/// Who is put forward or selected, and for what. What they have gone through is said when they are first announced.
pub(super) fn proposal(terms: &Terms, round: &Round, notice: &Notice, tables: &[TableView]) -> String {
    let stages = match notice.kind.effect {
        Effect::Opens => Stages::Told,
        _ => Stages::Untold,
    };
    parts::proposal(terms, round, tables, listed_as(notice), stages)
}

/// The articles by which the selections that a notice ends do end, as the packs of their programmes give them.
pub(super) fn grounds(round: &Round, notice: &Notice) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    if notice.kind.effect == Effect::Revokes {
        let entries = notice.decisions.iter().filter_map(|decided| round.entry(&decided.entry));
        for rule in entries.flat_map(|entry| &entry.programme.rules).filter(|rule| rule.kind == "exit") {
            if !cited.contains(&rule.citation) {
                cited.push(rule.citation.clone());
            }
        }
    }
    cited
}

/// Whether a notice is the result of a round, which tells of its objections; later ones settle what it deferred.
pub(super) fn is_first_result(round: &Round, notice: &Notice) -> bool {
    let first = round.notices.iter().find(|other| other.kind.effect == Effect::Decides);
    first.is_some_and(|first| first.number == notice.number)
}
