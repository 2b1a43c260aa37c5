//! What the text of a notice says beside its lists: who is announced for what, and on which grounds.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::parts::{self, NoticeView, Stages, TableView};
use super::single::OutView;
use super::{Context, Terms};
use crate::domain::entry::{Decision, Standing};
use crate::domain::notice::{Decided, Effect, Notice};
use crate::domain::round::Round;

/// Where those stand whom the lists of a notice name, or those whom it speaks of: after the result they are selected.
pub(super) fn listed_as(round: &Round, notice: &Notice) -> Standing {
    match notice.kind.effect {
        Effect::Corrects if follows_result(round, notice) => Standing::Selected,
        Effect::Decides | Effect::Settles | Effect::Revokes | Effect::Commends => Standing::Selected,
        Effect::Opens
        | Effect::Adds
        | Effect::Extends
        | Effect::Corrects
        | Effect::Suspends
        | Effect::Resumes
        | Effect::Leaves
        | Effect::Withdraws => Standing::Proposed,
    }
}

/// Whether the latest list before a notice was a result.
fn follows_result(round: &Round, notice: &Notice) -> bool {
    let before = round.notices.iter().take_while(|other| other.number < notice.number);
    let announces = |other: &&Notice| matches!(other.kind.effect, Effect::Opens | Effect::Decides);
    before.filter(announces).last().is_some_and(|last| last.kind.effect == Effect::Decides)
}

/// Who is put forward or selected, and for what. What they have gone through is said when they are first announced.
pub(super) fn proposal(terms: &Terms, round: &Round, notice: &Notice, tables: &[TableView]) -> String {
    let stages = match notice.kind.effect {
        Effect::Opens => Stages::Told,
        _ => Stages::Untold,
    };
    parts::proposal(terms, round, tables, listed_as(round, notice), stages)
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

/// The notices before one, since the list was announced, or announced anew.
fn since_opening<'r>(round: &'r Round, notice: &Notice) -> &'r [Notice] {
    let before = &round.notices[..notice.number.saturating_sub(1).min(round.notices.len())];
    let opening = before.iter().rposition(|other| other.opening().is_some()).unwrap_or_default();
    &before[opening..]
}

/// Who is out by a notice and those before it: decided against, or gone. Who left does not come back with a list that is
/// announced anew.
pub(super) fn out_by<'r>(round: &'r Round, notice: &'r Notice) -> BTreeSet<&'r str> {
    let mut out = BTreeSet::new();
    for earlier in round.notices.iter().take_while(|other| other.number <= notice.number) {
        if earlier.opening().is_some() {
            let left = |id: &&str| left_before(round, earlier).any(|decided| decided.entry == **id);
            out.retain(left);
        }
        for Decided { entry, decision, .. } in &earlier.decisions {
            match decision {
                Decision::Selected => out.remove(entry.as_str()),
                _ => out.insert(entry.as_str()),
            };
        }
    }
    out
}

/// Who left before a notice.
fn left_before<'r>(round: &'r Round, notice: &Notice) -> impl Iterator<Item = &'r Decided> {
    let before = round.notices.iter().take(notice.number.saturating_sub(1));
    before.filter(|other| other.kind.effect == Effect::Leaves).flat_map(|other| &other.decisions)
}

/// Whom a notice tells as out: a result also those who had left before it.
pub(super) fn told_out<'r>(round: &'r Round, notice: &'r Notice) -> impl Iterator<Item = &'r Decided> {
    let left = (notice.kind.effect == Effect::Decides).then(|| left_before(round, notice));
    left.into_iter().flatten().chain(&notice.decisions)
}

/// What those are whom a notice tells as out: 个人, 团队, or both.
pub(super) fn kinds_of(terms: &Terms, out: &[OutView]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for one in out {
        if !kinds.contains(&&*one.kind) {
            kinds.push(&one.kind);
        }
    }
    kinds.join(terms.notice.between_issuers())
}

/// Every notice that a result follows: what was announced, and how it went on.
pub(super) fn circumstances(terms: &Terms, round: &Round, notice: &Notice) -> Vec<NoticeView> {
    let before = match notice.kind.effect {
        Effect::Decides => &round.notices[..notice.number.saturating_sub(1).min(round.notices.len())],
        _ => &[],
    };
    before.iter().map(|other| parts::notice(terms, round, other)).collect()
}

/// The corrections of what a result follows.
pub(super) fn corrections(terms: &Terms, round: &Round, notice: &Notice) -> Vec<NoticeView> {
    let before = if notice.kind.effect == Effect::Decides { since_opening(round, notice) } else { &[] };
    let corrects = before.iter().filter(|other| other.kind.effect == Effect::Corrects);
    corrects.map(|other| parts::notice(terms, round, other)).collect()
}

/// An end of a period that is moved, and the notice that gave it.
#[derive(Debug, Serialize)]
pub(crate) struct EndView {
    notice: NoticeView,
    /// `2025年9月5日`
    ends: String,
}

/// The ends that an extension moves: of the list, and of what was added to it; of an earlier extension only its own.
pub(super) fn ends(terms: &Terms, round: &Round, notice: &Notice) -> Vec<EndView> {
    if notice.kind.effect != Effect::Extends {
        return Vec::new();
    }
    let before = since_opening(round, notice);
    let moved = |other: &Notice| matches!(other.kind.effect, Effect::Extends | Effect::Resumes);
    let from = before.iter().rposition(moved).unwrap_or_default();
    let ending = before[from..].iter().filter_map(|other| Some((other, other.period.as_ref()?)));
    let view = |(other, publicity): (&Notice, &crate::domain::notice::Publicity)| EndView {
        notice: parts::notice(terms, round, other),
        ends: terms.dates.of(publicity.period.ends),
    };
    ending.map(view).collect()
}

/// Someone who left a list after it was announced.
#[derive(Debug, Serialize)]
pub(crate) struct LeftView {
    name: Arc<str>,
    unit: Arc<str>,
    /// The notice that says so.
    notice: NoticeView,
}

/// Who has left the list of a notice since, as the register's moment has it.
pub(super) fn left_since(context: Context<'_>, round: &Round, notice: &Notice) -> Vec<LeftView> {
    if !matches!(notice.kind.effect, Effect::Opens | Effect::Adds) {
        return Vec::new();
    }
    let added = |id: &str| round.supplement_of(id);
    let was_listed = |id: &str| match notice.kind.effect {
        Effect::Adds => added(id) == Some(notice.number),
        _ => added(id).is_none_or(|number| number < notice.number),
    };
    let later = round.published(context.register.now).filter(|later| later.number > notice.number);
    let leaves = later.filter(|later| later.kind.effect == Effect::Leaves);
    let mut all = Vec::new();
    for later in leaves {
        for decided in later.decisions.iter().filter(|decided| was_listed(&decided.entry)) {
            let Some(entry) = round.entry(&decided.entry) else { continue };
            all.push(LeftView {
                name: entry.name.clone(),
                unit: entry.unit.clone(),
                notice: parts::notice(context.terms, round, later),
            });
        }
    }
    all
}
