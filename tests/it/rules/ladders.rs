//! Titles, ranks, degrees and honours as documents mean them: what equals what, and what nobody can tell.

use super::{PLAN, STUDIO, add_rules, allowed, not_checked, of_code, plan, refused, studio};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, TEAMS_FILE};

/// The sample with this title for 李明.
fn titled(rule: &str, title: &str) -> Project {
    let project = plan(rule);
    project.edit(ENGINEERS_FILE, "title: 正高级工程师", &format!("title: {title}"));
    project
}

/// The sample with this private line for 王一鸣.
fn with(rule: &str, line: &str) -> Project {
    let project = plan(rule);
    project.edit(ENGINEERS_FILE, "  years: 12\n", &format!("  {line}\n"));
    project
}

/// One value that no ladder knows: told, and neither passed nor refused.
#[track_caller]
fn off_ladder(project: &Project) {
    allowed(project);
    let told = of_code(project, "off-ladder");
    let [told] = told.as_slice() else { panic!("{told:#?}") };
    assert!(told.severity == "warning" && told.help.contains("equivalents"), "{told:#?}");
}

#[test]
fn equal_titles_and_higher_ones_are_enough() {
    let rule = "rule: title, who: applicant, any_of: [工程师, 高级工程师, 正高级工程师]";
    for title in [
        "教授级高级工程师",
        "研究员",
        "研究员级高级工程师",
        "高级工程师（教授级）",
        "副研究员",
        "主任医师",
        "推广研究员",
        "研究员、博士生导师",
        "高级实验师",
    ] {
        for rule in
            [rule, "rule: title, who: applicant, at_least: 中级", "规则: 职称, 对象: 申报人, 至少: 工程师"]
        {
            let project = titled(rule, title);
            allowed(&project);
            assert_eq!(of_code(&project, "off-ladder"), [], "{title}");
        }
    }
    for title in ["助理工程师", "技术员", "助教", "研究实习员"] {
        refused(&titled(rule, title), title, &["李明（g2025-002）", title]);
    }
    let high = "rule: title, who: applicant, at_least: 副高级";
    let project = titled(high, "工程师");
    assert_eq!(of_code(&project, "rule-broken").len(), 2, "李明 and 张华");
}

#[test]
fn a_title_that_no_ladder_knows_is_neither_passed_nor_refused() {
    let rule = "rule: title, who: applicant, at_least: 中级";
    for title in ["特级工匠", "高级技师", "总工程师", "特级高级工程师"] {
        off_ladder(&titled(rule, title));
    }
    let project = titled(rule, "特级工匠");
    let own = |equals: &str| {
        format!(
            "basis: [measures]\nequivalents:\n  - {{ name: 特级工匠, equals: {equals}, source: {{ document: measures, article: 第五条 }} }}\n"
        )
    };
    project.edit(PLAN, "basis: [measures]\n", &own("正高级"));
    allowed(&project);
    assert_eq!(of_code(&project, "off-ladder"), []);
    project.edit(PLAN, "equals: 正高级", "equals: 助理级");
    refused(&project, "特级工匠", &["特级工匠"]);
    project.edit(PLAN, "equals: 助理级", "equals: 正高极");
    let unknown = of_code(&project, "unknown-value");
    assert!(matches!(unknown.as_slice(), [one] if one.help.contains("正高")), "{unknown:#?}");
}

#[test]
fn equal_and_higher_ranks_are_excluded_and_lower_ones_are_not() {
    let rule = "rule: rank-excluded, ranks: [厅局级]";
    for rank in [
        "副厅级",
        "正厅级",
        "正厅",
        "司局级",
        "二级巡视员",
        "一级巡视员",
        "三级职员",
        "四级职员",
        "正处级（享受副厅级待遇）",
        "副省级",
    ] {
        refused(&with(rule, &format!("rank: {rank}")), rank, &["王一鸣（g2025-001）"]);
    }
    for rank in ["正处级", "五级职员", "一级调研员", "副处", "无", "科员"] {
        let project = with(rule, &format!("rank: {rank}"));
        allowed(&project);
        assert_eq!(of_code(&project, "off-ladder"), [], "{rank}");
    }
}

#[test]
fn a_rank_that_no_ladder_knows_is_told_of_and_not_repeated() {
    for rank in ["企业高管甲", "总经理"] {
        let project = with("rule: rank-excluded, ranks: [厅局级]", &format!("rank: {rank}"));
        off_ladder(&project);
        let run = project.run(&["check"]);
        assert!(!(run.stdout + &run.stderr).contains(rank), "a rank is private");
        let own = format!(
            "basis: [measures]\n等同: [{{ 名称: {rank}, 等同于: 副厅级, 来源: {{ 文件: measures, 条款: 第五条 }} }}]\n"
        );
        project.edit(PLAN, "basis: [measures]\n", &own);
        refused(&project, rank, &["王一鸣"]);
    }
}

