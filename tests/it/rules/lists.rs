//! Rules about the list as a whole: places, shares, units, channels.

use super::{PLAN, allowed, not_checked, of_code, only, plan, refused, studio};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, TEAMS_FILE};

/// One more engineer, at a unit of their own.
const FOURTH: &str = "\
- id: g2025-004
  programme: plan
  name: 丁一
  unit: 示例己公司
  field: 人工智能
  recommender: 北区科学技术协会
";

fn add(project: &Project, record: &str) {
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + record);
}

#[test]
fn a_quota_is_full_at_its_number_and_broken_one_above() {
    let project = plan("rule: quota, max: 3");
    allowed(&project);
    add(&project, FOURTH);
    refused(&project, "2025年示例工程师选拔项目", &["名单有4人", "名额为3人"]);
    refused(&studio("rule: quota, max: 1"), "2025年示例", &["名单有2个团队", "名额为1个团队"]);
}

#[test]
fn about_so_many_means_within_the_tolerance_either_way() {
    for (rule, fits) in [
        ("about: 3, tolerance: 0", true),
        ("about: 1, tolerance: 2", true),
        ("about: 5, tolerance: 2", true),
        ("about: 0, tolerance: 2", false),
        ("about: 6, tolerance: 2", false),
    ] {
        let project = plan(&format!("rule: quota, {rule}"));
        if fits {
            allowed(&project);
        } else {
            refused(&project, "2025年示例工程师选拔项目", &["名单有3人", "左右", "浮动2人以内"]);
        }
    }
}

#[test]
fn a_quota_with_both_a_number_and_about_ignores_neither() {
    let project = plan("rule: quota, about: 3, tolerance: 2, max: 2");
    assert_eq!(project.run(&["check"]).code, 1, "three names for two places: {:#?}", project.diagnostics());
}

#[test]
fn a_unit_has_no_more_than_its_share_however_its_name_is_spaced() {
    let project = plan("rule: per-unit, max: 1");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "unit: 示例丙材料有限公司", "unit: 示例乙机电 有限公司");
    let said = ["2个", "李明（g2025-002）", "张华（g2025-003）", "不超过1个"];
    let broken = refused(&project, "示例乙机电 有限公司", &said);
    assert_eq!(broken.related.len(), 1, "both records are shown: {broken:#?}");
    project.edit(PLAN, "max: 1", "max: 2");
    allowed(&project);
}

#[test]
fn a_unit_may_have_one_engineer_and_one_team() {
    let project = plan("rule: per-unit, max: 1");
    super::add_rules(&project, super::STUDIO, &["rule: per-unit, max: 1"]);
    let text = project.read(TEAMS_FILE).replace("示例戊航空有限公司", "示例甲软件有限公司");
    project.write(TEAMS_FILE, text);
    allowed(&project);
}

#[test]
fn at_least_so_many_are_at_the_grass_roots() {
    let project = plan("rule: at-least, fact: grassroots, count: 2");
    not_checked(&project, "at-least", 3);
    let text = project.read(ENGINEERS_FILE);
    let with = |facts: [&str; 3]| {
        let mut facts = facts.into_iter();
        let text = text.split("  summary:").map(str::to_owned);
        let joined = text.reduce(|a, b| format!("{a}  grassroots: {}\n  summary:{b}", facts.next().unwrap()));
        project.write(ENGINEERS_FILE, joined.unwrap());
    };
    with(["true", "是", "false"]);
    allowed(&project);
    with(["是", "false", "否"]);
    refused(&project, "2025年示例工程师选拔项目", &["1人", "不少于2人"]);
}

#[test]
fn a_share_is_of_the_whole_list_and_exact_at_its_limit() {
    // 李明 is born in 1984, the others later: two of three, 66.7 %.
    let rule = |limit: &str| plan(&format!("rule: share, of: born-after, value: 1985-01-01, {limit}"));
    allowed(&rule("at_least: 66"));
    refused(&rule("at_least: 67"), "2025年示例", &["1985-01-01及以后出生的有2人", "占3人", "低于67%"]);
    allowed(&rule("at_most: 67"));
    refused(&rule("at_most: 66"), "2025年示例", &["2人", "高于66%"]);
    let half = rule("at_least: 50");
    add(&half, &FOURTH.replace("  field", "  birth: 1970-01-01\n  field"));
    allowed(&half);
    half.edit(PLAN, "at_least: 50", "at_least: 51");
    refused(&half, "2025年示例", &["占4人", "低于51%"]);
}

/// 李明 is born in 1984, the others later; 张华 declines.
#[test]
fn a_share_is_among_those_that_it_says() {
    for (among, holds) in [
        ("", true),
        ("among: recommended", true),
        ("范围: 推荐", true),
        ("among: selected", false),
        ("范围: 入选", false),
    ] {
        let comma = if among.is_empty() { "" } else { ", " };
        let rule = format!("rule: share, of: born-after, value: 1985-01-01, at_least: 66{comma}{among}");
        let project = plan(&rule).at("2025-09-16");
        project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
        match holds {
            true => allowed(&project),
            false => drop(refused(&project, "2025年示例", &["有1人", "占2人", "低于66%"])),
        }
        let said = project.json(&["rules", "plan"])["programmes"][0]["rules"][0]["requires"].clone();
        assert_eq!(said.as_str().unwrap().starts_with("入选人员中"), !holds, "{said}");
        // Until the result is out, nobody is left out.
        project.at("2025-09-14").build();
    }
}

#[test]
fn a_share_of_facts_not_given_is_not_guessed() {
    let project = plan("rule: share, of: rank, value: 处级, at_most: 20");
    not_checked(&project, "share", 3);
    let text = project.read(ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, text.replace("  summary:", "  rank: 科级\n  summary:"));
    allowed(&project);
    project.edit(ENGINEERS_FILE, "负责求解器。\n", "负责求解器。\n  职级: 正处级\n");
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE).replacen("  rank: 科级\n", "", 1));
    refused(&project, "2025年示例", &["处级人选有1人", "占3人", "高于20%"]);
}

#[test]
fn a_channel_has_its_cap_for_each_recommender() {
    let capped = |max: u32| {
        let project = Project::sample();
        project.edit(PLAN, "name: 园区科协 }", &format!("name: 园区科协, max: {max} }}"));
        project.edit(ENGINEERS_FILE, "channel: district", "channel: 园区科协");
        project
    };
    allowed(&capped(1));
    let project = capped(1);
    project.edit(ENGINEERS_FILE, "recommender: 东区科学技术协会", "recommender: 西区 科学技术协会");
    let said = ["推荐了2个", "王一鸣（g2025-001）", "李明（g2025-002）", "园区科协", "不超过1个"];
    let broken = only(&project, "西区", &said);
    assert!(broken.help.contains("《成长计划管理办法》第四条"), "{broken:#?}");
    assert_eq!((broken.severity.as_str(), project.run(&["check"]).code), ("error", 1));
    let project = capped(2);
    project.edit(ENGINEERS_FILE, "recommender: 东区科学技术协会", "recommender: 西区科学技术协会");
    allowed(&project);
    // Through a channel without a cap any number may come.
    let project = Project::sample();
    let text = project.read(TEAMS_FILE).replace("示例戊航空有限公司科协", "示例丁装备有限公司科协");
    project.write(TEAMS_FILE, text);
    assert_eq!(of_code(&project, "rule-broken"), []);
}
