//! What applying one rule finds: records that break it, and records that lack the facts.

use std::sync::Arc;

use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity, Spot, Words};
use crate::words;

/// The findings of one rule.
pub(super) struct Findings<'a, 'o> {
    rule: &'a Rule,
    out: &'o mut Vec<Diagnostic>,
    lacking: usize,
}

impl<'a, 'o> Findings<'a, 'o> {
    pub(super) fn new(rule: &'a Rule, out: &'o mut Vec<Diagnostic>) -> Self {
        Findings { rule, out, lacking: 0 }
    }

    /// A record breaks the rule; the remedy follows the article.
    pub(super) fn broken(&mut self, file: &Arc<str>, spot: Spot, message: Words, remedy: Words) {
        self.report(Place::new(file, spot), None, message, remedy);
    }

    /// Two records break it together.
    pub(super) fn broken_by_two(
        &mut self,
        place: Place,
        other: (Place, Words),
        message: Words,
        remedy: Words,
    ) {
        self.report(place, Some(other), message, remedy);
    }

    fn report(&mut self, place: Place, other: Option<(Place, Words)>, message: Words, remedy: Words) {
        let make = match self.rule.severity {
            Severity::Error => Diagnostic::error,
            _ => Diagnostic::warning,
        };
        let citation = &self.rule.citation;
        let Words { zh, en } = remedy;
        let help = words!("依据{citation}。{zh}", "by {citation}. {en}");
        let diagnostic = make("rule-broken", place, message).help(help);
        self.out.push(match other {
            Some((place, words)) => diagnostic.also(place, words),
            None => diagnostic,
        });
    }

    /// A record does not give the fact.
    pub(super) fn lacks(&mut self) {
        self.lacking += 1;
    }

    /// So many records do not give the fact.
    pub(super) fn lacking(&mut self, records: usize) {
        self.lacking += records;
    }

    /// Says once how many records could not be checked.
    pub(super) fn finish(self) {
        let (count, citation, kind) = (self.lacking, &self.rule.citation, &self.rule.kind);
        if count > 0 {
            let message = words!(
                "规则 {kind}（{citation}）未核对：{count}条记录没有写所需的内容",
                "the rule {kind} ({citation}) was not checked for {count} records, which lack the facts"
            );
            self.out.push(Diagnostic::note("rule-not-checked", self.rule.place.clone(), message).help(
                words!(
                    "请人工核对；需要程序核对的，在记录中写明",
                    "check it by hand, or give the facts in the records"
                ),
            ));
        }
    }
}
