//! 每单位上限: how many of one unit.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::candidates::{Candidate, labels};
use super::findings::{Broken, Findings};
use super::kind::{Kind, Requirement};
use super::parameter::{MAX, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;

rule! {
    /// No unit has more.
    PerUnit("per-unit", "每单位上限") {
        max: u32 = MAX,
    }
}

pub(super) const KIND: Kind = Kind::new::<PerUnit>();

impl Requirement for PerUnit {
    fn statement(&self) -> String {
        let max = self.max;
        text!("每个单位不超过{max}个", "at most {max} a unit")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let max = self.max;
        let mut units: BTreeMap<Cow<'_, str>, Vec<&Candidate<'_>>> = BTreeMap::new();
        for candidate in &scope.candidates.list {
            units.entry(candidate.selected_from()).or_default().push(candidate);
        }
        for mut list in units.into_values().filter(|list| list.len() > usize_of(max)) {
            list.retain(|candidate| !findings.excepts(candidate));
            let (Some(first), Some(last)) = (list.first(), list.last()) else { continue };
            if list.len() <= usize_of(max) {
                continue;
            }
            let (unit, count, names) = (&last.unit.value, list.len(), labels(&list));
            let another = text!("这里是另一条", "another one is here");
            let broken = Broken {
                location: last.unit.location.clone(),
                other: (list.len() > 1).then(|| (first.unit.location.clone(), another)),
                message: text!(
                    "{unit}有{count}个（{names}），每个单位不超过{max}个",
                    "{unit} has {count} ({names}); at most {max} a unit"
                ),
                remedy: text!("核对单位；确实超出的，只保留{max}个", "check the unit; keep {max}"),
            };
            findings.broken_by(&[], broken);
        }
    }
}
