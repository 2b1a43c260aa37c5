//! Printed facts never change silently: what `publish` records, what `check` refuses afterwards, and what becomes of
//! an entry that is taken down.

mod added;
mod chain;
mod objections;
mod time;

use std::fs;

use crate::support::Project;
use crate::support::sample::{
    CORRECTION, ENGINEERS_FILE, EXTENSION, RESULT, ROUND_FILE, SITE_FILE, TEAMS_FILE,
};

const LEDGER: &str = "content/ledger.yaml";

fn published() -> Project {
    let project = Project::sample();
    project.succeed(&["publish"]);
    project
}

/// Adds to the end of the round's file, which ends in its notices.
fn announce(project: &Project, notice: &str) {
    project.write(ROUND_FILE, project.read(ROUND_FILE) + notice);
}

/// Adds a key of the round before its notices.
fn state(project: &Project, text: &str) {
    project.edit(ROUND_FILE, "notices:\n", &format!("{text}notices:\n"));
}

/// Puts a ledger of the time before its entries were linked in the place of the real one. No edition vouches for it.
fn write_old_ledger(project: &Project, text: &str) -> String {
    let is_old = |line: &&str| !line.starts_with("  number: ") && !line.starts_with("  previous: ");
    let old: String = text.lines().filter(is_old).map(|line| format!("{line}\n")).collect();
    project.write(LEDGER, &old);
    project.remove("public");
    old
}

/// Makes the project one that was published before there was an archive.
fn before_the_archive(project: &Project) {
    project.remove("content/published");
    let is_of_archive =
        |line: &&str| line.starts_with("  documents:") || line.contains("{ file: content/published/");
    let kept: Vec<String> =
        project.read(LEDGER).lines().filter(|line| !is_of_archive(line)).map(str::to_owned).collect();
    project.write(LEDGER, kept.join("\n") + "\n");
}

fn codes(project: &Project) -> Vec<String> {
    project.diagnostics().into_iter().map(|d| d.code).collect()
}

#[test]
fn what_is_published_is_recorded_once_and_nothing_earlier_is_touched() {
    let project = published();
    let first = project.read(LEDGER);
    assert!(first.contains("ends: 2025-09-05") && first.contains("id: \"g2025-001\""), "{first}");
    assert!(!first.contains("1985-03-02"), "no private field reaches the ledger");
    let edition = first.lines().find_map(|l| l.strip_prefix("  edition: ")).unwrap();
    assert!(project.page("edition.json").contains(edition));
    let project = project.at("2025-09-04");
    project.succeed(&["publish"]);
    let second = project.read(LEDGER);
    assert!(second.starts_with(&first));
    let added = &second[first.len()..];
    assert!(!added.contains("entries:") && !added.contains("notices:"), "nothing new was said: {added}");
    assert!(project.page("edition.json").contains(&format!("\"previous\": \"{edition}\"")), "editions chain");
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn nothing_is_recorded_when_nothing_is_published() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "days: 5", "days: 五");
    let before = project.tree();
    assert_eq!(project.run(&["publish"]).code, 1);
    let mut after = project.tree();
    assert_eq!(after.remove(".public.lock"), Some(Vec::new()), "held while the content was read");
    assert!(after == before);
}

#[test]
fn a_changed_fact_needs_a_correction() {
    let project = published().at("2025-09-04");
    project.edit(ENGINEERS_FILE, "示例乙机电有限公司", "示例乙机械有限公司");
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.file.as_str()), ("published-fact-changed", ENGINEERS_FILE));
    assert!(found.message.contains("示例乙机电有限公司") && found.message.contains("示例乙机械有限公司"));
    let correction =
        CORRECTION.replace("有限责任公司, to: 示例乙机电有限公司", "有限公司, to: 示例乙机械有限公司");
    assert_ne!(correction, CORRECTION);
    announce(&project, &correction);
    assert_eq!(codes(&project), [""; 0]);
}

#[test]
fn a_changed_summary_is_a_changed_fact() {
    let project = published();
    project.edit(ENGINEERS_FILE, "负责求解器", "负责求解器和界面");
    assert_eq!(codes(&project), ["published-fact-changed"]);
}

#[test]
fn changed_dates_of_a_notice_are_refused() {
    for (from, to) in [("days: 5", "days: 6"), ("published: 2025-09-01 09:00", "published: 2025-09-01 10:00")]
    {
        let project = published();
        project.edit(ROUND_FILE, from, to);
        assert_eq!(codes(&project), ["published-date-changed"], "{to}");
    }
}

