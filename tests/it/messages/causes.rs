//! The cause and the way out: what a message says beyond its place.

use super::told;
use crate::support::Project;
use crate::support::sample::{CORRECTION, ENGINEERS_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};

#[test]
fn a_slip_is_answered_with_the_nearest_word_in_the_language_typed() {
    for (file, from, to, near) in [
        (ENGINEERS_FILE, "  title: 工程师\n", "  titel: 工程师\n", "title"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  职秤: 工程师\n", "职称"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  推荐单为: 工程师\n", "推荐单位"),
        (ENGINEERS_FILE, "  title: 工程师\n", "  Title: 工程师\n", "title"),
        (ROUND_FILE, "issuers:", "isuers:", "issuers"),
        (ROUND_FILE, "posting_day:", "posting-day:", "posting_day"),
        (SITE_FILE, "owner:", "主办单:", "主办单位"),
        (ROUND_FILE, "unit: working", "unit: workin", "working"),
        (ROUND_FILE, "unit: working", "unit: 工作天", "工作日"),
        (ROUND_FILE, "order: surname-strokes", "order: surname-stroke", "surname-strokes"),
        (ROUND_FILE, "order: surname-strokes", "order: 姓氏笔划", "姓氏笔画"),
        (ROUND_FILE, "[plan, studio]", "[plan, studios]", "studio"),
        (ENGINEERS_FILE, "field: 绿色能源", "field: 绿色能原", "绿色能源"),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let found = project.diagnostics();
        assert!(found.iter().any(|d| d.help.contains(&format!("“{near}”"))), "{to}: {found:#?}");
    }
    let project = Project::sample();
    project.write("content/rounds/2025/enginers.yaml", "");
    assert!(project.only_diagnostic().help.contains("“engineers.yaml”"));
}

#[test]
fn a_far_off_word_is_answered_with_all_that_may_stand_there() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "channel: park", "channel: 某某渠道");
    let help = project.only_diagnostic().help;
    assert!(help.contains("区科协") && help.contains("园区科协") && help.contains("district"), "{help}");
}

#[test]
fn what_is_given_twice_is_shown_at_both_places() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "  name: 李明\n", "  name: 李明\n  unit: x\n  姓名: 李铭\n");
    let found = project.diagnostics();
    let related: Vec<_> = found.iter().map(|d| (d.line, d.related[0].1)).collect();
    assert_eq!(related, [(22, 20), (23, 21)], "{found:#?}");

    let project = Project::sample();
    project.write("content/rounds/2024/round.yaml", project.read(ROUND_FILE));
    project.write("content/rounds/2024/engineers.yaml", project.read(ENGINEERS_FILE));
    project.write("content/rounds/2024/teams.yaml", project.read(TEAMS_FILE).replace("t2025", "t2024"));
    let found = project.diagnostics();
    assert_eq!(found.len(), 3, "{found:#?}");
    for (diagnostic, text) in found.iter().zip(told(&project)) {
        assert_eq!((diagnostic.code.as_str(), diagnostic.file.as_str()), ("duplicate-id", ENGINEERS_FILE));
        let (file, line, column, _) = &diagnostic.related[0];
        assert_eq!((file.as_str(), *line), ("content/rounds/2024/engineers.yaml", diagnostic.line));
        assert!(text.contains(&format!("{file}:{line}:{column}")), "{text}");
    }
}

#[test]
fn a_file_that_does_not_read_hides_only_what_follows_from_it() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "name: 李明", "name: \"李明");
    project.edit(ROUND_FILE, "posting_day: counted }\n", &format!("posting_day: counted }}\n{CORRECTION}"));
    project.edit("content/programmes/studio.yaml", "name: 青年工程师工作室", "name：青年工程师工作室");
    project.edit(SITE_FILE, "email: talent@", "email: talent-");
    let codes: Vec<_> = project.diagnostics().into_iter().map(|d| (d.file, d.code)).collect();
    let expected = [
        ("content/programmes/studio.yaml", "yaml-syntax"),
        (ENGINEERS_FILE, "yaml-syntax"),
        (SITE_FILE, "contact-email"),
    ];
    assert_eq!(codes, expected.map(|(file, code)| (file.to_owned(), code.to_owned())));
}

#[test]
fn bad_yaml_is_answered_with_the_likely_cause() {
    for (file, from, to, cause) in [
        (ENGINEERS_FILE, "name: 李明", "姓名：李明", "全角"),
        (ENGINEERS_FILE, "  unit: 示例乙", "\tunit: 示例乙", "制表符"),
        (ENGINEERS_FILE, "- id: g2025-002", "\t- id: g2025-002", "制表符"),
        (ENGINEERS_FILE, "name: 李明", "name: \"李明", "引号"),
        (ENGINEERS_FILE, "name: 李明", "name: '李明", "引号"),
        (ROUND_FILE, "[plan, studio]", "[plan, studio", "括号"),
        (TEAMS_FILE, "birth: 1983-08-10 }", "birth: 1983-08-10", "括号"),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("yaml-syntax", file), "{found:#?}");
        assert!(found.help.contains(cause), "{to:?}: {found:#?}");
    }
}

#[test]
fn a_file_in_another_encoding_is_named_with_the_way_out() {
    let project = Project::sample();
    let text = project.read(TEAMS_FILE);
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    project.write(TEAMS_FILE, gbk);
    let found = project.only_diagnostic();
    assert_eq!((found.file.as_str(), found.line), (TEAMS_FILE, 3), "{found:#?}");
    assert!(found.message.contains("GBK") && found.help.contains("iconv -f GBK -t UTF-8"), "{found:#?}");
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write(TEAMS_FILE, utf16);
    assert!(project.only_diagnostic().message.contains("UTF-16"));
    project.write(TEAMS_FILE, b"- name: \x00\xFF\xFE\n");
    assert!(!project.only_diagnostic().message.contains("GBK"));
}

/// Characters without a width make two names look alike and keep a name from being found.
#[test]
fn characters_that_cannot_be_seen_are_refused() {
    for hidden in ['\u{AD}', '\u{200B}', '\u{2060}', '\u{E0041}'] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: 李{hidden}明"));
        let codes: Vec<_> = project.diagnostics().into_iter().map(|d| d.code).collect();
        assert_eq!(codes, ["forbidden-character"], "{hidden:?}");
    }
}

#[test]
fn twenty_four_hours_is_a_time_and_rare_characters_are_text() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "2025-09-01 09:00", "2025-09-01 24:00");
    project.edit(
        ENGINEERS_FILE,
        "  summary: 从事电机设计。",
        "  summary: 𬭎䶮㑇𠮷葛\u{E0100}é👩\u{200D}🔬。",
    );
    project.build();
    assert!(project.page("rounds/2025/1-publicity.html").contains("2025年9月1日24:00"));
    assert!(project.page("engineers/g2025-002.html").contains("𬭎䶮㑇𠮷葛\u{E0100}é👩\u{200D}🔬。"));
}
