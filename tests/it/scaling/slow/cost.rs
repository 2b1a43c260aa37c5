//! What a build costs at N and at 2N people.

use std::fs;
use std::process::Command;

use crate::support::many::people;
use crate::support::{Project, finish};

/// Milliseconds that a build computes, the lesser of two. Unlike the time that passes, they do not depend on what else
/// the machine does. The shell tells them of the one program that it ran.
fn cost(project: &Project) -> u64 {
    let one = |_| {
        let mut command = Command::new("sh");
        command.args(["-c", "\"$0\" --root \"$1\" --today 2025-09-03 build 2>/dev/null && times"]);
        let run = finish(command.arg(env!("CARGO_BIN_EXE_gongshi")).arg(project.root()));
        assert_eq!(run.code, 0, "{}", run.stderr);
        fs::remove_dir_all(project.path("public")).unwrap();
        milliseconds(run.stdout.lines().last().unwrap())
    };
    (0..2).map(one).min().unwrap()
}

/// User and system time together, of `0m1.250s 0m0.500s`.
fn milliseconds(times: &str) -> u64 {
    let each = times.split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        let (seconds, rest) = seconds.split_once('.').unwrap();
        let number = |text: &str| text.parse::<u64>().unwrap();
        number(minutes) * 60_000 + number(seconds) * 1000 + number(&format!("{rest:0<3}")[..3])
    });
    each.sum()
}

#[test]
fn twice_the_people_cost_twice_the_work() {
    let (some, twice) = (cost(&people(800)), cost(&people(1600)));
    assert!(twice * 10 < some * 26, "{some} and {twice} ms");
}

/// The writable memory of the process is limited by the system; a build that held every page would need more.
#[test]
fn a_build_of_thousands_needs_little_memory() {
    let project = people(3000);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -d 140000 && exec \"$0\" --root \"$1\" --today 2025-09-03 build"]);
    command.arg(env!("CARGO_BIN_EXE_gongshi")).arg(project.root());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes: usize = project.public().values().map(Vec::len).sum();
    assert!(bytes > 20_000_000, "the pages together: {bytes}");
}
