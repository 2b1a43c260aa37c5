//! Rules about single people and teams: birth, degree, years, title, rank, members, mentors.

use super::{SOURCE, STUDIO, add_rules, allowed, not_checked, only, plan, refused, studio};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, TEAMS_FILE};

#[test]
fn an_applicant_born_on_the_day_is_young_enough_and_one_born_the_day_before_is_not() {
    let project = plan("rule: born, who: applicant, on_or_after: 1984-07-19");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "1984-07-19", "1984-07-18");
    refused(&project, "1984-07-18", &["李明（g2025-002）", "不是1984年7月19日及以后出生"]);
    project.edit(ENGINEERS_FILE, "  birth: 1984-07-18\n", "");
    allowed(&project);
    not_checked(&project, "born", 1);
}

#[test]
fn a_leader_born_the_day_before_is_named_with_the_team() {
    let project = studio("rule: born, who: leader, on_or_after: 1983-08-10");
    allowed(&project);
    project.edit(TEAMS_FILE, "1983-08-10", "1983-08-09");
    refused(&project, "1983-08-09", &["远航工作室（t2025-002）", "负责人", "1983年8月10日"]);
    project.edit(TEAMS_FILE, ", birth: 1983-08-09", "");
    not_checked(&project, "born", 1);
}

/// P12: nobody young enough.
#[test]
fn a_team_needs_its_number_of_young_members() {
    let project = studio("rule: born, who: members, on_or_after: 1995-06-07, at_least: 1");
    allowed(&project);
    project.edit(TEAMS_FILE, "孙五, birth: 1995-06-07", "孙五, birth: 1995-06-06");
    refused(&project, "星火工作室", &["t2025-001", "1995年6月7日及以后出生", "0人", "不少于1人"]);
    // Whether one without a date is young enough is not known; where there is a young one it does not matter.
    project.edit(TEAMS_FILE, "孙五, birth: 1995-06-06", "孙五");
    allowed(&project);
    not_checked(&project, "born", 1);
    let two = studio("rule: born, who: members, on_or_after: 1994-05-06, at_least: 2");
    allowed(&two);
    two.edit(TEAMS_FILE, "孙四, birth: 1994-05-06", "孙四, birth: 1994-05-05");
    refused(&two, "星火工作室", &["有1人", "不少于2人"]);
}

#[test]
fn no_message_repeats_a_date_of_birth() {
    let project = plan("rule: born, who: applicant, on_or_after: 1990-01-01");
    add_rules(
        &project,
        STUDIO,
        &[
            "rule: born, who: leader, on_or_after: 1990-01-01",
            "rule: born, who: members, on_or_after: 1999-01-01, at_least: 1",
        ],
    );
    for args in [&["check"][..], &["build"], &["--json", "check"], &["--lang", "en", "check"]] {
        let run = project.run(args);
        let told = run.stdout + &run.stderr;
        assert!(told.contains("g2025-002") && told.contains("t2025-001"), "{told}");
        for birth in ["1985-03-02", "1984-07-19", "1987-01-09", "1983-08-10", "1991-02-03", "1984年7月"] {
            assert!(!told.contains(birth), "{args:?} prints {birth}\n{told}");
        }
    }
}

#[test]
fn a_degree_is_compared_by_rank_whatever_words_stand_around_it() {
    let project = plan("rule: education, who: applicant, at_least: 硕士");
    allowed(&project);
    not_checked(&project, "education", 2);
    for enough in ["硕士", "硕士研究生", "工学硕士", "博士研究生"] {
        let project = plan("rule: education, who: applicant, at_least: 硕士");
        project.edit(ENGINEERS_FILE, "education: 博士", &format!("education: {enough}"));
        allowed(&project);
    }
    for less in ["本科", "大学本科", "工学学士", "大专"] {
        let project = plan("rule: education, who: applicant, at_least: 硕士");
        project.edit(ENGINEERS_FILE, "education: 博士", &format!("education: {less}"));
        refused(&project, less, &["王一鸣（g2025-001）", "硕士及以上"]);
    }
}

#[test]
fn a_degree_that_is_no_degree_is_the_packs_mistake() {
    let project = plan("rule: education, who: applicant, at_least: 硕土");
    project.edit(ENGINEERS_FILE, "education: 博士", "education: 本科");
    assert_eq!(project.run(&["check"]).code, 1, "nobody is compared with it: {:#?}", project.diagnostics());
}

