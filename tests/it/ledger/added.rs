//! Nobody is added silently to a list that was published: a supplement or a restart tells of it, and after the
//! result nothing can.

use super::{LEDGER, announce, codes, published, state, without, write_old_ledger};
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, SUSPENSION, TEAMS_FILE};
use crate::support::{Diagnostic, Project};

const CODE: &str = "entry-added-silently";
const ADDED: &str = "\
- id: g2025-004
  programme: plan
  name: 陈平
  unit: 示例己仪表有限公司
  field: 人工智能
  recommender: 东区科学技术协会
";
const WITHDRAWAL: &str = "  - { kind: withdrawal, published: 2025-09-17 09:00, reason: 名单误发 }\n";

fn add(project: &Project) {
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + ADDED);
}

fn supplement(id: &str, published: &str) -> String {
    format!(
        "  - kind: supplement\n    published: {published}\n    entries: [{id}]\n    \
         period: {{ days: 5, unit: working, posting_day: counted }}\n"
    )
}

fn restart(published: &str) -> String {
    format!(
        "  - kind: restart\n    published: {published}\n    reason: 名单有重大变更\n    \
         period: {{ days: 5, unit: working, posting_day: counted }}\n"
    )
}

/// The only diagnostic: an entry of this file, added silently.
fn refused(project: &Project, file: &str) -> Diagnostic {
    let found = project.only_diagnostic();
    let told = (found.code.as_str(), found.severity.as_str(), found.file.as_str());
    assert_eq!(told, (CODE, "error", file), "{found:#?}");
    found
}

#[test]
fn an_entry_added_before_the_deadline_is_refused_where_it_is_written() {
    let project = published().at("2025-09-05 16:29");
    let before = project.tree();
    let line = project.read(ENGINEERS_FILE).lines().count() as u64 + 1;
    add(&project);
    let found = refused(&project, ENGINEERS_FILE);
    assert_eq!((found.line, found.message.contains("g2025-004")), (line, true), "{found:#?}");
    assert!(found.message.contains("第1号公告（公示）"), "{found:#?}");
    for remedy in ["补充公示（supplement）", "重新公示（restart）"] {
        assert!(found.help.contains(remedy), "{remedy}: {found:#?}");
    }
    let run = project.run(&["--lang", "en", "check"]);
    assert!(run.stderr.contains("notice 1 (publicity)") && run.stderr.contains("supplement"), "{run:?}");
    assert_eq!(project.run(&["publish"]).code, 1);
    let mut after = project.tree();
    after.insert(ENGINEERS_FILE.into(), before[ENGINEERS_FILE].clone());
    assert!(after == before, "nothing was published");
    // Until the publicity is in the ledger, the list is nobody's but the office's.
    project.remove(LEDGER);
    project.remove("public");
    project.remove("content/published");
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_team_added_after_the_period_is_refused_too() {
    let project = published().at("2025-09-10");
    let teams = project.read(TEAMS_FILE);
    let second = &teams[teams.find("- id: t2025-002").unwrap()..];
    project.write(
        TEAMS_FILE,
        format!("{teams}{}", second.replace("t2025-002", "t2025-003").replace("name: ", "name: 另")),
    );
    refused(&project, TEAMS_FILE);
}

#[test]
fn a_supplement_tells_of_those_it_names_and_only_once() {
    let project = published();
    add(&project);
    announce(&project, &supplement("g2025-004", "2025-09-04 09:00"));
    // Until it is out, the entry is not there.
    project.succeed(&["publish"]);
    assert!(!project.page("rounds/2025/list.json").contains("陈平"));
    let project = project.at("2025-09-04 09:00");
    project.succeed(&["publish"]);
    assert!(project.page("rounds/2025/list.json").contains("陈平"));
    let more = ADDED.replace("g2025-004", "g2025-005").replace("陈平", "何为");
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + &more);
    refused(&project, ENGINEERS_FILE);
    // What is printed does not come to name another.
    let told = "  - kind: correction\n    published: 2025-09-04 10:00\n    corrects: supplement\n    note: 补充名单有误。\n";
    project.edit(ROUND_FILE, "entries: [g2025-004]", "entries: [g2025-004, g2025-005]");
    announce(&project, told);
    refused(&project, ENGINEERS_FILE);
}

#[test]
fn a_supplement_for_another_entry_tells_nothing() {
    let project = published().at("2025-09-04");
    add(&project);
    project.write(
        ENGINEERS_FILE,
        project.read(ENGINEERS_FILE) + &ADDED.replace("g2025-004", "g2025-005").replace("陈平", "何为"),
    );
    announce(&project, &supplement("g2025-005", "2025-09-04 09:00"));
    assert!(refused(&project, ENGINEERS_FILE).message.contains("g2025-004"));
}

#[test]
fn a_restart_tells_of_everyone_from_the_moment_it_is_out() {
    let project = published();
    add(&project);
    announce(&project, &restart("2025-09-04 09:00"));
    refused(&project, ENGINEERS_FILE);
    let project = project.at("2025-09-04 09:00");
    project.succeed(&["publish"]);
    assert!(project.read(LEDGER).contains("g2025-004"));
    project.write(
        ENGINEERS_FILE,
        project.read(ENGINEERS_FILE) + &ADDED.replace("g2025-004", "g2025-005").replace("陈平", "何为"),
    );
    assert!(refused(&project, ENGINEERS_FILE).message.contains("第2号公告（重新公示）"));
}

