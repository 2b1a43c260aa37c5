//! Who may read what is published: everyone, or whom the output folder says, whatever the umask is.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::process::Command;

use super::{built, set_mode};
use crate::support::sample::SITE_FILE;
use crate::support::{self, Project};

/// Runs the program with a umask.
fn with_umask(project: &Project, umask: &str, args: &[&str]) {
    let program = project.command(args);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]);
    command.arg(program.get_program()).args(program.get_args()).current_dir(project.root());
    let run = support::finish(&mut command);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// The modes of a folder and of all that is in it, with how often each occurs: of folders and of files.
fn modes(project: &Project, out: &str) -> [BTreeMap<String, usize>; 2] {
    let mut modes = [BTreeMap::new(), BTreeMap::new()];
    for entry in walkdir::WalkDir::new(project.path(out)) {
        let meta = entry.unwrap().metadata().unwrap();
        let mode = format!("{:o}", meta.permissions().mode() & 0o7777);
        *modes[usize::from(meta.is_file())].entry(mode).or_default() += 1;
    }
    modes
}

fn are(project: &Project, out: &str, folders: &str, files: &str) {
    let [found_folders, found_files] = modes(project, out);
    let all = |found: &BTreeMap<String, usize>| found.keys().cloned().collect::<Vec<_>>().join(" ");
    let found = (all(&found_folders), all(&found_files));
    assert_eq!(found, (folders.to_owned(), files.to_owned()), "{found_folders:?} {found_files:?}");
}

#[test]
fn everyone_may_read_an_edition_whatever_the_umask_is() {
    let project = Project::sample();
    for (title, umask) in [("甲", "077"), ("乙", "000"), ("丙", "027"), ("丙", "077")] {
        let site = project.read(SITE_FILE);
        let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
        project.write(SITE_FILE, site.replace(line, &format!("title: {title}")));
        for (out, more) in [("public", &["--precompress"][..]), ("new/deep", &[])] {
            with_umask(&project, umask, &[&["build", "--out", out], more].concat());
            are(&project, out, "755", "644");
            project.succeed(&["verify", out]);
        }
    }
    // What only the owner may read is mended, also where nothing else has changed.
    for path in ["public/engineers/g2025-001.html", "public/edition.json", "public/engineers"] {
        set_mode(&project, path, if path.ends_with("engineers") { 0o700 } else { 0o600 });
        project.succeed(&["build", "--precompress"]);
        are(&project, "public", "755", "644");
    }
}

/// The folder that a new site comes with is the one that will be public.
#[test]
fn everyone_may_read_what_a_new_site_publishes() {
    let project = Project::empty().at("2026-09-21");
    with_umask(&project, "077", &["init", "new"]);
    let root = project.path("new");
    with_umask(&project, "077", &["--root", root.to_str().unwrap(), "build"]);
    let [folders, files] = modes(&project, "new/public");
    assert!(folders.keys().all(|mode| mode == "755"), "{folders:?}");
    assert!(files.keys().all(|mode| mode == "644" || files[mode] == 1), "{files:?}");
    let records = fs::metadata(root.join("content/site.yaml")).unwrap().permissions().mode();
    assert_eq!(records & 0o077, 0, "records are for whom the office says");
}

/// A group that may be given to a folder here: root may give any.
fn other_group(project: &Project) -> Option<u32> {
    let path = project.path("group");
    fs::create_dir(&path).unwrap();
    let own = fs::metadata(&path).unwrap().gid();
    let groups = String::from_utf8(Command::new("id").arg("-G").output().unwrap().stdout).unwrap();
    let groups = groups.split_whitespace().map(|group| group.parse().unwrap()).chain([54321]);
    let mut others = groups.filter(|group| *group != own);
    others.find(|group| chown(&path, None, Some(*group)).is_ok())
}

/// Group and setgid bit decide whom a web server reads for.
#[test]
fn what_the_output_folder_had_it_keeps() {
    let project = built();
    let Some(group) = other_group(&project) else { return println!("no other group to try it with") };
    let of = |path: &str| fs::metadata(project.path(path)).unwrap();
    for (i, mode) in [0o2775, 0o750, 0o755].into_iter().enumerate() {
        chown(project.path("public"), None, Some(group)).unwrap();
        set_mode(&project, "public", mode);
        for (change, umask) in [(1, "077"), (2, "022")] {
            let title = format!("title: 第{i}{change}版");
            let site = project.read(SITE_FILE);
            let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
            project.write(SITE_FILE, site.replace(line, &title));
            with_umask(&project, umask, &["build", "--keep", "1"]);
            are(&project, "public", &format!("{mode:o}"), "644");
            for folder in ["public", "public/engineers", "public/rounds/2025"] {
                assert_eq!(of(folder).gid(), group, "{folder}");
            }
            // New files are of the folder's group where that is what setgid asks for.
            assert!(mode & 0o2000 == 0 || of("public/index.html").gid() == group);
        }
    }
    // Someone may have changed it since the edition was kept.
    set_mode(&project, "public", 0o751);
    project.succeed(&["undo"]);
    assert_eq!((of("public").mode() & 0o7777, of("public").gid()), (0o751, group));
}
