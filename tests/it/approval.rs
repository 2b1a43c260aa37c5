//! 审定签发: what nobody has approved is not published, or the ledger says why.

use serde_json::Value;

use crate::support::sample::{CORRECTION, ENGINEERS_FILE, ROUND_FILE, SITE_FILE};
use crate::support::{Project, Run};

/// The sample, where notices need an approval.
fn office() -> Project {
    let project = Project::sample();
    project.write(SITE_FILE, project.read(SITE_FILE) + "approval: required\n");
    project
}

/// The digests of the proof, and the proof.
fn proof(project: &Project, name: &str) -> (Vec<String>, String) {
    let made = project.json(&["proof", "2025", name]);
    let digests = made["proof"]["digest"].as_array().unwrap_or_else(|| panic!("{made:#}"));
    (digests.iter().map(|digest| digest.as_str().unwrap().to_owned()).collect(), project.read(name))
}

fn approve(project: &Project, digests: &[String]) {
    let round = project.read(ROUND_FILE);
    let round: Vec<&str> = round
        .lines()
        .filter(|line| !["prepared_by", "approved"].iter().any(|k| line.starts_with(k)))
        .collect();
    let digests = digests.join(", ");
    let approved =
        format!("prepared_by: 拟稿人甲\napproved: {{ digest: [{digests}], by: 签发人乙, on: 2025-09-01 }}\n");
    project.write(ROUND_FILE, approved + &round.join("\n") + "\n");
}

fn codes(project: &Project, args: &[&str]) -> Vec<(String, String)> {
    project
        .outcome(args)
        .1
        .into_iter()
        .filter(|d| d.severity == "error")
        .map(|d| (d.code, d.message))
        .collect()
}

fn unapproved(project: &Project) -> Vec<Value> {
    project.json(&["status"])["rounds"][0]["unapproved"].as_array().unwrap().clone()
}

fn report(project: &Project) -> String {
    let Run { stdout, .. } = project.succeed(&["report", "2025"]);
    stdout
}

#[test]
fn nothing_is_published_that_nobody_approved() {
    let project = office();
    project.edit(ENGINEERS_FILE, "示例乙机电有限公司", "示例乙机电有限责任公司");
    let before = project.tree();
    let problems = codes(&project, &["publish"]);
    assert_eq!(problems.iter().map(|p| p.0.as_str()).collect::<Vec<_>>(), ["not-approved"]);
    assert!(problems[0].1.contains("公示"), "{problems:?}");
    assert!(!project.path("content/ledger.yaml").exists() && !project.path("public").exists());
    assert!(before.keys().all(|path| project.tree().contains_key(path)));
    let (digests, _) = proof(&project, "proof.html");
    approve(&project, &digests);
    project.succeed(&["publish"]);
    project.succeed(&["publish"]);
    assert!(unapproved(&project).is_empty() && !report(&project).contains("审定"));
    // What is public needs no approval again; the next notice does.
    project.write(ROUND_FILE, project.read(ROUND_FILE) + CORRECTION);
    project.edit(ENGINEERS_FILE, "示例乙机电有限责任公司", "示例乙机电有限公司");
    let problems = codes(&project, &["publish"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].0 == "not-approved" && problems[0].1.contains("更正"), "{problems:?}");
    let (next, _) = proof(&project, "next.html");
    assert!(next.len() == 1 && next[0].starts_with("2-correction:"), "{next:?}");
    approve(&project, &next);
    project.succeed(&["publish"]);
}

#[test]
fn where_the_site_asks_for_none_nothing_changes() {
    let project = Project::sample();
    project.succeed(&["publish", "--without-approval", "不需要"]);
    assert!(!project.read("content/ledger.yaml").contains("without_approval"));
}

