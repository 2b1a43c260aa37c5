//! What people are told: every problem at once, each with its file, line, column and remedy, in their language,
//! and the same to programs.

mod causes;
mod codes;
mod misleading;
mod mistakes;
mod slow;
mod troubles;

use std::net::TcpListener;

use crate::architecture::source::files;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, TEAMS_FILE};
use crate::support::{Diagnostic, Project, wrong};

/// What a person sees of `check`, one text a diagnostic.
fn told(project: &Project) -> Vec<String> {
    texts(&project.run(&["check"]).stderr)
}

/// The texts of the diagnostics that a terminal shows.
fn texts(stderr: &str) -> Vec<String> {
    stderr.split("\n\n").map(str::to_owned).filter(|t| t.contains("]: ")).collect()
}

/// Whether the Chinese message and help have no English sentence, and the English text has both and says the same
/// place.
fn is_told_in_both_languages(zh: &Diagnostic, en: &str) -> bool {
    // What a parser or the system says is quoted as it is.
    let quotes = ["yaml-syntax", "template", "write-failed", "no-edition"].contains(&zh.code.as_str());
    let chinese = [&zh.message, &zh.help]
        .iter()
        .all(|text| text.contains(is_han) && (quotes || english_words(text) <= 2));
    let (level, message) = en.lines().next().unwrap().split_once("]: ").unwrap();
    let (place, help) = en.split_once("= help: ").unwrap();
    let is_english = english_words(message) >= 2 && english_words(help) >= 2;
    let at = format!("{}:{}:{}\n", zh.file, zh.line, zh.column);
    chinese && is_english && level.ends_with(&zh.code) && (zh.line == 0 || place.contains(&at))
}

