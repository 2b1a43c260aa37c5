//! 涉密: whether classified people may not be put forward, or are exempt from publicity. What becomes of their records is
//! decided before any rule is applied, in `rules::classified`.

use super::exceptions::Excepts;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Word, rule};
use super::read_note;
use crate::records::table::Key;

const ALLOWED: Named = (("allowed", "允许"), "涉密的不得申报，还是免于公示");

rule! {
    /// What is allowed.
    Classified("classified", "涉密") {
        allowed: Option<Allowed> = ALLOWED,
    }
}

pub(super) const KIND: Kind = Kind::new::<Classified>();

/// What becomes of classified people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Allowed {
    /// No classified content at all.
    Nothing,
    /// They take part, and nothing of them is published.
    Exempt,
}

impl Word for Allowed {
    const WORDS: &'static [(Key, Self)] =
        &[(("none", "不允许"), Allowed::Nothing), (("exempt", "免于公示"), Allowed::Exempt)];
}

impl Requirement for Classified {
    fn statement(&self) -> String {
        read_note()
    }

    fn excepts(&self) -> Excepts {
        Excepts::Nobody
    }
}
