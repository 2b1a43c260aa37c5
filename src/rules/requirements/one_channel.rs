//! 单一渠道: nobody is recommended twice in one programme, through whatever channels.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::once;
use super::parameter::rule;
use crate::diagnostic::text;

rule! {
    /// Nobody is in the programme twice.
    OneChannel("one-channel", "单一渠道") {}
}

pub(super) const KIND: Kind = Kind::new::<OneChannel>();

impl Requirement for OneChannel {
    fn statement(&self) -> String {
        text!("不得多渠道推荐", "through one channel only")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        for other in &scope.candidates.list {
            let one = scope.candidates.same_person(other);
            // Of two, the first finds the second and the second the first; once is enough.
            if let Some(one) = one.filter(|one| one.id.location < other.id.location) {
                once::report((one, one.person), (other, other.person), findings);
            }
        }
    }
}
