//! 变更: what becomes of someone who moves. Stated with its source, for people to read.

use super::exceptions::Excepts;
use super::kind::{Kind, Requirement};
use super::parameter::rule;
use super::read_note;

rule! {
    /// What the note says.
    Transfer("transfer", "变更") {}
}

pub(super) const KIND: Kind = Kind::new::<Transfer>();

impl Requirement for Transfer {
    fn statement(&self) -> String {
        read_note()
    }

    fn excepts(&self) -> Excepts {
        Excepts::Nobody
    }
}
