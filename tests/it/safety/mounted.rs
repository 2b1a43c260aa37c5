//! An output that is a mount point: what cannot be swapped at one instant is finished by whoever comes next.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::sample::{ENGINEERS_FILE, SITE_FILE};
use crate::support::{Project, Tree, tree};

/// A file system of its own below a project, taken away at the end.
pub(super) struct Mount(PathBuf);

impl Mount {
    pub(super) fn new(project: &Project, name: &str) -> Option<Mount> {
        let path = project.path(name);
        fs::create_dir_all(&path).unwrap();
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=64m", "tmpfs"]).arg(&path).stderr(Stdio::null());
        let mounted = command.status().is_ok_and(|status| status.success());
        mounted.then_some(Mount(path))
    }

    /// Everything in it, folders aside.
    fn files(&self) -> Tree {
        let mut files = tree(&self.0);
        files.retain(|name, _| !name.ends_with('/'));
        files
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

pub(super) const NO_RIGHT: &str = "no right to mount: the output that is a mount point was not tried";

fn retitle(project: &Project, version: u32) {
    let site = project.read(SITE_FILE);
    let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
    project.write(SITE_FILE, site.replace(line, &format!("title: 第{version}版公示网")));
}

#[test]
fn a_mount_point_is_an_output_like_any_other_but_for_the_one_instant() {
    let project = Project::sample();
    let Some(mount) = Mount::new(&project, "mounted") else { return println!("{NO_RIGHT}") };
    let build = |out: &str| project.succeed(&["build", "--out", out]);
    let run = build("mounted");
    assert!(run.stderr.contains("挂载点") && run.stderr.contains("逐项"), "{}", run.stderr);
    build("ordinary");
    let ordinary = |project: &Project| {
        let mut files = tree(&project.path("ordinary"));
        files.retain(|name, _| !name.ends_with('/'));
        files
    };
    assert!(mount.files() == ordinary(&project), "the same edition");
    // A page that is no longer there goes, and what did not change keeps its time.
    let time = |name: &str| fs::metadata(mount.0.join(name)).unwrap().modified().unwrap();
    let before = time("gongshi.css");
    let records = project.read(ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, records.split("- id: g2025-003").next().unwrap());
    build("mounted");
    build("ordinary");
    assert!(mount.files() == ordinary(&project) && !mount.0.join("engineers/g2025-003.html").exists());
    assert_eq!(time("gongshi.css"), before);
    project.succeed(&["verify", "mounted"]);
    // What someone put there is not touched, and earlier editions cannot be kept beside it.
    fs::write(mount.0.join("重要.docx"), "重要").unwrap();
    let run = project.run(&["build", "--out", "mounted"]);
    assert!(run.code == 3 && run.stderr.contains("重要.docx"), "{}", run.stderr);
    fs::remove_file(mount.0.join("重要.docx")).unwrap();
    retitle(&project, 1);
    let old = mount.files();
    let run = project.run(&["build", "--keep", "1", "--out", "mounted"]);
    assert!(run.code == 3 && run.stderr.contains("--keep"), "{}", run.stderr);
    assert!(mount.files() == old, "nothing is left of it");
}

/// The plan lies where others may write.
#[test]
fn a_plan_moves_only_what_stands_in_the_folder() {
    let project = Project::sample();
    let Some(mount) = Mount::new(&project, "mounted") else { return println!("{NO_RIGHT}") };
    let build = ["build", "--out", "mounted"];
    project.succeed(&build);
    let before = mount.files();
    project.write("victim", "重要");
    let outside = project.path("victim").to_str().unwrap().to_owned();
    let names = ["../victim", &outside, "engineers/g2025-001.html", ".gongshi-staging", "..", "."];
    let plan = serde_json::json!({ "come": names, "go": names });
    project.write("mounted/.gongshi-staging/plan.json", plan.to_string());
    project.write("mounted/.gongshi-staging/new/.keep", "");
    project.remove("mounted/.gongshi-staging/new/.keep");
    project.succeed(&build);
    assert!(mount.files() == before && project.read("victim") == "重要");
}

/// Ended at any instant, the next build makes the old edition or the new one of it before anything else.
#[test]
fn a_build_into_a_mount_point_that_is_killed_is_finished_by_the_next() {
    let project = Project::sample();
    let Some(mount) = Mount::new(&project, "mounted") else { return println!("{NO_RIGHT}") };
    let build = ["build", "--out", "mounted"];
    retitle(&project, 0);
    project.succeed(&build);
    retitle(&project, 1);
    let start = Instant::now();
    project.succeed(&build);
    let took = start.elapsed();
    let (mut cut_off, mut midway) = (0, 0);
    for version in 2..26 {
        let before = mount.files();
        retitle(&project, version);
        let mut child = project.command(&build).stderr(Stdio::null()).spawn().unwrap();
        let wait = Duration::mul_f64(took, 0.2 + 0.03 * f64::from(version));
        std::thread::sleep(wait);
        child.kill().unwrap();
        cut_off += u32::from(!child.wait().unwrap().success());
        midway += u32::from(mount.0.join(".gongshi-staging/plan.json").exists());
        // An error in the content: the next run writes nothing new, it only finishes what was begun.
        let site = project.read(SITE_FILE);
        project.write(SITE_FILE, site.replace("owner:", "onwer:"));
        assert_eq!(project.run(&build).code, 1);
        project.write(SITE_FILE, site);
        project.succeed(&["verify", "mounted"]);
        let after = mount.files();
        let is_new = String::from_utf8_lossy(&after["index.html"]).contains(&format!("第{version}版"));
        assert!(is_new || after == before, "the old edition whole, or the new one");
        assert!(!mount.0.join(".gongshi-staging").exists());
    }
    println!("{cut_off} kills, {midway} of them between the first entry and the last");
    assert!(cut_off > 0);
    project.succeed(&build);
    project.succeed(&["verify", "mounted"]);
}
