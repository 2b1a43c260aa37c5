//! Laws of the source itself: which room may import which, who touches the world, what may never be written.
//!
//! Each law is a function from source text to what breaks it; a test beside it feeds it a bad snippet, so that no law
//! passes because it sees nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The rooms in the order of DESIGN §1; each imports only those before it.
const ROOMS: [&str; 10] =
    ["diagnostic", "input", "domain", "rules", "pages", "site", "publish", "preview", "compile", "cli"];
/// A file reads in one sitting.
const MOST_LINES: usize = 400;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

// ---- Source as the laws see it ------------------------------------------------------------------------------------

/// One file of `src/`, its tests and comments blanked out, so that every offset stays.
struct Source {
    /// The path below `src/`.
    path: String,
    /// The code without the text of its literals.
    code: String,
    /// The code with them.
    text: String,
    lines: usize,
}

impl Source {
    fn new(path: &str, source: &str) -> Self {
        let (mut code, mut text) = blanked(source);
        while let Some(start) = code.find("#[cfg(test)]") {
            let end = item_end(&code, start);
            for kept in [&mut code, &mut text] {
                let blank: String = kept[start..end].chars().map(blank).collect();
                kept.replace_range(start..end, &blank);
            }
        }
        Source { path: path.to_owned(), code, text, lines: source.lines().count() }
    }

    /// The room the file belongs to.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Says where something is: `input/disk.rs:12: what`.
    fn at(&self, offset: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, 1 + self.code[..offset].matches('\n').count())
    }

    /// Offsets of a word or path: `fs` is in `std::fs` and `fs::read`, and not in `offset` or `offs`.
    fn find(&self, word: &str) -> Vec<usize> {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let whole = |at: &usize| {
            let (before, after) =
                (self.code[..*at].chars().next_back(), self.code[at + word.len()..].chars().next());
            !(part(word.chars().next()) && part(before)) && !(part(word.chars().next_back()) && part(after))
        };
        self.code.match_indices(word).map(|(at, _)| at).filter(whole).collect()
    }
}

fn blank(c: char) -> char {
    // A blank as wide as the character keeps offsets; source is compared, never shown.
    if c == '\n' { c } else { ['\u{1}', '\u{80}', '\u{800}', '\u{10000}'][c.len_utf8() - 1] }
}

/// The source without comments, first without and then with what stands in its literals.
fn blanked(source: &str) -> (String, String) {
    let (mut code, mut text) = (String::new(), String::new());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
        let (length, is_comment) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), true),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |end| end + 2), true),
            '"' => (string(rest), false),
            '\'' => (character(rest), false),
            'r' if raw.is_some_and(|hashes| rest[1 + hashes..].starts_with('"'))
                && !code.ends_with(char::is_alphanumeric) =>
            {
                let close = format!("\"{}", "#".repeat(raw.unwrap()));
                let body = 1 + close.len();
                (body + rest[body..].find(&close).unwrap() + close.len(), false)
            }
            _ => (0, false),
        };
        let (taken, after) = rest.split_at(length.max(first.len_utf8()));
        let hidden: String = taken.chars().map(blank).collect();
        code.push_str(if length > 0 { &hidden } else { taken });
        text.push_str(if is_comment { &hidden } else { taken });
        rest = after;
    }
    (code, text)
}

/// The length of a string literal.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    let mut inside = rest.char_indices().skip(1);
    let end = inside.find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    end.unwrap().0 + 1
}

/// The length of a character literal, or 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest.char_indices().skip(1);
    match (inside.next(), inside.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            at + c.len_utf8() + rest[at + c.len_utf8()..].find('\'').unwrap() + 1
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// Where the item after an attribute ends: at its closing brace, or at a semicolon before any brace.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code[start..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (depth == 0 && c == '}') || (depth == 0 && c == ';') {
            return start + at + 1;
        }
    }
    code.len()
}