#[test]
fn so_many_years_are_enough_and_one_less_is_not() {
    let project = plan("rule: years, who: applicant, at_least: 12");
    allowed(&project);
    not_checked(&project, "years", 2);
    project.edit(ENGINEERS_FILE, "years: 12", "years: 11");
    refused(&project, "11", &["王一鸣（g2025-001）", "满12年"]);
    let project = studio("rule: years, who: leader, at_least: 14");
    refused(&project, "13", &["星火工作室（t2025-001）", "满14年"]);
}

#[test]
fn a_title_must_be_one_of_those_named_and_no_part_of_one() {
    let project = plan("rule: title, who: applicant, any_of: [工程师, 高级工程师, 正高级工程师]");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "title: 正高级工程师", "title: 助理工程师");
    refused(&project, "助理工程师", &["李明（g2025-002）", "工程师、高级工程师、正高级工程师"]);
    project.edit(ENGINEERS_FILE, "  title: 助理工程师\n", "");
    not_checked(&project, "title", 1);
}

#[test]
fn an_outstanding_contribution_instead_of_a_title_is_for_people_to_judge() {
    let project =
        plan("rule: title, who: applicant, any_of: [高级工程师, 正高级工程师], otherwise: outstanding");
    allowed(&project);
    not_checked(&project, "title", 1);
}

#[test]
fn years_may_stand_for_a_title_where_the_rule_says_so() {
    let title = "rule: title, who: leader, any_of: [高级工程师, 正高级工程师], otherwise: years";
    let years = "rule: years, who: leader, at_least: 8";
    let project = Project::sample();
    add_rules(&project, STUDIO, &[title]);
    project.edit(
        STUDIO,
        SOURCE,
        &format!(
            "{SOURCE} }}\n  - {{ {years}, level: warning, source: {{ document: \
                                           measures, article: 第十条 }}"
        ),
    );
    allowed(&project);
    project.edit(TEAMS_FILE, "赵刚, title: 高级工程师", "赵刚, title: 工程师");
    allowed(&project);
    project.edit(TEAMS_FILE, "years: 13", "years: 8");
    allowed(&project);
    project.edit(TEAMS_FILE, ", years: 8", "");
    let broken = only(&project, "工程师", &["星火工作室（t2025-001）", "高级工程师、正高级工程师"]);
    assert!(broken.severity == "error" && broken.help.contains("《工作室管理办法》第九条"), "{broken:#?}");
}

#[test]
fn the_years_that_stand_for_a_leaders_title_are_the_leaders() {
    let project = Project::sample();
    add_rules(
        &project,
        STUDIO,
        &[
            "rule: years, who: members, at_least: 3, level: warning",
            "rule: years, who: leader, at_least: 20, level: warning",
            "rule: title, who: leader, any_of: [正高级工程师], otherwise: years",
        ],
    );
    let errors = |p: &Project| p.diagnostics().into_iter().filter(|d| d.severity == "error").count();
    assert_eq!(errors(&project), 1, "13 years are not 20: {:#?}", project.diagnostics());
    project.edit(TEAMS_FILE, "years: 13", "years: 20");
    assert_eq!(errors(&project), 0);
}

#[test]
fn a_rank_that_is_excluded_is_found_in_longer_words() {
    let project = plan("rule: rank-excluded, ranks: [厅局级]");
    allowed(&project);
    not_checked(&project, "rank-excluded", 3);
    project.edit(ENGINEERS_FILE, "years: 12", "rank: 处级");
    allowed(&project);
    project.edit(ENGINEERS_FILE, "rank: 处级", "rank: 副厅局级");
    refused(&project, "副厅局级", &["王一鸣（g2025-001）", "副厅局级"]);
}

/// P12: a team of 4. The leader is one of the team.
#[test]
fn a_team_has_its_people_with_the_leader_or_is_refused() {
    let project = studio("rule: members, at_least: 5");
    project.edit(TEAMS_FILE, "    - { name: 孙五, birth: 1995-06-07 }\n", "");
    allowed(&project);
    project.edit(TEAMS_FILE, "    - { name: 孙四, birth: 1994-05-06 }\n", "");
    refused(&project, "星火工作室", &["t2025-001", "共4人", "不少于5人"]);
}

/// P12: no mentor.
#[test]
fn a_team_without_a_mentor_is_refused() {
    let project = studio("rule: mentors, at_least: 1");
    allowed(&project);
    project.edit(TEAMS_FILE, "  mentors:\n    - { name: 周全, title: 研究员, unit: 示例大学 }\n", "");
    refused(&project, "星火工作室", &["t2025-001", "指导专家有0人", "不少于1人"]);
}
