//! What holds of the source as a whole: the order of the rooms, no circles, who touches the world, what is never
//! written, and how long a file may be.

pub(crate) mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{File, files};

/// Imports against the order that are still there: file and room. A line goes with its import.
const KNOWN_IMPORTS: &[&str] = &[];
/// Modules that are still in a circle. A line goes with its circle.
const KNOWN_CIRCLES: &[&str] = &["cli/args", "cli/command", "cli/terminal"];
/// What a few files may that others may not. A line goes with what it allows.
const KNOWN_WORDS: &[&str] = &[];
/// Files that are still too long. A line goes when the file is split.
const KNOWN_LONG: &[&str] = &[];

/// Lines of the longest file.
const MOST_LINES: usize = 400;

/// Words that touch the world outside the program, and the only places (beginnings of paths) where they may stand.
const WORLD: &[(&str, &[&str])] = &[
    ("fs File OpenOptions", &["world/disk", "publish/"]),
    // Reading.
    (
        "fs::read fs::read_to_string fs::read_dir fs::read_link fs::metadata fs::exists File::open",
        &["world/disk"],
    ),
    (".exists( .try_exists( .is_dir( .is_file( .is_symlink( .metadata( .symlink_metadata(", &["world/disk"]),
    (".canonicalize( .read_dir( .read_link( walkdir", &["world/disk"]),
    // Writing.
    ("fs::write fs::copy fs::rename fs::remove_file fs::remove_dir fs::remove_dir_all", &["publish/"]),
    ("fs::create_dir fs::create_dir_all fs::hard_link fs::set_permissions", &["publish/"]),
    ("File::create OpenOptions symlink tempfile", &["publish/"]),
    // The clock; of the disk the time of a file's last change, by which no file is read twice.
    ("SystemTime Instant UNIX_EPOCH Utc Local", &["world/clock.rs", "world/disk"]),
    // SOURCE_DATE_EPOCH and the locale; the arguments.
    ("std::env env:: sys_locale", &["cli/", "main.rs"]),
    // The preview.
    ("std::net tokio::net TcpListener TcpStream UdpSocket axum", &["preview/server.rs"]),
    ("notify", &["preview/watch.rs"]),
    // ssh-keygen signs and checks; the code with which the program ends.
    ("std::process", &["publish/signature.rs", "cli/", "main.rs"]),
    ("process::exit process::abort process::id rand RandomState getrandom", &[]),
];

/// Words that are written nowhere.
const NEVER: &str = ".unwrap( .expect( .unwrap_err( .expect_err( panic! todo! unimplemented! unreachable! assert! \
    assert_eq! assert_ne! dbg! unsafe #[allow #![allow #[expect #![expect";

/// Nothing is found but what is known, and everything known is still there.
#[track_caller]
fn assert_only_known(found: impl IntoIterator<Item = String>, known: &[&str]) {
    let found = BTreeSet::from_iter(found);
    let known = BTreeSet::from_iter(known.iter().map(|line| (*line).to_owned()));
    let new: Vec<_> = found.difference(&known).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(new.is_empty(), "{new:#?}");
    assert!(gone.is_empty(), "mended, so take it from the list of what is known: {gone:#?}");
}

/// The rooms, in the order in which `lib.rs` declares them.
fn rooms() -> Vec<String> {
    let lib = include_str!("../../../src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let rooms: Vec<String> = names.map(str::to_owned).collect();
    assert!(rooms.len() > 8, "{rooms:?}");
    rooms
}

fn later_rooms(file: &File, rooms: &[String]) -> Vec<String> {
    let order = |name: &str| rooms.iter().position(|room| room == name);
    let heads: BTreeSet<String> = file.names().iter().map(|n| n.split('/').next().unwrap().into()).collect();
    let Some(own) = order(file.room()) else { return Vec::new() };
    heads.into_iter().filter(|head| order(head).is_some_and(|room| room > own)).collect()
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let rooms = rooms();
    let later =
        |f: &File| later_rooms(f, &rooms).into_iter().map(|r| format!("{}: imports {r}", f.path)).collect();
    assert_only_known(files("src").iter().flat_map(|file| -> Vec<String> { later(file) }), KNOWN_IMPORTS);
}

/// The circles among modules, each sorted. A module has an arrow to what it names and to its own parts; what a part
/// takes from the module around it makes no circle.
fn circles(files: &[File]) -> BTreeSet<Vec<String>> {
    let modules: BTreeSet<String> = files.iter().map(File::module).collect();
    let mut reached: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let module = file.module();
        let around = |other: &str| module.starts_with(&format!("{other}/"));
        let named = file.names().into_iter().filter_map(|mut path| {
            while !modules.contains(&path) {
                path.truncate(path.rfind('/')?);
            }
            Some(path)
        });
        let parts = modules.iter().filter(|m| m.rsplit_once('/').is_some_and(|(parent, _)| parent == module));
        let all = named.chain(parts.cloned()).filter(|other| *other != module && !around(other));
        reached.insert(modules.get(&module).unwrap(), all.collect());
    }
    let mut arrows = 0;
    while arrows < reached.values().map(BTreeSet::len).sum() {
        arrows = reached.values().map(BTreeSet::len).sum();
        for module in &modules {
            let further = reached[module].iter().flat_map(|m| reached.get(m).cloned().unwrap_or_default());
            let further: Vec<String> = further.collect();
            reached.get_mut(module).unwrap().extend(further);
        }
    }
    let circle = |module: &String| -> Vec<String> {
        reached[module].iter().filter(|other| reached[*other].contains(module)).cloned().collect()
    };
    modules.iter().map(circle).filter(|circle| !circle.is_empty()).collect()
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let circles = circles(&files("src"));
    println!("{circles:#?}");
    assert_only_known(circles.into_iter().flatten(), KNOWN_CIRCLES);
}

