//! A round's archive for the office: whole, the same of the same, checked by stock tools and by `verify`, whoever made it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::safety::signing::{make_key, with_key};
use crate::support::sample::SITE_FILE;
use crate::support::{Project, finish, sha256};

type Files = BTreeMap<String, Vec<u8>>;

const PAGE: &str = "gongshi-2025/data/site/rounds/2025/1-publicity.html";
const NOTICE: &str = "gongshi-2025/data/content/published/2025/1-publicity.md";
const SUMS: &str = "gongshi-2025/data/site/SHA256SUMS";

/// A signed edition, archived as `a.zip`.
fn archived() -> Project {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    project.succeed(&["archive", "2025", "a.zip"]);
    project
}

fn bytes(project: &Project, name: &str) -> Vec<u8> {
    fs::read(project.path(name)).unwrap()
}

fn files(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let file = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    let count = ZipArchive::new(Cursor::new(bytes)).unwrap().len();
    (0..count).map(file).collect()
}

fn zip(files: &Files) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Makes the manifests right for the files, as a forger would.
fn remake_manifests(files: &mut Files) {
    let sums = |files: &Files, is_own: &dyn Fn(&str) -> bool| {
        let inside = files.iter().map(|(path, bytes)| (path.strip_prefix("gongshi-2025/").unwrap(), bytes));
        let own = inside.filter(|(path, _)| is_own(path));
        own.map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect::<String>().into_bytes()
    };
    let payload = sums(files, &|path| path.starts_with("data/"));
    files.insert("gongshi-2025/manifest-sha256.txt".to_owned(), payload);
    let tags = sums(files, &|path| !path.starts_with("data/") && !path.starts_with("tagmanifest"));
    files.insert("gongshi-2025/tagmanifest-sha256.txt".to_owned(), tags);
}

/// Makes edition and list of checksums right for a changed page, too.
fn remake_edition(files: &mut Files) {
    let page = files[PAGE].clone();
    let manifest = "gongshi-2025/data/site/edition.json";
    let mut edition: Value = serde_json::from_slice(&files[manifest]).unwrap();
    let mut lines = Vec::new();
    for file in edition["files"].as_array_mut().unwrap() {
        if file["path"] == "rounds/2025/1-publicity.html" {
            file["sha256"] = sha256(&page).into();
            file["size"] = page.len().into();
        }
        lines.push(format!("{}  {}\n", file["sha256"].as_str().unwrap(), file["path"].as_str().unwrap()));
    }
    edition["digest"] = sha256(lines.concat().as_bytes()).into();
    let bytes = serde_json::to_vec(&edition).unwrap();
    lines.push(format!("{}  edition.json\n", sha256(&bytes)));
    lines.sort_by_key(|line| line.split_once("  ").unwrap().1.trim().to_owned());
    files.insert(SUMS.to_owned(), lines.concat().into_bytes());
    files.insert(manifest.to_owned(), bytes);
    remake_manifests(files);
}

/// What `verify` says of bytes: in the project.
fn inside(project: &Project, bytes: &[u8]) -> (i32, Value) {
    project.write("b.zip", bytes);
    let run = project.run(&["--json", "verify", project.path("b.zip").to_str().unwrap()]);
    (run.code, serde_json::from_str(&run.stdout).unwrap_or(Value::Null))
}

/// And outside of it.
fn elsewhere(project: &Project, bytes: &[u8], args: &[&str]) -> (i32, Value) {
    project.write("b.zip", bytes);
    let empty = tempfile::tempdir().unwrap();
    let root = [
        "--json",
        "--root",
        empty.path().to_str().unwrap(),
        "verify",
        project.root().join("b.zip").to_str().unwrap(),
    ]
    .map(str::to_owned);
    let root: Vec<&str> = root.iter().map(String::as_str).collect();
    let run = project.run(&[&root[..], args].concat());
    (run.code, serde_json::from_str(&run.stdout).unwrap_or(Value::Null))
}

fn differences(found: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = found["differences"].as_array().unwrap_or_else(|| panic!("{found:#}"));
    list.iter().map(|d| (text(&d["path"]), text(&d["difference"]))).collect()
}

fn refused(found: &(i32, Value)) -> bool {
    found.0 == 3 && found.1["diagnostics"][0]["code"] == "bad-bag"
}

