//! Messages say the cause that a clerk can see, and a remedy that works when it is followed to the letter.

use crate::support::sample::{
    CORRECTION, ENGINEERS_FILE, EXTENSION, PAGE_FILE, RESULT, ROUND_FILE, SITE_FILE, TEAMS_FILE,
};
use crate::support::{Diagnostic, Project};

/// The one complaint about a changed file; what it says has all the words.
#[track_caller]
fn said(file: &str, from: &str, to: &str, words: &[&str]) -> Diagnostic {
    let project = Project::sample();
    project.edit(file, from, to);
    one(&project, words)
}

#[track_caller]
fn one(project: &Project, words: &[&str]) -> Diagnostic {
    let found = project.diagnostics();
    let [one] = found.as_slice() else { panic!("{words:?}: {found:#?}") };
    let text = format!("{}\n{}", one.message, one.help);
    assert!(words.iter().all(|word| text.contains(word)), "{words:?}: {one:#?}");
    one.clone()
}

const PERIOD: &str = "{ days: 5, unit: working, posting_day: counted }";

#[test]
fn full_width_signs_between_brackets_are_named() {
    for (to, words) in [
        ("{ 天数: 5，单位: 工作日, 发布当日: 计入 }", ["“，”", "英文逗号"]),
        ("{ 天数: 5, 单位: 工作日，发布当日: 计入 }", ["“，”", "英文逗号"]),
        ("{ days: 5, unit: working；posting_day: counted }", ["“；”", "英文逗号"]),
        ("｛ days: 5, unit: working, posting_day: counted ｝", ["“｛”", "花括号"]),
        ("{ days: 5, unit: working, posting_day: counted ｝", ["“｝”", "花括号"]),
        ("{ days: 5, unit: working, posting_day: counted", ["“{”", "“}”"]),
    ] {
        let one = said(ROUND_FILE, PERIOD, to, &words);
        let line = format!("    period: {to}");
        let sign = words[0].trim_matches(['“', '”']);
        assert_eq!(line.chars().nth(one.column as usize - 1).unwrap().to_string(), sign, "{one:#?}");
    }
    // What YAML reads, though not as it is meant.
    for (to, words) in [
        ("{ 天数：5, 单位: 工作日, 发布当日: 计入 }", ["全角", "英文冒号"]),
        ("{ 天数: 5，单位：工作日，发布当日：计入 }", ["全角", "英文标点"]),
    ] {
        let project = Project::sample();
        project.edit(ROUND_FILE, PERIOD, to);
        let found = project.diagnostics();
        let text = |d: &Diagnostic| format!("{}{}", d.message, d.help);
        assert!(found.iter().any(|d| words.iter().all(|word| text(d).contains(word))), "{to}: {found:#?}");
    }
    said(ROUND_FILE, "[plan, studio]", "[plan、studio]", &["“、”", "[plan, studio]"]);
    said(ROUND_FILE, "[plan, studio]", "[plan，studio]", &["“，”", "[plan, studio]"]);
    said(ROUND_FILE, "[name, unit,", "[name、unit,", &["“、”", "英文逗号"]);
}

#[test]
fn full_width_digits_are_named() {
    said(ROUND_FILE, "days: 5", "days: ５", &["全角", "半角的 5"]);
    said(ROUND_FILE, "days: 5", "days: 5天", &["只写数字 5", "“天”"]);
    said(SITE_FILE, "phone: 010-00000001", "phone: ０１０-００００００01", &["半角", "010-00000001"]);
    said(SITE_FILE, "phone: 010-00000001", "phone: （010）00000001", &["写 010-00000001"]);
    said(SITE_FILE, "phone: 010-00000001", "phone: 010－00000001", &["写 010-00000001"]);
    said(SITE_FILE, "phone: 010-00000001", "phone: 010-00000001、010-00000002", &["其余的写进 phones"]);
}

