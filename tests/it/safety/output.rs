//! Which folder may be an output, and what becomes of what stands in it. Which may not be: robustness/output.rs.

use std::fs;

use crate::support::sample::PAGE_FILE;
use crate::support::{self, Project};

#[test]
fn an_output_folder_may_be_new_empty_or_an_edition_and_what_git_needs_is_kept() {
    let project = Project::sample();
    fs::create_dir(project.path("empty")).unwrap();
    for out in ["empty", "new/deep/site", "new/deep/site"] {
        project.succeed(&["build", "--out", out]);
        assert!(project.path(out).join("index.html").is_file());
    }
    project.write("public/.gitkeep", "keep me\n");
    project.write("public/.gitignore", "*\n");
    for _ in 0..2 {
        project.build();
        assert_eq!(project.page(".gitkeep") + &project.page(".gitignore"), "keep me\n*\n");
        project.succeed(&["verify"]);
    }
    // What an earlier edition had and this one has not is gone.
    assert!(project.path("public/engineers/g2025-003.html").exists());
    project.edit("content/pages/about.md", "menu: 1\n", "");
    fs::rename(project.path(PAGE_FILE), project.path("content/pages/other.md")).unwrap();
    project.build();
    assert!(!project.path("public/about.html").exists() && project.path("public/other.html").exists());
}

/// Two sites, and one types the other's folder.
#[test]
fn the_output_of_another_site_is_not_replaced() {
    let (project, other) = (Project::sample(), Project::sample());
    other.edit("content/site.yaml", "www.example.org.cn/gongshi/", "www.example.org.cn/other/");
    other.build();
    let before = other.public();
    let out = other.path("public");
    for command in ["build", "publish"] {
        let (code, found) = project.outcome(&[command, "--out", out.to_str().unwrap()]);
        assert_eq!((code, found[0].code.as_str()), (3, "output-refused"), "{found:#?}");
        assert!(found[0].message.contains("另一个网站") && found[0].help.contains("--out"), "{found:#?}");
        assert!(other.public() == before);
    }
    // An office renames its own site, and moves one that it has published.
    other.edit("content/site.yaml", "title: 示例公示网", "title: 新公示网");
    other.build();
    other.succeed(&["publish"]);
    other.edit("content/site.yaml", "www.example.org.cn/other/", "new.example.org.cn/");
    other.succeed(&["publish"]);
}

#[test]
fn a_relative_output_is_relative_to_the_current_folder() {
    let project = Project::sample();
    let here = tempfile::tempdir().unwrap();
    let run = support::finish(project.command(&["build", "--out", "site"]).current_dir(here.path()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(here.path().join("site/index.html").is_file() && !project.path("site").exists());
}
