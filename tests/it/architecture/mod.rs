//! Laws of the source itself: which room may import which, who touches the world, what may never be written.
//!
//! Each law is a function from source text to what breaks it; a test beside it feeds it bad snippets, so that no law
//! passes because it sees nothing.

mod codes;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use source::{Source, files, relative, sources};

/// The rooms in the order of DESIGN §1; each imports only those before it.
const ROOMS: [&str; 11] = [
    "diagnostic",
    "domain",
    "world",
    "records",
    "rules",
    "pages",
    "site",
    "publish",
    "preview",
    "compile",
    "cli",
];
/// A file reads in one sitting.
const MOST_LINES: usize = 400;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds every file to a law.
fn obey(law: impl Fn(&Source) -> Vec<String>) {
    let broken: Vec<String> = sources().iter().flat_map(law).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// What a law says of a snippet at a path.
fn judge(law: impl Fn(&Source) -> Vec<String>, path: &str, snippet: &str) -> String {
    law(&Source::new(path, snippet)).join("\n")
}

// ---- 1. A room imports only rooms before it ----

fn imports(source: &Source) -> Vec<String> {
    if matches!(source.path.as_str(), "lib.rs" | "main.rs") {
        return Vec::new();
    }
    let location = |room: &str| ROOMS.iter().position(|r| *r == room);
    // The macro `words!` stands at the root of the crate, though `diagnostic` makes it.
    let allowed =
        |name: &str| name == "words" || location(name).is_some_and(|n| Some(n) <= location(source.room()));
    let mut broken = Vec::new();
    for at in source.find("crate::") {
        let names = heads(&source.code[at + "crate::".len()..]);
        let later = names.into_iter().filter(|name| !allowed(name));
        broken.extend(later.map(|name| source.at(at, &format!("{} imports {name}", source.room()))));
    }
    // As many `super::` as the file is deep lead out of its room without naming another.
    let out = "super::".repeat(source.path.trim_end_matches("/mod.rs").split('/').count());
    broken.extend(source.find(&out).into_iter().map(|at| source.at(at, "super:: leaves the room")));
    broken
}

/// The first names of a path: `a` of `a::b`, or `a` and `c` of `{a::b, c}`.
fn heads(path: &str) -> Vec<&str> {
    let name = |p: &str| p.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(p.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        if depth == 0 && matches!(c, ',' | '}') {
            let item = group[start..at].trim_start();
            heads.extend(Some(&item[..name(item)]).filter(|head| !head.is_empty()));
            start = at + 1;
        }
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth < 0 {
            break;
        }
    }
    heads
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> =
        lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, ROOMS, "lib.rs lists the rooms in their order");
    obey(imports);
}

#[test]
fn an_import_from_a_later_room_would_be_seen() {
    for bad in [
        "use crate::rules::judge;",
        "use crate::{diagnostic::Place, {records::yaml, world::text}, rules};",
        "fn f() { crate::site::go() }",
        "use super::super::rules;",
        "use crate::elsewhere;",
        "/* \" */ use crate::cli;",
    ] {
        assert_ne!(judge(imports, "domain/period.rs", bad), "", "{bad}");
    }
    for good in [
        "use crate::{diagnostic::Place, {records::yaml, world::text}}; use crate::words; use super::calendar;",
        "// use crate::cli;\nconst A: &str = \"crate::cli\";",
        "#[cfg(test)]\nmod tests { use crate::cli; }",
    ] {
        assert_eq!(judge(imports, "domain/period.rs", good), "", "{good}");
    }
    assert_ne!(judge(imports, "domain/names/mod.rs", "use super::super::rules;"), "");
    assert_eq!(judge(imports, "domain/names/order.rs", "use super::super::moment;"), "");
    let after = "#[cfg(test)] mod tests {}\nuse crate::cli;";
    assert_eq!(judge(imports, "domain/period.rs", after), "domain/period.rs:2: domain imports cli");
}

// ---- 2. Few places touch the world ----

/// One way to touch the world: the words that do it, and the files that may, each with its reason.
struct Touch {
    what: &'static str,
    words: &'static str,
    allowed: &'static [(&'static str, &'static str)],
}

const WORLD: &[Touch] = &[
    Touch {
        what: "names the file system",
        words: "fs File OpenOptions",
        allowed: &[("world/disk", "the reader of the disk"), ("publish/", "the writer")],
    },
    Touch {
        what: "reads the disk",
        words: "fs::read fs::read_to_string fs::read_dir fs::read_link fs::metadata fs::symlink_metadata \
            fs::canonicalize fs::exists File::open walkdir WalkDir .exists( .try_exists( .is_dir( .is_file( \
            .is_symlink( .metadata( .symlink_metadata( .canonicalize( .read_dir( .read_link(",
        allowed: &[("world/disk", "the reader of the disk")],
    },
    Touch {
        what: "writes the disk",
        words: "fs::write fs::copy fs::rename fs::remove_file fs::remove_dir fs::remove_dir_all fs::create_dir \
            fs::create_dir_all fs::hard_link fs::set_permissions File::create File::create_new OpenOptions \
            renameat_with symlink tempfile",
        allowed: &[("publish/", "the writer")],
    },
    Touch {
        what: "asks the clock",
        words: "SystemTime Instant UNIX_EPOCH Utc Local",
        allowed: &[
            ("world/clock.rs", "the clock"),
            ("world/disk", "the time of a file's last change, by which it is not read twice"),
        ],
    },
    Touch {
        what: "asks the environment",
        words: "std::env env:: sys_locale",
        allowed: &[("cli/", "SOURCE_DATE_EPOCH and the locale"), ("main.rs", "the arguments")],
    },
    Touch {
        what: "uses the network",
        words: "std::net tokio::net TcpListener TcpStream UdpSocket axum",
        allowed: &[("preview/server.rs", "the preview on 127.0.0.1")],
    },
    Touch {
        what: "watches folders",
        words: "notify",
        allowed: &[("preview/watch.rs", "the preview's live reload")],
    },
    Touch {
        what: "runs, asks or ends a process, or draws lots",
        words: "process::Command process::exit process::abort process::id stdin rand RandomState getrandom",
        allowed: &[("publish/signature.rs", "ssh-keygen signs and checks")],
    },
];

