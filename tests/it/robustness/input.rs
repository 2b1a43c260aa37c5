//! What comes in: files, names, texts, templates.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::refused;
use crate::support::html::{Token, tokens, visible};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{self, Project, Run};

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

#[test]
fn r1_a_path_that_leads_out_is_no_id_page_theme_or_entry() {
    for id in ["../../x", "..", "/etc/x", "a/b", "a\\\\b", "%2e%2e"] {
        let found = refused(&edited(ENGINEERS_FILE, "id: g2025-002", &format!("id: \"{id}\"")), "bad-id");
        assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 18));
    }
    refused(&edited("content/programmes/plan.yaml", "{ id: energy,", "{ id: ../../energy,"), "bad-id");
    refused(&edited(SITE_FILE, "owner:", "theme: ../../x\nowner:"), "no-theme");
    refused(&edited(ROUND_FILE, "[plan, studio]", "[plan, studio, ../../x]"), "unknown-programme");
    let project = Project::sample();
    project.write("content/pages/x../a.md", "---\ntitle: 页\n---\n");
    refused(&project, "bad-id");
}

#[test]
fn r2_two_pages_of_one_address_are_refused_naming_both() {
    let project = edited(TEAMS_FILE, "id: t2025-002", "id: g2025-002");
    let found = refused(&project, "duplicate-id");
    let (file, line, ..) = &found.related[0];
    assert_eq!((found.file.as_str(), found.line, file.as_str(), *line), (TEAMS_FILE, 18, ENGINEERS_FILE, 18));
    for taken in ["search", "objection", "404", "engineers/g2025-001", "rounds/2025", "fields/ai"] {
        let project = Project::sample();
        let file = format!("content/pages/{taken}.md");
        project.write(&file, "---\ntitle: 页\n---\n");
        let found = refused(&project, "address-taken");
        assert!(found.file == file && found.message.contains(&format!("/{taken}.html")), "{found:#?}");
    }
}

#[test]
fn r3_people_whose_names_sound_alike_are_all_published() {
    let project = edited(ENGINEERS_FILE, "name: 李明", "name: 李伟");
    project.edit(ENGINEERS_FILE, "name: 张华", "name: 李薇");
    project.build();
    let notice = project.page("rounds/2025/1-publicity.html");
    for (name, page) in [("李伟", "engineers/g2025-002.html"), ("李薇", "engineers/g2025-003.html")] {
        assert!(visible(&project.page(page)).contains(name) && notice.contains(name));
        assert!(notice.contains(page.rsplit('/').next().unwrap()));
    }
}

#[test]
fn r4_a_name_without_a_letter_is_refused() {
    for name in ["..", "。。", "?", "？？", "·", "-", "/", "★"] {
        for (file, from) in [
            (ENGINEERS_FILE, "name: 李明"),
            (TEAMS_FILE, "name: 星火工作室"),
            (TEAMS_FILE, "name: 赵刚"),
            (TEAMS_FILE, "name: 孙二"),
            (TEAMS_FILE, "name: 周全"),
        ] {
            let project = edited(file, from, &format!("name: \"{name}\""));
            project.edit(ROUND_FILE, "order: surname-strokes", "order: as-listed");
            let found = refused(&project, "bad-name");
            assert_eq!(found.file, file);
        }
    }
}

#[test]
fn r5_a_gbk_file_is_refused_saying_so_and_how_to_convert_it() {
    for file in [TEAMS_FILE, SITE_FILE, PAGE_FILE, "content/rounds/2025/notice.md"] {
        let project = Project::sample();
        let text = if file.ends_with("notice.md") { "公示内容".to_owned() } else { project.read(file) };
        let (gbk, _, _) = encoding_rs::GBK.encode(&text);
        project.write(file, gbk);
        let found = refused(&project, "not-utf8");
        assert_eq!(found.file, file);
        assert!(found.message.contains("GBK") && found.help.contains("iconv -f GBK -t UTF-8"), "{found:#?}");
    }
}