#[test]
fn it_holds_what_was_published_and_the_same_again() {
    let project = archived();
    project.succeed(&["archive", "2025", "again.zip"]);
    assert_eq!(bytes(&project, "a.zip"), bytes(&project, "again.zip"));
    let files = files(&bytes(&project, "a.zip"));
    let has = |path: &str| files.get(&format!("gongshi-2025/{path}")).unwrap_or_else(|| panic!("no {path}"));
    for path in ["content/published/2025/1-publicity.md", "content/ledger.yaml"] {
        assert_eq!(*has(&format!("data/{path}")), bytes(&project, path), "{path}");
    }
    let stem = "rounds/2025/1-publicity";
    let formats = ["html", "docx", "json", "md", "ics"].map(|ending| format!("{stem}.{ending}"));
    let others =
        ["rounds/2025/list.csv", "rounds/2025/list.json", "edition.json", "SHA256SUMS", "SHA256SUMS.sig"];
    let others = others.into_iter().chain(["allowed_signers", "gongshi.css"]).map(str::to_owned);
    for path in formats.into_iter().chain(others) {
        assert_eq!(*has(&format!("data/site/{path}")), bytes(&project, &format!("public/{path}")), "{path}");
    }
    let statement = String::from_utf8(has("data/statement.md").clone()).unwrap();
    assert_eq!(statement.trim(), project.succeed(&["report", "2025"]).stdout.trim());
    assert_eq!(has("bagit.txt"), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let about = String::from_utf8(has("bag-info.txt").clone()).unwrap();
    let payload: Vec<_> = files.iter().filter(|(path, _)| path.contains("/data/")).collect();
    let size: usize = payload.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(about.contains(&format!("Payload-Oxum: {size}.{}\n", payload.len())), "{about}");
}

#[test]
fn the_index_names_every_file_and_how_long_it_is_kept() {
    let project = archived();
    let index = |name: &str| {
        let files = files(&bytes(&project, name));
        let text = String::from_utf8(files["gongshi-2025/data/index.csv"].clone()).unwrap();
        let mut reader =
            csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads = reader.headers().unwrap().iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(heads, ["文件", "题名", "日期", "SHA-256", "保管期限"]);
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().map(|cell| cell.trim().to_owned()).collect())
            .collect();
        let named: Vec<_> = rows.iter().map(|row| format!("gongshi-2025/{}", row[0])).collect();
        let payload = files.keys().filter(|path| path.contains("/data/") && !path.ends_with("/index.csv"));
        assert_eq!(named, payload.cloned().collect::<Vec<_>>());
        rows.iter().for_each(|row| assert_eq!(row[3], sha256(&files[&format!("gongshi-2025/{}", row[0])])));
        rows
    };
    let rows = index("a.zip");
    assert!(rows.iter().all(|row| row[4].is_empty()));
    let page = rows.iter().find(|row| row[0].ends_with("site/rounds/2025/1-publicity.html")).unwrap();
    assert!(page[1].contains("公示") && page[2] == "2025-09-01", "{page:?}");
    project.succeed(&["archive", "2025", "b.zip", "--retention", "永久"]);
    assert!(index("b.zip").iter().all(|row| row[4] == "永久"));
    assert_eq!(project.run(&["archive", "2025", "c.zip", "--retention", "5年"]).code, 2);
}

#[test]
fn stock_tools_check_it_in_any_locale() {
    let project = archived();
    for locale in ["C", "C.UTF-8"] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        let line = "unzip -q \"$1\" && cd gongshi-2025 && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt && cd data/site && ssh-keygen -Y verify -f allowed_signers -I www.example.org.cn -n gongshi -s SHA256SUMS.sig < SHA256SUMS";
        command.env("LC_ALL", locale).current_dir(folder.path());
        let run = finish(command.args(["-c", line, "sh"]).arg(project.path("a.zip")));
        assert_eq!(run.code, 0, "{locale}: {run:?}");
    }
}

