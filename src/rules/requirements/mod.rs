//! The requirements a programme's rule pack states, applied to a round. The rules in code are general ("at most N
//! a unit"); the numbers, and the articles they come from, are the pack's.
//!
//! Each kind of rule has a file of its own, with its name, its parameters, its sentence and its check, and a row in
//! [`KINDS`]. A rule whose facts a record does not give is said not to have been checked; it never counts as passed.

mod achievements;
mod at_least;
mod awards_stated;
mod born;
mod candidates;
mod channels;
pub(in crate::rules) mod classified;
mod education;
mod exceptions;
mod exit;
mod findings;
mod given;
mod honours;
mod items;
mod kind;
mod members;
mod mentors;
mod not_again;
pub(in crate::rules) mod objections;
mod once;
mod one_channel;
mod parameter;
mod per_unit;
mod photo;
mod publicity;
mod quota;
mod rank_excluded;
mod ratio;
mod recommended;
mod repeated;
mod rule;
mod share;
mod text;
mod title;
mod transfer;
mod vocabulary;
mod years;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::photos::Photos;
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::calendar::WorkCalendar;
use crate::domain::course::RoundState;
use crate::domain::entry::Standing;
use crate::domain::programme::Programme;
use crate::domain::round::Round;
use crate::records::{ProgrammeRecord, Records, RoundRecord, RuleRecord};

use candidates::{Candidate, Candidates};
use exceptions::Exceptions;
use kind::Kind;

pub(super) use once::check_programmes as check_across;
pub(super) use parameter::of_kind;
pub(super) use rule::{LEVEL, Rule};
pub(super) use vocabulary::{kinds, parameters};

/// The kinds of rules, in the order in which schemas and messages name them.
const KINDS: &[Kind] = &[
    quota::KIND,
    at_least::KIND,
    share::KIND,
    rank_excluded::KIND,
    born::KIND,
    education::KIND,
    years::KIND,
    title::KIND,
    per_unit::KIND,
    recommended::KIND,
    members::KIND,
    mentors::KIND,
    text::KIND,
    achievements::KIND,
    items::KIND,
    awards_stated::KIND,
    photo::KIND,
    not_again::KIND,
    once::KIND,
    one_channel::KIND,
    classified::KIND,
    publicity::KIND,
    objections::KIND,
    exit::KIND,
    transfer::KIND,
];

/// Reads the rules of a pack, reporting what is not a rule.
pub(super) fn read(record: &ProgrammeRecord, out: &mut Vec<Diagnostic>) -> Vec<Rule> {
    check_keys(&record.rules, out);
    record.rules.iter().filter_map(|source| Rule::read(record, source, out)).collect()
}

/// Reports keys that no rule has, and those given twice.
fn check_keys(rules: &[RuleRecord], out: &mut Vec<Diagnostic>) {
    rules.iter().for_each(|rule| vocabulary::check_keys(rule, out));
}

/// A programme with its rules and the record they stand in.
pub(super) struct Pack<'r> {
    pub(super) programme: Arc<Programme>,
    pub(super) record: &'r ProgrammeRecord,
    pub(super) rules: Vec<Rule>,
}

/// The programmes that a round names, those that exist.
pub(super) fn programmes_of(packs: &[Pack<'_>], record: &RoundRecord) -> Vec<Arc<Programme>> {
    let named = |pack: &&Pack<'_>| record.programmes.iter().any(|t| t.value.trim() == pack.programme.id);
    packs.iter().filter(named).map(|pack| pack.programme.clone()).collect()
}

/// What a round is checked with.
pub(super) struct Case<'a> {
    pub(super) records: &'a Records,
    pub(super) record: &'a RoundRecord,
    pub(super) round: &'a Round,
    pub(super) packs: &'a [Pack<'a>],
    pub(super) calendar: &'a WorkCalendar,
    pub(super) photos: &'a Photos,
}

/// What a rule is applied to: the candidates of a programme in a round, with all the rules in force for it.
struct Scope<'a> {
    case: &'a Case<'a>,
    candidates: &'a Candidates<'a>,
    rules: &'a [&'a Rule],
    exceptions: &'a Exceptions<'a>,
}

