//! Several people or units in one value are refused where one is meant; where several are real there are lists, which are
//! published.

use super::{STUDIO, allowed, of_code, refused, studio};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, TEAMS_FILE};

fn unit(value: &str) -> Project {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: \"{value}\""));
    project
}

#[track_caller]
fn several(project: &Project, severity: &str, remedy: &str) {
    let found = of_code(project, "several-in-one");
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert!(one.severity == severity && one.help.contains(remedy), "{one:#?}");
    assert_eq!(project.run(&["check"]).code, i32::from(severity == "error"));
}

#[test]
fn several_units_in_one_value_are_refused() {
    for value in [
        "示例甲公司、示例乙公司",
        "示例甲公司/示例乙公司",
        "示例甲公司，示例乙公司",
        "示例甲公司和示例乙研究所",
        "示例甲、示例乙",
    ] {
        let project = unit(value);
        several(&project, "error", "other_units");
        // Where it is the name of one, the round says so.
        project.edit(ROUND_FILE, "notices:\n", &format!("single: [\"{value}\"]\nnotices:\n"));
        assert_eq!(project.diagnostics(), [], "{value}");
        let recommender = Project::sample();
        recommender.edit(
            ENGINEERS_FILE,
            "recommender: 西区科学技术协会",
            &format!("recommender: \"{value}\""),
        );
        several(&recommender, "error", "single");
    }
}

#[test]
fn real_names_of_one_unit_pass() {
    for value in [
        "示例市人力资源和社会保障局",
        "示例大学（机械、电子学院）",
        "TCP/IP示例实验室",
        "示例科学与工程学院",
        "“产、学、研”示例中心",
    ] {
        assert_eq!(unit(value).diagnostics(), [], "{value}");
    }
    let project = unit("示州市农业、林业局");
    several(&project, "warning", "single");
    project.edit(ROUND_FILE, "notices:\n", "整体名称: [示州市农业、林业局]\nnotices:\n");
    assert_eq!(project.diagnostics(), []);
}

#[test]
fn several_people_in_one_value_are_refused() {
    for name in ["张三、李四", "张三/李四", "张三和李四", "张三等3人"] {
        let project = Project::sample();
        project.edit(TEAMS_FILE, "{ name: 赵刚,", &format!("{{ name: \"{name}\","));
        several(&project, "error", "co_leaders");
        let project = Project::sample();
        project.edit(TEAMS_FILE, "{ name: 孙五,", &format!("{{ name: \"{name}\","));
        several(&project, "error", "一人写一项");
    }
    for name in ["郑和平", "司马和平", "阿依古丽·买买提", "Smith, John"] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: \"{name}\""));
        assert_eq!(of_code(&project, "several-in-one"), [], "{name}");
    }
}

/// The sample with everything that may be several.
fn with_lists() -> Project {
    let project = studio("rule: born, who: leader, on_or_after: 1980-01-01");
    project.edit(TEAMS_FILE, "  unit: 示例丁装备有限公司\n  field", "  co_leaders: [{ name: 卫青, title: 研究员, birth: 1981-01-01 }]\n  unit: 示例丁装备有限公司\n  other_units: [示例庚研究所]\n  partners: [示例辛大学, 示例壬学院]\n  field");
    project.edit(ENGINEERS_FILE, "  recommender: 东区", "  其他单位: [示例癸学院]\n  recommender: 东区");
    project.edit(
        ENGINEERS_FILE,
        "      role: 技术负责人",
        "      people: [王一鸣, 卫霍]\n      role: 技术负责人",
    );
    project
}

#[test]
fn lists_are_published_in_the_list_and_on_the_page() {
    let project = with_lists();
    allowed(&project);
    project.build();
    let notice = visible(&project.page("rounds/2025/1-publicity.html"));
    for said in ["赵刚、卫青", "示例丁装备有限公司、示例庚研究所", "示例甲软件有限公司、示例癸学院"]
    {
        assert!(notice.contains(said), "{said}\n{notice}");
    }
    let team = visible(&project.page("teams/t2025-001.html"));
    for said in ["赵刚（高级工程师）、卫青（研究员）", "示例庚研究所", "示例辛大学、示例壬学院"]
    {
        assert!(team.contains(said), "{said}\n{team}");
    }
    let engineer = visible(&project.page("engineers/g2025-001.html"));
    assert!(engineer.contains("示例癸学院") && engineer.contains("完成人：王一鸣、卫霍"), "{engineer}");
    let published = project.public();
    assert!(!published.values().any(|b| String::from_utf8_lossy(b).contains("1981-01-01")));
}

#[test]
fn rules_about_leaders_are_about_all_of_them() {
    let project = with_lists();
    project.edit(TEAMS_FILE, "1981-01-01", "1979-12-31");
    refused(&project, "1979-12-31", &["星火工作室（t2025-001）", "负责人"]);
    let project = with_lists();
    add_rules_once(&project);
    project.edit(ENGINEERS_FILE, "name: 李明", "name: 卫青");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例庚研究所");
    let found = of_code(&project, "rule-broken");
    assert!(matches!(found.as_slice(), [one] if one.message.contains("卫青")), "{found:#?}");
}

fn add_rules_once(project: &Project) {
    let text = project.read(STUDIO);
    let source = super::SOURCE;
    project.write(STUDIO, format!("{text}  - {{ rule: once, across: [plan, studio], {source} }}\n"));
}
