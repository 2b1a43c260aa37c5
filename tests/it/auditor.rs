//! The walk for an auditor in `docs/`: its commands are run as they are written, on a whole archive and on changed ones.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::safety::signing::with_key;
use crate::support::{Project, Run, finish, sha256};

/// The commands that a page of the documentation shows.
fn shown(page: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page)).unwrap();
    text.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap()).collect()
}

/// Runs commands one after another until one fails, in a folder of their own that has this archive.
fn follow(archive: &[u8], commands: &str) -> Run {
    let auditor = Project::empty();
    auditor.write("2025.zip", archive);
    let program = Path::new(env!("CARGO_BIN_EXE_gongshi")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-ec", commands]).env("PATH", path).env("LC_ALL", "C").current_dir(auditor.root());
    finish(&mut shell)
}

/// The archive of a signed edition, and the edition's fingerprint.
fn archived() -> (Vec<u8>, String) {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    project.succeed(&["archive", "2025", "a.zip"]);
    let digest = project.json(&["verify"])["digest"].as_str().unwrap().to_owned();
    (fs::read(project.path("a.zip")).unwrap(), digest)
}

/// The archive unpacked, changed by a command in its folder, and packed again.
fn changed(archive: &[u8], command: &str) -> Vec<u8> {
    let forger = Project::empty();
    forger.write("2025.zip", archive);
    let script = format!("unzip -q 2025.zip && cd gongshi-2025 && {command}");
    let run = finish(Command::new("sh").args(["-ec", &script]).current_dir(forger.root()));
    assert_eq!(run.code, 0, "{run:?}");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in forger.tree() {
        if path.starts_with("gongshi-2025/") && !path.ends_with('/') {
            writer.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, &bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn both_pages_show_the_same_commands() {
    assert_eq!(shown("archive.md"), shown("archive.zh-CN.md"));
    assert!(shown("archive.md").lines().count() > 8);
}

#[test]
fn the_walk_works_as_written() {
    let (archive, fingerprint) = archived();
    let run = follow(&archive, &shown("archive.md"));
    assert_eq!(run.code, 0, "{run:?}");
    for said in [
        format!("{}  2025.zip", sha256(&archive)),
        "data/statement.md: OK".to_owned(),
        "bag-info.txt: OK".to_owned(),
        "rounds/2025/1-publicity.html: OK".to_owned(),
        format!("edition: {fingerprint}"),
        "Good \"gongshi\" signature".to_owned(),
    ] {
        assert!(run.stdout.contains(&said), "{said}\n{run:?}");
    }
    assert!(!run.stdout.contains("FAILED"), "{}", run.stdout);
}

#[test]
fn the_walk_stops_at_what_was_changed() {
    let (archive, _) = archived();
    let commands = shown("archive.md");
    let remade = "sha256sum $(grep -o 'data/.*' manifest-sha256.txt) > m && mv m manifest-sha256.txt \
        && sha256sum bag-info.txt bagit.txt manifest-sha256.txt > tagmanifest-sha256.txt";
    let page = "data/site/rounds/2025/1-publicity.html";
    // A file; a page with the bag's checksums made right; the same with the edition's list made right.
    let forged = format!("echo more >> {page} && {remade}");
    let sums = format!(
        "echo more >> {page} && s=$(sha256sum {page} | cut -d' ' -f1) \
        && sed -i \"s|^.*  rounds/2025/1-publicity.html$|$s  rounds/2025/1-publicity.html|\" data/site/SHA256SUMS && {remade}"
    );
    for (command, passed, stopped) in [
        ("echo more >> data/statement.md", "bag-info.txt: OK", "data/statement.md: FAILED"),
        (&forged, "data/site/rounds/2025/1-publicity.html: OK", "\nrounds/2025/1-publicity.html: FAILED"),
        (&sums, "\nrounds/2025/1-publicity.html: OK", ""),
    ] {
        let run = follow(&changed(&archive, command), &commands);
        assert!(run.code != 0 && run.stdout.contains(passed) && run.stdout.contains(stopped), "{run:?}");
        assert!(!run.stdout.contains("Good \"gongshi\""), "{}", run.stdout);
    }
}
