//! The candidates of one programme in one round, engineers and teams alike.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::parameter::Who;
use crate::domain::names::same_name_key;
use crate::domain::notice::{Because, Correctable};
use crate::domain::programme::Programme;
use crate::records::{Dossier, EntryFields, EntryRecord, PersonRecord, Records, TeamRecord, Text};

/// The candidates of one programme, in the order of the records.
pub(super) struct Candidates<'r> {
    pub(super) list: Vec<Candidate<'r>>,
    /// Positions in the list by the person's normalised name, so that finding a person never walks the list.
    by_name: HashMap<Cow<'r, str>, Vec<usize>>,
}

/// An engineer, or a team by its leader.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'r> {
    pub(super) id: &'r Text,
    /// The engineer, or the team's leader.
    pub(super) person: &'r PersonRecord,
    /// The name the list shows: the engineer's or the team's.
    pub(super) name: &'r Text,
    pub(super) unit: &'r Text,
    /// The unit at the time of selection, where it has changed since.
    before: Option<&'r Text>,
    pub(super) entry: &'r EntryFields,
    pub(super) team: Option<&'r TeamRecord>,
}

impl<'r> Candidates<'r> {
    pub(super) fn of(
        records: &'r Records,
        round: &str,
        programme: &Programme,
        all: &[Arc<Programme>],
    ) -> Self {
        let only = all.iter().filter(|p| p.kind == programme.kind).count() == 1;
        let belongs = |record: &EntryRecord| {
            record.kind() == programme.kind
                && record.programme.as_ref().map_or(only, |text| text.value.trim() == programme.id)
        };
        let before = moved(records, round);
        let candidate = |record: &'r Arc<EntryRecord>| Candidate {
            id: &record.id,
            person: record.person(),
            name: &record.name,
            unit: &record.unit,
            before: before.get(&*record.id.value).copied(),
            entry: &record.fields,
            team: record.team(),
        };
        let list: Vec<Candidate<'_>> =
            records.entries_of(round).iter().filter(|r| belongs(r)).map(candidate).collect();
        let mut by_name: HashMap<Cow<'r, str>, Vec<usize>> = HashMap::with_capacity(list.len());
        for (i, candidate) in list.iter().enumerate() {
            by_name.entry(same_name_key(&candidate.person.name.value)).or_default().push(i);
        }
        Candidates { list, by_name }
    }

    /// The first of the list that is the same person as a candidate of this or another list, other than itself:
    /// the same name, and the same unit or birth date. The same name at another unit is another person.
    pub(super) fn same_person(&self, other: &Candidate<'_>) -> Option<&Candidate<'r>> {
        self.namesake(other, |c| c.has_unit_or_birth_of(other))
    }

    /// The first of the list that is plainly the same person: the same name at the same unit, and no dates of birth
    /// against it.
    pub(super) fn listed_again(&self, other: &Candidate<'_>) -> Option<&Candidate<'r>> {
        let at_one_unit =
            |c: &Candidate<'_>| same_name_key(&c.unit.value) == same_name_key(&other.unit.value);
        self.namesake(other, |c| at_one_unit(c) && c.may_be_born_with(other))
    }

    /// The first of the list that is called as a candidate is, other than itself, and fits.
    fn namesake(
        &self,
        other: &Candidate<'_>,
        fits: impl Fn(&Candidate<'_>) -> bool,
    ) -> Option<&Candidate<'r>> {
        let namesakes = self.by_name.get(&same_name_key(&other.person.name.value))?;
        let mut namesakes = namesakes.iter().map(|i| &self.list[*i]);
        namesakes.find(|c| c.id.value != other.id.value && fits(c))
    }

    /// The teams among them.
    pub(super) fn teams(&self) -> impl Iterator<Item = (&Candidate<'r>, &'r TeamRecord)> {
        self.list.iter().filter_map(|candidate| Some((candidate, candidate.team?)))
    }

    /// The people a rule is about, each with its candidate. An applicant is an engineer, a leader a team's.
    pub(super) fn people(&self, who: Who) -> impl Iterator<Item = (&Candidate<'r>, &'r PersonRecord)> {
        self.list.iter().flat_map(move |candidate| {
            let (one, more) = match (who, candidate.team) {
                (Who::Applicant, None) => (Some(candidate.person), Vec::new()),
                (Who::Leader, Some(team)) => (None, leaders(team).collect()),
                (Who::Members, Some(team)) => (None, members(team)),
                _ => (None, Vec::new()),
            };
            one.into_iter().chain(more).map(move |person| (candidate, person))
        })
    }
}

/// The members of a team, each once, and no leader who is listed again among them.
pub(super) fn members(team: &TeamRecord) -> Vec<&PersonRecord> {
    let mut people: Vec<&PersonRecord> = Vec::with_capacity(team.members.len());
    for member in &team.members {
        let known = leaders(team).chain(people.iter().copied());
        if !known.into_iter().any(|other| may_be_one(member, other)) {
            people.push(member);
        }
    }
    people
}

/// Leaders and members, each once.
pub(super) fn whole_team(team: &TeamRecord) -> Vec<&PersonRecord> {
    leaders(team).chain(members(team)).collect()
}

/// The leaders of a team, the first of them first.
pub(super) fn leaders(team: &TeamRecord) -> impl Iterator<Item = &PersonRecord> {
    [&team.leader].into_iter().chain(&team.co_leaders)
}

/// Whether two people named in one team are one: the same name, and neither unit nor date of birth against it.
pub(super) fn may_be_one(one: &PersonRecord, other: &PersonRecord) -> bool {
    let [a, b] = [one, other].map(|p| p.unit.as_ref().map(|unit| same_name_key(&unit.value)));
    let [born_a, born_b] = [one, other].map(|p| p.facts.birth.as_ref().map(|birth| birth.value));
    same_name_key(&one.name.value) == same_name_key(&other.name.value)
        && (a.is_none() || b.is_none() || a == b)
        && (born_a.is_none() || born_b.is_none() || born_a == born_b)
}

/// `林知远（g2025-001）、…`
pub(super) fn labels(list: &[&Candidate<'_>]) -> String {
    list.iter().map(|candidate| candidate.label()).collect::<Vec<_>>().join("、")
}

/// Units before a transfer, by entry; of several the first.
fn moved<'r>(records: &'r Records, round: &str) -> BTreeMap<&'r str, &'r Text> {
    let mut before = BTreeMap::new();
    let changes = records.round(round).into_iter().flat_map(|r| &r.notices).flat_map(|n| &n.changes);
    for change in changes {
        let (because, field) = (change.because.as_ref(), change.field.as_ref());
        if because.is_some_and(|because| because.value == Because::Transfer)
            && field.is_some_and(|field| field.value == Correctable::Unit)
        {
            before.entry(change.entry.value.trim()).or_insert(&change.from);
        }
    }
    before
}

impl<'r> Candidate<'r> {
    /// What the application form says of the engineer, or of the team's leader.
    pub(super) fn dossier(&self) -> Option<&'r Dossier> {
        self.person.facts.dossier.as_deref()
    }

    /// `林知远（g2025-001）`
    pub(super) fn label(&self) -> String {
        format!("{}（{}）", self.name.value, self.id.value)
    }

    /// The unit at the time of selection, normalised: what rules count by, whoever has moved since.
    pub(super) fn selected_from(&self) -> Cow<'_, str> {
        same_name_key(&self.before.unwrap_or(self.unit).value)
    }

    fn has_unit_or_birth_of(&self, other: &Candidate<'_>) -> bool {
        let [a, b] = [self, other].map(|c| c.person.facts.birth.as_ref().map(|birth| birth.value));
        let units = self.units();
        other.units().iter().any(|unit| units.contains(unit)) || (a.is_some() && a == b)
    }

    fn may_be_born_with(&self, other: &Candidate<'_>) -> bool {
        let [a, b] = [self, other].map(|c| c.person.facts.birth.as_ref().map(|birth| birth.value));
        a.is_none() || b.is_none() || a == b
    }

    /// The unit at the time of selection, the unit now and the units beside it.
    pub(super) fn units(&self) -> Vec<Cow<'_, str>> {
        let others = self.entry.other_units.iter().map(|unit| same_name_key(&unit.value));
        [self.selected_from(), same_name_key(&self.unit.value)].into_iter().chain(others).collect()
    }
}
