//! Where the best generators fail, and what this one must do: one test a trap, named after it. Each runs the real
//! program the way the trap says.

mod chinese;
mod domain;
mod input;
mod kill;
mod output;
mod rows;

use crate::support::{Diagnostic, Project, diagnostics};

/// Builds over a good edition what must be refused: exit status 1, one complaint that names file, line and remedy, and
/// the edition as it was. Gives the complaint.
fn refused(project: &Project, code: &str) -> Diagnostic {
    let good = Project::sample();
    good.build();
    crate::support::copy(&good.path("public"), &project.path("public"));
    let before = project.public();
    let run = project.run(&["--json", "build"]);
    assert_eq!(run.code, 1, "{code}: {}{}", run.stdout, run.stderr);
    let found = diagnostics(&serde_json::from_str(&run.stdout).unwrap());
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), [code], "{found:#?}");
    let found = found.into_iter().next().unwrap();
    assert!(!found.file.is_empty() && found.line > 0 && !found.help.is_empty(), "{found:#?}");
    assert!(project.public() == before, "{code}: what is online stays as it was");
    found
}