#[test]
fn equal_ranks_count_for_a_share() {
    for rank in ["正处", "副处级", "县处级", "六级职员", "五级职员", "三级调研员", "一级调研员", "相当于处级"]
    {
        let project = plan("rule: share, of: rank, value: 处级, at_most: 20");
        let text = project.read(ENGINEERS_FILE).replace("  summary:", "  rank: 科级\n  summary:");
        project.write(ENGINEERS_FILE, text.replacen("rank: 科级", &format!("rank: {rank}"), 1));
        refused(&project, "2025年示例", &["处级人选有1人", "占3人", "高于20%"]);
        let text = project.read(ENGINEERS_FILE).replacen(&format!("rank: {rank}"), "rank: 总经理", 1);
        project.write(ENGINEERS_FILE, text);
        off_ladder(&project);
    }
}

#[test]
fn full_time_study_is_what_a_record_says_is_full_time() {
    let rule = "rule: education, who: applicant, at_least: 硕士, full_time: 是";
    let of = |degree: &str| {
        let project = plan(rule);
        project.edit(ENGINEERS_FILE, "education: 博士", &format!("education: {degree}"));
        project
    };
    for enough in ["全日制硕士", "全日制硕士研究生", "硕士研究生（全日制）", "全日制硕士、在职博士"]
    {
        let project = of(enough);
        allowed(&project);
        not_checked(&project, "education", 2);
    }
    for less in [
        "在职硕士",
        "非全日制硕士",
        "同等学力硕士",
        "本科（硕士学位）",
        "硕士（在职）",
        "全日制本科、在职硕士",
        "全日制本科",
    ] {
        refused(&of(less), less, &["王一鸣（g2025-001）", "全日制硕士及以上"]);
    }
    not_checked(&of("硕士研究生"), "education", 3);
    let rule = "rule: education, who: applicant, at_least: 硕士";
    let project = plan(rule);
    project.edit(ENGINEERS_FILE, "education: 博士", "education: 本科（硕士学位）");
    allowed(&project);
    assert!(of_code(&project, "rule-not-checked").iter().any(|d| d.severity == "warning"));
}

#[test]
fn whoever_has_the_title_may_be_older() {
    let rule = "rule: born, who: applicant, on_or_after: 1985-01-01, title: 正高级, relaxed: 1980-01-01";
    // 李明, a 正高级工程师, is born in 1984.
    allowed(&plan(rule));
    for title in ["研究员", "教授级高级工程师"] {
        allowed(&titled(rule, title));
    }
    refused(
        &titled(rule, "高级工程师"),
        "1984-07-19",
        &["李明（g2025-002）", "1985年1月1日", "正高级", "1980年1月1日"],
    );
    let older = plan(rule);
    older.edit(ENGINEERS_FILE, "1984-07-19", "1979-12-31");
    refused(&older, "1979-12-31", &["李明"]);
    off_ladder(&titled(rule, "特级工匠"));
    let none = plan(rule);
    none.edit(ENGINEERS_FILE, "  title: 正高级工程师\n", "");
    not_checked(&none, "born", 1);
    let said = plan(rule).succeed(&["rules", "plan"]).stdout;
    assert!(said.contains("1985年1月1日及以后出生，职称为正高级及以上的1980年1月1日及以后出生"), "{said}");
}

#[test]
fn a_title_or_the_years_is_enough_whatever_the_other_is() {
    let either = |title: &str, years: &str| {
        let project = Project::sample();
        add_rules(
            &project,
            STUDIO,
            &[
                "rule: years, who: leader, at_least: 8",
                "rule: title, who: leader, any_of: [高级工程师, 正高级工程师], otherwise: years",
            ],
        );
        project.edit(TEAMS_FILE, "赵刚, title: 高级工程师", &format!("赵刚, title: {title}"));
        project.edit(TEAMS_FILE, "years: 13", &format!("years: {years}"));
        project
    };
    for (title, years) in [("高级工程师", "5"), ("研究员", "1"), ("工程师", "8"), ("特级工匠", "9")]
    {
        let project = either(title, years);
        allowed(&project);
        assert_eq!(of_code(&project, "off-ladder"), []);
    }
    refused(&studio("rule: years, who: leader, at_least: 14"), "13", &["满14年"]);
    assert_eq!(of_code(&either("工程师", "7"), "rule-broken").len(), 1, "told once");
}

#[test]
fn honours_are_known_by_kind_and_province() {
    let rule = "rule: not-again, honours: [省科学技术奖, 光召科技奖, 湖南省优秀科技工作者], province: 湖南";
    for honour in [
        "湖南省科学技术进步奖",
        "2020年度湖南省科学技术奖（自然科学奖）二等奖",
        "湖南省2021年度技术发明奖",
        "省科技进步奖",
        "第三届湖南光召科技奖",
    ] {
        refused(&with(rule, &format!("honours: [{honour}]")), honour, &["王一鸣（g2025-001）", honour]);
    }
    for honour in [
        "广东省科学技术进步奖",
        "湖北省自然科学奖",
        "衡阳市科学技术进步奖",
        "湖南省科学技术进步奖提名",
        "国家科学技术进步奖",
        "无",
    ] {
        allowed(&with(rule, &format!("honours: [{honour}]")));
    }
}
