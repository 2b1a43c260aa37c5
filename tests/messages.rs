//! What people are told: every problem at once, each with its file, line, column and remedy, in their language,
//! and the same to programs.

// Helpers of a test may panic like the test itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::net::TcpListener;

use common::sample::{CORRECTION, ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use common::{Diagnostic, Project, wrong};
use unicode_width::UnicodeWidthStr;

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
        let spot = wrong.apply(&project);
        let found = project.diagnostics();
        let place = |d: &Diagnostic| (d.code.clone(), d.file.clone(), d.line, d.column);
        let places: Vec<_> = found.iter().map(place).collect();
        let expected = (wrong.code.to_owned(), spot.file.clone(), spot.line, spot.column);
        if places != [expected] {
            failures += &format!("{} {spot:?}\n  but got {found:#?}\n", wrong.code);
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
            let level = if severity == "error" { "错误" } else { "提醒" };
            assert!(text.starts_with(&format!("{level}[{code}]: {message}\n")), "{text}");
            assert!(text.contains(&format!("--> {file}:{line}:{column}\n")), "{text}");
            assert!(text.contains(&format!("= 办法: {help}")), "{text}");
            assert!(text.len() < 4_000, "{code}: {} bytes for one complaint", text.len());
            let source = fs::read(project.path(file)).unwrap_or_default();
            let source = String::from_utf8_lossy(&source).into_owned();
            let before: String = source
                .lines()
                .nth(*line as usize - 1)
                .unwrap_or("")
                .chars()
                .take(*column as usize - 1)
                .collect();
            assert_eq!(caret(text, *line), before.replace('\t', "    ").width(), "{text}");
        }
    }
}

/// The terminal column of the caret under a source line, from 0.
fn caret(text: &str, line: u64) -> usize {
    let mut lines = text.lines();
    let shown =
        lines.find(|l| l.trim_start().starts_with(&format!("{line} |"))).unwrap_or_else(|| panic!("{text}"));
    let gutter = shown.find('|').unwrap() + 2;
    let marks = lines.next().unwrap();
    assert!(marks[..gutter - 1].trim() == "|" && marks.contains('^'), "{text}");
    marks.find('^').unwrap() - gutter
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
4 |   leader: { 姓名: 赵刚, 职成: 高级工程师, birth: 1987-01-09, years: 13 }
  |                         ^^^^
  |
  = 办法: 是不是“职称”？

错误[duplicate-key]: 键“name”给了两次
  --> content/rounds/2025/teams.yaml:11:17
   |
11 |     - { 姓名: 孙二, name: 孙儿, birth: 1992-03-04 }
   |                     ^^^^
   |
  ::: content/rounds/2025/teams.yaml:11:9
   |
11 |     - { 姓名: 孙二, name: 孙儿, birth: 1992-03-04 }
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
            && run.stderr.ends_with("2 errors, 0 warnings.\n")
    );
}

