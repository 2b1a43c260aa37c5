//! Warm equals cold: whatever was edited in whatever order, compiling with what was remembered gives what compiling
//! afresh gives, messages and every byte of every page.

use std::collections::BTreeMap;
use std::fs;

use chrono::{NaiveDate, NaiveDateTime};
use gongshi::compile::{Compiled, Memo, compile};
use gongshi::world::disk::Disk;
use proptest::prelude::*;

use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};

const FILES: [&str; 4] = [ENGINEERS_FILE, TEAMS_FILE, ROUND_FILE, SITE_FILE];

/// One thing a clerk does between two saves; numbers choose the file and the line.
#[derive(Clone, Debug)]
enum Edit {
    /// The value of a line becomes another text.
    Value(usize, usize, String),
    /// A line goes.
    Remove(usize, usize),
    /// A line comes twice.
    Repeat(usize, usize),
    /// The file is as it was at first.
    Restore(usize),
    /// The file goes.
    Delete(usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    let (file, line) = (0..FILES.len(), 0..60_usize);
    let value =
        prop_oneof!["[甲乙丙丁]{1,6}", "2025-09-0[1-9]", "[a-z]{1,3}-[0-9]", Just("\"未完".to_owned())];
    prop_oneof![
        5 => (file.clone(), line.clone(), value).prop_map(|(f, l, v)| Edit::Value(f, l, v)),
        1 => (file.clone(), line.clone()).prop_map(|(f, l)| Edit::Remove(f, l)),
        1 => (file.clone(), line).prop_map(|(f, l)| Edit::Repeat(f, l)),
        3 => file.clone().prop_map(Edit::Restore),
        1 => file.prop_map(Edit::Delete),
    ]
}

fn carry_out(project: &Project, first: &BTreeMap<&str, String>, edit: &Edit) {
    let change = |file: usize, change: &dyn Fn(&mut Vec<String>, usize), line: usize| {
        let Ok(text) = fs::read_to_string(project.path(FILES[file])) else { return };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if !lines.is_empty() {
            let line = line % lines.len();
            change(&mut lines, line);
        }
        project.write(FILES[file], lines.join("\n") + "\n");
    };
    match edit {
        Edit::Value(file, line, value) => change(
            *file,
            &|lines, i| {
                if let Some((key, _)) = lines[i].split_once(": ") {
                    lines[i] = format!("{key}: {value}");
                }
            },
            *line,
        ),
        Edit::Remove(file, line) => change(
            *file,
            &|lines, i| {
                lines.remove(i);
            },
            *line,
        ),
        Edit::Repeat(file, line) => change(*file, &|lines, i| lines.insert(i, lines[i].clone()), *line),
        Edit::Restore(file) => project.write(FILES[*file], &first[FILES[*file]]),
        Edit::Delete(file) => drop(fs::remove_file(project.path(FILES[*file]))),
    }
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2025, 9, 3).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// Addresses with the bytes of their pages, or why they have none.
type Pages = Vec<(String, Result<Vec<u8>, String>)>;

/// Everything a compilation gives: its messages and its pages.
fn all(compiled: &Compiled) -> (String, Pages) {
    let page = |site: &gongshi::site::Site| {
        let render = |route: &gongshi::site::Route| {
            (route.path.clone(), site.render(route).map_err(|problem| format!("{problem:?}")))
        };
        site.routes().iter().map(render).collect()
    };
    (format!("{:?}", compiled.diagnostics), compiled.site.as_ref().map(page).unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_remembered_changes_nothing(edits in prop::collection::vec(edits(), 1..8)) {
        let project = Project::sample();
        let first: BTreeMap<&str, String> = FILES.iter().map(|file| (*file, project.read(file))).collect();
        let mut memo = Memo::default();
        for edit in &edits {
            carry_out(&project, &first, edit);
            let snapshot = Disk::new(project.root()).read(now());
            let compiled = compile(&snapshot, &mut memo);
            let warm = all(&compiled);
            let cold = all(&compile(&snapshot, &mut Memo::default()));
            prop_assert_eq!(warm, cold, "{:?}", edit);
        }
    }
}
