//! The site as its readers get it: what pages say and when, where links lead, what programs can read.

mod data;
mod formats;
mod links;
mod lists;
mod objection;
mod samples;
mod search;
mod still;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::html::{Token, attribute, decode, tokens, visible};
use crate::support::sample::{CORRECTION, ENGINEERS_FILE, RESULT, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{Project, docx, html};

const BASE: &str = "https://www.example.org.cn/gongshi/";
const NOTICE: &str = "rounds/2025/1-publicity.html";

/// The sample with a correction and a result to come, government labels on, built for a moment.
fn at(moment: &str) -> Project {
    let project = Project::sample().at(moment);
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{CORRECTION}{RESULT}"));
    project.edit(
        SITE_FILE,
        "objection:",
        "labels: { government: true, site_id_code: \"0000000000\" }\nobjection:",
    );
    project.build();
    project
}

/// Adds a round with a channel of its own, in publicity from 2025-09-02 to 09-08.
fn add_round(project: &Project) {
    for (from, to) in [(ROUND_FILE, "round"), (ENGINEERS_FILE, "engineers"), (TEAMS_FILE, "teams")] {
        let text =
            project.read(from).replace("2025年示例", "2025年第二批").replace("2025-09-01", "2025-09-02");
        let text = text.replace("g2025-", "x-g").replace("t2025-", "x-t").replace(
            "issuers:",
            "contacts: [{ name: 第二批办公室, phone: 0734-0000000-8001, hours: 工作日 9:00–17:00, email: b@example.org.cn }]\n\
             issuers:",
        );
        project.write(&format!("content/rounds/extra/{to}.yaml"), text);
    }
}

/// Every text file of the edition but the theme's own and the manifest.
fn files(project: &Project) -> BTreeMap<String, String> {
    // What the search page searches is the site's; its script is the theme's.
    let own = |path: &str| {
        let script = path.ends_with(".js") && !path.starts_with("search/");
        script || [".css", ".jpg", "/", "edition.json"].iter().any(|end| path.ends_with(end))
    };
    let public = project.public().into_iter().filter(|(path, _)| !own(path));
    let text = |path: &str, bytes: Vec<u8>| match path.ends_with(".docx") {
        true => docx::text(&bytes),
        false => String::from_utf8(bytes).unwrap(),
    };
    public.map(|(path, bytes)| (path.clone(), text(&path, bytes))).collect()
}

fn pages(project: &Project) -> BTreeMap<String, String> {
    files(project).into_iter().filter(|(path, _)| path.ends_with(".html")).collect()
}

/// Where the word stands without 拟 before it, with what is around it.
fn bare_selected(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars[i..].starts_with(&['入', '选']) && (i == 0 || chars[i - 1] != '拟');
    let around = |i: usize| chars[i.saturating_sub(12)..(i + 12).min(chars.len())].iter().collect();
    (0..chars.len()).filter(|&i| at(i)).map(around).collect()
}

#[test]
fn until_the_result_is_published_nothing_says_selected() {
    for moment in ["2025-09-01 09:00", "2025-09-03", "2025-09-10", "2025-09-15 08:59"] {
        let project = at(moment);
        // The schemas say what a file may hold, at whatever moment.
        for (path, text) in files(&project).into_iter().filter(|(path, _)| !path.starts_with("schemas/")) {
            // Attributes are read out and searched too, so all of the file counts, not only what is seen.
            assert_eq!(bare_selected(&decode(&text)), [""; 0], "{path} at {moment}");
        }
        assert!(project.page(NOTICE).contains("拟入选") && project.page("search.html").contains("拟入选"));
    }
    // In the repository's content the documents quoted in full use the word of their rules (入选比例, 入选资格).
    let project = Project::repo_sample();
    project.build();
    for (path, text) in files(&project).into_iter().filter(|(path, _)| path.contains("2026")) {
        assert_eq!(bare_selected(&decode(&text)), [""; 0], "{path}");
    }
}

#[test]
fn after_the_result_those_selected_are_and_the_publicity_keeps_its_word() {
    let project = at("2025-09-15 09:00");
    for path in [
        "rounds/2025.html",
        "engineers/g2025-001.html",
        "teams/t2025-002.html",
        "search.html",
        "fields/ai.html",
    ] {
        assert!(!bare_selected(&visible(&project.page(path))).is_empty(), "{path}");
    }
    let result = visible(&project.page("rounds/2025/3-result.html"));
    assert!(
        result.contains("关于2025年示例工程师选拔项目入选名单的公告") && result.contains("本人书面提出放弃")
    );
    let notice = project.page(NOTICE);
    let document = notice.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(document.contains("拟入选") && bare_selected(document).is_empty());
    let list: Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    assert_eq!(
        (list["phase"].as_str(), list["entries"][0]["standing"].as_str()),
        (Some("decided"), Some("selected"))
    );
}

#[test]
fn a_notice_says_its_title_basis_both_dates_the_count_who_signs_and_when() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "issuers: [示例市科学技术协会]", "issuers: [甲市科学技术协会, 乙市人才办公室]");
    project.edit(ROUND_FILE, "signed: 2025-09-01", "signed: 2025-08-31");
    for (period, text) in [
        ("days: 5, unit: working, posting_day: counted", "公示期为5个工作日，自2025年9月1日至9月5日"),
        ("days: 5, unit: working, posting_day: excluded", "公示期为5个工作日，自2025年9月2日至9月8日"),
        (
            "days: 7, unit: calendar, posting_day: counted",
            "公示期为7天，自2025年9月1日至9月7日，期满日逢法定休假日，顺延至9月8日",
        ),
        ("days: 85, unit: working, posting_day: counted", "公示期为85个工作日，自2025年9月1日至2026年1月4日"),
    ] {
        let old = project.read(ROUND_FILE);
        let kept: Vec<&str> = old.lines().filter(|line| !line.contains("period:")).collect();
        project.write(ROUND_FILE, format!("{}\n    period: {{ {period} }}\n", kept.join("\n")));
        project.build();
        for page in [visible(&project.page(NOTICE)), project.page("rounds/2025/1-publicity.md")] {
            for said in [
                "关于2025年示例工程师选拔项目拟入选名单的公示",
                "根据《成长计划管理办法》《工作室管理办法》，王一鸣等3人拟入选2025年工程师成长计划",
                text,
                "3人",
                "2个团队",
                "按姓氏笔画为序",
                "010-00000000",
                "工作日 9:00–17:30",
                "以寄出日邮戳为准",
            ] {
                assert!(page.contains(said), "{said}\n{page}");
            }
        }
    }
    let signed = project.page("rounds/2025/1-publicity.md");
    assert!(signed.ends_with("\n---\n\n甲市科学技术协会\n\n乙市人才办公室\n\n2025年8月31日\n"), "{signed}");
}

