//! The requirements a programme's rule pack states, applied to a round. The rules in code are general ("at most N
//! a unit"); the numbers, and the articles they come from, are the pack's.
//!
//! A rule whose facts a record does not give is said not to have been checked; it never counts as passed.

mod candidates;
mod findings;
mod items;
mod lists;
mod people;
mod publicity;
pub(in crate::rules) mod reader;
mod repeats;
mod rule;
mod statement;
mod texts;

use rayon::prelude::*;

use super::programmes::Pack;
use super::rounds::Context;
use crate::diagnostic::{Diagnostic, error};
use crate::domain::programme::Programme;
use crate::domain::round::Round;
use crate::records::Text;
use crate::records::{ProgrammeRecord, Records, RoundRecord, RuleRecord};

use candidates::Candidates;
use findings::Findings;
use rule::Requirement;
pub(super) use rule::Rule;

/// Reads the rules of a pack, reporting what is not a rule.
pub(super) fn read(record: &ProgrammeRecord, out: &mut Vec<Diagnostic>) -> Vec<Rule> {
    record.rules.iter().filter_map(|source| reader::read(record, source, out)).collect()
}

/// What a round is checked with.
pub(super) struct Case<'a> {
    pub(super) records: &'a Records,
    pub(super) record: &'a RoundRecord,
    pub(super) round: &'a Round,
    pub(super) context: &'a Context<'a>,
}

/// Applies every rule of the round's programmes. Gives the programmes with the rules in force for the round.
pub(super) fn check(case: &Case<'_>, out: &mut Vec<Diagnostic>) -> Vec<Programme> {
    let mut in_force = Vec::new();
    for programme in &case.round.programmes {
        let Some(pack) = case.context.packs.iter().find(|pack| pack.programme.id == programme.id) else {
            continue;
        };
        let candidates = Candidates::of(case.records, &case.record.id, programme, &case.round.programmes);
        lists::channels(pack.record, &candidates, out);
        let own = overrides(case, pack, out);
        let replaced = |rule: &Rule| own.iter().any(|o| o.requirement.is_of_same_matter(&rule.requirement));
        let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| !replaced(rule)).chain(&own).collect();
        let broken = |rule: &&Rule| {
            let mut out = Vec::new();
            let mut findings = Findings::new(rule, &mut out);
            apply(&rule.requirement, case, &candidates, &mut findings);
            findings.finish();
            out
        };
        let broken: Vec<Vec<Diagnostic>> = rules.par_iter().map(broken).collect();
        out.extend(broken.into_iter().flatten());
        publicity::check(case, &rules, out);
        let rules = rules.iter().map(|rule| rule.statement()).collect();
        in_force.push(Programme { rules, ..Programme::clone(programme) });
    }
    in_force
}

/// The programme that a round's own rule names.
fn named(rule: &RuleRecord) -> Option<&Text> {
    let (_, values) = rule.parameters.iter().find(|(key, _)| *key == "programme")?;
    values.first()
}

/// The round's own rules for a programme: those that name it, and those that name none.
fn overrides(case: &Case<'_>, pack: &Pack<'_>, out: &mut Vec<Diagnostic>) -> Vec<Rule> {
    let all = &case.record.programmes;
    let own = case.record.rules.iter().filter(|rule| match named(rule) {
        None => true,
        // One that names no programme of the round is reported, once, with the round's first.
        Some(text) if !all.iter().any(|p| p.value.trim() == text.value.trim()) => {
            if all.first().is_some_and(|p| p.value.trim() == pack.programme.id) {
                let id = text.value.trim();
                out.push(error!(text, "unknown-programme",
                    "本轮没有项目“{id}”", "the round has no programme `{id}`";
                    help: "写本轮 programmes 里的编号", "write an id of the round's programmes"
                ));
            }
            false
        }
        Some(text) => text.value.trim() == pack.programme.id,
    });
    let own: Vec<&RuleRecord> = own.collect();
    own.into_iter().filter_map(|source| reader::read(pack.record, source, out)).collect()
}

fn apply(
    requirement: &Requirement,
    case: &Case<'_>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    match requirement {
        Requirement::Quota { max, about } => lists::quota(*max, *about, case, candidates, findings),
        Requirement::AtLeast { fact, count } => lists::at_least(fact, *count, case, candidates, findings),
        Requirement::Share(share) => lists::share(share, case, candidates, findings),
        Requirement::PerUnit { max } => lists::per_unit(*max, candidates, findings),
        Requirement::RankExcluded { ranks } => people::rank_excluded(ranks, candidates, findings),
        Requirement::Born { who, on_or_after, at_least } => {
            people::born(*who, *on_or_after, *at_least, candidates, findings);
        }
        Requirement::Education { who, at_least } => people::education(*who, at_least, candidates, findings),
        Requirement::Years { who, at_least } => people::years(*who, *at_least, candidates, findings),
        Requirement::Title { who, any_of, otherwise } => {
            people::title(*who, any_of, *otherwise, candidates, findings)
        }
        Requirement::Members { at_least } => people::members(*at_least, candidates, findings),
        Requirement::Mentors { at_least } => people::mentors(*at_least, candidates, findings),
        Requirement::Text { key, max } => texts::length(key, *max, candidates, findings),
        Requirement::Achievements { max, kinds } => texts::achievements(*max, kinds, candidates, findings),
        Requirement::Once { across } => repeats::once(across, case, findings),
        Requirement::OneChannel => repeats::one_channel(candidates, findings),
        Requirement::NotAgain { honours } => repeats::not_again(honours, case, candidates, findings),
        // Stated for the reader; `publicity` compares the first, the page for objections prints the second.
        Requirement::Publicity { .. } | Requirement::Stated => {}
        Requirement::Items { key, max, gap } => {
            items::items((key, reader::text_name(key)), *max, *gap, candidates, findings)
        }
        Requirement::AwardsStated { wording } => items::awards_stated(wording, candidates, findings),
        Requirement::Photo { width, height } => {
            items::photo((*width, *height), case.context.photos, candidates, findings)
        }
    }
}
