//! What a record may hold, so that what is read is what was typed: comments, line breaks, signs that look like others.

use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{Diagnostic, Project};

/// The sample with one value of the second engineer as given, and what `check` says of it.
fn with(key: &str, value: &str) -> Vec<Diagnostic> {
    engineer(key, value).diagnostics()
}

fn engineer(key: &str, value: &str) -> Project {
    let project = Project::sample();
    let line = match key {
        "name" => "  name: 李明\n",
        "unit" => "  unit: 示例乙机电有限公司\n",
        "title" => "  title: 工程师\n",
        _ => "  summary: 从事电机设计。\n",
    };
    assert!(project.read(ENGINEERS_FILE).contains(line), "{line}");
    project.edit(ENGINEERS_FILE, line, &format!("  {key}: {value}\n"));
    project
}

#[track_caller]
fn refused(key: &str, value: &str, code: &str) -> Diagnostic {
    let found = with(key, value);
    let [one] = found.as_slice() else { panic!("{key}: {value}: {found:#?}") };
    assert_eq!((one.code.as_str(), one.severity.as_str()), (code, "error"), "{key}: {value}: {one:#?}");
    assert!(!one.help.is_empty());
    one.clone()
}

/// The text of the second engineer's summary as the page has it.
fn published(project: &Project) -> String {
    project.build();
    let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    let id = list["entries"][1]["id"].as_str().unwrap().to_owned();
    assert!(id.starts_with("g2025-"));
    project.page("engineers/g2025-002.html")
}

#[test]
fn a_comment_that_cuts_a_value_is_refused_at_its_sign() {
    for value in [
        "主持示例电厂 #1、#2机组改造",
        "主持示例电厂 #一号机组改造",
        "参与 #A标段施工",
        "参与   #Ⅱ标段",
        "从事设计 #（一）号",
        "#1、#2机组改造",
        "#1机组",
        "主持 #1机组\n    和其他机组",
    ] {
        let found = with("summary", value);
        let first = &found[0];
        if value.contains('\n') {
            // The comment ends the value, so that what follows is no YAML any more.
            assert_eq!(found.len(), 1, "{found:#?}");
            assert!(first.help.contains('#') && first.help.contains("引号"), "{first:#?}");
            continue;
        }
        assert_eq!((found.len(), first.code.as_str()), (1, "comment-cuts-value"), "{value}: {found:#?}");
        let text = engineer("summary", value).read(ENGINEERS_FILE);
        let line = text.lines().nth(first.line as usize - 1).unwrap();
        assert_eq!(line.chars().nth(first.column as usize - 1), Some('#'), "{value}");
        assert!(first.help.contains("双引号") && first.help.contains("空一格"), "{first:#?}");
    }
    // The remedies.
    let quoted = engineer("summary", "\"主持示例电厂 #1、#2机组改造\"");
    assert!(published(&quoted).contains("主持示例电厂 #1、#2机组改造"));
    assert_eq!(with("summary", "主持示例电厂 # 1号机组的说明"), []);
    for value in ["[#1机组, 甲]", "[甲 #1机组, 乙]", "{ 甲 #1: 乙 }"] {
        let found = with("achievements", value);
        assert!(found.iter().any(|d| d.help.contains('#')), "{value}: {found:#?}");
    }
    let project = Project::sample();
    project.edit(SITE_FILE, "postmark: sending", "postmark: sending, process: [受理]");
    project.edit(
        SITE_FILE,
        "objection: { postmark: sending, process: [受理] }",
        "objection:\n  postmark: sending\n  process:\n    - #1受理\n    - 核查",
    );
    assert_eq!(project.only_diagnostic().code, "comment-cuts-value");
    // A private value is not repeated.
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "birth: 1984-07-19", "birth: 1984-07-19 #身份证同");
    let run = project.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("comment-cuts-value") && !run.stderr.contains("1984"), "{}", run.stderr);
}

