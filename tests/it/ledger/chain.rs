//! The ledger is a chain, and the edition in the output vouches for it: whatever is taken out of it, put in or changed
//! is an error that names the entry and the way back.

use super::{LEDGER, codes};
use crate::support::sample::SITE_FILE;
use crate::support::{Project, sha256};

/// Four entries, each with another title of the site.
fn published() -> Project {
    let project = Project::sample();
    for version in 1..=4 {
        let site = project.read(SITE_FILE);
        let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
        project.write(SITE_FILE, site.replace(line, &format!("title: 第{version}版公示网")));
        project.succeed(&["publish"]);
    }
    project
}

/// The head and the entries of the ledger.
fn parts(project: &Project) -> Vec<String> {
    let ledger = project.read(LEDGER);
    let mut parts = vec![String::new()];
    for line in ledger.lines() {
        if line.starts_with("- ") {
            parts.push(String::new());
        }
        *parts.last_mut().unwrap() += &format!("{line}\n");
    }
    parts
}

/// Every command that writes or judges refuses, and says this.
fn refused(project: &Project, code: &str, message: &str) {
    let before = project.public();
    let found = project.diagnostics();
    let found = found.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("{code}: {found:#?}"));
    assert!(found.message.contains(message), "{message}: {found:#?}");
    assert!(found.help.contains("备份或版本控制"), "{found:#?}");
    for command in ["check", "build", "publish", "undo"] {
        let run = project.run(&[command]);
        assert!(run.code == 1 && run.stderr.contains(code), "{command}: {}", run.stderr);
    }
    assert!(project.public() == before);
}