fn touches(file: &File) -> Vec<&'static str> {
    let elsewhere =
        WORLD.iter().filter(|(_, places)| !places.iter().any(|place| file.path.starts_with(place)));
    elsewhere.flat_map(|(words, _)| words.split_whitespace()).filter(|word| file.has(word)).collect()
}

#[test]
fn only_the_world_reads_disk_and_clock_and_only_publish_writes() {
    let files = files("src");
    assert_only_known(
        files.iter().flat_map(|f| touches(f).into_iter().map(|w| format!("{}: {w}", f.path))),
        &[],
    );
    for (words, places) in WORLD {
        for place in *places {
            let mut there = files.iter().filter(|file| file.path.starts_with(place));
            assert!(
                there.any(|file| words.split_whitespace().any(|word| file.has(word))),
                "{place} has none of {words}"
            );
        }
    }
}

fn forbidden(file: &File) -> Vec<&'static str> {
    NEVER.split_whitespace().filter(|word| file.has(word)).collect()
}

#[test]
fn nothing_panics_and_no_lint_is_silenced() {
    let files = files("src");
    let found = files.iter().flat_map(|f| forbidden(f).into_iter().map(|word| format!("{}: {word}", f.path)));
    assert_only_known(found, KNOWN_WORDS);
}

#[test]
fn a_file_is_short_enough_to_be_read_at_once() {
    let long = |folder| {
        let long = files(folder).into_iter().filter(|file| file.length > MOST_LINES);
        long.map(move |file| format!("{folder}/{}", file.path))
    };
    assert_only_known(long("src").chain(long("tests")), KNOWN_LONG);
}

/// Each law sees what breaks it, and lets pass what does not.
#[test]
fn a_breach_would_be_seen() {
    let rooms = ["diagnostic", "domain", "records", "rules"].map(str::to_owned);
    let later = |path: &str, code: &str| later_rooms(&File::new(path, code), &rooms);
    assert_eq!(later("domain/a.rs", "use crate::{diagnostic::Span, rules::{b, c}};"), ["rules"]);
    assert_eq!(later("domain/a/b.rs", "fn f() { super::super::super::records::go() }"), ["records"]);
    let fine =
        "// use crate::rules;\nuse crate::diagnostic::Span;\n#[cfg(test)]\nmod tests { use crate::rules; }";
    assert_eq!(later("domain/a.rs", fine), [""; 0]);

    let module = |path, code| File::new(path, code);
    let parts = [module("a/mod.rs", "use super::b;"), module("a/c.rs", "use super::D;"), module("b.rs", "")];
    assert!(circles(&parts).is_empty());
    let parts =
        [module("a/mod.rs", ""), module("a/c.rs", "use crate::b::{D, E};"), module("b.rs", "use crate::a;")];
    assert_eq!(circles(&parts), BTreeSet::from([["a", "a/c", "b"].map(str::to_owned).to_vec()]));

    assert_eq!(touches(&File::new("cli/build.rs", "use std::fs; if path.is_dir() {}")), ["fs", ".is_dir("]);
    assert_eq!(touches(&File::new("rules/mod.rs", "// std::fs\nlet offset = env!(\"A\");")), [""; 0]);
    assert_eq!(
        forbidden(&File::new("rules/mod.rs", "a.unwrap(); b.unwrap_or(1); c.expected()")),
        [".unwrap("]
    );
}
