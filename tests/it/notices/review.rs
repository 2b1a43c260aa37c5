//! Before publication: what `generate` writes for review, and why names stand in their order.

use super::with;
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

#[test]
fn generate_writes_the_notices_still_to_come_as_they_will_be() {
    let notices = [
        ("correction", "2025-09-02 10:00"),
        ("extension", "2025-09-03 10:00"),
        ("supplement", "2025-09-04 09:00"),
        ("result", "2025-09-15 09:00"),
    ];
    let project = with(&notices).at("2025-08-29");
    project.succeed(&["generate"]);
    for (i, kind) in ["publicity", "correction", "extension", "supplement", "result"].iter().enumerate() {
        let path = format!("rounds/2025/{}-{kind}.md", i + 1);
        let reviewed = project.read(&format!("content/generated/{path}"));
        let then = [
            "2025-09-01 09:00",
            "2025-09-02 10:00",
            "2025-09-03 10:00",
            "2025-09-04 09:00",
            "2025-09-15 09:00",
        ];
        let published = with(&notices).at(then[i]);
        published.build();
        assert_eq!(reviewed, published.page(&path), "{path} is not what will be published");
    }
}

#[test]
fn order_explains_each_neighbour() {
    let project = Project::sample();
    let document = project.json(&["order", "2025"]);
    let lists = document["lists"].as_array().unwrap();
    assert_eq!(lists[0]["names"], serde_json::json!(["王一鸣", "李明", "张华"]));
    assert_eq!(lists[1]["names"], serde_json::json!(["远航工作室", "星火工作室"]));
    let reasons: Vec<&str> =
        lists[0]["reasons"].as_array().unwrap().iter().map(|r| r.as_str().unwrap()).collect();
    // 王 has 4 strokes, 李 and 张 7; 李 begins 横竖, 张 折.
    assert!(reasons[0].contains("“王”4画") && reasons[0].contains("“李”7画"), "{reasons:?}");
    assert!(
        reasons[1].contains("都是7画") && reasons[1].contains('横') && reasons[1].contains('折'),
        "{reasons:?}"
    );
    let told = project.succeed(&["order", "2025"]).stdout;
    for reason in reasons {
        assert!(told.contains(reason), "{reason}\n{told}");
    }
    assert!(told.contains("按姓氏笔画为序"), "{told}");
}

/// 张文华 and 张华: by the surname first the single given name comes first, by the full name 文 (4) before 华 (6),
/// by pinyin Huá before Wén.
#[test]
fn each_order_has_reasons_of_its_own() {
    for (order, names, because) in [
        ("surname-strokes", ["王一鸣", "张华", "张文华"], "张"),
        ("full-name-strokes", ["王一鸣", "张文华", "张华"], "“文”4画"),
        ("pinyin", ["王一鸣", "张华", "张文华"], "hua"),
    ] {
        let project = Project::sample();
        project.edit(ROUND_FILE, "surname-strokes", order);
        project.edit(ENGINEERS_FILE, "name: 李明", "name: 张文华");
        let list = project.json(&["order", "2025"])["lists"][0].clone();
        assert_eq!(list["names"], serde_json::json!(names), "{order}");
        let reasons = list["reasons"].as_array().unwrap();
        let reasons: Vec<&str> = reasons.iter().map(|r| r.as_str().unwrap()).collect();
        assert!(reasons.len() == 2 && reasons.iter().any(|r| r.contains(because)), "{order}: {reasons:?}");
    }
}

#[test]
fn order_of_an_unknown_round_is_a_usage_error() {
    let run = Project::sample().run(&["order", "2024"]);
    assert!(run.code == 2 && run.stderr.contains("2024") && run.stderr.contains("2025"), "{}", run.stderr);
}
