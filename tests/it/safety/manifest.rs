//! A manifest is what someone may have written into the output: no path of it is believed before it was looked at.

use std::fs;

use serde_json::{Value, json};

use super::{built, refused};
use crate::support::many::people;
use crate::support::sample::SITE_FILE;
use crate::support::{self, Project, sha256};

/// Changes the list of files of a manifest and makes its digest right again, as a forger would.
fn forge(project: &Project, folder: &str, change: impl Fn(&mut Vec<Value>)) {
    let path = format!("{folder}/edition.json");
    let mut manifest: Value = serde_json::from_str(&project.read(&path)).unwrap();
    let files = manifest["files"].as_array_mut().unwrap();
    change(files);
    let line =
        |file: &Value| format!("{}  {}\n", file["sha256"].as_str().unwrap(), file["path"].as_str().unwrap());
    let lines: String = files.iter().map(line).collect();
    manifest["digest"] = sha256(lines.as_bytes()).into();
    project.remove(&path);
    project.write(&path, manifest.to_string());
}

/// Adds a path where it stands in order.
fn add(files: &mut Vec<Value>, path: &str) {
    files.push(json!({ "path": path, "size": 0, "sha256": sha256(b"") }));
    files.sort_by(|a, b| a["path"].as_str().cmp(&b["path"].as_str()));
}

const OUTSIDE: [&str; 19] = [
    "../victim",
    "../../victim",
    "pages/../../victim",
    "..",
    ".",
    "./index.html",
    "engineers/./x.html",
    "/etc/passwd",
    "//host/share",
    "engineers//x.html",
    "engineers/",
    "",
    "..\\victim",
    "\\\\host\\share",
    "engineers\\x.html",
    "edition.json",
    ".gitkeep",
    ".gongshi-staging/new/x.html",
    "a\nb.html",
];

#[test]
fn a_manifest_with_paths_that_no_edition_has_is_refused_by_every_command_that_reads_it() {
    for path in OUTSIDE {
        let project = built();
        project.write("victim", "重要");
        forge(&project, "public", |files| add(files, path));
        for command in ["build", "publish", "undo"] {
            refused(&project, "output-refused", 3, &[command]);
        }
        refused(&project, "bad-edition", 3, &["verify"]);
    }
}

#[test]
fn a_manifest_out_of_order_or_with_a_path_twice_is_refused() {
    let changes: [fn(&mut Vec<Value>); 2] = [
        |files| files.swap(0, 1),
        |files| {
            let file = files[0].clone();
            files.insert(0, file);
        },
    ];
    for change in changes {
        let project = built();
        forge(&project, "public", change);
        refused(&project, "output-refused", 3, &["build"]);
        refused(&project, "bad-edition", 3, &["verify"]);
    }
}

#[test]
fn a_kept_edition_with_such_a_manifest_is_not_gone_back_to() {
    let project = built();
    project.edit(SITE_FILE, "title: 示例", "title: 新示例");
    project.succeed(&["build", "--keep", "1"]);
    let name = fs::read_dir(project.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .find(|name| name.starts_with(".public.kept-"))
        .unwrap();
    forge(&project, &name, |files| add(files, "../victim"));
    refused(&project, "bad-edition", 3, &["undo"]);
}

/// Of a large edition what is no longer there is taken out of what is made of it.
#[test]
fn nothing_outside_is_deleted_whatever_the_manifest_names() {
    let project = people(300);
    let build = ["--today", "2025-09-03", "build"];
    project.succeed(&build);
    let elsewhere = tempfile::tempdir().unwrap();
    let victims = [project.path("victim"), elsewhere.path().join("victim")];
    for victim in &victims {
        fs::write(victim, "重要").unwrap();
    }
    forge(&project, "public", |files| {
        add(files, "../victim");
        add(files, victims[1].to_str().unwrap());
    });
    project.write(SITE_FILE, project.read(SITE_FILE).replacen("title: ", "title: 新", 1));
    let before = support::tree(&project.path("public"));
    project.run(&build);
    for victim in &victims {
        assert!(victim.exists(), "{}", victim.display());
    }
    assert!(support::tree(&project.path("public")) == before, "refused");
}
