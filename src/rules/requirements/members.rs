//! 团队人数: how many people a team has.

use super::candidates::whole_team;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, MAX, Parameters, rule};
use super::{Scope, usize_of};
use crate::diagnostic::{error, text};

rule! {
    /// So many people, the leader counted, and nobody twice.
    Members("members", "团队人数") {
        at_least: Option<u32> = AT_LEAST,
        max: Option<u32> = MAX,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Members>(|given| Some(Box::new(understood(given)?)));

fn understood(given: &mut Given<'_>) -> Option<Members> {
    let members = Members::read(given)?;
    if members.at_least.is_none() && members.max.is_none() {
        given.text(AT_LEAST.0)?;
    }
    if members.max.is_some() && members.at_least > members.max {
        let at = given.text(MAX.0)?;
        given.out.push(error!(at, "rule-parameter",
            "上限小于至少的人数", "`max` is less than `at_least`";
            help: "核对两个数", "check both numbers"
        ));
    }
    Some(members)
}

impl Requirement for Members {
    fn statement(&self) -> String {
        match (self.at_least, self.max) {
            (Some(low), Some(high)) => {
                text!("团队{low}至{high}人，含负责人", "{low} to {high} people with the leader")
            }
            (None, Some(high)) => {
                text!("团队不超过{high}人，含负责人", "at most {high} people with the leader")
            }
            (low, None) => {
                let low = low.unwrap_or_default();
                text!("团队不少于{low}人，含负责人", "at least {low} people with the leader")
            }
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        for (candidate, team) in scope.candidates.teams() {
            let (label, size) = (candidate.label(), whole_team(team).len());
            let message = match (self.at_least, self.max) {
                (Some(low), _) if size < usize_of(low) => text!(
                    "{label}：团队含负责人共{size}人，应不少于{low}人",
                    "{label}: the team has {size} people with its leader; at least {low} are needed"
                ),
                (_, Some(high)) if size > usize_of(high) => text!(
                    "{label}：团队含负责人共{size}人，应不超过{high}人",
                    "{label}: the team has {size} people with its leader; at most {high} are allowed"
                ),
                _ => continue,
            };
            let remedy =
                text!("核对成员名单，或移出名单", "check the members, or take the team off the list");
            findings.broken(candidate, &candidate.name.location, message, remedy);
        }
    }
}
