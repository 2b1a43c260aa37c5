//! What tools made for other languages do to Chinese.

use percent_encoding::percent_decode_str;
use unicode_width::UnicodeWidthStr;

use super::refused;
use crate::support::Project;
use crate::support::html::{attribute, visible};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE};

/// The article of an authored page made of some Markdown.
fn article(markdown: &str) -> String {
    let project = Project::sample();
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{markdown}\n"));
    project.build();
    let page = project.page("about.html");
    let article = page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
    article.split_once("</h1>").unwrap().1.trim().to_owned()
}

/// The page of an engineer with some summary, as seen.
fn profile(summary: &str) -> String {
    let project = Project::sample();
    let quoted = serde_json::Value::from(summary).to_string();
    project.edit(ENGINEERS_FILE, "summary: 从事电机设计。", &format!("summary: {quoted}"));
    project.build();
    visible(&project.page("engineers/g2025-002.html"))
}

#[test]
fn bold_beside_full_width_punctuation_is_bold_as_meant() {
    assert_eq!(
        article("**重点：**该同志主持**“天工”**项目"),
        "<p><strong>重点：</strong>该同志主持<strong>“天工”</strong>项目</p>"
    );
    assert!(article("该同志主持**\"天工\"**项目").contains("<strong>\"天工\"</strong>"));
}

#[test]
fn a_line_break_between_han_is_no_space() {
    assert_eq!(article("公示\n名单"), "<p>公示名单</p>");
    assert_eq!(article("公示，\n“名单”"), "<p>公示，“名单”</p>");
    assert_eq!(article("公示\nlist"), "<p>公示\nlist</p>");
}

#[test]
fn tildes_strike_nothing_out() {
    assert_eq!(article("3~5人，10~20万元，~~不删~~"), "<p>3~5人，10~20万元，~~不删~~</p>");
    assert!(profile("3~5人，10~20万元").contains("3~5人，10~20万元"));
}

#[test]
fn a_bar_in_a_cell_keeps_what_follows() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", "unit: 甲|乙");
    project.build();
    for page in ["rounds/2025/1-publicity.html", "engineers/g2025-002.html"] {
        assert!(visible(&project.page(page)).contains("甲|乙"), "{page}");
    }
}

#[test]
fn text_of_a_record_appears_as_typed() {
    for text in ["2025. 年", "# 一", "    四个空格", "*重点*", "_a_", "<b>", "[x](y)", "> 引", "1) 一", "```"]
    {
        assert!(profile(text).contains(text.trim()), "{text}");
    }
}

#[test]
fn addresses_are_ids_and_never_names() {
    let project = Project::sample();
    for (from, to) in [("王一鸣", "李伟"), ("李明", "李薇"), ("张华", "李玮")] {
        project.edit(ENGINEERS_FILE, &format!("name: {from}"), &format!("name: {to}"));
    }
    project.build();
    for path in project.public().keys() {
        let plain =
            path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-./@".contains(&b));
        let plain = plain || path == "SHA256SUMS";
        assert!(plain && !path.contains("li-wei"), "{path}");
    }
}

#[test]
fn anchors_keep_their_han_text_and_repeated_ones_get_a_suffix() {
    let html = article("## 一、基本情况\n\n## 一、基本情况\n\n[跳](#一、基本情况)");
    let ids: Vec<String> = attribute(&html, "id").into_iter().map(|(_, id)| id).collect();
    assert_eq!(ids, ["一、基本情况", "一、基本情况-2"]);
    let href = attribute(&html, "href").remove(0).1;
    assert_eq!(percent_decode_str(&href).decode_utf8().unwrap(), "#一、基本情况");
}

#[test]
fn an_address_is_encoded_exactly_once() {
    for (target, href) in [
        ("https://example.org/公示?年=2025", "https://example.org/%E5%85%AC%E7%A4%BA?%E5%B9%B4=2025"),
        ("https://example.org/%E5%85%AC", "https://example.org/%E5%85%AC"),
        ("https://example.org/a%20b&c=1", "https://example.org/a%20b&c=1"),
    ] {
        let html = article(&format!("[点](<{target}>)"));
        assert_eq!(attribute(&html, "href").remove(0).1, href);
    }
    let project = Project::sample();
    project.build();
    for file in ["sitemap.xml", "feed.xml"] {
        assert!(!project.page(file).contains("%25"), "{file}");
        for url in project.page(file).split("https://").skip(1) {
            // In a feed the pages stand as escaped HTML.
            let url = url.split(['<', '"', '&']).next().unwrap();
            assert!(url.is_ascii() && !url.contains(' '), "{file}: {url}");
        }
    }
}

