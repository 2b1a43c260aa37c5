//! What a kind of rule is: its name and parameters in both languages, and what one rule of it requires. Every kind has
//! a file of its own in this folder.

use std::any::Any;
use std::fmt::Debug;

use super::Scope;
use super::exceptions::Excepts;
use super::findings::Findings;
use super::given::Given;
use super::parameter::{Parameter, Parameters, Who};
use crate::records::table::Key;

/// A kind of rule.
pub(in crate::rules) struct Kind {
    /// What packs call it.
    pub(in crate::rules) name: Key,
    /// What a rule of it says besides its name and source.
    pub(in crate::rules) parameters: &'static [Parameter],
    /// Understands what one rule says; reports what it lacks or misspells.
    pub(super) read: fn(&mut Given<'_>) -> Option<Box<dyn Requirement>>,
}

impl Kind {
    /// A kind whose parameters are all that a rule of it requires.
    pub(super) const fn new<P: Parameters + Requirement>() -> Kind {
        Kind::read_by::<P>(|given| Some(Box::new(P::read(given)?)))
    }

    /// A kind whose parameters depend on one another, or on other rules.
    pub(super) const fn read_by<P: Parameters>(
        read: fn(&mut Given<'_>) -> Option<Box<dyn Requirement>>,
    ) -> Kind {
        Kind { name: P::NAME, parameters: P::ALL, read }
    }
}

/// What one rule requires.
pub(super) trait Requirement: Any + Debug + Send + Sync {
    /// The rule in words, for `gongshi rules`.
    fn statement(&self) -> String;

    /// Reports the records that break the rule, and those that lack the facts. What people alone can check has nothing
    /// to report.
    fn check(&self, _scope: &Scope<'_>, _findings: &mut Findings<'_>) {}

    /// Whom or which text it is about, where a pack may have several rules of the kind: a round's own rule takes the
    /// place of the pack's about the same.
    fn about(&self) -> Option<&'static str> {
        None
    }

    /// Whom an exception of the round may except from it.
    fn excepts(&self) -> Excepts {
        Excepts::Entries
    }

    /// Whether it judges the years of these people, for which they may stand in: then years are no rule of their own.
    fn judges_years_of(&self, _who: Who) -> bool {
        false
    }

    /// Whether the lines that it reports may not be shown.
    fn is_private(&self) -> bool {
        false
    }
}

impl dyn Requirement {
    /// The same as what it is, if it is of this kind.
    pub(super) fn is<R: Requirement>(&self) -> Option<&R> {
        (self as &dyn Any).downcast_ref()
    }
}