#[test]
fn a_changed_word_makes_it_void_and_the_day_does_not() {
    // Before the notice is out, and after.
    let early = office().at("2025-08-30");
    let (digests, _) = proof(&early, "early.html");
    let project = office();
    assert_eq!(digests, proof(&project, "proof.html").0);
    approve(&project, &digests);
    project.edit(ENGINEERS_FILE, "示例乙机电有限公司", "示例乙机电公司");
    let problems = codes(&project, &["publish"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].0 == "approval-void" && problems[0].1.contains("公示》"), "{problems:?}");
    let (_, again) = proof(&project, "again.html");
    assert!(again.contains("审定后有改动，须重新审定"));
    project.edit(ENGINEERS_FILE, "示例乙机电公司", "示例乙机电有限公司");
    project.succeed(&["publish"]);
}

#[test]
fn who_approves_is_not_who_prepares_and_the_day_has_come() {
    let project = office();
    let (digests, _) = proof(&project, "proof.html");
    let with = |prepared: &str, by: &str, digest: &str, on: &str| {
        let project = office();
        let text = format!("{prepared}approved: {{ digest: {digest}, by: {by}, on: {on} }}\n");
        project.write(ROUND_FILE, text + &project.read(ROUND_FILE));
        codes(&project, &["publish"]).into_iter().map(|problem| problem.0).collect::<Vec<_>>()
    };
    let good = digests[0].as_str();
    assert!(with("prepared_by: 拟稿人甲\n", "签发人乙", good, "2025-09-03").is_empty());
    assert_eq!(with("prepared_by: 张 某\n", "张某", good, "2025-09-01"), ["approved-by-preparer"]);
    assert_eq!(with("", "签发人乙", good, "2025-09-01"), ["no-preparer"]);
    assert_eq!(
        with("prepared_by: 拟稿人甲\n", "签发人乙", "1-publicity", "2025-09-01"),
        ["bad-approval-digest"]
    );
    assert_eq!(with("prepared_by: 拟稿人甲\n", "签发人乙", good, "2025-09-04"), ["not-approved"]);
}

#[test]
fn without_an_approval_the_ledger_has_why_and_it_is_asked_for_afterwards() {
    let project = office();
    assert_eq!(project.run(&["publish", "--without-approval", " "]).code, 2);
    project.succeed(&["publish", "--without-approval", "节前紧急"]);
    assert!(project.read("content/ledger.yaml").contains("without_approval: \"节前紧急\""));
    assert_eq!(unapproved(&project).len(), 1);
    assert!(project.succeed(&["status"]).stdout.contains("未经审定签发即已发布（节前紧急）"));
    assert!(report(&project).contains("原因：节前紧急；尚未补办审定签发。"));
    assert!(project.diagnostics().iter().all(|d| d.severity != "error"));
    let (digests, _) = proof(&project, "proof.html");
    approve(&project, &digests);
    assert!(unapproved(&project).is_empty());
    assert!(report(&project).contains("原因：节前紧急；事后已补办审定签发。"));
    // Once all is public and approved, there is nothing to approve.
    assert_eq!(codes(&project, &["proof", "2025", "none.html"])[0].0, "nothing-to-approve");
    project.succeed(&["publish"]);
    project.succeed(&["archive", "2025", "a.zip"]);
    project.succeed(&["verify", project.path("a.zip").to_str().unwrap()]);
}

#[test]
fn the_proof_is_one_file_and_overwrites_none() {
    let project = office();
    project.edit(ENGINEERS_FILE, "示例乙机电有限公司", "\"示例乙<b>机电\"");
    let (digests, page) = proof(&project, "proof.html");
    assert!(page.contains("送审稿") && page.contains("示例乙&lt;b&gt;机电") && page.contains(&digests[0]));
    for outside in ["<script", "<link", "<img", "src=", "@import", "<a "] {
        assert!(!page.contains(outside), "{outside}");
    }
    let css_urls = page.split("url(").skip(1).filter(|url| !url.starts_with(['"', '\'', 'd', '#']));
    assert_eq!(css_urls.count(), 0);
    assert_eq!(codes(&project, &["proof", "2025", "proof.html"])[0].0, "file-exists");
    assert_eq!(project.read("proof.html"), page);
}
