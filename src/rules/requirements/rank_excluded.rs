//! 职级限制: ranks that are not recommended, and those above them.

use super::Scope;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Parameters, rule};
use crate::diagnostic::text;
use crate::rules::ladders::{Ladder, Scale, Steps};

const RANKS: Named = (("ranks", "职级"), "这些职级、相当的职级和更高的职级");

rule! {
    /// Nobody of one of these ranks, of an equal one or of a higher one.
    RankExcluded("rank-excluded", "职级限制") {
        ranks: Vec<String> = RANKS,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<RankExcluded>(|given| Some(Box::new(understood(given)?)));

#[derive(Debug)]
struct Excluded {
    ranks: Vec<String>,
    steps: Steps,
    scale: Scale,
}

fn understood(given: &mut Given<'_>) -> Option<Excluded> {
    let RankExcluded { ranks } = RankExcluded::read(given)?;
    let scale = Scale::of(Ladder::Ranks, given.pack);
    let texts = given.texts(RANKS.0)?;
    let steps: Vec<Option<Steps>> = texts.iter().map(|text| scale.wanted(text, given.out)).collect();
    let steps = steps.into_iter().collect::<Option<Vec<Steps>>>()?.into_iter().reduce(Steps::and)?;
    Some(Excluded { ranks, steps, scale })
}

impl Requirement for Excluded {
    fn statement(&self) -> String {
        let ranks = self.ranks.join("、");
        text!("不推荐{ranks}、相当职级及以上人员", "nobody of rank {ranks}, an equal rank or a higher one")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        for candidate in &scope.candidates.list {
            let Some(text) = &candidate.person.facts.rank else {
                findings.lacks(candidate);
                continue;
            };
            match self.scale.value(&text.value).and_then(|steps| steps.reach(self.steps)) {
                Some(false) => {}
                None => findings.is_off_ladder(candidate, Some(text), &self.scale),
                Some(true) => {
                    let (label, rank) = (candidate.label(), &text.value);
                    findings.broken(
                        candidate,
                        &text.location,
                        text!(
                            "{label}：职级“{rank}”不在推荐范围",
                            "{label}: the rank {rank} is not recommended"
                        ),
                        text!("移出名单", "take the entry off the list"),
                    );
                }
            }
        }
    }
}