#[test]
fn a_line_out_of_step_is_named_alone() {
    let one = said(
        ENGINEERS_FILE,
        "- id: g2025-002\n  programme: plan",
        "- id: g2025-002\n programme: plan",
        &["缩进", "1个空格", "2个空格"],
    );
    assert_eq!(one.line, 19);
    said(ENGINEERS_FILE, "  name: 李明\n", "   name: 李明\n", &["缩进", "3个空格", "2个空格"]);
    // A file that does not read says nothing of how many are on the list.
    let project = Project::sample();
    let quota = "basis: [measures]\nrules: [{ rule: quota, about: 3, tolerance: 0, source: { document: measures, article: 一 } }]";
    project.edit("content/programmes/plan.yaml", "basis: [measures]", quota);
    assert_eq!(project.diagnostics(), []);
    project.edit(ENGINEERS_FILE, "- id: g2025-002\n  programme: plan", "- id: g2025-002\n programme: plan");
    one_code(&project, "yaml-syntax");
}

#[track_caller]
fn one_code(project: &Project, code: &str) {
    let found = project.diagnostics();
    assert_eq!(found.iter().map(|d| &*d.code).collect::<Vec<_>>(), [code], "{found:#?}");
}

#[test]
fn a_key_of_another_file_is_told_its_file() {
    let summary = "  summary: 从事电机设计。\n";
    let members = format!("{summary}  成员: [{{ 姓名: 甲 }}]\n");
    said(ENGINEERS_FILE, summary, &members, &["成员", "teams.yaml"]);
    said(ENGINEERS_FILE, summary, &format!("{summary}  notices: []\n"), &["notices", "round.yaml"]);
    said(
        TEAMS_FILE,
        "  summary: 研制储能装备。\n",
        "  summary: 研制储能装备。\n  姓: 赵\n",
        &["engineers.yaml"],
    );
    said(SITE_FILE, "owner:", "落款单位: [甲]\nowner:", &["落款单位", "round.yaml"]);
    said(
        ROUND_FILE,
        "issuers:",
        "base_url: https://www.example.org.cn/\nissuers:",
        &["base_url", "site.yaml"],
    );
}

#[test]
fn names_of_files_are_answered_with_the_right_one() {
    for (path, words) in [
        ("content/programmes/优秀工程师.yaml", ["文件名", "growth-plan.yaml"]),
        ("content/rounds/2025/engineers.yaml.txt", ["去掉末尾的 .txt", "engineers.yaml"]),
        ("content/rounds/2025/engineers.yml", ["engineers.yaml", "改为"]),
        ("content/rounds/2025/名单.yaml", ["engineers.yaml", "teams.yaml"]),
        ("content/rounds/2025/名单.xlsx", ["engineers.yaml", "移出"]),
        ("content/pages/关于.docx", ["移出", "文档"]),
        ("content/pages/help.md.txt", ["去掉末尾的 .txt", "help.md"]),
        ("content/site.yaml.txt", ["去掉末尾的 .txt", "site.yaml"]),
    ] {
        let project = Project::sample();
        let text = match path.contains("programmes") {
            true => project.read("content/programmes/plan.yaml"),
            false => "张三,110101199003070000\n".to_owned(),
        };
        project.write(path, text);
        one(&project, &words);
        let run = project.run(&["check"]);
        assert!(!run.stderr.contains("张三"), "{}", run.stderr);
    }
    let project = Project::sample();
    project.write("content/名单.csv", "张三,13800000000,示例单位\n");
    let run = project.run(&["check"]);
    assert!(run.code == 1 && !run.stderr.contains("张三"), "{}", run.stderr);
}

#[test]
fn keys_are_named_in_the_language_they_were_typed_in() {
    let pack = |rule: &str| {
        let project = Project::sample();
        let basis = "basis: [measures]";
        let rules = format!("{basis}\nrules: [{{ {rule}, source: {{ document: measures, article: 一 }} }}]");
        project.edit("content/programmes/plan.yaml", basis, &rules);
        project.only_diagnostic()
    };
    let found = pack("规则: 每单位");
    assert!(!found.help.contains("max") || found.code != "rule-parameter", "{found:#?}");
    let found = pack("规则: 名额, 上限: 30, 至多: 5");
    assert!(found.message.contains("至多") && !found.message.contains("at_most"), "{found:#?}");
    let found = pack("rule: quota, max: 30, at_most: 5");
    assert!(found.message.contains("at_most") && !found.message.contains("至多"), "{found:#?}");
}

#[test]
fn what_was_published_is_not_withdrawn_for_a_slip() {
    let project = Project::sample().at("2025-09-02 11:00");
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{CORRECTION}"));
    project.succeed(&["publish"]);
    project.edit(ROUND_FILE, CORRECTION, "");
    let found = project.diagnostics();
    let gone = found.iter().find(|d| d.code == "published-notice-gone").unwrap();
    assert!(gone.help.contains("放回") && !gone.help.contains("撤回公告"), "{gone:#?}");
}

