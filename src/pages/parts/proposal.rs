//! The sentence that names what is announced: who is put forward, or selected, for which programme, and after what.

use super::TableView;
use crate::domain::entry::Standing;
use crate::domain::programme::Programme;
use crate::domain::round::Round;
use crate::pages::Terms;

/// Whether the sentence says what those put forward have gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stages {
    /// As far as the programmes' packs say.
    Told,
    /// It does not.
    Untold,
}

/// One clause a list: 经推荐、函评，李明等30人拟入选2026年卓越工程师成长计划. Stages that all programmes have in common are said
/// once, in front.
pub(crate) fn proposal(
    terms: &Terms,
    round: &Round,
    tables: &[TableView],
    standing: Standing,
    stages: Stages,
) -> String {
    let words = &terms.proposal;
    let mut clauses: Vec<(&[String], String)> = Vec::new();
    for table in tables {
        let Some(programme) = round.programmes.iter().find(|programme| programme.id == table.id) else {
            continue;
        };
        let told: &[String] = if stages == Stages::Told { &programme.stages } else { &[] };
        clauses.push((told, clause(terms, round, programme, table, standing)));
    }
    let told = |stages: &[String], clause: &str| match stages {
        [] => clause.to_owned(),
        stages => words.stages(stages.join(words.between()), clause),
    };
    let first = clauses.first().map_or(&[][..], |(stages, _)| stages);
    if clauses.iter().all(|(stages, _)| *stages == first) {
        let all: Vec<String> = clauses.iter().map(|(_, clause)| clause.clone()).collect();
        return told(first, &all.join(words.between_programmes()));
    }
    let each: Vec<String> = clauses.iter().map(|(stages, clause)| told(stages, clause)).collect();
    each.join(words.between_programmes())
}

/// 李明等30人拟入选2026年卓越工程师成长计划, or 李明等20人为2025年衡阳市“卓越工程师”拟选树人选: of the verbs only 入选 takes the programme.
fn clause(
    terms: &Terms,
    round: &Round,
    programme: &Programme,
    table: &TableView,
    standing: Standing,
) -> String {
    let words = &terms.proposal;
    let Some(first) = table.rows.first() else { return String::new() };
    let people = match table.count {
        1 => words.one(&first.name, table.count, &table.counter),
        _ => words.several(&first.name, table.count, &table.counter),
    };
    let (named, called) = (of_year(terms, round, programme), terms.standing(programme, standing));
    match called.ends_with(&**terms.standings.selected()) {
        true => words.as_verb(people, called, named),
        false => words.as_noun(people, called, named, terms.noun(programme)),
    }
}

/// The programme with the year of the round: 2026年卓越工程师成长计划.
fn of_year(terms: &Terms, round: &Round, programme: &Programme) -> String {
    let is_year = !round.year.is_empty() && round.year.bytes().all(|byte| byte.is_ascii_digit());
    let named = terms.proposal.programme(&round.year, &programme.name);
    // A name that begins with the year already says it.
    let year = named.strip_suffix(&*programme.name).unwrap_or_default();
    if is_year && !programme.name.starts_with(year) { named } else { programme.name.clone() }
}
