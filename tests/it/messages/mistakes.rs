//! Every mistake the tests know, made in a project of its own: its place, its text, its words in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use unicode_width::UnicodeWidthChar;

use super::{is_told_in_both_languages, texts};
use crate::support::snapshot::{assert_snapshots, normalised};
use crate::support::wrong::{self, Span, Wrong};
use crate::support::{Diagnostic, Project};

/// A mistake and what `check` says of it.
struct Tried {
    wrong: Wrong,
    span: Span,
    exit: i32,
    /// What programs are told.
    found: Vec<Diagnostic>,
    /// What people are told, a text a diagnostic, in Chinese and in English.
    zh: Vec<String>,
    en: Vec<String>,
    /// The files of the project.
    sources: BTreeMap<String, String>,
}

/// All mistakes, each tried once for all tests.
fn tried() -> &'static [Tried] {
    static TRIED: LazyLock<Vec<Tried>> =
        LazyLock::new(|| wrong::all().into_par_iter().map(attempt).collect());
    &TRIED
}

fn attempt(wrong: Wrong) -> Tried {
    let project = Project::sample();
    let span = wrong.apply(&project);
    let (exit, found) = project.outcome(&["check"]);
    let [zh, en] = ["zh", "en"].map(|language| {
        let run = project.run(&["--lang", language, "check"]);
        assert_eq!(run.code, exit, "{}", run.stderr);
        texts(&run.stderr)
    });
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    let sources = project.tree().into_iter().map(text).collect();
    Tried { wrong, span, exit, found, zh, en, sources }
}

#[test]
fn every_mistake_has_one_complaint_at_its_place() {
    let mut failures = String::new();
    for Tried { wrong, span, exit, found, .. } in tried() {
        let location = |d: &Diagnostic| (d.code.clone(), d.file.clone(), d.line, d.column);
        let locations: Vec<_> = found.iter().map(location).collect();
        let expected = (wrong.code.to_owned(), span.file.clone(), span.line, span.column);
        if locations != [expected] {
            failures += &format!("{} {span:?}\n  but got {found:#?}\n", wrong.code);
        }
        assert_eq!(*exit, i32::from(found.iter().any(|d| d.severity == "error")), "{}", wrong.code);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_text_says_what_the_json_says_and_its_caret_stands_under_the_place() {
    for Tried { found, zh, sources, .. } in tried() {
        assert_eq!(found.len(), zh.len(), "{zh:#?}");
        for (diagnostic, text) in found.iter().zip(zh) {
            let Diagnostic { code, severity, file, line, column, message, help, .. } = diagnostic;
            let level = match severity.as_str() {
                "error" => "错误",
                "warning" => "提醒",
                _ => "说明",
            };
            assert!(text.starts_with(&format!("{level}[{code}]: {message}\n")), "{text}");
            assert!(text.contains(&format!("= 办法: {help}")), "{text}");
            let hidden = text.contains("此行含非公开内容，不显示");
            // A control character shown as it is could command the terminal.
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            // No line of a classified record or of a private value is shown, for logs are kept.
            let source = sources.get(file).map_or("", String::as_str);
            let private = source.lines().nth(*line as usize - 1).unwrap_or("").trim_start();
            assert!(text.contains(&format!("--> {file}:{line}:{column}\n")), "{text}");
            let of_people = ["/engineers", "/teams", "/objections"].iter().any(|part| file.contains(part));
            // Of a file as a whole no line is shown, unless it has one that may be.
            if (*line, *column) == (1, 1) && !text.contains('^') && !hidden {
                let unshown = of_people || code == "unexpected-file";
                assert!(unshown || source.lines().next().is_none_or(str::is_empty), "{text}");
                assert!(private.is_empty() || !text.contains(private), "{text}");
                continue;
            }
            let unread =
                ["forbidden-character", "not-utf8", "yaml-limit", "yaml-syntax"].contains(&code.as_str());
            let keys = ["涉密:", "birth:", "出生日期:", "grassroots:"];
            if (of_people && unread) || keys.iter().any(|key| private.starts_with(key)) {
                assert!(private.is_empty() || !text.contains(private), "{text}");
                assert!(hidden && !text.contains('^'), "{text}");
                continue;
            }
            // Of a key that is none the value is anything.
            if hidden {
                assert!(of_people && !text.contains(private), "{text}");
                continue;
            }
            assert!(text.len() < 4_000, "{code}: {} bytes for one complaint", text.len());
            let before: String = source
                .lines()
                .nth(*line as usize - 1)
                .unwrap_or("")
                .chars()
                .take(*column as usize - 1)
                .collect();
            let (before, shown) = (before.replace('\t', "    "), before_caret(text, *line));
            // Of a very long line the beginning is cut.
            let cut =
                shown.strip_prefix("...").is_some_and(|rest| !rest.is_empty() && before.ends_with(rest));
            assert!(shown == before || cut, "{shown:?} stands before the caret\n{text}");
        }
    }
}

/// What a terminal shows of a source line to the left of the caret under it.
fn before_caret(text: &str, line: u64) -> String {
    let mut lines = text.lines();
    let source = lines.find(|l| l.trim_start().starts_with(&format!("{line} |")));
    let (gutter, source) = source.unwrap_or_else(|| panic!("{text}")).split_once('|').unwrap();
    let (margin, marks) = lines.next().unwrap().split_once('|').unwrap();
    assert!(margin.trim().is_empty() && margin.len() == gutter.len() && marks.contains('^'), "{text}");
    let caret = marks.find('^').unwrap();
    let mut columns = 0;
    let before = source.chars().take_while(|c| {
        let is_before = columns < caret;
        columns += c.width().unwrap_or(0);
        is_before
    });
    before.skip(1).collect()
}

#[test]
fn every_mistake_is_told_in_both_languages() {
    let failures: Vec<_> = tried()
        .iter()
        .flat_map(|Tried { found, zh, en, .. }| {
            assert_eq!(zh.len(), en.len(), "{zh:#?} {en:#?}");
            found.iter().zip(en)
        })
        .filter(|(zh, en)| !is_told_in_both_languages(zh, en))
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

/// The whole text of every mistake in both languages, a file a code.
#[test]
fn the_texts_are_those_of_the_snapshots() {
    let mut by_code: BTreeMap<String, String> = BTreeMap::new();
    for Tried { wrong, zh, en, .. } in tried() {
        let all = by_code.entry(wrong.code.to_owned()).or_default();
        for text in zh.iter().chain(en) {
            *all += &format!("{}\n\n", normalised(text).trim_end());
        }
    }
    assert_snapshots("messages", &by_code);
}

/// What shows only when a page is rendered is told by a build as it is by a check, the source line included.
#[test]
fn a_build_says_what_a_check_says() {
    for wrong in
        wrong::all().into_iter().filter(|w| ["dead-link", "markdown-depth", "template"].contains(&w.code))
    {
        let project = Project::sample();
        wrong.apply(&project);
        assert_eq!(project.run(&["build"]).stderr, project.run(&["check"]).stderr);
    }
}
