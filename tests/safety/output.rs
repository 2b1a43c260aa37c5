//! Which folder may be an output: never one that holds anything the program did not write.

use std::fs;

use super::{built, refused};
use crate::common::sample::PAGE_FILE;
use crate::common::{self, Project, tree};

#[test]
fn folders_that_are_the_project_or_hold_it_are_no_output() {
    let project = built();
    let above = project.root().parent().unwrap().to_str().unwrap().to_owned();
    project.write("themes/default/static/own.css", "");
    project.write("src/main.rs", "");
    project.write(".git/HEAD", "");
    let content = project.path("content");
    for out in [
        ".",
        "..",
        "/",
        &above,
        "./content/..",
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
        "src",
        ".git",
    ] {
        refused(&project, "output-refused", 3, &["build", "--out", out]);
    }
}

#[test]
fn a_folder_with_a_file_of_someone_is_no_output() {
    let project = built();
    for (out, file) in [
        ("mine", "mine/重要.docx"),
        ("mine", "mine/deep/er/notes.txt"),
        ("mine", "mine/index.html"),
        ("mine", "mine/edition.json"),
        ("public", "public/重要.docx"),
        ("public", "public/engineers/g2025-099.html"),
        ("public", "public/.git/HEAD"),
    ] {
        project.write(file, "重要");
        refused(&project, "output-refused", 3, &["build", "--out", out]);
        project.remove(file);
        fs::remove_dir_all(project.path("mine")).ok();
        fs::remove_dir_all(project.path("public/.git")).ok();
    }
    project.write("file", "重要");
    refused(&project, "output-refused", 3, &["build", "--out", "file"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_no_output_and_nothing_is_written_through_one() {
    use std::os::unix::fs::symlink;
    let project = built();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("重要.docx"), "重要").unwrap();
    symlink(elsewhere.path(), project.path("link")).unwrap();
    refused(&project, "output-refused", 3, &["build", "--out", "link"]);
    // A link that leads back into the content does not hide it.
    symlink(project.path("content"), project.path("alias")).unwrap();
    refused(&project, "output-refused", 3, &["build", "--out", "alias/new"]);
    // A link planted in the edition: its target stays, whatever becomes of the link.
    let target = elsewhere.path().join("重要.docx");
    fs::remove_file(project.path("public/index.html")).unwrap();
    symlink(&target, project.path("public/index.html")).unwrap();
    project.run(&["build"]);
    fs::remove_dir_all(project.path("public")).unwrap();
    symlink(elsewhere.path(), project.path("public")).unwrap();
    refused(&project, "output-refused", 3, &["build"]);
    for name in [".public.staging", ".public.lock"] {
        let project = Project::sample();
        symlink(elsewhere.path(), project.path(name)).unwrap();
        project.run(&["build"]);
        assert_eq!(tree(elsewhere.path()).len(), 1, "{name}");
    }
    assert_eq!(fs::read_to_string(target).unwrap(), "重要");
}

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

#[test]
fn a_relative_output_is_relative_to_the_current_folder() {
    let project = Project::sample();
    let here = tempfile::tempdir().unwrap();
    let run = common::finish(project.command(&["build", "--out", "site"]).current_dir(here.path()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(here.path().join("site/index.html").is_file() && !project.path("site").exists());
}