fn sources() -> Vec<Source> {
    let root = repository().join("src");
    let files: Vec<PathBuf> =
        files(&root).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs")).collect();
    assert!(files.len() > 50, "the walk sees the source: {files:?}");
    let read = |path: PathBuf| Source::new(&relative(&root, &path), &fs::read_to_string(&path).unwrap());
    files.into_iter().map(read).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}

/// Holds every file to a law.
fn obey(law: impl Fn(&Source) -> Vec<String>) {
    let broken: Vec<String> = sources().iter().flat_map(law).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Shows that a law can be broken: what it says of a snippet at a path.
fn judge(law: impl Fn(&Source) -> Vec<String>, path: &str, snippet: &str) -> String {
    law(&Source::new(path, snippet)).join("\n")
}

// ---- 1. A room imports only rooms before it -----------------------------------------------------------------------

fn imports(source: &Source) -> Vec<String> {
    if matches!(source.path.as_str(), "lib.rs" | "main.rs") {
        return Vec::new();
    }
    let place = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut broken = Vec::new();
    for at in source.find("crate::") {
        for name in heads(&source.code[at + "crate::".len()..]) {
            // The macro stands at the root of the crate, though `diagnostic` makes it.
            let allowed =
                name == "words" || place(name).is_some_and(|room| Some(room) <= place(source.room()));
            if !allowed {
                broken.push(source.at(at, &format!("{} imports {name}", source.room())));
            }
        }
    }
    // As many `super::` as the file is deep lead out of its room without naming it.
    let deep = source.path.trim_end_matches("/mod.rs").split('/').count();
    broken.extend(
        source.find(&"super::".repeat(deep)).into_iter().map(|at| source.at(at, "super:: leaves the room")),
    );
    broken
}

/// The first names of a path: `a` of `a::b`, or `a` and `c` of `{a::b, c}`.
fn heads(path: &str) -> Vec<&str> {
    let name = |p: &'_ str| p.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(p.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = group[start..at].trim();
                heads.extend(Some(&item[..name(item)]).filter(|head| !head.is_empty()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let lib = Source::new("lib.rs", &fs::read_to_string(repository().join("src/lib.rs")).unwrap());
    let declared: Vec<&str> =
        lib.code.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, ROOMS, "lib.rs lists the rooms in their order");
    obey(imports);
}

#[test]
fn an_import_from_a_later_room_would_be_seen() {
    for bad in [
        "use crate::rules::judge;",
        "use crate::{diagnostic::Place, input::{yaml, text}, rules};",
        "fn f() { crate::site::go() }",
        "use super::super::rules;",
        "use crate::elsewhere;",
        "use crate::input; /* \" */ use crate::cli;",
    ] {
        assert_ne!(judge(imports, "domain/period.rs", bad), "", "{bad}");
    }
    for good in [
        "use crate::{diagnostic::Place, input::{yaml, text}}; use crate::words; use super::calendar;",
        "// use crate::cli;\n/* crate::cli */ const A: &str = \"crate::cli\"; const B: char = '\"';",
        "#[cfg(test)]\nmod tests { use crate::cli; const C: &str = r#\"}\"#; }",
    ] {
        assert_eq!(judge(imports, "domain/period.rs", good), "", "{good}");
    }
    let after = "#[cfg(test)] mod tests { fn f() { '{'; } }\nuse crate::cli;";
    assert_eq!(judge(imports, "domain/period.rs", after), "domain/period.rs:2: domain imports cli");
    assert_ne!(judge(imports, "domain/names/mod.rs", "use super::super::rules;"), "");
    assert_eq!(judge(imports, "domain/names/order.rs", "use super::super::moment;"), "");
}

// ---- 2. Few places touch the world --------------------------------------------------------------------------------

/// One way to touch the world: the words that do it, and the files that may, each with its reason.
struct Touch {
    what: &'static str,
    words: &'static [&'static str],
    allowed: &'static [(&'static str, &'static str)],
}

const WORLD: &[Touch] = &[
    Touch {
        what: "names the file system",
        words: &["fs", "File", "OpenOptions"],
        allowed: &[("input/disk.rs", "the reader of the disk"), ("publish/", "the writer")],
    },
    Touch {
        what: "reads the disk",
        words: &[
            "fs::read",
            "fs::read_to_string",
            "fs::read_dir",
            "fs::read_link",
            "fs::metadata",
            "fs::symlink_metadata",
            "fs::canonicalize",
            "fs::exists",
            "File::open",
            "walkdir",
            "WalkDir",
            ".exists(",
            ".try_exists(",
            ".is_dir(",
            ".is_file(",
            ".is_symlink(",
            ".metadata(",
            ".symlink_metadata(",
            ".canonicalize(",
            ".read_dir(",
            ".read_link(",
            ".read_to_end(",
            ".read_to_string(",
        ],
        allowed: &[("input/disk.rs", "the reader of the disk")],
    },
    Touch {
        what: "writes the disk",
        words: &[
            "fs::write",
            "fs::copy",
            "fs::rename",
            "fs::remove_file",
            "fs::remove_dir",
            "fs::remove_dir_all",
            "fs::create_dir",
            "fs::create_dir_all",
            "fs::hard_link",
            "fs::set_permissions",
            "File::create",
            "File::create_new",
            "OpenOptions",
            "renameat_with",
            "symlink",
            "tempfile",
        ],
        allowed: &[("publish/", "the writer")],
    },
    Touch {
        what: "asks the clock",
        words: &["SystemTime", "Instant", "UNIX_EPOCH", "Utc", "Local"],
        allowed: &[
            ("input/clock.rs", "the clock"),
            ("input/disk.rs", "the time of a file's last change, by which it is not read twice"),
        ],
    },
    Touch {
        what: "asks the environment",
        words: &["env", "sys_locale", "temp_dir", "current_dir"],
        allowed: &[("cli/", "SOURCE_DATE_EPOCH and the locale"), ("main.rs", "the arguments")],
    },
    Touch {
        what: "uses the network",
        words: &["net", "TcpListener", "TcpStream", "UdpSocket", "axum"],
        allowed: &[("preview/server.rs", "the preview on 127.0.0.1")],
    },
    Touch {
        what: "watches folders",
        words: &["notify", "notify_debouncer_full"],
        allowed: &[("preview/watch.rs", "the preview's live reload")],
    },
    Touch {
        what: "runs, asks or ends a process",
        words: &["process::Command", "process::exit", "process::abort", "process::id", "stdin"],
        allowed: &[],
    },
    Touch { what: "draws lots", words: &["rand", "RandomState", "getrandom", "fastrand"], allowed: &[] },
];

fn touches(source: &Source) -> Vec<String> {
    let strange = |touch: &&Touch| !touch.allowed.iter().any(|(path, _)| source.path.starts_with(path));
    let seen = |touch: &'static Touch| {
        touch.words.iter().flat_map(|word| source.find(word)).map(|at| source.at(at, touch.what))
    };
    WORLD.iter().filter(strange).flat_map(seen).collect()
}

