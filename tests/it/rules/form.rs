//! Rules about what the application form says: lists, histories, awards, honours, what stands in for a title.

use super::{Diagnostic, PLAN, Project, allowed, not_checked, of_code, plan, refused, studio};
use crate::support::sample::{ENGINEERS_FILE, TEAMS_FILE};

/// The sample with facts of the form on its first engineer; the two others give none.
fn with(rule: &str, facts: &str) -> Project {
    let project = plan(rule);
    project.edit(ENGINEERS_FILE, "  years: 12\n", &format!("  years: 12\n{facts}"));
    project
}

/// One rule broken, whose line is named and never shown: the form is private.
fn hidden(project: &Project, says: &[&str]) -> Diagnostic {
    let broken = of_code(project, "rule-broken");
    let [one] = broken.as_slice() else { panic!("{broken:#?}") };
    for said in says {
        assert!(one.message.contains(said), "{said}: {one:#?}");
    }
    assert_eq!((one.severity.as_str(), project.run(&["build"]).code), ("error", 1));
    assert!(one.help.starts_with("依据《成长计划管理办法》第九条。"), "{one:#?}");
    let run = project.run(&["check"]);
    assert!(!run.stderr.contains("示例大学"), "{}", run.stderr);
    one.clone()
}

#[test]
fn each_list_of_the_form_has_its_number() {
    for (key, zh, name) in
        [("posts", "任职", "任职"), ("patents", "知识产权", "知识产权"), ("awards", "奖项", "奖项")]
    {
        for (key, rule) in [(key, key), (zh, zh)] {
            let three = format!("  {key}: [示例大学甲, 示例大学乙, 示例大学丙]\n");
            let project = with(&format!("rule: items, key: {rule}, max: 3"), &three);
            allowed(&project);
            not_checked(&project, "items", 2);
            project.edit(PLAN, "max: 3", "max: 2");
            hidden(&project, &["王一鸣（g2025-001）", name, "有3项", "不超过2项"]);
        }
    }
    allowed(&with("rule: 项数, 项目: 奖项, 上限: 1", "  awards: 无相关奖励\n"));
}

const STUDY: &str = "  study:
    - { from: 2003-09, to: 2007-06, text: 示例大学 机械工程 学士 }
    - { from: 2007-09, to: 2010-06, text: 示例大学 机械工程 硕士 }
";

#[test]
fn a_history_has_no_gap_longer_than_the_rule_lets() {
    let project = with("rule: items, key: study, max: 6, gap: 2", STUDY);
    allowed(&project);
    project.edit(PLAN, "gap: 2", "gap: 1");
    let broken = hidden(&project, &["学习经历", "2007年6月", "2007年9月", "断档"]);
    assert_eq!(broken.file, ENGINEERS_FILE);
    // Without a word on gaps only the number counts.
    project.edit(PLAN, ", gap: 1", "");
    allowed(&project);
    let work = "  工作经历:\n    - { 起: 2010-07, 止: 2015-03, 内容: 示例大学 }\n    - { 起: 2015-04, 止: 至今, 内容: 示例甲软件有限公司 }\n";
    let project = with("rule: items, key: work, max: 2, gap: 0", work);
    allowed(&project);
    project.edit(ENGINEERS_FILE, "起: 2015-04", "起: 2015-05");
    hidden(&project, &["工作经历", "断档"]);
    project.edit(PLAN, "max: 2, gap: 0", "max: 1");
    hidden(&project, &["有2项"]);
}

#[test]
fn months_are_months_and_run_forward() {
    for (from, to) in
        [("from: 2003-09", "from: 2003-13"), ("to: 2007-06", "to: 2007年6月"), ("to: 2007-06", "to: 2003-08")]
    {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "  years: 12\n", &format!("  years: 12\n{STUDY}"));
        project.edit(ENGINEERS_FILE, from, to);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("bad-date", ENGINEERS_FILE), "{to}");
    }
}

#[test]
fn who_has_no_award_says_so_in_the_words_of_the_form() {
    let rule = "rule: awards-stated, wording: 无相关奖励";
    for fine in ["无相关奖励", "[示例市科技进步奖]"] {
        let project = with(rule, &format!("  awards: {fine}\n"));
        allowed(&project);
        not_checked(&project, "awards-stated", 2);
    }
    hidden(&with(rule, "  awards: 无\n"), &["王一鸣", "无相关奖励"]);
    let blank = with(rule, "  awards: []\n");
    assert_eq!(of_code(&blank, "empty-value").len(), 1, "{:#?}", blank.diagnostics());
}

