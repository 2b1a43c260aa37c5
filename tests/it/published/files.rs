//! The files of the archive: what `publish` writes, and what is said where someone else wrote there.

use super::{LEDGER, PUBLICITY, announce, archive, codes, published};
use crate::support::sample::{CORRECTION, EXTENSION, RESULT};
use crate::support::{Project, sha256};

#[test]
fn publish_archives_each_notice_once_and_for_good() {
    let project = Project::sample();
    project.build();
    assert!(archive(&project).is_empty(), "a build publishes nothing");
    project.succeed(&["publish"]);
    let document = project.read(PUBLICITY);
    let digest = sha256(document.as_bytes());
    let line = format!("    - {{ file: {PUBLICITY}, sha256: {digest} }}");
    assert!(project.read(LEDGER).lines().any(|l| l == line), "{}", project.read(LEDGER));
    let page = project.page("rounds/2025/1-publicity.md");
    let body = |text: &str| text.split_once("\n---\n").unwrap().1.to_owned();
    assert_eq!(body(&document), body(&page), "the printed text, to the byte");
    assert!(!document.contains("1985-03-02") && !document.contains("博士"), "no private field is archived");
    for (today, notice) in
        [("2025-09-02", ""), ("2025-09-03", EXTENSION), ("2025-09-15", RESULT), ("2026-08-30", "")]
    {
        announce(&project, notice);
        let run = project.run(&["--today", &format!("{today} 15:00"), "publish"]);
        assert!(run.code == 0 || today == "2025-09-02", "{run:?}");
        assert_eq!(project.read(PUBLICITY), document, "{today}");
    }
    let all: Vec<String> = archive(&project).into_keys().filter(|path| path.ends_with(".md")).collect();
    let names =
        ["1-publicity", "2-extension", "3-result"].map(|name| format!("content/published/2025/{name}.md"));
    assert_eq!(all, names);
}

#[test]
fn pages_made_of_the_archive_are_those_made_of_the_records() {
    let project = Project::sample();
    announce(&project, CORRECTION);
    let project = project.at("2025-09-10");
    project.build();
    let before = project.public();
    project.succeed(&["publish"]);
    project.build();
    let mut after = project.public();
    // The manifest names the edition before it.
    for file in ["edition.json", "SHA256SUMS"] {
        after.insert(file.to_owned(), before[file].clone());
    }
    let changed: Vec<_> = before.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn a_document_that_someone_changed_is_named_with_the_way_back() {
    let project = published().at("2025-09-04");
    let document = project.read(PUBLICITY);
    let last_row = document.replace("示例丙材料有限公司 |", "示例丁材料有限公司 |");
    let fact = document.replace("ends: \"2025-09-05\"", "ends: \"2025-09-08\"");
    for text in [last_row, fact, format!("{document}\n"), String::new(), "---\nnumber: [\n---\n".to_owned()] {
        project.write(PUBLICITY, &text);
        let found = project.diagnostics();
        assert!(
            !found.is_empty() && found.iter().all(|d| d.file == PUBLICITY && d.severity == "error"),
            "{found:#?}"
        );
        assert_eq!(project.run(&["build"]).code, 1);
    }
    project.write(PUBLICITY, fact_of(&document));
    assert!(project.only_diagnostic().help.contains(&format!("git checkout -- {PUBLICITY}")));
    project.remove(PUBLICITY);
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.file.as_str()), ("archive-missing", PUBLICITY));
    assert_eq!(project.run(&["publish"]).code, 1);
    project.write(PUBLICITY, document);
    assert_eq!(codes(&project), [""; 0]);
}

fn fact_of(document: &str) -> String {
    document.replace("kind: \"publicity\"", "kind: \"restart\"")
}

#[test]
fn a_document_that_nobody_published_is_refused() {
    let project = published().at("2025-09-04");
    let document = project.read(PUBLICITY);
    for (file, code) in [
        ("content/published/2025/2-extension.md", "archive-extra"),
        ("content/published/2024/1-publicity.md", "archive-extra"),
        ("content/published/2025/notes.txt", "unexpected-file"),
        ("content/published/1-publicity.md", "unexpected-file"),
        ("content/published/2025/more/1-publicity.md", "unexpected-file"),
    ] {
        project.write(file, &document);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), (code, file), "{found:#?}");
        project.remove(file);
    }
    project.write("content/published/2025/2-result.md", vec![b'['; 100_000]);
    assert!(!codes(&project).is_empty());
}

/// What git makes of them on Windows, where nobody has told it otherwise.
#[test]
fn line_ends_of_another_system_change_no_word() {
    let project = published();
    let page = project.page("rounds/2025/1-publicity.md");
    for path in [PUBLICITY, LEDGER] {
        project.write(path, project.read(path).replace('\n', "\r\n"));
    }
    assert_eq!(codes(&project), [""; 0]);
    let project = project.at("2025-09-04");
    project.succeed(&["publish"]);
    assert_eq!(project.page("rounds/2025/1-publicity.md"), page);

    project.write(PUBLICITY, project.read(PUBLICITY).replace("李明", "李铭"));
    assert_eq!(codes(&project), ["archive-changed"]);
}