#[test]
fn honest_comments_stay() {
    for value in [
        "林知远  # 已核",
        "林知远 # 2025年补",
        "林知远 #",
        "林知远 ## 已核",
        "林知远 #---",
        "\"林知远\" #已核",
        "'林知远' #1",
        "林知远 #\t已核",
    ] {
        let found = with("name", value);
        assert!(found.is_empty(), "{value}: {found:#?}");
    }
    for value in [
        "主持示例电厂#1、#2机组改造",
        "C#语言",
        "|\n    主持 #1机组",
        ">\n    主持 #1机组",
        "|  #说明\n    主持 #1机组",
    ] {
        let found = with("summary", value);
        assert!(found.is_empty(), "{value}: {found:#?}");
    }
    let project = engineer("summary", "|  # 说明\n    主持 #1机组");
    assert!(published(&project).contains("主持 #1机组"));
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "  name: 李明\n", "  name: 李明\n  #name: 李铭\n#李铭\n");
    assert_eq!(project.diagnostics(), []);
}

#[test]
fn folded_lines_join_without_a_space_between_chinese_characters() {
    for (value, text) in [
        (">\n    主持示例电厂\n    机组改造", "主持示例电厂机组改造"),
        (">-\n    主持示例电厂，\n    机组改造", "主持示例电厂，机组改造"),
        ("主持示例电厂\n    机组改造", "主持示例电厂机组改造"),
        ("\"主持示例电厂\n    机组改造\"", "主持示例电厂机组改造"),
        ("'主持“示例”\n    电厂''s'", "主持“示例”电厂's"),
        ("\"主持\\\"示例\\\"电厂\n    机组改造\"", "主持\"示例\"电厂机组改造"),
        ("用 Rust\n    language 编写", "用 Rust language 编写"),
        ("甲 乙\n    丙 丁\n    戊", "甲 乙丙 丁戊"),
        (">\n    用 Rust\n    编写程序", "用 Rust 编写程序"),
    ] {
        let page = published(&engineer("summary", value));
        assert!(page.contains(text), "{value}: {text}");
    }
}

#[test]
fn what_is_one_line_has_no_line_break() {
    for value in [
        "\"林\\n知远\"",
        "|\n    林\n    知远",
        ">\n    林\n    知远",
        "林\n    知远",
        "\"林\n    知远\"",
        ">\n    林\n\n    知远",
    ] {
        refused("name", value, "line-break");
    }
    for (key, value) in
        [("unit", "示例乙机电\n    有限公司"), ("unit", "\"示例乙\\n机电\""), ("title", "高级\n    工程师")]
    {
        refused(key, value, "line-break");
    }
    for (file, from, to) in [
        (ROUND_FILE, "issuers: [示例市科学技术协会]", "issuers: [\"示例市\\n科学技术协会\"]"),
        (ROUND_FILE, "title: 2025年示例工程师选拔项目", "title: \"2025年示例\\n工程师选拔项目\""),
        (SITE_FILE, "owner: 示例市科学技术协会", "owner: |\n  示例市\n  科学技术协会"),
        (TEAMS_FILE, "name: 孙二,", "name: \"孙\\n二\","),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        assert_eq!(project.only_diagnostic().code, "line-break", "{to}");
    }
    // One line in a block is one line.
    assert_eq!(with("name", "|\n    林知远"), []);
    assert_eq!(with("summary", "|\n    第一段。\n\n    第二段。"), []);
}

