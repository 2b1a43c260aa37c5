//! Each cause by which a notice would be printed otherwise than it was: it is refused where it is written, and the printed
//! notice does not change.

use super::{PUBLICITY, announce, archive, codes, errors, published};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};

const PLAN_FILE: &str = "content/programmes/plan.yaml";
const NOTE: &str =
    "  - kind: correction\n    published: 2025-09-03 10:00\n    corrects: publicity\n    note: ";

/// Changes a file after publication: refused at that file, naming the document and a remedy, and nothing is published.
fn refused(file: &str, from: &str, to: &str) -> Project {
    let project = published().at("2025-09-04");
    let before = (archive(&project), project.public());
    project.edit(file, from, to);
    let found = errors(&project);
    let one = found.first().unwrap_or_else(|| panic!("{to} is accepted"));
    assert_eq!(
        (found.len(), one.code.as_str(), one.file.as_str()),
        (1, "printed-otherwise", file),
        "{found:#?}"
    );
    assert!(one.message.contains(PUBLICITY), "{one:#?}");
    assert!(one.help.contains("更正（correction"), "{one:#?}");
    for command in ["publish", "build"] {
        assert_eq!(project.run(&[command]).code, 1, "{to}");
    }
    assert!((archive(&project), project.public()) == before, "{to}");
    project
}

#[test]
fn what_the_round_says_is_not_changed() {
    refused(ROUND_FILE, "order: surname-strokes", "order: pinyin");
    refused(ROUND_FILE, "[name, unit, field, recommender]", "[name, unit, title, field]");
    refused(ROUND_FILE, "order: surname", "basis: [另一份办法]\norder: surname");
    let own = "contacts: [{ name: 人才服务部, email: other@example.org.cn }]\norder: surname";
    refused(ROUND_FILE, "order: surname", own);
}

#[test]
fn what_the_site_and_the_programmes_say_is_not_changed() {
    refused(SITE_FILE, "phone: 010-00000000", "phone: 010-00000002");
    refused(SITE_FILE, "postmark: sending", "postmark: arriving");
    refused(SITE_FILE, "{ postmark: sending }", "{ postmark: sending, anonymous: 匿名的不予受理。 }");
    refused(PLAN_FILE, "name: 工程师成长计划", "name: 工程师提升计划");
    refused(PLAN_FILE, "title: 成长计划管理办法", "title: 成长计划实施办法");
}

#[test]
fn nobody_is_added_to_a_printed_list_nor_left_out_nor_changed() {
    let project = published().at("2025-09-04");
    let before = archive(&project);
    let more = "- id: g2025-004\n  programme: plan\n  name: 陈平\n  unit: 示例己仪表有限公司\n  field: 人工智能\n  recommender: 东区科学技术协会\n";
    let all = project.read(ENGINEERS_FILE);
    let gone = all.split("- id: g2025-003").next().unwrap().to_owned();
    for records in [format!("{all}{more}"), gone, all.replace("示例乙机电", "示例乙机械")] {
        project.write(ENGINEERS_FILE, &records);
        let found = errors(&project);
        assert_eq!(found.len(), 1, "{records}");
        assert!(format!("{}{}", found[0].message, found[0].help).contains(PUBLICITY), "{found:#?}");
        assert_eq!(project.run(&["publish"]).code, 1);
        // Nor where the ledger is of no help any more.
        assert!(archive(&project) == before);
    }
}

#[test]
fn what_was_said_of_a_teams_people_and_work_is_in_the_archive_and_not_changed() {
    let project = published().at("2025-09-04");
    let document = project.read(PUBLICITY);
    for said in ["孙三", "{ name: \"周全\", unit: \"示例大学\", title: \"研究员\" }", "研制储能装备。"]
    {
        assert!(document.contains(said), "{said}: {document}");
    }
    let teams = project.read(TEAMS_FILE);
    for (from, to, is) in [
        ("name: 孙三", "name: 孙六", "孙六"),
        ("    - { name: 孙四, birth: 1994-05-06 }\n", "", "孙三、孙五"),
        ("title: 研究员, unit", "title: 副研究员, unit", "周全（副研究员，示例大学）"),
        ("研制储能装备", "研制储热装备", "研制储热装备。"),
    ] {
        project.write(TEAMS_FILE, teams.replace(from, to));
        let found = errors(&project);
        let one = found.first().unwrap_or_else(|| panic!("{to} is accepted"));
        assert_eq!(
            (found.len(), one.code.as_str(), one.file.as_str()),
            (1, "published-fact-changed", TEAMS_FILE)
        );
        assert!(one.message.contains(is) && one.message.contains("原来是“"), "{one:#?}");
        assert!(one.help.contains(PUBLICITY) && one.help.contains("更正公告（correction）"), "{one:#?}");
        assert_eq!(project.run(&["publish"]).code, 1, "{to}");
    }
    assert_eq!(project.read(PUBLICITY), document);
}

