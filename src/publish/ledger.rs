//! Appending to `content/ledger.yaml`: what an edition published, in one step with its publication.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::edition::{Edition, NoEdition};
use super::lock::Lock;
use super::mounted;
use super::output::Output;
use super::sync::sync_parent;
use super::write::{failed, not_synced, remove, replace_durably, replace_for_good};
use crate::diagnostic::{Diagnostic, text};
use crate::domain::ledger::News;
use crate::domain::moment::Moment;
use crate::domain::programme::EntryKind;
use crate::world::disk;

const FILE: &str = "content/ledger.yaml";
const PENDING: &str = "content/.ledger.pending";
const LOCK: &str = "content/.ledger.lock";
const HEAD: &str =
    "# 发布台账：由 gongshi publish 和 undo 追加，记录每次发布的时间、版本指纹和公布的内容。不要手工修改。\n";

/// What to record of an edition that becomes public.
pub struct Entry<'a> {
    /// When it was published, Beijing time.
    pub published: Moment,
    /// The edition's digest.
    pub edition: &'a str,
    /// The calendar its periods were computed with.
    pub calendar: &'a str,
    /// The digest of the edition taken back, where this one was public before.
    pub undone: Option<&'a str>,
    /// What it states that earlier editions did not.
    pub news: &'a News,
}

/// An entry that waits for its edition to become public. Nobody else publishes from the project while it is held.
///
/// It is on the disk before the swap, in a file of its own that names output and edition. If the program is ended
/// after the swap, [`recover`] finds that edition in place and completes the ledger; before it, it drops the entry.
#[derive(Debug)]
pub struct Pending {
    root: PathBuf,
    note: Note,
    _lock: Lock,
}

#[derive(Debug, Serialize, Deserialize)]
struct Note {
    output: PathBuf,
    edition: String,
    lines: String,
}

/// Announces an entry to the ledger of the project at `root`.
///
/// # Errors
/// Another publication that is running (`locked`), or whatever the disk says.
pub fn announce(root: &Path, output: &Output, entry: &Entry<'_>) -> Result<Pending, Diagnostic> {
    let busy = text!("另一次发布正在进行", "another publication is running");
    let lock = Lock::take(&root.join(LOCK), busy)?;
    let (output, edition) = (output.path().to_owned(), entry.edition.to_owned());
    let note = Note { output, edition, lines: lines(entry) };
    let bytes = serde_json::to_vec_pretty(&note).unwrap_or_default();
    replace_for_good(&root.join(PENDING), &bytes)?;
    Ok(Pending { root: root.to_owned(), note, _lock: lock })
}

/// Takes the step that makes an edition public, and records it. Gives the warnings of both.
///
/// # Errors
/// That of the step: then nothing is recorded. Or the ledger could not be written; then the next `build`, `publish` or
/// `undo` tries again.
pub(super) fn record(
    pending: Option<Pending>,
    swap: impl FnOnce() -> Result<Vec<Diagnostic>, Diagnostic>,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let swapped = swap();
    let Some(Pending { root, note, _lock }) = pending else { return swapped };
    match swapped {
        Ok(mut warnings) => {
            warnings.extend(append(&root, &note).map_err(not_recorded)?);
            Ok(warnings)
        }
        Err(problem) => {
            // Of a mount point the next run may still make it public, and decides then what is to be recorded.
            if !mounted::is_begun(&note.output) {
                // What cannot be removed now, `recover` finds not to be public.
                let _ = remove(&root.join(PENDING));
            }
            Err(problem)
        }
    }
}

/// What to do where the edition is in place and the ledger could not be written.
fn not_recorded(problem: Diagnostic) -> Diagnostic {
    problem.help(text!(
        "网站已更新，但台账没有写上；排除故障后，下一次 build、publish 或 undo 会补记",
        "the site is in place, but the ledger was not written; mend that, and the next `build`, `publish` or `undo` writes it"
    ))
}