/// The longest run of English words in a text: in a Chinese one a name or a command has at most two.
fn english_words(text: &str) -> usize {
    let words = text.split([' ', ',', ';', ':', '(', '.', '`']).filter(|w| !w.is_empty());
    let mut longest = 0;
    let mut run = 0;
    for word in words {
        run = if word.bytes().all(|b| b.is_ascii_alphabetic()) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[test]
fn a_message_looks_like_this() {
    let project = Project::sample();
    project.edit(TEAMS_FILE, "{ name: 孙二,", "{ 姓名: 孙二, name: 孙儿,");
    project.edit(TEAMS_FILE, "name: 赵刚, title", "姓名: 赵刚, 职成");
    let run = project.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(
        run.stderr,
        "\
错误[unknown-key]: 不认识的键“职成”
 --> content/rounds/2025/teams.yaml:4:21
  |
4 |   leader: { 姓名: 赵刚, 职成: 高级工程师, birth: **********, years: ** }
  |                         ^^^^
  |
  = 办法: 是不是“职称”？

错误[duplicate-key]: 键“name”给了两次
  --> content/rounds/2025/teams.yaml:11:17
   |
11 |     - { 姓名: 孙二, name: 孙儿, birth: ********** }
   |                     ^^^^
   |
  ::: content/rounds/2025/teams.yaml:11:9
   |
11 |     - { 姓名: 孙二, name: 孙儿, birth: ********** }
   |         ---- 第一次在这里（姓名）
   |
   = 办法: 只保留一个

共2个错误，0个提醒。
"
    );
    let run = project.run(&["--lang", "en", "check"]);
    assert!(run.stderr.starts_with("error[unknown-key]: unknown key `职成`\n"), "{}", run.stderr);
    assert!(
        run.stderr.contains("= help: did you mean `职称`?")
            && run.stderr.ends_with("errors: 2, warnings: 0.\n")
    );
}

/// The list of codes is held complete by `codes.rs`; what no test can provoke on every machine has its reason here.
#[test]
fn no_code_of_the_program_goes_untried() {
    let unprovoked = [
        "unreadable", // root may read everything
        "serve-failed",
        "watch-failed",      // the system refuses a socket or a watch
        "not-synced",        // a disk that fails after the swap
        "photo-changed",     // a file that changes between two readings
        "being-changed",     // a folder that never comes to rest
        "changed-meanwhile", // a file that changes while it is merged
        // Tables of offices: import/ tries what is common, these not yet.
        "cannot-edit",
        "cell-error",
        "empty-cell",
        "file-exists",
        "hidden-column",
        "left-out",
        "no-name",
        "no-programme-of-kind",
        "no-role",
        "no-such-column",
        "archive-too-large", // a quarter of a gigabyte of attachments
        "no-template",
        "not-annotated",
        "not-in-table",
        "protected-workbook",
        "unexpected-date",
        "unit-not-divided",
        "unreadable-table",
        // Links and devices in the place of the program's own files, not yet either.
        "archive-changed",
        "archive-unfit", // nothing is known that does not read back
        "bad-key-file",
        "ledger-moved",
        "lock-refused",
        "port-taken", // below
    ];
    let mistakes = wrong::all();
    let provoked = mistakes.iter().map(|w| w.code).chain(troubles::TROUBLES.iter().map(|t| t.0));
    let provoked: Vec<String> = provoked.map(|code| format!("\"{code}\"")).collect();
    // Every other is named by the test that tries it.
    let tests: Vec<String> =
        files("tests/it").into_iter().filter(|f| f.path != "messages/mod.rs").map(|f| f.code).collect();
    let codes = include_str!("../../data/codes.txt").lines().filter(|line| !line.starts_with('#'));
    let is_tried = |code: &&str| {
        let quoted = format!("\"{code}\"");
        provoked.contains(&quoted)
            || unprovoked.contains(code)
            || tests.iter().any(|test| test.contains(&quoted) || test.contains(&format!("[{code}]")))
    };
    let untried: Vec<&str> = codes.filter(|code| !is_tried(code)).collect();
    assert!(untried.is_empty(), "no test tries {untried:?}");
}

#[test]
fn a_port_in_use_is_refused() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let project = Project::sample();
    let found = crate::support::diagnostics(&project.json(&["serve", "--port", &port]));
    assert_eq!(found[0].code, "port-taken");
    assert_eq!(project.run(&["serve", "--port", &port]).code, 3);
}

#[test]
fn all_problems_of_all_files_come_in_one_run_sorted_by_place() {
    let project = Project::sample();
    let one_a_file: Vec<_> = wrong::all().into_iter().filter(|w| w.code == "unknown-key").collect();
    for wrong in &one_a_file {
        wrong.apply(&project);
    }
    project.edit(ENGINEERS_FILE, "birth: 1984-07-19", "birth: 1984-7-19");
    project.edit(ENGINEERS_FILE, "field: 绿色能源", "field: 蓝色能源");
    project.edit(ROUND_FILE, "days: 5", "days: 五");
    project.edit("content/programmes/studio.yaml", "basis: [measures]", "basis: [measure]");
    let found = project.diagnostics();
    let locations: Vec<_> = found.iter().map(|d| (d.file.clone(), d.line, d.column)).collect();
    assert!(locations.is_sorted() && locations.len() == one_a_file.len() + 4, "{found:#?}");
    for threads in ["1", "8"] {
        let run =
            crate::support::finish(project.command(&["--json", "check"]).env("RAYON_NUM_THREADS", threads));
        assert_eq!(crate::support::diagnostics(&serde_json::from_str(&run.stdout).unwrap()), found);
    }
}

#[test]
fn exit_codes_tell_done_content_usage_and_environment_apart() {
    let project = Project::sample();
    for (code, args) in [
        (0, &["check"][..]),
        (0, &["--help"]),
        (0, &["--version"]),
        (2, &[]),
        (2, &["chekc"]),
        (2, &["check", "--nothing"]),
        (2, &["init"]),
        (2, &["-q", "-v", "check"]),
        (2, &["--lang", "fr", "check"]),
        (2, &["--today", "2025-02-30", "check"]),
        (2, &["--today", "tomorrow", "build"]),
        (3, &["--root", "nowhere", "check"]),
        (3, &["verify", "nowhere"]),
    ] {
        let run = project.run(args);
        assert_eq!(run.code, code, "{args:?} {}", run.stderr);
        assert_eq!(code == 0, run.stderr.is_empty() || args == ["check"], "{args:?} {}", run.stderr);
    }
    project.edit(ENGINEERS_FILE, "birth: 1984-07-19", "birth: 1984");
    for command in ["check", "build", "generate"] {
        assert_eq!(project.run(&[command]).code, 1, "{command}");
    }
}
