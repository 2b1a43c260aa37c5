//! Nothing private is published: neither from private fields, nor typed into public ones, nor by way of a template,
//! nor in a message.

mod beside;
mod canary;
mod corpus;
mod documents;

use crate::support::preview::Preview;
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, TEAMS_FILE};
use crate::support::{Project, id_number};
use canary::marked;

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
    let found = &crate::support::diagnostics(&serde_json::from_str(&run.stdout).unwrap())[0];
    assert_eq!((found.code.as_str(), found.file.as_str()), ("private-in-output", "verify.html"));
    assert!(!run.stdout.contains("13800000000"));
    assert!(project.public() == before, "what is online stays as it was");
}

/// The preview lets nothing through that a build would stop.
#[test]
fn a_page_that_may_not_go_out_is_not_previewed() {
    let project = Project::sample();
    let template = "{% extends \"base.html\" %}{% block main %}<p>a_13800000000</p>{% endblock main %}";
    project.write("themes/default/templates/verify.html", template);
    let preview = Preview::start(&project);
    let body = preview.get("/verify.html", "").body;
    assert!(!body.contains("13800000000") && body.contains("verify.html 里有手机号码"), "{body}");
    assert_eq!(preview.get("/about.html", "").status, "200");
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

/// A remark of the register, a name or a summary of an exempt record typed into something public is stopped at the gate.
#[test]
fn private_texts_typed_into_pages_are_stopped() {
    for text in ["暗记丁所反映的情况属实", "暗记己公司", "mark-987654321"] {
        let project = marked();
        project.write(PAGE_FILE, format!("{}\n{text}\n", project.read(PAGE_FILE)));
        let found = project.diagnostics();
        let stopped = found
            .iter()
            .find(|d| d.code == "private-in-text")
            .unwrap_or_else(|| panic!("{text}: {found:#?}"));
        let line = project.read(PAGE_FILE).lines().count() as u64;
        assert_eq!((&*stopped.file, stopped.line), (PAGE_FILE, line), "{stopped:#?}");
        assert!(!stopped.message.contains(text), "{stopped:#?}");
        assert_eq!(project.run(&["build"]).code, 1);
    }
}

/// A date of birth is a date like any other until the person's name stands beside it.
#[test]
fn a_date_of_birth_is_stopped_where_its_person_is_named() {
    let page = |text: &str| {
        let project = Project::sample();
        project.write(PAGE_FILE, format!("{}\n{text}\n", project.read(PAGE_FILE)));
        project.run(&["build"]).code
    };
    assert_eq!(page("1985年3月2日，本会成立。"), 0);
    assert_eq!(page("王一鸣，1985年3月2日。"), 1);
    assert_eq!(page("赵刚（1987.1.9）"), 1);
    // The cut-off date that a rule prints tells nobody's birth.
    let project = Project::sample();
    let plan = "content/programmes/plan.yaml";
    let rule = "rules:\n  - { rule: born, who: applicant, on_or_after: 1984-07-19, source: { document: measures, article: 一 } }\n";
    project.write(plan, project.read(plan) + rule);
    project.write(PAGE_FILE, format!("{}\n李明等人，1984年7月19日及以后。\n", project.read(PAGE_FILE)));
    project.build();
}

/// What the office lists as its own lines may look like anyone's number.
#[test]
fn the_offices_own_lines_pass() {
    let project = Project::sample();
    let site = crate::support::sample::SITE_FILE;
    project.edit(site, "email: talent@example.org.cn", "email: 13800000000@example.org.cn");
    project.build();
    assert!(
        project.page("index.html").contains("13800000000@example.org.cn")
            || project.page("objection.html").contains("13800000000@example.org.cn")
    );
    project.write(PAGE_FILE, format!("{}\n另有13800000000。\n", project.read(PAGE_FILE)));
    assert_eq!(project.run(&["build"]).code, 1);
}

#[test]
fn an_entry_marked_classified_is_refused_without_naming_it() {
    let project = Project::sample();
    let record = "- { id: g2025-009, programme: plan, name: 暗某某, unit: 示例密单位, field: 人工智能, recommender: 某某, \
                  classified: 是, summary: 绝密暗记 }\n";
    project.write(ENGINEERS_FILE, project.read(ENGINEERS_FILE) + record);
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.file.as_str()), ("classified", ENGINEERS_FILE));
    for command in ["check", "build", "status", "generate"] {
        let run = project.run(&[command]);
        let said = run.stdout + &run.stderr;
        assert_eq!(run.code, 1, "{command}");
        assert!(
            !said.contains("暗某某") && !said.contains("示例密单位") && !said.contains("绝密暗记"),
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
                  birth: 不是日期, classified: true, summary: 绝密暗记 }\n";
    project.write(ENGINEERS_FILE, record.to_owned() + &project.read(ENGINEERS_FILE));
    project.succeed(&["generate"]);
    project.succeed(&["publish"]);
    let seen = |project: &Project| {
        let mut tree = project.tree();
        // The manifest's digest of the inputs, and so the sum of the manifest, tell that something else was there.
        for file in [ENGINEERS_FILE, "public/edition.json"] {
            tree.remove(file);
        }
        let sums = tree.get_mut("public/SHA256SUMS").unwrap();
        let lines = String::from_utf8(std::mem::take(sums)).unwrap();
        let (manifest, others): (Vec<&str>, Vec<&str>) =
            lines.lines().partition(|line| line.ends_with("  edition.json"));
        assert!(manifest.len() == 1 && others.len() > 20, "{lines}");
        *sums = others.join("\n").into_bytes();
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
    let found = project.only_diagnostic();
    let place = (&*found.code, &*found.file, found.line);
    assert_eq!(place, ("private-in-text", "content/rounds/2025/notice.md", 3), "{found:#?}");
}
