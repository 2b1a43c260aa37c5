//! The chain of the ledger: every entry vouches for the one before it.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::records::{LedgerEdition, LedgerRecord};

/// Follows the chain and says which entry is missing or altered. Entries of earlier versions, before the first that
/// has a number, are not linked: the first that is vouches for the last of them.
pub(super) fn check(record: &LedgerRecord, out: &mut Vec<Diagnostic>) {
    if record.digests.len() != record.editions.len() {
        // An entry that did not read has said so.
        return;
    }
    let chain = Chain { record };
    let numbers: Vec<usize> = (0..record.editions.len()).map(|at| chain.number(at)).collect();
    if let Some(at) = (1..numbers.len()).find(|at| numbers[*at] <= numbers[at - 1]) {
        out.push(chain.out_of_order(at));
        return;
    }
    for at in 0..numbers.len() {
        out.extend(chain.broken_before(at));
    }
}

struct Chain<'r> {
    record: &'r LedgerRecord,
}

impl Chain<'_> {
    fn entry(&self, at: usize) -> &LedgerEdition {
        &self.record.editions[at]
    }

    fn digest(&self, at: usize) -> &str {
        &self.record.digests[at]
    }

    /// The number an entry was given; of one that has none, its place.
    fn number(&self, at: usize) -> usize {
        let given = self.entry(at).number.as_ref().and_then(|number| usize::try_from(number.value).ok());
        given.unwrap_or(at + 1)
    }

    /// Whether an entry is of the time since entries are linked.
    fn is_linked(&self, at: usize) -> bool {
        self.entry(at).number.is_some() || self.entry(at).previous.is_some()
    }

    /// What is wrong between an entry and the one before it.
    fn broken_before(&self, at: usize) -> Option<Diagnostic> {
        let number = self.number(at);
        let before = at.checked_sub(1);
        let expected = before.map_or(1, |before| self.number(before) + 1);
        if number > expected {
            return Some(self.missing(at, expected..number));
        }
        let previous = self.entry(at).previous.as_ref().map(|text| &*text.value);
        match before {
            None if previous.is_none() => None,
            None => Some(self.missing(at, 0..1)),
            Some(before) => match previous {
                Some(previous) if previous == self.digest(before) => None,
                Some(_) => Some(self.altered(before, at)),
                None if (0..=at).any(|one| self.is_linked(one)) => Some(self.unlinked(at)),
                None => None,
            },
        }
    }

    fn location(&self, at: usize) -> Location {
        self.entry(at).location.clone()
    }

    fn missing(&self, at: usize, numbers: std::ops::Range<usize>) -> Diagnostic {
        let (first, last) = (numbers.start.max(1), numbers.end.saturating_sub(1).max(1));
        let shown = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        let number = self.number(at);
        error!(
            self.location(at),
            "ledger-entry-missing",
            "台账缺第{shown}条：这里是第{number}条，它前面的不见了",
            "entry {shown} of the ledger is missing: this is entry {number}, and what stood before it is gone"
        )
        .help(remedy())
    }

    fn altered(&self, before: usize, at: usize) -> Diagnostic {
        let (number, next) = (self.number(before), self.number(at));
        let published = &self.entry(before).published.value;
        error!(self.location(before), "ledger-entry-altered",
            "台账第{number}条（{published}）被改动过：与第{next}条记下的校验值不符",
            "entry {number} of the ledger ({published}) was altered: it is not what entry {next} says stood before it"
        )
        .help(remedy())
    }

    fn unlinked(&self, at: usize) -> Diagnostic {
        let number = self.number(at);
        error!(
            self.location(at),
            "ledger-entry-altered",
            "台账第{number}条没有记上一条的校验值（previous）：它被改动过，或不是程序写的",
            "entry {number} of the ledger has no `previous`: it was altered, or the program did not write it"
        )
        .help(remedy())
    }

    fn out_of_order(&self, at: usize) -> Diagnostic {
        let (number, before) = (self.number(at), self.number(at - 1));
        let all: BTreeSet<usize> = (0..self.record.editions.len()).map(|at| self.number(at)).collect();
        let message = if all.len() == self.record.editions.len() {
            text!(
                "台账的次序被改动过：第{number}条写在第{before}条后面",
                "the order of the ledger was altered: entry {number} stands after entry {before}"
            )
        } else {
            text!("台账第{number}条重复", "entry {number} of the ledger stands in it twice")
        };
        Diagnostic::error("ledger-entry-altered", self.location(at), message).help(remedy())
    }
}

fn remedy() -> String {
    text!(
        "从备份或版本控制恢复 content/ledger.yaml；没有的，用输出文件夹旁最近一次发布时的副本（如 .public.ledger.yaml）代替它。台账由程序写，不要手工修改",
        "restore content/ledger.yaml from a backup or version control, or put in its place the copy of the last publication beside the output (such as .public.ledger.yaml). Only the program writes the ledger"
    )
}
