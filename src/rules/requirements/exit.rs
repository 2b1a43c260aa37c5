//! 退出: how a selection ends. Stated with its source, for people to read.

use super::exceptions::Excepts;
use super::kind::{Kind, Requirement};
use super::parameter::rule;
use super::read_note;

rule! {
    /// What the note says.
    Exit("exit", "退出") {}
}

pub(super) const KIND: Kind = Kind::new::<Exit>();

impl Requirement for Exit {
    fn statement(&self) -> String {
        read_note()
    }

    fn excepts(&self) -> Excepts {
        Excepts::Nobody
    }
}
