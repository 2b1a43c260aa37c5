//! Once an edition is public, it stands in the ledger: what fails afterwards is a warning.

use std::fs;

use serde_json::json;

use super::{as_nobody, as_nobody_but, set_mode};
use crate::support::sample::SITE_FILE;
use crate::support::{Project, Run};

const LEDGER: &str = "content/ledger.yaml";

fn retitle(project: &Project, version: u32) {
    let site = project.read(SITE_FILE);
    let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
    project.write(SITE_FILE, site.replace(line, &format!("title: 第{version}版公示网")));
}

/// The edition in a folder is the last that the ledger names.
fn is_recorded(project: &Project, out: &str) {
    let manifest: serde_json::Value =
        serde_json::from_str(&project.read(&format!("{out}/edition.json"))).unwrap();
    let ledger = project.read(LEDGER);
    let last = ledger.lines().filter_map(|line| line.strip_prefix("  edition: ")).next_back();
    assert_eq!(last, manifest["digest"].as_str());
    // What is left in a mount point is public too, and no part of the edition.
    let said = project.json(&["verify", out]);
    let left = |d: &serde_json::Value| d["path"].as_str().unwrap().starts_with(".gongshi-left-");
    assert!(
        said["differences"].as_array().unwrap().iter().all(left) && said["doubts"] == json!([]),
        "{said}"
    );
}

/// Public, recorded, and said to have left something behind.
fn warned(project: &Project, run: &Run, out: &str, left: &str) {
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("提醒[left-behind]") && run.stderr.contains(left), "{}", run.stderr);
    is_recorded(project, out);
}

