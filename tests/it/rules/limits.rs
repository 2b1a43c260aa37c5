//! Limits of calls: lowest and highest numbers, shares, a table of places by recommender, who may be in one place only,
//! and what is approved as an exception.

use super::{PLAN, STUDIO, add_rules, allowed, not_checked, of_code, only, plan, refused, studio};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, TEAMS_FILE};

#[test]
fn a_quota_may_have_a_lowest_number_for_teams_too() {
    allowed(&plan("rule: quota, min: 3"));
    refused(&plan("rule: quota, min: 4"), "2025年示例", &["名单有3人", "名额不少于4人"]);
    allowed(&studio("规则: 名额, 下限: 2, 上限: 2"));
    refused(&studio("rule: quota, min: 3, max: 5"), "2025年示例", &["名单有2个团队", "不少于3个团队"]);
}

#[test]
fn a_team_has_a_highest_number_and_nobody_counts_twice() {
    allowed(&studio("rule: members, max: 6"));
    let twice = |rule: &str| {
        let project = studio(rule);
        project.edit(TEAMS_FILE, "    - { name: 孙二,", "    - { name: 赵 刚 }\n    - { name: 孙二,");
        project
    };
    // The leader listed again among the members is one of the six.
    let project = twice("rule: members, at_least: 6, max: 6");
    allowed(&project);
    let told = of_code(&project, "leader-among-members");
    assert!(matches!(told.as_slice(), [one] if one.severity == "warning" && one.message.contains("赵 刚")));
    let short = twice("rule: members, at_least: 7");
    assert_eq!(of_code(&short, "rule-broken").len(), 2, "six each");
    let project = studio("rule: members, max: 6");
    project.edit(TEAMS_FILE, "    - { name: 孙二,", "    - { name: 孙七 }\n    - { name: 孙二,");
    refused(&project, "星火工作室", &["共7人", "不超过6人"]);
}

#[test]
fn one_person_stands_once_in_a_list_and_in_a_team() {
    let error = |project: &Project, name: &str| {
        let found = of_code(project, "person-twice");
        let [one] = found.as_slice() else { panic!("{found:#?}") };
        assert!(one.severity == "error" && one.message.contains(name) && one.related.len() == 1, "{one:#?}");
    };
    let project = Project::sample();
    project.edit(TEAMS_FILE, "    - { name: 孙二,", "    - { name: 孙一 }\n    - { name: 孙二,");
    error(&project, "孙一");
    project.edit(TEAMS_FILE, "{ name: 孙一 }", "{ name: 孙一, birth: 1999-09-09 }");
    assert_eq!(project.diagnostics(), [], "two people of one name");
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "name: 张华", "name: 李明");
    project.edit(ENGINEERS_FILE, "unit: 示例丙材料有限公司", "unit: 示例乙机电有限公司");
    assert_eq!(project.diagnostics(), [], "born on different days");
    project.edit(ENGINEERS_FILE, "  birth: 1986-11-23\n", "");
    error(&project, "李明");
}

#[test]
fn a_share_may_be_a_fraction_and_of_each_team() {
    // Of the six of each team two are born in 1994 or later; of the five members too.
    for (among, whole) in [("team", "占6人"), ("成员", "占5人")] {
        let rule = |least: &str| {
            format!("rule: share, of: born-after, value: 1994-01-01, at_least: {least}, among: {among}")
        };
        allowed(&studio(&rule("1/3")));
        let project = studio(&rule("三分之二"));
        let broken = of_code(&project, "rule-broken");
        assert_eq!(broken.len(), 2, "each team by itself: {broken:#?}");
        assert!(
            broken.iter().all(|d| d.message.contains("有2人") && d.message.contains(whole)),
            "{broken:#?}"
        );
        let project = studio(&rule("1/3"));
        project.edit(TEAMS_FILE, "孙四, birth: 1994-05-06", "孙四, birth: 1993-05-06");
        refused(&project, "星火工作室", &["t2025-001", "有1人", whole, "低于1/3"]);
        project.edit(TEAMS_FILE, "孙四, birth: 1993-05-06", "孙四");
        not_checked(&project, "share", 1);
    }
}

#[test]
fn a_share_may_be_at_the_grass_roots() {
    let project = plan("rule: share, of: grassroots, at_least: 60%");
    not_checked(&project, "share", 3);
    let text = project.read(ENGINEERS_FILE).replace("  summary:", "  基层一线: 是\n  summary:");
    project.write(ENGINEERS_FILE, text.replacen("基层一线: 是", "基层一线: 否", 1));
    allowed(&project);
    project.edit(PLAN, "60%", "2/3");
    allowed(&project);
    project.edit(PLAN, "2/3", "67");
    refused(&project, "2025年示例", &["基层一线", "有2人", "占3人", "低于67%"]);
}

