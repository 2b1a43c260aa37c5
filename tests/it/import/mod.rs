//! `import`: what offices keep in tables becomes records, and nothing is guessed, lost or overwritten.

mod again;
mod book;
mod office;
mod others;
mod papers;
mod slow;

use serde_json::Value;

use crate::support::{Diagnostic, Project, diagnostics};

const FILE: &str = "content/rounds/2025/engineers.yaml";
const TEAMS: &str = "content/rounds/2025/teams.yaml";

/// What an import reports, and how it ended.
struct Outcome {
    code: i32,
    diagnostics: Vec<Diagnostic>,
    report: Value,
}

/// Imports a file into the sample's round.
fn import(project: &Project, file: &str, more: &[&str]) -> Outcome {
    let run = project.run(&[&["--json", "import", file, "--round", "2025"], more].concat());
    let document: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e} {run:?}"));
    Outcome { code: run.code, diagnostics: diagnostics(&document), report: document["import"].clone() }
}

impl Outcome {
    /// The codes of errors with their cells, in order.
    fn errors(&self) -> Vec<(&str, &str)> {
        let errors = self.diagnostics.iter().filter(|d| d.severity == "error");
        errors.map(|d| (d.code.as_str(), d.file.as_str())).collect()
    }

    /// Panics unless it wrote.
    #[track_caller]
    fn written(&self) {
        assert_eq!((self.code, &self.report["written"]), (0, &Value::Bool(true)), "{:#?}", self.diagnostics);
    }
}