fn kept(project: &Project) -> Vec<String> {
    let names = fs::read_dir(project.root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut kept: Vec<String> = names.filter(|name| name.starts_with(".public.kept-")).collect();
    kept.sort();
    kept
}

#[test]
fn a_kept_edition_that_cannot_be_removed_is_a_warning() {
    let project = Project::sample();
    let publish = ["publish", "--keep", "1"];
    for version in 1..3 {
        retitle(&project, version);
        assert_eq!(as_nobody(&project, &publish).code, 0);
    }
    let held = format!("{}/engineers", kept(&project)[0]);
    set_mode(&project, &held, 0o555);
    retitle(&project, 3);
    warned(&project, &as_nobody(&project, &publish), "public", ".public.");
    assert_eq!(kept(&project).len(), 1, "the one before is kept, the held one goes by another name");
    // It stands in nobody's way, and is not forgotten: not by `undo` either.
    retitle(&project, 4);
    warned(&project, &as_nobody(&project, &publish), "public", ".public.");
    warned(&project, &as_nobody(&project, &["undo"]), "public", ".public.");
    let left = fs::read_dir(project.root()).unwrap().map(|e| e.unwrap().path().join("engineers"));
    for engineers in left.filter(|path| path.to_string_lossy().contains(".public.") && path.is_dir()) {
        let name = engineers.strip_prefix(project.root()).unwrap().to_str().unwrap().to_owned();
        set_mode(&project, &name, 0o755);
    }
    retitle(&project, 5);
    let run = as_nobody(&project, &publish);
    assert!(run.code == 0 && !run.stderr.contains("left-behind"), "{}", run.stderr);
    let left = project.tree().into_keys().filter(|name| name.starts_with(".public.") && name.ends_with('/'));
    assert!(left.filter(|name| !name.starts_with(".public.kept-")).count() == 0);
}

#[test]
fn an_edition_that_cannot_be_removed_after_undo_is_a_warning() {
    let project = Project::sample();
    for version in 1..3 {
        retitle(&project, version);
        assert_eq!(as_nobody(&project, &["publish", "--keep", "1"]).code, 0);
    }
    set_mode(&project, "public/engineers", 0o555);
    warned(&project, &as_nobody(&project, &["undo"]), "public", ".public.");
}

/// Whether the test may give files to others; where it may not, what belongs to others cannot be tried.
fn may_give_away() -> bool {
    fs::File::options().append(true).open("/etc/passwd").is_ok()
}

/// A ledger that may not be replaced, though its folder can be written: in a folder with the sticky bit it is
/// another's. It is found out before anything becomes public.
#[test]
fn a_ledger_that_cannot_be_replaced_stops_everything_before_the_swap() {
    if !may_give_away() {
        return println!("not tried: this user may not give files to others");
    }
    let project = Project::sample();
    for version in 1..3 {
        retitle(&project, version);
        project.succeed(&["publish", "--keep", "1"]);
    }
    set_mode(&project, "content", 0o1777);
    retitle(&project, 3);
    let (public, ledger) = (project.public(), project.read(LEDGER));
    for command in ["publish", "undo"] {
        let run = as_nobody_but(&project, &[command], &["content", LEDGER]);
        assert!(run.code == 3 && run.stderr.contains("ledger.yaml"), "{command}: {}", run.stderr);
        assert!(project.public() == public && project.read(LEDGER) == ledger, "{command}");
        assert!(!project.path("content/.ledger.pending").exists(), "{command}");
    }
    set_mode(&project, "content", 0o755);
    let run = as_nobody(&project, &["publish"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    is_recorded(&project, "public");
}

#[test]
fn a_folder_for_the_ledger_that_cannot_be_written_stops_everything_before_the_swap() {
    let project = Project::sample();
    retitle(&project, 1);
    assert_eq!(as_nobody(&project, &["publish", "--keep", "1"]).code, 0);
    retitle(&project, 2);
    assert_eq!(as_nobody(&project, &["publish", "--keep", "1"]).code, 0);
    retitle(&project, 3);
    let (public, ledger) = (project.public(), project.read(LEDGER));
    set_mode(&project, "content", 0o555);
    for command in ["publish", "undo"] {
        let run = as_nobody(&project, &[command]);
        assert_eq!(run.code, 3, "{command}: {}", run.stderr);
        assert!(project.public() == public && project.read(LEDGER) == ledger, "{command}");
    }
    set_mode(&project, "content", 0o755);
}

/// What stands where the copy of the ledger goes is no reason to leave an edition unrecorded.
#[test]
fn a_copy_of_the_ledger_that_cannot_be_written_is_a_warning() {
    let project = Project::sample();
    project.write(".public.ledger.yaml/file", "x");
    for version in 1..3 {
        retitle(&project, version);
        let run = project.succeed(&["publish", "--keep", "1"]);
        assert!(
            run.stderr.contains("提醒[not-synced]") && run.stderr.contains(".public.ledger.yaml"),
            "{}",
            run.stderr
        );
        is_recorded(&project, "public");
    }
    let run = project.succeed(&["undo"]);
    assert!(run.stderr.contains(".public.ledger.yaml"), "{}", run.stderr);
    is_recorded(&project, "public");
}

#[cfg(target_os = "linux")]
mod mounted {
    use super::super::mounted::{Mount, NO_RIGHT};
    use super::*;

    const PUBLISH: [&str; 3] = ["publish", "--out", "mounted"];

    fn published() -> Option<(Project, Mount)> {
        let project = Project::sample();
        let mount = Mount::new(&project, "mounted")?;
        retitle(&project, 1);
        assert_eq!(as_nobody(&project, &PUBLISH).code, 0);
        retitle(&project, 2);
        Some((project, mount))
    }

    #[test]
    fn what_cannot_be_removed_from_a_mount_point_is_a_warning() {
        let Some((project, _mount)) = published() else { return println!("{NO_RIGHT}") };
        set_mode(&project, "mounted/rounds/2025", 0o555);
        warned(&project, &as_nobody(&project, &PUBLISH), "mounted", ".gongshi-left-");
        retitle(&project, 3);
        warned(&project, &as_nobody(&project, &PUBLISH), "mounted", ".gongshi-left-");
    }

    /// What the next run finishes, it also records.
    #[test]
    fn a_publication_that_stops_half_way_is_recorded_when_it_is_finished() {
        let Some((project, _mount)) = published() else { return println!("{NO_RIGHT}") };
        let before = project.read(LEDGER);
        set_mode(&project, "mounted/engineers", 0o555);
        let run = as_nobody(&project, &PUBLISH);
        assert!(run.code == 3 && run.stderr.contains("逐项更换时中断"), "{}", run.stderr);
        assert_eq!(project.read(LEDGER), before, "it is not public yet");
        set_mode(&project, "mounted/engineers", 0o755);
        // An error in the content: this run publishes nothing, it only finishes what was begun.
        let site = project.read(SITE_FILE);
        project.write(SITE_FILE, site.replace("owner:", "onwer:"));
        let run = as_nobody(&project, &PUBLISH);
        assert!(run.code == 1 && run.stderr.contains("现已补记"), "{}", run.stderr);
        is_recorded(&project, "mounted");
        assert!(project.read(LEDGER).starts_with(&before) && project.read(LEDGER) != before);
        project.write(SITE_FILE, site);
        let run = as_nobody(&project, &PUBLISH);
        assert!(run.code == 0 && run.stderr.contains("台账没有新增"), "{}", run.stderr);
    }
}
