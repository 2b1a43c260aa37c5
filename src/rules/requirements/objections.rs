//! 异议: who investigates an objection and who decides it, for the page about objections.

use super::exceptions::Excepts;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use super::read_note;

const INVESTIGATES: Named = (("investigates", "核查单位"), "核查单位");
const DECIDES: Named = (("decides", "审定单位"), "审定单位");

rule! {
    /// Who does what.
    Objections("objections", "异议") {
        investigates: Option<String> = INVESTIGATES,
        decides: Option<String> = DECIDES,
    }
}

pub(super) const KIND: Kind = Kind::new::<Objections>();

impl Requirement for Objections {
    fn statement(&self) -> String {
        read_note()
    }

    fn excepts(&self) -> Excepts {
        Excepts::Nobody
    }
}
