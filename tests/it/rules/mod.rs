//! The rules of a programme through the real program: what each kind allows to the last unit and refuses from the
//! first, citing its article; what a pack may get wrong; a new city's award from nothing.

mod city;
mod columns;
mod form;
mod ladders;
mod limits;
mod lists;
mod packs;
mod people;
mod publicity;
mod repeats;
mod several;
mod spelling;
mod texts;

use crate::support::{Diagnostic, Project};

const PLAN: &str = "content/programmes/plan.yaml";
const STUDIO: &str = "content/programmes/studio.yaml";
/// Where every rule that these tests add says it stands.
const SOURCE: &str = "source: { document: measures, article: 第九条 }";

/// The sample with one rule in the pack for individuals.
fn plan(rule: &str) -> Project {
    let project = Project::sample();
    add_rules(&project, PLAN, &[rule]);
    project
}

/// The sample with one rule in the pack for teams.
fn studio(rule: &str) -> Project {
    let project = Project::sample();
    add_rules(&project, STUDIO, &[rule]);
    project
}

fn add_rules(project: &Project, pack: &str, rules: &[&str]) {
    let rules: String = rules.iter().map(|rule| format!("  - {{ {rule}, {SOURCE} }}\n")).collect();
    project.write(pack, format!("{}rules:\n{rules}", project.read(pack)));
}

fn of_code(project: &Project, code: &str) -> Vec<Diagnostic> {
    project.diagnostics().into_iter().filter(|d| d.code == code).collect()
}

/// The source from a diagnostic's place to the end of its line.
fn at(project: &Project, file: &str, line: u64, column: u64) -> String {
    let text = project.read(file);
    let line = text.lines().nth(line as usize - 1).unwrap_or_default();
    line.chars().skip(column as usize - 1).collect()
}

/// Nothing is broken and the site may be published.
#[track_caller]
fn allowed(project: &Project) {
    let (exit, found) = project.outcome(&["check"]);
    assert!(exit == 0 && found.iter().all(|d| d.code != "rule-broken"), "{found:#?}");
}

/// One rule is broken, at this place and in these words, with its article: an error that stops publication. As a
/// mere warning it says the same and stops nothing.
#[track_caller]
fn refused(project: &Project, location: &str, says: &[&str]) -> Diagnostic {
    let (exit, broken) = only_with_exit(project, location, says);
    assert_eq!((broken.severity.as_str(), exit), ("error", 1));
    assert_eq!(project.run(&["build"]).code, 1);
    let pack = if project.read(PLAN).contains(SOURCE) { PLAN } else { STUDIO };
    let (citation, levelled) = (SOURCE.to_owned(), format!("{SOURCE}, level: warning"));
    let document =
        if pack == PLAN { "《成长计划管理办法》" } else { "《工作室管理办法》" };
    assert!(broken.help.starts_with(&format!("依据{document}第九条。")), "{broken:#?}");
    project.edit(pack, &citation, &levelled);
    let (exit, warned) = only_with_exit(project, location, says);
    assert_eq!((exit, &warned), (0, &Diagnostic { severity: "warning".to_owned(), ..broken.clone() }));
    let built = project.build();
    assert!(built.stderr.contains(&warned.message), "a build shows warnings: {}", built.stderr);
    project.edit(pack, &levelled, &citation);
    broken
}

#[track_caller]
fn only(project: &Project, location: &str, says: &[&str]) -> Diagnostic {
    only_with_exit(project, location, says).1
}

/// The same with the exit code of the check.
#[track_caller]
fn only_with_exit(project: &Project, location: &str, says: &[&str]) -> (i32, Diagnostic) {
    let (exit, mut broken) = project.outcome(&["check"]);
    broken.retain(|d| d.code == "rule-broken");
    assert_eq!(broken.len(), 1, "{broken:#?}");
    let broken = broken.remove(0);
    let source = at(project, &broken.file, broken.line, broken.column);
    assert!(source.starts_with(location), "{broken:#?} stands at {source}");
    for said in says {
        assert!(broken.message.contains(said), "{said} is not in {broken:#?}");
    }
    (exit, broken)
}

/// So many records lack the facts: one note for the rule, nothing broken, and a build keeps quiet about it.
#[track_caller]
fn not_checked(project: &Project, kind: &str, records: usize) {
    let notes = of_code(project, "rule-not-checked");
    let [note] = notes.as_slice() else { panic!("{notes:#?}") };
    assert_eq!(note.severity, "note");
    let said = [format!("规则 {kind}（《"), "》第九条）".to_owned(), format!("{records}条记录")];
    assert!(said.iter().all(|said| note.message.contains(said)), "{note:#?}");
    let source = at(project, &note.file, note.line, note.column);
    assert!(source.starts_with(kind), "{note:#?} stands at {source}");
    let built = project.build();
    assert!(!built.stderr.contains("rule-not-checked"), "{}", built.stderr);
}
