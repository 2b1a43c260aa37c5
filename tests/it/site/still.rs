//! Pages that time no longer moves are still: of two later days only the pages that say what is open differ, and only in
//! the lines that say so.

use std::collections::BTreeMap;

use crate::support::sample::{RESULT, ROUND_FILE};
use crate::support::{Project, Tree};

const WITHDRAWAL: &str = "  - kind: withdrawal\n    published: 2025-09-04 09:00\n    reason: 名单有误\n";

/// The files that describe an edition, which has a moment of its own.
const EDITION: [&str; 2] = ["SHA256SUMS", "edition.json"];

fn built(project: &Project, today: &str) -> Tree {
    let run = project.run(&["--today", today, "build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.public()
}

/// What `diff -r` names between two editions, with the lines that are in one of them only.
fn differing(one: &Tree, other: &Tree) -> BTreeMap<String, Vec<String>> {
    let paths = one.keys().chain(other.keys().filter(|path| !one.contains_key(*path)));
    let differ = paths.filter(|path| one.get(*path) != other.get(*path) && !EDITION.contains(&path.as_str()));
    let lines = |tree: &Tree, path: &str| -> Vec<String> {
        let bytes = tree.get(path).map_or(&[][..], Vec::as_slice);
        String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
    };
    differ
        .map(|path| {
            let (a, b) = (lines(one, path), lines(other, path));
            let only = |from: &[String], than: &[String]| -> Vec<String> {
                from.iter().filter(|line| !than.contains(line)).cloned().collect()
            };
            (path.clone(), [only(&a, &b), only(&b, &a)].concat())
        })
        .collect()
}

/// On two days so far apart nothing but these pages differs, each in lines that name the day.
fn only_these_move(project: &Project, days: [&str; 2], said: [&str; 2], pages: &[&str]) {
    let [one, other] = days.map(|day| built(project, day));
    let moved = differing(&one, &other);
    assert_eq!(moved.keys().map(String::as_str).collect::<Vec<_>>(), pages, "{days:?}");
    for (page, lines) in moved {
        assert!(lines.iter().all(|line| said.iter().any(|day| line.contains(day))), "{page}: {lines:#?}");
    }
}

fn with(notice: &str) -> Project {
    let project = Project::sample();
    project.write(ROUND_FILE, project.read(ROUND_FILE) + notice);
    project
}

#[test]
fn of_a_decided_round_nothing_moves() {
    only_these_move(
        &with(RESULT),
        ["2025-10-20", "2026-03-01 16:45"],
        ["2025年10月20日", "2026年3月1日"],
        &["index.html", "objection.html"],
    );
}

#[test]
fn of_a_withdrawn_round_nothing_moves() {
    only_these_move(
        &with(WITHDRAWAL),
        ["2025-09-20", "2026-03-01"],
        ["2025年9月20日", "2026年3月1日"],
        &["index.html", "objection.html"],
    );
}

/// Of an open round everything shows until when it is open; what is decided beside it stays as it was.
#[test]
fn only_pages_of_a_round_that_is_open_move() {
    let project = Project::repo_sample();
    let [one, other] = ["2026-09-21", "2026-09-22"].map(|day| built(&project, day));
    let moved = differing(&one, &other);
    assert!(moved.contains_key("index.html") && moved.contains_key("objection.html"));
    let of_open = |path: &str| {
        ["rounds/2026", "engineers/g2026", "teams/t2026", "engineers/2026", "teams/2026"]
            .iter()
            .any(|start| path.starts_with(start))
    };
    let others: Vec<&String> = moved
        .keys()
        .filter(|path| !of_open(path) && !["index.html", "objection.html"].contains(&path.as_str()))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(moved.keys().all(|path| path.ends_with(".html")), "{:?}", moved.keys());
    for (page, lines) in &moved {
        let says = |line: &String| line.contains("2026年9月21日") || line.contains("2026年9月22日");
        assert!(lines.iter().all(says), "{page}: {lines:#?}");
    }
}

/// What a rebuild on another day leaves alone keeps its time, so that an upload moves only what changed.
#[test]
fn a_rebuild_on_another_day_writes_what_changed_and_nothing_else() {
    let project = with(RESULT);
    built(&project, "2025-10-20");
    let time = |path: &str| std::fs::metadata(project.path("public").join(path)).unwrap().modified().unwrap();
    let paths: Vec<String> = project.public().into_keys().filter(|path| !path.ends_with('/')).collect();
    let before: Vec<_> = paths.iter().map(|path| time(path)).collect();
    let document = project.json(&["--today", "2025-10-21", "build"]);
    assert_eq!(document["built"]["written"], 2);
    let written: Vec<&String> = paths
        .iter()
        .zip(before)
        .filter(|(path, before)| time(path) != *before)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(written, ["SHA256SUMS", "edition.json", "index.html", "objection.html"]);
    project.succeed(&["verify"]);
}