#[test]
fn the_rounds_own_wording_is_not_changed() {
    let wording = "content/rounds/2025/notice.md";
    let template = include_str!("../../../themes/default/markdown/publicity.md");
    let project = Project::sample();
    project.write(wording, template.replace("对名单有异议的", "对名单如有异议的"));
    project.succeed(&["publish"]);
    let project = project.at("2025-09-04");
    let before = archive(&project);
    for text in [template.replace("对名单有异议的", "对名单持有异议的"), template.to_owned()] {
        project.write(wording, text);
        let found = errors(&project);
        assert_eq!(
            (found.len(), found[0].code.as_str(), found[0].file.as_str()),
            (1, "printed-otherwise", wording)
        );
    }
    assert_eq!(project.run(&["publish"]).code, 1);
    assert!(archive(&project) == before);
    // Nor does one come where there was none.
    let project = published().at("2025-09-04");
    project.write(wording, template.replace("对名单有异议的", "对名单持有异议的"));
    assert_eq!(errors(&project)[0].code, "printed-otherwise");
    // The same words are no other words.
    project.write(wording, template);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn the_themes_wording_is_not_changed_and_its_looks_are_free() {
    let project = published().at("2025-09-04");
    let before = archive(&project);
    let theme = "themes/default/markdown/publicity.md";
    let template = include_str!("../../../themes/default/markdown/publicity.md");
    project.write(theme, template.replace("对名单有异议的", "对名单持有异议的"));
    let found = errors(&project);
    assert_eq!(
        (found.len(), found[0].code.as_str(), found[0].file.as_str()),
        (1, "printed-otherwise", "themes/default")
    );
    assert_eq!(project.run(&["publish"]).code, 1);
    project.remove("themes");
    let page = include_str!("../../../themes/default/templates/notice.html");
    project
        .write("themes/default/templates/notice.html", page.replace("本轮名单和公告", "这一轮的名单和公告"));
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["publish"]);
    assert!(archive(&project) == before);
    assert!(project.page("rounds/2025/1-publicity.html").contains("这一轮的名单和公告"));
    // Nor may a page leave the text out, or change it.
    let public = project.public();
    let shown = "{{ content | safe }}";
    for other in
        ["", "{# {{ content | safe }} #}", "{{ content | replace(from=\"李明\", to=\"李某\") | safe }}"]
    {
        project.write("themes/default/templates/notice.html", page.replace(shown, other));
        let found = errors(&project);
        assert!(
            found.iter().all(|d| d.code == "page-lacks-text" && d.file.ends_with("notice.html")),
            "{found:#?}"
        );
        assert!(
            !found.is_empty() && project.run(&["publish"]).code == 1 && project.public() == public,
            "{other}"
        );
    }
}

#[test]
fn a_day_that_counts_otherwise_is_told() {
    let project = published().at("2025-09-04");
    let builtin = include_str!("../../../src/records/calendar/years/2025.yaml");
    // One day less and one more: the end is the same.
    let amended = format!("{builtin}  - name: 调整\n    from: 2025-09-04\n    to: 2025-09-04\n");
    project.write("content/calendar/2025.yaml", amended);
    assert!(codes(&project).contains(&"period-by-another-calendar".to_owned()), "{:#?}", codes(&project));
    assert_eq!(project.run(&["publish"]).code, 1);
}

#[test]
fn a_correction_that_says_the_new_text_tells_of_it() {
    let project = refused(SITE_FILE, "phone: 010-00000000", "phone: 010-00000002");
    let round = project.read(ROUND_FILE);
    announce(&project, &format!("{NOTE}公示中的电话有误。\n"));
    assert_eq!(errors(&project).len(), 1, "which telephone it is now, it does not say");
    project.write(ROUND_FILE, &round);
    announce(&project, &format!("{NOTE}人才服务部的电话更正为010-00000002。\n"));
    let found = project.diagnostics();
    let told: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.severity.as_str())).collect();
    assert_eq!(told, [("contacts-corrected", "warning")], "who used the old line has lost days");
    assert!(found[0].help.contains("延期公告"), "{found:#?}");
    let before = archive(&project);
    project.succeed(&["publish"]);
    let after = archive(&project);
    assert!(before.iter().all(|(file, bytes)| after[file] == *bytes) && after.len() == before.len() + 1);
    let page = project.page("rounds/2025/1-publicity.html");
    assert!(page.contains("010-00000000") && page.contains("本公告发布后另有"), "{page}");
    announce(
        &project,
        "  - kind: extension\n    reason: 更正受理渠道\n    published: 2025-09-04 10:00\n    period: { days: 1, unit: working, posting_day: excluded }\n",
    );
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn what_rounds_share_binds_a_round_until_it_is_over() {
    let project = Project::sample().at("2025-09-16");
    announce(&project, crate::support::sample::RESULT);
    project.succeed(&["publish"]);
    let before = archive(&project);
    project.edit(SITE_FILE, "phone: 010-00000000", "phone: 010-00000002");
    let found = project.diagnostics();
    assert!(found.iter().all(|d| d.severity == "note" && d.code == "printed-otherwise") && !found.is_empty());
    project.succeed(&["publish"]);
    assert!(archive(&project) == before);
    assert!(
        project.page("rounds/2025/1-publicity.md").contains("010-00000000"),
        "it goes on saying what it said"
    );
    assert!(project.page("objection.html").contains("010-00000002"));
    project.edit(ROUND_FILE, "order: surname-strokes", "order: pinyin");
    assert!(!errors(&project).is_empty());
}
