//! Writing the archive: a document of each notice that becomes public, in one step with its publication.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::write::{failed, make_folder, replace_durably};
use crate::archive::Document;
use crate::diagnostic::Diagnostic;
use crate::domain::digest::sha256;
use crate::records::Role;

/// A document that waits for its edition to become public.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    file: String,
    text: String,
}

impl Waiting {
    pub(super) fn of(documents: &[Document]) -> Vec<Waiting> {
        let one = |d: &Document| Waiting { file: d.file.clone(), text: d.text.clone() };
        documents.iter().map(one).collect()
    }
}

/// Writes documents below `root`. What is not a file of the archive is passed over: the note it comes from may be
/// anyone's.
///
/// # Errors
/// Whatever the disk says.
pub(super) fn write(root: &Path, documents: &[Waiting]) -> Result<(), Diagnostic> {
    for Waiting { file, text } in documents.iter().filter(|waiting| is_archive(&waiting.file)) {
        let target = root.join(file);
        make_folder(&target)?;
        replace_durably(&target, text.as_bytes()).map_err(|e| failed(&target, &e))?;
    }
    Ok(())
}

fn is_archive(file: &str) -> bool {
    let is_plain =
        |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match Role::of(file) {
        Role::Published(round, stem) => {
            file.starts_with("content/published/")
                && [round, stem].iter().all(|p| !p.is_empty() && is_plain(p))
        }
        _ => false,
    }
}

/// What the ledger says of documents.
pub(super) fn lines(documents: &[Document]) -> String {
    let mut out = String::new();
    if !documents.is_empty() {
        out.push_str("  documents:\n");
    }
    let quote = |text: &str| serde_json::Value::from(text).to_string();
    for Document { file, text, struck, without_approval, .. } in documents {
        let strikes: Vec<String> = struck
            .iter()
            .map(|s| {
                let (page, published) = (quote(&s.page), s.published.plain());
                format!("{{ page: {page}, published: {published}, reason: {} }}", quote(&s.reason))
            })
            .collect();
        let struck =
            if strikes.is_empty() { String::new() } else { format!(", struck: [{}]", strikes.join(", ")) };
        let reason = without_approval.as_deref().map(quote);
        let reason = reason.map_or_else(String::new, |reason| format!(", without_approval: {reason}"));
        let digest = sha256(text);
        out.push_str(&format!("    - {{ file: {file}, sha256: {digest}{struck}{reason} }}\n"));
    }
    out
}