#[test]
fn r6_byte_order_marks_and_crlf_change_nothing() {
    let edition = |project: &Project| {
        project.build();
        let mut tree = project.public();
        // The one tells the inputs apart by design, the other has its checksum.
        assert!(["edition.json", "SHA256SUMS"].iter().all(|file| tree.remove(*file).is_some()));
        tree
    };
    let project = Project::sample();
    let theme = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
    support::copy(theme.as_ref(), &project.path("themes/default"));
    project.edit(
        ENGINEERS_FILE,
        "summary: 从事电机设计。",
        "summary: |\n    第一段。\n\n    第二段\n    续行。",
    );
    project.write("content/rounds/2025/notice.md", project.read("themes/default/markdown/publicity.md"));
    let plain = edition(&project);
    for path in project.tree().keys().filter(|p| !p.ends_with('/') && !p.contains("public")) {
        if path.contains("/static/") || path.ends_with(".lock") {
            continue;
        }
        let text = project.read(path);
        project.write(path, format!("\u{FEFF}{}", text.replace('\n', "\r\n")));
    }
    let marked = edition(&project);
    let different: Vec<&String> = plain.keys().filter(|name| plain.get(*name) != marked.get(*name)).collect();
    assert!(different.is_empty() && plain.len() == marked.len(), "these differ: {different:?}");
}

/// As they are, as YAML writes them between quotation marks, and as Markdown writes them.
#[test]
fn r7_characters_that_hide_reorder_or_mean_nothing_are_refused() {
    let forbidden = "\u{0}\u{1}\r\u{7F}\u{85}\u{200B}\u{200E}\u{202A}\u{202E}\u{2066}\u{2069}\u{2028}\u{AD}\u{E001}\u{FFFE}\u{F0000}\u{E0041}";
    for c in forbidden.chars() {
        let code = u32::from(c);
        for text in [format!("李{c}明"), format!("\"李\\U{code:08X}明\"")] {
            let found = refused(
                &edited(ENGINEERS_FILE, "name: 李明", &format!("name: {text}")),
                "forbidden-character",
            );
            assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 20), "{text:?}");
            assert!(found.message.contains(&format!("U+{code:04X}")), "{found:#?}");
        }
        let mut pages = vec![format!("甲{c}乙")];
        // HTML has no reference for NUL and reads those of U+0080 to U+009F otherwise.
        if code > 0 && code != 0x85 {
            pages.extend([
                format!("甲&#{code};乙"),
                format!("[甲](index.html \"乙&#x{code:X};\")"),
                format!("[甲](https://example.org/&#x{code:X};)"),
            ]);
        }
        for page in pages {
            let found = refused(&authored(&page), "forbidden-character");
            assert_eq!((found.file.as_str(), found.line), (PAGE_FILE, 5), "{page:?}");
        }
    }
    let key = edited(ENGINEERS_FILE, "  name: 李明", "  \"na\\u200Bme\": 李明");
    refused(&key, "forbidden-character");
}

#[cfg(unix)]
#[test]
fn r14_a_link_in_the_content_is_refused_naming_it() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.md"), "---\ntitle: 外面\n---\n").unwrap();
    for (link, target) in [
        ("content/pages/a.md", outside.path().join("a.md")),
        ("content/pages/more", outside.path().to_owned()),
        ("content/rounds/2024", "../rounds/2025".into()),
        ("content/rounds/2025/engineers", outside.path().to_owned()),
        ("content/pages/b.md", "nowhere".into()),
        ("themes/default/templates/home.html", "/etc/hosts".into()),
        ("themes/default/static", outside.path().to_owned()),
    ] {
        let project = Project::sample();
        fs::create_dir_all(project.path(link).parent().unwrap()).unwrap();
        symlink(target, project.path(link)).unwrap();
        assert_eq!(refused(&project, "link-in-content").file, link);
    }
}

