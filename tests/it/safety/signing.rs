//! Signatures: made by `ssh-keygen`, checked by stock tools alone, part of the one step or not there at all.

use std::fs;
use std::process::{Command, Stdio};

use super::{assert_untouched, refused};
use crate::support::sample::{PAGE_FILE, SITE_FILE};
use crate::support::{Project, finish};

const HOST: &str = "www.example.org.cn";

/// A project with a key of its own: `key` and, in site.yaml, its public half.
pub(crate) fn with_key() -> Project {
    let project = Project::sample();
    make_key(&project, "key");
    let public = project.read("key.pub");
    project.write(SITE_FILE, format!("{}signing_key: {}\n", project.read(SITE_FILE), public.trim()));
    project
}

pub(crate) fn make_key(project: &Project, name: &str) {
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-t", "ed25519", "-N", "", "-C", "office", "-f"]).arg(project.path(name));
    assert!(command.status().is_ok_and(|status| status.success()), "ssh-keygen is installed");
}

fn fingerprint(project: &Project) -> String {
    let run = finish(Command::new("ssh-keygen").arg("-lf").arg(project.path("key.pub")));
    run.stdout.split(' ').nth(1).unwrap().to_owned()
}

/// The commands of /verify.html, as they stand there.
fn as_the_page_says(project: &Project) -> (bool, bool, String) {
    let page = project.page("verify.html");
    let shown = |start: &str| {
        let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("{start} is on the page"));
        format!("{start}{}", rest.split_once("</code>").unwrap().0).replace("&lt;", "<")
    };
    let run = |line: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(project.path("public")).stdin(Stdio::null());
        finish(&mut command)
    };
    let sums = run(&shown("sha256sum --quiet -c"));
    let signature = run(&shown("ssh-keygen -Y verify"));
    (sums.code == 0 && sums.stdout.is_empty(), signature.code == 0, signature.stdout)
}

#[test]
fn a_signed_edition_is_checked_by_stock_tools_as_the_page_says() {
    let project = with_key();
    let run = project.succeed(&["publish", "--sign", "key"]);
    assert!(!run.stderr.contains("edition-unsigned"), "{}", run.stderr);
    let fingerprint = fingerprint(&project);
    assert!(project.page("verify.html").contains(&fingerprint));
    let (sums, signature, said) = as_the_page_says(&project);
    assert!(sums && signature, "{said}");
    assert_eq!(said.trim(), format!("Good \"gongshi\" signature for {HOST} with ED25519 key {fingerprint}"));
    let document = project.json(&["verify"]);
    assert_eq!(document["signature"], serde_json::json!({ "good": true, "key": fingerprint }));
    assert!(project.succeed(&["verify"]).stderr.contains(&fingerprint));

    // The manifest is signed too: when it was made, from what, after which edition.
    let manifest = project.page("edition.json");
    project.write("public/edition.json", manifest.replace("12:00:00", "12:00:01"));
    assert!(!as_the_page_says(&project).0);
    let run = project.run(&["verify"]);
    assert!(run.code == 1 && run.stderr.contains("被改动：edition.json"), "{}", run.stderr);
    project.write("public/edition.json", manifest);
    // A page changed together with the list of checksums, by someone without the key.
    let page = project.page("about.html");
    project.write("public/about.html", page.replace("名单", "单名"));
    let sums = project.page("SHA256SUMS").replace("about.html", "about.htm");
    project.write("public/SHA256SUMS", sums);
    assert!(!as_the_page_says(&project).1);
    let run = project.run(&["verify"]);
    assert!(run.code == 1 && run.stderr.contains("SHA256SUMS.sig"), "{}", run.stderr);
}

#[test]
fn a_key_that_does_not_sign_or_is_not_the_offices_changes_nothing() {
    let project = with_key();
    project.succeed(&["publish", "--sign", "key"]);
    project.edit(PAGE_FILE, "本站公布", "本站发布");
    make_key(&project, "other");
    refused(&project, "not-signed", 3, &["publish", "--sign", "other"]);
    refused(&project, "not-signed", 3, &["publish", "--sign", "none"]);
    refused(&project, "not-signed", 3, &["build", "--sign", SITE_FILE]);
    let mut command = project.command(&["--json", "publish", "--sign", "key"]);
    let before = project.public();
    let run = finish(command.env("PATH", "/nowhere"));
    assert!(run.code == 3 && run.stdout.contains("no-ssh-keygen"), "{}", run.stdout);
    assert_untouched(&before, &project.public());

    let unnamed = Project::sample();
    make_key(&unnamed, "key");
    refused(&unnamed, "no-signing-key", 1, &["publish", "--sign", "key"]);
    let private = fs::read_to_string(unnamed.path("key")).unwrap();
    let quoted = serde_json::Value::from(private.as_str()).to_string();
    unnamed.write(SITE_FILE, format!("{}signing_key: {quoted}\n", unnamed.read(SITE_FILE)));
    let found = unnamed.only_diagnostic();
    assert_eq!(found.code, "bad-signing-key");
    let secret = private.lines().nth(1).unwrap();
    let run = unnamed.run(&["check"]);
    assert!(!run.stderr.contains(secret) && run.stderr.contains("私钥不要写"), "{}", run.stderr);
}

#[test]
fn what_was_signed_never_becomes_unsigned_without_a_word() {
    let project = with_key();
    let warns = |run: &crate::support::Run| run.stderr.contains("edition-unsigned");
    assert!(warns(&project.succeed(&["publish"])), "a key is named");
    assert!(!warns(&project.build()));
    project.succeed(&["build", "--sign", "key"]);
    let signed = project.public();
    // The same edition keeps its signature, whoever builds it.
    for command in ["build", "publish"] {
        assert!(!warns(&project.succeed(&[command])));
        assert_untouched(&signed, &project.public());
    }
    // A signature that was tampered with is not kept.
    let signature = project.page("SHA256SUMS.sig");
    project.write("public/SHA256SUMS.sig", signature.replacen('A', "B", 3));
    assert!(warns(&project.build()));
    assert!(!project.path("public/SHA256SUMS.sig").exists());
    project.succeed(&["build", "--sign", "key"]);
    project.edit(PAGE_FILE, "本站公布", "本站发布");
    assert!(warns(&project.build()));
    assert!(!project.path("public/SHA256SUMS.sig").exists());
    // A project that declares a key vouches for signed editions only.
    assert_eq!(project.json(&["verify"])["doubts"], serde_json::json!(["unsigned", "not-in-ledger"]));
    project.succeed(&["publish", "--sign", "key"]);
    project.succeed(&["verify"]);
}
