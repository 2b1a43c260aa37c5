//! Every mistake the tests know, in files as other systems write them.

use crate::support::{Project, wrong};

#[test]
fn a_byte_order_mark_and_crlf_move_no_place() {
    for wrong in wrong::all().into_iter().filter(|w| !["template", "too-long"].contains(&w.code)) {
        let project = Project::sample();
        wrong.apply(&project);
        let found = project.diagnostics();
        for path in project.tree().keys().filter(|p| p.ends_with(".yaml") || p.ends_with(".md")) {
            let text = project.read(path).replace('\n', "\r\n");
            project.write(path, format!("\u{FEFF}{text}"));
        }
        assert_eq!(project.diagnostics(), found);
    }
}
