//! The manual: it is a site that the program makes, and its pages for offices are lived through word for word. What a
//! block of code is for stands behind its language:
//!
//! - `file=PATH` is a file, `add=PATH` is added to one, `change=PATH` (a diff) replaces lines of one
//! - `console` is run, and what is printed there must be printed (`…` for anything); `console fails` must fail
//! - `console base` is run once, before the first chapter; every chapter (`##`) begins there anew
//! - what is quoted (`>`) must stand in a published notice
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Project, copy};

/// A step of a page, with its line.
enum Step {
    Chapter,
    Quote(String),
    Block { language: String, info: BTreeMap<String, String>, lines: Vec<String> },
}

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/pages").join(name)
}

fn steps(name: &str) -> Vec<(usize, Step)> {
    let text = fs::read_to_string(page(name)).unwrap();
    let mut lines = text.lines().enumerate();
    let mut steps = Vec::new();
    while let Some((at, line)) = lines.next() {
        let step = if let Some(info) = line.strip_prefix("```") {
            let mut words = info.split(' ');
            let language = words.next().unwrap().to_owned();
            let pairs = words.map(|word| word.split_once('=').unwrap_or((word, "")));
            let info = pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            let block = lines.by_ref().map(|(_, line)| line.to_owned()).take_while(|line| line != "```");
            Step::Block { language, info, lines: block.collect() }
        } else if let Some(quote) = line.strip_prefix("> ") {
            Step::Quote(quote.trim().to_owned())
        } else if line.starts_with("## ") {
            Step::Chapter
        } else {
            continue;
        };
        steps.push((at + 1, step));
    }
    steps
}

/// An office that does what a page says.
struct Office {
    project: Project,
    /// Where it works, below the project's folder.
    folder: PathBuf,
}

impl Office {
    fn new() -> Office {
        let project = Project::empty();
        let folder = project.root().to_owned();
        Office { project, folder }
    }

    /// Another office at the same point.
    fn again(&self) -> Office {
        let project = Project::empty();
        copy(self.project.root(), project.root());
        let folder = project.root().join(self.folder.strip_prefix(self.project.root()).unwrap());
        Office { project, folder }
    }

    fn follow(&mut self, name: &str, at: usize, step: &Step) {
        let place = format!("{name}:{at}");
        match step {
            Step::Chapter => {}
            Step::Quote(quote) => {
                let notices = walkdir::WalkDir::new(self.folder.join("public/rounds")).into_iter().flatten();
                let notices = notices.filter(|file| file.path().extension().is_some_and(|e| e == "md"));
                let told = notices.map(|file| fs::read_to_string(file.path()).unwrap());
                assert!(told.into_iter().any(|text| text.contains(quote)), "{place}: no notice says {quote}");
            }
            Step::Block { language, info, lines } => {
                if let Some(path) = info.get("file") {
                    let path = self.folder.join(path);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, lines.join("\n") + "\n").unwrap();
                } else if let Some(path) = info.get("add") {
                    let path = self.folder.join(path);
                    fs::write(&path, fs::read_to_string(&path).unwrap() + &lines.join("\n") + "\n").unwrap();
                } else if let Some(path) = info.get("change") {
                    self.change(&place, path, lines);
                } else if language == "console" {
                    self.run(&place, lines, !info.contains_key("fails"));
                }
            }
        }
    }

    fn change(&self, place: &str, path: &str, lines: &[String]) {
        let path = self.folder.join(path);
        let side = |sign: char| {
            let own = lines.iter().filter_map(|line| line.strip_prefix(sign));
            own.map(|line| format!("{line}\n")).collect::<String>()
        };
        let (before, after) = (side('-'), side('+'));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(&before).count(), 1, "{place}: should stand once:\n{before}");
        fs::write(&path, text.replace(&before, after.trim_start_matches('\n'))).unwrap();
    }

    fn run(&mut self, place: &str, lines: &[String], well: bool) {
        let mut printed = String::new();
        for line in lines {
            let Some(command) = line.strip_prefix("$ ") else {
                assert!(is_printed(&printed, line), "{place}: {line}\nis not in\n{printed}");
                continue;
            };
            if let Some(folder) = command.strip_prefix("cd ") {
                self.folder.push(folder);
                continue;
            }
            let program = Path::new(env!("CARGO_BIN_EXE_gongshi")).parent().unwrap();
            let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
            let mut shell = Command::new("sh");
            shell
                .args(["-c", command])
                .current_dir(&self.folder)
                .env("PATH", path)
                .env("LANG", "zh_CN.UTF-8");
            shell.env_remove("LC_ALL").env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
            let done = shell.output().unwrap();
            printed = [done.stdout, done.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
            assert_eq!(done.status.success(), well, "{place}: {command}\n{printed}");
        }
    }
}

