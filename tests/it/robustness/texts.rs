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

/// Twice as much takes twice as long, whatever it is made of.
#[test]
fn work_grows_with_the_text_and_no_faster() {
    let kinds: [fn(usize) -> String; 6] = [
        |n| "# 同\n\n".repeat(n),
        |n| (2..n).map(|i| format!("# 同-{i}\n\n# 同\n\n")).collect(),
        |n| (0..n).map(|i| format!("[a{i}]: https://example.org/{i}\n")).collect::<String>() + "\n[a1]",
        |n| "- 项\n".repeat(n) + &"&amp;&#x4E00;".repeat(n),
        |n| "*甲 **乙 ".repeat(n) + &"[".repeat(n) + &"]".repeat(n),
        |n| format!("|{}|\n|{}|\n|{}|\n", "甲|".repeat(n), "-|".repeat(n), "乙|".repeat(n)),
    ];
    for (number, kind) in kinds.iter().enumerate() {
        let seconds = |n: usize| {
            let started = std::time::Instant::now();
            let (run, _) = bounded(&authored(&kind(n)));
            assert_eq!(run.code, 0, "{}", run.stdout);
            started.elapsed().as_secs_f64()
        };
        let (some, many) = (seconds(3_000), seconds(12_000));
        assert!(many < 6.0 * some + 2.0, "{number}: {some} s, four times as much {many} s");
    }
}

/// Every cell repeats the head above it, and every table the heading.
#[test]
fn tables_that_grow_beyond_their_text_are_refused() {
    let head = format!("|{}|\n|-|\n{}", "甲".repeat(20_000), "|乙|\n".repeat(20_000));
    let heading = format!("# {}\n\n{}", "甲".repeat(20_000), "|乙|\n|-|\n\n".repeat(20_000));
    for text in [head, heading] {
        refused_at_once(&authored(&text), "page-too-large");
    }
}

#[test]
fn a_template_without_end_is_refused_with_its_line() {
    let loops = "{% for a in range(end=50000) %}{% for b in range(end=50000) %}";
    for body in
        [format!("{loops}x"), format!("{loops}{{% set c = a %}}"), format!("{loops}{{{{ site.title }}}}")]
    {
        let project = Project::sample();
        let page = format!(
            "{{% extends \"base.html\" %}}\n{{% block main %}}\n{body}{{% endfor %}}{{% endfor %}}{{% endblock main %}}"
        );
        project.write("themes/default/templates/home.html", page);
        let (run, peak) = bounded(&project);
        let found = crate::support::diagnostics(&serde_json::from_str(&run.stdout).unwrap());
        let [problem] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((problem.code.as_str(), problem.line), ("template", 3), "{problem:#?}");
        assert!(peak < 400, "{peak} MB");
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