#[test]
fn a_notice_that_disappears_is_refused() {
    let project = Project::sample();
    announce(&project, EXTENSION);
    let project = project.at("2025-09-04");
    project.succeed(&["publish"]);
    project.edit(ROUND_FILE, EXTENSION, "");
    assert_eq!(codes(&project), ["published-notice-gone"]);
}

#[test]
fn an_amended_calendar_asks_for_a_notice_that_tells_the_new_end() {
    let project = published();
    let builtin = include_str!("../../../src/records/calendar/years/2025.yaml");
    let amended = format!("{builtin}  - name: 调整放假\n    from: 2025-09-04\n");
    project.write("content/calendar/2025.yaml", amended);
    assert_eq!(codes(&project), ["calendar-replaced", "period-by-another-calendar"]);
    let found = project.diagnostics().remove(1);
    assert!(found.message.contains("2025-09-05") && found.message.contains("2025-09-08"), "{found:#?}");
    announce(&project, EXTENSION);
    assert_eq!(codes(&project), ["calendar-replaced"]);
}

#[test]
fn an_edition_is_never_dated_back() {
    let project = published().at("2025-09-02");
    assert_eq!(codes(&project), ["clock-set-back"]);
    assert_eq!(project.run(&["build"]).code, 1);
    assert_eq!(project.run(&["publish"]).code, 1);
}

