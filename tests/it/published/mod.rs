//! What was printed stays printed: the archive of notices, what the records may not say otherwise, what is struck.

mod causes;
mod files;
mod struck;
mod texts;

use std::collections::BTreeMap;

use crate::support::{Diagnostic, Project};

const LEDGER: &str = "content/ledger.yaml";
const PUBLICITY: &str = "content/published/2025/1-publicity.md";

fn published() -> Project {
    let project = Project::sample();
    project.succeed(&["publish"]);
    project
}

/// Adds to the end of the round's file, which ends in its notices.
fn announce(project: &Project, notice: &str) {
    let file = crate::support::sample::ROUND_FILE;
    project.write(file, project.read(file) + notice);
}

/// The archive: each document with its bytes.
fn archive(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let tree = project.tree();
    tree.into_iter().filter(|(path, _)| path.starts_with("content/published/")).collect()
}

fn errors(project: &Project) -> Vec<Diagnostic> {
    project.diagnostics().into_iter().filter(|d| d.severity == "error").collect()
}

fn codes(project: &Project) -> Vec<String> {
    project.diagnostics().into_iter().map(|d| d.code).collect()
}