/// Mistakes that no single line of a file shows, with the exit code and the command that meets them.
type Trouble = (&'static str, i32, &'static [&'static str], fn(&Project));

const TROUBLES: &[Trouble] = &[
    ("no-content", 3, &["check"], |p| p.remove("content")),
    ("no-round", 1, &["check"], |p| p.remove(ROUND_FILE)),
    ("not-used-yet", 0, &["check"], |p| p.write("content/ledger.yaml", "")),
    ("not-utf8", 1, &["check"], |p| p.write(TEAMS_FILE, b"- name: \xD5\xC5\xC8\xFD\n")),
    ("file-too-large", 1, &["check"], |p| {
        fs::File::create(p.path("content/pages/a.md")).unwrap().set_len(65 << 20).unwrap();
    }),
    ("folder-not-file", 1, &["check"], |p| p.write("content/pages/a.md/b.md", "")),
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
        let found = common::diagnostics(&project.json(args));
        let exited = project.run(args).code;
        if found.is_empty() || found.iter().any(|d| d.code != *code) || exited != *exit {
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
        let say = |lang| common::diagnostics(&project.json(&[&["--lang", lang], args].concat()));
        let (zh, en) = (say("zh"), say("en"));
        assert_eq!(zh.len(), en.len());
        for (zh, en) in zh.iter().zip(&en) {
            assert_eq!((&zh.code, &zh.file, zh.line, zh.column), (&en.code, &en.file, en.line, en.column));
            // What the libraries say of YAML and templates is quoted as it is.
            let quotes = ["yaml-syntax", "template"].contains(&zh.code.as_str());
            let chinese = |text: &str| text.contains(is_han) && (quotes || !holds_english(text));
            if !chinese(&zh.message) || !chinese(&zh.help) {
                failures += &format!("{zh:#?}\n");
            }
            if !holds_english(&en.message) || !holds_english(&en.help) {
                failures += &format!("{en:#?}\n");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Whether three English words stand in a row: more than a name, a key or a command.
fn holds_english(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',', ';', ':', '(', '.']).filter(|w| !w.is_empty()).collect();
    words.windows(3).any(|three| three.iter().all(|w| w.bytes().all(|b| b.is_ascii_lowercase())))
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// The sources name the codes; what no test can provoke on every machine is listed with the reason.
#[test]
fn no_code_of_the_program_goes_untried() {
    let unprovoked = [
        "locked",     // needs a second build at once: tests/safety.rs
        "port-taken", // below
        "unreadable", // root may read everything
        "serve-failed",
        "watch-failed", // the system refuses a socket or a watch
    ];
    let tried: Vec<&str> = wrong::all().iter().map(|w| w.code).chain(TROUBLES.iter().map(|t| t.0)).collect();
    let mut untried = Vec::new();
    for (path, bytes) in common::tree(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = String::from_utf8(bytes).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for call in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::environment(", "bad("] {
            for after in source.split(call).skip(1) {
                // The code is the first argument that is a literal.
                let Some(code) = after.split(';').next().unwrap().split('"').nth(1) else { continue };
                let is_code =
                    !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b"-8".contains(&b));
                if is_code && !tried.contains(&code) && !unprovoked.contains(&code) {
                    untried.push(format!("{code} ({path})"));
                }
            }
        }
    }
    assert!(untried.is_empty(), "no test tries {untried:?}");
}

#[test]
fn a_port_in_use_is_refused() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let project = Project::sample();
    let found = common::diagnostics(&project.json(&["serve", "--port", &port]));
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
    let places: Vec<_> = found.iter().map(|d| (d.file.clone(), d.line, d.column)).collect();
    assert!(places.is_sorted() && places.len() == one_a_file.len() + 4, "{found:#?}");
    for threads in ["1", "8"] {
        let run = common::finish(project.command(&["--json", "check"]).env("RAYON_NUM_THREADS", threads));
        assert_eq!(common::diagnostics(&serde_json::from_str(&run.stdout).unwrap()), found);
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
fn a_slip_is_answered_with_the_nearest_word_in_the_language_typed() {
    for (file, from, to, near) in [
        (ENGINEERS_FILE, "  title: 工程师\n", "  titel: 工程师\n", "title"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  职秤: 工程师\n", "职称"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  推荐单为: 工程师\n", "推荐单位"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  Title: 工程师\n", "title"),
        (ROUND_FILE, "issuers:", "isuers:", "issuers"),
        (ROUND_FILE, "posting_day:", "posting-day:", "posting_day"),
        (SITE_FILE, "owner:", "主办单:", "主办单位"),
        (ROUND_FILE, "unit: working", "unit: workin", "working"),
        (ROUND_FILE, "unit: working", "unit: 工作天", "工作日"),
        (ROUND_FILE, "order: surname-strokes", "order: surname-stroke", "surname-strokes"),
        (ROUND_FILE, "order: surname-strokes", "order: 姓氏笔划", "姓氏笔画"),
        (ROUND_FILE, "[plan, studio]", "[plan, studios]", "studio"),
        (ENGINEERS_FILE, "field: 绿色能源", "field: 绿色能原", "绿色能源"),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let found = project.diagnostics();
        assert!(found.iter().any(|d| d.help.contains(&format!("“{near}”"))), "{to}: {found:#?}");
    }
    let project = Project::sample();
    project.write("content/rounds/2025/enginers.yaml", "");
    assert!(project.only_diagnostic().help.contains("“engineers.yaml”"));
}

#[test]
fn a_far_off_word_is_answered_with_all_that_may_stand_there() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "channel: park", "channel: 某某渠道");
    let help = project.only_diagnostic().help;
    assert!(help.contains("区科协") && help.contains("园区科协") && help.contains("district"), "{help}");
}

#[test]
fn what_is_given_twice_is_shown_at_both_places() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "  name: 李明\n", "  name: 李明\n  unit: x\n  姓名: 李铭\n");
    let found = project.diagnostics();
    let related: Vec<_> = found.iter().map(|d| (d.line, d.related[0].1)).collect();
    assert_eq!(related, [(22, 20), (23, 21)], "{found:#?}");

    let project = Project::sample();
    project.write("content/rounds/2024/round.yaml", project.read(ROUND_FILE));
    project.write("content/rounds/2024/engineers.yaml", project.read(ENGINEERS_FILE));
    project.write("content/rounds/2024/teams.yaml", project.read(TEAMS_FILE).replace("t2025", "t2024"));
    let found = project.diagnostics();
    assert_eq!(found.len(), 3, "{found:#?}");
    for (diagnostic, text) in found.iter().zip(told(&project)) {
        assert_eq!((diagnostic.code.as_str(), diagnostic.file.as_str()), ("duplicate-id", ENGINEERS_FILE));
        let (file, line, column, _) = &diagnostic.related[0];
        assert_eq!((file.as_str(), *line), ("content/rounds/2024/engineers.yaml", diagnostic.line));
        assert!(text.contains(&format!("{file}:{line}:{column}")), "{text}");
    }
}

#[test]
fn a_file_that_does_not_read_hides_only_what_follows_from_it() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "name: 李明", "name: \"李明");
    project.edit(ROUND_FILE, "posting_day: counted }\n", &format!("posting_day: counted }}\n{CORRECTION}"));
    project.edit("content/programmes/studio.yaml", "name: 青年工程师工作室", "name：青年工程师工作室");
    project.edit(SITE_FILE, "email: talent@", "email: talent-");
    let codes: Vec<_> = project.diagnostics().into_iter().map(|d| (d.file, d.code)).collect();
    let expected = [
        ("content/programmes/studio.yaml", "yaml-syntax"),
        (ENGINEERS_FILE, "yaml-syntax"),
        (SITE_FILE, "contact-email"),
    ];
    assert_eq!(codes, expected.map(|(file, code)| (file.to_owned(), code.to_owned())));
}

#[test]
fn bad_yaml_is_answered_with_the_likely_cause() {
    for (file, from, to, cause) in [
        (ENGINEERS_FILE, "name: 李明", "姓名：李明", "全角"),
        (ENGINEERS_FILE, "  unit: 示例乙", "\tunit: 示例乙", "制表符"),
        (ENGINEERS_FILE, "- id: g2025-002", "\t- id: g2025-002", "制表符"),
        (ENGINEERS_FILE, "name: 李明", "name: \"李明", "引号"),
        (ENGINEERS_FILE, "name: 李明", "name: '李明", "引号"),
        (ROUND_FILE, "[plan, studio]", "[plan, studio", "括号"),
        (TEAMS_FILE, "birth: 1983-08-10 }", "birth: 1983-08-10", "括号"),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("yaml-syntax", file), "{found:#?}");
        assert!(found.help.contains(cause), "{to:?}: {found:#?}");
    }
}

