//! What a build costs at N and at 2N people.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::common::Project;
use crate::common::sample::ENGINEERS_FILE;

/// A project with many engineers, each with a text of some length.
fn people(count: usize) -> Project {
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

/// `cutime` counts every child of this process, so the tests that start some take turns.
static TURN: Mutex<()> = Mutex::new(());

/// Hundredths of seconds that the children of this process have computed so far, `cutime` of proc(5). Unlike the time
/// that passes, it does not depend on what else the machine does.
fn computed() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, after_name) = stat.rsplit_once(") ").unwrap();
    after_name.split(' ').nth(13).unwrap().parse().unwrap()
}

fn cost(project: &Project) -> u64 {
    let one = |_| {
        let before = computed();
        project.succeed(&["build"]);
        fs::remove_dir_all(project.path("public")).unwrap();
        computed() - before
    };
    (0..2).map(one).min().unwrap()
}

#[test]
fn twice_the_people_cost_twice_the_work() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let (some, twice) = (cost(&people(800)), cost(&people(1600)));
    assert!(twice * 10 < some * 26, "{some} and {twice} hundredths of a second");
}

/// The writable memory of the process is limited by the system; a build that held every page would need more.
#[test]
fn a_build_of_thousands_needs_little_memory() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let project = people(3000);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -d 120000 && exec \"$0\" --root \"$1\" --today 2025-09-03 build"]);
    command.arg(env!("CARGO_BIN_EXE_gongshi")).arg(project.root());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes: usize = project.public().values().map(Vec::len).sum();
    assert!(bytes > 20_000_000, "the pages together: {bytes}");
}