#[test]
fn lists_stand_in_the_order_they_name_not_in_the_order_typed() {
    let project = Project::sample();
    project.build();
    let csv = project.page("rounds/2025/list.csv");
    let names: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').nth(3).unwrap()).collect();
    // 王 4 strokes, 李 7, 张 7 (横 of 李 before 折 of 张); 远 7, 星 9.
    assert_eq!(names, ["王一鸣", "李明", "张华", "远航工作室", "星火工作室"]);
    let notice = visible(&project.page(NOTICE));
    let locations: Vec<_> = names.iter().map(|name| notice.rfind(name).unwrap()).collect();
    assert!(locations.is_sorted(), "{locations:?}");
}

#[test]
fn what_is_not_published_yet_leaves_no_trace() {
    let project = Project::sample().at("2025-09-01 08:59");
    project.build();
    for (path, text) in files(&project) {
        assert!(!["rounds", "engineers", "teams"].iter().any(|folder| path.starts_with(folder)), "{path}");
        for secret in ["选拔项目", "王一鸣", "星火", "2025-001", "1-publicity"] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
    // The same for a round that has no notice, and for the notices of a round that are still to come.
    let project = Project::sample();
    add_round(&project);
    let extra = "content/rounds/extra/round.yaml";
    let draft = project.read(extra);
    project.write(extra, draft.split("notices:").next().unwrap());
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{RESULT}"));
    project.build();
    for (path, text) in files(&project) {
        for secret in ["第二批", "x-g001", "x-t001", "2-result", "书面提出放弃", "9月15日"] {
            assert!(!path.contains(secret) && !text.contains(secret), "{secret} in {path}");
        }
    }
}

#[test]
fn one_who_is_not_selected_leaves_the_lists_and_keeps_a_page() {
    let project = at("2025-09-15 09:00");
    for path in [
        "rounds/2025/list.json",
        "rounds/2025/list.csv",
        "rounds/2025.html",
        "search/names-0.js",
        "fields/ai.html",
    ] {
        let text = project.page(path);
        assert!(
            text.contains("g2025-001") && !text.contains("g2025-003") && !text.contains("张华"),
            "{path}"
        );
    }
    let page = visible(&project.page("engineers/g2025-003.html"));
    assert!(page.contains("张华") && page.contains("主动放弃") && page.contains("2025年示例工程师选拔项目"));
    assert!(project.page(NOTICE).contains("张华"), "the publicity is the document of its day");
    assert!(!project.page("sitemap.xml").contains("engineers/g2025-003.html"));
}

#[test]
fn a_correction_shows_before_and_after_and_both_pages_link_to_each_other() {
    let project = at("2025-09-03");
    let page = project.page("rounds/2025/2-correction.html");
    let text = visible(&page);
    for said in [
        "李明",
        "示例乙机电有限责任公司",
        "示例乙机电有限公司",
        "录入有误",
        "2025年9月5日24:00",
        "2025年9月2日",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let source = project.page("rounds/2025/2-correction.md");
    assert!(
        source.contains("| 工作单位 | 示例乙机电有限责任公司 | 示例乙机电有限公司 | 录入有误 |"),
        "{source}"
    );
    let links = |page: &str| attribute(page, "href").into_iter().map(|(_, href)| href).collect::<Vec<_>>();
    assert!(links(&page).contains(&"../../rounds/2025/1-publicity.html".to_owned()));
    assert!(links(&project.page(NOTICE)).contains(&"../../rounds/2025/2-correction.html".to_owned()));
}

#[test]
fn private_fields_and_names_of_files_reach_no_reader() {
    let project = at("2025-09-20");
    for (path, text) in files(&project) {
        for private in ["1985-03-02", "1985年3月2日", "1995", "博士", "district", ".yaml"] {
            assert!(!text.contains(private), "{private} in {path}");
        }
    }
}

#[test]
fn the_search_page_lists_everyone_without_a_script() {
    let project = Project::sample();
    add_round(&project);
    project.build();
    let page = project.page("search.html");
    let links = |page: &str| attribute(page, "href").into_iter().map(|(_, href)| href).collect::<Vec<_>>();
    let index =
        links(&page).into_iter().filter(|link| link.starts_with("search/") && link.ends_with(".html"));
    let index: Vec<String> = index.map(|link| project.page(&link)).collect();
    let everyone: BTreeSet<String> = index.iter().flat_map(|page| links(page)).collect();
    for (path, title) in
        [("engineers/g2025-001", "王一鸣"), ("teams/t2025-002", "远航工作室"), ("engineers/x-g003", "张华")]
    {
        assert!(everyone.contains(&format!("../{path}.html")), "{path}");
        assert!(index.iter().any(|page| visible(page).contains(title)), "{title}");
    }
    let entry = |link: &&String| link.starts_with("../engineers/") || link.starts_with("../teams/");
    assert_eq!(everyone.iter().filter(entry).count(), 10);
    // By the reading: 王 is w, 赵刚's team 星火 is x, 张 is z.
    for (letter, title) in [("w", "王一鸣"), ("x", "赵刚"), ("z", "张华")] {
        assert!(visible(&project.page(&format!("search/{letter}.html"))).contains(title), "{title}");
    }
    // What works only with the script is hidden until the script shows it.
    let hidden = tokens(&page).into_iter().any(
        |t| matches!(t, Token::Open(_, a) if a.iter().any(|(k, v)| k == "id" && v == "search") && a.iter().any(|(k, _)| k == "hidden")),
    );
    assert!(hidden);
}

#[test]
fn government_labels_stand_where_the_switch_is_on() {
    let names =
        |page: &str| html::attribute(page, "name").into_iter().map(|(_, name)| name).collect::<BTreeSet<_>>();
    let on = at("2025-09-03");
    let notice = names(&on.page(NOTICE));
    for label in [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
        "Keywords",
        "Author",
        "Description",
        "Url",
        "ContentStart",
        "ContentEnd",
    ] {
        assert!(notice.contains(label), "{label}");
    }
    assert!(on.page(NOTICE).contains("<meta name=\"PubDate\" content=\"2025-09-01 09:00\">"));
    assert!(on.page(NOTICE).contains("<meta name=\"SiteDomain\" content=\"www.example.org.cn\">"));
    let round = names(&on.page("rounds/2025.html"));
    assert!(
        ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
            .iter()
            .all(|label| round.contains(*label))
    );
    // Every page says whose site it is; every page but home and 404, in which column.
    for (path, page) in pages(&on) {
        let names = names(&page);
        assert!(
            ["SiteName", "SiteDomain", "SiteIDCode"].iter().all(|label| names.contains(*label)),
            "{path}"
        );
        let column = !["index.html", "404.html"].contains(&path.as_str());
        assert_eq!((names.contains("ColumnName"), names.contains("ColumnType")), (column, column), "{path}");
    }
    let off = Project::sample();
    off.build();
    for (path, page) in pages(&off) {
        assert!(names(&page).iter().all(|name| name.chars().next().unwrap().is_lowercase()), "{path}");
    }
}

#[test]
fn a_site_at_the_root_of_its_domain_works_too() {
    let project = Project::sample();
    project.edit(SITE_FILE, BASE, "http://localhost:8080");
    project.build();
    assert!(project.page("404.html").contains("href=\"/index.html\""));
    assert!(
        project
            .page(NOTICE)
            .contains("<link rel=\"canonical\" href=\"http://localhost:8080/rounds/2025/1-publicity.html\">")
    );
}