#[test]
fn an_extension_too_late_is_told_to_be_a_restart() {
    let project = Project::sample().at("2025-09-08 12:00");
    let last = "posting_day: counted }\n";
    let late = EXTENSION.replace("2025-09-03", "2025-09-08").replace("2025-09-02", "2025-09-08");
    project.edit(ROUND_FILE, last, &format!("{last}{late}"));
    let found = project.diagnostics();
    let cannot = found.iter().find(|d| d.code == "notice-cannot-follow").unwrap();
    assert!(cannot.help.contains("重新公示（restart）"), "{cannot:#?}");
    // The remedy works.
    let restart = late.replace("kind: extension", "kind: restart").replace("excluded", "counted");
    project.edit(ROUND_FILE, &late, &restart);
    assert_eq!(project.diagnostics(), []);
    let _ = RESULT;
}

#[test]
fn what_is_not_public_is_not_shown_and_the_message_says_so() {
    for (from, to) in [
        ("birth: 1984-07-19", "birth: 1984-13-19"),
        ("  birth: 1984-07-19\n", "  出身日期: 1984-07-19\n"),
        ("  birth: 1984-07-19\n", "  手机: 某人的号码1984-07-19\n"),
        ("  birth: 1984-07-19\n", "  birth: 1984-07-19\n 学历: 博士\n"),
    ] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, from, to);
        let run = project.run(&["check"]);
        assert_eq!(run.code, 1);
        assert!(!run.stderr.contains("07-19") && !run.stderr.contains("13-19"), "{}", run.stderr);
        let stars = run.stderr.contains("**********");
        assert!(stars || run.stderr.contains("此行含非公开内容，不显示"), "{}", run.stderr);
    }
}

#[test]
fn the_same_edition_again_is_told_once() {
    let project = Project::sample().at("2025-09-02 11:00");
    project.succeed(&["publish"]);
    let run = project.succeed(&["publish"]);
    assert_eq!(run.stderr.matches("台账").count(), 1, "{}", run.stderr);
}

/// Slips of typing, each with what it is called.
#[test]
fn typical_slips_are_called_by_their_name() {
    for (file, from, to, words) in [
        (ENGINEERS_FILE, "  name: 李明\n", "  name:李明\n", &["冒号后面", "空一格"][..]),
        (ENGINEERS_FILE, "  name: 李明\n", "  姓名：李明\n", &["全角", "英文冒号"]),
        (ENGINEERS_FILE, "name: 李明", "name: \"李明”", &["引号", "英文引号"]),
        (ENGINEERS_FILE, "name: 李明", "name: “李明\"", &["引号", "只写姓名"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: \"主持\"天工\"项目\"", &["引号", "中文引号"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: \"C:\\新建\"", &["反斜线"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: 主要业绩: 主持设计。", &["英文冒号", "引号"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: [2025]1号文项目。", &["引号"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: *主持设计。", &["引号"]),
        (ENGINEERS_FILE, "summary: 从事电机设计。", "summary: @主持设计。", &["引号"]),
        (ENGINEERS_FILE, "- id: g2025-002", "－ id: g2025-002", &["短横"]),
        (ENGINEERS_FILE, "- id: g2025-002", "-id: g2025-002", &["短横", "空格"]),
        (ENGINEERS_FILE, "  name: 李明\n", "  name 李明\n", &["冒号"]),
        (ENGINEERS_FILE, "  name: 李明\n", "\tname: 李明\n", &["制表符"]),
        (TEAMS_FILE, "{ name: 孙二,", "{ name: 孙二，", &["“，”", "英文逗号"]),
        (TEAMS_FILE, "{ name: 孙二,", "( name: 孙二,", &["括号"]),
        (ROUND_FILE, "[plan, studio]", "[plan, studio", &["括号", "“]”"]),
        (ROUND_FILE, "[plan, studio]", "［plan, studio］", &["列表"]),
        (PAGE_FILE, "title: 关于本站", "title：关于本站", &["全角"]),
        (SITE_FILE, "objection: {", "objection: {{", &["括号"]),
    ] {
        said(file, from, to, words);
    }
}