impl Touch {
    fn seen(&self, source: &Source) -> Vec<usize> {
        self.words.split_whitespace().flat_map(|word| source.find(word)).collect()
    }
}

fn touches(source: &Source) -> Vec<String> {
    let strange = |touch: &&Touch| !touch.allowed.iter().any(|(path, _)| source.path.starts_with(path));
    let locations = |touch: &Touch| {
        touch.seen(source).into_iter().map(|at| source.at(at, touch.what)).collect::<Vec<_>>()
    };
    WORLD.iter().filter(strange).flat_map(locations).collect()
}

#[test]
fn only_input_reads_the_disk_and_the_clock_and_only_publish_writes() {
    obey(touches);
}

#[test]
fn every_exception_is_still_needed() {
    let sources = sources();
    for touch in WORLD {
        for (path, reason) in touch.allowed {
            let mut files = sources.iter().filter(|source| source.path.starts_with(path));
            let needed = files.any(|source| !touch.seen(source).is_empty());
            assert!(needed, "{path} no longer {}: take the exception away ({reason})", touch.what);
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
        ("world/disk.rs", "fs::remove_file(path)?;"),
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
        assert_eq!(judge(touches, "rules/mod.rs", good), "", "{good}");
    }
}

// ---- 3. Nothing panics, no lint is silenced ----

const PANICS: &str = ".unwrap( .expect( .unwrap_err( .expect_err( panic! todo! unimplemented! unreachable! assert! \
    assert_eq! assert_ne! dbg! unsafe #[allow #![allow #[expect #![expect";

/// What one file may, each with its reason.
const MAY: &[(&str, &[&str], &str)] =
    &[("main.rs", &["unsafe", "#[allow"], "tells the allocator to give memory back, which only C can say")];

fn panics(source: &Source) -> Vec<String> {
    let may = |word: &str| MAY.iter().any(|(path, words, _)| *path == source.path && words.contains(&word));
    let locations = |word| source.find(word).into_iter().map(move |at| source.at(at, word));
    PANICS.split_whitespace().filter(|word| !may(word)).flat_map(locations).collect()
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
    for good in ["a.unwrap_or(1); // no unwrap() here", "#[cfg(test)] mod t { fn a() { b.unwrap() } }"] {
        assert_eq!(judge(panics, "site/mod.rs", good), "", "{good}");
    }
}

// ---- 4. A file reads in one sitting ----

fn length(source: &Source) -> Vec<String> {
    let Source { path, lines, .. } = source;
    Vec::from_iter((*lines > MOST_LINES).then(|| format!("{path}: {lines} lines, more than {MOST_LINES}")))
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

// ---- 5. What is embedded is what lies in the folders ----

#[test]
fn the_embedded_theme_is_the_default_theme_to_the_byte() {
    let root = repository().join("themes/default");
    let read = |path: &std::path::PathBuf| (relative(&root, path), fs::read(path).unwrap());
    let on_disk: BTreeMap<String, Vec<u8>> = files(&root).iter().map(read).collect();
    let embedded =
        gongshi::pages::theme::DEFAULT.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
    let embedded: BTreeMap<String, Vec<u8>> = embedded.collect();
    assert!(embedded.keys().eq(on_disk.keys()), "{:?}, but on disk {:?}", embedded.keys(), on_disk.keys());
    let changed: Vec<_> = embedded.iter().filter(|(path, bytes)| on_disk[*path] != **bytes).collect();
    assert!(changed.is_empty(), "embedded with other bytes: {changed:?}");
}

#[test]
fn every_calendar_file_is_built_in() {
    let root = repository().join("src/domain/calendar/years");
    let on_disk: Vec<String> = files(&root).iter().map(|path| relative(&root, path)).collect();
    let calendar = gongshi::domain::calendar::WorkCalendar::builtin();
    let built_in: Vec<String> = calendar.years().map(|year| format!("{}.yaml", year.year)).collect();
    assert_eq!(built_in, on_disk);
}

// ---- 6. The codes of diagnostics: laws/codes.rs ----

// ---- 7. Dependencies are pinned and come from the registry ----

/// Packages of a lock file that come from elsewhere than crates.io. The crate itself has no source; nor would a
/// dependency by path, so there is to be only one such package.
fn strangers(lock: &str) -> Vec<&str> {
    let registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let packages = lock.split("[[package]]").skip(1).map(str::trim);
    packages.filter(|p| !p.contains(registry) && !p.starts_with("name = \"gongshi\"\n")).collect()
}

#[test]
fn every_dependency_is_locked_and_from_the_registry() {
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("Cargo.lock is kept");
    assert!(lock.contains("name = \"tera\""), "the lock file lists the dependencies");
    assert_eq!(strangers(&lock), [""; 0]);
}

#[test]
fn a_dependency_from_elsewhere_would_be_seen() {
    for source in ["source = \"git+https://example.org/a#1\"\n", ""] {
        let lock = format!("version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n{source}");
        assert_eq!(strangers(&lock).len(), 1, "{lock}");
    }
}