#[test]
fn r20_alias_bombs_are_refused_at_once() {
    let mut levels = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let alias = format!("*a{}", level - 1);
        levels += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 10].join(", "));
    }
    let long = format!("a: &a {}\nb: [{}]\n", "长".repeat(30_000), ["*a"; 20_000].join(", "));
    for bomb in [levels, long] {
        for file in [SITE_FILE, ENGINEERS_FILE, "content/ledger.yaml"] {
            let project = Project::sample();
            project.write(file, &bomb);
            refused_at_once(&project, "yaml-limit");
        }
    }
}

#[test]
fn r21_a_key_given_twice_is_refused_with_both_lines() {
    for (second, lines) in [("name: 李铭", (21, 20)), ("姓名: 李明", (21, 20))] {
        let project = edited(ENGINEERS_FILE, "  name: 李明\n", &format!("  name: 李明\n  {second}\n"));
        let found = refused(&project, "duplicate-key");
        assert_eq!((found.line, found.related[0].1), lines, "{found:#?}");
    }
}

/// Of every field and every output `tests/text.rs` knows; here a person's own words, where each can be seen.
#[test]
fn r22_marks_of_other_languages_appear_as_text() {
    let nasty = "<script>alert(1)</script>\"quotes\" & 'such' </title><!-- ]]> \\n";
    let project = Project::sample();
    let quoted = serde_json::Value::from(nasty).to_string();
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: {quoted}"));
    project.edit(SITE_FILE, "title: 示例公示网", &format!("title: {quoted}"));
    project.build();
    for page in ["engineers/g2025-002.html", "rounds/2025.html", "rounds/2025/1-publicity.html"] {
        let html = project.page(page);
        assert!(visible(&html).contains(nasty), "{page}");
        let own = |token: &Token| {
            matches!(token, Token::Open(name, attributes)
            if name == "script" && !attributes.iter().any(|(key, value)| {
                // A block of data is not run.
                key == "src" || key == "type" && value == "application/ld+json"
            }))
        };
        assert!(!tokens(&html).iter().any(own), "{page}");
    }
    let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    assert!(list["entries"].as_array().unwrap().iter().any(|e| e["unit"] == nasty));
    let csv = project.page("rounds/2025/list.csv");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    assert!(rows.records().any(|row| row.unwrap().iter().any(|cell| cell == nasty)));
    assert!(visible(&project.page("feed.xml")).contains(nasty));
}

