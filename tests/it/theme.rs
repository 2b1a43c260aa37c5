//! Changing the looks: one colour or one template without a copy of the rest, and what `themes/README.md` promises.

use std::path::Path;

use crate::support::sample::SITE_FILE;
use crate::support::{Diagnostic, Project, Tree, tree};

/// Where a site's own words stand.
const TERMS: &str = "themes/default/terms.yaml";

/// The sample with its own file of terms: the built-in one with one change.
fn with_term(from: &str, to: &str) -> Project {
    let project = Project::sample();
    project.write(TERMS, include_str!("../../themes/default/terms.yaml"));
    project.edit(TERMS, from, to);
    project
}

/// The one thing that is wrong with such a file, and the text of its line.
fn problem_of(from: &str, to: &str) -> (Diagnostic, String) {
    let project = with_term(from, to);
    let problem = project.only_diagnostic();
    assert_eq!((problem.severity.as_str(), problem.file.as_str()), ("error", TERMS));
    let terms = project.read(TERMS);
    let line = terms.lines().nth(usize::try_from(problem.line).unwrap() - 1).unwrap().to_owned();
    (problem, line)
}

#[test]
fn the_built_in_theme_is_the_default_theme_to_the_byte() {
    let mut on_disk = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default"));
    on_disk.retain(|path, _| !path.ends_with('/'));
    let built_in = gongshi::render::theme::DEFAULT.iter();
    let built_in: Tree = built_in.map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    assert!(built_in.keys().eq(on_disk.keys()), "{:?}, but on disk {:?}", built_in.keys(), on_disk.keys());
    let changed: Vec<_> = built_in.iter().filter(|(path, bytes)| on_disk[*path] != **bytes).collect();
    assert!(changed.is_empty(), "built in with other bytes: {changed:?}");
}

#[test]
fn a_colour_is_changed_by_one_small_file() {
    let project = Project::sample();
    project.build();
    assert!(!project.page("index.html").contains("custom.css"));
    project.write("themes/default/static/custom.css", ":root { --accent: #8a1c1c; }\n");
    project.build();
    assert_eq!(project.page("custom.css"), ":root { --accent: #8a1c1c; }\n");
    let page = project.page("engineers/g2025-001.html");
    let (theme, own) = (page.find("../gongshi.css").unwrap(), page.find("../custom.css").unwrap());
    assert!(theme < own, "it comes after the theme's, and so wins");
}

#[test]
fn the_theme_written_out_is_the_built_in_one_and_nothing_is_overwritten() {
    let project = Project::sample();
    project.build();
    let before = project.public();
    let mine = "themes/office/templates/404.html";
    project.write(mine, "{% extends \"base.html\" %}{% block main %}<h1>自己的</h1>{% endblock main %}");
    let done = project.json(&["init", "--theme", "office"]);
    assert_eq!((&done["theme"]["name"], &done["theme"]["kept"]), (&"office".into(), &1.into()));
    assert!(project.read(mine).contains("自己的"));
    project.remove(mine);
    project.edit(SITE_FILE, "owner:", "theme: office\nowner:");
    project.build();
    let mut after = project.public();
    for file in ["edition.json", "SHA256SUMS"] {
        after.remove(file);
    }
    assert!(after.iter().all(|(path, bytes)| before[path] == *bytes));
    assert_eq!(after.len() + 2, before.len());
    assert_eq!(project.run(&["init", "--theme", "../x"]).code, 2);
}