#[test]
fn a_suspended_list_grows_by_a_restart_only() {
    let project = published().at("2025-09-04");
    announce(&project, SUSPENSION);
    add(&project);
    let found = refused(&project, ENGINEERS_FILE);
    assert!(found.help.contains("重新公示（restart）") && !found.help.contains("supplement"), "{found:#?}");
}

#[test]
fn nobody_is_added_after_the_result() {
    let project = published().at("2025-09-16");
    announce(&project, RESULT);
    add(&project);
    // A result that is not out yet does not tell either.
    refused(&project, ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE).replace(ADDED, ""));
    project.succeed(&["publish"]);
    add(&project);
    let found = refused(&project, ENGINEERS_FILE);
    assert!(found.message.contains("第2号公告（结果公布）"), "{found:#?}");
    assert!(!found.help.contains("supplement") && !found.help.contains("restart"), "{found:#?}");
    // A supplement cannot follow, nor can one be slipped in before it.
    for place in [supplement("g2025-004", "2025-09-15 10:00"), supplement("g2025-004", "2025-09-04 09:00")] {
        let round = project.read(ROUND_FILE);
        match place.contains("09-15") {
            true => announce(&project, &place),
            false => project.edit(ROUND_FILE, RESULT, &format!("{place}{RESULT}")),
        }
        assert_eq!(project.run(&["publish"]).code, 1, "{place}");
        project.write(ROUND_FILE, round);
    }
    // Once all is withdrawn, a restart states everything anew.
    announce(&project, WITHDRAWAL);
    let project = project.at("2025-09-18");
    refused(&project, ENGINEERS_FILE);
    announce(&project, &restart("2025-09-18 09:00"));
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn another_id_is_another_entry() {
    let project = published().at("2025-09-04");
    project.edit(ENGINEERS_FILE, "- id: g2025-002", "- id: g2025-022");
    assert_eq!(codes(&project), ["published-entry-gone", CODE]);
    state(&project, "removed:\n  - { entry: g2025-002, published: 2025-09-04, reason: 编号有误 }\n");
    refused(&project, ENGINEERS_FILE);
    announce(&project, &supplement("g2025-022", "2025-09-04 09:00"));
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_published_entry_does_not_move_to_another_round() {
    let project = published().at("2025-09-04");
    let all = project.read(ENGINEERS_FILE);
    let moved = &all[all.find("- id: g2025-003").unwrap()..];
    let round = project.read(ROUND_FILE).replace("2025年", "2026年").replace("plan, studio", "plan");
    let (draft, out) = (round.split("notices:").next().unwrap().to_owned(), round.replace("year: 2025", ""));
    project.write(ENGINEERS_FILE, without(&project.read(ENGINEERS_FILE), "g2025-003"));
    let file = "content/rounds/2026/engineers.yaml";
    project.write(file, moved);
    for round in [draft, out] {
        project.write("content/rounds/2026/round.yaml", round);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("published-entry-moved", file), "{found:#?}");
        assert!(found.message.contains("2025年示例工程师选拔项目"), "{found:#?}");
    }
    // Nor does it when the other round is published already.
    project.remove("content/rounds/2026/engineers.yaml");
    project.write(file, ADDED);
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + moved);
    project.succeed(&["publish"]);
    project.write(ENGINEERS_FILE, without(&project.read(ENGINEERS_FILE), "g2025-003"));
    project.write(file, format!("{ADDED}{moved}"));
    assert_eq!(project.only_diagnostic().code, "published-entry-moved");
}

#[test]
fn each_round_is_judged_by_its_own_publicity() {
    let project = published().at("2025-09-04");
    let round = project.read(ROUND_FILE).replace("plan, studio", "plan").replace("2025-09-01", "2025-09-04");
    project.write("content/rounds/2026/round.yaml", round);
    project.write("content/rounds/2026/engineers.yaml", ADDED);
    assert_eq!(codes(&project), [""; 0], "its publicity is not in the ledger");
    project.succeed(&["publish"]);
    let file = "content/rounds/2026/engineers.yaml";
    project
        .write(file, format!("{ADDED}{}", ADDED.replace("g2025-004", "g2025-005").replace("陈平", "何为")));
    refused(&project, file);
}

#[test]
fn a_ledger_of_an_earlier_version_says_enough() {
    let project = published().at("2025-09-04");
    let cut = |line: &str| match line.find(", length:").filter(|_| line.contains("number:")) {
        Some(at) => format!("{} }}", &line[..at]),
        None => line.to_owned(),
    };
    let text = project.read(LEDGER);
    let old: Vec<String> = text.lines().filter(|l| !l.starts_with("  pages:")).map(cut).collect();
    write_old_ledger(&project, &old.join("\n"));
    assert_eq!(codes(&project), [""; 0]);
    add(&project);
    refused(&project, ENGINEERS_FILE);
}
