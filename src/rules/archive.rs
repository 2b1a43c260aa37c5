//! The archive: each notice that was public as it was printed, held against the ledger, which has the digest of every
//! document.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, error, note, text};
use crate::domain::ledger::Ledger;
use crate::domain::moment::Moment;
use crate::domain::printed::{Archived, Strike};
use crate::domain::strike;
use crate::records::{PublishedRecord, Records};

/// The documents, by round and by name of the file without ending.
#[derive(Debug, Default)]
pub(super) struct Archive {
    documents: BTreeMap<(String, String), Arc<Archived>>,
}

impl Archive {
    pub(super) fn get(&self, round: &str, stem: &str) -> Option<&Arc<Archived>> {
        self.documents.get(&(round.to_owned(), stem.to_owned()))
    }

    /// The latest notice of a round that listed an entry, by its page.
    pub(super) fn listing(&self, round: &str, page: &str) -> Option<&Archived> {
        let of_round =
            self.documents.iter().filter(|((of, _), _)| of == round).map(|(_, document)| &**document);
        let listing = of_round.filter(|document| document.facts.rows().any(|row| row.page == page));
        listing.max_by_key(|document| document.facts.number)
    }
}

/// The files of the archive that a ledger does not know.
pub(super) fn strays(records: &Records, ledger: &Ledger) -> Vec<String> {
    let files = records.published.iter().map(|record| record.file.to_string());
    let is_known = |file: &String| ledger.documents.contains_key(file) || ledger.taken_back.contains(file);
    files.filter(|file| !is_known(file)).collect()
}

/// Reads the archive. A document that is not the one that the ledger names is refused, and so is one that is missing.
pub(super) fn read(records: &Records, ledger: &Ledger, now: Moment, out: &mut Vec<Diagnostic>) -> Archive {
    let mut archive = Archive::default();
    for record in &records.published {
        match ledger.documents.get(&*record.file) {
            // The ledger's own troubles come before those of files it does not know.
            None => {}
            // What does not read has said so.
            Some(_) if record.facts.is_none() => {}
            Some(digest) if *digest != record.digest => out.push(changed(&record.file)),
            Some(_) => {
                let key = (record.round.clone(), record.stem.clone());
                archive
                    .documents
                    .extend(document(record, records, now).map(|document| (key, document.into())));
            }
        }
    }
    out.extend(records.ledger.as_ref().and_then(|record| older(ledger, &record.file)));
    let is_there = |file: &str| records.published.iter().any(|record| *record.file == *file);
    let missing = ledger.documents.keys().filter(|file| !is_there(file));
    out.extend(missing.map(|file| missing_file(file)));
    archive
}

/// A document with what has been taken down struck in it.
fn document(record: &PublishedRecord, records: &Records, now: Moment) -> Option<Archived> {
    let (mut facts, mut text) = (record.facts.clone()?, record.text.to_string());
    let mut striking = Vec::new();
    for (_, removed) in records.removed_entries().filter(|(round, _)| round.id == record.round) {
        let Some(published) = removed.published.as_ref().map(|at| at.value).filter(|at| *at <= now) else {
            continue;
        };
        for folder in ["engineers", "teams"] {
            let page = format!("{folder}/{}.html", removed.entry.value.trim());
            if facts.names(&page) {
                let reason = removed.reason.value.to_string();
                let one = Strike { page, published, reason };
                text = strike::strike(&mut facts, &text, &one);
                striking.push(one);
            }
        }
    }
    Some(Archived { file: record.file.clone(), facts, text: text.into(), striking })
}

/// A ledger that has notices without their documents was written by an earlier version.
fn older(ledger: &Ledger, file: &str) -> Option<Diagnostic> {
    let count = Some(ledger.unarchived().len()).filter(|count| *count > 0)?;
    Some(note!(Location::file(file), "not-archived",
        "台账里有{count}份公告没有存档：它们还会随记录变化",
        "the ledger has {count} notices that are not archived: they still change with the records";
        help: "运行 gongshi takeover，把现在公开的公告存档；在此之前不能再发布",
        "run `gongshi takeover`, which archives what is public now; until then nothing more can be published"
    ))
}

fn changed(file: &str) -> Diagnostic {
    error!(
        Location::file(file),
        "archive-changed",
        "存档的公告被改动过，与发布时不同",
        "this archived notice is not as it was published"
    )
    .help(restore(file))
}

fn missing_file(file: &str) -> Diagnostic {
    error!(
        Location::file(file),
        "archive-missing", "已发布公告的存档不见了", "the archived text of a published notice is gone"
    )
    .help(restore(file))
    .unless_unread(file)
}

/// How to get a document back: nothing makes it anew.
fn restore(file: &str) -> String {
    text!(
        "从版本控制或备份恢复原来的文件，例如 git checkout -- {file}；存档由 publish 写出，不能手工修改，程序也不会另造一份",
        "restore it from version control or a backup, for example `git checkout -- {file}`; only `publish` writes the archive, and nothing makes a document anew"
    )
}
