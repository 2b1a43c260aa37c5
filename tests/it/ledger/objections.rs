//! The register of objections, of which only counts are ever seen.

use super::{announce, codes};
use crate::support::Project;
use crate::support::sample::RESULT;

const REGISTER: &str = "content/rounds/2025/objections.yaml";

/// One objection, with marks that must never be seen outside the register.
fn objection(rest: &str) -> String {
    format!(
        "- received: 2025-09-03 10:00\n  channel: 信函\n  about: g2025-003\n  by: person\n  real_name: true\n  \
         sent_to: 绝密核查单位\n  note: 绝密备注\n{rest}"
    )
}

const UPHELD: &str = "  report: 2025-09-09\n  decision: upheld\n  decided: 2025-09-10\n";

#[test]
fn no_result_while_an_objection_is_open() {
    let project = Project::sample().at("2025-09-12");
    announce(&project, RESULT);
    project.write(REGISTER, objection(""));
    let found = project.only_diagnostic();
    let told = (found.code.as_str(), found.file.as_str(), found.severity.as_str());
    assert_eq!(told, ("objection-open", REGISTER, "warning"), "until its day the result may wait");
    let project = project.at("2025-09-16");
    assert_eq!(project.only_diagnostic().severity, "error");
    assert_eq!(project.run(&["build"]).code, 1);
    let text = project.run(&["check"]);
    assert!(!text.stderr.contains("绝密"), "the register's lines are never shown: {}", text.stderr);
    project.write(REGISTER, objection(UPHELD));
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_decision_needs_a_report_and_a_refusal_in_time_a_second_look() {
    let project = Project::sample();
    project.write(REGISTER, objection("  decision: dismissed\n  decided: 2025-09-10\n"));
    assert_eq!(codes(&project), ["objection-without-report"]);
    project.write(REGISTER, objection("  decision: not-accepted\n  decided: 2025-09-10\n"));
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.severity.as_str()), ("objection-in-time-not-accepted", "warning"));
}

#[test]
fn where_a_round_stands_after_its_period_follows_from_the_register() {
    let phase =
        |project: &Project| project.json(&["status"])["rounds"][0]["phase"].as_str().unwrap().to_owned();
    let project = Project::sample().at("2025-09-10");
    assert_eq!(phase(&project), "ended");
    project.write(REGISTER, objection(""));
    assert_eq!(phase(&project), "investigating");
    project.write(REGISTER, objection(UPHELD));
    assert_eq!(phase(&project), "deciding");
    announce(&project, RESULT);
    assert_eq!(phase(&project.at("2025-09-16")), "decided");
}

#[test]
fn only_counts_of_objections_are_published_or_reported() {
    let project = Project::sample().at("2025-09-16");
    announce(&project, RESULT);
    let late = objection("  decision: withdrawn\n").replace("2025-09-03 10:00", "2025-09-06 08:00");
    project.write(REGISTER, objection(UPHELD) + &late.replace("by: person", "by: unit"));
    project.build();
    for (path, bytes) in project.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains("绝密"), "{path}");
    }
    assert!(project.page("rounds/2025/2-result.md").contains("收到异议2件"));
    let report = project.succeed(&["report", "2025"]).stdout;
    assert!(
        report.contains("共收到异议2件，其中实名或加盖公章2件，单位提出1件，逾期1件；尚未审定0件。"),
        "{report}"
    );
    assert!(report.contains("自2025年9月1日至9月5日") && !report.contains("绝密"), "{report}");
}

#[test]
fn no_line_of_the_register_is_shown_where_its_shape_is_wrong() {
    let project = Project::sample();
    let wrong =
        "{ received: 2025-09-03 10:00, channel: 绝密渠道, abuot: g2025-003, by: person, note: 绝密备注 }";
    project.write(REGISTER, format!("- {wrong}\n"));
    let text = project.run(&["check"]);
    assert_eq!(text.code, 1);
    assert!(text.stderr.contains("不认识的键“abuot”"), "{}", text.stderr);
    assert!(!text.stderr.contains("绝密"), "{}", text.stderr);
}