/// Cuts the record of an engineer out of the file.
fn without(text: &str, id: &str) -> String {
    let start = text.find(&format!("- id: {id}")).unwrap();
    let end = text[start + 1..].find("\n- id: ").map_or(text.len(), |i| start + 1 + i + 1);
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn a_published_entry_goes_only_with_a_reason_and_leaves_a_page_without_its_data() {
    let project = published().at("2025-09-04");
    project.write(ENGINEERS_FILE, without(&project.read(ENGINEERS_FILE), "g2025-002"));
    let found = project.only_diagnostic();
    assert_eq!(found.code, "published-entry-gone");
    assert!(found.message.contains("g2025-002") && found.help.contains("removed:"), "{found:#?}");
    state(&project, "removed:\n  - { entry: g2025-002, published: 2025-09-04, reason: 本人书面要求撤下 }\n");
    assert_eq!(codes(&project), [""; 0]);
    project.build();
    for file in ["engineers/g2025-002.html", "engineers/g2025-002.md"] {
        let page = project.page(file);
        assert!(page.contains("已撤下") && page.contains("本人书面要求撤下"), "{page}");
        assert!(!page.contains("李明") && !page.contains("示例乙机电"), "{page}");
    }
    for file in
        ["rounds/2025/list.json", "rounds/2025/1-publicity.html", "search/names-0.js", "fields/ai.html"]
    {
        assert!(!project.page(file).contains("g2025-002"), "{file}");
    }
}

#[test]
fn a_removal_of_someone_still_there_is_refused() {
    let project = published();
    state(&project, "removed:\n  - { entry: g2025-002, published: 2025-09-03, reason: 本人书面要求撤下 }\n");
    assert_eq!(codes(&project), ["removed-entry-present"]);
}

/// A publication ended after the swap and before the ledger was written is completed by the next command; one
/// ended before the swap published nothing.
#[test]
fn an_interrupted_publication_is_settled_by_what_is_public() {
    let project = published();
    let first = project.read(LEDGER);
    announce(&project, EXTENSION);
    project.succeed(&["publish"]);
    let second = project.read(LEDGER);
    let lines = second.strip_prefix(&first).unwrap();
    let edition = lines.lines().find_map(|l| l.strip_prefix("  edition: ")).unwrap();
    let pending = |ledger: &str, edition: &str| {
        let output = fs::canonicalize(project.path("public")).unwrap();
        project.write(LEDGER, ledger);
        let note = serde_json::json!({ "output": output, "edition": edition, "lines": lines });
        project.write("content/.ledger.pending", note.to_string());
    };
    for command in ["build", "publish"] {
        pending(&first, edition);
        assert_eq!(codes(&project), [""; 0], "the next command completes it");
        let run = project.succeed(&[command]);
        assert!(run.stderr.contains("现已补记"), "{}", run.stderr);
        assert!(project.read(LEDGER).starts_with(&second));
        assert!(!project.path("content/.ledger.pending").exists());
    }
    let ledger = project.read(LEDGER);
    pending(&ledger, &"0".repeat(64));
    project.build();
    assert_eq!(project.read(LEDGER), ledger);
    assert!(!project.path("content/.ledger.pending").exists());
    // Half a note was written before its swap could begin.
    project.write("content/.ledger.pending", "{ \"output\": ");
    project.build();
    assert!(!project.path("content/.ledger.pending").exists());
}

#[test]
fn a_teams_people_are_printed_facts_too_and_each_can_be_corrected() {
    for (from, to, change) in [
        ("name: 赵刚,", "name: 赵钢,", "field: leader, from: 赵刚, to: 赵钢"),
        ("name: 孙二,", "name: 孙贰,", "field: members, from: 孙二, to: 孙贰"),
        (
            "name: 孙一, birth: 1991-02-03, unit: 示例丁装备有限公司",
            "name: 孙一, birth: 1991-02-03, unit: 示例大学",
            "field: members, from: 孙一（示例丁装备有限公司）, to: 孙一（示例大学）",
        ),
        ("    - { name: 孙五, birth: 1995-06-07 }\n", "", "field: 成员, from: 孙五, to: 无"),
        ("name: 周全,", "name: 周荃,", "field: mentors, from: 周全, to: 周荃"),
    ] {
        let project = published().at("2025-09-04");
        project.edit(TEAMS_FILE, from, to);
        let found = project.only_diagnostic();
        assert_eq!(
            (found.code.as_str(), found.file.as_str()),
            ("published-fact-changed", TEAMS_FILE),
            "{to}"
        );
        let notice = format!(
            "  - kind: correction\n    published: 2025-09-03 15:00\n    corrects: publicity\n    changes: [{{ entry: \
             t2025-001, {change}, reason: 录入有误 }}]\n"
        );
        announce(&project, &notice);
        assert_eq!(codes(&project), [""; 0], "{change}");
        // Until it is out, pages go on saying what was printed.
        project.succeed(&["--today", "2025-09-03 15:00", "build"]);
        let after = project.page("teams/t2025-001.md");
        let before = project.at("2025-09-03 14:59");
        before.build();
        let page = before.page("teams/t2025-001.md");
        assert_ne!(page, after, "{change}");
        let first = change.split("from: ").nth(1).unwrap().split([',', '（']).next().unwrap();
        assert!(page.contains(first), "{first}\n{page}");
    }
}

#[test]
fn a_correction_of_people_names_people_of_a_team() {
    let project = Project::sample();
    let change = |entry: &str, to: &str| {
        format!(
            "  - kind: correction\n    published: 2025-09-02 15:00\n    corrects: publicity\n    changes: [{{ entry: \
             {entry}, field: members, from: 孙二, to: {to}, reason: 录入有误 }}]\n"
        )
    };
    announce(&project, &change("t2025-001", "孙贰"));
    assert_eq!(project.only_diagnostic().code, "correction-not-applied");
    project.edit(ROUND_FILE, &change("t2025-001", "孙贰"), &change("g2025-001", "孙贰"));
    assert_eq!(project.only_diagnostic().code, "unknown-value");
}

#[test]
fn what_a_notice_said_stands_until_a_correction_says_otherwise() {
    let project = Project::sample().at("2025-09-16");
    announce(&project, RESULT);
    project.succeed(&["publish"]);
    project.edit(ROUND_FILE, "本人书面提出放弃", "本人口头提出放弃");
    let found = project.only_diagnostic();
    assert_eq!((found.code.as_str(), found.file.as_str()), ("published-notice-changed", ROUND_FILE));
    let told = "  - kind: correction\n    published: 2025-09-16 09:00\n    corrects: result\n    note: 结果公告中张华放弃的\
                原因更正为本人口头提出放弃。\n";
    announce(&project, told);
    assert_eq!(codes(&project), [""; 0]);
    project.build();
    let page = project.page("rounds/2025/3-correction.md");
    assert!(page.contains("本人口头提出放弃") && !page.contains("更正内容"), "{page}");
}

#[test]
fn the_heading_of_a_notice_stands_too() {
    let project = Project::sample().at("2025-09-03");
    project.succeed(&["publish"]);
    let ledger = project.read(LEDGER);
    assert!(ledger.contains("heading: \"2025年示例工程师选拔项目（示例市科学技术协会）\""), "{ledger}");
    for (from, to) in [
        ("title: 2025年示例工程师选拔项目", "title: 2025年示例工程师评选项目"),
        ("issuers: [示例市科学技术协会]", "issuers: [示例市科学技术协会, 示例市人才局]"),
    ] {
        project.edit(ROUND_FILE, from, to);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.severity.as_str()), ("published-notice-changed", "error"));
        assert!(found.message.contains("示例工程师选拔项目（示例市科学技术协会）"), "{found:#?}");
        project.edit(ROUND_FILE, to, from);
    }
    // What the ledger of an earlier version does not say is not compared, and said from now on.
    before_the_archive(&project);
    let ledger = project.read(LEDGER);
    let before = ledger.replace(", heading: \"2025年示例工程师选拔项目（示例市科学技术协会）\"", "");
    write_old_ledger(&project, &before);
    project.edit(ROUND_FILE, "title: 2025年示例工程师选拔项目", "title: 2025年示例工程师评选项目");
    assert_eq!(codes(&project), ["not-archived"]);
    project.succeed(&["takeover", "--yes"]);
    project.succeed(&["publish"]);
    assert!(project.read(LEDGER).contains("heading: \"2025年示例工程师评选项目（"));
}

