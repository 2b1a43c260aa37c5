//! 团队人数: how many people a team has.

use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;

rule! {
    /// So many people, the leader counted.
    Members("members", "团队人数") {
        at_least: u32 = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::new::<Members>();

impl Requirement for Members {
    fn statement(&self) -> String {
        let at_least = self.at_least;
        text!("团队不少于{at_least}人", "at least {at_least} people")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let at_least = self.at_least;
        for (candidate, team) in scope.candidates.teams() {
            // The leader is one of the team.
            let size = team.members.len() + 1;
            if size < usize_of(at_least) {
                let label = candidate.label();
                findings.broken(
                    &candidate.name.location,
                    text!(
                        "{label}：团队含负责人共{size}人，应不少于{at_least}人",
                        "{label}: the team has {size} people with its leader; at least {at_least} are needed"
                    ),
                    text!("补全成员，或移出名单", "complete the members, or take the team off the list"),
                );
            }
        }
    }
}
