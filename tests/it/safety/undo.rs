//! Editions kept beside the output, and the way back to them.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{assert_untouched, built, refused};
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};
use crate::support::{self, Project, Tree};

const LEDGER: &str = "content/ledger.yaml";

/// The folders of kept editions, by name.
fn kept(project: &Project) -> Vec<String> {
    let names = fs::read_dir(project.root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".public.kept-")).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Changes a word of a page and builds; gives the edition that results.
fn next(project: &Project, word: &str, args: &[&str]) -> Tree {
    let text = project.read("content/pages/about.md");
    let line = text.lines().find(|line| line.ends_with("拟入选名单。")).unwrap();
    project.write("content/pages/about.md", text.replace(line, &format!("{word}拟入选名单。")));
    project.succeed(args);
    project.public()
}

fn digest(tree: &Tree) -> String {
    let manifest: Value = serde_json::from_slice(&tree["edition.json"]).unwrap();
    manifest["digest"].as_str().unwrap().to_owned()
}

#[test]
fn undo_goes_back_one_edition_after_another() {
    let project = built();
    let first = project.public();
    let second = next(&project, "二", &["build", "--keep", "2"]);
    next(&project, "三", &["build", "--keep", "2"]);
    assert_eq!(kept(&project).len(), 2);
    // A build of the same edition pushes none out, nor does one that does not say how many.
    project.succeed(&["build", "--keep", "2"]);
    project.build();
    assert_eq!(kept(&project).len(), 2);

    project.succeed(&["undo"]);
    assert_untouched(&second, &project.public());
    project.succeed(&["verify"]);
    let document = project.json(&["undo"]);
    assert_untouched(&first, &project.public());
    assert_eq!(document["undone"]["edition"], digest(&first).as_str());
    assert_eq!(document["undone"]["changed"], serde_json::json!(["about.html"]));
    assert_eq!(kept(&project), [""; 0]);
    refused(&project, "nothing-to-undo", 3, &["undo"]);
}

#[test]
fn only_the_last_editions_are_kept_and_none_where_none_are_wanted() {
    let project = built();
    let editions = ["二", "三", "四", "五"].map(|word| next(&project, word, &["build", "--keep", "2"]));
    assert_eq!(kept(&project).len(), 2);
    for (name, edition) in kept(&project).iter().zip(&editions[1..3]) {
        assert_untouched(edition, &support::tree(&project.path(name)));
        assert!(name.ends_with(&digest(edition)[..16]), "{name}");
    }
    next(&project, "六", &["build", "--keep", "1"]);
    assert_eq!(kept(&project).len(), 1);
    project.succeed(&["build", "--keep", "0"]);
    assert_eq!(kept(&project), [""; 0]);
}

/// The ledger says what is public now, and forgets nothing that was.
#[test]
fn an_undo_is_recorded_and_takes_nothing_back_silently() {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let first = project.public();
    let notice = "  - kind: extension\n    reason: 有异议待核查\n    published: 2025-09-03 10:00\n    \
                  signed: 2025-09-02\n    period: { days: 1, unit: working, posting_day: excluded }\n";
    project.write(ROUND_FILE, project.read(ROUND_FILE) + notice);
    project.succeed(&["publish", "--keep", "1"]);
    let (second, ledger) = (project.public(), project.read(LEDGER));

    let run = project.succeed(&["undo"]);
    for said in ["不再公开：rounds/2025/2-extension.html", "记录没有改动", &digest(&first)] {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert_untouched(&first, &project.public());
    let after = project.read(LEDGER);
    let added = after.strip_prefix(&ledger).unwrap();
    assert!(added.contains(&format!("edition: {}", digest(&first))), "{added}");
    assert!(added.contains(&format!("undone: {}", digest(&second))), "{added}");

    // What was read stays published: it cannot be dropped without a word.
    assert_eq!(project.diagnostics(), []);
    project.edit(ROUND_FILE, notice, "");
    assert_eq!(project.only_diagnostic().code, "published-notice-gone");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + notice);
    project.succeed(&["publish"]);
    assert_eq!(digest(&project.public()), digest(&second));
    let manifest: Value = serde_json::from_slice(&project.public()["edition.json"]).unwrap();
    assert_eq!(manifest["previous"], digest(&first).as_str(), "the chain goes by what was public");
}

#[test]
fn undo_refuses_an_edition_that_is_not_whole_and_a_clock_set_back() {
    let project = built();
    let first = project.public();
    next(&project, "二", &["publish", "--keep", "1"]);
    let name = kept(&project).remove(0);
    let page = format!("{name}/engineers/g2025-001.html");
    let text = project.read(&page);
    // The page has one name only where it changed; whole files are taken over from edition to edition.
    project.remove(&page);
    project.write(&page, text.replace("王一鸣", "王二鸣"));
    refused(&project, "kept-damaged", 3, &["undo"]);
    project.write(&page, text);
    refused(&project, "clock-set-back", 1, &["undo", "--today", "2025-09-02"]);
    project.write("public/重要.docx", "重要");
    refused(&project, "output-refused", 3, &["undo"]);
    project.remove("public/重要.docx");
    // The records may be just what is wrong.
    project.edit(ENGINEERS_FILE, "- id: g2025-001", "- id: g2025 001");
    project.succeed(&["undo"]);
    assert_untouched(&first, &project.public());
}

/// A build ended between naming the folder and the swap, and one ended after it.
#[test]
fn a_kept_folder_that_is_not_what_its_name_says_is_cleaned_away() {
    let project = built();
    next(&project, "二", &["build", "--keep", "2"]);
    let name = kept(&project).remove(0);
    support::copy(&project.path("public"), &project.path(".public.kept-9-0123456789abcdef"));
    project.build();
    assert_eq!(kept(&project), [name.as_str()]);
    project.succeed(&["undo"]);
}
