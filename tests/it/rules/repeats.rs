//! P10: the same person twice, in one round or in two. The same name at another unit with another birth date is
//! another person.

use super::{PLAN, STUDIO, allowed, not_checked, of_code, only, plan, refused};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, TEAMS_FILE};

const ONCE: &str = "rule: once, across: [plan, studio]";
const NEXT: &str = "content/rounds/2026";

/// An engineer named like the leader of 星火工作室, from this unit, born on this day.
fn leader_as_engineer(unit: &str, birth: &str) -> Project {
    let project = plan(ONCE);
    project.edit(ENGINEERS_FILE, "name: 李明", "name: 赵 刚");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: {unit}"));
    project.edit(ENGINEERS_FILE, "  birth: 1984-07-19\n", birth);
    project
}

#[test]
fn a_person_may_not_be_engineer_and_team_leader_in_one_round() {
    allowed(&plan(ONCE));
    for (unit, birth) in [
        ("示例丁装备有限公司", "  birth: 1987-01-09\n"),
        ("示例丁装备有限公司", ""),
        // Someone who has moved is found by the birth date.
        ("示例乙机电有限公司", "  birth: 1987-01-09\n"),
    ] {
        let project = leader_as_engineer(unit, birth);
        let said = ["赵刚", "赵 刚（g2025-002）", "星火工作室（t2025-001）"];
        let broken = refused(&project, "赵刚", &said);
        let [(file, ..)] = broken.related.as_slice() else { panic!("both places: {broken:#?}") };
        assert_eq!((broken.file.as_str(), file.as_str()), (TEAMS_FILE, ENGINEERS_FILE));
    }
    allowed(&leader_as_engineer("示例乙机电有限公司", "  birth: 1987-01-10\n"));
    allowed(&leader_as_engineer("示例乙机电有限公司", ""));
}

#[test]
fn a_member_or_mentor_may_be_an_engineer_too() {
    let project = plan(ONCE);
    project.edit(ENGINEERS_FILE, "name: 李明", "name: 孙一");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例丁装备有限公司");
    allowed(&project);
}

/// The repository's two Beijing packs state the rule with the same article.
#[test]
fn both_packs_may_state_the_rule_and_it_is_reported_once() {
    let project = Project::repo_sample();
    let file = "content/rounds/2026/engineers.yaml";
    project.edit(file, "name: 章思源", "name: 文亦风");
    project.edit(file, "birth: 1985-04-11", "birth: 1987-05-16");
    only(&project, "文亦风", &["g2026-001", "t2026-001"]);
}

#[test]
fn once_across_three_programmes_finds_two_of_the_later_ones() {
    let once = "rule: once, across: [plan, studio, young]";
    let project = plan(once);
    let young = project.read(STUDIO).replace("青年工程师工作室", "青年突击队");
    project.write("content/programmes/young.yaml", young);
    project.edit(ROUND_FILE, "[plan, studio]", "[plan, studio, young]");
    project.edit(TEAMS_FILE, "t2025-002\n  programme: studio", "t2025-002\n  programme: young");
    allowed(&project);
    project.edit(
        TEAMS_FILE,
        "name: 钱进, title: 正高级工程师, birth: 1983-08-10",
        "name: 赵刚, birth: 1987-01-09",
    );
    only(&project, "赵刚", &["t2025-001", "t2025-002"]);
}

#[test]
fn nobody_comes_through_two_channels() {
    let project = plan("rule: one-channel");
    project.edit(ENGINEERS_FILE, "name: 张华", "name: 李明");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "1986-11-23", "1984-07-19");
    let broken = refused(&project, "李明", &["李明（g2025-002）", "李明（g2025-003）"]);
    assert!(broken.related[0].1 < broken.line, "the first stands above: {broken:#?}");
}

/// The sample, decided or not, and a round of 2026 with these engineers: name, unit, birth.
fn next_round(result: bool, people: [(&str, &str, &str); 3]) -> Project {
    let project = plan("rule: not-again, honours: [工程师成长计划]");
    for (from, to) in [(ROUND_FILE, "round"), (TEAMS_FILE, "teams")] {
        let text = project.read(from).replace("2025年示例", "2026年示例").replace("year: 2025", "year: 2026");
        let text = text.replace("2025-09-01", "2026-09-01").replace("t2025-", "t2026-");
        project.write(&format!("{NEXT}/{to}.yaml"), text);
    }
    let record = |(i, (name, unit, birth)): (usize, (&str, &str, &str))| {
        format!(
            "- {{ id: g2026-{i}, programme: plan, name: {name}, unit: {unit}, birth: {birth}, field: ai, \
             recommender: 东区科学技术协会 }}\n"
        )
    };
    let engineers: String = people.into_iter().enumerate().map(record).collect();
    project.write(&format!("{NEXT}/engineers.yaml"), engineers);
    if result {
        let last = "posting_day: counted }\n";
        project.edit(ROUND_FILE, last, &format!("{last}{RESULT}"));
    }
    project.at("2026-09-02")
}

