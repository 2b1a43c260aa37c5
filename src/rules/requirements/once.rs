//! 不得重复: in one round a person is in only one of some programmes.

use super::Scope;
use super::candidates::{Candidate, Candidates};
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use crate::diagnostic::text;

const ACROSS: Named = (("across", "跨项目"), "项目编号");

rule! {
    /// Nobody is in two of these programmes, as applicant or team leader.
    Once("once", "不得重复") {
        across: Vec<String> = ACROSS,
    }
}

pub(super) const KIND: Kind = Kind::new::<Once>();

impl Requirement for Once {
    fn statement(&self) -> String {
        let across = self.across.join("、");
        text!("同一人在 {across} 中只能有一处", "a person may be in only one of {across}")
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
        for (i, list) in lists.iter().enumerate() {
            for other in lists[i + 1..].iter().flat_map(|later| &later.list) {
                if let Some(one) = list.same_person(other) {
                    report(one, other, findings);
                }
            }
        }
    }
}

/// Two records are of one person.
pub(super) fn report(one: &Candidate<'_>, other: &Candidate<'_>, findings: &mut Findings<'_>) {
    let (name, a, b) = (&other.person.name.value, one.label(), other.label());
    findings.broken_by_two(
        other.person.name.location.clone(),
        (one.person.name.location.clone(), text!("同一人在这里", "the same person is here")),
        text!("{name}同时在 {a} 和 {b} 中", "{name} is in both {a} and {b}"),
        text!(
            "只保留一处；确是同名的两个人，核对单位和出生日期",
            "keep one; if they are two people, check units and dates of birth"
        ),
    );
}
