//! What a build costs at N and at 2N people.

use std::fs;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::support::Project;
use crate::support::many::people;

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
