//! What a round is, and what of it may be published.

use serde_json::Value;

use super::refused;
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, RESULT, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{self, Diagnostic, Project, id_number};

const PLAN: &str = "content/programmes/plan.yaml";
const STUDIO: &str = "content/programmes/studio.yaml";
const PERIOD: &str = "posting_day: counted }\n";

/// The sample with a rule in a pack, from article 9.
fn ruled(pack: &str, rule: &str) -> Project {
    let project = Project::sample();
    let rule = format!("rules:\n  - {{ {rule}, source: {{ document: measures, article: 第九条 }} }}\n");
    project.write(pack, project.read(pack) + &rule);
    project
}

/// Refused for a broken rule, citing its article.
fn against_the_rule(project: &Project) -> Diagnostic {
    let found = refused(project, "rule-broken");
    assert!(found.help.contains("第九条"), "{found:#?}");
    found
}

fn said(project: &Project, args: &[&str]) -> String {
    let run = project.run(args);
    run.stdout + &run.stderr
}

#[test]
fn a_private_number_in_a_published_text_or_name_is_refused_and_not_repeated() {
    let id = id_number();
    let wide: String = id.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
    let apart = format!("{} {} {}", &id[..6], &id[6..14], &id[14..]);
    let broken = format!("{}\n    {}", &id[..6], &id[6..]);
    let slips = [
        id.as_str(),
        &wide,
        &apart,
        &broken,
        "13800000000",
        "１３８００００００００",
        "138-0000-0000",
        "6200000000000000000",
        "密码为：Abc12345",
        "1985年3月2日出生",
        "1985-03-02",
        "1985/3/2",
        "1985年03月02日",
        "一九八五年三月二日",
        "19850302",
    ];
    for slip in slips {
        let project = Project::sample();
        project.edit(
            ENGINEERS_FILE,
            "summary: 从事工业软件研发，负责求解器。",
            &format!("summary: |\n    负责求解器（{slip}）。"),
        );
        let found = refused(&project, "private-in-text");
        assert!(found.file == ENGINEERS_FILE && found.message.contains("g2025-001"), "{slip}: {found:#?}");
        assert!(found.message.contains("summary"), "{slip}: {found:#?}");
        for args in [&["check"][..], &["--json", "build"], &["-v", "build"], &["generate"]] {
            let said = said(&project, args);
            assert!(slip.lines().all(|line| !said.contains(line.trim())), "{slip}: {said}");
        }
    }
    // As an id it would be the name of a file.
    for number in [id.to_lowercase(), "13800000000".to_owned()] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "id: g2025-002", &format!("id: \"{number}\""));
        refused(&project, "private-in-text");
        assert!(!said(&project, &["check"]).contains(&number));
        let project = Project::sample();
        project.write(&format!("content/pages/a-{number}.md"), "---\ntitle: 页\n---\n");
        assert!(!support::finish(&mut project.command(&["build"])).stderr.contains(&number));
        assert!(!project.path("public").exists());
    }
    // In a title, a remark, a reason, a field of the office.
    for (file, from, to) in [
        (PAGE_FILE, "title: 关于本站", "title: 关于13800000000"),
        (SITE_FILE, "owner: 示例市科学技术协会", "owner: 科协13800000000"),
        (ROUND_FILE, "issuers: [示例市科学技术协会]", "issuers: [科协13800000000]"),
        (ROUND_FILE, "    signed: 2025-09-01\n", "    signed: 2025-09-01\n    note: 13800000000\n"),
        (PLAN, "organisers: [示例市科学技术协会]", "organisers: [科协13800000000]"),
        (ENGINEERS_FILE, "recommender: 东区科学技术协会", "recommender: 东区13800000000"),
        (TEAMS_FILE, "- { name: 孙二, birth", "- { name: 孙二, unit: 电13800000000, birth"),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let run = project.run(&["build"]);
        assert_eq!(run.code, 1, "{to}");
        assert!(!run.stderr.contains("13800000000") && !project.path("public").exists(), "{}", run.stderr);
    }
}

