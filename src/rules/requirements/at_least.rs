//! 最低人数: so many of the list have a fact.

use super::Scope;
use super::candidates::Candidate;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Word, rule};
use crate::diagnostic::text;
use crate::records::table::Key;

const FACT: Named = (("fact", "事实"), "所数的事实");
const COUNT: Named = (("count", "数量"), "不少于几人");

rule! {
    /// So many of the list have the fact.
    AtLeast("at-least", "最低人数") {
        fact: Fact = FACT,
        count: u32 = COUNT,
    }
}

pub(super) const KIND: Kind = Kind::new::<AtLeast>();

/// What a record may say of a person that a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Fact {
    /// 基层一线或艰苦岗位
    GrassRoots,
}

impl Word for Fact {
    const WORDS: &'static [(Key, Self)] = &[(("grassroots", "基层一线"), Fact::GrassRoots)];
}

impl Requirement for AtLeast {
    fn statement(&self) -> String {
        let count = self.count;
        match self.fact {
            Fact::GrassRoots => {
                text!("基层一线或艰苦岗位人员不少于{count}人", "at least {count} at the grass roots")
            }
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let (list, count) = (&scope.candidates.list, self.count);
        let yes = list.iter().filter(|c| self.fact.of(c) == Some(true)).count();
        if u32::try_from(yes).unwrap_or(u32::MAX) >= count {
            return;
        }
        let unknown = || list.iter().filter(|c| self.fact.of(c).is_none());
        if unknown().next().is_some() {
            return findings.lacking(unknown());
        }
        let (message, remedy) = match self.fact {
            Fact::GrassRoots => (
                text!(
                    "基层一线或艰苦岗位人员有{yes}人，应不少于{count}人",
                    "{yes} are at the grass roots; at least {count} are needed"
                ),
                text!("核对 grassroots（基层一线）", "check `grassroots` of the records"),
            ),
        };
        findings.broken(&scope.case.record.title.location, message, remedy);
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.fact.name().0)
    }
}

impl Fact {
    fn of(self, candidate: &Candidate<'_>) -> Option<bool> {
        match self {
            Fact::GrassRoots => candidate.person.facts.grassroots.as_ref().map(|flag| flag.value),
        }
    }
}