#[test]
fn only_input_reads_the_disk_and_the_clock_and_only_publish_writes() {
    obey(touches);
}

#[test]
fn every_exception_is_still_needed() {
    let sources = sources();
    for Touch { what, words, allowed } in WORLD {
        for (path, reason) in *allowed {
            let mut files = sources.iter().filter(|source| source.path.starts_with(path));
            let used = files.any(|source| words.iter().any(|word| !source.find(word).is_empty()));
            assert!(used, "{path} no longer {what}: take the exception away ({reason})");
        }
    }
}

#[test]
fn a_touch_of_the_world_from_elsewhere_would_be_seen() {
    for (path, bad) in [
        ("rules/mod.rs", "let text = std::fs::read(path);"),
        ("site/feed.rs", "use std::{fs, io};"),
        ("cli/build.rs", "if path.is_dir() {}"),
        ("publish/mod.rs", "let bytes = fs::read_to_string(path);"),
        ("input/disk.rs", "fs::remove_file(path)?;"),
        ("domain/moment.rs", "let now = chrono::Utc::now();"),
        ("compile.rs", "let started = Instant::now();"),
        ("pages/theme.rs", "std::env::var(\"HOME\")"),
        ("preview/mod.rs", "tokio::net::TcpListener::bind(a)"),
        ("preview/server.rs", "std::process::exit(1)"),
    ] {
        assert_ne!(judge(touches, path, bad), "", "{path}: {bad}");
    }
    for good in
        ["let offset = env!(\"A\");", "disk::exists(path)", "// std::fs::read\nlet a = \"Instant::now\";"]
    {
        assert_eq!(judge(touches, "cli/build.rs", good), "", "{good}");
    }
}

