//! An edition can be made again and checked: same bytes from same content, `verify` tells the difference.

use serde_json::Value;

use super::{assert_untouched, built};
use crate::support::{self, Project};

/// The moment is the day's noon, whoever names it, and a page shows the day.
#[test]
fn the_same_moment_however_given_gives_the_same_bytes() {
    let first = Project::repo_sample();
    first.build();
    let expected = first.public();
    let other = Project::repo_sample().at("2026-09-21 12:00");
    other.build();
    assert_untouched(&expected, &other.public());
    let clock = Project::repo_sample();
    let asked = clock.command(&[]);
    let args = asked.get_args().filter(|a| *a != "--today" && *a != "2026-09-21");
    let mut command = std::process::Command::new(asked.get_program());
    // 2026-09-21 12:00 in Beijing.
    let run = support::finish(command.args(args).arg("build").env("SOURCE_DATE_EPOCH", "1789963200"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_untouched(&expected, &clock.public());
}

/// `verify` as JSON: intact, and each difference as `path difference`.
fn verified(project: &Project) -> (bool, Vec<String>) {
    let document = project.json(&["verify"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let differences = document["differences"].as_array().unwrap().iter();
    let differences =
        differences.map(|d| format!("{} {}", text(&d["path"]), text(&d["difference"]))).collect();
    (document["intact"].as_bool().unwrap(), differences)
}

#[test]
fn verify_names_what_was_changed_lost_or_added_and_says_intact_otherwise() {
    let project = built();
    assert_eq!(verified(&project), (true, vec![]));
    let run = project.succeed(&["verify"]);
    assert!(run.stderr.contains("完全一致"), "{}", run.stderr);

    let page = project.page("engineers/g2025-001.html");
    project.write("public/engineers/g2025-001.html", page.replace("王一鸣", "王二鸣"));
    project.remove("public/feed.xml");
    project.write("public/rounds/extra.html", "");
    let expected = ["engineers/g2025-001.html changed", "feed.xml missing", "rounds/extra.html added"];
    assert_eq!(verified(&project), (false, expected.map(str::to_owned).to_vec()));
    let run = project.run(&["verify"]);
    assert_eq!(run.code, 1);
    for said in ["被改动：engineers/g2025-001.html", "缺失：feed.xml", "多出：rounds/extra.html"] {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn a_manifest_changed_with_its_file_is_found_out() {
    let project = built();
    let digest = |text: &str| project.json(&["verify"]).get(text).cloned();
    let known = digest("digest");
    // A line taken out of the manifest breaks the manifest's own fingerprint.
    let manifest = project.page("edition.json");
    let line = manifest.lines().find(|l| l.contains("feed.xml")).unwrap();
    project.write("public/edition.json", manifest.replace(&format!("{line}\n"), ""));
    project.remove("public/feed.xml");
    assert_eq!(project.run(&["verify"]).code, 3);
    project.write("public/edition.json", &manifest);
    assert_eq!(digest("digest"), known);
    assert_eq!(project.run(&["verify"]).code, 1);
}

/// The fingerprint can be made by hand: it is what `sha256sum` prints for the files, hashed; and `sha256sum -c` checks
/// them all.
#[cfg(unix)]
#[test]
fn the_fingerprint_and_the_checksums_are_those_of_stock_tools() {
    let project = built();
    let at = |line: &str| {
        let mut command = std::process::Command::new("sh");
        support::finish(command.args(["-c", line]).current_dir(project.path("public")))
    };
    let digest = project.json(&["verify"])["digest"].as_str().unwrap().to_owned();
    let by_hand = at("grep -v '  edition.json$' SHA256SUMS | sha256sum");
    assert_eq!(by_hand.stdout, format!("{digest}  -\n"));
    let found = at(
        "find . -type f ! -name SHA256SUMS ! -name .gitkeep -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum",
    );
    assert_eq!(found.stdout, project.page("SHA256SUMS"), "{}", found.stderr);
    assert_eq!(at("sha256sum --quiet -c SHA256SUMS").code, 0);
    project.write("public/feed.xml", "");
    let run = at("sha256sum --quiet -c SHA256SUMS");
    assert!(run.code == 1 && run.stdout.contains("feed.xml"), "{}", run.stdout);
    project.remove("public/SHA256SUMS");
    let expected = ["SHA256SUMS missing", "feed.xml changed"];
    assert_eq!(verified(&project), (false, expected.map(str::to_owned).to_vec()));
}

/// What did not change is not written again: its bytes, its time and, where it can be seen, the file itself stay.
#[test]
fn a_build_writes_only_what_changed() {
    let project = built();
    let times = |project: &Project| {
        let files = project.public().into_keys().filter(|name| !name.ends_with('/'));
        files
            .map(|name| {
                let meta = std::fs::metadata(project.path("public").join(&name)).unwrap();
                #[cfg(unix)]
                let id = std::os::unix::fs::MetadataExt::ino(&meta);
                #[cfg(not(unix))]
                let id = 0;
                (name, (meta.modified().unwrap(), id))
            })
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = times(&project);
    let written = |project: &Project| project.json(&["build"])["built"]["written"].as_u64().unwrap();
    assert_eq!(written(&project), 0);
    assert_eq!(times(&project), before, "an unchanged build touches nothing");

    project.edit(crate::support::sample::ENGINEERS_FILE, "从事材料计算", "从事材料的计算");
    let said = written(&project);
    let after = times(&project);
    let changed =
        after.into_iter().filter(|(name, time)| before.get(name) != Some(time)).map(|(name, _)| name);
    // The text is found by search too.
    let (search, changed): (Vec<String>, Vec<String>) = changed.partition(|name| name.starts_with("search"));
    assert_eq!(changed, ["SHA256SUMS", "edition.json", "engineers/g2025-003.html", "engineers/g2025-003.md"]);
    assert_eq!(said as usize, search.len() + 2);

    // An edit by hand goes, even one that keeps size and time.
    let (page, path) = (project.page("about.html"), project.path("public/about.html"));
    let expected = project.public();
    project.write("public/about.html", page.replace("名单", "单名"));
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(before["about.html"].0).unwrap();
    assert_eq!(written(&project), 1);
    assert_untouched(&expected, &project.public());
}
