//! The codes of diagnostics: what makes them, and the list that they are held to.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, sources};

/// The functions that make a diagnostic from a code: those with a parameter `code: &'static str`.
fn makers(sources: &[Source]) -> BTreeSet<String> {
    let mut makers = BTreeSet::new();
    for source in sources {
        let prefix = if source.room() == "diagnostic" { "Diagnostic::" } else { "" };
        for at in source.find("code: &'static str") {
            let before = &source.code[..at];
            // A field of that name is no parameter: a brace stands between it and the last `fn`.
            let function =
                before.rfind("fn ").map(|f| &before[f + "fn ".len()..]).filter(|f| !f.contains('{'));
            makers.extend(function.and_then(|f| f.split(['(', '<']).next()).map(|f| format!("{prefix}{f}(")));
        }
    }
    makers
}

/// The codes a file gives to makers: in each call, the first text before the message.
fn codes(source: &Source, makers: &BTreeSet<String>) -> Vec<String> {
    let calls = makers.iter().flat_map(|maker| source.find(maker).into_iter().map(|at| at + maker.len()));
    let code = |start: usize| {
        let before_message = source.text[start..call_end(&source.code, start)].split("words!").next()?;
        before_message.split('"').nth(1).map(str::to_owned)
    };
    calls.filter_map(code).collect()
}

/// Where the arguments that begin at `start` end.
fn call_end(code: &str, start: usize) -> usize {
    let mut depth = 1;
    let end = code[start..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    start + end.unwrap().0
}

/// Every code with the rooms that report it, one a line: what `tests/data/codes.txt` holds.
fn register(sources: &[Source]) -> String {
    let makers = makers(sources);
    let mut rooms: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for source in sources {
        for code in codes(source, &makers) {
            rooms.entry(code).or_default().insert(source.room());
        }
    }
    let words = |rooms: BTreeSet<&str>| rooms.into_iter().collect::<Vec<_>>().join(" ");
    rooms.into_iter().map(|(code, rooms)| format!("{code}: {}\n", words(rooms))).collect()
}

fn is_kebab(code: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    code.starts_with(|c: char| c.is_ascii_lowercase()) && code.split('-').all(word)
}

/// Codes never change (DESIGN §4): offices and programs rely on them. A new one is added to the list by hand; one
/// that is gone, or that a second room begins to use, is a decision to be seen.
#[test]
fn codes_are_kebab_case_and_exactly_those_of_the_list() {
    let found = register(&sources());
    let listed = include_str!("../../data/codes.txt");
    let found: BTreeSet<&str> = found.lines().collect();
    let listed: BTreeSet<&str> = listed.lines().filter(|line| !line.starts_with('#')).collect();
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "tests/data/codes.txt lacks {new:#?} and alone has {gone:#?}");
    let odd: Vec<_> = found.iter().filter(|line| !is_kebab(line.split(':').next().unwrap())).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn a_code_would_be_seen_however_it_is_given() {
    let rules = "fn bad(file: &str, code: &'static str, message: Words) {}
        struct D { code: &'static str }
        fn a() { Diagnostic::error(\n\"one-code\", place(1), words!(\"甲\", \"a\")); Arg::new(\"root\"); }
        fn b() { bad(&record.file, \"two-code\", words!(\"乙\", \"b\")); bad(file, code, words!(\"丙\", \"c\")); }";
    let diagnostic = "pub fn error(code: &'static str, place: Place) {} fn new(code: &'static str) {}";
    let sources = [Source::new("rules/mod.rs", rules), Source::new("diagnostic.rs", diagnostic)];
    assert_eq!(register(&sources), "one-code: rules\ntwo-code: rules\n");
    for odd in ["One-code", "one_code", "one--code", "-code", "1code", "编码", ""] {
        assert!(!is_kebab(odd), "{odd}");
    }
}
