//! Rules about texts and achievements.

use super::{PLAN, allowed, not_checked, plan, refused, studio};
use crate::support::sample::{ENGINEERS_FILE, TEAMS_FILE};

const CONTRIBUTION: &str = "提出算法并主持实现。";

#[test]
fn a_text_is_measured_as_word_counts_it() {
    // Ten Han characters are 30 bytes; one beyond the basic plane is one, and so is a number or a Latin word; white
    // space is nothing.
    for (text, count) in [
        (CONTRIBUTION, 10),
        ("提出 算法 并 主持 实现 。", 10),
        ("𬭎𬭎𬭎", 3),
        ("\"e\u{301}e\u{301}\"", 1),
        ("AI与5G", 3),
        ("年发电1250000千瓦时", 7),
    ] {
        let project = plan(&format!("rule: text, key: contribution, max: {count}"));
        project.edit(ENGINEERS_FILE, CONTRIBUTION, text);
        allowed(&project);
        project.edit(PLAN, &format!("max: {count},"), &format!("max: {},", count - 1));
        let said = [format!("有{count}字"), format!("不超过{}字", count - 1)];
        refused(&project, text, &["王一鸣（g2025-001）", &said[0], &said[1]]);
    }
}

#[test]
fn a_summary_has_its_limit_too() {
    // 从事工业软件研发，负责求解器。 is 15 characters long, the others are shorter.
    allowed(&plan("rule: text, key: summary, max: 15"));
    refused(&plan("rule: text, key: summary, max: 14"), "从事工业软件", &["g2025-001", "15字"]);
    refused(&studio("rule: text, key: summary, max: 8"), "研制飞行", &["远航工作室（t2025-002）", "9字"]);
}

#[test]
fn a_text_that_records_do_not_hold_is_not_checked() {
    not_checked(&plan("rule: text, key: main, max: 1500"), "text", 3);
}

#[test]
fn a_text_key_that_is_misspelt_is_the_packs_mistake() {
    let project = plan("rule: text, key: sumary, max: 1");
    assert_eq!(project.run(&["check"]).code, 1, "it would never be checked: {:#?}", project.diagnostics());
}

#[test]
fn achievements_have_their_number_and_their_kinds() {
    let project = plan("rule: achievements, max: 1, kinds: [重大工程建设, 重大装备制造]");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "kind: 重大装备制造", "kind: 论文");
    refused(&project, "论文", &["王一鸣（g2025-001）", "“论文”"]);
    project.edit(ENGINEERS_FILE, "kind: 论文\n      name", "name");
    not_checked(&project, "achievements", 1);
    let project = plan("rule: achievements, max: 1, kinds: [重大工程建设, 重大装备制造]");
    project.edit(
        ENGINEERS_FILE,
        "  achievements:\n",
        "  achievements:\n    - { kind: 重大工程建设, name: 另一项 }\n",
    );
    refused(&project, "王一鸣", &["g2025-001", "有2项", "不超过1项"]);
}

#[test]
fn a_record_with_two_achievements_of_no_kind_counts_once() {
    let project = plan("rule: achievements, max: 3, kinds: [重大装备制造]");
    project.edit(
        ENGINEERS_FILE,
        "  achievements:\n    - kind: 重大装备制造\n      name",
        "  achievements:\n    - name: 甲\n    - name",
    );
    not_checked(&project, "achievements", 1);
}

#[test]
fn the_achievements_of_a_team_are_counted_like_a_persons() {
    let project = studio("rule: achievements, max: 1, kinds: [重大装备制造]");
    project.edit(
        TEAMS_FILE,
        "  summary: 研制储能装备。\n",
        "  achievements: [{ kind: 重大装备制造, name: 甲 }, { kind: 重大装备制造, name: 乙 }]\n",
    );
    refused(&project, "星火工作室", &["t2025-001", "有2项"]);
}
