//! 例外: who, or which list, is excepted from a rule that a document states 原则上, and who approved it. What stands there
//! is private: only how many exceptions were needed goes on.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::{Diagnostic, error, note, text, warning};
use crate::records::choice::nearest_or_all;
use crate::records::table::Key;
use crate::records::{ExceptionRecord, Records, RoundRecord};

/// Whom an exception may except from a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Excepts {
    /// Single entries.
    Entries,
    /// The list as a whole.
    List,
    /// Nobody.
    Nobody,
}

/// The exceptions of a round.
pub(super) struct Exceptions<'r> {
    list: Vec<Exception<'r>>,
}

/// One exception from a kind of rule that there is.
struct Exception<'r> {
    record: &'r ExceptionRecord,
    kind: &'static str,
    /// Whether a rule would be broken without it.
    needed: AtomicBool,
    /// Whether a rule could not be checked.
    kept: AtomicBool,
}

/// An exception that was needed.
pub(super) struct Waived<'r>(&'r ExceptionRecord);

impl<'r> Exceptions<'r> {
    /// Reads those of a round, from these kinds of rules; reports what names no entry or no rule.
    pub(super) fn of(
        record: &'r RoundRecord,
        records: &Records,
        kinds: &[Key],
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut list = Vec::new();
        for exception in &record.exceptions {
            let unknown = |id: &str| !records.has_or_had(&record.id, id.trim());
            if let Some(entry) = exception.entry.as_ref().filter(|entry| unknown(&entry.value)) {
                out.push(
                    error!(entry, "unknown-entry",
                        "例外所写的“{0}”不是本轮的条目", "the exception names no entry of the round: `{0}`", entry.value;
                        help: "核对编号", "check the id"
                    )
                    .redacted(),
                );
                continue;
            }
            let typed = exception.rule.value.trim();
            match kinds.iter().find(|(en, zh)| typed == *en || typed == *zh) {
                Some((kind, _)) => list.push(Exception {
                    record: exception,
                    kind,
                    needed: AtomicBool::new(false),
                    kept: AtomicBool::new(false),
                }),
                None => {
                    let unknown = error!(
                        &exception.rule,
                        "unknown-rule",
                        "例外所写的规则“{typed}”不认识",
                        "the exception names an unknown rule `{typed}`"
                    );
                    out.push(unknown.help(nearest_or_all(typed, kinds)).redacted());
                }
            }
        }
        Exceptions { list }
    }

    fn find(&self, kind: &str, entry: Option<&str>) -> Option<&Exception<'r>> {
        let is_of = |exception: &&Exception<'_>| {
            let id = exception.record.entry.as_ref().map(|entry| entry.value.trim());
            exception.kind == kind && id == entry
        };
        self.list.iter().find(is_of)
    }

    /// The exception of an entry, or of the list, from a rule that it breaks.
    pub(super) fn waive(&self, kind: &str, entry: Option<&str>) -> Option<Waived<'r>> {
        let exception = self.find(kind, entry)?;
        exception.needed.store(true, Ordering::Relaxed);
        Some(Waived(exception.record))
    }

    /// Whether an entry needs its exception cannot be told.
    pub(super) fn keep(&self, kind: &str, entry: &str) {
        if let Some(exception) = self.find(kind, Some(entry)) {
            exception.kept.store(true, Ordering::Relaxed);
        }
    }

    /// How many were needed.
    pub(super) fn needed(&self) -> usize {
        self.list.iter().filter(|exception| exception.needed.load(Ordering::Relaxed)).count()
    }

    /// Reports those that the rules in force have no use for.
    pub(super) fn check_use(&self, in_force: &[(&'static str, Excepts)], out: &mut Vec<Diagnostic>) {
        for Exception { record, kind, needed, kept } in &self.list {
            let typed = record.rule.value.trim();
            let of_kind: BTreeSet<Excepts> =
                in_force.iter().filter(|(name, _)| name == kind).map(|(_, excepts)| *excepts).collect();
            let wanted = if record.entry.is_some() { Excepts::Entries } else { Excepts::List };
            let told = if of_kind.is_empty() {
                error!(&record.rule, "rule-parameter",
                    "本轮没有规则“{typed}”，例外无从谈起", "the round has no rule `{typed}` to be excepted from";
                    help: "核对规则名称，或删去这条例外", "check the rule, or delete the exception"
                )
            } else if !of_kind.contains(&wanted) {
                misplaced(record, &of_kind)
            } else if !needed.load(Ordering::Relaxed) && !kept.load(Ordering::Relaxed) {
                warning!(&record.rule, "exception-not-needed",
                    "规则“{typed}”没有被违反，这条例外用不着", "the rule `{typed}` is not broken; the exception is not needed";
                    help: "删去它；条目写错的，改正", "delete it, or correct the entry"
                )
            } else {
                continue;
            };
            out.push(told.redacted());
        }
    }
}

/// An exception of an entry from a rule about the list, of the list from one about entries, or from one that has none.
fn misplaced(record: &ExceptionRecord, of_kind: &BTreeSet<Excepts>) -> Diagnostic {
    let typed = record.rule.value.trim();
    let help = if of_kind.contains(&Excepts::List) {
        text!("这条规则管整份名单：删去 entry（条目）", "the rule is about the whole list: delete `entry`")
    } else if of_kind.contains(&Excepts::Entries) {
        text!("写明是哪一条：entry（条目）", "say which `entry`")
    } else {
        text!("删去这条例外", "delete the exception")
    };
    error!(
        &record.rule,
        "rule-parameter", "规则“{typed}”没有这样的例外", "the rule `{typed}` has no such exception"
    )
    .help(help)
}

impl Waived<'_> {
    /// Says for `check` that the exception was used, and not why.
    pub(super) fn note(&self, citation: &str) -> Diagnostic {
        let ExceptionRecord { entry, rule, approved_by, .. } = self.0;
        let (kind, by) = (rule.value.trim(), approved_by.value.trim());
        let (whom, whom_en) = match entry {
            Some(entry) => (entry.value.to_string(), entry.value.to_string()),
            None => ("名单".to_owned(), "the list".to_owned()),
        };
        note!(rule, "rule-excepted",
            "{whom}按例外处理，不适用规则 {kind}（{citation}），批准：{by}",
            "{whom_en} is excepted from the rule {kind} ({citation}), approved by {by}";
            help: "核对批准文件", "check the approval"
        )
        .redacted()
    }
}
