//! 最低人数: so many of the list have a fact, and after the result so many of those selected.

use super::Scope;
use super::exceptions::Excepts;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Word, rule};
use crate::diagnostic::text;
use crate::records::PersonRecord;
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
        let (list, count): (Vec<_>, _) = (scope.selected().collect(), self.count);
        let yes = list.iter().filter(|c| self.fact.of(c.person) == Some(true)).count();
        if u32::try_from(yes).unwrap_or(u32::MAX) >= count {
            return;
        }
        let unknown: Vec<_> = list.iter().copied().filter(|c| self.fact.of(c.person).is_none()).collect();
        if !unknown.is_empty() {
            return findings.lacking(unknown);
        }
        let (whom, whom_en) = scope.whom();
        let (message, remedy) = match self.fact {
            Fact::GrassRoots => (
                text!(
                    "{whom}中基层一线或艰苦岗位人员有{yes}人，应不少于{count}人",
                    "{yes} {whom_en} are at the grass roots; at least {count} are needed"
                ),
                text!("核对 grassroots（基层一线）", "check `grassroots` of the records"),
            ),
        };
        findings.broken_by_list(&scope.case.record.title.location, message, remedy);
    }

    fn excepts(&self) -> Excepts {
        Excepts::List
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.fact.name().0)
    }
}

impl Fact {
    /// Whether a person has it, if the record says so.
    pub(super) fn of(self, person: &PersonRecord) -> Option<bool> {
        match self {
            Fact::GrassRoots => person.facts.grassroots.as_ref().map(|flag| flag.value),
        }
    }
}
