//! P5: what the documents say of the period, against what the notice says.

use super::{PLAN, SOURCE, at, of_code, plan};
use crate::support::sample::ROUND_FILE as ROUND;
use crate::support::{Diagnostic, Project};

fn differs(project: &Project) -> Diagnostic {
    let mut found = of_code(project, "period-against-rule");
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[test]
fn a_period_as_the_document_says_is_silent() {
    let project = plan("rule: publicity, days: 5, unit: working");
    assert_eq!(project.diagnostics(), []);
}

#[test]
fn another_number_or_another_kind_of_days_is_refused_citing_the_article() {
    for rule in ["days: 7, unit: working", "days: 5, unit: calendar"] {
        let project = plan(&format!("rule: publicity, {rule}"));
        let found = differs(&project);
        assert!(
            found.message.contains("5个工作日") && found.message.contains("《成长计划管理办法》第九条"),
            "{found:#?}"
        );
        assert!(at(&project, &found.file, found.line, found.column).starts_with('5'));
        assert_eq!((found.severity.as_str(), project.run(&["check"]).code), ("error", 1));
        project.edit(PLAN, SOURCE, &format!("{SOURCE}, level: warning"));
        assert_eq!((differs(&project).severity.as_str(), project.run(&["check"]).code), ("warning", 0));
    }
}

#[test]
fn five_days_of_which_kind_is_asked_with_both_ends() {
    // A Wednesday: five working days end on the Tuesday after, five days as the calendar counts on the Sunday,
    // which moves to the Monday (民法典 art. 203).
    let project = plan("rule: publicity, days: 5, unit: unstated").at("2025-09-11");
    project.edit(ROUND, "published: 2025-09-01", "published: 2025-09-10");
    let found = of_code(&project, "period-documents-differ");
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    for said in [
        "5个工作日",
        "《成长计划管理办法》第九条",
        "5天",
        "按工作日至2025年9月16日",
        "按自然日至2025年9月15日",
    ] {
        assert!(found.message.contains(said), "{said}: {found:#?}");
    }
    assert_eq!((found.severity.as_str(), project.run(&["check"]).code), ("warning", 0));
}

/// 001 art. 18 (5天) against 000 (5个工作日), as the repository's own pack has them.
#[test]
fn the_conflict_of_the_two_beijing_documents_is_shown_naming_both() {
    let project = Project::repo_sample();
    let found = of_code(&project, "period-documents-differ");
    let open = found.iter().find(|d| d.file == "content/rounds/2026/round.yaml").unwrap();
    for said in ["《卓越工程师成长计划管理办法》第十八条", "2026年9月23日", "2026年9月22日"]
    {
        assert!(open.message.contains(said), "{said}: {open:#?}");
    }
    let both = format!("{} {}", open.message, open.help);
    let call = "《关于开展2025年卓越工程师选拔培育项目申报工作的通知》四（四）";
    assert!(both.contains(call), "the document for 5个工作日 is not cited: {open:#?}");
}

#[test]
fn the_extension_of_a_period_is_not_measured_by_the_rule() {
    let project = plan("rule: publicity, days: 5, unit: working");
    let last = "posting_day: counted }\n";
    let notice = crate::support::sample::EXTENSION;
    project.edit(ROUND, last, &format!("{last}{notice}"));
    assert_eq!(project.diagnostics(), []);
}
