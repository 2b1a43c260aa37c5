//! 职级限制: ranks that are not recommended.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use crate::diagnostic::text;

const RANKS: Named = (("ranks", "职级"), "职级里没有这些字");

rule! {
    /// No rank holds one of these words.
    RankExcluded("rank-excluded", "职级限制") {
        ranks: Vec<String> = RANKS,
    }
}

pub(super) const KIND: Kind = Kind::new::<RankExcluded>();

impl Requirement for RankExcluded {
    fn statement(&self) -> String {
        let ranks = self.ranks.join("、");
        text!("不推荐{ranks}人员", "nobody of rank {ranks}")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        for candidate in &scope.candidates.list {
            let Some(text) = &candidate.person.facts.rank else {
                findings.lacks(candidate);
                continue;
            };
            if self.ranks.iter().any(|rank| text.value.contains(rank)) {
                let (label, rank) = (candidate.label(), &text.value);
                findings.broken(
                    &text.location,
                    text!("{label}：职级“{rank}”不在推荐范围", "{label}: the rank {rank} is not recommended"),
                    text!("移出名单", "take the entry off the list"),
                );
            }
        }
    }
}
