//! What makes the words of Markdown texts, as digests: by these it is known why a text would be printed otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::digest::{add_files, hex};
use crate::pages::Document;

/// Digests of what makes the words of Markdown texts.
#[derive(Clone, Default)]
pub struct Wording {
    builtin: String,
    /// The files of the theme that stand in the place of the program's and differ; empty where there are none.
    own: String,
    /// The office's wording of rounds, by file.
    rounds: BTreeMap<String, String>,
}

impl Wording {
    /// The wording of a theme with these files, over those of the program.
    pub(super) fn new(default: &[(&str, &[u8])], files: &BTreeMap<String, Arc<[u8]>>) -> Wording {
        let builtin = default.iter().filter(|(path, _)| makes_words(path)).copied();
        let is_builtin =
            |path: &str, bytes: &[u8]| default.iter().any(|(name, own)| *name == path && *own == bytes);
        let files = files.iter().map(|(path, bytes)| (path.as_str(), &**bytes));
        let mut own = files.filter(|(path, bytes)| makes_words(path) && !is_builtin(path, bytes)).peekable();
        let none = own.peek().is_none();
        let own = if none { String::new() } else { digest(own) };
        Wording { builtin: digest(builtin), own, rounds: BTreeMap::new() }
    }

    /// Adds the office's own wording of a round.
    pub(super) fn add_round(&mut self, file: &str, source: &str) {
        self.rounds.insert(file.to_owned(), digest([(file, source.as_bytes())]));
    }

    /// That of the program itself.
    pub fn builtin(&self) -> &str {
        &self.builtin
    }

    /// The office's wording of a text: that of the theme, and of the round where it has one; empty where the office has
    /// none.
    pub fn own(&self, page: &impl Document) -> String {
        let theme = Some(&self.own).filter(|own| !own.is_empty());
        let both = theme.into_iter().chain(self.rounds.get(page.markdown_template()));
        both.map(String::as_str).collect::<Vec<_>>().join("+")
    }
}

fn makes_words(path: &str) -> bool {
    path.starts_with("markdown/") || path == "terms.yaml"
}

/// Sixteen hexadecimal digits that change with any file.
fn digest<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    let mut digest = Sha256::new();
    add_files(&mut digest, files);
    hex(&digest.finalize()[..8])
}