#[test]
fn verify_says_what_it_vouches_for() {
    let project = archived();
    let zip = bytes(&project, "a.zip");
    let digest = serde_json::from_str::<Value>(&project.page("edition.json")).unwrap()["digest"].clone();
    let digest = digest.as_str().unwrap();
    let key = project.path("key.pub");
    for (found, decided, vouches) in [
        (inside(&project, &zip), serde_json::json!(["project"]), true),
        (elsewhere(&project, &zip, &["--key", key.to_str().unwrap()]), serde_json::json!(["key"]), true),
        (elsewhere(&project, &zip, &["--fingerprint", digest]), serde_json::json!(["fingerprint"]), false),
        (elsewhere(&project, &zip, &[]), serde_json::json!([]), false),
    ] {
        assert_eq!(found.0, 0, "{found:#?}");
        assert_eq!((&found.1["decided_by"], &found.1["key_vouches"]), (&decided, &Value::from(vouches)));
        assert_eq!(found.1["archive"], "gongshi-2025");
    }
    let said = |args: &[&str]| {
        let empty = tempfile::tempdir().unwrap();
        let root = empty.path().to_str().unwrap().to_owned();
        project.run(&[&["--root", &root, "verify", project.path("a.zip").to_str().unwrap()], args].concat())
    };
    let alone = said(&[]);
    let text = alone.stdout + &alone.stderr;
    assert!(text.contains("不能说明是谁发布的") && text.contains("不能证明是谁签的"), "{text}");
    make_key(&project, "other");
    assert_eq!(elsewhere(&project, &zip, &["--key", project.path("other.pub").to_str().unwrap()]).0, 1);
    let wrong = elsewhere(&project, &zip, &["--fingerprint", &"0".repeat(64)]);
    assert_eq!((wrong.0, &wrong.1["doubts"][0]), (1, &Value::from("other-edition")));
    // The project goes on, and signs with another key: what was archived stays good.
    let line = format!("signing_key: {}", project.read("key.pub").trim());
    project.edit(SITE_FILE, &line, &format!("signing_key: {}", project.read("other.pub").trim()));
    project.succeed(&["publish", "--sign", "other"]);
    let later = inside(&project, &zip);
    assert_eq!((later.0, &later.1["key_vouches"]), (0, &Value::from(false)), "{later:#?}");
    // Another project has another ledger.
    let stranger = Project::sample();
    stranger.succeed(&["publish"]);
    let found = inside(&stranger, &zip);
    assert_eq!(found.0, 1);
    assert!(found.1["doubts"].as_array().unwrap().contains(&Value::from("other-ledger")), "{found:#?}");
}

#[test]
fn what_was_changed_added_or_taken_away_is_named() {
    let project = archived();
    let whole = files(&bytes(&project, "a.zip"));
    let changed = |change: &dyn Fn(&mut Files)| {
        let mut files = whole.clone();
        change(&mut files);
        let found = elsewhere(&project, &zip(&files), &[]);
        assert_eq!(found.0, 1, "{found:#?}");
        differences(&found.1)
    };
    let pair =
        |path: &str, what: &str| (path.trim_start_matches("gongshi-2025/").to_owned(), what.to_owned());
    let forge = |path: &'static str| {
        move |files: &mut Files| {
            let text = String::from_utf8(files[path].clone()).unwrap();
            files.insert(path.to_owned(), text.replacen("示例", "伪造", 1).into_bytes());
        }
    };
    assert_eq!(changed(&forge(PAGE)), [pair(PAGE, "changed")]);
    assert_eq!(changed(&forge("gongshi-2025/bag-info.txt")), [pair("bag-info.txt", "changed")]);
    assert_eq!(changed(&|files| drop(files.remove(NOTICE))), [pair(NOTICE, "missing")]);
    for name in ["data/site/new.html", "new.txt", "data/content/published/2025/9-result.md", "fetch.txt"] {
        let added = changed(&|files| drop(files.insert(format!("gongshi-2025/{name}"), b"x".to_vec())));
        assert_eq!(added, [pair(name, "added")]);
    }
    // With the manifests made right again, edition and ledger still tell.
    for path in [PAGE, NOTICE] {
        let forged = |files: &mut Files| {
            forge(path)(files);
            remake_manifests(files);
        };
        assert_eq!(changed(&forged), [pair(path, "changed")]);
    }
    let added = changed(&|files| {
        files.insert("gongshi-2025/data/content/published/2025/9-result.md".to_owned(), b"x".to_vec());
        remake_manifests(files);
    });
    assert_eq!(added, [pair("data/content/published/2025/9-result.md", "changed")]);
    // With the edition made right too, only the signature, the fingerprint and the project's ledger do.
    let mut files = whole.clone();
    forge(PAGE)(&mut files);
    files.remove("gongshi-2025/data/site/SHA256SUMS.sig");
    files.remove("gongshi-2025/data/site/allowed_signers");
    remake_edition(&mut files);
    let forged = zip(&files);
    assert_eq!(elsewhere(&project, &forged, &[]).0, 0);
    let by_key = elsewhere(&project, &forged, &["--key", project.path("key.pub").to_str().unwrap()]);
    assert_eq!((by_key.0, &by_key.1["doubts"][0]), (1, &Value::from("unsigned")));
    let by_project = inside(&project, &forged);
    assert_eq!((by_project.0, &by_project.1["doubts"][0]), (1, &Value::from("not-in-ledger")));
}