#[test]
fn each_recommender_has_the_places_of_the_table() {
    let table = |rows: &str| plan(&format!("rule: recommended, table: [{rows}]"));
    let all = "东区科学技术协会 1, 西区科学技术协会：2人, 南区科学技术协会（1）";
    allowed(&table(all));
    let project = table(all);
    project.edit(ENGINEERS_FILE, "recommender: 西区科学技术协会", "recommender: 东区 科学技术协会");
    refused(
        &project,
        "东区 科学技术协会",
        &["推荐了2个", "王一鸣（g2025-001）、李明（g2025-002）", "名额为1个"],
    );
    let missing = table("东区科学技术协会 1, 西区科学技术协会 1");
    refused(&missing, "南区科学技术协会", &["名额表里没有这个单位"]);
    let others = plan("规则: 推荐名额, 名额表: [东区科学技术协会 3], 其余: 1");
    allowed(&others);
    let said = others.succeed(&["rules", "plan"]).stdout;
    assert!(said.contains("东区科学技术协会3个，其余单位各1个"), "{said}");
    let twice = table("东区科学技术协会 1, 东区 科学技术协会 2, 西区科学技术协会 1, 南区科学技术协会 1");
    assert_eq!(of_code(&twice, "listed-twice").len(), 1);
}

/// An engineer of this name at the unit of 星火工作室.
fn also_engineer(who: &str, name: &str) -> Project {
    let project = plan(&format!("rule: once, across: [plan, studio]{who}"));
    project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: {name}"));
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例丁装备有限公司");
    project
}

#[test]
fn an_individual_is_no_member_where_the_rule_says_so() {
    let both = ", who: [leader, members]";
    for name in ["孙一", "孙二", "赵刚"] {
        refused(&also_engineer(both, name), name, &["g2025-002", "t2025-001"]);
    }
    refused(&also_engineer(", 对象: [负责人, 成员]", "孙一"), "孙一", &["g2025-002", "t2025-001"]);
    for who in ["", ", who: leader", ", who: [leader]"] {
        allowed(&also_engineer(who, "孙一"));
        refused(&also_engineer(who, "赵刚"), "赵刚", &["g2025-002", "t2025-001"]);
    }
    let said = |who: &str| also_engineer(who, "李明").succeed(&["rules", "plan"]).stdout;
    assert!(said(both).contains("（申报人、团队负责人、团队成员）"), "{}", said(both));
    assert!(said("").contains("（申报人、团队负责人）"), "{}", said(""));
}

#[test]
fn a_member_of_two_teams_is_in_two_places() {
    let rule = "rule: once, across: [plan, studio], who: [leader, members]";
    let project = studio(rule);
    allowed(&project);
    // The same name elsewhere is another person, unless the day of birth says otherwise.
    project.edit(TEAMS_FILE, "{ name: 吴一, birth: 1991-02-13 }", "{ name: 孙一, birth: 1991-02-13 }");
    allowed(&project);
    project.edit(TEAMS_FILE, "孙一, birth: 1991-02-13", "孙一, birth: 1991-02-03");
    refused(&project, "孙一", &["星火工作室（t2025-001）", "远航工作室（t2025-002）"]);
    project.edit(TEAMS_FILE, "孙一, birth: 1991-02-03 }", "孙一, unit: 示例丁装备有限公司 }");
    refused(&project, "孙一", &["t2025-001", "t2025-002"]);
    // The leader of one, a member of the other.
    project.edit(TEAMS_FILE, "{ name: 孙一, unit: 示例丁装备有限公司 }", "{ name: 赵刚, birth: 1987-01-09 }");
    refused(&project, "赵刚", &["t2025-001", "t2025-002"]);
}

#[test]
fn a_rule_may_say_whether_the_day_of_posting_counts() {
    let rule = |day: &str| plan(&format!("rule: publicity, days: 5, unit: working, posting_day: {day}"));
    assert_eq!(rule("counted").diagnostics(), []);
    let project = rule("excluded");
    let found = of_code(&project, "period-against-rule");
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert!(found.message.contains("发布当日不计入") && found.severity == "error", "{found:#?}");
    // The remedy, followed.
    project.edit(ROUND_FILE, "posting_day: counted", "posting_day: excluded");
    assert_eq!(project.diagnostics(), []);
    assert!(project.succeed(&["rules", "plan"]).stdout.contains("公示5个工作日，发布当日不计入"));
}

