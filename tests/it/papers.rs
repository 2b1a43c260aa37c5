//! The office's papers: what the records state stands in them, what nobody stated is blank, and nothing of them is lost.

use std::fs;

use crate::support::docx::text;
use crate::support::sample::ROUND_FILE;
use crate::support::{Project, id_number, tree};

const FOLDER: &str = "papers/2025";
const NAMES: [&str; 6] =
    ["所在单位公示", "审批单", "异议书（个人）", "异议书（单位）", "核查转办函", "公示情况说明"];

fn path(name: &str) -> String {
    format!("{FOLDER}/{name}.docx")
}

/// The characters of a paper that are no spaces.
fn paper(project: &Project, name: &str) -> String {
    text(&fs::read(project.path(&path(name))).unwrap()).split_whitespace().collect()
}

#[test]
fn papers_state_the_round_and_leave_blank_what_nobody_stated() {
    let project = Project::sample().at("2025-09-03");
    project.succeed(&["papers", "2025"]);
    let mut found: Vec<String> = tree(&project.path(FOLDER)).into_keys().collect();
    let mut wanted: Vec<String> = NAMES.iter().map(|name| format!("{name}.docx")).collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
    for name in NAMES {
        let text = paper(&project, name);
        assert!(
            text.contains("＿＿") && !text.contains("None") && !text.contains(&id_number()),
            "{name}: {text}"
        );
    }
    let approval = paper(&project, "审批单");
    for stated in ["公示期为5个工作日，自2025年9月1日至9月5日", "示例市科学技术协会", "2025年9月1日9:00发布"]
    {
        assert!(approval.contains(stated), "{stated}: {approval}");
    }
    for name in ["异议书（个人）", "异议书（单位）"] {
        let form = paper(&project, name);
        assert!(form.contains("异议截止时间为2025年9月5日24:00"), "{name}: {form}");
    }
    // Of the objector nothing is passed on.
    let letter = paper(&project, "核查转办函");
    assert!(letter.contains("异议对象：") && !letter.contains("异议人姓名"), "{letter}");
}

#[test]
fn the_statement_is_that_of_report_with_the_numbers_of_its_list() {
    let project = Project::sample().at("2025-09-04");
    let more = "  - kind: suspension\n    published: 2025-09-03 09:00\n    reason: 收到反映\n";
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{more}"));
    project.succeed(&["papers", "2025"]);
    let report = project.succeed(&["report", "2025"]).stdout;
    assert!(report.contains("\n2. 《"), "{report}");
    let statement = paper(&project, "公示情况说明");
    for line in ["2.《", "公示现已中止。", "特此说明。"] {
        assert!(statement.contains(line), "{line}: {statement}");
    }
}

#[test]
fn what_is_there_is_not_overwritten_and_the_same_records_give_the_same_bytes() {
    let project = Project::sample().at("2025-09-03");
    project.succeed(&["papers", "2025"]);
    let first = tree(&project.path(FOLDER));
    let again = project.json(&["papers", "2025"]);
    assert_eq!(again["papers"]["written"], 0, "{again}");
    project.succeed(&["papers", "2025", "elsewhere"]);
    project.write(&path("审批单"), "已经签过");
    project.remove(&path("异议书（个人）"));
    let run = project.run(&["papers", "2025"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("审批单.docx") && run.stderr.contains("没有覆盖任何文件"), "{}", run.stderr);
    assert_eq!(project.read(&path("审批单")), "已经签过");
    // Not even what is missing is written, so that the folder is as it was.
    assert!(!project.path(&path("异议书（个人）")).exists());
    for (name, bytes) in first {
        let other = fs::read(project.root().join("elsewhere").join(&name));
        assert!(other.is_ok_and(|other| other == bytes), "{name}");
    }
}
