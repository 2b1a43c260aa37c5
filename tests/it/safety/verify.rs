//! A folder is what anyone may have made of it: it is believed by what is known from elsewhere, and never hurts who looks.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::built;
use super::signing::{make_key, with_key};
use crate::support::sample::{PAGE_FILE, SITE_FILE};
use crate::support::{Project, Run, finish, sha256};

/// Makes the manifest of a folder right for the files that stand there, as a forger would, and the list of checksums too.
fn forge(project: &Project, folder: &str) {
    let path = format!("{folder}/edition.json");
    let mut manifest: Value = serde_json::from_str(&project.read(&path)).unwrap();
    let mut lines = String::new();
    for file in manifest["files"].as_array_mut().unwrap() {
        let name = file["path"].as_str().unwrap().to_owned();
        let bytes = fs::read(project.path(folder).join(&name)).unwrap();
        file["sha256"] = sha256(&bytes).into();
        file["size"] = bytes.len().into();
        lines += &format!("{}  {name}\n", sha256(&bytes));
    }
    manifest["digest"] = sha256(lines.as_bytes()).into();
    let bytes = serde_json::to_vec(&manifest).unwrap();
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    lines.push(format!("{}  edition.json", sha256(&bytes)));
    lines.sort_by_key(|line| line.split_once("  ").unwrap().1.to_owned());
    rewrite(project, &path, bytes);
    rewrite(project, &format!("{folder}/SHA256SUMS"), lines.join("\n") + "\n");
}

/// Puts a file in the place of another, which may have other names too.
fn rewrite(project: &Project, path: &str, bytes: impl AsRef<[u8]>) {
    fs::remove_file(project.path(path)).unwrap();
    project.write(path, bytes);
}

fn change_a_page(project: &Project) {
    let page = project.page("index.html").replace("示例", "伪造");
    rewrite(project, "public/index.html", page);
}

/// Signs the list of checksums of `public/` with a key, as its folder then says it is.
fn sign_as(project: &Project, key: &str) {
    let line = project.read(&format!("{key}.pub"));
    let line = line.rsplit_once(' ').unwrap().0;
    rewrite(project, "public/allowed_signers", format!("www.example.org.cn namespaces=\"gongshi\" {line}\n"));
    forge(project, "public");
    let _ = fs::remove_file(project.path("public/SHA256SUMS.sig"));
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-Y", "sign", "-n", "gongshi", "-f"]).arg(project.path(key));
    assert!(command.arg(project.path("public/SHA256SUMS")).status().unwrap().success());
}

/// Outside the project: nothing but the folder.
fn elsewhere(project: &Project, args: &[&str]) -> (i32, Value) {
    let empty = tempfile::tempdir().unwrap();
    let public = project.path("public");
    let root = ["--json", "--root", empty.path().to_str().unwrap(), "verify", public.to_str().unwrap()];
    let run = project.run(&[&root, args].concat());
    (run.code, serde_json::from_str(&run.stdout).unwrap_or(Value::Null))
}

fn inside(project: &Project) -> (i32, Value) {
    let run = project.run(&["--json", "verify"]);
    (run.code, serde_json::from_str(&run.stdout).unwrap_or(Value::Null))
}

fn named(project: &Project, name: &str) -> String {
    project.path(name).to_str().unwrap().to_owned()
}

#[test]
fn what_decides_is_said() {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    let (code, said) = inside(&project);
    assert_eq!(
        (code, &said["decided_by"], &said["key_vouches"]),
        (0, &json!(["project"]), &json!(true)),
        "{said}"
    );
    let (code, said) = elsewhere(&project, &[]);
    assert_eq!((code, &said["decided_by"], &said["key_vouches"]), (0, &json!([]), &json!(false)), "{said}");
    let digest = said["digest"].as_str().unwrap().to_uppercase();
    let key = named(&project, "key.pub");
    let (code, said) = elsewhere(&project, &["--key", &key]);
    assert_eq!(
        (code, &said["decided_by"], &said["key_vouches"]),
        (0, &json!(["key"]), &json!(true)),
        "{said}"
    );
    let (code, said) = elsewhere(&project, &["--fingerprint", &digest]);
    assert_eq!((code, &said["decided_by"]), (0, &json!(["fingerprint"])), "{said}");
    assert_eq!(elsewhere(&project, &["--fingerprint", &digest[1..]]).0, 2, "no fingerprint");
    assert_eq!(elsewhere(&project, &["--key", &named(&project, "key")]).0, 3, "the private half");
    assert_eq!(elsewhere(&project, &["--key", &named(&project, "none.pub")]).0, 3);
}

