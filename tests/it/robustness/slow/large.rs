//! Texts of many megabytes.

use crate::robustness::{REFUSAL_MB, bounded, edited, refused};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE};
use crate::support::{self, Project};

#[test]
fn a_text_without_end_is_refused_naming_the_limit() {
    let biography = "长".repeat(20_000_000);
    for text in [biography.clone(), format!("\"{biography}\""), format!("|\n    {biography}")] {
        let project = edited(ENGINEERS_FILE, "summary: 从事电机设计。", &format!("summary: {text}"));
        let (run, peak) = bounded(&project);
        assert_eq!(run.code, 1);
        let found = &support::diagnostics(&serde_json::from_str(&run.stdout).unwrap())[0];
        assert!(found.file == ENGINEERS_FILE && found.message.contains("20000"), "{found:#?}");
        // The file alone is 57 MB.
        assert!(peak < 2 * REFUSAL_MB, "{peak} MB");
    }
    let project = Project::sample();
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{biography}"));
    assert!(refused(&project, "too-long").message.contains("500000"));
}