#[test]
fn signs_that_look_like_chinese_characters_are_refused_with_what_is_meant() {
    for (key, value, meant) in [
        ("name", "\u{2EE2}启明", "马"),
        ("name", "林\u{2F24}", "大"),
        ("name", "ㄚ丫", "丫"),
        ("name", "林\u{F90A}", "金"),
        ("unit", "示例\u{2F24}厂", "大"),
        ("unit", "示例カ学研究所", "力"),
        ("unit", "第ニ研究所", "二"),
        ("unit", "示例ロ腔医院", "口"),
        ("unit", "示例エ程有限公司", "工"),
        ("unit", "二○二研究所", "〇"),
        ("unit", "第ㄧ研究所", "一"),
        ("unit", "示例\u{2F2F}程有限公司", "工"),
        ("title", "\u{2EAB}前工程师", "目"),
    ] {
        let one = refused(key, value, "look-alike-character");
        assert!(one.help.contains(&format!("“{meant}”")), "{value}: {one:#?}");
    }
    refused("summary", "从事\u{2F2F}程设计。", "look-alike-character");
    refused("name", "⿰马喜", "look-alike-character");
    for (key, value) in [
        ("unit", "株式会社ニコン"),
        ("unit", "ソニー"),
        ("unit", "〇二研究所"),
        ("unit", "示例（集团）有限公司5Ｇ研究院"),
        ("summary", "研制○型装置，采用カ式结构。"),
        ("name", "阿依古丽·买买提"),
        ("name", "Anna O'Neil-Smith"),
        ("name", "葛\u{E0100}洪"),
    ] {
        let found = with(key, value);
        assert!(found.is_empty(), "{value}: {found:#?}");
    }
}

#[test]
fn what_cannot_be_seen_is_refused() {
    for hidden in [
        '\u{AD}',
        '\u{34F}',
        '\u{115F}',
        '\u{3164}',
        '\u{FFA0}',
        '\u{200B}',
        '\u{200D}',
        '\u{2060}',
        '\u{206A}',
        '\u{2800}',
        '\u{FE0F}',
        '\u{E0041}',
        '\u{180B}',
    ] {
        let value = if hidden == '\u{FE0F}' { format!("a{hidden}林") } else { format!("林{hidden}知远") };
        refused("name", &value, "forbidden-character");
        refused("summary", &value, "forbidden-character");
    }
    for blank in ['\u{A0}', '\u{2000}', '\u{2003}', '\u{200A}', '\u{202F}', '\u{205F}', '\u{1680}'] {
        for key in ["name", "unit", "summary"] {
            refused(key, &format!("林{blank}知远"), "odd-blank");
        }
    }
    for value in ["林　知远", "林  知远", "\"林知远 \"", "\"　林知远\"", "\"林\\t知远\""] {
        refused("name", value, "odd-blank");
        refused("unit", value, "odd-blank");
    }
    assert_eq!(with("name", "林 知"), []);
    assert_eq!(with("summary", "|\n    　　第一段　甲。\n    　　第二段。"), []);
    let project = Project::sample();
    project.edit(PAGE_FILE, "menu: 1", "menu: 1\ndescription: 甲\u{AD}乙");
    assert_eq!(project.only_diagnostic().code, "forbidden-character");
}

#[test]
fn names_with_gaps_or_brackets_are_refused() {
    for value in [
        "丁丁（女）",
        "丁丁(女)",
        "林?明",
        "林？明",
        "林□明",
        "林〓明",
        "\"林*明\"",
        "林＊明",
        "\"【林明】\"",
        "林■",
        "林×",
        "林明〔已退休〕",
    ] {
        let one = refused("name", value, "bad-name");
        assert!(one.help.contains("核对原件") || one.help.contains("只写姓名"), "{one:#?}");
    }
    for value in ["示例□有限公司", "示例〓公司", "示例?公司", "示例**公司"] {
        refused("unit", value, "bad-name");
    }
    let project = Project::sample();
    project.edit(TEAMS_FILE, "name: 孙二,", "name: 孙二（组长）,");
    assert_eq!(project.only_diagnostic().code, "bad-name");
    // Of a unit and of a team brackets are part of the name.
    assert_eq!(with("unit", "示例（集团）有限公司"), []);
    assert_eq!(with("title", "正高级工程师（教授级）"), []);
}
