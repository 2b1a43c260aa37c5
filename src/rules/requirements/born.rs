//! 出生日期: who is born on a day or later. The date of birth is private and is not repeated.

use chrono::NaiveDate;

use super::Scope;
use super::candidates::Candidate;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, WHO, Who, Word, rule};
use super::usize_of;
use crate::diagnostic::text;
use crate::domain::moment::chinese_date;
use crate::records::TeamRecord;

const ON_OR_AFTER: Named = (("on_or_after", "不早于"), "这一天及以后出生");

rule! {
    /// Everyone is; of a team's members at least so many.
    Born("born", "出生日期") {
        who: Who = WHO,
        on_or_after: NaiveDate = ON_OR_AFTER,
        at_least: Option<u32> = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::new::<Born>();

impl Born {
    /// Of members, documents that give no number mean at least one.
    fn at_least(&self) -> Option<u32> {
        self.at_least.or((self.who == Who::Members).then_some(1))
    }

    fn check_members(&self, candidate: &Candidate<'_>, team: &TeamRecord, findings: &mut Findings<'_>) {
        let (limit, at_least) = (self.on_or_after, self.at_least().unwrap_or(1));
        let births: Vec<_> =
            team.members.iter().map(|m| m.facts.birth.as_ref().map(|birth| birth.value)).collect();
        let young = births.iter().flatten().filter(|birth| **birth >= limit).count();
        if young >= usize_of(at_least) {
            return;
        }
        if births.iter().any(Option::is_none) {
            return findings.lacks(candidate);
        }
        let (label, day) = (candidate.label(), chinese_date(limit));
        findings.broken(
            &candidate.name.location,
            text!(
                "{label}：{day}及以后出生的成员有{young}人，应不少于{at_least}人",
                "{label}: {young} members were born on or after {limit}; at least {at_least} are needed"
            ),
            text!("核对成员名单和出生日期", "check the members and their dates of birth"),
        );
    }
}

impl Requirement for Born {
    fn statement(&self) -> String {
        let ((zh, en), limit) = (self.who.words(), self.on_or_after);
        let day = chinese_date(limit);
        match self.at_least() {
            Some(count) => text!(
                "{zh}中{day}及以后出生的不少于{count}人",
                "at least {count} of the {en} born on or after {limit}"
            ),
            None => text!("{zh}{day}及以后出生", "the {en} born on or after {limit}"),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let limit = self.on_or_after;
        let day = chinese_date(limit);
        if self.who == Who::Members {
            return scope
                .candidates
                .teams()
                .for_each(|(candidate, team)| self.check_members(candidate, team, findings));
        }
        let (whose, whose_en) = if self.who == Who::Leader { ("负责人", "the leader ") } else { ("", "") };
        for (candidate, person) in scope.candidates.people(self.who) {
            let Some(birth) = &person.facts.birth else {
                findings.lacks(candidate);
                continue;
            };
            if birth.value < limit {
                let label = candidate.label();
                findings.broken(
                    &birth.location,
                    text!("{label}：{whose}不是{day}及以后出生", "{label}: {whose_en}born before {limit}"),
                    text!(
                        "核对出生日期；确不符合的，移出名单",
                        "check the date of birth, or take the entry off the list"
                    ),
                );
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }

    fn is_private(&self) -> bool {
        true
    }
}
