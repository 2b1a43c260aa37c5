//! Calls of the system that fail, or after which the program is ended: afterwards the old edition stands or the new one, whole,
//! the ledger agrees with what is public, and the next run goes on as if nothing had been.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::support::sample::SITE_FILE;
use crate::support::{Project, Run, copy, finish, sha256, tree};

/// Calls that write, by which failure they are met: what a full disk refuses, or a broken one.
const CALLS: [(&str, &str); 15] = [
    ("openat", "EACCES"),
    ("write", "ENOSPC"),
    ("mkdir", "ENOSPC"),
    ("linkat", "EIO"),
    ("rename", "EIO"),
    ("renameat", "EIO"),
    ("renameat2", "EIO"),
    ("unlink", "EIO"),
    ("unlinkat", "EIO"),
    ("rmdir", "EIO"),
    ("fsync", "EIO"),
    ("syncfs", "EIO"),
    ("fchmod", "EPERM"),
    ("chmod", "EPERM"),
    ("flock", "EIO"),
];

/// How many of each call are tried: with `GONGSHI_FAULTS=all` each of them, which takes an hour.
fn tried(count: usize) -> Vec<usize> {
    match std::env::var_os("GONGSHI_FAULTS") {
        Some(_) => (1..=count).collect(),
        None if count < 2 => (1..=count).collect(),
        None => vec![count / 2 + 1, count],
    }
}

/// Two editions were published, and the content has changed since.
fn template() -> Project {
    let project = Project::sample();
    for (day, title) in [("2025-09-01 10:00", "示例"), ("2025-09-02 10:00", "新示例"), ("", "又新示例")]
    {
        let site = project.read(SITE_FILE);
        let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
        project.write(SITE_FILE, site.replace(line, &format!("title: {title}公示网")));
        if !day.is_empty() {
            project.succeed(&["--today", day, "publish", "--keep", "2"]);
        }
    }
    project
}

fn traced(project: &Project, options: &[&str], args: &[&str]) -> Run {
    let given = project.command(args);
    let mut command = Command::new("strace");
    command.args(["-f", "-o"]).arg(project.path("trace.log")).args(options);
    command.arg(given.get_program()).args(given.get_args()).current_dir(project.root());
    // One thread, so that the same call is the same each time.
    finish(command.env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1"))
}

/// How often one thread makes each call at most.
fn counts(project: &Project) -> BTreeMap<String, usize> {
    let mut by_thread: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in project.read("trace.log").lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let call = rest.trim_start().split('(').next().unwrap();
        *by_thread.entry((thread.to_owned(), call.to_owned())).or_default() += 1;
    }
    let mut counts = BTreeMap::new();
    for ((_, call), count) in by_thread {
        let most: &mut usize = counts.entry(call).or_default();
        *most = (*most).max(count);
    }
    counts
}

/// The digest of the edition that is public, which is whole.
fn public(project: &Project, what: &str) -> String {
    let manifest: Value =
        serde_json::from_str(&project.page("edition.json")).unwrap_or_else(|e| panic!("{what}: {e}"));
    let files = tree(&project.path("public"));
    for file in manifest["files"].as_array().unwrap() {
        let bytes = files.get(file["path"].as_str().unwrap()).unwrap_or_else(|| panic!("{what}: {file}"));
        assert_eq!(sha256(bytes), file["sha256"].as_str().unwrap(), "{what}: {file}");
    }
    manifest["digest"].as_str().unwrap().to_owned()
}

fn recorded(project: &Project) -> String {
    let ledger = project.read("content/ledger.yaml");
    ledger.lines().filter_map(|line| line.strip_prefix("  edition: ")).next_back().unwrap().to_owned()
}

#[test]
fn whatever_fails_an_edition_stands_whole_and_the_ledger_agrees() {
    if !Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success())
    {
        return println!("no strace, or no right to trace");
    }
    let template = template();
    let fresh = || {
        let project = Project::empty();
        copy(template.root(), project.root());
        project
    };
    let commands = [&["publish", "--keep", "2"][..], &["build", "--keep", "2"], &["undo"], &["verify"]];
    for args in commands {
        let project = fresh();
        let old = public(&project, "before");
        assert_eq!(traced(&project, &[], args).code, 0, "{args:?}");
        let (new, counts) = (public(&project, "after"), counts(&project));
        for (call, error) in CALLS {
            for number in tried(counts.get(call).copied().unwrap_or_default()) {
                for fault in [format!("error={error}"), "signal=KILL".to_owned()] {
                    let what = format!("{args:?} {call} {number} {fault}");
                    let project = fresh();
                    let inject = format!("inject={call}:{fault}:when={number}");
                    let run = traced(&project, &["-e", &format!("trace={call}"), "-e", &inject], args);
                    let is_public = public(&project, &what);
                    assert!([&old, &new].contains(&&is_public), "{what}: {is_public}");
                    assert!(!run.stderr.contains("panicked"), "{what}: {}", run.stderr);
                    match args[0] {
                        "verify" => assert_ne!(run.code, 1, "{what} accuses: {}", run.stderr),
                        "build" => {}
                        _ if run.code == 0 => {
                            assert_eq!(
                                (&is_public, &recorded(&project)),
                                (&new, &new),
                                "{what}: {}",
                                run.stderr
                            );
                        }
                        _ => {}
                    }
                    // Whatever was left half done, the next run completes or clears away.
                    project.remove("trace.log");
                    project.succeed(&["publish"]);
                    assert_eq!(public(&project, &what), recorded(&project), "{what}");
                    project.succeed(&["verify"]);
                    let left = project
                        .tree()
                        .into_keys()
                        .find(|name| name.contains("staging") || name.contains(".pending"));
                    assert_eq!(left, None, "{what}");
                }
            }
        }
    }
}