#[test]
fn it_may_be_packed_again_by_other_tools() {
    let project = archived();
    let folder = tempfile::tempdir().unwrap();
    let line = "unzip -q \"$1\" && python3 -m zipfile -c again.zip gongshi-2025";
    let run = finish(
        Command::new("sh").current_dir(folder.path()).args(["-c", line, "sh"]).arg(project.path("a.zip")),
    );
    assert_eq!(run.code, 0, "{run:?}");
    let again = fs::read(folder.path().join("again.zip")).unwrap();
    assert_eq!(inside(&project, &again).0, 0, "{:#?}", inside(&project, &again));
}

#[test]
fn what_could_do_harm_is_refused_unread() {
    let project = archived();
    let whole = bytes(&project, "a.zip");
    let named = |name: &str| {
        let mut files = files(&whole);
        files.insert(name.to_owned(), b"x".to_vec());
        zip(&files)
    };
    let names = [
        "gongshi-2025/../x",
        "/gongshi-2025/x",
        "../x",
        "gongshi-2025//x",
        "gongshi-2025/data\\x",
        "gongshi-2025/C:x",
        "gongshi-2025/a\nb",
        "other/x",
        "x",
        "GONGSHI-2025/data/x",
        "gongshi-2025/BAGIT.TXT",
    ];
    for name in names {
        let found = elsewhere(&project, &named(name), &[]);
        assert!(refused(&found), "{name:?}: {found:#?}");
    }
    // The same name twice: a reader shows the one or the other.
    let mut twice = named("gongshi-2025/bagit.tx2");
    let at: Vec<_> = memchr::memmem::find_iter(&twice, b"bagit.tx2").collect();
    at.iter().for_each(|at| twice[at + 8] = b't');
    assert!(refused(&elsewhere(&project, &twice, &[])));
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("gongshi-2025/data/x", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert!(refused(&elsewhere(&project, &link.finish().unwrap().into_inner(), &[])));
    for bytes in [&b""[..], b"PK\x05\x06", &whole[..whole.len() / 2], &[b"#!/bin/sh\n", &whole[..]].concat()]
    {
        assert!(refused(&elsewhere(&project, bytes, &[])));
    }
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    (0..20_001)
        .for_each(|i| many.start_file(format!("gongshi-2025/{i}"), SimpleFileOptions::default()).unwrap());
    assert!(refused(&elsewhere(&project, &many.finish().unwrap().into_inner(), &[])));
}

#[test]
fn only_what_is_published_is_archived_and_nothing_is_overwritten() {
    let project = Project::sample();
    let code = |args: &[&str]| project.outcome(args).1[0].code.clone();
    assert_eq!(code(&["archive", "2025", "a.zip"]), "not-archived");
    project.succeed(&["publish"]);
    project.write("a.zip", "mine");
    assert_eq!(code(&["archive", "2025", "a.zip"]), "file-exists");
    assert_eq!(project.read("a.zip"), "mine");
    assert_eq!(project.run(&["archive", "2025", "public/a.zip"]).code, 2);
    assert_eq!(project.run(&["archive", "2024", "b.zip"]).code, 2);
    fs::remove_file(project.path("public/rounds/2025/list.csv")).unwrap();
    project.write("public/rounds/2025/list.csv", "changed");
    assert_eq!(code(&["archive", "2025", "b.zip"]), "not-as-published");
    assert!(!Path::new(&project.path("b.zip")).exists());
}
