//! What the program does to the disk: it writes an edition whole or not at all, deletes nothing it did not write,
//! and gives the same bytes for the same content.

#[cfg(unix)]
mod after_swap;
mod edition;
mod generated;
mod manifest;
#[cfg(unix)]
mod modes;
#[cfg(target_os = "linux")]
mod mounted;
mod output;
pub(crate) mod signing;
mod slow;
mod undo;
#[cfg(unix)]
mod verify;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::sample::{PAGE_FILE, SITE_FILE};
use crate::support::{self, Project, Tree};

const HOME: &str = "themes/default/templates/home.html";

/// A project with its edition built.
fn built() -> Project {
    let project = Project::sample();
    project.build();
    project
}

/// The locks stay, empty: deleting one would let two builds hold it at once.
fn without_lock(mut tree: Tree) -> Tree {
    for lock in [".public.lock", "content/.ledger.lock"] {
        assert!(tree.remove(lock).is_none_or(|lock| lock.is_empty()));
    }
    tree
}

/// Panics with the names of what changed, not with the bytes.
fn assert_untouched(before: &Tree, after: &Tree) {
    let names = before.keys().chain(after.keys());
    let changed: Vec<&String> = names.filter(|name| before.get(*name) != after.get(*name)).collect();
    assert!(changed.is_empty(), "changed: {changed:?}");
}

/// Runs a build that must be refused with a code, and changes nothing at all.
fn refused(project: &Project, code: &str, exit: i32, args: &[&str]) {
    let before = without_lock(project.tree());
    let run = project.run(&[&["--json"], args].concat());
    let document: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e} {run:?}"));
    let codes: Vec<String> = crate::support::diagnostics(&document).into_iter().map(|d| d.code).collect();
    assert_eq!((codes, run.code), (vec![code.to_owned()], exit), "{args:?}");
    assert_untouched(&before, &without_lock(project.tree()));
}

/// The program run as someone whom the modes of files hold back; where the test runs as root, that is nobody.
#[cfg(unix)]
fn as_nobody(project: &Project, args: &[&str]) -> support::Run {
    as_nobody_but(project, args, &[])
}

/// The same, where these files and folders are left to whom they belong.
#[cfg(unix)]
fn as_nobody_but(project: &Project, args: &[&str], others: &[&str]) -> support::Run {
    use std::os::unix::fs::chown;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let program = project.path("gongshi");
    if !program.exists() {
        // Not by this process: a child of another test could hold the file open for writing, and none could run it.
        let copied =
            std::process::Command::new("cp").arg(env!("CARGO_BIN_EXE_gongshi")).arg(&program).status();
        assert!(copied.is_ok_and(|status| status.success()));
    }
    let mut command = std::process::Command::new(&program);
    command.args(project.command(args).get_args()).current_dir(project.root());
    if fs::File::options().append(true).open("/etc/passwd").is_ok() {
        let others: Vec<_> = others.iter().map(|other| project.path(other)).collect();
        for entry in walkdir::WalkDir::new(project.root()) {
            let path = entry.unwrap().into_path();
            if !others.contains(&path) {
                chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    support::finish(&mut command)
}

/// Gives a file or a folder its mode.
#[cfg(unix)]
fn set_mode(project: &Project, path: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(project.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

/// Errors that show only when a page is rendered come after the staging folder has been begun.
#[test]
fn an_error_while_rendering_leaves_every_file_as_it_was() {
    for (path, template) in [
        (HOME, "{% extends \"base.html\" %}{% block main %}{{ nothing.at.all }}{% endblock main %}"),
        ("themes/default/templates/profile.html", "{% include \"profile.html\" %}"),
        ("themes/default/markdown/engineer.md", "{{ entry.nothing.at_all }}"),
        ("content/rounds/2025/notice.md", "{{ nothing.at.all }}"),
    ] {
        let project = built();
        project.write(path, template);
        let before = project.tree();
        let run = project.run(&["build"]);
        assert_eq!(run.code, 1, "{path} {}", run.stderr);
        assert!(run.stderr.contains(path) && run.stderr.len() < 4_000, "{}", run.stderr);
        assert_untouched(&before, &project.tree());
    }
}

#[test]
fn commands_that_only_look_write_nothing() {
    let project = built();
    let before = project.tree();
    for args in
        [&["check"][..], &["status"], &["verify"], &["period", "2025-09-01", "--posting-day", "counted"]]
    {
        project.succeed(args);
        assert_untouched(&before, &project.tree());
    }
}

#[test]
fn a_second_build_is_refused_while_the_lock_is_held() {
    let project = built();
    project.edit(PAGE_FILE, "本站公布", "本站发布");
    let lock = fs::File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(project.path(".public.lock"))
        .unwrap();
    lock.lock().unwrap();
    refused(&project, "locked", 3, &["build"]);
    // Another output is another matter.
    project.succeed(&["build", "--out", "other"]);
    lock.unlock().unwrap();
    project.build();
}

#[test]
fn what_a_killed_build_left_is_cleaned_away() {
    let project = built();
    let expected = project.tree();
    for left in [".public.staging/half/index.html", ".public.old/index.html"] {
        project.write(left, "<p>half");
    }
    project.build();
    assert_untouched(&expected, &project.tree());
}

/// Where a system cannot swap two folders it renames twice; a power cut between leaves no output.
#[test]
fn a_swap_cut_off_between_two_renames_is_put_right_whatever_the_content_is() {
    let project = built();
    let expected = project.public();
    fs::rename(project.path("public"), project.path(".public.old")).unwrap();
    project.write(".public.staging/index.html", "<p>new");
    project.edit(PAGE_FILE, "title: 关于本站", "titel: 关于本站");
    assert_eq!(project.run(&["build"]).code, 1);
    assert_untouched(&expected, &project.public());
    assert!(!project.path(".public.old").exists() && !project.path(".public.staging").exists());
}

#[test]
fn init_makes_a_site_that_builds() {
    let project = Project::empty();
    project.succeed(&["init", "site"]);
    let root = project.path("site");
    let at = |args: &[&str]| {
        let global = ["--root", root.to_str().unwrap(), "--today", "2026-09-21"];
        project.run(&[&global, args].concat())
    };
    assert_eq!(at(&["check"]).code, 0);
    assert_eq!(at(&["build"]).code, 0);
    assert!(fs::read_to_string(root.join("public/index.html")).unwrap().contains("正在公示"));
    assert!(root.join("public/.gitkeep").is_file() && root.join(".gitignore").is_file());
    assert_eq!(at(&["verify"]).code, 0);
}

#[test]
fn init_refuses_a_folder_that_holds_something() {
    let project = Project::empty();
    project.write("site/.hidden", "我的");
    refused(&project, "not-empty", 3, &["init", "site"]);
    project.write("file", "我的");
    let before = project.tree();
    assert_eq!(project.run(&["init", "file"]).code, 3);
    assert_eq!(project.tree(), before);
    project.remove("site/.hidden");
    project.succeed(&["init", "site"]);
    refused(&project, "not-empty", 3, &["init", "site"]);
    assert!(Path::new(&project.path("site").join(SITE_FILE)).is_file());
}
