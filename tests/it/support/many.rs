//! Projects of many people.

use std::fmt::Write as _;

use super::Project;
use super::sample::ENGINEERS_FILE;

/// A project with many engineers, each with a text of some length.
pub(crate) fn people(count: usize) -> Project {
    let project = Project::sample();
    let mut list = project.read(ENGINEERS_FILE);
    for i in 0..count {
        let (name, text) = (
            format!("李{}", ["明", "华", "思远", "知行"][i % 4]),
            "主持完成关键部件的改进，".repeat(8 + i % 9),
        );
        write!(
            list,
            "- id: many{i}\n  programme: plan\n  name: {name}\n  unit: 示例{i}号厂\n  field: 人工智能\n  recommender: 示例区科协\n  summary: {text}\n"
        )
        .unwrap();
    }
    project.write(ENGINEERS_FILE, list);
    project
}
