//! Nothing private is published: neither from private fields, nor typed into public ones, nor by way of a template,
//! nor in a message.

// Helpers of a test may panic like the test itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::Project;
use common::sample::{ENGINEERS_FILE, PAGE_FILE, RESULT, ROUND_FILE, TEAMS_FILE};

/// An ID number of nobody: area code 000000, with the check digit of GB 11643-1999 worked out here.
fn id_number() -> String {
    let body = "00000019900101000";
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

#[test]
fn numbers_typed_into_public_fields_stop_publication_and_are_not_repeated() {
    let id = id_number();
    for private in
        [id.as_str(), "13800000000", "138 0000 0000", "1985年3月2日出生", "1985年3月2日", "生于1985年"]
    {
        for (file, from, subject) in [
            (ENGINEERS_FILE, "从事工业软件研发", "g2025-001"),
            (ENGINEERS_FILE, "提出算法并主持实现", "g2025-001"),
        ] {
            let project = Project::sample();
            project.edit(file, from, &format!("{from}，{private}"));
            let found = project.only_diagnostic();
            assert_eq!((found.code.as_str(), found.file.as_str()), ("private-in-text", file), "{private}");
            assert!(found.line > 0 && found.message.contains(subject), "{found:#?}");
            let run = project.run(&["build"]);
            assert_eq!(run.code, 1);
            assert!(!run.stderr.contains(private) && !project.path("public").exists(), "{}", run.stderr);
        }
    }
}

#[test]
fn what_a_call_let_slip_is_refused_in_pages_remarks_and_teams() {
    let id = id_number();
    for private in
        [id.as_str(), "13800000000", "初始密码为：Abc12345", "http://192.0.2.1:18080/", "[bookmark: _GoBack]"]
    {
        let project = Project::sample();
        project.write(PAGE_FILE, project.read(PAGE_FILE) + "\n" + private + "\n");
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("private-in-text", PAGE_FILE), "{private}");
        assert_eq!(found.line as usize, project.read(PAGE_FILE).lines().count(), "{private}");
        let project = Project::sample();
        let note = format!("    signed: 2025-09-01\n    note: \"{private}\"\n");
        project.edit(ROUND_FILE, "    signed: 2025-09-01\n", &note);
        assert_eq!(project.only_diagnostic().code, "private-in-text", "{private}");
    }
    let project = Project::sample();
    let members = project.read(TEAMS_FILE);
    let unit = members.lines().find_map(|l| l.strip_prefix("  unit: ")).unwrap().to_owned();
    project.write(TEAMS_FILE, members.replacen(&unit, &format!("{unit}{id}"), 1));
    assert_eq!(project.only_diagnostic().code, "private-in-text");
}

#[test]
fn a_template_that_puts_a_number_out_is_stopped_at_the_gate() {
    let project = Project::sample();
    project.build();
    let before = project.public();
    let template = "{% extends \"base.html\" %}{% block main %}<p>13800000000</p>{% endblock main %}";
    project.write("themes/default/templates/verify.html", template);
    let run = project.run(&["--json", "build"]);
    assert_eq!(run.code, 1);
    let found = &common::diagnostics(&serde_json::from_str(&run.stdout).unwrap())[0];
    assert_eq!((found.code.as_str(), found.file.as_str()), ("private-in-output", "verify.html"));
    assert!(!run.stdout.contains("13800000000"));
    assert!(project.public() == before, "what is online stays as it was");
}

#[test]
fn dates_and_numbers_that_are_nobodys_pass() {
    let project = Project::sample();
    let text =
        "1980年1月1日及以后出生的可以申报；专利号ZL202010000000.0；投资13800万元；2020年3月生产线投产。";
    project.write(PAGE_FILE, project.read(PAGE_FILE) + "\n" + text + "\n");
    project.edit(ENGINEERS_FILE, "从事工业软件研发", "2020年3月生产线投产，节约13800万元，从事工业软件研发");
    project.build();
}

