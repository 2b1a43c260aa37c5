//! 不得重复: in one round a person is in only one of some programmes, as applicant or leader, or as a member too.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Scope;
use super::candidates::{Candidate, Candidates, leaders, members};
use super::findings::{Broken, Findings};
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Parameters, WHO, Who, rule};
use crate::diagnostic::{Diagnostic, error, text, warning};
use crate::domain::names::same_name_key;
use crate::records::choice::nearest;
use crate::records::{PersonRecord, ProgrammeRecord};

const ACROSS: Named = (("across", "跨项目"), "项目编号");

rule! {
    /// Nobody is in two of these programmes: as applicant or leader, and as a member where members are named too.
    Once("once", "不得重复") {
        across: Vec<String> = ACROSS,
        who: Option<Vec<Who>> = WHO,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Once>(|given| Some(Box::new(understood(given)?)));

fn understood(given: &mut Given<'_>) -> Option<Once> {
    let once = Once::read(given)?;
    if once.who.as_ref().is_some_and(|who| !who.contains(&Who::Leader) && !who.contains(&Who::Members)) {
        let at = given.text(WHO.0)?;
        given.out.push(error!(at, "rule-parameter",
            "个人申报人总要核对；对象写团队里还要核对谁", "applicants always count; `who` says who of a team does";
            help: "写 leader（负责人），或 [leader, members]（负责人和成员）", "write `leader` or `[leader, members]`"
        ));
    }
    Some(once)
}

/// A person in the list of a programme.
struct Place<'c> {
    list: usize,
    candidate: &'c Candidate<'c>,
    person: &'c PersonRecord,
    who: Who,
}

impl Place<'_> {
    fn has_unit_or_birth_of(&self, other: &Place<'_>) -> bool {
        let [a, b] = [self, other].map(|place| place.person.facts.birth.as_ref().map(|birth| birth.value));
        let units = other.units();
        self.units().iter().any(|unit| units.contains(unit)) || (a.is_some() && a == b)
    }

    /// A member without a unit of their own is of the team's.
    fn units(&self) -> Vec<Cow<'_, str>> {
        match (self.who, &self.person.unit) {
            (Who::Members, Some(unit)) => vec![same_name_key(&unit.value)],
            _ => self.candidate.units(),
        }
    }
}

impl Once {
    fn counts_members(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.contains(&Who::Members))
    }

    /// Everyone who may be in one place only.
    fn places<'c>(&self, lists: &'c [Candidates<'c>]) -> Vec<Place<'c>> {
        let mut places = Vec::new();
        for (list, candidate) in
            lists.iter().enumerate().flat_map(|(i, l)| l.list.iter().map(move |c| (i, c)))
        {
            let mut add = |person, who| places.push(Place { list, candidate, person, who });
            match candidate.team {
                None => add(candidate.person, Who::Applicant),
                Some(team) => {
                    leaders(team).for_each(|leader| add(leader, Who::Leader));
                    if self.counts_members() {
                        members(team).into_iter().for_each(|member| add(member, Who::Members));
                    }
                }
            }
        }
        places
    }
}

impl Requirement for Once {
    fn statement(&self) -> String {
        let across = self.across.join("、");
        match self.counts_members() {
            false => text!(
                "同一人（申报人、团队负责人）在 {across} 中只能有一处",
                "a person may be applicant or team leader in only one of {across}"
            ),
            true => text!(
                "同一人（申报人、团队负责人、团队成员）在 {across} 中只能有一处",
                "a person may be applicant, team leader or member only once in {across}"
            ),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let case = scope.case;
        let programmes = &case.round.programmes;
        let lists: Vec<Candidates<'_>> = programmes
            .iter()
            .filter(|p| self.across.contains(&p.id))
            .map(|p| Candidates::of(case.records, &case.record.id, p, programmes))
            .collect();
        // Each programme of the list states the rule; what both find is reported once.
        let places = self.places(&lists);
        let mut by_name: BTreeMap<Cow<'_, str>, Vec<&Place<'_>>> = BTreeMap::new();
        for place in &places {
            by_name.entry(same_name_key(&place.person.name.value)).or_default().push(place);
        }
        for namesakes in by_name.values() {
            for (i, other) in namesakes.iter().enumerate() {
                let is_one = |one: &&&Place<'_>| {
                    // Applicants or leaders twice in one list are what other rules are about.
                    let counts = one.list != other.list || [one, other].iter().any(|p| p.who == Who::Members);
                    counts && one.candidate.id.value != other.candidate.id.value
                };
                if let Some(one) =
                    namesakes[..i].iter().filter(is_one).find(|one| one.has_unit_or_birth_of(other))
                {
                    report((one.candidate, one.person), (other.candidate, other.person), findings);
                }
            }
        }
    }
}

/// Two places are of one person.
pub(super) fn report(
    (one, person): (&Candidate<'_>, &PersonRecord),
    (other, again): (&Candidate<'_>, &PersonRecord),
    findings: &mut Findings<'_>,
) {
    let (name, a, b) = (&again.name.value, one.label(), other.label());
    let broken = Broken {
        location: again.name.location.clone(),
        other: Some((person.name.location.clone(), text!("同一人在这里", "the same person is here"))),
        message: text!("{name}同时在 {a} 和 {b} 中", "{name} is in both {a} and {b}"),
        remedy: text!(
            "只保留一处；确是同名的两个人，核对单位和出生日期",
            "keep one; if they are two people, check units and dates of birth"
        ),
    };
    findings.broken_by(&[one, other], broken);
}

/// A programme that a pack names and that is not there is never looked at.
pub(in crate::rules) fn check_programmes(packs: &[Arc<ProgrammeRecord>], out: &mut Vec<Diagnostic>) {
    let known = || packs.iter().map(|pack| pack.id.as_str());
    for record in packs.iter().flat_map(|pack| &pack.rules).filter(|r| super::given::is(&r.kind, Once::NAME))
    {
        let across = record.parameters.iter().filter(|given| super::given::is(&given.key, ACROSS.0));
        for text in across.flat_map(|given| &given.values) {
            let typed = text.value.trim();
            if known().any(|id| id == typed) {
                continue;
            }
            out.push(match nearest(typed, known()) {
                Some(near) => error!(text, "unknown-programme",
                    "没有项目“{typed}”", "there is no programme `{typed}`";
                    help: "是不是“{near}”？", "did you mean `{near}`?"
                ),
                None => warning!(text, "unknown-programme",
                    "没有项目“{typed}”，不与它核对", "there is no programme `{typed}` to compare with";
                    help: "核对编号；本站没有这个项目的，删去它", "check the id, or delete it where this site has no such programme"
                ),
            });
        }
    }
}
