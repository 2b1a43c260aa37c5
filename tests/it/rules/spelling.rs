//! One name typed in two ways is one name to every rule, is told of, and is published as typed.

use super::{add_rules, allowed, of_code, plan, refused};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, TEAMS_FILE};

const WAYS: [(&str, &str); 7] = [
    ("示例（北京）机电公司", "示例(北京)机电公司"),
    ("示例〔北京〕机电公司", "示例 （北京） 机电公司"),
    ("示例第1研究所", "示例第１研究所"),
    ("ＡＢＣ示例公司", "abc示例公司"),
    ("“天工”示例中心", "天工示例中心"),
    ("华·示例公司", "华•示例公司"),
    ("示例A－B公司", "示例a-b公司"),
];

fn units(one: &str, other: &str) -> Project {
    let project = plan("rule: per-unit, max: 1");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: \"{one}\""));
    project.edit(ENGINEERS_FILE, "unit: 示例丙材料有限公司", &format!("unit: \"{other}\""));
    project
}

#[test]
fn a_unit_typed_in_two_ways_is_one_unit_and_is_told_of() {
    for (one, other) in WAYS {
        let project = units(one, other);
        refused(&project, &format!("\"{other}\""), &["有2个", "李明（g2025-002）、张华（g2025-003）"]);
        let told = of_code(&project, "typed-in-two-ways");
        let [told] = told.as_slice() else { panic!("{told:#?}") };
        assert_eq!(told.severity, "warning");
        assert!(told.message.contains(one) && told.message.contains(other), "{told:#?}");
        assert!(told.related.len() == 1 && told.related[0].1 < told.line, "both places: {told:#?}");
    }
    for (one, other) in [("示例一公司", "示例二公司"), ("示例第1研究所", "示例第11研究所")]
    {
        let project = units(one, other);
        allowed(&project);
        assert_eq!(of_code(&project, "typed-in-two-ways"), []);
    }
}

#[test]
fn what_is_published_is_what_was_typed() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例(北京)机电公司");
    project.edit(ENGINEERS_FILE, "unit: 示例丙材料有限公司", "unit: 示例（北京）机电公司");
    project.build();
    let notice = visible(&project.page("rounds/2025/1-publicity.html"));
    assert!(notice.contains("示例(北京)机电公司") && notice.contains("示例（北京）机电公司"), "{notice}");
}

#[test]
fn a_recommender_typed_in_two_ways_has_one_quota() {
    let project = Project::sample();
    project.edit(super::PLAN, "name: 园区科协 }", "name: 园区科协, max: 1 }");
    project.edit(ENGINEERS_FILE, "channel: district", "channel: park");
    project.edit(ENGINEERS_FILE, "recommender: 东区科学技术协会", "recommender: 西区(示例)科协");
    project.edit(ENGINEERS_FILE, "recommender: 西区科学技术协会", "recommender: 西区（示例）科协");
    assert_eq!(of_code(&project, "rule-broken").len(), 1, "{:#?}", project.diagnostics());
    assert_eq!(of_code(&project, "typed-in-two-ways").len(), 1);
}

#[test]
fn a_person_typed_in_two_ways_is_one_person() {
    for (name, same) in [("阿依·买买提", "阿依•买买提"), ("單立", "单立"), ("Anna Smith", "ANNA SMITH")]
    {
        let project = plan("rule: once, across: [plan, studio]");
        project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: {name}"));
        project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例丁装备（示州）有限公司");
        project.edit(TEAMS_FILE, "{ name: 赵刚", &format!("{{ name: {same}"));
        let teams = project.read(TEAMS_FILE).replace("示例丁装备有限公司", "示例丁装备(示州)有限公司");
        project.write(TEAMS_FILE, teams);
        refused(&project, same, &["g2025-002", "t2025-001"]);
    }
}

#[test]
fn an_honour_of_a_programme_is_found_however_its_name_is_typed() {
    let project = plan("rule: not-again, honours: [“工程师”成长计划]");
    add_rules(&project, super::STUDIO, &[]);
    assert_eq!(of_code(&project, "rule-not-checked"), [], "the programme of that name is here");
}

/// Decided rounds cannot be changed any more: of them nothing is told that nobody can mend.
#[test]
fn a_decided_round_is_told_of_by_a_later_one_only() {
    let project = units("示例（北京）机电公司", "示例(北京)机电公司").at("2025-09-16");
    project.write(super::PLAN, project.read(super::PLAN).replace("max: 1", "max: 2"));
    project.write(ROUND_FILE, project.read(ROUND_FILE) + crate::support::sample::RESULT);
    assert_eq!(of_code(&project, "typed-in-two-ways"), []);
}