/// A mark of its own in every private field of every record: none may come out anywhere.
#[test]
fn marks_in_private_fields_are_seen_nowhere() {
    let project = Project::sample().at("2025-09-16");
    let marks = "  education: 博士暗记甲\n  rank: 暗记乙\n  grassroots: 是\n  years: 987654321\n  pinyin: wang yi ming\n  \
                 main: 暗记一\n  outstanding: 暗记二\n  study: [{ from: 1901-09, to: 1902-06, text: 暗记三 }]\n  work: [{ \
                 from: 1903-07, to: 至今, text: 暗记四 }]\n  posts: [暗记五]\n  patents: [暗记六]\n  awards: [暗记七]\n  \
                 honours: 暗记八\n";
    // A rule for each fact, so that every one is looked at.
    let rules = [
        "text, key: main, max: 1500",
        "title, who: applicant, any_of: [院士], otherwise: outstanding, level: warning",
        "items, key: study, max: 6, gap: 0",
        "items, key: work, max: 6, gap: 0",
        "items, key: posts, max: 5",
        "items, key: patents, max: 5",
        "items, key: awards, max: 5",
        "awards-stated, wording: 无相关奖励",
        "not-again, honours: [示州工匠]",
    ];
    let source = "source: { document: measures, article: 第九条 }";
    let rules: String = rules.iter().map(|rule| format!("  - {{ rule: {rule}, {source} }}\n")).collect();
    let plan = "content/programmes/plan.yaml";
    project.write(plan, format!("{}rules:\n{rules}", project.read(plan)));
    project.edit(ENGINEERS_FILE, "  education: 博士\n  years: 12\n", marks);
    project.edit(ENGINEERS_FILE, "birth: 1985-03-02", "birth: 1971-11-23");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
    project.write(
        "content/rounds/2025/objections.yaml",
        "- { received: 2025-09-03 10:00, channel: 信函, about: g2025-003, by: person, real_name: true, sent_to: 暗记丙, \
         sent: 2025-09-04, report: 2025-09-05, decision: upheld, decided: 2025-09-06, note: 暗记丁 }\n",
    );
    project.succeed(&["generate"]);
    project.succeed(&["publish"]);
    let said: String =
        [&["-v", "check"][..], &["--json", "check"], &["status"], &["order", "2025"], &["report", "2025"]]
            .iter()
            .map(|args| project.run(args))
            .map(|run| run.stdout + &run.stderr)
            .collect();
    let mut seen = vec![("messages".to_owned(), said)];
    for (path, bytes) in project.tree() {
        let own = path.starts_with("content/rounds/") || path == "public/";
        if !own {
            seen.push((path, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    assert!(seen.len() > 60, "the edition, the review and the ledger are looked at");
    for mark in ["暗记", "987654321", "1901-09", "1903-07", "1971-11-23", "1971年11月23日", "19711123"] {
        for (path, text) in &seen {
            assert!(!text.contains(mark), "{mark} is in {path}");
        }
    }
}

#[test]
fn an_entry_marked_classified_is_refused_without_naming_it() {
    let project = Project::sample();
    let record = "- { id: g2025-009, programme: plan, name: 暗某某, unit: 示例密单位, field: 人工智能, recommender: 某某, \
                  classified: 是, summary: 绝密标记 }\n";
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + record);
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.file.as_str()), ("classified", ENGINEERS_FILE));
    for command in ["check", "build", "status", "generate"] {
        let run = project.run(&[command]);
        let said = run.stdout + &run.stderr;
        assert_eq!(run.code, 1, "{command}");
        assert!(
            !said.contains("暗某某") && !said.contains("示例密单位") && !said.contains("绝密标记"),
            "{said}"
        );
    }
}

/// Where classified people are exempt, the site, its numbers and its order are those of a site that never knew them.
#[test]
fn an_exempt_entry_leaves_no_trace_in_anything() {
    let exempting = || {
        let project = Project::sample();
        let plan = "content/programmes/plan.yaml";
        let rule = "rules:\n  - { rule: classified, allowed: exempt, source: { document: measures, article: 第九条 } }\n";
        project.write(plan, project.read(plan) + rule);
        project
    };
    let without = exempting();
    without.succeed(&["generate"]);
    without.succeed(&["publish"]);
    let project = exempting();
    let record = "- { id: a-000, programme: plan, name: 丁暗某, unit: 示例密单位, field: 人工智能, recommender: 某某, \
                  birth: 不是日期, classified: true, summary: 绝密标记 }\n";
    project.write(ENGINEERS_FILE, record.to_owned() + &project.read(ENGINEERS_FILE));
    project.succeed(&["generate"]);
    project.succeed(&["publish"]);
    let seen = |project: &Project| {
        let mut tree = project.tree();
        // The manifest's digest of the inputs, and the ledger's of the edition, tell that something else was there.
        for file in [ENGINEERS_FILE, "public/edition.json"] {
            tree.remove(file);
        }
        tree
    };
    assert!(seen(&project) == seen(&without), "everything else is byte for byte the same");
    for args in
        [&["-v", "check"][..], &["--json", "check"], &["status"], &["order", "2025"], &["report", "2025"]]
    {
        let run = project.run(args);
        let same = without.run(args);
        assert_eq!((run.code, run.stdout, run.stderr), (same.code, same.stdout, same.stderr), "{args:?}");
    }
}

#[test]
fn a_check_stops_what_a_build_would_stop() {
    let project = Project::sample();
    project.write("content/rounds/2025/notice.md", "# {{ notice.title }}\n\n联系手机：13800000000\n");
    let codes: Vec<_> = project.diagnostics().into_iter().map(|d| d.code).collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| code == "private-in-output"), "{codes:?}");
}