#[test]
fn r23_raw_html_is_text_and_unsafe_links_are_dropped() {
    let project = authored(
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[点](javascript:alert(1)) \
         ![图](data:text/html,x) [乙](https://example.org/)",
    );
    project.build();
    let page = project.page("about.html");
    let article = page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
    assert!(visible(article).contains("<script>alert(1)</script>") && visible(article).contains("点"));
    for token in tokens(article) {
        if let Token::Open(name, attributes) = token {
            assert!(!["script", "img"].contains(&name.as_str()), "{article}");
            for (key, value) in attributes {
                assert!(
                    !key.starts_with("on")
                        && !value.starts_with("javascript:")
                        && !value.starts_with("data:")
                );
            }
        }
    }
}

#[test]
fn r24_marks_of_templates_in_a_record_are_literal() {
    for marks in ["{{ 7*7 }}", "{% include \"x\" %}", "{# 注 #}", "{{< ref >}}", "{% raw %}"] {
        let project = edited(
            ENGINEERS_FILE,
            "summary: 从事电机设计。",
            &format!("summary: {}", serde_json::Value::from(marks)),
        );
        project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n`{marks}`\n"));
        project.build();
        assert!(visible(&project.page("engineers/g2025-002.html")).contains(marks), "{marks}");
        assert!(visible(&project.page("about.html")).contains(marks), "{marks}");
    }
}

#[test]
fn r25_a_template_that_includes_itself_is_named_in_a_short_error() {
    for (file, template) in [
        ("themes/default/templates/profile.html", "{% include \"profile.html\" %}"),
        ("themes/default/templates/home.html", "{% extends \"home.html\" %}"),
        ("themes/default/markdown/engineer.md", "{% include \"engineer.md\" %}"),
    ] {
        let project = Project::sample();
        project.write(file, template);
        let started = Instant::now();
        let run = project.run(&["build"]);
        assert!(run.code == 1 && run.stderr.contains(file), "{}", run.stderr);
        assert!(run.stderr.len() < 2_000 && started.elapsed() < Duration::from_secs(5), "{}", run.stderr);
        assert!(!project.path("public").exists());
    }
}

#[test]
fn r26_a_text_without_end_is_refused_naming_the_limit() {
    let biography = "长".repeat(20_000_000);
    for text in [biography.clone(), format!("\"{biography}\""), format!("|\n    {biography}")] {
        let project = edited(ENGINEERS_FILE, "summary: 从事电机设计。", &format!("summary: {text}"));
        let (run, peak) = bounded(&project);
        assert_eq!(run.code, 1);
        let found = &support::diagnostics(&serde_json::from_str(&run.stdout).unwrap())[0];
        assert!(found.file == ENGINEERS_FILE && found.message.contains("20000"), "{found:#?}");
        // The file alone is 57 MB.
        assert!(peak < 2 * REFUSAL_MB, "{peak} MB");
    }
    let project = Project::sample();
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{biography}"));
    assert!(refused(&project, "too-long").message.contains("500000"));
}

#[test]
fn r27_markdown_nested_without_end_is_refused_quickly() {
    let list: String = (0..200).map(|i| format!("{}- 甲\n", "  ".repeat(i))).collect();
    for deep in [">".repeat(50_000), "> ".repeat(50_000), "- ".repeat(5_000), "1. ".repeat(5_000), list] {
        refused_at_once(&authored(&format!("{deep}甲")), "markdown-depth");
    }
    for wide in ["*a ".repeat(20_000), "[".repeat(20_000), "`".repeat(20_000), "[a](".repeat(20_000)] {
        let (run, _) = bounded(&authored(&wide));
        assert_eq!(run.code, 0, "{}", run.stdout);
    }
}

#[test]
fn r29_a_long_name_is_text_and_paths_stay_short() {
    let name = "长".repeat(100);
    let project = edited(ENGINEERS_FILE, "name: 李明", &format!("name: {name}"));
    project.edit(TEAMS_FILE, "name: 星火工作室", &format!("name: {name}工作室"));
    project.build();
    assert!(visible(&project.page("engineers/g2025-002.html")).contains(&name));
    assert!(visible(&project.page("teams/t2025-001.html")).contains(&name));
    assert!(project.public().keys().all(|path: &String| path.len() < 64));
}

#[test]
fn r30_ids_that_differ_only_in_case_or_in_letters_that_look_alike_are_refused() {
    refused(&edited(ENGINEERS_FILE, "id: g2025-002", "id: G2025-001"), "bad-id");
    for (first, second) in [("g2025-001", "g2025-00l"), ("g2025-001", "g2o25-001"), ("rn-a", "m-a")] {
        let project = edited(ENGINEERS_FILE, "id: g2025-001", &format!("id: {first}"));
        project.edit(ENGINEERS_FILE, "id: g2025-002", &format!("id: {second}"));
        let found = refused(&project, "look-alike-id");
        assert_eq!((found.line, found.related[0].1), (18, 1), "{found:#?}");
    }
}

#[test]
fn r31_a_date_that_does_not_exist_or_is_written_otherwise_is_refused_at_its_place() {
    for bad in ["2025-02-30", "2025/9/1", "2025-9-1", "20250901", "2025-13-01", "2025-09-31", "昨天"] {
        let found =
            refused(&edited(ENGINEERS_FILE, "birth: 1984-07-19", &format!("birth: {bad}")), "bad-date");
        assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 26), "{bad}");
        let published = format!("published: {bad} 09:00");
        let found = refused(&edited(ROUND_FILE, "published: 2025-09-01 09:00", &published), "bad-moment");
        assert_eq!((found.file.as_str(), found.line), (ROUND_FILE, 9), "{bad}");
    }
    for bad in ["2025-09-01 24:01", "2025-09-01 25:00", "2025-09-01 9时"] {
        refused(&edited(ROUND_FILE, "2025-09-01 09:00", bad), "bad-moment");
    }
    let project = edited(ROUND_FILE, "2025-09-01 09:00", "2025-09-01 24:00");
    project.build();
    assert!(project.page("rounds/2025/1-publicity.html").contains("2025年9月1日24:00"));
}

