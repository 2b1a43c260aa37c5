//! 公示情况说明: what `report` writes of a round.

use super::with;

#[test]
fn the_statement_says_to_whom_where_how_long_what_came_and_how_it_ended() {
    let project =
        with(&[("correction", "2025-09-02 10:00"), ("extension", "2025-09-05 10:00")]).at("2025-09-10");
    let said = project.succeed(&["report", "2025", "--to", "示例市委人才办"]).stdout;
    let expected = "# 2025年示例工程师选拔项目拟入选名单公示情况说明

示例市委人才办：

## 公示情况

2025年9月1日9:00，我单位在示例公示网公示2025年示例工程师选拔项目拟入选名单（3人、2个团队），网址：<https://www.example.org.cn/gongshi/rounds/2025/1-publicity.html>。公示期为5个工作日，自2025年9月1日至9月5日，延长至9月8日。

公示期已于2025年9月8日24:00（北京时间）届满。

本轮先后发布下列公告：

1. 《关于2025年示例工程师选拔项目拟入选名单的公示》（2025年9月1日9:00发布），网址：<https://www.example.org.cn/gongshi/rounds/2025/1-publicity.html>
2. 《关于2025年示例工程师选拔项目拟入选名单公示的更正公告》（2025年9月2日10:00发布），网址：<https://www.example.org.cn/gongshi/rounds/2025/2-correction.html>
3. 《关于延长2025年示例工程师选拔项目公示期的公告》（2025年9月5日10:00发布），网址：<https://www.example.org.cn/gongshi/rounds/2025/3-extension.html>

## 异议情况

公示期间未收到异议。

## 结论

经公示无异议。

特此说明。

经办人（签字）：＿＿＿＿＿＿＿＿

---

示例市科学技术协会（盖章）

2025年9月8日
";
    assert_eq!(said, expected);
    let dated = project.succeed(&["report", "2025", "--date", "2025-09-12"]).stdout;
    assert!(dated.ends_with("2025年9月12日\n") && dated.contains("\n＿＿＿＿＿＿＿＿：\n"), "{dated}");
    assert_ne!(project.run(&["report", "2025", "--date", "9月12日"]).code, 0);
}

#[test]
fn the_conclusion_is_what_became_of_the_objections() {
    let register = "content/rounds/2025/objections.yaml";
    let one = "- received: 2025-09-03 10:00\n  channel: 信函\n  about: g2025-003\n  by: person\n  real_name: true\n  sent_to: 绝密单位\n";
    let decided = "  report: 2025-09-09\n  decision: dismissed\n  decided: 2025-09-10\n";
    for (moment, text, said) in [
        ("2025-09-03", "[]\n".to_owned(), "公示尚未结束，待期满后作出结论。"),
        ("2025-09-10", one.to_owned(), "受理的异议尚有1件未办结，办结后另行说明。"),
        ("2025-09-11", format!("{one}{decided}"), "受理的异议均已办结。"),
        (
            "2025-09-11",
            one.replace("2025-09-03 10:00", "2025-09-08 10:00"),
            "没有受理的异议，收到的均已依规处理。",
        ),
    ] {
        let project = with(&[]).at(moment);
        project.write(register, text);
        let report = project.succeed(&["report", "2025"]).stdout;
        assert!(report.contains(&format!("## 结论\n\n{said}\n")), "{moment}\n{report}");
        assert!(!report.contains("绝密"), "{report}");
    }
    let project = with(&[]).at("2025-09-11");
    project.write(register, format!("{one}{decided}"));
    let report = project.succeed(&["report", "2025"]).stdout;
    assert!(
        report.contains("异议受理情况：收到1件，受理1件；受理的异议均已核查并经审定，不成立1件。"),
        "{report}"
    );
    assert!(report.contains("其中实名或加盖公章1件，单位提出0件；收到渠道：信函1件。"), "{report}");
}