/// One changes a page and the manifest, and takes the signature away.
#[test]
fn a_forger_who_takes_the_signature_away_is_found() {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    let digest = inside(&project).1["digest"].as_str().unwrap().to_owned();
    let key = named(&project, "key.pub");
    let good = fs::read(project.path("public/allowed_signers")).unwrap();
    // The signature alone is gone.
    fs::remove_file(project.path("public/SHA256SUMS.sig")).unwrap();
    let all = [&[][..], &["--key", &key]];
    for (code, said) in all.iter().map(|args| elsewhere(&project, args)).chain([inside(&project)]) {
        assert_eq!((code, &said["doubts"]), (1, &json!(["unsigned"])), "{said}");
    }
    change_a_page(&project);
    forge(&project, "public");
    let (code, said) = inside(&project);
    assert_eq!((code, &said["doubts"]), (1, &json!(["unsigned", "not-in-ledger"])), "{said}");
    assert_eq!(elsewhere(&project, &[]).0, 1, "the folder declares a key itself");
    assert_eq!(
        elsewhere(&project, &["--fingerprint", &digest]).1["doubts"],
        json!(["unsigned", "other-edition"])
    );
    // The declaration in the folder goes too.
    fs::remove_file(project.path("public/allowed_signers")).unwrap();
    let manifest = project.page("edition.json");
    let mut value: Value = serde_json::from_str(&manifest).unwrap();
    value["files"].as_array_mut().unwrap().retain(|file| file["path"] != "allowed_signers");
    rewrite(&project, "public/edition.json", value.to_string());
    forge(&project, "public");
    assert_eq!(inside(&project).0, 1);
    assert_eq!(elsewhere(&project, &["--key", &key]).0, 1);
    assert_eq!(elsewhere(&project, &["--fingerprint", &digest]).0, 1);
    let (code, said) = elsewhere(&project, &[]);
    assert_eq!((code, &said["decided_by"], &said["signature"]), (0, &json!([]), &Value::Null), "{said}");
    assert!(!good.is_empty());
}

