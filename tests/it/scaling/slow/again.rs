//! A build over an earlier one gives what a build into an empty folder gives, after any edit and any tampering; and where
//! nothing has changed, it says what the one before said and does nothing.

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use serde_json::Value;

use crate::support::many::people;
use crate::support::sample::{ENGINEERS_FILE, EXTENSION, PAGE_FILE, ROUND_FILE, SITE_FILE};
use crate::support::{Project, Run, sha256, tree};

/// How many files a build rendered and how many it wrote.
fn build(project: &Project, today: &str) -> (u64, u64) {
    let run = project.run(&["--json", "--today", today, "build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    (told["built"]["rendered"].as_u64().unwrap(), told["built"]["written"].as_u64().unwrap())
}

/// The output is what a build into an empty folder gives.
fn is_as_if_new(project: &Project, today: &str, what: &str) {
    let fresh = project.path("fresh");
    let out = fresh.to_str().unwrap().to_owned();
    let run = project.run(&["--today", today, "build", "--out", &out]);
    assert_eq!(run.code, 0, "{what}: {}", run.stderr);
    let (again, new) = (project.public(), tree(&fresh));
    let differ: Vec<&String> = new.keys().filter(|path| again.get(*path) != new.get(*path)).collect();
    assert!(differ.is_empty() && again.len() == new.len(), "{what}: {differ:?}");
    fs::remove_dir_all(fresh).unwrap();
    for memory in [".fresh.cache.json", ".fresh.pages.json"] {
        fs::remove_file(project.path(memory)).unwrap();
    }
}

const TODAY: &str = "2025-09-03";
const CACHE: &str = ".public.cache.json";

#[test]
fn nothing_changed_renders_nothing_and_one_record_writes_little() {
    let project = people(400);
    let (all, written) = build(&project, TODAY);
    assert!(all > 800 && written >= all, "{all}, {written}");
    assert_eq!(build(&project, TODAY), (0, 0));
    let list = project.read(ENGINEERS_FILE).replace("示例7号厂", "示例7号研究所");
    project.write(ENGINEERS_FILE, list);
    let (rendered, written) = build(&project, TODAY);
    assert!(rendered == all && written < all / 10, "{written} of {rendered} written");
    is_as_if_new(&project, TODAY, "one record");
}

#[test]
fn whatever_was_changed_the_output_is_as_if_new() {
    let project = people(60);
    build(&project, TODAY);
    let replace = |file: &str, from: &str, to: &str| {
        let text = project.read(file);
        assert!(text.contains(from), "{file}: {from}");
        project.write(file, text.replacen(from, to, 1));
    };
    let page = "public/engineers/many5.html";
    let forge = || {
        let forged = project.read(page).replace("示例5号厂", "示例9号厂");
        let sum = sha256(forged.as_bytes());
        let own = sha256(project.read(page).as_bytes());
        replace("public/edition.json", &own, &sum);
        project.write(page, forged);
    };
    let cache = project.read(CACHE);
    let edits: [(&str, &dyn Fn()); 14] = [
        ("a name", &|| replace(ENGINEERS_FILE, "name: 李明", "name: 李铭")),
        ("one fewer", &|| {
            let list = project.read(ENGINEERS_FILE);
            project.write(ENGINEERS_FILE, &list[..list.rfind("\n- id: many").unwrap() + 1]);
        }),
        ("a round's title", &|| replace(ROUND_FILE, "title: ", "title: 新")),
        ("the site's title", &|| replace(SITE_FILE, "title: ", "title: 新")),
        ("a page changed by hand", &|| replace(page, "</main>", "<p>不该在这里</p></main>")),
        ("a page and its manifest forged", &forge),
        ("a page gone", &|| fs::remove_file(project.path(page)).unwrap()),
        ("the list of checksums gone", &|| fs::remove_file(project.path("public/SHA256SUMS")).unwrap()),
        ("the manifest laid out anew", &|| {
            let manifest: Value = serde_json::from_str(&project.read("public/edition.json")).unwrap();
            project.write("public/edition.json", manifest.to_string());
        }),
        ("a template", &|| project.write("themes/default/markdown/engineer.md", "# {{ entry.name }}\n")),
        ("a template gone", &|| project.remove("themes")),
        ("the memory of another build", &|| project.write(CACHE, &cache)),
        ("a memory that is none", &|| project.write(CACHE, "不是")),
        ("no memory", &|| project.remove(CACHE)),
    ];
    for (what, edit) in edits {
        edit();
        build(&project, TODAY);
        is_as_if_new(&project, TODAY, what);
        assert_eq!(build(&project, TODAY), (0, 0), "{what}");
        is_as_if_new(&project, TODAY, what);
    }
    build(&project, "2025-09-04");
    is_as_if_new(&project, "2025-09-04", "another day");
    let compress = ["--today", TODAY, "build", "--precompress"];
    project.succeed(&compress);
    assert!(project.path("public/index.html.gz").exists());
    build(&project, TODAY);
    is_as_if_new(&project, TODAY, "no longer compressed");
}

/// Without the time it took and the number of files that changed.
fn words(run: &Run) -> (i32, String, String) {
    let is_same = |line: &&str| !line.contains("已生成") && !line.contains("built ");
    (run.code, run.stdout.clone(), run.stderr.lines().filter(is_same).collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_a_build_said_is_said_again() {
    let project = Project::sample();
    // A warning with a line of a file, one about a file for review, and a notice that is still to come.
    project.edit(ROUND_FILE, "published: 2025-09-01 09:00", "published: 2025-09-01 24:00");
    project
        .write(ROUND_FILE, project.read(ROUND_FILE) + &EXTENSION.replace("2025-09-03 10", "2025-09-04 10"));
    project.succeed(&["generate"]);
    project.edit(ENGINEERS_FILE, "负责求解器", "主持求解器");
    for form in [&["build"][..], &["--lang", "en", "build"], &["-q", "build"], &["--json", "build"]] {
        let first = project.run(form);
        let again = project.run(form);
        if form.contains(&"--json") {
            let of = |run: &Run| serde_json::from_str::<Value>(&run.stdout).unwrap();
            let (first, again) = (of(&first), of(&again));
            assert_eq!(first["diagnostics"], again["diagnostics"]);
            assert!(!again["diagnostics"].as_array().unwrap().is_empty(), "{again}");
            assert_eq!(again["built"]["rendered"], 0);
            assert_eq!(first["built"]["bytes"], again["built"]["bytes"]);
        } else {
            assert_eq!(words(&first), words(&again), "{form:?}");
            assert!(form.contains(&"-q") || again.stderr.contains("generated-stale"), "{}", again.stderr);
            assert!(form != ["build"] || again.stderr.contains("到时请再生成一次"), "{}", again.stderr);
        }
    }
    // What the messages are about may change without the site.
    project.succeed(&["generate"]);
    assert!(!project.build().stderr.contains("generated-stale"));
}

#[test]
fn what_can_no_longer_be_read_is_said_although_the_rest_is_unchanged() {
    let project = Project::sample();
    project.build();
    fs::create_dir(project.path("content/pages/folder.md")).unwrap();
    let run = project.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("folder-not-file"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn files_that_someone_closed_to_others_are_opened_although_nothing_has_changed() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::sample();
    project.build();
    let page = project.path("public/index.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).unwrap();
    project.build();
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o644);
}

/// The text that was published stays as it is, but it is now also the remark on an objection.
#[test]
fn what_did_not_change_is_searched_again_where_something_more_is_private() {
    let project = people(20);
    let list = project.read(ENGINEERS_FILE);
    let secret = "在保密车间主持阀门试制";
    project.write(ENGINEERS_FILE, list.replacen("summary: ", &format!("summary: {secret}，"), 1));
    build(&project, TODAY);
    let before = project.public();
    let note = format!(
        "- {{ received: 2025-09-02 10:00, channel: 信函, about: many0, by: person, real_name: true, sent_to: 甲, sent: 2025-09-02, report: 2025-09-02, decision: dismissed, decided: 2025-09-02, note: {secret} }}\n"
    );
    project.write("content/rounds/2025/objections.yaml", note);
    let run = project.run(&["--json", "--today", TODAY, "build"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("private-in-output") && !run.stdout.contains(secret), "{}", run.stdout);
    assert_eq!(project.public(), before);
}

#[test]
fn an_edition_that_undo_brought_back_is_not_taken_for_the_last_build() {
    let project = people(20);
    let change = |from: &str, to: &str, args: &[&str]| {
        project.write(SITE_FILE, project.read(SITE_FILE).replacen(from, to, 1));
        project.succeed(args);
    };
    let (build, keep) = (["--today", TODAY, "build"], ["--today", TODAY, "build", "--keep", "1"]);
    project.succeed(&build);
    change("title: ", "title: 甲", &keep);
    project.succeed(&["--today", TODAY, "undo"]);
    project.succeed(&build);
    is_as_if_new(&project, TODAY, "after undo");
}

/// What an earlier version of the program left beside its outputs is cleared away, and what did not change keeps its time.
#[test]
fn a_file_that_did_not_change_is_the_same_file() {
    let project = Project::sample();
    project.build();
    project.write(".public.twin/index.html", "");
    project.write(".public.seals", "");
    let times = || -> BTreeMap<String, SystemTime> {
        let files = project.public().into_keys().filter(|name| !name.ends_with('/'));
        let time =
            |name: &String| fs::metadata(project.path("public").join(name)).unwrap().modified().unwrap();
        files.map(|name| (name.clone(), time(&name))).collect()
    };
    let before = times();
    project.edit(PAGE_FILE, "本站公布", "本站发布");
    project.build();
    let changed = times().into_iter().filter(|(name, time)| before.get(name) != Some(time));
    let changed: Vec<String> = changed.map(|(name, _)| name).collect();
    assert_eq!(changed, ["SHA256SUMS", "about.html", "edition.json"]);
    assert!(!project.path(".public.twin").exists() && !project.path(".public.seals").exists());
}
