//! What no list may say, whatever the rules are: one person twice. A leader listed again among the members is counted
//! once, and told of.

use super::candidates::{Candidates, leaders, may_be_one};
use super::one_channel::OneChannel;
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, error, text, warning};
use crate::records::{PersonRecord, TeamRecord};

/// Reports people who stand twice in a list or in a team.
pub(super) fn check(candidates: &Candidates<'_>, rules: &[&Rule], out: &mut Vec<Diagnostic>) {
    // Where the programme has a rule against it, that is reported with its article.
    if !rules.iter().any(|rule| rule.requirement.is::<OneChannel>().is_some()) {
        for other in &candidates.list {
            let one = candidates.listed_again(other);
            if let Some(one) = one.filter(|one| one.id.location < other.id.location) {
                let (a, b) = (one.label(), other.label());
                out.push(twice(one.person, other.person, &text!("{a} 和 {b}", "{a} and {b}")));
            }
        }
    }
    for (candidate, team) in candidates.teams() {
        check_team(team, &candidate.label(), out);
    }
}

fn check_team(team: &TeamRecord, label: &str, out: &mut Vec<Diagnostic>) {
    for (i, member) in team.members.iter().enumerate() {
        if let Some(one) = team.members[..i].iter().find(|one| may_be_one(one, member)) {
            out.push(twice(one, member, label));
        }
        if let Some(leader) = leaders(team).find(|leader| may_be_one(leader, member)) {
            let name = &member.name.value;
            out.push(
                warning!(&member.name, "leader-among-members",
                    "{label}：负责人{name}又列在成员里，人数只算一次", "{label}: the leader {name} is listed again among the members and counted once";
                    help: "从成员中删去；确是同名的两个人，写明各自的单位或出生日期",
                    "take the name off the members; if they are two people, give their units or dates of birth"
                )
                .also(leader.name.location.clone(), text!("负责人在这里", "the leader is here")),
            );
        }
    }
}

fn twice(one: &PersonRecord, other: &PersonRecord, whose: &str) -> Diagnostic {
    let name = &other.name.value;
    error!(&other.name, "person-twice",
        "{name}列了两次（{whose}）", "{name} is listed twice ({whose})";
        help: "只保留一处；确是同名的两个人，写明各自的单位或出生日期",
        "keep one; if they are two people, give their units or dates of birth"
    )
    .also(one.name.location.clone(), text!("同一人在这里", "the same person is here"))
}
