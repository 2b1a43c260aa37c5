//! Authored pages: Markdown that can do no harm and reads as a Chinese author means it.

use percent_encoding::percent_decode_str;

use crate::support::Project;
use crate::support::html::{Token, attribute, tokens, visible};
use crate::support::sample::{PAGE_FILE, SITE_FILE};

/// The article of an authored page made of some Markdown.
fn authored(markdown: &str) -> String {
    let project = Project::sample();
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{markdown}\n"));
    project.build();
    let page = project.page("about.html");
    let article = page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
    article.split_once("</h1>").unwrap().1.trim().to_owned()
}

#[test]
fn raw_html_of_authors_is_shown_as_text() {
    for html in [
        "<script>alert(1)</script>",
        "<b onclick=\"x()\">粗</b>",
        "<!-- 注 -->",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<br>",
    ] {
        for (markdown, text) in
            [(html.to_owned(), html.to_owned()), (format!("甲{html}乙"), format!("甲{html}乙"))]
        {
            let article = authored(&markdown);
            assert_eq!(visible(&article).trim(), text);
            assert!(
                tokens(&article).iter().all(|t| !matches!(t, Token::Open(name, _) if name != "p")),
                "{article}"
            );
        }
    }
    let article = authored("<div class=\"x\">\n\n正文\n\n</div>");
    assert!(article.contains("&lt;/div&gt;") && article.contains("<p>正文</p>"), "{article}");
}

#[test]
fn links_lead_nowhere_unsafe() {
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "<java\u{9}script:alert(1)>",
        "<  javascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\\\\\evil.example",
        "&Tab;javascript:alert(1)",
    ] {
        for markdown in
            [format!("[点]({target})"), format!("![点]({target})"), format!("[点][a]\n\n[a]: {target}")]
        {
            let article = authored(&markdown);
            let unsafe_link =
                attribute(&article, "href").into_iter().chain(attribute(&article, "src")).next();
            assert_eq!(unsafe_link, None, "{markdown}: {article}");
            assert!(visible(&article).contains('点'), "{article}");
        }
    }
}

#[test]
fn links_between_pages_lead_to_the_pages() {
    let project = Project::sample();
    project.write("content/pages/calls/beijing.md", "---\ntitle: 通知\n---\n\n## 一、范围\n");
    for (target, href) in [
        ("../about.md", "../about.html"),
        ("beijing.md#一、范围", "beijing.html#一、范围"),
        ("#一", "#一"),
        ("../index.html", "../index.html"),
        ("../rounds/2025.html", "../rounds/2025.html"),
        ("https://example.org/a.md?x=1&y=2", "https://example.org/a.md?x=1&y=2"),
        ("http://example.org", "http://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:010-00000000", "tel:010-00000000"),
    ] {
        project.write(
            "content/pages/calls/here.md",
            format!("---\ntitle: 页\n---\n\n## 一\n\n[点]({target})\n"),
        );
        project.build();
        let page = project.page("calls/here.html");
        let article = page.split_once("<article").unwrap().1;
        let found = attribute(article, "href").remove(0).1;
        assert_eq!(percent_decode_str(&found).decode_utf8().unwrap(), href);
    }
}

