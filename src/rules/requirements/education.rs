//! 学历: a degree or a higher one.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, WHO, Who, Word, rule};
use crate::diagnostic::text;
use crate::records::table::Key;

rule! {
    /// The degree or a higher one.
    Education("education", "学历") {
        who: Who = WHO,
        at_least: Degree = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::new::<Education>();

/// A degree as documents name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Degree {
    College,
    Undergraduate,
    Bachelor,
    Master,
    Doctor,
}

impl Word for Degree {
    const WORDS: &'static [(Key, Self)] = &[
        (("大专", "大专"), Degree::College),
        (("本科", "本科"), Degree::Undergraduate),
        (("学士", "学士"), Degree::Bachelor),
        (("硕士", "硕士"), Degree::Master),
        (("博士", "博士"), Degree::Doctor),
    ];
}

/// Degrees from low to high, by the words records use.
const LEVELS: [&[&str]; 4] = [&["大专", "专科"], &["本科", "学士", "大学"], &["硕士", "研究生"], &["博士"]];

fn level(text: &str) -> Option<usize> {
    LEVELS.iter().rposition(|words| words.iter().any(|word| text.contains(word)))
}

impl Requirement for Education {
    fn statement(&self) -> String {
        let ((zh, en), (degree, _)) = (self.who.words(), self.at_least.name());
        text!("{zh}学历{degree}及以上", "degree of the {en}: {degree} or above")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let (degree, _) = self.at_least.name();
        for (candidate, person) in scope.candidates.people(self.who) {
            let Some((text, has)) = person.facts.education.as_ref().and_then(|t| Some((t, level(&t.value)?)))
            else {
                findings.lacks(candidate);
                continue;
            };
            if Some(has) < level(degree) {
                let label = candidate.label();
                findings.broken(
                    &text.location,
                    text!("{label}：学历应为{degree}及以上", "{label}: the degree must be {degree} or above"),
                    text!("核对学历；确不符合的，移出名单", "check it, or take the entry off the list"),
                );
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }
}
