//! Appending to `content/ledger.yaml`: what an edition published. Earlier lines are never touched.

use std::fs;
use std::path::Path;

use super::failed;
use crate::diagnostic::Diagnostic;
use crate::domain::ledger::News;
use crate::domain::moment::Moment;
use crate::domain::programme::EntryKind;
use crate::input::disk;

const FILE: &str = "content/ledger.yaml";
const HEAD: &str =
    "# 发布台账：由 gongshi publish 追加，记录每次发布的时间、版本指纹和公布的内容。不要手工修改。\n";

/// What to record of an edition.
pub struct Entry<'a> {
    /// When it was published, Beijing time.
    pub published: Moment,
    /// The edition's digest.
    pub edition: &'a str,
    /// The calendar its periods were computed with.
    pub calendar: &'a str,
    /// What it states that earlier editions did not.
    pub news: &'a News,
}

/// Appends an edition to the ledger of the project at `root`: the new text is written beside the file and moved
/// into its place, so that an interruption leaves the ledger as it was or whole.
///
/// # Errors
/// Whatever the disk says.
pub fn append(root: &Path, entry: &Entry<'_>) -> Result<(), Diagnostic> {
    let path = root.join(FILE);
    let mut text = match disk::exists(&path) {
        true => disk::read(&path).map_err(|e| failed(&path, &e))?,
        false => HEAD.as_bytes().to_vec(),
    };
    if !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    text.extend_from_slice(lines(entry).as_bytes());
    let new = root.join("content/.ledger.yaml.new");
    fs::write(&new, text).map_err(|e| failed(&new, &e))?;
    fs::rename(&new, &path).map_err(|e| failed(&path, &e))
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
    if !entry.news.notices.is_empty() {
        out.push_str("  notices:\n");
    }
    for ((round, number), notice) in &entry.news.notices {
        let dates = [("ends", &notice.ends), ("closes", &notice.closes)];
        let dates: String =
            dates.iter().filter_map(|(key, date)| Some(format!(", {key}: {}", date.as_ref()?))).collect();
        out.push_str(&format!(
            "    - {{ round: {}, number: {number}, kind: {}, published: {}{dates} }}\n",
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
        out.push_str(&format!(
            "    - {{ id: {}, round: {}, kind: {kind}, name: {}, unit: {}{title}, field: {}, recommender: {}, text: {} }}\n",
            quote(id),
            quote(&stated.round),
            quote(&facts.name),
            quote(&facts.unit),
            quote(&facts.field),
            quote(&facts.recommender),
            facts.text
        ));
    }
    out
}