// ---- 3. Nothing panics, nothing silences a lint -------------------------------------------------------------------

fn panics(source: &Source) -> Vec<String> {
    let words = [
        ".unwrap(",
        ".expect(",
        ".unwrap_err(",
        ".expect_err(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
        "assert!",
        "assert_eq!",
        "assert_ne!",
        "dbg!",
        "unsafe",
        "#[allow",
        "#![allow",
        "#[expect",
        "#![expect",
    ];
    words.iter().flat_map(|word| source.find(word).into_iter().map(|at| source.at(at, word))).collect()
}

#[test]
fn nothing_panics_and_no_lint_is_silenced() {
    obey(panics);
}

#[test]
fn a_panic_would_be_seen() {
    for bad in
        ["a.unwrap()", "a.expect(\"b\")", "panic!(\"a\")", "unsafe { a }", "#[allow(clippy::all)] fn a() {}"]
    {
        assert_ne!(judge(panics, "site/mod.rs", bad), "", "{bad}");
    }
    let good = "a.unwrap_or(1); a.unwrap_or_default(); /// never panics: no `unwrap()`\n#[cfg(test)] mod t { fn a() { b.unwrap() } }";
    assert_eq!(judge(panics, "site/mod.rs", good), "");
}

// ---- 4. A file reads in one sitting -------------------------------------------------------------------------------

fn length(source: &Source) -> Vec<String> {
    let long = source.lines > MOST_LINES;
    long.then(|| format!("{}: {} lines, more than {MOST_LINES}", source.path, source.lines))
        .into_iter()
        .collect()
}

#[test]
fn no_file_is_longer_than_one_sitting() {
    obey(length);
}

#[test]
fn a_long_file_would_be_seen() {
    assert_eq!(judge(length, "site/mod.rs", &"//\n".repeat(MOST_LINES)), "");
    assert_ne!(judge(length, "site/mod.rs", &"//\n".repeat(MOST_LINES + 1)), "");
}

// ---- 5. What is embedded is what lies in the folders --------------------------------------------------------------

#[test]
fn the_embedded_theme_is_the_default_theme_to_the_byte() {
    let root = repository().join("themes/default");
    let on_disk: BTreeMap<String, Vec<u8>> =
        files(&root).into_iter().map(|path| (relative(&root, &path), fs::read(path).unwrap())).collect();
    let embedded: BTreeMap<String, Vec<u8>> = gongshi::pages::theme::DEFAULT
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
        .collect();
    let names = |theme: &BTreeMap<String, Vec<u8>>| theme.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&embedded), names(&on_disk));
    assert!(embedded == on_disk, "an embedded file has other bytes than its file");
}

#[test]
fn every_calendar_file_is_built_in() {
    let root = repository().join("src/domain/calendar/years");
    let on_disk: Vec<String> = files(&root).iter().map(|path| relative(&root, path)).collect();
    let calendar = gongshi::domain::calendar::WorkCalendar::builtin();
    let built_in: Vec<String> = calendar.years().map(|year| format!("{}.yaml", year.year)).collect();
    assert_eq!(built_in, on_disk);
}

// ---- 6. Codes of diagnostics --------------------------------------------------------------------------------------

