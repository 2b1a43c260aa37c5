//! A rule of a pack, understood: what it requires, how much it weighs, where it stands.

use std::collections::BTreeSet;

use super::super::values::choice;
use super::exceptions::{Exceptions, Excepts};
use super::findings::Findings;
use super::given::Given;
use super::kind::Requirement;
use super::vocabulary::{check_parameters, kind_of, kinds};
use crate::diagnostic::{Diagnostic, Location, Severity, error};
use crate::domain::programme::RuleStatement;
use crate::records::choice::nearest_or_all;
use crate::records::table::Key;
use crate::records::{ProgrammeRecord, RuleRecord};

pub(in crate::rules) const LEVEL: &[(Key, Severity)] =
    &[(("error", "错误"), Severity::Error), (("warning", "提醒"), Severity::Warning)];

/// A rule of a pack, or a round's own.
#[derive(Debug)]
pub(in crate::rules) struct Rule {
    /// What it requires.
    pub(super) requirement: Box<dyn Requirement>,
    /// The kind's canonical name, such as `quota`.
    kind: &'static str,
    /// The kind as typed in the pack, `quota` or `名额`.
    typed: String,
    /// Whether breaking it stops publication.
    severity: Severity,
    /// 《关于开展…的通知》二（二）
    pub(super) citation: String,
    /// A remark of the pack.
    note: Option<String>,
    /// Where it stands in the pack, or in the round.
    location: Location,
    /// Whether it is a round's own.
    own: bool,
}

impl Rule {
    /// Understands one rule of a pack, or of a round of its programme; what it lacks or misspells is reported.
    pub(super) fn read(
        pack: &ProgrammeRecord,
        record: &RuleRecord,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Rule> {
        let mut given = Given { pack, record, out };
        let severity = match &record.level {
            Some(level) => choice(level, LEVEL, given.out)?,
            None => Severity::Error,
        };
        let citation = citation(&mut given);
        let Some(kind) = kind_of(record) else {
            given.out.push(unknown_kind(record));
            return None;
        };
        let own = given.is_own();
        check_parameters(kind, record, own, given.out);
        let requirement = (kind.read)(&mut given)?;
        Some(Rule {
            requirement,
            kind: kind.name.0,
            typed: record.kind.value.trim().to_owned(),
            severity,
            citation: citation?,
            note: record.note.as_ref().map(|t| t.value.to_string()),
            location: record.kind.location.clone(),
            own,
        })
    }

    /// Room for what applying it finds.
    pub(super) fn findings<'a>(
        &'a self,
        exceptions: &'a Exceptions<'a>,
        out: &'a mut Vec<Diagnostic>,
    ) -> Findings<'a> {
        Findings {
            citation: &self.citation,
            severity: self.severity,
            kind: self.kind,
            typed: &self.typed,
            location: &self.location,
            is_private: self.requirement.is_private(),
            exceptions,
            out,
            lacking: BTreeSet::new(),
        }
    }

    /// The kind, and whom an exception may except from it.
    pub(super) fn excepts(&self) -> (&'static str, Excepts) {
        (self.kind, self.requirement.excepts())
    }

    /// Whether another states the same matter, of the same people or text: then the round's takes its place.
    pub(super) fn is_of_same_matter(&self, other: &Rule) -> bool {
        self.kind == other.kind && self.requirement.about() == other.requirement.about()
    }

    /// The rule as it is stated to people.
    pub(in crate::rules) fn statement(&self) -> RuleStatement {
        RuleStatement {
            kind: self.kind.to_owned(),
            statement: self.requirement.statement(),
            stops: self.severity == Severity::Error,
            citation: self.citation.clone(),
            note: self.note.clone(),
            own: self.own,
        }
    }
}

/// Document and article, as messages and pages cite them.
fn citation(given: &mut Given<'_>) -> Option<String> {
    let source = given.record.source.as_ref()?;
    let typed = source.document.value.trim();
    let title = match given.pack.documents.iter().find(|d| *d.id.value == *typed) {
        Some(document) => &*document.title.value,
        // Of a pack's own rule an unknown document has been reported with the pack.
        None if !given.is_own() => return None,
        // A round may cite its own call, which no pack lists, by its title.
        None if typed.starts_with('《') && typed.ends_with('》') => {
            typed.trim_start_matches('《').trim_end_matches('》')
        }
        None => {
            given.out.push(error!(&source.document, "unknown-document",
                "项目文件里没有“{typed}”", "the pack has no document `{typed}`";
                help: "写项目文件里的文件编号，或用《》写出文件标题",
                "write an id of the pack, or a title in 《》"
            ));
            return None;
        }
    };
    Some(format!("《{title}》{}", source.article.value))
}

fn unknown_kind(record: &RuleRecord) -> Diagnostic {
    let kind = record.kind.value.trim();
    error!(&record.kind, "unknown-rule", "不认识的规则“{kind}”", "unknown rule `{kind}`")
        .help(nearest_or_all(kind, &kinds()))
}
