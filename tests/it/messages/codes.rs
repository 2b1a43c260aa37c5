//! The codes of messages: what makes them, and the list that they are held to.

use std::collections::BTreeSet;

use crate::architecture::source::{File, files};

/// The codes of a file: in each call that makes a message, the first literal that has the form of a code.
fn codes(file: &File, makers: &BTreeSet<String>) -> BTreeSet<String> {
    let is_code = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let calls = makers.iter().flat_map(|maker| file.code.match_indices(maker).map(|(at, m)| at + m.len()));
    let arguments = calls.map(|start| {
        let mut depth = 1;
        let end = file.code[start..].find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        &file.code[start..end.map_or(file.code.len(), |end| start + end)]
    });
    arguments.filter_map(|text| text.split('"').skip(1).step_by(2).find(is_code)).map(str::to_owned).collect()
}

/// What makes messages: the macros, the constructors, and functions with a parameter `code: &'static str`.
fn makers(files: &[File]) -> BTreeSet<String> {
    let macros = ["error!(", "warning!(", "note!(", "environment!("];
    let known = macros.into_iter().chain(["::error(", "::warning(", "::note(", "::environment("]);
    let mut makers = known.map(str::to_owned).collect::<BTreeSet<_>>();
    for file in files.iter().filter(|file| file.path != "diagnostic.rs") {
        for (at, _) in file.code.match_indices("code: &'static str") {
            let function = file.code[..at].rsplit("fn ").next().filter(|head| !head.contains('{'));
            makers.extend(function.map(|head| format!("{}(", head.split(['(', '<']).next().unwrap())));
        }
    }
    makers
}

/// Offices and programs rely on the codes, so they never change: a new one is added to the list by hand.
#[test]
fn the_codes_of_messages_are_those_of_the_list() {
    let listed = include_str!("../../data/codes.txt");
    let listed: BTreeSet<&str> = listed.lines().filter(|line| !line.starts_with('#')).collect();
    let files = files("src");
    let makers = makers(&files);
    let found: BTreeSet<String> = files.iter().flat_map(|file| codes(file, &makers)).collect();
    let new: Vec<_> = found.iter().filter(|code| !listed.contains(code.as_str())).collect();
    let is_written = |code: &str| files.iter().any(|file| file.code.contains(&format!("\"{code}\"")));
    let gone: Vec<_> = listed.iter().filter(|code| !is_written(code)).collect();
    assert!(new.is_empty() && gone.is_empty(), "tests/data/codes.txt lacks {new:?} and alone has {gone:?}");
}

#[test]
fn a_code_would_be_seen_however_it_is_given() {
    let rules = "fn bad(file: &str, code: &'static str, text: Text) {}
        fn f() { bad(file, \"a-code\", \"甲\"); error!(file(\"a/b.c\"),\n\"two\", \"乙\"); bad(file, code, \"丙\"); }";
    let rules = File::new("rules/mod.rs", rules);
    let found = codes(&rules, &makers(std::slice::from_ref(&rules)));
    assert_eq!(found, BTreeSet::from(["a-code", "two"].map(str::to_owned)));
}