#[test]
fn the_readme_of_themes_names_every_file() {
    let readme = include_str!("../../themes/README.md");
    for (path, _) in gongshi::render::theme::DEFAULT {
        let name = path.split_once('/').map_or(*path, |(_, rest)| rest);
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn a_word_of_the_terms_is_changed_wherever_it_stands() {
    let project = with_term("  title: 历次公示\n", "  title: 往年公示\n");
    project.build();
    let archive = project.page("archive.html");
    assert_eq!(archive.matches("往年公示").count(), 4, "title, sharing, crumb, heading");
    assert!(archive.contains("<li><a href=\"index.html\">首页</a></li>"), "the other words stay");
}

#[test]
fn a_standing_of_the_terms_is_the_one_word_for_it_in_every_file() {
    let project = with_term("  proposed: 拟入选\n", "  proposed: 初步人选\n");
    project.build();
    let pages = ["engineers/g2025-001.html", "engineers/g2025-001.md", "rounds/2025.html", "search/z.html"];
    for page in pages.into_iter().chain(["rounds/2025/list.csv", "search/names-0.js"]) {
        assert!(project.page(page).contains("初步人选"), "{page}");
    }
    let list = project.page("rounds/2025/list.json");
    assert!(
        list.contains("\"standing\": \"proposed\"") && !list.contains("初步人选"),
        "names for programs stay"
    );
}

#[test]
fn the_title_of_a_notice_is_that_of_the_terms_in_every_format() {
    let project =
        with_term("  publicity: 关于{round}{before}名单的公示\n", "  publicity: 《{round}》人选公示\n");
    project.build();
    let title = "《2025年示例工程师选拔项目》人选公示";
    let address = "rounds/2025/1-publicity";
    let page = project.page(&format!("{address}.html"));
    let headline = format!("\"headline\":\"{title}\"");
    assert!(page.contains(&headline), "JSON-LD");
    assert!(page.contains(&format!("<meta property=\"og:title\" content=\"{title}\">")), "{page}");
    let others = [format!("{address}.md"), format!("{address}.json")];
    for file in others.iter().map(String::as_str).chain(["feed.xml", "index.html", "archive.html"]) {
        assert!(project.page(file).contains(title), "{file}");
    }
}

#[test]
fn periods_and_dates_are_told_in_the_words_of_the_terms_in_every_format() {
    let project = with_term("  text: 公示期为{days}{unit}，自", "  text: 公示{days}{unit}，从");
    project.edit(TERMS, "  full: \"{year}年{month}月{day}日\"", "  full: \"{year}.{month}.{day}\"");
    project.edit(TERMS, "  wednesday: 周三", "  wednesday: 星期三");
    project.build();
    let period = "公示5个工作日，从2025.9.1至9月5日";
    let notice = "rounds/2025/1-publicity";
    let files = ["html", "md", "ics", "json"].map(|ending| format!("{notice}.{ending}"));
    for file in files.iter().map(String::as_str).chain(["index.html", "objection.html", "feed.xml"]) {
        let text = project.page(file).replace("\r\n ", "");
        assert!(text.contains(period), "{file}");
    }
    let page = project.page(&format!("{notice}.html"));
    assert!(page.contains("9月3日（星期三）") && page.contains("截止时间：2025.9.524:00"), "{page}");
}

#[test]
fn files_for_other_programs_take_their_words_from_the_terms() {
    let project = with_term("  standing: 状态", "  standing: 结论");
    project.edit(TERMS, "公示最后一天，异议{time}截止", "：{time}前可提异议");
    project.edit(
        TERMS,
        "  summary_of_period: \"{kind}：{title}。",
        "  summary_of_period: \"【{kind}】{title}。",
    );
    project.build();
    assert!(project.page("rounds/2025/list.csv").lines().next().unwrap().ends_with("推荐单位,结论"));
    let event = project.page("rounds/2025/1-publicity.ics").replace("\r\n ", "");
    assert!(event.contains("SUMMARY:2025年示例工程师选拔项目：24:00前可提异议\r\n"), "{event}");
    assert!(project.page("feed.xml").contains("<summary>【公示】关于"));
}

#[test]
fn how_to_object_is_told_in_the_words_of_the_terms_unless_the_office_has_its_own() {
    let project =
        with_term("  person: 个人提出异议的，应当签署真实姓名，并留下有效联系方式。", "  person: 请署真名。");
    project.edit(
        TERMS,
        "  steps_told: 审定结果告知提出异议的个人或单位。\n",
        "  steps_told: |-\n    审定结果书面告知。\n    资料归档。\n",
    );
    project.edit(
        TERMS,
        "  mail_subject: 对{round}{standing}名单的异议",
        "  mail_subject: 关于{round}{standing}的异议",
    );
    project.edit(TERMS, "    异议人姓名（实名）：\n", "    姓名：\n");
    project.build();
    let page = project.page("objection.html");
    assert!(
        page.contains("<li>请署真名。</li>")
            && page.contains("<li>审定结果书面告知。</li>\n<li>资料归档。</li>")
    );
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    assert!(page.contains(&format!("?subject={}", encoded("关于"))), "{page}");
    assert!(page.contains(&format!("&amp;body={}%0D%0A", encoded("姓名："))), "{page}");
    assert!(project.page("objection-person.html").contains("请署真名。"));
    project.edit(
        SITE_FILE,
        "{ postmark: sending }",
        "{ postmark: sending, person: 本单位的说法。, process: [一步办结。] }",
    );
    project.build();
    let page = project.page("objection.html");
    assert!(page.contains("<li>本单位的说法。</li>") && page.contains("<li>一步办结。</li>"));
    assert!(!page.contains("请署真名") && !page.contains("资料归档"));
}

#[test]
fn a_table_without_a_heading_is_named_by_the_terms() {
    let project = with_term("  unnamed_table: 表格", "  unnamed_table: 一览表");
    project
        .write("content/pages/table.md", "---\ntitle: 表\n---\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n");
    project.build();
    assert!(project.page("table.html").contains("aria-label=\"一览表\""));
}

#[test]
fn every_kind_of_notice_has_its_terms() {
    let project = with_term("  restart: 重新公示\n", "");
    let problem = project.only_diagnostic();
    assert!(problem.message.contains("“notice_kinds”里缺少词语“restart”"), "{problem:?}");
    let (problem, _) = problem_of("  transfer: 关于{round}{selected}", "  transfer: 关于{selected}");
    assert!(problem.message.contains("{round}"), "{problem:?}");
}

#[test]
fn values_may_stand_in_another_order_and_more_than_once() {
    let project = with_term("\"{site}：{owner}发布的公示", "\"{owner}的{site}（{owner}）");
    project.build();
    let owner = "示例市科学技术协会";
    let description = format!("<meta name=\"description\" content=\"{owner}的");
    let home = project.page("index.html");
    assert!(
        home.contains(&description) && home.contains(&format!("（{owner}）、名单和异议办法。")),
        "{home}"
    );
}

#[test]
fn a_missing_term_is_refused_with_the_line_to_add() {
    let (problem, line) = problem_of("  entry_title: 该条目已撤下\n", "");
    assert_eq!(problem.code, "missing-key");
    assert!(problem.message.contains("“removed”里缺少词语“entry_title”"), "{problem:?}");
    assert!(problem.help.contains("entry_title: \"该条目已撤下\""), "{problem:?}");
    assert!(line.contains("entry_description:"), "{line}");
}

#[test]
fn a_missing_group_is_told_once() {
    let project = with_term("\nverify:\n", "\nverfy:\n");
    let problems = project.diagnostics();
    let [missing, unknown] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!((missing.code.as_str(), unknown.code.as_str()), ("missing-key", "unknown-key"));
    assert!(missing.message.contains("verify") && unknown.help.contains("verify"), "{problems:#?}");
}

#[test]
fn an_unknown_term_is_refused_with_the_nearest_name() {
    let (problem, line) = problem_of("  entry_title: 该条目", "  page_titel: 页面\n  entry_title: 该条目");
    assert_eq!(problem.code, "unknown-key");
    assert!(problem.help.contains("page_title"), "{problem:?}");
    assert_eq!(line, "  page_titel: 页面");
}

#[test]
fn a_term_given_twice_or_left_empty_is_refused() {
    let (problem, line) = problem_of("  entry_title: 该", "  page_title: 页面\n  entry_title: 该");
    assert_eq!((problem.code.as_str(), line.as_str()), ("duplicate-key", "  page_title: 该页面已撤下"));
    let (problem, line) = problem_of("entry_title: 该条目已撤下", "entry_title:");
    assert_eq!((problem.code.as_str(), line.as_str()), ("empty-value", "  entry_title:"));
    let (problem, line) = problem_of("entry_title: 该条目已撤下", "entry_title: [该条目]");
    assert_eq!((problem.code.as_str(), line.as_str()), ("wrong-shape", "  entry_title: [该条目]"));
}

#[test]
fn places_that_are_unknown_missing_or_left_open_are_refused() {
    let field = |to: &str| {
        let (problem, line) = problem_of("  title: \"{field}领域\"\n", &format!("  title: \"{to}\"\n"));
        assert_eq!((problem.code.as_str(), line), ("term-placeholder", format!("  title: \"{to}\"")));
        assert!(problem.help.contains("{field}"), "{problem:?}");
        problem.message
    };
    assert!(field("{field}{round}领域").contains("不认识的占位符“{round}”"));
    assert!(field("领域").contains("缺少占位符“{field}”"));
    assert!(field("{field领域").contains("花括号没有成对"));
    let (problem, _) = problem_of("entry_title: 该条目", "entry_title: 该{entry}条目");
    assert!(problem.help.contains("没有占位符"), "{problem:?}");
}

#[test]
fn terms_that_are_no_yaml_are_refused_at_their_line() {
    let (problem, line) = problem_of("  entry_title: 该条目已撤下", "  entry_title：该条目已撤下");
    assert_eq!((problem.code.as_str(), line.as_str()), ("yaml-syntax", "  entry_title：该条目已撤下"));
    assert!(problem.help.contains("全角"), "{problem:?}");
}