const PAGE: &str = "content/pages/calls/call.md";

#[test]
fn an_authored_page_goes_only_with_a_reason_and_leaves_its_address() {
    let project = Project::sample();
    project.write(PAGE, "---\ntitle: 申报通知\n---\n\n见[首页](../index.html)。\n");
    project.succeed(&["publish"]);
    let project = project.at("2025-09-04");
    project.remove(PAGE);
    let found = project.only_diagnostic();
    assert_eq!(found.code, "published-page-gone");
    assert!(found.message.contains("/calls/call.html") && found.help.contains("removed:"), "{found:#?}");
    let removed = "removed: [{ page: calls/call, published: 2025-09-04, reason: 申报已经结束 }]\n";
    project.write(SITE_FILE, project.read(SITE_FILE) + removed);
    assert_eq!(codes(&project), [""; 0]);
    project.build();
    let page = project.page("calls/call.html");
    assert!(
        page.contains("申报已经结束") && page.contains("2025年9月4日") && !page.contains("申报通知"),
        "{page}"
    );
    project.write(PAGE, "---\ntitle: 申报通知\n---\n\n甲\n");
    assert_eq!(codes(&project), ["removed-page-present"]);
}

#[test]
fn a_field_that_had_a_page_does_not_vanish_either() {
    let project = published();
    for pack in ["content/programmes/plan.yaml", "content/programmes/studio.yaml"] {
        project.edit(pack, "- { id: energy,", "- { id: power,");
    }
    let found = project.only_diagnostic();
    assert!(
        found.code == "published-page-gone" && found.message.contains("/fields/energy.html"),
        "{found:#?}"
    );
    // A pack that did not read is a cause of its own.
    project.write("content/programmes/plan.yaml", "name: [\n");
    assert!(!codes(&project).contains(&"published-page-gone".to_owned()), "{:#?}", codes(&project));
}

#[test]
fn publishing_the_same_edition_again_says_so_and_adds_nothing() {
    let project = published();
    let ledger = project.read(LEDGER);
    let run = project.succeed(&["publish"]);
    assert!(run.stderr.contains("完全相同"), "{}", run.stderr);
    assert_eq!(project.read(LEDGER), ledger);
}

#[test]
fn a_ledger_of_an_earlier_version_is_read_and_compared_as_far_as_it_goes() {
    let project = published().at("2025-09-04");
    before_the_archive(&project);
    let cut = |line: &str| {
        let people = line.find(", people:").map_or(line.len(), |at| at);
        let line = if people < line.len() { format!("{} }}", &line[..people]) } else { line.to_owned() };
        match line.find(", length:").or(line.find(", text: ").filter(|_| line.contains("number:"))) {
            Some(at) => format!("{} }}", &line[..at]),
            None => line,
        }
    };
    let text = project.read(LEDGER);
    let old: Vec<String> = text.lines().filter(|l| !l.starts_with("  pages:")).map(cut).collect();
    let old = write_old_ledger(&project, &old.join("\n"));
    assert!(!old.contains("people") && !old.contains("length") && old.contains("ends: 2025-09-05"), "{old}");
    assert_eq!(codes(&project), ["not-archived"]);
    project.edit(TEAMS_FILE, "name: 赵刚,", "name: 赵钢,");
    assert_eq!(codes(&project), ["not-archived"], "what was not written down cannot be compared");
    project.edit(ENGINEERS_FILE, "示例乙机电有限公司", "示例乙机械有限公司");
    assert_eq!(codes(&project), ["not-archived", "published-fact-changed"]);
    project.edit(ENGINEERS_FILE, "示例乙机械有限公司", "示例乙机电有限公司");
    assert_eq!(project.run(&["publish"]).code, 1);
    project.succeed(&["takeover", "--yes"]);
    project.succeed(&["publish"]);
    let new = project.read(LEDGER);
    assert!(new.starts_with(&old) && new[old.len()..].contains("赵钢"), "{new}");
}