#[test]
fn each_entry_carries_the_digest_of_the_one_before() {
    let project = published();
    let parts = parts(&project);
    assert_eq!(parts.len(), 5);
    assert!(parts[1].contains("\n  number: 1\n") && !parts[1].contains("previous:"), "{}", parts[1]);
    for n in 2..=4 {
        let before = sha256(parts[n - 1].as_bytes());
        assert!(parts[n].contains(&format!("\n  number: {n}\n  previous: {before}\n")), "{}", parts[n]);
    }
    let edition: serde_json::Value = serde_json::from_str(&project.page("edition.json")).unwrap();
    assert_eq!(edition["ledger"]["number"], 4);
    assert_eq!(edition["ledger"]["sha256"], sha256(parts[4].as_bytes()));
    project.succeed(&["verify"]);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_ledger_that_was_deleted_or_emptied_is_refused_and_the_remedy_works() {
    let project = published();
    let ledger = project.read(LEDGER);
    let empty = ["", "[]\n", "# 发布台账\n"];
    for text in empty.map(Some).into_iter().chain([None]) {
        match text {
            Some(text) => project.write(LEDGER, text),
            None => project.remove(LEDGER),
        }
        refused(&project, "ledger-entry-missing", "至少有4条");
        // What the message names stands there.
        assert!(project.run(&["check"]).stderr.contains(".public.ledger.yaml"));
        project.write(LEDGER, project.read(".public.ledger.yaml"));
        assert_eq!(project.read(LEDGER), ledger);
        assert_eq!(codes(&project), [""; 0]);
    }
}

#[test]
fn an_entry_cut_out_is_missed_wherever_it_stood() {
    let project = published();
    let parts = parts(&project);
    let without = |gone: &[usize]| {
        let left = parts.iter().enumerate().filter(|(n, _)| !gone.contains(n));
        project.write(LEDGER, left.map(|(_, part)| part.as_str()).collect::<String>());
    };
    for (gone, message) in [
        (&[1][..], "缺第1条"),
        (&[2], "缺第2条"),
        (&[3], "缺第3条"),
        (&[1, 2], "缺第1–2条"),
        (&[2, 3], "缺第2–3条"),
        (&[4], "现有3条"),
        (&[3, 4], "现有2条"),
    ] {
        without(gone);
        refused(&project, "ledger-entry-missing", message);
    }
}

#[test]
fn an_entry_with_another_value_is_altered_whichever_it_is() {
    let project = published();
    let parts = parts(&project);
    for n in 1..=4 {
        for (from, to) in [
            ("calendar: ", "calendar: x"),
            ("program: gongshi ", "program: gongshi 9"),
            ("published: 2025-09-03 12:00", "published: 2025-09-03 11:00"),
        ] {
            let mut altered = parts.clone();
            altered[n] = altered[n].replace(from, to);
            assert_ne!(altered[n], parts[n]);
            project.write(LEDGER, altered.concat());
            refused(&project, "ledger-entry-altered", &format!("第{n}条"));
        }
    }
    // A fact that pages no longer show is covered like any other.
    let mut altered = parts.clone();
    altered[1] = altered[1].replace("李明", "李铭");
    assert_ne!(altered[1], parts[1]);
    project.write(LEDGER, altered.concat());
    refused(&project, "ledger-entry-altered", "第1条");
}

#[test]
fn entries_in_another_order_or_twice_are_told() {
    let project = published();
    let parts = parts(&project);
    let order =
        |order: &[usize]| project.write(LEDGER, order.iter().map(|n| parts[*n].as_str()).collect::<String>());
    for (entries, message) in [
        (&[0, 1, 3, 2, 4][..], "第2条写在第3条后面"),
        (&[0, 2, 1, 3, 4], "第1条写在第2条后面"),
        (&[0, 1, 2, 2, 3, 4], "第2条重复"),
    ] {
        order(entries);
        refused(&project, "ledger-entry-altered", message);
    }
}

#[test]
fn marks_of_a_merge_are_named_with_their_line() {
    let project = published();
    let parts = parts(&project);
    let merged = format!(
        "{}<<<<<<< HEAD\n{}=======\n{}>>>>>>> branch\n",
        parts[..4].concat(),
        parts[4],
        parts[4].replace("第4版", "第5版")
    );
    project.write(LEDGER, &merged);
    let found = project.only_diagnostic();
    let line = merged.lines().position(|line| line.starts_with("<<<<")).unwrap() + 1;
    assert_eq!((found.code.as_str(), found.line), ("ledger-merged", line as u64), "{found:#?}");
    assert!(found.help.contains("edition.json"), "{found:#?}");
    for command in ["check", "build", "publish", "undo"] {
        assert_eq!(project.run(&[command]).code, 1);
    }
}

#[test]
fn two_branches_that_both_published_do_not_fit_together() {
    let project = published();
    let parts = parts(&project);
    let other = parts[4].replace("  number: 4", "  number: 5").replace("edition: ", "edition: 0");
    project.write(LEDGER, parts.concat() + &other);
    refused(&project, "ledger-entry-altered", "第4条");
}

#[test]
fn without_an_output_the_chain_alone_is_followed() {
    let project = published();
    project.remove("public");
    assert_eq!(codes(&project), [""; 0]);
    let parts = parts(&project);
    project.write(LEDGER, [&parts[..2], &parts[3..]].concat().concat());
    assert_eq!(codes(&project), ["ledger-entry-missing"]);
    project.write(LEDGER, parts.concat());
    project.succeed(&["publish"]);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn what_editors_and_version_control_change_breaks_nothing() {
    let project = published();
    let edits: [fn(String) -> String; 5] = [
        |ledger| ledger.replace('\n', "\r\n"),
        |ledger| format!("\u{FEFF}{ledger}"),
        |ledger| format!("{ledger}\n\n"),
        |ledger| ledger.trim_end().to_owned(),
        |ledger| ledger.replace("- published", "# 备注\n- published"),
    ];
    for (version, edit) in edits.into_iter().enumerate() {
        project.write(LEDGER, edit(project.read(LEDGER)));
        assert_eq!(codes(&project), [""; 0], "{version}");
        let version = 4 + version;
        project.edit(SITE_FILE, &format!("第{version}版"), &format!("第{}版", version + 1));
        project.succeed(&["publish"]);
        assert_eq!(codes(&project), [""; 0], "{version}");
    }
}

/// Entries of the time before the chain stay; the first new one vouches for the last of them.
#[test]
fn a_ledger_from_before_the_chain_goes_on_in_it() {
    let project = published();
    let old: String = project
        .read(LEDGER)
        .lines()
        .filter(|line| !line.starts_with("  number: ") && !line.starts_with("  previous: "))
        .map(|line| format!("{line}\n"))
        .collect();
    project.write(LEDGER, &old);
    let edition = project.page("edition.json");
    let is_link = |line: &&str| !line.starts_with("\"ledger\"");
    project.write("public/edition.json", edition.lines().filter(is_link).collect::<Vec<_>>().join("\n"));
    assert_eq!(codes(&project), [""; 0]);
    project.edit(SITE_FILE, "第4版", "第5版");
    project.succeed(&["publish"]);
    assert!(project.read(LEDGER).starts_with(&old));
    let parts = parts(&project);
    let before = sha256(parts[4].as_bytes());
    assert!(parts[5].contains(&format!("  number: 5\n  previous: {before}\n")), "{}", parts[5]);
    assert_eq!(codes(&project), [""; 0]);
    for n in 1..=4 {
        let mut cut = parts.clone();
        cut.remove(n);
        project.write(LEDGER, cut.concat());
        refused(&project, "ledger-entry-missing", "缺第4条");
    }
    let mut altered = parts.clone();
    altered[4] = altered[4].replace("program: gongshi ", "program: gongshi 9");
    project.write(LEDGER, altered.concat());
    refused(&project, "ledger-entry-altered", "第4条");
}

#[test]
fn an_old_edition_vouches_for_the_one_before_it() {
    let project = published();
    let edition = project.page("edition.json");
    let is_link = |line: &&str| !line.starts_with("\"ledger\"");
    project.write("public/edition.json", edition.lines().filter(is_link).collect::<Vec<_>>().join("\n"));
    assert_eq!(codes(&project), [""; 0]);
    project.remove(LEDGER);
    refused(&project, "ledger-entry-missing", "至少有");
}

#[test]
fn undo_writes_an_entry_of_the_chain() {
    let project = published();
    project.edit(SITE_FILE, "第4版", "第5版");
    project.succeed(&["publish", "--keep", "2"]);
    project.succeed(&["undo"]);
    let parts = parts(&project);
    let before = sha256(parts[5].as_bytes());
    assert!(parts[6].contains(&format!("  number: 6\n  previous: {before}\n")), "{}", parts[6]);
    project.succeed(&["verify"]);
    assert_eq!(codes(&project), [""; 0]);
    project.build();
    project.succeed(&["publish"]);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn builds_between_publications_break_nothing() {
    let project = published();
    for day in ["2025-09-03 13:00", "2025-09-04", "2025-09-05"] {
        let project = project.run(&["--today", day, "build"]);
        assert_eq!(project.code, 0, "{}", project.stderr);
    }
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["verify"]);
    project.succeed(&["build", "--out", "elsewhere"]);
    project.succeed(&["publish"]);
    assert_eq!(codes(&project), [""; 0]);
    // A build vouches for the ledger too, and so does another output that is written again.
    project.succeed(&["build"]);
    project.succeed(&["build", "--out", "elsewhere"]);
    project.remove(LEDGER);
    refused(&project, "ledger-entry-missing", "至少有");
    project.remove("public");
    let run = project.run(&["publish", "--out", "elsewhere"]);
    assert!(run.code == 1 && run.stderr.contains("ledger-entry-missing"), "{}", run.stderr);
}

#[test]
fn the_same_edition_made_again_is_the_same_to_the_byte() {
    let project = published();
    let public = project.public();
    project.build();
    assert!(project.public() == public);
    project.remove("public");
    project.build();
    assert!(project.public() == public);
}
