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
    project.remove(REGISTER);
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
    assert!(
        project
            .page("rounds/2025/2-result.md")
            .contains("异议受理情况：收到2件，受理1件，异议人撤回1件；受理的异议均已核查并经审定，成立1件。")
    );
    let report = project.succeed(&["report", "2025"]).stdout;
    assert!(
        report.contains("收到2件，受理1件，异议人撤回1件；受理的异议均已核查并经审定，成立1件。"),
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

/// One objection about g2025-003, received at a moment, with what became of it.
fn about(received: &str, rest: &str) -> String {
    let one = objection("").replace("2025-09-03 10:00", received);
    let rest: String =
        rest.split(", ").filter(|key| !key.is_empty()).map(|key| format!("  {key}\n")).collect();
    one + &rest
}

const DISMISSED: &str = "report: 2025-09-09, decision: dismissed, decided: 2025-09-10";

fn result_of(reason: &str) -> String {
    RESULT.replace("status: declined", "status: not-selected").replace("本人书面提出放弃", reason)
}

/// What a register has, and what the result says of it.
#[test]
fn objections_are_counted_and_told_apart_by_what_became_of_them() {
    let upheld = "report: 2025-09-09, decision: upheld, decided: 2025-09-10";
    let cases = [
        ("[]\n".to_owned(), "公示期间未收到异议。"),
        (
            about("2025-09-03 10:00", upheld)
                + &about("2025-09-04 10:00", "decision: not-accepted, decided: 2025-09-10")
                + &about("2025-09-08 09:00", ""),
            "异议受理情况：收到3件，受理1件，不予受理1件，逾期1件；受理的异议均已核查并经审定，成立1件。",
        ),
        (
            about("2025-09-03 10:00", upheld) + &about("2025-09-03 11:00", DISMISSED),
            "异议受理情况：收到2件，受理2件；受理的异议均已核查并经审定，成立1件，不成立1件。",
        ),
        (about("2025-09-08 09:00", "decision: not-accepted"), "异议受理情况：收到1件，逾期1件。"),
        // What came after the result is not in it.
        (about("2025-09-20 09:00", ""), "公示期间未收到异议。"),
    ];
    for (register, said) in cases {
        let project = Project::sample().at("2025-09-16");
        announce(&project, RESULT);
        project.write(REGISTER, register);
        project.build();
        let text = project.page("rounds/2025/2-result.md");
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn a_letter_is_late_by_its_postmark_where_the_day_of_sending_counts() {
    let letter = about("2025-09-09 10:00", &format!("postmark: 2025-09-05, {DISMISSED}"));
    for (postmark, said) in [("sending", "收到1件，受理1件；"), ("arriving", "收到1件，受理1件；")]
    {
        let project = Project::sample().at("2025-09-16");
        project.edit("content/site.yaml", "postmark: sending", &format!("postmark: {postmark}"));
        announce(&project, RESULT);
        project.write(REGISTER, &letter);
        project.build();
        assert!(project.page("rounds/2025/2-result.md").contains(said), "accepted is accepted");
        project.write(REGISTER, about("2025-09-09 10:00", "postmark: 2025-09-05"));
        let codes = codes(&project);
        assert_eq!(codes.contains(&"objection-open".to_owned()), postmark == "sending", "{codes:?}");
    }
}

#[test]
fn a_reason_that_speaks_of_an_objection_needs_one_in_the_register() {
    for reason in
        ["公示期内收到异议", "公示期内收到异议，经核查属实", "被举报，经核查属实", "群众反映情况属实"]
    {
        let project = Project::sample().at("2025-09-16");
        announce(&project, &result_of(reason));
        project.write(REGISTER, "[]\n");
        let found = project.only_diagnostic();
        let told = (found.code.as_str(), found.severity.as_str(), found.file.as_str());
        assert_eq!(told, ("objection-not-registered", "error", "content/rounds/2025/round.yaml"), "{reason}");
        // Of another entry there is one.
        project.write(REGISTER, about("2025-09-03 10:00", DISMISSED).replace("g2025-003", "g2025-001"));
        assert_eq!(codes(&project), ["objection-not-registered"], "{reason}");
        project.write(REGISTER, objection(UPHELD));
        assert_eq!(codes(&project), [""; 0], "{reason}");
    }
    for reason in ["本人书面提出放弃", "公示无异议，本人书面提出放弃", "未收到异议，本人放弃"]
    {
        let project = Project::sample().at("2025-09-16");
        announce(&project, &result_of(reason));
        assert_eq!(codes(&project), [""; 0], "{reason}");
    }
}

#[test]
fn an_upheld_objection_has_a_consequence_and_a_dismissed_one_none() {
    let of = |register: &str, result: &str| {
        let project = Project::sample().at("2025-09-16");
        announce(&project, result);
        project.write(REGISTER, register);
        let found = project.diagnostics();
        found.into_iter().map(|d| (d.code, d.severity)).collect::<Vec<_>>()
    };
    let is = |found: Vec<(String, String)>, code: &str, severity: &str| {
        assert_eq!(found, [(code.to_owned(), severity.to_owned())]);
    };
    let selected = objection(UPHELD).replace("g2025-003", "g2025-001");
    is(of(&selected, RESULT), "objection-upheld-selected", "error");
    // It may have been about a text that was then put right.
    let corrected = "  - kind: correction\n    published: 2025-09-10 10:00\n    corrects: publicity\n    changes:\n      - { entry: g2025-001, field: unit, from: 示例甲软件公司, to: 示例甲软件有限公司, reason: 单位名称有误 }\n";
    assert_eq!(of(&selected, &format!("{corrected}{RESULT}")), []);
    let dismissed = about("2025-09-03 10:00", DISMISSED);
    is(of(&dismissed, &result_of("公示期内收到异议")), "objection-dismissed-not-selected", "warning");
    assert_eq!(of(&dismissed, RESULT), [], "who declined is not out for the objection");
    let both = dismissed + &objection(UPHELD);
    assert_eq!(of(&both, &result_of("公示期内收到异议")), []);
}

#[test]
fn dates_of_an_objection_come_in_order_and_before_the_result() {
    let wrong = [
        "report: 2025-09-09, decision: dismissed, decided: 2025-09-02",
        "report: 2025-09-09, decision: dismissed, decided: 2025-09-08",
        "report: 2025-09-02, decision: dismissed, decided: 2025-09-10",
        "sent: 2025-09-02, report: 2025-09-09, decision: dismissed, decided: 2025-09-10",
        "sent: 2025-09-08, report: 2025-09-05, decision: dismissed, decided: 2025-09-10",
        "report: 2025-09-09, decision: dismissed, decided: 2025-09-16",
    ];
    for dates in wrong {
        let project = Project::sample().at("2025-09-20");
        announce(&project, RESULT);
        project.write(REGISTER, about("2025-09-03 10:00", dates));
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.severity.as_str()), ("objection-dates", "error"), "{dates}");
        assert!(!project.run(&["check"]).stderr.contains("绝密"));
    }
    // One that came after the result may be decided after it.
    let project = Project::sample().at("2025-09-30");
    announce(&project, RESULT);
    let late = "report: 2025-09-25, decision: dismissed, decided: 2025-09-26";
    project.write(REGISTER, about("2025-09-20 10:00", late));
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_result_without_a_register_or_while_letters_are_on_their_way_is_told() {
    let project = Project::sample().at("2025-09-16");
    announce(&project, RESULT);
    project.remove(REGISTER);
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.severity.as_str()), ("result-without-register", "warning"));
    project.build();
    assert!(!project.page("rounds/2025/2-result.md").contains("收到异议"));

    // The period ends on Friday 5 September: five working days later is the 12th.
    for (day, told) in [("2025-09-08", true), ("2025-09-12", true), ("2025-09-15", false)] {
        let project = Project::sample().at("2025-09-16");
        announce(&project, &RESULT.replace("2025-09-15", day));
        let found = codes(&project);
        assert_eq!(found.contains(&"result-before-letters".to_owned()), told, "{day}: {found:?}");
        // Where letters count by their arrival, all that count are there.
        project.edit("content/rounds/2025/round.yaml", "notices:\n", "postmark: arriving\nnotices:\n");
        assert_eq!(codes(&project), [""; 0], "{day}");
        project.build();
        assert!(project.page("rounds/2025/1-publicity.md").contains("信函以到达日邮戳为准"));
    }
}
