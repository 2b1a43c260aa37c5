//! What applying one rule finds: records that break it, and records that it could not be compared with.

use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::exceptions::Exceptions;
use crate::diagnostic::{Diagnostic, Location, Severity, note, text, warning};
use crate::records::Text;
use crate::rules::ladders::{Ladder, Scale};

/// The findings of one rule.
pub(super) struct Findings<'a> {
    /// The article that the rule comes from.
    pub(super) citation: &'a str,
    /// How much it weighs to break it.
    pub(super) severity: Severity,
    /// The kind of rule, `quota`.
    pub(super) kind: &'static str,
    /// The kind as typed in the pack.
    pub(super) typed: &'a str,
    /// Where the rule stands.
    pub(super) location: &'a Location,
    /// Whether lines that break it may not be shown.
    pub(super) is_private: bool,
    /// Who is excepted from it.
    pub(super) exceptions: &'a Exceptions<'a>,
    pub(super) out: &'a mut Vec<Diagnostic>,
    /// Ids of records that lack a fact.
    pub(super) lacking: BTreeSet<String>,
}

/// A place where a rule is broken, and the words for it.
pub(super) struct Broken {
    pub(super) location: Location,
    /// Another record that breaks it together with the first.
    pub(super) other: Option<(Location, String)>,
    pub(super) message: String,
    pub(super) remedy: String,
}

impl Findings<'_> {
    /// A record breaks the rule, unless it is excepted; the remedy follows the article.
    pub(super) fn broken(
        &mut self,
        candidate: &Candidate<'_>,
        location: &Location,
        message: String,
        remedy: String,
    ) {
        self.broken_by(&[candidate], Broken { location: location.clone(), other: None, message, remedy });
    }

    /// These records break it together, unless one of them is excepted.
    pub(super) fn broken_by(&mut self, candidates: &[&Candidate<'_>], broken: Broken) {
        if candidates.iter().all(|candidate| !self.excepts(candidate)) {
            self.report(broken);
        }
    }

    /// The list as a whole breaks it, unless the list is excepted.
    pub(super) fn broken_by_list(&mut self, location: &Location, message: String, remedy: String) {
        match self.exceptions.waive(self.kind, None) {
            Some(waived) => self.out.push(waived.note(self.citation)),
            None => self.report(Broken { location: location.clone(), other: None, message, remedy }),
        }
    }

    /// Whether a record that breaks the rule is excepted from it, which is told.
    pub(super) fn excepts(&mut self, candidate: &Candidate<'_>) -> bool {
        let waived = self.exceptions.waive(self.kind, Some(&candidate.id.value));
        self.out.extend(waived.as_ref().map(|waived| waived.note(self.citation)));
        waived.is_some()
    }

    fn report(&mut self, Broken { location, other, message, remedy }: Broken) {
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
        // Nobody knows whether an exception is needed.
        self.exceptions.keep(self.kind, &candidate.id.value);
        self.lacking.insert(candidate.id.value.to_string());
    }

    /// None of these records gives the fact.
    pub(super) fn lacking<'c, 'r: 'c>(&mut self, candidates: impl IntoIterator<Item = &'c Candidate<'r>>) {
        candidates.into_iter().for_each(|candidate| self.lacks(candidate));
    }

    /// A value stands on no step of the ladder that the rule compares by: it was not compared, and someone has to. What
    /// is private is not repeated.
    pub(super) fn is_off_ladder(&mut self, candidate: &Candidate<'_>, value: Option<&Text>, scale: &Scale) {
        let Some(value) = value else { return self.lacks(candidate) };
        self.exceptions.keep(self.kind, &candidate.id.value);
        let (label, (zh, en)) = (candidate.label(), scale.ladder.name());
        let (kind, citation) = (self.typed, self.citation);
        let shown = match scale.ladder {
            Ladder::Titles => format!("“{}”", value.value.trim()),
            Ladder::Ranks => String::new(),
        };
        let told = warning!(value, "off-ladder",
            "{label}：{zh}{shown}不在等级表里或分不出级，规则 {kind}（{citation}）没有核对",
            "{label}: the ladder of {en} cannot place {shown}, so the rule {kind} ({citation}) was not checked";
            help: "写规范全称；确有这一名称的，在项目文件加 equivalents: [{{ name: …, equals: …, source: … }}]（等同），写明等同于哪一级",
            "write it in full; where there is one of that name, say what it equals under `equivalents` of the pack"
        );
        self.out.push(if scale.ladder == Ladder::Ranks { told.redacted() } else { told });
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
