//! `generate`: the Markdown for review is what is published, and an edit of it is never lost.

use std::process::Stdio;
use std::time::Instant;

use super::built;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, TEAMS_FILE};
use crate::support::{self, Project, tree};

#[test]
fn generate_writes_what_build_publishes_and_never_overwrites_an_edit() {
    let project = built();
    project.succeed(&["generate"]);
    let published = project.public();
    let mut reviewed = 0;
    for (path, bytes) in tree(&project.path("content/generated")) {
        if path.ends_with(".md") {
            assert_eq!(published.get(&path), Some(&bytes), "{path}");
            reviewed += 1;
        }
    }
    assert_eq!(reviewed, 6, "three engineers, two teams, one notice");
    assert_eq!(project.diagnostics(), []);

    let edited = "content/generated/engineers/g2025-001.md";
    let text = project.read(edited).replace("求解器", "编译器");
    project.write(edited, &text);
    project.edit(TEAMS_FILE, "研制储能装备", "研制大型储能装备");
    let warned = || project.diagnostics().into_iter().map(|d| (d.code, d.file, d.help)).collect::<Vec<_>>();
    let found = warned();
    let codes: Vec<_> = found.iter().map(|(code, file, _)| (code.as_str(), file.as_str())).collect();
    assert_eq!(
        codes,
        [("generated-edited", edited), ("generated-stale", "content/generated/teams/t2025-001.md")]
    );
    assert!(found[0].2.contains(ENGINEERS_FILE), "{found:#?}");
    let run = project.build();
    assert!(
        run.stderr.contains("generated-edited") && run.stderr.contains("generated-stale"),
        "{}",
        run.stderr
    );
    assert!(!project.page("engineers/g2025-001.html").contains("编译器"));

    for _ in 0..2 {
        project.succeed(&["generate"]);
        assert_eq!(project.read(edited), text);
        let codes: Vec<_> = warned().into_iter().map(|(code, ..)| code).collect();
        assert_eq!(codes, ["generated-edited"]);
    }
    assert!(project.read("content/generated/teams/t2025-001.md").contains("研制大型储能装备"));
}

#[test]
fn generate_removes_only_what_it_wrote() {
    let project = Project::sample();
    project.succeed(&["generate"]);
    project.write("content/generated/engineers/mine.md", "我的");
    let (gone, edited) =
        ("content/generated/engineers/g2025-002.md", "content/generated/engineers/g2025-003.md");
    project.write(edited, "改过");
    let records = project.read(ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, records.split("- id: g2025-002").next().unwrap());
    project.succeed(&["generate"]);
    assert!(!project.path(gone).exists());
    assert_eq!(project.read(edited), "改过");
    assert_eq!(project.read("content/generated/engineers/mine.md"), "我的");
}

/// Ended at any instant, `generate` leaves files that are whole, and knows them for its own once the records go on.
#[test]
fn a_generate_that_is_ended_leaves_nothing_that_passes_for_an_edit() {
    let project = Project::sample();
    let mut records = project.read(ENGINEERS_FILE);
    for n in 0..120 {
        records += &format!(
            "- {{ id: k{n}, programme: plan, name: 张华, unit: 示例{n}号公司, field: 人工智能, recommender: 南区科协 }}\n"
        );
    }
    project.write(ENGINEERS_FILE, records);
    let title = |version: u32| {
        let round = project.read(ROUND_FILE);
        let line = round.lines().find(|line| line.starts_with("title: ")).unwrap();
        project.write(ROUND_FILE, round.replace(line, &format!("title: 第{version}次选拔")));
    };
    title(0);
    let start = Instant::now();
    project.succeed(&["generate"]);
    let took = start.elapsed();
    let mut cut_off = 0;
    for version in 1..=12 {
        title(version);
        let mut child = project.command(&["generate"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took.mul_f64(0.4 + 0.05 * f64::from(version)));
        child.kill().unwrap();
        cut_off += u32::from(!child.wait().unwrap().success());
        for (path, bytes) in project.tree().iter().filter(|(path, _)| path.starts_with("content/generated/"))
        {
            let name = path.rsplit('/').next().unwrap();
            assert!(
                name.starts_with('.')
                    || path.ends_with('/')
                    || bytes.ends_with(b"\n")
                    || name == "manifest.json"
            );
        }
        let edited = project.diagnostics().into_iter().filter(|d| d.code == "generated-edited").count();
        assert_eq!(edited, 0, "after {version} nothing passes for an edit");
    }
    assert!(cut_off > 0);
    title(99);
    let run = project.succeed(&["generate"]);
    assert!(!run.stderr.contains("generated-edited"), "{}", run.stderr);
    let left = project.tree().into_keys().filter(|path| path.ends_with(".new")).count();
    assert_eq!(left, 0, "what was begun is finished");
}

/// A disk that is full stops it as plainly.
#[cfg(unix)]
#[test]
fn a_generate_on_a_full_disk_leaves_every_file_whole() {
    let project = Project::sample();
    project.succeed(&["generate"]);
    let before = project.tree();
    project.edit(ROUND_FILE, "title: ", "title: 新的");
    let program = project.command(&["generate"]);
    let mut limited = std::process::Command::new("sh");
    // Blocks of 512 bytes: the notice has more than one.
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]);
    limited.arg(program.get_program()).args(program.get_args());
    let run = support::finish(limited.current_dir(project.root()));
    assert!(run.code == 3 && run.stderr.contains("write-failed"), "{}", run.stderr);
    let after = project.tree();
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("content/generated/")) {
        assert!(after[path] == *bytes, "{path} is whole");
    }
    assert_eq!(before.len(), after.len(), "nothing is left beside them");
}
