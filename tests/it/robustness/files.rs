//! Files that are in the way, unreadable, or written so that they stop a program.

use std::fs;
use std::time::{Duration, Instant};

use super::{bounded, edited, refused, refused_at_once};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{self, Project};

#[test]
fn two_pages_of_one_address_are_refused_naming_both() {
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
fn a_gbk_file_is_refused_saying_so_and_how_to_convert_it() {
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
fn byte_order_marks_and_crlf_change_nothing() {
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

#[cfg(unix)]
#[test]
fn a_link_in_the_content_is_refused_naming_it() {
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
fn alias_bombs_are_refused_at_once() {
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
fn a_key_given_twice_is_refused_with_both_lines() {
    for (second, lines) in [("name: 李铭", (21, 20)), ("姓名: 李明", (21, 20))] {
        let project = edited(ENGINEERS_FILE, "  name: 李明\n", &format!("  name: 李明\n  {second}\n"));
        let found = refused(&project, "duplicate-key");
        assert_eq!((found.line, found.related[0].1), lines, "{found:#?}");
    }
}

#[test]
fn a_template_that_includes_itself_is_named_in_a_short_error() {
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
fn what_is_no_readable_file_is_named_and_nothing_hangs() {
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
fn a_pipe_is_named_and_nothing_waits_for_it() {
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
fn a_file_that_may_not_be_read_is_named() {
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
