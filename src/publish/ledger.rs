//! Appending to `content/ledger.yaml`: what an edition published, in one step with its publication.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::archived::{self, Waiting};
use super::edition::{Edition, NoEdition};
use super::lock::Lock;
use super::mounted;
use super::names::beside;
use super::output::Output;
use super::sync::sync_parent;
use super::write::{failed, not_synced, remove, replace, replace_durably, replace_for_good};
use crate::archive::Document;
use crate::diagnostic::{Diagnostic, environment, text};
use crate::domain::chain::{self, Link};
use crate::domain::ledger::{Ledger, News};
use crate::domain::moment::Moment;
use crate::domain::programme::EntryKind;
use crate::world::disk;

pub(super) const FILE: &str = "content/ledger.yaml";
pub(super) const PENDING: &str = "content/.ledger.pending";
const LOCK: &str = "content/.ledger.lock";
const HEAD: &str =
    "# 发布台账：由 gongshi publish 和 undo 追加，记录每次发布的时间、版本指纹和公布的内容。不要手工修改。\n";

/// What to record of an edition that becomes public.
#[derive(Clone, Copy, Debug)]
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
    /// What it adds to the archive.
    pub documents: &'a [Document],
    /// What the office says of it.
    pub said: Said<'a>,
}

/// What the office says of an entry in its own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Where notices were posted in time that are published later than they say.
    pub already_posted: Option<&'a str>,
    /// Why the clock of entries was wrong that are dated later than this one.
    pub clock_was_wrong: Option<&'a str>,
}

/// The ledger of a project, held for one more entry: nobody else publishes from the project meanwhile.
#[derive(Debug)]
pub struct Appending {
    root: PathBuf,
    last: Option<Link>,
    lock: Lock,
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
    #[serde(default)]
    documents: Vec<Waiting>,
}

impl Appending {
    /// Holds the ledger of the project at `root`, which has been read.
    ///
    /// # Errors
    /// Another publication that is running (`locked`) or has ended since the ledger was read (`ledger-moved`), or
    /// whatever the disk says.
    pub fn begin(root: &Path, read: &Ledger) -> Result<Self, Diagnostic> {
        let busy = text!("另一次发布正在进行", "another publication is running");
        let lock = Lock::take(&root.join(LOCK), busy)?;
        let path = root.join(FILE);
        let text = current(&path).map_err(|e| failed(&path, &e))?;
        if chain::digests(&String::from_utf8_lossy(&text)) != read.digests {
            return Err(environment!("ledger-moved",
                "读取内容以后，台账又有了变化：可能另有一次发布刚刚结束",
                "the ledger has changed since it was read: another publication may just have ended";
                help: "什么都没有改动；再运行一次", "nothing was changed; run this again"
            ));
        }
        Ok(Appending { root: root.to_owned(), last: read.last_link(), lock })
    }

    /// Where the ledger will stand with this entry.
    pub fn link(&self, entry: &Entry<'_>) -> Link {
        Link { number: self.number(), sha256: chain::digest(self.lines(entry).lines()) }
    }

    /// Announces the entry. That the ledger can be written is tried before anything becomes public.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn announce(self, output: &Output, entry: &Entry<'_>) -> Result<Pending, Diagnostic> {
        let note = Note {
            output: output.path().to_owned(),
            edition: entry.edition.to_owned(),
            lines: self.lines(entry),
            documents: Waiting::of(entry.documents),
        };
        let path = self.root.join(FILE);
        if disk::exists(&path) {
            disk::read(&path)
                .and_then(|text| replace_durably(&path, &text))
                .map_err(|e| failed(&path, &e))?;
        }
        let bytes = serde_json::to_vec_pretty(&note).unwrap_or_default();
        replace_for_good(&self.root.join(PENDING), &bytes)?;
        Ok(Pending { root: self.root, note, _lock: self.lock })
    }

    /// Adds an entry that no edition waits for.
    ///
    /// # Errors
    /// Whatever the disk says; then the ledger is as it was.
    pub fn append(self, entry: &Entry<'_>) -> Result<(), Diagnostic> {
        let path = self.root.join(FILE);
        let mut text = current(&path).map_err(|e| failed(&path, &e))?;
        add(&mut text, &self.lines(entry));
        replace_for_good(&path, &text)
    }

    /// Archives what is public already in `output`, and records it: for a ledger that is older than the archive.
    ///
    /// # Errors
    /// Whatever the disk says; what has been archived by then is recorded by the next run.
    pub fn take_over(self, output: &Path, entry: &Entry<'_>) -> Result<Vec<Diagnostic>, Diagnostic> {
        let (output, edition, lines) = (output.to_owned(), entry.edition.to_owned(), self.lines(entry));
        append(&self.root, &Note { output, edition, lines, documents: Waiting::of(entry.documents) })
    }

    fn number(&self) -> usize {
        self.last.as_ref().map_or(1, |last| last.number + 1)
    }

    fn lines(&self, entry: &Entry<'_>) -> String {
        lines(entry, self.number(), self.last.as_ref().map(|last| last.sha256.as_str()))
    }
}

