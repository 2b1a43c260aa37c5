//! `generate`: the Markdown for review is what is published, and an edit of it is never lost.

use super::built;
use crate::common::sample::{ENGINEERS_FILE, TEAMS_FILE};
use crate::common::{Project, tree};

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
