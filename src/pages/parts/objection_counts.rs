//! What is said of the objections to a round: how many, and what became of them, never whose.

use std::sync::Arc;

use crate::domain::objections::ObjectionCounts;
use crate::pages::Terms;

/// 收到3件，受理1件，不予受理1件，逾期1件；受理的异议均已核查并经审定，成立1件. Counts of nothing are left out.
pub fn objection_counts(terms: &Terms, counts: &ObjectionCounts) -> String {
    let words = &terms.objection_counts;
    if counts.received == 0 {
        return words.none().to_string();
    }
    let join =
        |parts: Vec<Option<String>>| parts.into_iter().flatten().collect::<Vec<_>>().join(words.between());
    let some = |count: usize, word: String| (count > 0).then_some(word);
    let ObjectionCounts {
        received, accepted, not_accepted, late, withdrawn, upheld, dismissed, open, ..
    } = *counts;
    let came = join(vec![
        some(received, words.received(received)),
        some(accepted, words.accepted(accepted)),
        some(not_accepted, words.not_accepted(not_accepted)),
        some(late, words.late(late)),
        some(withdrawn, words.withdrawn(withdrawn)),
    ]);
    if accepted == 0 {
        return words.of_none_accepted(came);
    }
    let state: Arc<str> = if open == 0 { words.settled().clone() } else { words.open(open).into() };
    let went = join(vec![
        Some(state.to_string()),
        some(upheld, words.upheld(upheld)),
        some(dismissed, words.dismissed(dismissed)),
    ]);
    words.of_accepted(came, went)
}
