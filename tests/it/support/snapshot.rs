//! Whole texts kept beside the tests, in `tests/it/snapshots/`, and compared with what the program says today.
//!
//! Where a text is meant to change, `INSTA_UPDATE=always cargo test --test it snapshots` writes it anew; the
//! difference is then read like any other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(subject: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots").join(subject)
}

/// Compares texts with the snapshots of a subject: each has one, and there is none beside them.
pub(crate) fn assert_snapshots(subject: &str, texts: &BTreeMap<String, String>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(subject));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, text) in texts {
            insta::assert_snapshot!(name.as_str(), text);
        }
    });
    let kept = fs::read_dir(folder(subject)).unwrap().map(|entry| entry.unwrap().file_name());
    let unused = kept.filter(|file| {
        let name = file.to_str().unwrap().strip_suffix(".snap");
        name.is_none_or(|name| !texts.contains_key(name))
    });
    assert_eq!(unused.collect::<Vec<_>>(), [""; 0], "snapshots that no test uses");
}

/// A text without the variables that the template engine proposes, which other changes change.
pub(crate) fn normalised(text: &str) -> String {
    let line = |line: &str| match line.split_once("Available variables: ") {
        Some((before, _)) => format!("{before}Available variables: […]\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
