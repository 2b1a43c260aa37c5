//! Ledger and edition vouch for each other: what an edition says was recorded, the ledger still has.

use std::path::Path;

use super::edition::Edition;
use super::ledger::{FILE, PENDING, copy};
use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::chain::Link;
use crate::domain::ledger::Ledger;
use crate::world::disk;

/// What a ledger lacks that the edition in a folder vouches for. A folder without an edition vouches for nothing: in a
/// fresh copy of the project only the chain itself can be followed.
pub fn recorded(ledger: &Ledger, folder: &Path) -> Option<Diagnostic> {
    let edition = Edition::read(folder).ok()?;
    let at = || Location::file(FILE);
    let shown = folder.join(super::edition::FILE);
    let shown = shown.display();
    let (count, has) = match &edition.ledger {
        Some(Link { number, sha256 }) => match number.checked_sub(1).and_then(|at| ledger.digests.get(at)) {
            Some(digest) if digest == sha256 => return None,
            Some(_) => {
                let altered = error!(
                    at(),
                    "ledger-entry-altered",
                    "台账第{number}条被改动过：与 {shown} 记下的校验值不符",
                    "entry {number} of the ledger was altered: it is not the one that {shown} names"
                );
                return Some(altered.help(remedy(folder)));
            }
            None => (*number, ledger.digests.len()),
        },
        // An edition of an earlier version names only the one before it.
        None => {
            let previous = edition.previous.as_ref()?;
            if ledger.editions.contains(previous) {
                return None;
            }
            (ledger.digests.len() + 1, ledger.digests.len())
        }
    };
    let problem = match has {
        0 => error!(
            at(),
            "ledger-entry-missing",
            "台账不见了或是空的；而 {shown} 表明已经发布过，台账至少有{count}条",
            "the ledger is gone or empty, but by {shown} something was published and it had at least {count} entries"
        ),
        has => error!(
            at(),
            "ledger-entry-missing",
            "台账缺了后面的记录：现有{has}条；而 {shown} 表明台账至少有{count}条",
            "the ledger has lost its last entries: it has {has}, but by {shown} it had at least {count}"
        ),
    };
    Some(problem.help(remedy(folder)))
}

/// The files of the archive that a ledger does not know, though it lacks nothing itself.
pub fn strays(ledger: &Ledger) -> Vec<Diagnostic> {
    let stray = |file: &String| {
        error!(Location::file(file), "archive-extra",
            "台账里没有这份存档", "the ledger does not know this archived notice";
            help: "content/published/ 只由 publish 写入：把这个文件移走",
            "only `publish` writes content/published/: move this file away"
        )
    };
    ledger.strays.iter().map(stray).collect()
}

fn remedy(output: &Path) -> String {
    let copy = copy(output);
    if disk::is_file(&copy) {
        let copy = copy.display();
        return text!(
            "从备份或版本控制恢复 content/ledger.yaml；没有的，{copy} 是最近一次发布时的副本，用它代替",
            "restore content/ledger.yaml from a backup or version control, or put in its place {copy}, a copy as of the last publication"
        );
    }
    text!(
        "从备份或版本控制恢复 content/ledger.yaml：它要有这一版发布时的全部记录",
        "restore content/ledger.yaml from a backup or version control, with all it had when this edition was published"
    )
}

/// Whether a publication was ended before its entry was written, which the next `build`, `publish` or `undo` does.
pub fn is_pending(root: &Path) -> bool {
    disk::exists(&root.join(PENDING))
}