/// What makes a diagnostic from a code: every function with a parameter `code: &'static str`.
fn makers(sources: &[Source]) -> BTreeSet<String> {
    let mut makers = BTreeSet::new();
    for source in sources {
        for at in source.find("code: &'static str") {
            let before = &source.code[..at];
            // A field of that name is no parameter: an opening brace is nearer than `fn`.
            let Some(function) = before.rfind("fn ").filter(|f| !before[*f..].contains('{')) else {
                continue;
            };
            makers.insert(heads(&before[function + "fn ".len()..])[0].to_owned());
        }
    }
    makers
}

/// The codes given to makers: in each call, the first text before the words.
fn codes(source: &Source, makers: &BTreeSet<String>) -> Vec<String> {
    let calls = makers
        .iter()
        .flat_map(|maker| source.find(&format!("{maker}(")).into_iter().map(move |at| at + maker.len() + 1));
    calls
        .filter_map(|start| {
            let end = item_end_of_call(&source.code, start);
            let call = source.text[start..end].split("words!").next()?;
            call.split('"').nth(1).map(str::to_owned)
        })
        .collect()
}

/// Where the arguments that begin at `start` end.
fn item_end_of_call(code: &str, start: usize) -> usize {
    let mut depth = 1;
    let end = code[start..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    start + end.unwrap().0
}

fn is_kebab(code: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    code.starts_with(|c: char| c.is_ascii_lowercase()) && code.split('-').all(word)
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
    let line = |(code, rooms): (String, BTreeSet<&str>)| {
        format!("{code}: {}\n", rooms.into_iter().collect::<Vec<_>>().join(" "))
    };
    rooms.into_iter().map(line).collect()
}

/// Codes never change (DESIGN §4): offices and programs rely on them. A new one is added to the list by hand; one that
/// is gone, or that a second room begins to use for something of its own, is a decision to be seen.
#[test]
fn codes_are_kebab_case_and_exactly_those_of_the_list() {
    let found = register(&sources());
    let listed: String =
        include_str!("data/codes.txt").split_inclusive('\n').filter(|l| !l.starts_with('#')).collect();
    let (found, listed): (BTreeSet<&str>, BTreeSet<&str>) =
        (found.lines().collect(), listed.lines().collect());
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "tests/data/codes.txt: add {new:#?}, or bring back {gone:#?}");
    let odd: Vec<_> = found.iter().filter(|line| !is_kebab(line.split(':').next().unwrap())).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn a_code_would_be_seen_however_it_is_given() {
    let rules = "fn bad(file: &str, code: &'static str, message: Words) {}
        struct D { code: &'static str }
        fn a() { Diagnostic::error(\n\"one-code\", place, words!(\"甲\", \"a\")); }
        fn b() { bad(&record.file, \"two-code\", words!(\"乙\", \"b\")); bad(file, code, words!(\"丙\", \"c\")); }";
    let diagnostic = "pub fn error(code: &'static str, place: Place) {}";
    let sources = [Source::new("rules/mod.rs", rules), Source::new("diagnostic.rs", diagnostic)];
    assert_eq!(register(&sources), "one-code: rules\ntwo-code: rules\n");
    for odd in ["One-code", "one_code", "one--code", "-code", "编码", ""] {
        assert!(!is_kebab(odd), "{odd}");
    }
}

// ---- 7. Dependencies are pinned and come from the registry --------------------------------------------------------

/// Packages of a lock file that come from elsewhere than crates.io.
fn strangers(lock: &str) -> Vec<&str> {
    let sources = lock.lines().filter(|line| line.starts_with("source = "));
    sources
        .filter(|line| *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"")
        .collect()
}

#[test]
fn every_dependency_is_locked_and_from_the_registry() {
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("Cargo.lock is kept");
    assert!(lock.matches("\nsource = ").count() > 50, "the lock file lists the dependencies");
    assert_eq!(strangers(&lock), [""; 0]);
    // A dependency by path has no source, as the crate itself: there is to be only one such package.
    assert_eq!(lock.matches("[[package]]").count(), 1 + lock.matches("\nsource = ").count());
}

#[test]
fn a_dependency_from_git_would_be_seen() {
    assert_eq!(strangers("name = \"a\"\nsource = \"git+https://example.org/a#1\"\n").len(), 1);
}
