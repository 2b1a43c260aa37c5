//! What is wrong with files, folders and surroundings rather than with a line.

use std::fs;

use super::{is_told_in_both_languages, texts};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, TEAMS_FILE};

/// Mistakes that no single line of a file shows, with the exit code and the command that meets them.
pub(super) type Trouble = (&'static str, i32, &'static [&'static str], fn(&Project));

pub(super) const TROUBLES: &[Trouble] = &[
    ("no-content", 3, &["check"], |p| p.remove("content")),
    ("no-round", 1, &["check"], |p| p.remove(ROUND_FILE)),
    ("photo-unusable", 1, &["check"], |p| p.write("content/rounds/2025/photos/g2025-001.jpg", "")),
    ("photo-of-nobody", 1, &["check"], |p| p.write("content/rounds/2025/photos/g2025-009.jpg", "")),
    ("not-utf8", 1, &["check"], |p| p.write(TEAMS_FILE, b"- name: \xD5\xC5\xC8\xFD\n")),
    ("file-too-large", 1, &["check"], |p| {
        fs::File::create(p.path("content/pages/a.md")).unwrap().set_len(65 << 20).unwrap();
    }),
    ("too-many-records", 1, &["check"], |p| p.write(ENGINEERS_FILE, "- a: 1\n".repeat(100_001))),
    ("folder-not-file", 1, &["check"], |p| fs::create_dir(p.path("content/pages/a.md")).unwrap()),
    #[cfg(unix)]
    ("bad-file-name", 1, &["check"], |p| {
        p.write("themes/default/static/a\\b.css", "");
    }),
    ("path-too-long", 1, &["check"], |p| {
        p.write(&format!("content/pages/{}{}/a.md", "a".repeat(200), "/a".repeat(110)), "");
    }),
    ("too-long", 1, &["check"], |p| {
        p.write(PAGE_FILE, format!("---\ntitle: 长\n---\n{}", "长".repeat(500_000)));
    }),
    ("generated-edited", 0, &["check"], |p| {
        p.succeed(&["generate"]);
        p.write("content/generated/engineers/g2025-001.md", "改过\n");
    }),
    ("generated-stale", 0, &["check"], |p| {
        p.succeed(&["generate"]);
        p.edit(ENGINEERS_FILE, "负责求解器", "主持求解器");
    }),
    ("output-refused", 3, &["build", "--out", "content"], |_| ()),
    ("write-failed", 3, &["build", "--out", "file/public"], |p| p.write("file", "")),
    ("not-empty", 3, &["init", "."], |_| ()),
    ("no-edition", 3, &["verify"], |_| ()),
    ("bad-edition", 3, &["verify"], |p| p.write("public/edition.json", "{}")),
    #[cfg(unix)]
    ("link-in-content", 1, &["check"], |p| {
        std::os::unix::fs::symlink("/etc/hosts", p.path("content/pages/a.md")).unwrap();
    }),
    #[cfg(target_os = "linux")]
    ("special-file", 1, &["check"], |p| {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, p.path("content/pages/a.md"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    }),
];

#[test]
fn troubles_of_files_and_folders_are_named_with_their_exit_code() {
    let mut failures = String::new();
    for (code, expected, args, prepare) in TROUBLES {
        let project = Project::sample();
        prepare(&project);
        let (exit, found) = project.outcome(args);
        // There is no line to point at.
        let zh = project.run(args);
        let points = zh.stderr.contains('^') && found.iter().any(|d| !project.path(&d.file).is_file());
        let is_named = !found.is_empty() && found.iter().all(|d| d.code == *code);
        if points || !is_named || (exit, zh.code) != (*expected, *expected) {
            failures += &format!("{code} with exit {expected}, but got exit {exit}, {found:#?}\n");
        }
        let en = texts(&project.run(&[&["--lang", "en"], *args].concat()).stderr);
        assert_eq!(en.len(), found.len(), "{en:#?}");
        for (zh, en) in found.iter().zip(&en) {
            if !is_told_in_both_languages(zh, en) {
                failures += &format!("{code}: {zh:#?}\n{en}\n");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
