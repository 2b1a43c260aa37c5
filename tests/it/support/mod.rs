//! What the integration tests share: a small project in a temporary folder, and the real program run on it.
//!
//! ```
//! let project = Project::sample().at("2025-09-03");     // 公示中
//! project.edit("content/rounds/2025/engineers.yaml", "unit: 甲单位", "unti: 甲单位");
//! let run = project.run(&["check"]);                    // --root, --today and --lang zh are added
//! assert_eq!(run.code, 1);
//! ```

pub(crate) mod docx;
pub(crate) mod html;
pub(crate) mod many;
pub(crate) mod plain;
pub(crate) mod preview;
pub(crate) mod sample;
pub(crate) mod snapshot;
pub(crate) mod wrong;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// An ID number of nobody: area code 000000.
pub(crate) fn id_number() -> String {
    id_number_from("00000019900101000")
}

/// The ID number that begins with these 17 digits, with the check digit of GB 11643-1999 worked out here.
pub(crate) fn id_number_from(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

/// A digest as `sha256sum` prints it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A project of its own, deleted when dropped.
pub(crate) struct Project {
    folder: TempDir,
    today: String,
    posted: Posted,
}

/// What the office says of notices that a test publishes later than they say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Posted {
    /// They were posted in time on an earlier site.
    Elsewhere,
    /// Nothing.
    Now,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// One diagnostic as `--json` gives it; line and column are 0 where there is no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) message: String,
    pub(crate) help: String,
    /// Other places: file, line, column, message.
    pub(crate) related: Vec<(String, u64, u64, String)>,
}

/// Every file below a folder with its bytes, every subfolder as `name/`, every link as `name@` with its target.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Project {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        Project { folder, today: "2025-09-03".to_owned(), posted: Posted::Elsewhere }
    }

    /// A small valid site: one round in its publicity (2025-09-01 to 09-05) with three engineers and two teams.
    /// The clock stands at noon of 2025-09-03.
    pub(crate) fn sample() -> Self {
        let project = Project::empty();
        for (path, text) in sample::FILES {
            project.write(path, text);
        }
        project
    }

    /// The repository's own content, with the clock at 2026-09-21: 2025 decided, 2026 open.
    pub(crate) fn repo_sample() -> Self {
        let project = Project::empty().at("2026-09-21");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &project.path("content"));
        project
    }

    /// The same project on another day (`2025-09-03`) or moment (`2025-09-03 09:00`).
    pub(crate) fn at(mut self, today: &str) -> Self {
        today.clone_into(&mut self.today);
        self
    }

    /// The same project, where nothing was posted before it is published.
    pub(crate) fn posted_now(mut self) -> Self {
        self.posted = Posted::Now;
        self
    }

    /// The moment its clock stands at.
    pub(crate) fn today(&self) -> &str {
        &self.today
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the project's folder.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root().join(relative)
    }

    /// Writes a file, its folders too.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Replaces the one place where `from` stands in a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` should stand once in {path}");
        self.write(path, text.replace(from, to));
    }

    /// Removes a file or a folder.
    pub(crate) fn remove(&self, path: &str) {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }

    /// The program, set up to run on this project: no variable of the machine's changes what it does.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
        command.current_dir(self.root()).stdin(Stdio::null());
        let given = |flag: &str| args.iter().any(|a| *a == flag || a.starts_with(&format!("{flag}=")));
        for (flag, value) in
            [("--root", self.root().to_str().unwrap()), ("--today", &self.today), ("--lang", "zh")]
        {
            if !given(flag) {
                command.args([flag, value]);
            }
        }
        command.args(args);
        if args.contains(&"publish") && self.posted == Posted::Elsewhere && !args.contains(&"--help") {
            command.args(["--already-posted", "示例单位原网站"]);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finish(&mut self.command(args))
    }

    /// Runs the program and expects success.
    pub(crate) fn succeed(&self, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, 0, "{args:?}\n{}{}", run.stdout, run.stderr);
        run
    }

    /// Builds into `public/` and expects success.
    pub(crate) fn build(&self) -> Run {
        self.succeed(&["build"])
    }

    /// Runs with `--json` and parses the one document on standard output.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        document(&self.run(&[&["--json"], args].concat()), args)
    }

    /// Runs with `--json`. Gives the exit code and the diagnostics.
    pub(crate) fn outcome(&self, args: &[&str]) -> (i32, Vec<Diagnostic>) {
        let run = self.run(&[&["--json"], args].concat());
        (run.code, diagnostics(&document(&run, args)))
    }

    /// What `check` finds.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        self.outcome(&["check"]).1
    }

    /// The only diagnostic of `check`.
    pub(crate) fn only_diagnostic(&self) -> Diagnostic {
        let mut all = self.diagnostics();
        assert_eq!(all.len(), 1, "{all:#?}");
        all.remove(0)
    }

    /// A built file of `public/`.
    pub(crate) fn page(&self, path: &str) -> String {
        self.read(&format!("public/{path}"))
    }

    /// Everything in the project's folder, to prove that nothing changed.
    pub(crate) fn tree(&self) -> Tree {
        tree(self.root())
    }

    /// Puts the sample's edition into `public/`, as a build of the sample would.
    pub(crate) fn put_sample_edition(&self) {
        for (path, bytes) in sample_edition() {
            match path.strip_suffix('/') {
                Some(folder) => fs::create_dir_all(self.path("public").join(folder)).unwrap(),
                None => self.write(&format!("public/{path}"), bytes),
            }
        }
    }

    /// Everything in `public/`.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.path("public"))
    }
}

/// The program under test: this build's, or the one that `scripts/kill-loop` names.
fn program() -> PathBuf {
    std::env::var_os("GONGSHI_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_gongshi").into(), PathBuf::from)
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn document(run: &Run, args: &[&str]) -> Value {
    serde_json::from_str(&run.stdout)
        .unwrap_or_else(|e| panic!("{args:?}: {e}\n{}{}", run.stdout, run.stderr))
}

/// The diagnostics of a JSON document.
pub(crate) fn diagnostics(document: &Value) -> Vec<Diagnostic> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_u64().unwrap_or_default();
    let list = document["diagnostics"].as_array().unwrap_or_else(|| panic!("no diagnostics in {document:#}"));
    let related = |d: &Value| {
        let list = d["related"].as_array().map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|r| (text(&r["file"]), number(&r["line"]), number(&r["column"]), text(&r["message"])))
            .collect()
    };
    list.iter()
        .map(|d| Diagnostic {
            code: text(&d["code"]),
            severity: text(&d["severity"]),
            file: text(&d["file"]),
            line: number(&d["line"]),
            column: number(&d["column"]),
            message: text(&d["message"]),
            help: text(&d["help"]),
            related: related(d),
        })
        .collect()
}

/// Everything below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        let kind = entry.file_type();
        if kind.is_dir() {
            tree.insert(format!("{path}/"), Vec::new());
        } else if kind.is_symlink() {
            let target = fs::read_link(entry.path()).unwrap();
            tree.insert(format!("{path}@"), target.to_str().unwrap().into());
        } else {
            tree.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    tree
}

/// The edition of the sample, built once for all tests that only want to have one.
pub(crate) fn sample_edition() -> &'static Tree {
    static EDITION: LazyLock<Tree> = LazyLock::new(|| {
        let project = Project::sample();
        project.build();
        project.public()
    });
    &EDITION
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
