//! After the result: who loses a selection, who moves to another unit, and what must not be said of whom.

use super::{LAST, NOTICE, document, list, notice, with};
use crate::support::Diagnostic;
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

const RESULT: (&str, &str) = ("result", "2025-09-15 09:00");
const PAGE: &str = "rounds/2025/3-withdrawal.html";

fn ends(published: &str, decisions: &str) -> String {
    format!("  - kind: withdrawal\n    published: {published}\n    decisions:\n{decisions}")
}

fn decision(entry: &str, status: &str) -> String {
    format!("      - {{ entry: {entry}, status: {status}, reason: 申报材料不实 }}\n")
}

/// The sample after its result of 2025-09-15, in which g2025-003 declined, with more notices.
fn after(more: &str) -> Project {
    let project = Project::sample().at("2026-03-12");
    let result = notice(RESULT.0, RESULT.1);
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{result}{more}"));
    project
}

fn only(project: &Project) -> Diagnostic {
    project.only_diagnostic()
}

#[test]
fn who_loses_a_selection_leaves_the_lists_and_the_result_keeps_its_word() {
    let more = ends("2026-03-10 09:00", &decision("g2025-001", "disqualified"));
    let before = after(&more).at("2026-03-10 08:59");
    before.build();
    assert!(before.page("search/names-0.js").contains("王一鸣"));
    let project = after(&more);
    project.build();
    let page = visible(&document(&project.page(PAGE)));
    for said in ["关于2025年示例工程师选拔项目部分入选者取消资格的公告", "王一鸣", "取消资格", "申报材料不实"]
    {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for path in ["rounds/2025.html", "rounds/2025/list.csv", "search/names-0.js", "fields/ai.html"] {
        assert!(!project.page(path).contains("王一鸣"), "{path}");
    }
    assert_eq!(list(&project)["entries"].as_array().unwrap().len(), 3);
    let profile = visible(&project.page("engineers/g2025-001.html"));
    assert!(profile.contains("已取消资格") && !profile.contains("求解器"), "{profile}");
    for path in ["engineers/g2025-001.html", NOTICE, "rounds/2025/2-result.html", "rounds/2025.html"] {
        assert!(project.page(path).contains("3-withdrawal.html"), "{path} leads to the notice");
    }
    let result = visible(&document(&project.page("rounds/2025/2-result.html")));
    let (selected, out) = result.split_once("与公示名单的差别").unwrap();
    assert!(selected.contains("王一鸣等2人入选") && selected.contains("李明"), "{selected}");
    assert!(out.contains("主动放弃") && !out.contains("取消资格"), "{out}");
    assert_eq!(super::status(&project)["phase"], "decided", "the round itself stands");
}

#[test]
fn leaving_of_ones_own_accord_has_words_of_its_own() {
    for (decisions, title) in [
        (decision("g2025-001", "主动退出"), "关于2025年示例工程师选拔项目部分入选者退出的公告"),
        (
            decision("g2025-001", "resigned") + &decision("t2025-001", "取消资格"),
            "关于2025年示例工程师选拔项目部分入选者取消资格和退出的公告",
        ),
    ] {
        let project = after(&ends("2026-03-10 09:00", &decisions));
        project.build();
        assert!(visible(&document(&project.page(PAGE))).contains(title), "{}", project.page(PAGE));
        assert!(visible(&project.page("engineers/g2025-001.html")).contains("已主动退出"));
    }
}

#[test]
fn only_who_was_selected_can_lose_it_and_only_once() {
    let first = ends("2026-03-10 09:00", &decision("g2025-001", "disqualified"));
    let again = first.clone() + &ends("2026-03-11 09:00", &decision("g2025-001", "resigned"));
    for more in [again, ends("2026-03-10 09:00", &decision("g2025-003", "disqualified"))] {
        let found = only(&after(&more));
        assert_eq!((found.code.as_str(), found.severity.as_str()), ("not-selected-before", "error"));
    }
    let wrong = after(&ends("2026-03-10 09:00", &decision("g2025-001", "not-selected")));
    assert!(only(&wrong).help.contains("disqualified"), "{:#?}", wrong.diagnostics());
    let both = first.replace("    decisions:", "    reason: 名单误发\n    decisions:");
    assert_eq!(only(&after(&both)).code, "key-of-another-kind");
}

#[test]
fn a_decision_of_another_notice_is_told_where_it_belongs() {
    let of_result = ends("2026-03-10 09:00", &decision("g2025-001", "deferred"));
    let found = only(&after(&of_result));
    assert!(found.message.contains("deferred") && found.help.contains("kind: result"), "{found:#?}");
    for status in ["取消资格", "resigned"] {
        let project = after("");
        project.edit(ROUND_FILE, "status: declined", &format!("status: {status}"));
        let found = only(&project);
        assert!(found.message.contains(status) && found.help.contains("kind: withdrawal"), "{found:#?}");
    }
}

#[test]
fn before_the_result_there_is_no_selection_to_lose() {
    let project = Project::sample().at("2025-09-08");
    let more = ends("2025-09-08 09:00", &decision("g2025-001", "disqualified"));
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{more}"));
    let found = only(&project);
    assert!(found.code == "notice-cannot-follow" && found.message.contains("decisions"), "{found:#?}");
}

#[test]
fn a_selection_lost_is_a_selection_once_had() {
    let project = after(&ends("2026-03-10 09:00", &decision("g2025-001", "disqualified")));
    let again = project.read(ENGINEERS_FILE);
    let again = again.split("- id: g2025-002").next().unwrap().replace("g2025-001", "g2026-001");
    project.write("content/rounds/2026/engineers.yaml", again);
    let round = project.read(ROUND_FILE).split("  - kind: result").next().unwrap().replace("2025", "2026");
    let round = round.replace("[plan, studio]", "[plan]").replace("2026-09-01", "2026-03-11");
    project.write("content/rounds/2026/round.yaml", round);
    let plan = "content/programmes/plan.yaml";
    let rule = "rules:\n  - { rule: not-again, honours: [工程师成长计划], source: { document: measures, article: 第九条 } }\n";
    project.write(plan, project.read(plan) + rule);
    assert_eq!(only(&project).code, "rule-broken");
}

fn moves(more: &str) -> String {
    format!(
        "  - kind: correction\n    corrects: result\n    published: 2026-03-10 09:00\n    changes:\n      - {{ entry: \
         g2025-001, field: unit, from: 示例甲软件有限公司, to: 示例己科技有限公司, because: transfer, reason: \
         本人调动，经原单位同意并批准 }}\n{more}"
    )
}

fn moved(more: &str) -> Project {
    let project = after(&moves(more));
    project.edit(ENGINEERS_FILE, "示例甲软件有限公司", "示例己科技有限公司");
    project
}

#[test]
fn a_transfer_is_told_as_a_change_and_not_as_an_error() {
    let project = moved("");
    project.build();
    let page = visible(&document(&project.page("rounds/2025/3-correction.html")));
    for said in [
        "关于2025年示例工程师选拔项目入选者单位变更的公告",
        "变更前",
        "示例甲软件有限公司",
        "示例己科技有限公司",
        "经原单位同意并批准",
        "入选资格和名单其他内容不变",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("更正") && !page.contains("误"), "nothing was wrong\n{page}");
    assert!(visible(&project.page("engineers/g2025-001.html")).contains("示例己科技有限公司"));
    for path in [NOTICE, "rounds/2025/2-result.html"] {
        let printed = visible(&document(&project.page(path)));
        assert!(printed.contains("示例甲软件") && !printed.contains("示例己科技"), "{path}\n{printed}");
    }
}

#[test]
fn a_transfer_after_publication_satisfies_the_ledger_and_the_rules_of_the_selection() {
    let project = after("").at("2025-09-16");
    let plan = "content/programmes/plan.yaml";
    let rule = "rules:\n  - { rule: per-unit, max: 1, source: { document: measures, article: 第九条 } }\n";
    project.write(plan, project.read(plan) + rule);
    project.succeed(&["publish"]);
    let project = project.at("2026-03-12");
    // To the unit of someone else of the list: at the selection they were of two.
    project.edit(ENGINEERS_FILE, "示例甲软件有限公司", "示例乙机电有限公司");
    let codes = |p: &Project| p.diagnostics().into_iter().map(|d| d.code).collect::<Vec<_>>();
    let mut found = codes(&project);
    found.sort();
    assert_eq!(found, ["published-fact-changed", "rule-broken"]);
    let told = moves("").replace("示例己科技有限公司", "示例乙机电有限公司");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + &told);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_transfer_stands_alone_and_after_the_result() {
    let second =
        "      - { entry: g2025-002, field: unit, from: 甲, to: 示例乙机电有限公司, reason: 录入有误 }\n";
    let cases = [moves(second), moves("").replace("corrects: result", "corrects: publicity")];
    for case in cases {
        let project = moved("");
        project.edit(ROUND_FILE, &moves(""), &case);
        assert_eq!(only(&project).code, "not-a-transfer", "{case}");
    }
    let project = moved("");
    project.edit(ROUND_FILE, "field: unit", "field: recommender");
    let codes: Vec<String> = project.diagnostics().into_iter().map(|d| d.code).collect();
    assert!(codes.contains(&"not-a-transfer".to_owned()), "{codes:?}");
    let early = with(&[("correction", "2025-09-02 10:00")]);
    early.edit(ROUND_FILE, "reason: 录入有误", "because: 变更, reason: 调动");
    assert_eq!(only(&early).code, "not-a-transfer");
}
