//! 从业年限: so many years of engineering.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, WHO, Who, Word, rule};
use crate::diagnostic::text;

rule! {
    /// So many years.
    Years("years", "从业年限") {
        who: Who = WHO,
        at_least: u32 = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::new::<Years>();

impl Requirement for Years {
    fn statement(&self) -> String {
        let ((zh, en), at_least) = (self.who.words(), self.at_least);
        text!("{zh}从业满{at_least}年", "the {en} has at least {at_least} years")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        // Where years may stand in for a title, the rule about the title judges both.
        if scope.rules.iter().any(|rule| rule.requirement.judges_years_of(self.who)) {
            return;
        }
        let at_least = self.at_least;
        for (candidate, person) in scope.candidates.people(self.who) {
            let Some(years) = &person.facts.years else {
                findings.lacks(candidate);
                continue;
            };
            if years.value < at_least {
                let label = candidate.label();
                findings.broken(
                    candidate,
                    &years.location,
                    text!(
                        "{label}：从业年限应满{at_least}年",
                        "{label}: at least {at_least} years are needed"
                    ),
                    text!("核对从业年限；确不符合的，移出名单", "check it, or take the entry off the list"),
                );
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }
}
