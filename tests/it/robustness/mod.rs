//! Where generators of sites are known to fail, and what this one does there.

mod chinese;
mod domain;
mod files;
mod output;
mod slow;
mod texts;
mod values;

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::sample::PAGE_FILE;
use crate::support::{self, Diagnostic, Project, Run};

/// Builds over a good edition what must be refused: exit status 1, one complaint that names file, line and remedy, and
/// the edition as it was. Gives the complaint.
fn refused(project: &Project, code: &str) -> Diagnostic {
    project.put_sample_edition();
    let (exit, found) = project.outcome(&["build"]);
    assert_eq!(exit, 1, "{code}: {found:#?}");
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), [code], "{found:#?}");
    let found = found.into_iter().next().unwrap();
    assert!(!found.file.is_empty() && found.line > 0 && !found.help.is_empty(), "{found:#?}");
    assert!(project.public() == *support::sample_edition(), "{code}: what is online stays as it was");
    found
}

/// What a refusal may take at most: it comes before memory grows.
const REFUSAL_MB: u64 = 200;

/// The sample with one place of a file changed.
fn edited(file: &str, from: &str, to: &str) -> Project {
    let project = Project::sample();
    project.edit(file, from, to);
    project
}

/// The sample with an authored page made of some Markdown.
fn authored(markdown: &str) -> Project {
    let project = Project::sample();
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{markdown}\n"));
    project
}

/// Checks a project within a minute, and says how many MB the program took at most.
fn bounded(project: &Project) -> (Run, u64) {
    let started = Instant::now();
    let mut child = project
        .command(&["--json", "check"])
        .stdout(Stdio::from(fs::File::create(project.path("said.json")).unwrap()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The kernel keeps the highest mark of a process; it can be read as long as the process lives.
    let mut peak = 0;
    let status = loop {
        let seen = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let mark = seen.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = mark.map_or(peak, |kb| peak.max(kb.trim().parse::<u64>().unwrap() / 1024));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("it hangs");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let stdout = project.read("said.json");
    project.remove("said.json");
    (Run { code: status.code().unwrap(), stdout, stderr: String::new() }, peak)
}

/// Refused in bounded time and memory, with the one code.
fn refused_at_once(project: &Project, code: &str) {
    let (run, peak) = bounded(project);
    let found = support::diagnostics(&serde_json::from_str(&run.stdout).unwrap());
    assert!(run.code == 1 && found.iter().all(|d| d.code == code) && !found.is_empty(), "{found:#?}");
    assert!(peak < REFUSAL_MB, "{code}: {peak} MB");
    refused(project, code);
}