/// What the ledger holds; its head where there is none yet.
fn current(path: &Path) -> io::Result<Vec<u8>> {
    if disk::exists(path) { disk::read(path) } else { Ok(HEAD.as_bytes().to_vec()) }
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

/// Archives what has become public, and records it. Earlier lines of the ledger are never touched. Gives what failed once
/// the new ones stood there.
fn append(root: &Path, note: &Note) -> Result<Vec<Diagnostic>, Diagnostic> {
    // Written again, a document is the same: the ledger names it by its digest.
    archived::write(root, &note.documents)?;
    let (path, pending) = (root.join(FILE), root.join(PENDING));
    let mut text = current(&path).map_err(|e| failed(&path, &e))?;
    // It may stand there already, if only the note was left to be removed.
    if !text.ends_with(note.lines.as_bytes()) {
        add(&mut text, &note.lines);
        replace_durably(&path, &text).map_err(|e| failed(&path, &e))?;
    }
    let finish = || {
        sync_parent(&path)?;
        remove(&pending)
    };
    let copy = copy(&note.output);
    let copied = replace(&copy, &text).err().map(|error| not_synced(&copy, &error));
    Ok(finish().err().map(|error| not_synced(&path, &error)).into_iter().chain(copied).collect())
}

fn add(ledger: &mut Vec<u8>, lines: &str) {
    if !ledger.ends_with(b"\n") {
        ledger.push(b'\n');
    }
    ledger.extend_from_slice(lines.as_bytes());
}

/// The copy of the ledger beside an output, as of the last publication into it.
pub(super) fn copy(output: &Path) -> PathBuf {
    beside(output, "ledger.yaml")
}

fn lines(entry: &Entry<'_>, number: usize, previous: Option<&str>) -> String {
    // JSON strings are YAML too, whatever characters they hold.
    let quote = |text: &str| serde_json::Value::from(text).to_string();
    let previous = previous.map_or_else(String::new, |digest| format!("  previous: {digest}\n"));
    let mut out = format!(
        "- published: {}\n  number: {number}\n{previous}  edition: {}\n  calendar: {}\n  program: gongshi {}\n",
        entry.published.plain(),
        entry.edition,
        entry.calendar,
        env!("CARGO_PKG_VERSION")
    );
    if let Some(undone) = entry.undone {
        out.push_str(&format!("  undone: {undone}\n"));
    }
    let Said { already_posted, clock_was_wrong } = entry.said;
    for (key, said) in [("already_posted", already_posted), ("clock_was_wrong", clock_was_wrong)] {
        out.extend(said.map(|said| format!("  {key}: {}\n", quote(said))));
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
        let cells: Vec<String> =
            facts.columns.iter().map(|(key, value)| format!("{}: {}", quote(key), quote(value))).collect();
        let columns =
            if cells.is_empty() { String::new() } else { format!(", columns: {{ {} }}", cells.join(", ")) };
        let people = facts.people.as_ref().map_or_else(String::new, |p| {
            let (members, mentors) = (&p.members, &p.mentors);
            format!(", people: {{ leader: {}, members: {members}, mentors: {mentors} }}", quote(&p.leader))
        });
        out.push_str(&format!(
            "    - {{ id: {}, round: {}, kind: {kind}, name: {}, unit: {}{title}, field: {}, recommender: {}, text: {}{columns}{people} }}\n",
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
    out.push_str(&archived::lines(entry.documents));
    out
}
