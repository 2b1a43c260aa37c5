//! What goes out: which folder, when, and what stands there if anything goes wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::refused;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE};
use crate::support::{self, Project, Tree, diagnostics, tree};

fn built() -> Project {
    let project = Project::sample();
    project.build();
    project
}

/// Everything in the project's folder but the empty locks.
fn everything(project: &Project) -> Tree {
    let mut tree = project.tree();
    tree.retain(|name, bytes| !(name.ends_with(".lock") && bytes.is_empty()));
    tree
}

/// What differs between two trees, by name.
pub(super) fn differing(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let names = before.keys().chain(after.keys());
    names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

/// Builds into a folder that is no output: it is said which and why, and nothing at all changes.
fn no_output(project: &Project, out: &str) {
    let before = everything(project);
    let run = project.run(&["--json", "build", "--out", out]);
    let found =
        diagnostics(&serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{out}: {e} {run:?}")));
    let codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
    assert_eq!((codes.as_slice(), run.code), (&["output-refused"][..], 3), "{out}");
    assert!(found[0].help.contains("--out"), "{found:#?}");
    assert_eq!(differing(&before, &everything(project)), BTreeSet::new(), "{out}");
}

/// A build whose surroundings fail: exit status 3, one complaint in a few words, and the old edition whole.
fn fails_over(project: &Project, out: &str, run: &support::Run, old: &Tree) {
    assert_eq!(run.code, 3, "{}", run.stderr);
    let errors = run.stderr.matches("错误[").count();
    assert!(errors == 1 && run.stderr.contains("write-failed") && run.stderr.len() < 800, "{}", run.stderr);
    assert_eq!(differing(old, &tree(&project.path(out))), BTreeSet::new(), "the old edition is whole");
    let run = project.succeed(&["verify", project.path(out).to_str().unwrap()]);
    assert!(run.stderr.contains("完全一致"), "{}", run.stderr);
}

#[test]
fn a_deleted_record_becomes_a_page_that_says_why_and_is_refused_without_a_reason() {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let records = project.read(ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, records.split("- id: g2025-003").next().unwrap());
    let found = refused(&project, "published-entry-gone");
    assert!(found.message.contains("g2025-003") && found.help.contains("removed:"), "{found:#?}");
    let removed =
        "removed:\n  - { entry: g2025-003, published: 2025-09-03 10:00, reason: 本人申请退出 }\nnotices:\n";
    project.edit(ROUND_FILE, "notices:\n", removed);
    project.succeed(&["publish"]);
    for page in ["engineers/g2025-003.html", "engineers/g2025-003.md"] {
        let page = project.page(page);
        assert!(page.contains("本人申请退出") && !page.contains("张华"), "{page}");
    }
}

#[test]
fn bad_yaml_or_a_broken_template_leaves_the_site_as_it_was() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "- id: g2025-001", "- id: [g2025-001");
    refused(&project, "yaml-syntax");
    for template in ["profile.html", "home.html"] {
        let project = Project::sample();
        let path = format!("themes/default/templates/{template}");
        project.write(&path, "{% block main %}\n{{ nothing.at.all }}\n{% endblock main %}");
        assert_eq!(refused(&project, "template").file, path);
    }
}

#[test]
fn the_project_itself_is_no_output() {
    let project = built();
    project.write("src/main.rs", "");
    project.write(".git/HEAD", "");
    for out in [".", "./", "./content/..", "public/..", project.root().to_str().unwrap(), "src", ".git"] {
        no_output(&project, out);
    }
}

#[test]
fn a_folder_above_the_project_is_no_output() {
    let project = built();
    let above = project.root().parent().unwrap().to_str().unwrap().to_owned();
    for out in ["..", "/", "../..", &above] {
        no_output(&project, out);
    }
}

#[test]
fn content_and_themes_are_no_output() {
    let project = built();
    project.write("themes/default/static/own.css", "");
    let content = project.path("content");
    for out in [
        "content",
        "content/",
        content.to_str().unwrap(),
        "content/pages",
        "content/new",
        "content/../content/new/deep",
        "public/../content",
        "themes",
        "themes/default",
        "themes/new",
    ] {
        no_output(&project, out);
    }
}

