//! Every mistake the tests know, made in a project that has an edition.

#[cfg(target_os = "linux")]
mod faults;

use super::{assert_untouched, without_lock};
use crate::support::{Project, wrong};

#[test]
fn an_error_anywhere_leaves_every_file_as_it_was() {
    for wrong in wrong::all() {
        let project = Project::sample();
        project.put_sample_edition();
        wrong.apply(&project);
        let before = project.tree();
        // A page that does not render has nothing to do with the Markdown for review.
        let only_html = ["template", "markdown-depth"].contains(&wrong.code);
        let commands = if only_html { &["build"][..] } else { &["build", "generate"] };
        for command in commands {
            if project.run(&[command]).code != 0 {
                assert_untouched(&before, &without_lock(project.tree()));
            }
        }
    }
}
