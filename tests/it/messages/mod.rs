//! What people are told: every problem at once, each with its file, line, column and remedy, in their language,
//! and the same to programs.

mod causes;
mod codes;

use std::fs;
use std::net::TcpListener;

use unicode_width::UnicodeWidthChar;

use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, TEAMS_FILE};
use crate::support::{Diagnostic, Project, wrong};

/// What a person sees of `check`, one text a diagnostic.
fn told(project: &Project) -> Vec<String> {
    let stderr = project.run(&["check"]).stderr;
    stderr.split("\n\n").map(str::to_owned).filter(|t| t.contains("]: ")).collect()
}

#[test]
fn every_mistake_has_one_complaint_at_its_place() {
    let mut failures = String::new();
    for wrong in wrong::all() {
        let project = Project::sample();
        let span = wrong.apply(&project);
        let found = project.diagnostics();
        let location = |d: &Diagnostic| (d.code.clone(), d.file.clone(), d.line, d.column);
        let locations: Vec<_> = found.iter().map(location).collect();
        let expected = (wrong.code.to_owned(), span.file.clone(), span.line, span.column);
        if locations != [expected] {
            failures += &format!("{} {span:?}\n  but got {found:#?}\n", wrong.code);
        }
        let code = if found.iter().any(|d| d.severity == "error") { 1 } else { 0 };
        assert_eq!(project.run(&["check"]).code, code, "{}", wrong.code);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_text_says_what_the_json_says_and_its_caret_stands_under_the_place() {
    for wrong in wrong::all() {
        let project = Project::sample();
        wrong.apply(&project);
        let (found, told) = (project.diagnostics(), told(&project));
        assert_eq!(found.len(), told.len(), "{told:#?}");
        for (diagnostic, text) in found.iter().zip(&told) {
            let Diagnostic { code, severity, file, line, column, message, help, .. } = diagnostic;
            let level = match severity.as_str() {
                "error" => "错误",
                "warning" => "提醒",
                _ => "说明",
            };
            assert!(text.starts_with(&format!("{level}[{code}]: {message}\n")), "{text}");
            assert!(text.contains(&format!("= 办法: {help}")), "{text}");
            // A control character shown as it is could command the terminal.
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            // No line of a classified record or of a private value is shown, for logs are kept (TRAPS P2).
            let source = fs::read(project.path(file)).unwrap_or_default();
            let source = String::from_utf8_lossy(&source).into_owned();
            let private = source.lines().nth(*line as usize - 1).unwrap_or("").trim_start();
            assert!(text.contains(&format!("--> {file}:{line}:{column}\n")), "{text}");
            let of_people = ["/engineers", "/teams", "/objections"].iter().any(|part| file.contains(part));
            // Of a file as a whole no line is shown, unless it has one that may be.
            if (*line, *column) == (1, 1) && !text.contains('^') {
                assert!(of_people || source.lines().next().is_none_or(str::is_empty), "{text}");
                assert!(private.is_empty() || !text.contains(private), "{text}");
                continue;
            }
            let unread =
                ["forbidden-character", "not-utf8", "yaml-limit", "yaml-syntax"].contains(&code.as_str());
            let keys = ["涉密:", "birth:", "出生日期:", "grassroots:"];
            if (of_people && unread) || keys.iter().any(|key| private.starts_with(key)) {
                assert!(private.is_empty() || !text.contains(private), "{text}");
                assert_eq!(before_caret(text, *line).trim(), "", "{text}");
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

/// Mistakes that no single line of a file shows, with the exit code and the command that meets them.
type Trouble = (&'static str, i32, &'static [&'static str], fn(&Project));

const TROUBLES: &[Trouble] = &[
    ("no-content", 3, &["check"], |p| p.remove("content")),
    ("no-round", 1, &["check"], |p| p.remove(ROUND_FILE)),
    ("photo-unusable", 1, &["check"], |p| p.write("content/rounds/2025/photos/g2025-001.jpg", "")),
    ("photo-of-nobody", 1, &["check"], |p| p.write("content/rounds/2025/photos/g2025-009.jpg", "")),
    ("not-utf8", 1, &["check"], |p| p.write(TEAMS_FILE, b"- name: \xD5\xC5\xC8\xFD\n")),
    ("file-too-large", 1, &["check"], |p| {
        fs::File::create(p.path("content/pages/a.md")).unwrap().set_len(65 << 20).unwrap();
    }),
    ("too-many-records", 1, &["check"], |p| p.write(ENGINEERS_FILE, "- a: 1\n".repeat(100_001))),
    ("folder-not-file", 1, &["check"], |p| fs::create_dir(p.path("content/pages/a.md")).unwrap()),
    #[cfg(unix)]
    ("bad-file-name", 1, &["check"], |p| {
        p.write("themes/default/static/a\\b.css", "");
    }),
    ("path-too-long", 1, &["check"], |p| {
        p.write(&format!("content/pages/{}{}/a.md", "a".repeat(200), "/a".repeat(110)), "");
    }),
    ("too-long", 1, &["check"], |p| {
        p.write(PAGE_FILE, format!("---\ntitle: 长\n---\n{}", "长".repeat(500_000)));
    }),
    ("generated-edited", 0, &["check"], |p| {
        p.succeed(&["generate"]);
        p.write("content/generated/engineers/g2025-001.md", "改过\n");
    }),
    ("generated-stale", 0, &["check"], |p| {
        p.succeed(&["generate"]);
        p.edit(ENGINEERS_FILE, "负责求解器", "主持求解器");
    }),
    ("output-refused", 3, &["build", "--out", "content"], |_| ()),
    ("write-failed", 3, &["build", "--out", "file/public"], |p| p.write("file", "")),
    ("not-empty", 3, &["init", "."], |_| ()),
    ("no-edition", 3, &["verify"], |_| ()),
    ("bad-edition", 3, &["verify"], |p| p.write("public/edition.json", "{}")),
    #[cfg(unix)]
    ("link-in-content", 1, &["check"], |p| {
        std::os::unix::fs::symlink("/etc/hosts", p.path("content/pages/a.md")).unwrap();
    }),
    #[cfg(target_os = "linux")]
    ("special-file", 1, &["check"], |p| {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, p.path("content/pages/a.md"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    }),
];

#[test]
fn troubles_of_files_and_folders_are_named_with_their_exit_code() {
    let mut failures = String::new();
    for (code, exit, args, prepare) in TROUBLES {
        let project = Project::sample();
        prepare(&project);
        let found = crate::support::diagnostics(&project.json(args));
        let run = project.run(args);
        let exited = run.code;
        // There is no line to point at.
        let points = run.stderr.contains('^') && found.iter().any(|d| !project.path(&d.file).is_file());
        if points || found.is_empty() || found.iter().any(|d| d.code != *code) || exited != *exit {
            failures += &format!("{code} with exit {exit}, but got exit {exited}, {found:#?}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_message_speaks_both_languages() {
    let lines = wrong::all().into_iter().map(|wrong| {
        let project = Project::sample();
        wrong.apply(&project);
        (project, &["check"][..])
    });
    let troubles = TROUBLES.iter().map(|(_, _, args, prepare)| {
        let project = Project::sample();
        prepare(&project);
        (project, *args)
    });
    let mut failures = String::new();
    for (project, args) in lines.chain(troubles) {
        let say = |lang| crate::support::diagnostics(&project.json(&[&["--lang", lang], args].concat()));
        let (zh, en) = (say("zh"), say("en"));
        assert_eq!(zh.len(), en.len());
        for (zh, en) in zh.iter().zip(&en) {
            assert_eq!((&zh.code, &zh.file, zh.line, zh.column), (&en.code, &en.file, en.line, en.column));
            // What a parser or the system says is quoted as it is.
            let quotes =
                ["yaml-syntax", "template", "write-failed", "no-edition"].contains(&zh.code.as_str());
            for text in [&zh.message, &zh.help] {
                if !text.contains(is_han) || (!quotes && english_words(text) > 2) {
                    failures += &format!("{zh:#?}\n");
                }
            }
            for text in [&en.message, &en.help] {
                if english_words(text) < 2 {
                    failures += &format!("{en:#?}\n");
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
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

/// The list of codes is held complete by `laws.rs`; what no test can provoke on every machine has its reason here.
#[test]
fn no_code_of_the_program_goes_untried() {
    let unprovoked = [
        "locked",     // needs a second build at once: tests/safety.rs
        "port-taken", // below
        "unreadable", // root may read everything
        "serve-failed",
        "watch-failed", // the system refuses a socket or a watch
        // What the packs say of the period: tests/rules.
        "period-against-rule",
        "period-documents-differ",
        // What may not go out: tests/privacy.rs.
        "private-in-output",
        "private-in-text",
        // What an earlier publication forbids, and the register of objections: tests/ledger.rs.
        "clock-set-back",
        "entry-added-silently",
        "objection-in-time-not-accepted",
        "objection-open",
        "objection-without-report",
        "period-by-another-calendar",
        "published-date-changed",
        "published-entry-gone",
        "published-entry-moved",
        "published-fact-changed",
        "published-notice-gone",
        "published-notice-changed",
        "published-page-gone",
        "removed-entry-present",
        "removed-page-present",
        // What a round tells after its result: tests/life/after.rs.
        "not-a-transfer",
        "not-selected-before",
        // Whose photograph it is: tests/photos.rs. That a file changes between two readings cannot be timed.
        "photo-changed",
        "photo-shared",
        "photo-twice",
        // Editions kept: safety/undo.rs; a link for a lock: robustness/output.rs.
        "kept-damaged",
        "left-behind", // tests/it/safety/after_swap.rs
        "lock-refused",
        "nothing-to-undo",
        // Signatures: tests/safety/signing.rs.
        "bad-signing-key",
        "edition-unsigned",
        "no-signing-key",
        "no-ssh-keygen",
        "not-signed",
        "not-synced",     // a disk that fails after the swap
        "not-searchable", // private texts of gigabytes, which no file may hold
    ];
    let tried: Vec<&str> = wrong::all().iter().map(|w| w.code).chain(TROUBLES.iter().map(|t| t.0)).collect();
    let codes = include_str!("../../data/codes.txt").lines().filter(|line| !line.starts_with('#'));
    let untried: Vec<_> = codes.filter(|c| !tried.contains(c) && !unprovoked.contains(c)).collect();
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
fn a_byte_order_mark_and_crlf_move_no_place() {
    for wrong in wrong::all().into_iter().filter(|w| !["template", "too-long"].contains(&w.code)) {
        let project = Project::sample();
        wrong.apply(&project);
        let found = project.diagnostics();
        for path in project.tree().keys().filter(|p| p.ends_with(".yaml") || p.ends_with(".md")) {
            let text = project.read(path).replace('\n', "\r\n");
            project.write(path, format!("\u{FEFF}{text}"));
        }
        assert_eq!(project.diagnostics(), found);
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
