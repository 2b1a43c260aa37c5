//! What was printed stays printed: the archive of notices, what the records may not say otherwise, what is struck.

mod causes;
mod files;
mod moments;
mod slow;
mod struck;
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Diagnostic, Project, docx, html};

const LEDGER: &str = "content/ledger.yaml";
const PUBLICITY: &str = "content/published/2025/1-publicity.md";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

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

/// What the files in `public/` say of notices, `2025/1-publicity`: their texts, in every format.
fn printed(project: &Project, stems: &[String]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for stem in stems {
        let address = format!("rounds/{stem}");
        let page = project.page(&format!("{address}.html"));
        let between = |from: &str, to: &str| {
            page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(text, _)| text)
        };
        let seen = html::visible(between("<article class=\"document\">", "</article>").unwrap_or(&page));
        let days = between("<details>", "</details>").map(html::visible).unwrap_or_default();
        let mut data: Value = serde_json::from_str(&project.page(&format!("{address}.json"))).unwrap();
        forget_addresses(&mut data);
        let document = fs::read(project.path(&format!("public/{address}.docx"))).unwrap();
        all.insert(format!("{stem} md"), project.page(&format!("{address}.md")));
        all.insert(format!("{stem} html"), seen);
        all.insert(format!("{stem} days"), days);
        all.insert(format!("{stem} json"), data.to_string());
        all.insert(format!("{stem} docx"), docx::text(&document));
    }
    all
}

/// A site may move.
fn forget_addresses(data: &mut Value) {
    match data {
        Value::Object(fields) => {
            ["$schema", "url", "about"].into_iter().for_each(|key| drop(fields.remove(key)));
            fields.values_mut().for_each(forget_addresses);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_addresses),
        _ => {}
    }
}