/// Where the programme exempts classified people, the site is byte for byte the site without them; where it allows
/// nothing classified, the record is refused without saying whose it is.
#[test]
fn an_entry_marked_classified_leaves_no_trace() {
    let record = "- { id: a-000, programme: plan, name: 丁暗某, unit: 示例密单位, field: 人工智能, recommender: 某密, \
                  birth: 1979-09-09, classified: 是, summary: 绝密标记 }\n";
    let marks = ["a-000", "丁暗某", "示例密单位", "某密", "1979-09-09", "绝密标记"];
    let commands =
        [&["-v", "check"][..], &["--json", "check"], &["status"], &["order", "2025"], &["report", "2025"]];
    let site = |with: bool| {
        let project = ruled(PLAN, "rule: classified, allowed: exempt").at("2025-09-16");
        if with {
            project.write(ENGINEERS_FILE, record.to_owned() + &project.read(ENGINEERS_FILE));
        }
        project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
        project.succeed(&["generate"]);
        project.succeed(&["publish"]);
        project
    };
    let (with, without) = (site(true), site(false));
    for args in commands {
        assert_eq!(said(&with, args), said(&without, args), "{args:?}");
    }
    let others = without.tree();
    for (path, bytes) in with.tree() {
        let text = String::from_utf8_lossy(&bytes);
        if path != ENGINEERS_FILE {
            assert!(marks.iter().all(|mark| !text.contains(mark)), "{path}");
        }
        // These hold a digest of all that was there.
        let digests = ["public/edition.json", "public/SHA256SUMS", "content/ledger.yaml", ENGINEERS_FILE];
        if !digests.contains(&path.as_str()) {
            assert!(others.get(&path) == Some(&bytes), "{path}");
        }
    }
    let forbidden = Project::sample();
    forbidden.write(ENGINEERS_FILE, record.to_owned() + &forbidden.read(ENGINEERS_FILE));
    refused(&forbidden, "classified");
    for args in [&["check"][..], &["--json", "check"], &["-v", "build"], &["generate"], &["status"]] {
        let said = said(&forbidden, args);
        assert!(marks.iter().all(|mark| !said.contains(mark)), "{args:?}: {said}");
    }
}

#[test]
fn a_period_that_needs_an_unannounced_day_is_refused_naming_the_first() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "published: 2025-09-01 09:00", "published: 2026-12-28 09:00");
    project.edit(ROUND_FILE, "signed: 2025-09-01", "signed: 2026-12-28");
    let found = refused(&project, "day-not-announced");
    assert!(found.message.contains("2026-12-29") && found.help.contains("calendar/2027.yaml"), "{found:#?}");
    let run = project.run(&["period", "2026-12-28", "--posting-day", "counted"]);
    assert!(run.code == 1 && run.stderr.contains("2026-12-29"), "{}", run.stderr);
}

#[test]
fn a_make_up_saturday_counts_and_says_why() {
    let period = Project::empty().json(&["period", "2020-05-09", "--posting-day", "counted"]);
    let first = &period["days"][0];
    assert_eq!((&first["date"], &first["counted"]), (&"2020-05-09".into(), &true.into()));
    assert_eq!(period["ends"], "2020-05-14");
    let reason = first["reason"].as_str().unwrap();
    assert!(reason.contains("周六") && reason.contains("调休"), "{reason}");
}

#[test]
fn documents_that_differ_over_the_period_are_both_cited() {
    let found = Project::repo_sample().diagnostics();
    let open = found.iter().find(|d| d.code == "period-documents-differ").unwrap();
    let text = format!("{} {}", open.message, open.help);
    for cited in
        ["《卓越工程师成长计划管理办法》第十八条", "《关于开展2025年卓越工程师选拔培育项目申报工作的通知》"]
    {
        assert!(text.contains(cited), "{open:#?}");
    }
    assert!(text.contains("5天") && text.contains("5个工作日"), "{open:#?}");
}

#[test]
fn a_published_entry_removed_without_a_reason_is_refused() {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let records = project.read(ENGINEERS_FILE);
    let (start, end) = (records.find("- id: g2025-002").unwrap(), records.find("- id: g2025-003").unwrap());
    project.write(ENGINEERS_FILE, format!("{}{}", &records[..start], &records[end..]));
    let found = refused(&project, "published-entry-gone");
    assert!(found.message.contains("g2025-002") && found.help.contains("removed:"), "{found:#?}");
}

#[test]
fn a_published_page_changed_by_hand_is_named_by_verify() {
    let project = Project::sample();
    project.build();
    project.succeed(&["verify"]);
    let page = project.page("engineers/g2025-001.html");
    project.write("public/engineers/g2025-001.html", page.replace("王一鸣", "王二鸣"));
    let run = project.run(&["verify"]);
    assert!(run.code == 1 && run.stderr.contains("engineers/g2025-001.html"), "{}", run.stderr);
}

/// On the repository's own Beijing round of 30 and 30.
#[test]
fn thirty_one_names_for_thirty_places_are_refused_citing_the_rule() {
    let project = Project::repo_sample();
    let file = "content/rounds/2025/engineers.yaml";
    let one_more = "- { id: g2025-031, programme: growth-plan, name: 丁一, unit: 示例己公司, field: 人工智能, \
                    recommender: 某某, birth: 1990-01-01 }\n";
    project.write(file, project.read(file) + one_more);
    let found = project.diagnostics();
    let broken = found.iter().find(|d| d.code == "rule-broken" && d.message.contains("31人")).unwrap();
    assert!(broken.severity == "error" && broken.help.contains("申报工作的通知》二（二）"), "{broken:#?}");
    assert_eq!(project.run(&["build"]).code, 1);
}