#[test]
fn limits_hold_of_those_selected_once_the_result_is_out() {
    let decided = |rule: &str| {
        let project = plan(rule).at("2025-09-16");
        let text = project.read(ENGINEERS_FILE).replace("  summary:", "  grassroots: 是\n  summary:");
        project.write(ENGINEERS_FILE, text);
        project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
        project
    };
    for (rule, said) in [
        ("rule: quota, min: 3", "入选名单有2人"),
        ("rule: quota, about: 3, tolerance: 0", "入选名单有2人"),
        ("rule: at-least, fact: grassroots, count: 3", "入选名单中基层一线或艰苦岗位人员有2人"),
        ("rule: share, of: born-after, value: 1985-01-01, at_least: 66, among: selected", "占2人"),
    ] {
        let project = decided(rule);
        refused(&project, "2025年示例", &[said]);
        project.at("2025-09-12").build();
    }
    allowed(&decided("rule: quota, about: 2, tolerance: 0"));
    // Who loses the selection later was selected.
    let later = "  - kind: withdrawal\n    published: 2025-09-16 09:00\n    reason: 弄虚作假\n    decisions:\n      - { entry: g2025-002, status: disqualified, reason: 弄虚作假 }\n";
    let project = decided("rule: quota, min: 2").at("2025-09-17");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + later);
    assert_eq!(of_code(&project, "rule-broken"), []);
}

fn except(project: &Project, exception: &str) {
    let stated = format!(
        "exceptions:\n  - {{ {exception}, reason: 非公开的理由, approved_by: 领导小组第3次会议 }}\nnotices:\n"
    );
    project.edit(ROUND_FILE, "notices:\n", &stated);
}

#[test]
fn an_approved_exception_is_noted_and_its_reason_is_not() {
    for (rule, exception) in [
        ("rule: born, who: applicant, on_or_after: 1984-08-01", "entry: g2025-002, rule: born"),
        ("rule: title, who: applicant, at_least: 副高级", "entry: g2025-003, rule: 职称"),
        ("rule: quota, max: 2", "rule: quota"),
        ("rule: share, of: born-after, value: 1985-01-01, at_least: 90", "rule: 比例"),
        (
            "rule: recommended, table: [东区科学技术协会 1, 西区科学技术协会 1]",
            "entry: g2025-003, rule: recommended",
        ),
    ] {
        let project = plan(rule);
        assert_eq!(project.run(&["check"]).code, 1, "{rule}");
        except(&project, exception);
        allowed(&project);
        let noted = of_code(&project, "rule-excepted");
        assert!(
            matches!(noted.as_slice(), [one] if one.severity == "note" && one.message.contains("领导小组第3次会议")),
            "{noted:#?}"
        );
        for args in [&["check"][..], &["--json", "check"], &["build"]] {
            let run = project.run(args);
            assert!(run.code == 0 && !(run.stdout + &run.stderr).contains("非公开的理由"), "{args:?}");
        }
        let report = project.succeed(&["report", "2025"]).stdout;
        assert!(report.contains("经批准的例外共1项。") && !report.contains("非公开的理由"), "{report}");
        let published = project.public();
        let tells = |text: &str| published.values().any(|b| String::from_utf8_lossy(b).contains(text));
        assert!(!tells("非公开的理由") && !tells("第3次会议"));
    }
}

#[test]
fn an_exception_of_one_unit_leaves_the_others_counted() {
    let project = plan("rule: per-unit, max: 1");
    let text = project.read(ENGINEERS_FILE);
    let text = text
        .replace("示例乙机电有限公司", "示例甲软件有限公司")
        .replace("示例丙材料有限公司", "示例甲软件有限公司");
    project.write(ENGINEERS_FILE, text);
    except(&project, "entry: g2025-002, rule: per-unit");
    only(&project, "示例甲软件有限公司", &["有2个", "g2025-001", "g2025-003"]);
}

#[test]
fn an_exception_names_an_entry_and_a_rule_that_there_are_and_is_needed() {
    for (exception, code, severity, says) in [
        ("entry: g2025-009, rule: born", "unknown-entry", "error", "g2025-009"),
        ("entry: g2025-002, rule: borne", "unknown-rule", "error", "borne"),
        ("entry: g2025-002, rule: photo", "rule-parameter", "error", "photo"),
        ("rule: born", "rule-parameter", "error", "born"),
        ("entry: g2025-002, rule: publicity", "rule-parameter", "error", "publicity"),
        ("entry: g2025-001, rule: born", "exception-not-needed", "warning", "born"),
    ] {
        let project = plan("rule: born, who: applicant, on_or_after: 1984-01-01");
        add_rules(&project, STUDIO, &["rule: publicity, days: 5, unit: working"]);
        except(&project, exception);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.severity.as_str()), (code, severity), "{found:#?}");
        assert!(found.message.contains(says) && !found.help.is_empty(), "{found:#?}");
        let run = project.run(&["check"]);
        assert!(!run.stderr.contains("非公开的理由"), "{}", run.stderr);
    }
}
