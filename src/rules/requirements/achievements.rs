//! 成果: how many representative achievements, and of which kinds.

use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{MAX, Named, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;

const KINDS: Named = (("kinds", "类别"), "成果的类别");

rule! {
    /// No more, each of one of the kinds.
    Achievements("achievements", "成果") {
        max: u32 = MAX,
        kinds: Vec<String> = KINDS,
    }
}

pub(super) const KIND: Kind = Kind::new::<Achievements>();

impl Requirement for Achievements {
    fn statement(&self) -> String {
        let (max, kinds) = (self.max, self.kinds.join("、"));
        text!("代表性成果不超过{max}项，类别为{kinds}", "at most {max} achievements, of {kinds}")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let (max, all) = (self.max, self.kinds.join("、"));
        for candidate in &scope.candidates.list {
            let list = &candidate.entry.achievements;
            let (label, count) = (candidate.label(), list.len());
            if count > usize_of(max) {
                findings.broken(
                    candidate,
                    &candidate.name.location,
                    text!(
                        "{label}：代表性成果有{count}项，不超过{max}项",
                        "{label}: {count} achievements, at most {max}"
                    ),
                    text!("只保留{max}项", "keep {max}"),
                );
            }
            for achievement in list {
                let Some(kind) = &achievement.kind else {
                    findings.lacks(candidate);
                    continue;
                };
                if !self.kinds.iter().any(|k| *k == kind.value.trim()) {
                    let typed = &kind.value;
                    findings.broken(
                        candidate,
                        &kind.location,
                        text!(
                            "{label}：成果类别“{typed}”不在规定之列",
                            "{label}: the kind {typed} is not among those allowed"
                        ),
                        text!("可用：{all}", "one of: {all}"),
                    );
                }
            }
        }
    }
}
