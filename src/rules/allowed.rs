//! `allowed` in site.yaml: what the gate asked about and the office has answered. Each line lets one value pass in its place,
//! by a digest of both, and nothing else.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::{Diagnostic, warning};
use crate::records::{AllowedRecord, SiteRecord};

/// The office's answers by their digests, and whether each was made use of.
pub(super) struct Allowances<'r>(BTreeMap<&'r str, (&'r AllowedRecord, AtomicBool)>);

impl<'r> Allowances<'r> {
    pub(super) fn new(site: Option<&'r SiteRecord>) -> Self {
        let all = site.into_iter().flat_map(|site| &site.allowed);
        Allowances(all.map(|record| (record.text.value.trim(), (record, AtomicBool::new(false)))).collect())
    }

    /// Whether the office has answered for the value with this digest.
    pub(super) fn allows(&self, digest: &str) -> bool {
        let found = self.0.get(digest);
        found.inspect(|(_, used)| used.store(true, Ordering::Relaxed)).is_some()
    }

    /// Warns of answers to what is no longer asked.
    pub(super) fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let unused = self.0.values().filter(|(_, used)| !used.load(Ordering::Relaxed));
        unused.map(|(record, _)| {
            warning!(&record.text, "allowed-nothing",
                "这一条 allowed 没有对应的内容：原来的文字已改动或删去",
                "this line of `allowed` answers nothing any more: its text was changed or taken out";
                help: "删去这一条", "delete the line"
            )
        })
    }
}