#[test]
fn a_line_break_between_han_is_no_space_and_elsewhere_it_is() {
    let mut failures = Vec::new();
    for (markdown, seen) in [
        ("公示\n名单", "公示名单"),
        ("公示，\n“名单”", "公示，“名单”"),
        ("公示\nlist", "公示\nlist"),
        ("list\n公示", "list\n公示"),
        ("two\nlines", "two\nlines"),
        ("**公示**\n名单", "公示名单"),
        ("公示\n**名单**", "公示名单"),
        ("[公示](index.html)\n[名单](search.html)", "公示名单"),
        ("公示\n\\*名单", "公示\n*名单"),
        ("- 公示\n  名单", "公示名单"),
        ("> 公示\n> 名单", "公示名单"),
        ("𠮷\n𬭎", "𠮷𬭎"),
    ] {
        let found = visible(&authored(markdown)).trim().to_owned();
        if found != seen {
            failures.push(format!("{markdown:?} is seen as {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn headings_keep_their_han_text_as_anchors_of_their_own() {
    let ids = |markdown: &str| {
        attribute(&authored(markdown), "id").into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids("## 一、基本情况\n\n## （二）A B\n\n### 一、基本情况"),
        ["一、基本情况", "（二）A-B", "一、基本情况-2"]
    );
    assert_eq!(ids("## **重**要 `码`")[0], "重要-码");
}

/// Whatever headings are called, no two anchors of a page are the same, nor one of the page's own, nor empty.
#[test]
fn anchors_are_never_shared_nor_empty() {
    let mut failures = Vec::new();
    for odd in ["## 甲\n\n## 甲\n\n## 甲-2", "## main", "## ", "## <>", "## \"&'"] {
        let project = Project::sample();
        project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{odd}\n"));
        project.build();
        let mut ids: Vec<String> =
            attribute(&project.page("about.html"), "id").into_iter().map(|(_, id)| id).collect();
        ids.sort();
        if ids[0].is_empty() || ids.windows(2).any(|two| two[0] == two[1]) {
            failures.push(format!("{odd:?}: {ids:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn marks_mean_what_a_chinese_author_means() {
    assert_eq!(authored("3~5人，10~20万元，~~不删~~"), "<p>3~5人，10~20万元，~~不删~~</p>");
    assert_eq!(
        visible(&authored("| 甲 |\n| --- |\n| 乙\\|丙 |")).split_whitespace().collect::<String>(),
        "甲乙|丙"
    );
    for (_, href) in attribute(&authored("见 https://example.org。再见 <https://example.org>。"), "href")
    {
        assert_eq!(href.trim_end_matches('/'), "https://example.org");
    }
}

#[test]
fn a_dead_link_in_allowed_html_is_an_error_at_its_line() {
    let project = Project::sample();
    project.edit(SITE_FILE, "owner:", "允许HTML: 是\nowner:");
    let page = |html: &str| format!("---\ntitle: 页\n---\n\n[首页](index.html)\n\n甲{html}乙\n");
    for (html, target, line) in [
        ("<a href=\"nowhere.md#一\">链</a>", "nowhere.html#一", 7),
        ("<a href='../index.html'>链</a>", "../index.html", 7),
        ("<img src=nowhere.png alt=图>", "nowhere.png", 7),
        // Typed otherwise than it is meant, it is not found again: the page is named, at its beginning.
        ("<a href=\"%E6%97%A0.html\">链</a>", "无.html", 4),
    ] {
        project.write(PAGE_FILE, page(html));
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("dead-link", PAGE_FILE), "{html}");
        assert!(found.message.contains(target), "{found:#?}");
        assert_eq!(found.line, line, "{found:#?}");
    }
    let live = "<a href=\"index.html?x=1&amp;y=2#a\">链</a><a href=\"https://example.org/no.html\">外</a><img src=portrait.svg alt=图>";
    project.write(PAGE_FILE, page(live));
    project.build();
}

/// Where the office allows HTML, what shows text is kept, and nothing that acts.
#[test]
fn html_that_the_office_allows_is_kept_and_made_inert() {
    let project = Project::sample();
    project.edit(SITE_FILE, "owner:", "允许HTML: 是\nowner:");
    let markdown = "甲<b onclick=\"x()\" style=\"color:red\">粗</b>，<a href=\"about.md#一\">链</a>。\n\n<table><tr><td \
                    class=\"c\">格</td></tr></table>\n\n<script>alert(1)</script><iframe src=\"x\"></iframe><style>p{}</style>\n\n\
                    <a href=\"javascript:x\">点</a><a href=\"//evil.example/\">外</a><form><input></form>\n\n## 一\n\n| 甲 |\n| --- |\n| 乙 |\n";
    project.write(PAGE_FILE, format!("---\ntitle: 页\n---\n\n{markdown}"));
    project.build();
    let page = project.page("about.html");
    let article = page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
    for kept in [
        "<b>粗</b>",
        "<td class=\"c\">格</td>",
        "<th scope=\"col\" role=\"columnheader\">甲</th>",
        "<td role=\"cell\" data-label=\"甲\">乙</td>",
    ] {
        assert!(article.contains(kept), "{kept}: {article}");
    }
    for token in tokens(article) {
        let Token::Open(name, attributes) = token else { continue };
        assert!(!["script", "style", "iframe", "form", "input"].contains(&name.as_str()), "{article}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style", "{key}: {article}");
            assert!(!value.contains("javascript:") && !value.contains("evil"), "{article}");
        }
    }
    assert!(attribute(article, "href").iter().any(|(_, href)| href.starts_with("about.html#")), "{article}");
    project.edit(SITE_FILE, "允许HTML: 是\n", "");
    project.build();
    assert!(visible(&project.page("about.html")).contains("<b onclick=\"x()\""));
}
