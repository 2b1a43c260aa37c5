//! What a build takes over from the output is what it would have made: any edit, any tampering.

use std::fs;

use serde_json::Value;

use crate::support::many::people;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE};
use crate::support::{Project, sha256, tree};

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
    let (warm, cold) = (project.public(), tree(&fresh));
    let differ: Vec<&String> = cold.keys().filter(|path| warm.get(*path) != cold.get(*path)).collect();
    assert!(differ.is_empty() && warm.len() == cold.len(), "{what}: {differ:?}");
    fs::remove_dir_all(fresh).unwrap();
    fs::remove_file(project.path(".fresh.seals")).unwrap();
}

/// The twin holds what is public and nothing else, without taking room.
#[cfg(unix)]
fn the_twin_is_true(project: &Project, what: &str) {
    use std::os::unix::fs::MetadataExt;
    let (twin, public) = (tree(&project.path(".public.twin")), project.public());
    let differ: Vec<&String> = public.keys().filter(|path| twin.get(*path) != public.get(*path)).collect();
    assert!(differ.is_empty() && twin.len() == public.len(), "{what}: {:?}", differ.iter().take(3));
    for path in public.keys().filter(|path| !path.ends_with('/')) {
        let file = |folder: &str| fs::metadata(project.path(&format!("{folder}/{path}"))).unwrap().ino();
        assert_eq!(file("public"), file(".public.twin"), "{what}: {path}");
    }
}

#[cfg(not(unix))]
fn the_twin_is_true(_: &Project, _: &str) {}

const TODAY: &str = "2025-09-03";

#[test]
fn nothing_changed_renders_nothing_and_one_record_writes_little() {
    let project = people(400);
    let (all, written) = build(&project, TODAY);
    assert!(all > 800 && written >= all, "{all}, {written}");
    assert_eq!(build(&project, TODAY), (0, 0));
    let list = project.read(ENGINEERS_FILE).replace("示例7号厂", "示例7号研究所");
    project.write(ENGINEERS_FILE, list);
    let (_, written) = build(&project, TODAY);
    assert!(written < all / 5, "{written} of {all} written");
    is_as_if_new(&project, TODAY, "one record");
}

#[test]
fn whatever_was_changed_the_output_is_as_if_new() {
    let project = people(300);
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
    let change = || replace(SITE_FILE, "title: ", "title: 又");
    let edits: [(&str, &dyn Fn()); 13] = [
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
        ("a template", &|| project.write("themes/default/markdown/engineer.md", "# {{ entry.name }}\n")),
        ("seals that are none", &|| {
            project.write("public/../.public.seals", "不是");
            change();
        }),
        ("a file put into the twin", &|| {
            project.write(".public.twin/engineers/extra/page.html", "不该在这里");
            change();
        }),
        ("a file of the twin gone", &|| {
            fs::remove_file(project.path(".public.twin/engineers/many5.html")).unwrap();
            change();
        }),
        ("a file of the twin that is another", &|| {
            fs::remove_file(project.path(".public.twin/engineers/many5.html")).unwrap();
            project.write(".public.twin/engineers/many5.html", "不该在这里");
            change();
        }),
        ("a file in the twin's place", &|| {
            fs::remove_dir_all(project.path(".public.twin")).unwrap();
            project.write(".public.twin", "不是文件夹");
            change();
        }),
    ];
    for (what, edit) in edits {
        edit();
        build(&project, TODAY);
        is_as_if_new(&project, TODAY, what);
        the_twin_is_true(&project, what);
    }
    build(&project, "2025-09-04");
    is_as_if_new(&project, "2025-09-04", "another day");
}

#[test]
fn what_is_taken_over_is_searched_again_where_something_more_is_private() {
    let project = people(300);
    let list = project.read(ENGINEERS_FILE);
    let secret = "在保密车间主持阀门试制";
    project.write(ENGINEERS_FILE, list.replacen("summary: ", &format!("summary: {secret}，"), 1));
    build(&project, TODAY);
    let before = project.public();
    // The page stays as it is, but what it says is now also the remark on an objection.
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
fn a_theme_that_shows_a_text_as_it_was_typed_is_rendered_for_every_change_of_it() {
    let project = people(300);
    project.write("themes/default/markdown/engineer.md", "# {{ entry.name }}\n\n{{ entry.summary }}\n");
    let list = project.read(ENGINEERS_FILE);
    let (id, rest) = list.split_at(list.find("- id: many0\n").unwrap());
    let text = |lines: &str| {
        let (before, after) = rest.split_once("  summary: ").unwrap();
        let after = after.split_once('\n').unwrap().1;
        format!("{id}{before}  summary: |\n{lines}{after}")
    };
    project.write(ENGINEERS_FILE, text("    甲\n    乙\n"));
    build(&project, TODAY);
    project.write(ENGINEERS_FILE, text("    甲\n\n    乙\n"));
    build(&project, TODAY);
    is_as_if_new(&project, TODAY, "an empty line in a summary");
}

#[test]
fn what_undo_takes_down_stays_in_no_twin() {
    let project = people(300);
    let change = |from: &str, to: &str, args: &[&str]| {
        project.write(SITE_FILE, project.read(SITE_FILE).replacen(from, to, 1));
        project.succeed(args);
    };
    let (build, keep) = (["--today", TODAY, "build"], ["--today", TODAY, "build", "--keep", "1"]);
    project.succeed(&build);
    change("title: ", "title: 甲", &keep);
    change("title: 甲", "title: 乙", &build);
    the_twin_is_true(&project, "before");
    project.succeed(&["--today", TODAY, "undo"]);
    assert!(!project.path(".public.twin").exists());
    project.succeed(&build);
    is_as_if_new(&project, TODAY, "after undo");
}
