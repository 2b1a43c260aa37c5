//! 指导专家: how many mentors a team has.

use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;

rule! {
    /// So many mentors.
    Mentors("mentors", "指导专家") {
        at_least: u32 = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::new::<Mentors>();

impl Requirement for Mentors {
    fn statement(&self) -> String {
        let at_least = self.at_least;
        text!("指导专家不少于{at_least}人", "at least {at_least} mentors")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let at_least = self.at_least;
        for (candidate, team) in scope.candidates.teams() {
            let count = team.mentors.len();
            if count < usize_of(at_least) {
                let label = candidate.label();
                findings.broken(
                    candidate,
                    &candidate.name.location,
                    text!(
                        "{label}：指导专家有{count}人，应不少于{at_least}人",
                        "{label}: {count} mentors; at least {at_least} are needed"
                    ),
                    text!("补写 mentors（指导专家）", "add the mentors"),
                );
            }
        }
    }
}
