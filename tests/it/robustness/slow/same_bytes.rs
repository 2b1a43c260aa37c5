//! The same content built in any order, on any number of threads, over any earlier output.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::robustness::output::differing;
use crate::support::{self, Project, Tree, tree};

/// Six builds of one content: folders that list their files in another order, one thread and many, over nothing, over
/// another edition, over an edited and over a damaged one.
#[test]
fn the_same_content_gives_the_same_bytes() {
    let first = Project::repo_sample();
    let records = first.read("content/rounds/2026/engineers.yaml");
    let mut files: Vec<(String, Vec<u8>)> = tree(&first.path("content"))
        .into_iter()
        .filter(|(name, _)| !name.ends_with('/') && name != "rounds/2026/engineers.yaml")
        .collect();
    // One record a file, so that there is an order to shuffle.
    for (i, record) in records.split("\n- id: ").enumerate() {
        let record = record.trim_start_matches("- id: ");
        if i > 0 || records.starts_with("- id: ") {
            files.push((
                format!("rounds/2026/engineers/{i:03}.yaml"),
                format!("- id: {record}\n").into_bytes(),
            ));
        }
    }
    let shared_memory = Path::new("/dev/shm");
    let mut expected: Option<Tree> = None;
    for (n, threads) in ["1", "2", "8", "1", "3", "8"].iter().enumerate() {
        // tmpfs lists files in the order they were made in; ext4 by a hash of its own.
        let folder = match n % 2 == 1 && shared_memory.is_dir() {
            true => tempfile::tempdir_in(shared_memory).unwrap(),
            false => tempfile::tempdir().unwrap(),
        };
        let root = folder.path();
        let len = files.len();
        files.rotate_left(len / 3 + n);
        if n % 2 == 0 {
            files.reverse();
        }
        for (name, bytes) in &files {
            let path = root.join("content").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let build = |today: &str| {
            let args = ["--root", root.to_str().unwrap(), "--today", today, "build", "--out", "public"];
            let mut command = first.command(&args);
            let zone = if n % 2 == 0 { "America/New_York" } else { "Asia/Shanghai" };
            let run =
                support::finish(command.current_dir(root).env("RAYON_NUM_THREADS", threads).env("TZ", zone));
            assert_eq!(run.code, 0, "{}", run.stderr);
        };
        if n >= 2 {
            build("2026-09-24");
        }
        if n >= 3 {
            fs::write(root.join("public/index.html"), "改过").unwrap();
        }
        if n >= 4 {
            fs::remove_file(root.join("public/feed.xml")).unwrap();
        }
        build("2026-09-21");
        let public = tree(&root.join("public"));
        let expected = expected.get_or_insert_with(|| public.clone());
        assert_eq!(differing(expected, &public), BTreeSet::new(), "build {n}");
        assert!(public.len() > 200);
    }
}
