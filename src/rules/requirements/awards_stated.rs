//! 奖项写法: who has no award says so in the words of the form, rather than leaving it blank.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use crate::diagnostic::text;

const WORDING: Named = (("wording", "写法"), "没有奖项时的写法");

rule! {
    /// Without an award the record says so in these words.
    AwardsStated("awards-stated", "奖项写法") {
        wording: String = WORDING,
    }
}

pub(super) const KIND: Kind = Kind::new::<AwardsStated>();

impl Requirement for AwardsStated {
    fn statement(&self) -> String {
        let wording = &self.wording;
        text!("没有奖项的写“{wording}”", "without an award: {wording}")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let wording = &self.wording;
        for candidate in &scope.candidates.list {
            let Some(awards) = candidate.dossier().and_then(|d| d.awards.given()) else {
                findings.lacks(candidate);
                continue;
            };
            let none =
                |text: &str| matches!(text.trim(), "无" | "没有" | "无奖项" | "无获奖" | "/" | "-" | "—");
            let Some(text) = awards.iter().find(|text| none(&text.value)) else { continue };
            let label = candidate.label();
            findings.broken(
                candidate,
                &text.location,
                text!("{label}：没有奖项的，应写“{wording}”", "{label}: without an award, write {wording}"),
                text!("改写为“{wording}”", "write {wording}"),
            );
        }
    }

    fn is_private(&self) -> bool {
        true
    }
}