/// Another signs what was changed with a key of their own, and has the folder name it.
#[test]
fn a_forger_who_signs_is_found() {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    make_key(&project, "forger");
    change_a_page(&project);
    sign_as(&project, "forger");
    let (code, said) = inside(&project);
    assert_eq!(
        (code, &said["signature"]["good"], &said["doubts"]),
        (1, &json!(false), &json!(["not-in-ledger"]))
    );
    let (code, said) = elsewhere(&project, &["--key", &named(&project, "key.pub")]);
    assert_eq!((code, &said["signature"]["good"]), (1, &json!(false)), "{said}");
    let (code, said) = elsewhere(&project, &[]);
    assert_eq!(
        (code, &said["signature"]["good"], &said["key_vouches"]),
        (0, &json!(true), &json!(false)),
        "{said}"
    );
    let empty = tempfile::tempdir().unwrap();
    let root = empty.path().to_str().unwrap();
    let run = project.run(&["--root", root, "verify", &named(&project, "public")]);
    assert!(
        run.stderr.contains("不能证明是谁签的") && run.stderr.contains("只有这个文件夹自己"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_edition_the_ledger_has_last_is_the_one() {
    let project = Project::sample();
    project.build();
    assert_eq!(inside(&project).0, 0, "nothing was published yet");
    project.succeed(&["publish", "--keep", "2", "--precompress"]);
    assert_eq!(inside(&project).0, 0);
    // What builds by itself as time passes is the project's own.
    project.succeed(&["--today", "2025-09-04 10:30", "build", "--precompress"]);
    assert_eq!(inside(&project).0, 0);
    change_a_page(&project);
    forge(&project, "public");
    let forged = project.json(&["verify"]);
    assert_eq!(forged["doubts"], json!(["not-in-ledger"]), "{forged}");
    project.succeed(&["publish", "--keep", "2"]);
    let first = project.public();
    project.edit(PAGE_FILE, "本站公布", "本站发布");
    project.build();
    assert_eq!(inside(&project).1["doubts"], json!(["not-in-ledger"]));
    project.succeed(&["publish"]);
    assert_eq!(inside(&project).0, 0);
    fs::remove_dir_all(project.path("public")).unwrap();
    for (path, bytes) in first.iter().filter(|(path, _)| !path.ends_with('/')) {
        project.write(&format!("public/{path}"), bytes);
    }
    let (code, said) = inside(&project);
    assert_eq!((code, &said["doubts"]), (1, &json!(["earlier-edition"])), "{said}");
    // A project that cannot say decides nothing.
    project.write(SITE_FILE, project.read(SITE_FILE) + "signing_key: 不是公钥\n");
    assert_eq!(inside(&project).0, 1);
}

/// Whatever stands in a folder: an answer within seconds, in bounded memory, and nothing outside is read.
#[test]
fn nothing_in_a_folder_is_followed_waited_for_or_read_without_end() {
    type Harm = fn(&Project);
    let harms: [(&str, i32, Harm); 17] = [
        ("a pipe for a page", 1, |p| pipe(p, "public/index.html")),
        ("a pipe for the manifest", 3, |p| pipe(p, "public/edition.json")),
        ("a pipe for the checksums", 1, |p| pipe(p, "public/SHA256SUMS")),
        ("a pipe for the signature", 1, |p| pipe(p, "public/SHA256SUMS.sig")),
        ("a pipe for the signers", 1, |p| {
            p.write("public/SHA256SUMS.sig", "x");
            pipe(p, "public/allowed_signers");
        }),
        ("a pipe that is kept", 1, |p| pipe(p, "public/.gitkeep")),
        ("another pipe", 1, |p| pipe(p, "public/extra")),
        ("a link for a page", 1, |p| {
            let bytes = fs::read(p.path("public/index.html")).unwrap();
            p.write("outside.html", bytes);
            fs::remove_file(p.path("public/index.html")).unwrap();
            symlink(p.path("outside.html"), p.path("public/index.html")).unwrap();
        }),
        ("a link for a folder", 1, |p| {
            fs::rename(p.path("public/engineers"), p.path("outside")).unwrap();
            symlink(p.path("outside"), p.path("public/engineers")).unwrap();
        }),
        ("a link for the manifest", 3, |p| {
            fs::rename(p.path("public/edition.json"), p.path("outside.json")).unwrap();
            symlink(p.path("outside.json"), p.path("public/edition.json")).unwrap();
        }),
        ("a device", 1, |p| {
            fs::remove_file(p.path("public/index.html")).unwrap();
            symlink("/dev/zero", p.path("public/index.html")).unwrap();
        }),
        ("a page without end", 1, |p| huge(p, "public/index.html")),
        ("a manifest without end", 3, |p| huge(p, "public/edition.json")),
        ("what a build left", 1, |p| p.write("public/.gongshi-staging/new/index.html", "x")),
        ("an empty folder", 1, |p| fs::create_dir(p.path("public/phish")).unwrap()),
        ("what could not be removed", 1, |p| p.write("public/.gongshi-left-1/index.html", "x")),
        ("a kept text without end", 1, |p| huge(p, "public/.gitkeep")),
    ];
    for (name, code, harm) in harms {
        let project = built();
        harm(&project);
        let (run, seconds) = in_time(&project, &["verify"]);
        assert_eq!(run.code, code, "{name}: {}", run.stderr);
        assert!(seconds < 20.0, "{name}: {seconds} s");
        // Nor does a build wait for any of it.
        let (_, seconds) = in_time(&project, &["build"]);
        assert!(seconds < 20.0, "{name}: {seconds} s");
    }
}

fn pipe(project: &Project, path: &str) {
    let path = project.path(path);
    let _ = fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A file that takes no room on the disk, and more memory than there is.
fn huge(project: &Project, path: &str) {
    let _ = fs::remove_file(project.path(path));
    fs::File::create(project.path(path)).unwrap().set_len(1 << 42).unwrap();
}

fn in_time(project: &Project, args: &[&str]) -> (Run, f64) {
    let started = Instant::now();
    let given = project.command(args);
    let mut command = Command::new("timeout");
    command.arg("30").arg(given.get_program()).args(given.get_args()).current_dir(project.root());
    (finish(&mut command), started.elapsed().as_secs_f64())
}

/// A manifest may name a size too: what does not fit is not read, what fits is read piece by piece.
#[test]
fn a_manifest_cannot_make_it_read_without_end() {
    let project = built();
    huge(&project, "public/index.html");
    let mut manifest: Value = serde_json::from_str(&project.page("edition.json")).unwrap();
    for file in manifest["files"].as_array_mut().unwrap() {
        if file["path"] == "index.html" {
            file["size"] = json!(1_u64 << 42);
        }
    }
    rewrite(&project, "public/edition.json", manifest.to_string());
    let (run, seconds) = in_time(&project, &["verify"]);
    assert!(run.code == 1 && seconds < 10.0, "{seconds} s {}", run.stderr);
    for (key, value) in
        [("calendar", "2025\n- edition: x"), ("computed", "\u{1b}[2J"), ("inputs", "x"), ("previous", "y")]
    {
        let project = built();
        let mut manifest: Value = serde_json::from_str(&project.page("edition.json")).unwrap();
        manifest[key] = value.into();
        rewrite(&project, "public/edition.json", manifest.to_string());
        assert_eq!(project.run(&["verify"]).code, 3, "{key}");
    }
}

/// Builds one after another, and looks one after another: whoever looks meets an edition, or is told that it changes.
#[test]
fn a_folder_that_is_being_exchanged_is_not_accused() {
    let project = Project::sample();
    project.build();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let moment = |n: usize| format!("2025-09-03 {:02}:{:02}", 9 + n / 60 % 8, n % 60);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                project.succeed(&["--today", &moment(n), "build"]);
                n += 1;
            }
        });
        let started = Instant::now();
        let mut looks = 0;
        let mut accused = Vec::new();
        while started.elapsed() < Duration::from_secs(6) {
            let run = project.run(&["verify"]);
            looks += 1;
            if run.code != 0 {
                accused.push(run.stderr);
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(accused.is_empty() && looks > 10, "{} of {looks}: {accused:#?}", accused.len());
    });
}