/// Whether a line, in which `…` stands for anything, was printed.
fn is_printed(printed: &str, line: &str) -> bool {
    printed.lines().any(|own| {
        let mut rest = own.trim();
        line.trim().split('…').all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    })
}

fn live(name: &str, office: &mut Office) {
    for (at, step) in steps(name) {
        office.follow(name, at, &step);
    }
}

#[test]
fn the_first_round_goes_as_written() {
    for name in ["office/first-round.md", "en/first-round.md"] {
        live(name, &mut Office::new());
    }
}

#[test]
fn every_notice_is_posted_as_written() {
    let name = "office/notices.md";
    let mut base = Office::new();
    live("office/first-round.md", &mut base);
    let (mut office, mut chapters) = (None, 0);
    for (at, step) in steps(name) {
        if matches!(step, Step::Chapter) {
            office = Some(base.again());
            chapters += 1;
        }
        office.as_mut().unwrap_or(&mut base).follow(name, at, &step);
    }
    assert!(chapters > 8);
}

#[test]
fn the_manual_is_a_site_without_a_warning() {
    let project = Project::empty().at("2026-12-01");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content"), &project.path("content"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes"), &project.path("themes"));
    assert_eq!(project.diagnostics(), []);
    project.build();
    let home = project.page("index.html");
    for entry in walkdir::WalkDir::new(project.path("content/pages")).into_iter().flatten() {
        let path = entry.path().strip_prefix(project.path("content/pages")).unwrap().with_extension("html");
        if entry.path().extension().is_some() {
            let href = path.to_str().unwrap();
            assert!(home.contains(href), "the contents of the manual lack {href}");
        }
    }
}

/// The page of messages: every code, with what a person sees where a snapshot holds it.
fn messages(language: &str) -> String {
    let (title, menu, intro, none) = match language {
        "zh" => (
            "提示和代码",
            15,
            "每条提示开头的方括号里是代码。代码不会变，文字可能改进；办法写在最后一行。下面是各代码的一个例子。",
            "其他代码",
        ),
        _ => (
            "Messages and their codes",
            35,
            "A message begins with its code in brackets. Codes do not change, words may get better; what to do stands in the last line. Below is an example of each.",
            "Other codes",
        ),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let codes = fs::read_to_string(root.join("data/codes.txt")).unwrap();
    let codes = codes.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let (mut examples, mut others) = (String::new(), Vec::new());
    for code in codes {
        let snapshot = root.join(format!("it/snapshots/messages/{code}.snap"));
        let Ok(text) = fs::read_to_string(snapshot) else {
            others.push(format!("`{code}`"));
            continue;
        };
        let wanted = if language == "zh" {
            ["错误[", "提醒[", "说明["]
        } else {
            ["error[", "warning[", "note["]
        };
        let text = text.splitn(3, "---\n").nth(2).unwrap().to_owned();
        let example = text.split("\n\n").find(|part| wanted.iter().any(|word| part.trim().starts_with(word)));
        let example = example.unwrap_or_else(|| panic!("{code}"));
        examples += &format!("## {code}\n\n```text\n{}\n```\n\n", example.trim());
    }
    format!(
        "---\ntitle: {title}\nmenu: {menu}\n---\n\n{intro}\n\n{examples}## {none}\n\n{}\n",
        others.join(", ")
    )
}

#[test]
fn the_messages_of_the_manual_are_the_programs() {
    for (language, name) in [("zh", "reference/messages.md"), ("en", "en/reference/messages.md")] {
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(page(name), messages(language)).unwrap();
        }
        let kept = fs::read_to_string(page(name)).unwrap_or_default();
        assert!(
            kept == messages(language),
            "INSTA_UPDATE=always cargo test --test it manual:: writes {name} anew"
        );
    }
}