/// Completes the ledger where a publication was interrupted before it was written. Whether one was public.
///
/// # Errors
/// Whatever the disk says.
pub fn recover(root: &Path) -> Result<bool, Diagnostic> {
    let pending = root.join(PENDING);
    if !disk::exists(&pending) {
        return Ok(false);
    }
    let Ok(_lock) = Lock::take(&root.join(LOCK), text!("", "")) else {
        // Not interrupted: it is running.
        return Ok(false);
    };
    let note = disk::read(&pending).ok().and_then(|bytes| serde_json::from_slice::<Note>(&bytes).ok());
    if let Some(note) = note.as_ref().filter(|note| disk::is_mount_point(&note.output)) {
        mounted::recover(&note.output)?;
    }
    let public = match note.as_ref().map(|note| Edition::read(&note.output)) {
        // Whoever changed the manifest has not shown that the edition did not become public.
        Some(Err(NoEdition::Foreign | NoEdition::BadPath(_))) => return Ok(false),
        Some(Ok(edition)) => note.filter(|note| edition.digest == note.edition),
        Some(Err(NoEdition::Unreadable(_))) | None => None,
    };
    match &public {
        Some(note) => drop(append(root, note)?),
        None => remove(&pending).map_err(|e| failed(&pending, &e))?,
    }
    Ok(public.is_some())
}

/// Earlier lines of the ledger are never touched. Gives what failed once the new ones stood there.
fn append(root: &Path, note: &Note) -> Result<Option<Diagnostic>, Diagnostic> {
    let (path, pending) = (root.join(FILE), root.join(PENDING));
    let mut text = match disk::exists(&path) {
        true => disk::read(&path).map_err(|e| failed(&path, &e))?,
        false => HEAD.as_bytes().to_vec(),
    };
    if !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    // It may stand there already, if only the note was left to be removed.
    if !text.ends_with(note.lines.as_bytes()) {
        text.extend_from_slice(note.lines.as_bytes());
        replace_durably(&path, &text).map_err(|e| failed(&path, &e))?;
    }
    let finish = || {
        sync_parent(&path)?;
        remove(&pending)
    };
    Ok(finish().err().map(|error| not_synced(&path, &error)))
}

fn lines(entry: &Entry<'_>) -> String {
    // JSON strings are YAML too, whatever characters they hold.
    let quote = |text: &str| serde_json::Value::from(text).to_string();
    let mut out = format!(
        "- published: {}\n  edition: {}\n  calendar: {}\n  program: gongshi {}\n",
        entry.published.plain(),
        entry.edition,
        entry.calendar,
        env!("CARGO_PKG_VERSION")
    );
    if let Some(undone) = entry.undone {
        out.push_str(&format!("  undone: {undone}\n"));
    }
    if !entry.news.notices.is_empty() {
        out.push_str("  notices:\n");
    }
    for ((round, number), notice) in &entry.news.notices {
        let heading = notice.heading.as_deref().map(quote);
        let more = [
            ("ends", &notice.ends),
            ("closes", &notice.closes),
            ("length", &notice.length),
            ("heading", &heading),
            ("text", &notice.text),
        ];
        let more: String =
            more.iter().filter_map(|(key, value)| Some(format!(", {key}: {}", value.as_ref()?))).collect();
        out.push_str(&format!(
            "    - {{ round: {}, number: {number}, kind: {}, published: {}{more} }}\n",
            quote(round),
            notice.kind,
            notice.published
        ));
    }
    if !entry.news.entries.is_empty() {
        out.push_str("  entries:\n");
    }
    for (id, stated) in &entry.news.entries {
        let facts = &stated.facts;
        let kind = if stated.kind == EntryKind::Team { "team" } else { "engineer" };
        let title =
            if facts.title.is_empty() { String::new() } else { format!(", title: {}", quote(&facts.title)) };
        let people = facts.people.as_ref().map_or_else(String::new, |p| {
            let (members, mentors) = (&p.members, &p.mentors);
            format!(", people: {{ leader: {}, members: {members}, mentors: {mentors} }}", quote(&p.leader))
        });
        out.push_str(&format!(
            "    - {{ id: {}, round: {}, kind: {kind}, name: {}, unit: {}{title}, field: {}, recommender: {}, text: {}{people} }}\n",
            quote(id),
            quote(&stated.round),
            quote(&facts.name),
            quote(&facts.unit),
            quote(&facts.field),
            quote(&facts.recommender),
            facts.text
        ));
    }
    if !entry.news.pages.is_empty() {
        out.push_str(&format!("  pages: [{}]\n", entry.news.pages.join(", ")));
    }
    out
}