impl<'a> Scope<'a> {
    /// Those whom no result has left out by now: before the result everyone, after it those selected. Who lost a
    /// selection later had been selected.
    fn selected(&self) -> impl Iterator<Item = &'a Candidate<'a>> {
        let out = |standing| matches!(standing, Standing::Out(decision) if !decision.ends_selection());
        let entries = self.case.round.entries.iter();
        let left_out: BTreeSet<&str> =
            entries.filter(|entry| out(entry.standing)).map(|entry| &*entry.id).collect();
        self.candidates.list.iter().filter(move |candidate| !left_out.contains(&*candidate.id.value))
    }

    /// What those are called.
    fn whom(&self) -> (&'static str, &'static str) {
        match self.case.round.phase {
            RoundState::Decided => ("入选名单", "selected"),
            _ => ("名单", "on the list"),
        }
    }
}

/// What applying the rules to a round gives.
pub(super) struct Applied {
    /// The programmes with the rules in force for the round.
    pub(super) in_force: Vec<Programme>,
    /// How many exceptions the list needs.
    pub(super) exceptions: usize,
}

/// Applies every rule of the round's programmes.
pub(super) fn check(case: &Case<'_>, out: &mut Vec<Diagnostic>) -> Applied {
    check_keys(&case.record.rules, out);
    let exceptions = Exceptions::of(case.record, case.records, &kinds(), out);
    let mut excepts = Vec::new();
    let mut in_force = Vec::new();
    for programme in &case.round.programmes {
        let Some(pack) = case.packs.iter().find(|pack| pack.programme.id == programme.id) else {
            continue;
        };
        let candidates = Candidates::of(case.records, &case.record.id, programme, &case.round.programmes);
        channels::check(pack.record, &candidates, out);
        let own = overrides(case, pack, out);
        let replaced = |rule: &Rule| own.iter().any(|o| o.is_of_same_matter(rule));
        let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| !replaced(rule)).chain(&own).collect();
        repeated::check(&candidates, &rules, out);
        excepts.extend(rules.iter().map(|rule| rule.excepts()));
        let scope = Scope { case, candidates: &candidates, rules: &rules, exceptions: &exceptions };
        let broken: Vec<Vec<Diagnostic>> = rules.par_iter().map(|rule| apply(rule, &scope)).collect();
        // What counts the list says nothing while a part of it did not read; what is wrong with a record stands.
        let people = format!("content/rounds/{}/", case.record.id);
        let round_file = format!("{people}round.yaml");
        let counted = |found: Diagnostic| match &found.location {
            Some(at) if at.file.starts_with(&people) && *at.file != *round_file => found,
            _ => found.unless_unread(people.clone()),
        };
        out.extend(broken.into_iter().flatten().map(counted));
        let rules = rules.iter().map(|rule| rule.statement()).collect();
        in_force.push(Programme { rules, ..Programme::clone(programme) });
    }
    exceptions.check_use(&excepts, out);
    Applied { in_force, exceptions: exceptions.needed() }
}

fn apply(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut findings = rule.findings(scope.exceptions, &mut out);
    rule.requirement.check(scope, &mut findings);
    findings.finish();
    out
}

/// The round's own rules for a programme: those that name it, and those that name none.
fn overrides(case: &Case<'_>, pack: &Pack<'_>, out: &mut Vec<Diagnostic>) -> Vec<Rule> {
    let all = &case.record.programmes;
    let mut own = Vec::new();
    for rule in &case.record.rules {
        let named = vocabulary::programme_of(rule);
        let is = |id: &str| named.is_none_or(|text| text.value.trim() == id);
        if is(&pack.programme.id) {
            own.extend(Rule::read(pack.record, rule, out));
        } else if let Some(text) = named
            && !all.iter().any(|p| is(p.value.trim()))
            // Once, with the round's first.
            && all.first().is_some_and(|p| p.value.trim() == pack.programme.id)
        {
            let id = text.value.trim();
            out.push(error!(text, "unknown-programme",
                "本轮没有项目“{id}”", "the round has no programme `{id}`";
                help: "写本轮 programmes 里的编号", "write an id of the round's programmes"
            ));
        }
    }
    own
}

/// The sentence of a kind whose rules are stated for people to read.
fn read_note() -> String {
    text!("见说明", "see the note")
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