#[test]
fn a_file_in_another_encoding_is_named_with_the_way_out() {
    let project = Project::sample();
    let text = project.read(TEAMS_FILE);
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    project.write(TEAMS_FILE, gbk);
    let found = project.only_diagnostic();
    assert_eq!((found.file.as_str(), found.line), (TEAMS_FILE, 3), "{found:#?}");
    assert!(found.message.contains("GBK") && found.help.contains("iconv -f GBK -t UTF-8"), "{found:#?}");
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write(TEAMS_FILE, utf16);
    assert!(project.only_diagnostic().message.contains("UTF-16"));
    project.write(TEAMS_FILE, b"- name: \x00\xFF\xFE\n");
    assert!(!project.only_diagnostic().message.contains("GBK"));
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 10].join(", "));
    }
    let project = Project::sample();
    project.write(SITE_FILE, bomb);
    assert_eq!(project.only_diagnostic().code, "yaml-limit");
}

/// Characters without a width make two names look alike and keep a name from being found.
#[test]
fn characters_that_cannot_be_seen_are_refused() {
    for hidden in ['\u{AD}', '\u{200B}', '\u{2060}', '\u{E0041}'] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: 李{hidden}明"));
        let codes: Vec<_> = project.diagnostics().into_iter().map(|d| d.code).collect();
        assert_eq!(codes, ["forbidden-character"], "{hidden:?}");
    }
}

#[test]
fn twenty_four_hours_is_a_time_and_rare_characters_are_text() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "2025-09-01 09:00", "2025-09-01 24:00");
    project.edit(
        ENGINEERS_FILE,
        "  summary: 从事电机设计。",
        "  summary: 𬭎䶮㑇𠮷葛\u{E0100}é👩\u{200D}🔬。",
    );
    project.build();
    assert!(project.page("rounds/2025/1-publicity.html").contains("2025年9月1日24:00"));
    assert!(project.page("engineers/g2025-002.html").contains("𬭎䶮㑇𠮷葛\u{E0100}é👩\u{200D}🔬。"));
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