const NEW: (&str, &str, &str) = ("丁一", "示例己公司", "1990-01-01");
const ALSO: (&str, &str, &str) = ("丁二", "示例庚公司", "1991-01-01");

#[test]
fn an_earlier_winner_is_not_selected_again() {
    let nobody = ("丁三", "示例辛公司", "1992-01-01");
    allowed(&next_round(true, [NEW, ALSO, nobody]));
    for again in [
        ("王一鸣", "示例甲软件有限公司", "1985-03-02"),
        ("王一鸣", "示例甲软件有限公司", "1985-03-03"),
        ("王一鸣", "示例壬公司", "1985-03-02"),
    ] {
        let project = next_round(true, [NEW, again, ALSO]);
        let broken = refused(&project, "王一鸣", &["2025年示例工程师选拔项目", "王一鸣（g2025-001）"]);
        assert_eq!(broken.related[0].0, ENGINEERS_FILE);
    }
    allowed(&next_round(true, [NEW, ("王一鸣", "示例壬公司", "1985-03-03"), ALSO]));
}

#[test]
fn whoever_declined_or_was_not_selected_may_come_again() {
    let again = ("张华", "示例丙材料有限公司", "1986-11-23");
    allowed(&next_round(true, [NEW, again, ALSO]));
    let project = next_round(true, [NEW, again, ALSO]);
    project.edit(ROUND_FILE, "status: declined", "status: not-selected");
    allowed(&project);
}

#[test]
fn a_round_without_a_result_has_no_winners() {
    let again = ("王一鸣", "示例甲软件有限公司", "1985-03-02");
    allowed(&next_round(false, [NEW, again, ALSO]));
}

#[test]
fn honours_that_no_programme_here_gives_are_not_checked() {
    let project = next_round(true, [NEW, ("王一鸣", "示例甲软件有限公司", "1985-03-02"), ALSO]);
    project.edit(PLAN, "honours: [工程师成长计划]", "honours: [省科学技术奖]");
    allowed(&project);
    let notes = of_code(&project, "rule-not-checked");
    assert!(notes.iter().all(|n| n.message.contains("规则 not-again")), "{notes:#?}");
    let one = plan("rule: not-again, honours: [省科学技术奖]");
    not_checked(&one, "not-again", 3);
}

/// Whether the program refuses one of the repository's winners in a round of the next year.
#[track_caller]
fn bars_earlier_winners(programme: &str, records: &str) {
    let project = Project::repo_sample().at("2026-10-20");
    let record = project.read(&format!("content/rounds/{records}"));
    // One of them, under another id.
    let again = record.replacen("h2025-001", "again-1", 1).replace("g2025-", "again-");
    let folder = if records.contains("engineers/") { "engineers/again-1.yaml" } else { "engineers.yaml" };
    project.write(&format!("content/rounds/again/{folder}"), again);
    let round = format!(
        "title: 2026年又一轮\nyear: 2026\nprogrammes: [{programme}]\nissuers: [示例单位]\norder: pinyin\n\
         notices:\n  - {{ kind: publicity, published: 2026-10-19 09:00, period: {{ days: 5, unit: working, \
         posting_day: counted }} }}\n"
    );
    project.write("content/rounds/again/round.yaml", round);
    let broken = of_code(&project, "rule-broken");
    let barred =
        broken.iter().any(|d| d.message.contains("入选") && d.help.starts_with("依据《关于开展2025年"));
    assert!(barred, "{broken:#?}");
}

/// P10 with the repository's own packs.
#[test]
fn the_beijing_pack_bars_its_earlier_winners() {
    bars_earlier_winners("growth-plan", "2025/engineers.yaml");
}

#[test]
fn the_hengyang_pack_bars_its_earlier_winners() {
    bars_earlier_winners("hengyang", "hengyang-2025/engineers/h2025-001.yaml");
}
