//! Every notice speaks from its own moment, whenever it is built and whatever came after it.

use super::{announce, printed};
use crate::support::Project;
use crate::support::sample::ENGINEERS_FILE;

/// A round with a notice of nearly every kind after its publicity, and the moment of each.
const LIFE: &[(&str, &str, &str)] = &[
    (
        "2-correction",
        "2025-09-02 10:00",
        "corrects: publicity
    changes:
      - { entry: g2025-002, field: unit, from: 示例乙机电有限责任公司, to: 示例乙机电有限公司, reason: 录入有误 }",
    ),
    (
        "3-extension",
        "2025-09-03 10:00",
        "reason: 有异议待核查
    period: { days: 1, unit: working, posting_day: excluded }",
    ),
    (
        "4-supplement",
        "2025-09-03 15:00",
        "entries: [t2025-002]
    period: { days: 5, unit: working, posting_day: counted }",
    ),
    ("5-correction", "2025-09-04 10:00", "corrects: publicity\n    note: 公示所列电话的区号为010。"),
    (
        "6-departure",
        "2025-09-05 10:00",
        "decisions: [{ entry: g2025-003, status: left, reason: 本人书面提出退出 }]",
    ),
    ("7-suspension", "2025-09-08 10:00", "reason: 有异议待核查"),
    ("8-resumption", "2025-09-10 10:00", "note: 核查已毕。"),
    (
        "9-result",
        "2025-09-19 09:00",
        "decisions:
      - { entry: g2025-001, status: deferred, reason: 材料待补充核查 }
      - { entry: t2025-001, status: declined, reason: 本人书面提出放弃 }",
    ),
    ("10-correction", "2025-09-22 10:00", "corrects: result\n    note: 落款单位以本公告为准。"),
    (
        "11-result",
        "2025-10-20 09:00",
        "decisions: [{ entry: g2025-001, status: selected, reason: 核查清楚，符合条件 }]",
    ),
    (
        "12-correction",
        "2026-03-16 10:00",
        "corrects: result
    changes:
      - { entry: g2025-002, field: unit, from: 示例乙机电有限公司, to: 示例庚机电有限公司, because: transfer, reason: 工作变动 }",
    ),
    (
        "13-withdrawal",
        "2026-06-15 10:00",
        "decisions: [{ entry: g2025-001, status: disqualified, reason: 阶段性考核不合格 }]",
    ),
];

fn life() -> Project {
    let project = Project::sample().at("2026-09-01");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例庚机电有限公司");
    for (stem, published, rest) in LIFE {
        let kind = stem.split_once('-').unwrap().1;
        announce(&project, &format!("  - kind: {kind}\n    published: {published}\n    {rest}\n"));
    }
    project
}

#[test]
fn a_notice_built_at_its_moment_and_a_year_later_says_the_same() {
    let project = life();
    project.build();
    let address = |stem: &str| format!("2025/{stem}");
    let first = ("1-publicity", "2025-09-01 09:00");
    let all: Vec<(&str, &str)> =
        [first].into_iter().chain(LIFE.iter().map(|(stem, published, _)| (*stem, *published))).collect();
    let stems: Vec<String> = all.iter().map(|(stem, _)| address(stem)).collect();
    let later = printed(&project, &stems);
    for (stem, published) in all {
        project.succeed(&["--today", published, "build"]);
        for (file, text) in printed(&project, &[address(stem)]) {
            assert_eq!(later[&file], text, "{file}");
        }
    }
}

#[test]
fn a_correction_says_the_end_as_it_was_when_it_was_posted() {
    let project = life();
    project.build();
    let text = |stem: &str| project.page(&format!("rounds/2025/{stem}.md"));
    assert!(text("2-correction").contains("截止时间仍为2025年9月5日24:00"), "{}", text("2-correction"));
    assert!(text("5-correction").contains("截止时间仍为2025年9月9日24:00"), "{}", text("5-correction"));
}

#[test]
fn after_the_result_nobody_is_merely_put_forward() {
    let project = life();
    project.build();
    let moved = project.page("rounds/2025/12-correction.md");
    assert!(moved.contains("\n入选资格和名单其他内容不变。"), "{moved}");
    let left = project.page("engineers/g2025-003.html");
    assert!(left.contains("已退出公示") && !left.contains("审定结果"), "{left}");
}

#[test]
fn notices_published_one_after_another_say_what_they_say_later() {
    let project = life();
    project.build();
    let stems: Vec<String> = LIFE.iter().map(|(stem, ..)| format!("2025/{stem}")).collect();
    let later = printed(&project, &stems);
    let mut project = life();
    for (stem, published, _) in LIFE {
        project = project.at(published);
        project.succeed(&["publish"]);
        for (file, text) in printed(&project, &[format!("2025/{stem}")]) {
            assert_eq!(later[&file], text, "{file}");
        }
    }
    let project = project.at("2026-09-01");
    project.succeed(&["publish"]);
    assert_eq!(printed(&project, &stems), later);
}