/// What is searched has every name and unit in full, so any part of two characters is found; the index lists everyone.
#[test]
fn everyone_is_listed_without_a_script_and_found_by_any_part() {
    let project = Project::sample();
    project.build();
    let text = project.page("search/names-0.js");
    assert!(visible(&project.page("search/w.html")).contains("王一鸣"));
    for part in ["王一", "一鸣", "软件", "件有", "星火", "火工", "赵刚", "丙材"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn lengths_are_counted_in_characters() {
    // One character of four bytes, one of several code points.
    for (character, bytes) in [("𬭎", 4), ("葛\u{E0100}", 7), ("👩\u{200D}🔬", 11)] {
        assert_eq!(character.len(), bytes);
        let text = |count: usize| {
            let project = Project::sample();
            let text = format!("summary: {}", character.repeat(count));
            project.edit(ENGINEERS_FILE, "summary: 从事电机设计。", &text);
            project
        };
        text(20_000).succeed(&["check"]);
        refused(&text(20_001), "too-long");
    }
}

#[test]
fn names_are_compared_without_spaces_and_points_and_published_as_typed() {
    let twice = |first: &str, second: &str| {
        let project = Project::sample();
        let pack = "content/programmes/plan.yaml";
        let rule = "rules:\n  - { rule: one-channel, source: { document: measures, article: 第九条 } }\n";
        project.write(pack, project.read(pack) + rule);
        project.edit(ENGINEERS_FILE, "name: 李明", &format!("name: {first}"));
        project.edit(ENGINEERS_FILE, "name: 张华", &format!("name: {second}"));
        project.edit(ENGINEERS_FILE, "unit: 示例丙材料有限公司", "unit: 示例乙机电有限公司");
        project
    };
    for (first, second) in
        [("张 三", "张三"), ("阿依夏木·买买提", "阿依夏木•买买提"), ("e\u{301}tienne", "\u{E9}tienne")]
    {
        let found = twice(first, second).diagnostics();
        let codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
        assert!(codes.contains(&"rule-broken"), "{found:#?}");
    }
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "name: 李明", "name: 张 三");
    project.edit(ENGINEERS_FILE, "name: 张华", "name: 阿依夏木·买买提");
    project.edit(ENGINEERS_FILE, "name: 王一鸣", "name: 王𬭎䶮㑇");
    project.edit(ROUND_FILE, "order: surname-strokes", "order: as-listed");
    project.build();
    let mut outputs =
        ["rounds/2025/1-publicity.html", "rounds/2025/1-publicity.md", "search/names-0.js"].to_vec();
    outputs.extend(["rounds/2025/list.json", "rounds/2025/list.csv"]);
    for output in outputs {
        for name in ["张 三", "阿依夏木·买买提", "王𬭎䶮㑇"] {
            assert!(project.page(output).contains(name), "{output}: {name}");
        }
    }
}

#[test]
fn an_address_ends_before_a_full_width_stop() {
    let html = article("见 https://example.org。再见 <https://example.org>。");
    for (_, href) in attribute(&html, "href") {
        assert_eq!(href.trim_end_matches('/'), "https://example.org");
    }
    assert!(visible(&html).contains("https://example.org。再见"));
}

#[test]
fn what_is_typed_stays_text() {
    for typed in ["0734", "001", "12e5", "no", "2025-09", "123456789012345678901", "0x1F", "null", "1_000"] {
        let project = Project::sample();
        project.edit(ENGINEERS_FILE, "title: 正高级工程师", &format!("title: {typed}"));
        project.build();
        let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
        let entries = list["entries"].as_array().unwrap();
        let own = entries.iter().find(|e| e["id"] == "g2025-002").unwrap();
        assert_eq!(own["title"], typed);
        assert!(visible(&project.page("engineers/g2025-002.html")).contains(typed));
    }
}

#[test]
fn tables_and_carets_align_with_wide_characters() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "field: 绿色能源", "field: 绿色能源、人工智能");
    let shown = project.run(&["check"]).stderr;
    let (source, marks) = shown
        .lines()
        .zip(shown.lines().skip(1))
        .find(|(source, _)| source.contains("| ") && source.contains("绿色能源、人工智能"))
        .unwrap();
    let before = &source[..source.find("绿色能源").unwrap()];
    assert_eq!(marks.find('^').unwrap(), before.width(), "{shown}");
    assert_eq!(marks.matches('^').count(), "绿色能源、人工智能".width(), "{shown}");

    let table = Project::empty().succeed(&["period", "2025-09-01", "--posting-day", "counted"]).stdout;
    let ends: Vec<usize> = table
        .lines()
        .filter(|line| line.contains("日，发布当日") && line.contains("2025-"))
        .map(|line| line[..line.find("2025-").unwrap()].width())
        .collect();
    assert!(ends.len() == 4 && ends.iter().all(|end| *end == ends[0]), "{table}");
}