#[test]
fn a_contact_that_nobody_can_reach_is_refused() {
    let phone = "phone: 010-00000001";
    for (code, from, to) in [
        ("contact-phone", phone, "phone: 00000001"),
        ("contact-phone", phone, "phone: 13800000000"),
        ("contact-hours", "010-00000001\n    hours: 工作日 9:00–11:30", "010-00000001"),
        ("contact-without-channel", "\n    phone: 010-00000001\n    hours: 工作日 9:00–11:30", ""),
    ] {
        let project = Project::sample();
        project.edit(SITE_FILE, from, to);
        assert_eq!(refused(&project, code).file, SITE_FILE);
    }
    let project = Project::sample();
    let (before, rest) =
        project.read(SITE_FILE).split_once("contacts:\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let after = rest.split_once("objection:").unwrap().1.to_owned();
    project.write(SITE_FILE, format!("{before}objection:{after}"));
    assert_eq!(refused(&project, "missing-key").file, SITE_FILE);
}

#[test]
fn the_same_person_twice_is_refused_naming_both() {
    let project = ruled(PLAN, "rule: once, across: [plan, studio]");
    project.edit(ENGINEERS_FILE, "name: 李明", "name: 赵刚");
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 示例丁装备有限公司");
    let found = against_the_rule(&project);
    assert!(found.message.contains("g2025-002") && found.message.contains("t2025-001"), "{found:#?}");

    let project = ruled(PLAN, "rule: not-again, honours: [工程师成长计划]").at("2026-09-02");
    project.edit(ROUND_FILE, PERIOD, &format!("{PERIOD}{RESULT}"));
    let round = "title: 2026年示例工程师选拔项目\nyear: 2026\nprogrammes: [plan]\nissuers: [示例市科学技术协会]\n\
                 order: as-listed\nnotices:\n  - { kind: publicity, published: 2026-09-01 09:00, period: { days: 5, \
                 unit: working, posting_day: counted } }\n";
    project.write("content/rounds/2026/round.yaml", round);
    project.write(
        "content/rounds/2026/engineers.yaml",
        "- { id: g2026-001, name: 王一鸣, unit: 示例甲软件有限公司, field: ai, recommender: 某某 }\n",
    );
    let found = against_the_rule(&project);
    assert!(found.message.contains("g2025-001") && found.related[0].0 == ENGINEERS_FILE, "{found:#?}");
    assert_eq!((found.file.as_str(), found.line), ("content/rounds/2026/engineers.yaml", 1));
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_neutralised() {
    let project = Project::sample();
    let cells = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "|calc", "%0A=1"];
    let mut records = String::new();
    for (i, cell) in cells.iter().enumerate() {
        let cell = Value::from(*cell).to_string();
        records += &format!(
            "- {{ id: c-{i}, programme: plan, name: 王{i}, unit: {cell}, title: {cell}, field: ai, recommender: {cell} }}\n"
        );
    }
    project.write(ENGINEERS_FILE, records);
    project.edit(TEAMS_FILE, "name: 星火工作室", "name: =星火");
    project.edit(ROUND_FILE, "order: surname-strokes", "order: as-listed");
    project.build();
    let text = project.page("rounds/2025/list.csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), cells.len() + 2);
    for row in &rows {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r'])), "{row:?}");
    }
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "'=星火")));
    // A carriage return, which would begin a cell of its own, does not even come in.
    for cell in ["\"\\r=1\"", "\"\\x0D=1\"", "\"甲\r=1\""] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: {cell}"));
        let found = refused(&project, "forbidden-character");
        assert!(found.message.contains("U+000D"), "{found:#?}");
    }
}

#[test]
fn a_team_too_small_too_old_or_without_a_mentor_is_refused_citing_the_rule() {
    let team = |rule: &str, from: &str, to: &str| {
        let project = ruled(STUDIO, rule);
        project.build();
        project.edit(TEAMS_FILE, from, to);
        std::fs::remove_dir_all(project.path("public")).unwrap();
        let found = against_the_rule(&project);
        assert!(found.message.contains("t2025-001"), "{found:#?}");
    };
    let two = "    - { name: 孙四, birth: 1994-05-06 }\n    - { name: 孙五, birth: 1995-06-07 }\n";
    team("rule: members, at_least: 5", two, "");
    team(
        "rule: born, who: members, on_or_after: 1995-01-01, at_least: 1",
        "birth: 1995-06-07",
        "birth: 1989-12-31",
    );
    let mentors = "  mentors:\n    - { name: 周全, title: 研究员, unit: 示例大学 }\n";
    team("rule: mentors, at_least: 1", mentors, "");
}