#[test]
fn r32_an_unknown_key_and_an_empty_list_are_refused() {
    for (file, from, to, near) in [
        (ENGINEERS_FILE, "  title: 工程师\n", "  titel: 工程师\n", "title"),
        (TEAMS_FILE, "  members:\n    - { name: 孙一", "  成园:\n    - { name: 孙一", "成员"),
        (SITE_FILE, "owner:", "ower:", "owner"),
    ] {
        let found = edited(file, from, to).diagnostics();
        let key = found.iter().find(|d| d.code == "unknown-key").unwrap();
        assert!(key.file == file && key.help.contains(near), "{found:#?}");
    }
    let project = Project::sample();
    project.write(ENGINEERS_FILE, "[]\n");
    refused(&project, "empty-list");
    project.write(ENGINEERS_FILE, "");
    refused(&project, "empty-list");
    refused(&edited(ROUND_FILE, "issuers: [示例市科学技术协会]", "issuers: []"), "empty-list");
    let project = Project::sample();
    project.remove(ENGINEERS_FILE);
    project.remove(TEAMS_FILE);
    assert!(project.diagnostics().iter().any(|d| d.code == "no-people" && d.severity == "error"));
}

#[test]
fn r33_what_is_no_readable_file_is_named_and_nothing_hangs() {
    let empty = Project::empty();
    let run = empty.run(&["build"]);
    assert!(run.code == 3 && run.stderr.contains("content") && empty.tree().is_empty(), "{}", run.stderr);
    fs::create_dir(empty.path("content")).unwrap();
    let run = empty.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("site.yaml"), "{}", run.stderr);

    for file in [SITE_FILE, ENGINEERS_FILE, "content/pages/a.md", "themes/default/templates/home.html"] {
        let project = Project::sample();
        if project.path(file).exists() {
            project.remove(file);
        }
        fs::create_dir_all(project.path(file)).unwrap();
        let found = project.diagnostics();
        assert!(found.iter().any(|d| d.code == "folder-not-file" && d.file == file), "{found:#?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn r33_a_pipe_is_named_and_nothing_waits_for_it() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    for file in ["content/pages/a.md", "content/rounds/2025/engineers/a.yaml", "themes/default/static/a.css"]
    {
        let project = Project::sample();
        if file.contains("engineers/") {
            project.remove(ENGINEERS_FILE);
        }
        fs::create_dir_all(project.path(file).parent().unwrap()).unwrap();
        mknodat(CWD, project.path(file), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        let (run, _) = bounded(&project);
        let found = support::diagnostics(&serde_json::from_str(&run.stdout).unwrap());
        assert!(
            run.code == 1 && found.iter().any(|d| d.code == "special-file" && d.file == file),
            "{found:#?}"
        );
    }
}

/// Root may read everything, so the program runs as nobody there.
#[cfg(unix)]
#[test]
fn r33_a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let project = Project::sample();
    fs::set_permissions(project.root(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(project.path(TEAMS_FILE), fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = project.command(&["--json", "check"]);
    if fs::metadata(project.root()).unwrap().uid() == 0 {
        let program = project.path("gongshi");
        fs::copy(env!("CARGO_BIN_EXE_gongshi"), &program).unwrap();
        let args: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = std::process::Command::new(program);
        command.args(args).uid(65_534).gid(65_534).current_dir(project.root());
    }
    let run = support::finish(&mut command);
    let found = support::diagnostics(&serde_json::from_str(&run.stdout).unwrap());
    assert!(
        run.code == 1 && found.iter().any(|d| d.code == "unreadable" && d.file == TEAMS_FILE),
        "{found:#?}"
    );
}