#[test]
fn the_main_text_is_measured_and_never_shown() {
    let project = with("rule: text, key: main, max: 6", "  main: 示例大学甲乙\n");
    allowed(&project);
    not_checked(&project, "text", 2);
    project.edit(PLAN, "max: 6", "max: 5");
    hidden(&project, &["主要成就有6字", "不超过5字"]);
}

#[test]
fn an_honour_given_elsewhere_excludes() {
    let rule = "rule: not-again, honours: [示州工匠, 工程师成长计划]";
    for (honours, excluded) in
        [("无", false), ("[示州劳动模范]", false), ("[示州劳动模范, 第三届“示州工匠”]", true)]
    {
        let project = with(rule, &format!("  honours: {honours}\n"));
        if excluded {
            refused(&project, "第三届", &["王一鸣（g2025-001）", "第三届“示州工匠”"]);
        } else {
            allowed(&project);
            not_checked(&project, "not-again", 2);
        }
    }
}

#[test]
fn an_outstanding_contribution_stands_in_for_a_title_where_the_rule_says_so() {
    let rule = "rule: title, who: applicant, any_of: [正高级工程师, 工程师], otherwise: outstanding";
    let project = with(rule, "  outstanding: 攻克求解器关键技术\n");
    allowed(&project);
    assert_eq!(of_code(&project, "rule-not-checked"), []);
    // What the record does not say is left to people; what it denies is broken.
    not_checked(&plan(rule), "title", 1);
    refused(&with(rule, "  突出贡献: 无\n"), "高级工程师", &["王一鸣", "高级工程师"]);
    let team = "rule: title, who: leader, any_of: [正高级工程师], otherwise: 突出贡献";
    not_checked(&studio(team), "title", 1);
    let project = studio(team);
    project.edit(TEAMS_FILE, "years: 13", "years: 13, outstanding: 攻克储能关键技术");
    allowed(&project);
    assert_eq!(of_code(&project, "rule-not-checked"), []);
}

#[test]
fn every_kind_of_rule_has_a_chinese_name() {
    for (rule, broken) in [
        ("规则: 名额, 上限: 2", true),
        ("规则: 最低人数, 事实: 基层一线, 数量: 0", false),
        ("规则: 比例, 指标: 出生日期, 界限: 1985-01-01, 至少: 90", true),
        ("规则: 职级限制, 职级: [厅局级]", false),
        ("规则: 出生日期, 对象: 申报人, 不早于: 1985-01-01", true),
        ("规则: 学历, 对象: 申报人, 至少: 硕士", false),
        ("规则: 从业年限, 对象: 申报人, 至少: 13", true),
        ("规则: 职称, 对象: 申报人, 之一: [工程师]", true),
        ("规则: 每单位上限, 上限: 1", false),
        ("规则: 字数, 项目: 本人贡献, 上限: 5", true),
        ("规则: 成果, 上限: 1, 类别: [重大装备制造]", false),
        ("规则: 项数, 项目: 学习经历, 上限: 6, 断档: 2", false),
        ("规则: 奖项写法, 写法: 无相关奖励", false),
        ("规则: 照片, 宽: 768, 高: 1024", false),
        ("规则: 不再推荐, 荣誉: [示州工匠]", false),
        ("规则: 不得重复, 跨项目: [plan, studio]", false),
        ("规则: 单一渠道", false),
        ("规则: 涉密, 允许: none", false),
        ("规则: 公示, 天数: 5, 单位: 工作日", false),
        ("规则: 异议, 核查单位: 甲, 审定单位: 乙", false),
        ("规则: 退出", false),
        ("规则: 变更", false),
    ] {
        let project = plan(rule);
        let errors: Vec<_> = project.diagnostics().into_iter().filter(|d| d.severity == "error").collect();
        assert_eq!(!errors.is_empty(), broken, "{rule}: {errors:#?}");
        assert!(errors.iter().all(|d| d.code == "rule-broken"), "{rule}: {errors:#?}");
    }
    for rule in ["规则: 团队人数, 至少: 7", "规则: 指导专家, 至少: 2"] {
        assert!(!of_code(&studio(rule), "rule-broken").is_empty(), "{rule}");
    }
    let typo = of_code(&plan("规则: 名额数, 上限: 3"), "unknown-rule");
    assert!(matches!(typo.as_slice(), [d] if d.help.contains("名额")), "{typo:#?}");
}
