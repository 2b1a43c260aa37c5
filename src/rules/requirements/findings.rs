//! What applying one rule finds: records that break it, and records that lack the facts.

use std::collections::BTreeSet;

use super::candidates::Candidate;
use crate::diagnostic::{Diagnostic, Location, Severity, note, text};

/// The findings of one rule.
pub(super) struct Findings<'a> {
    /// The article that the rule comes from.
    pub(super) citation: &'a str,
    /// How much it weighs to break it.
    pub(super) severity: Severity,
    /// The kind as typed in the pack.
    pub(super) typed: &'a str,
    /// Where the rule stands.
    pub(super) location: &'a Location,
    /// Whether lines that break it may not be shown.
    pub(super) is_private: bool,
    pub(super) out: &'a mut Vec<Diagnostic>,
    /// Ids of records that lack a fact.
    pub(super) lacking: BTreeSet<String>,
}

impl Findings<'_> {
    /// A record breaks the rule; the remedy follows the article.
    pub(super) fn broken(&mut self, location: &Location, message: String, remedy: String) {
        self.report(location.clone(), None, message, remedy);
    }

    /// Two records break it together.
    pub(super) fn broken_by_two(
        &mut self,
        location: Location,
        other: (Location, String),
        message: String,
        remedy: String,
    ) {
        self.report(location, Some(other), message, remedy);
    }

    fn report(
        &mut self,
        location: Location,
        other: Option<(Location, String)>,
        message: String,
        remedy: String,
    ) {
        let citation = self.citation;
        let help = text!("依据{citation}。{remedy}", "by {citation}. {remedy}");
        let diagnostic =
            Diagnostic::error("rule-broken", location, message).with_severity(self.severity).help(help);
        let diagnostic = if self.is_private { diagnostic.redacted() } else { diagnostic };
        self.out.push(match other {
            Some((location, words)) => diagnostic.also(location, words),
            None => diagnostic,
        });
    }

    /// Anything else that applying the rule finds.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }

    /// A record does not give the fact.
    pub(super) fn lacks(&mut self, candidate: &Candidate<'_>) {
        self.lacking.insert(candidate.id.value.to_string());
    }

    /// None of these records gives the fact.
    pub(super) fn lacking<'c, 'r: 'c>(&mut self, candidates: impl IntoIterator<Item = &'c Candidate<'r>>) {
        candidates.into_iter().for_each(|candidate| self.lacks(candidate));
    }

    /// Says once how many records could not be checked.
    pub(super) fn finish(self) {
        let (count, citation, kind) = (self.lacking.len(), self.citation, self.typed);
        if count > 0 {
            self.out.push(note!(self.location.clone(), "rule-not-checked",
                "规则 {kind}（{citation}）未核对：{count}条记录没有写所需的内容",
                "the rule {kind} ({citation}) was not checked for {count} records, which lack the facts";
                help: "请人工核对；需要程序核对的，在记录中写明",
                "check it by hand, or give the facts in the records"
            ));
        }
    }
}