#[test]
fn a_file_of_someone_in_the_output_is_never_deleted() {
    let project = built();
    for (out, file) in [
        ("mine", "mine/重要.docx"),
        ("mine", "mine/deep/er/notes.txt"),
        ("mine", "mine/index.html"),
        ("mine", "mine/edition.json"),
        ("public", "public/重要.docx"),
        ("public", "public/engineers/g2025-099.html"),
        ("public", "public/.git/HEAD"),
        ("file", "file"),
    ] {
        project.write(file, "重要");
        no_output(&project, out);
        project.remove(file);
        for folder in ["mine", "public/.git"] {
            fs::remove_dir_all(project.path(folder)).ok();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_planted_link_is_never_written_through() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("重要.docx");
    fs::write(&target, "重要").unwrap();
    let untouched = tree(elsewhere.path());

    // The output is a link, or leads back into the content by one.
    let project = built();
    symlink(elsewhere.path(), project.path("link")).unwrap();
    symlink(project.path("content"), project.path("alias")).unwrap();
    no_output(&project, "link");
    no_output(&project, "alias/new");
    // A file of the edition is replaced by a link, by one to the very bytes it had, by a pipe, by a hard link.
    let (page, path) = (project.page("index.html"), project.path("public/index.html"));
    let same = elsewhere.path().join("same.html");
    let expected = project.public();
    for plant in [
        &(|| symlink(&target, &path).unwrap()) as &dyn Fn(),
        &|| {
            fs::write(&same, &page).unwrap();
            symlink(&same, &path).unwrap();
        },
        &|| assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success()),
        &|| fs::hard_link(&target, &path).unwrap(),
    ] {
        fs::remove_file(&path).unwrap();
        plant();
        project.build();
        assert_eq!(differing(&expected, &project.public()), BTreeSet::new());
        fs::remove_file(&same).ok();
        assert_eq!(differing(&untouched, &tree(elsewhere.path())), BTreeSet::new());
    }
    // A folder of the edition is, or the output, or a name that a build uses beside it.
    fs::remove_dir_all(project.path("public/engineers")).unwrap();
    symlink(elsewhere.path(), project.path("public/engineers")).unwrap();
    no_output(&project, "public");
    fs::remove_dir_all(project.path("public")).unwrap();
    symlink(elsewhere.path(), project.path("public")).unwrap();
    no_output(&project, "public");
    for name in [".public.staging", ".public.old", ".public.lock", ".public.kept-1-0123456789abcdef"] {
        let project = Project::sample();
        symlink(elsewhere.path(), project.path(name)).unwrap();
        assert_eq!(project.run(&["build", "--keep", "1"]).code, if name.ends_with("lock") { 3 } else { 0 });
        assert_eq!(differing(&untouched, &tree(elsewhere.path())), BTreeSet::new(), "{name}");
    }
}

/// Wherever the test runs, a file that may grow no further; where it may mount one, a file system that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_site_and_is_said_in_one_error() {
    let project = built();
    let old = project.public();
    let every_page_changes = |n: usize| project.edit(SITE_FILE, "title: 示例", &format!("title: 第{n}示例"));
    every_page_changes(1);
    let largest = old.values().map(Vec::len).max().unwrap() / 512;
    let full = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", largest / 2);
    let program = project.command(&["build"]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", &full]).arg(program.get_program()).args(program.get_args());
    let run = support::finish(limited.current_dir(project.root()));
    fails_over(&project, "public", &run, &old);

    let small = project.path("small");
    fs::create_dir(&small).unwrap();
    let mount = |options: &str| {
        let mut command = std::process::Command::new("mount");
        command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&small).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !mount("size=64m") {
        println!("no right to mount: the full file system was not tried, the file that may not grow was");
        return;
    }
    let _unmount = Unmount(&small);
    project.succeed(&["build", "--out", "small/site"]);
    let old = tree(&small.join("site"));
    let blocks: usize = old.values().map(|bytes| bytes.len().div_ceil(4096)).sum();
    // Room for the old edition and a few pages of a new one.
    assert!(mount(&format!("remount,size={}", 4096 * (blocks + 8))));
    project.edit(SITE_FILE, "title: 第1示例", "title: 第2示例");
    let run = project.run(&["build", "--out", "small/site"]);
    assert!(run.stderr.contains("No space left"), "{}", run.stderr);
    fails_over(&project, "small/site", &run, &old);
    assert!(!small.join(".site.staging").exists(), "room is given back at once");
    assert!(mount("remount,size=64m"));
    project.succeed(&["build", "--out", "small/site"]);
}

/// Takes a file system away when the test ends, however it ends.
#[cfg(unix)]
struct Unmount<'p>(&'p Path);

