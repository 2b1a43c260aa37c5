//! Texts with marks of other languages in them.

use super::{authored, bounded, edited, refused_at_once};
use crate::support::Project;
use crate::support::html::{Token, tokens, visible};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, SITE_FILE};

/// Of every field and every output `tests/text.rs` knows; here a person's own words, where each can be seen.
#[test]
fn marks_of_other_languages_appear_as_text() {
    let nasty = "<script>alert(1)</script>\"quotes\" & 'such' </title><!-- ]]> \\n";
    let project = Project::sample();
    let quoted = serde_json::Value::from(nasty).to_string();
    project.edit(ENGINEERS_FILE, "unit: 示例乙机电有限公司", &format!("unit: {quoted}"));
    project.edit(SITE_FILE, "title: 示例公示网", &format!("title: {quoted}"));
    project.build();
    for page in ["engineers/g2025-002.html", "rounds/2025.html", "rounds/2025/1-publicity.html"] {
        let html = project.page(page);
        assert!(visible(&html).contains(nasty), "{page}");
        let own = |token: &Token| {
            matches!(token, Token::Open(name, attributes)
            if name == "script" && !attributes.iter().any(|(key, value)| {
                // A block of data is not run.
                key == "src" || key == "type" && value == "application/ld+json"
            }))
        };
        assert!(!tokens(&html).iter().any(own), "{page}");
    }
    let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    assert!(list["entries"].as_array().unwrap().iter().any(|e| e["unit"] == nasty));
    let csv = project.page("rounds/2025/list.csv");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    assert!(rows.records().any(|row| row.unwrap().iter().any(|cell| cell == nasty)));
    assert!(visible(&project.page("feed.xml")).contains(nasty));
}

#[test]
fn raw_html_is_text_and_unsafe_links_are_dropped() {
    let project = authored(
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[点](javascript:alert(1)) \
         ![图](data:text/html,x) [乙](https://example.org/)",
    );
    project.build();
    let page = project.page("about.html");
    let article = page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
    assert!(visible(article).contains("<script>alert(1)</script>") && visible(article).contains("点"));
    for token in tokens(article) {
        if let Token::Open(name, attributes) = token {
            assert!(!["script", "img"].contains(&name.as_str()), "{article}");
            for (key, value) in attributes {
                assert!(
                    !key.starts_with("on")
                        && !value.starts_with("javascript:")
                        && !value.starts_with("data:")
                );
            }
        }
    }
}

#[test]
fn marks_of_templates_in_a_record_are_literal() {
    for marks in ["{{ 7*7 }}", "{% include \"x\" %}", "{# 注 #}", "{{< ref >}}", "{% raw %}"] {
        let project = edited(
            ENGINEERS_FILE,
            "summary: 从事电机设计。",
            &format!("summary: {}", serde_json::Value::from(marks)),
        );
        project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n`{marks}`\n"));
        project.build();
        assert!(visible(&project.page("engineers/g2025-002.html")).contains(marks), "{marks}");
        assert!(visible(&project.page("about.html")).contains(marks), "{marks}");
    }
}

#[test]
fn markdown_nested_without_end_is_refused_quickly() {
    let list: String = (0..200).map(|i| format!("{}- 甲\n", "  ".repeat(i))).collect();
    for deep in [">".repeat(50_000), "> ".repeat(50_000), "- ".repeat(5_000), "1. ".repeat(5_000), list] {
        refused_at_once(&authored(&format!("{deep}甲")), "markdown-depth");
    }
    for wide in ["*a ".repeat(20_000), "[".repeat(20_000), "`".repeat(20_000), "[a](".repeat(20_000)] {
        let (run, _) = bounded(&authored(&wide));
        assert_eq!(run.code, 0, "{}", run.stdout);
    }
}