#[cfg(unix)]
impl Drop for Unmount<'_> {
    fn drop(&mut self) {
        std::process::Command::new("umount").arg("-l").arg(self.0).status().ok();
    }
}

/// Root may write anywhere, so the program runs as nobody where the test runs as root.
#[cfg(unix)]
#[test]
fn an_output_that_may_not_be_written_is_a_clear_error() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let may = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let project = built();
    let old = project.public();
    project.edit(SITE_FILE, "title: 示例", "title: 新示例");
    let program = project.path("gongshi");
    fs::copy(env!("CARGO_BIN_EXE_gongshi"), &program).unwrap();
    let asked = project.command(&["build"]);
    may(project.root(), 0o555);
    let mut command = std::process::Command::new(&program);
    command.args(asked.get_args()).current_dir(project.root());
    let is_root = fs::File::options().append(true).open("/etc/passwd").is_ok();
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    let run = support::finish(&mut command);
    may(project.root(), 0o755);
    assert!(run.stderr.contains("Permission denied"), "{}", run.stderr);
    fails_over(&project, "public", &run, &old);
}

#[test]
fn builds_at_once_work_or_say_so_and_readers_see_whole_editions() {
    let project = built();
    let first = project.public();
    project.edit(SITE_FILE, "title: 示例", "title: 新示例");
    let clean = Project::sample();
    clean.edit(SITE_FILE, "title: 示例", "title: 新示例");
    clean.build();
    let second = clean.public();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let read = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for page in ["index.html", "engineers/g2025-001.html", "edition.json"] {
                    let bytes = fs::read(project.path("public").join(page)).expect("a page is never away");
                    assert!(bytes == first[page] || bytes == second[page], "{page} is of one edition, whole");
                    reads += 1;
                }
            }
            reads
        });
        for _ in 0..4 {
            let mut builds: Vec<_> =
                (0..3).map(|_| project.command(&["build"]).stderr(Stdio::null()).spawn().unwrap()).collect();
            let codes: Vec<i32> = builds.iter_mut().map(|b| b.wait().unwrap().code().unwrap()).collect();
            assert!(codes.contains(&0) && codes.iter().all(|code| [0, 3].contains(code)), "{codes:?}");
            assert_eq!(differing(&second, &project.public()), BTreeSet::new(), "equal to a clean build");
            fs::remove_file(project.path("public/about.html")).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(read.join().unwrap() > 100);
    });
    let left = everything(&project).into_keys().filter(|name| name.starts_with(".public"));
    assert_eq!(left.collect::<Vec<_>>(), [".public.cache.json", ".public.pages.json"]);
}

#[test]
fn an_edition_is_never_dated_back() {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let notice = "rounds/2025/1-publicity.html";
    let printed = "公示期为5个工作日，自2025年9月1日至9月5日";
    assert!(project.page(notice).contains(printed));
    // A year on the notice says what it said, and so does the ledger.
    let project = project.at("2026-09-03");
    project.succeed(&["publish"]);
    assert!(project.page(notice).contains(printed));
    let project = project.at("2026-09-02");
    for command in ["check", "build", "publish"] {
        let before = everything(&project);
        let document = project.json(&[command]);
        let found = diagnostics(&document);
        assert_eq!(
            found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(),
            ["clock-set-back"],
            "{command}"
        );
        assert!(found[0].message.contains("2026-09-02") && found[0].message.contains("2026-09-03"));
        assert_eq!(differing(&before, &everything(&project)), BTreeSet::new());
    }
    let manifest: Value = serde_json::from_str(&project.page("edition.json")).unwrap();
    assert!(manifest["computed"].as_str().unwrap().starts_with("2026-09-03"));
}
