//! What programs read: feed, sitemap, lists as JSON and CSV.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::{BASE, at, pages};
use crate::support::Project;
use crate::support::html::decode;
use crate::support::sample::{ENGINEERS_FILE, SITE_FILE};

/// The text of each element of a name in an XML document, checked to be well formed.
fn xml_texts(document: &str, wanted: &str) -> Vec<String> {
    let mut reader = Reader::from_str(document);
    let (mut path, mut found, mut text) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(part) => text += &part,
            Event::GeneralRef(part) => text += &decode(&format!("&{};", &*part)),
            Event::End(_) => {
                if path.join("/").ends_with(wanted) {
                    found.push(text.trim().to_owned());
                }
                path.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?}");
    found
}

/// Whether a page is of someone who is not selected, or no longer.
fn is_out(page: &str) -> bool {
    page.contains("<meta name=\"robots\" content=\"noindex\">")
}

#[test]
fn the_sitemap_lists_every_page_once() {
    let project = Project::repo_sample();
    let site = project.read(SITE_FILE);
    // Search engines are kept out of a sample as a whole.
    project.write(SITE_FILE, site.replace("www.example.org.cn", "gongshi.invented-office.cn"));
    project.build();
    let base = BASE.replace("www.example.org.cn", "gongshi.invented-office.cn");
    let mut listed = xml_texts(&project.page("sitemap.xml"), "urlset/url/loc");
    listed.sort();
    let address = |path: &String| format!("{base}{}", if path == "index.html" { "" } else { path });
    let mut expected: Vec<String> = pages(&project)
        .iter()
        .filter(|(p, page)| *p != "404.html" && !is_out(page))
        .map(|(p, _)| address(p))
        .collect();
    assert!(expected.len() + 5 < pages(&project).len(), "some are out");
    expected.sort();
    assert_eq!(listed, expected, "those who are out are left out");
    assert!(listed.iter().all(|url| url.is_ascii()));
    assert!(project.page("robots.txt").contains(&format!("Sitemap: {base}sitemap.xml")));
}

#[test]
fn the_feed_has_one_entry_a_notice_newest_first() {
    let project = at("2025-09-20");
    project.edit(SITE_FILE, "title: 示例公示网", "title: '<甲> & \"乙\"'");
    project.build();
    let feed = project.page("feed.xml");
    assert_eq!(xml_texts(&feed, "feed/title"), ["<甲> & \"乙\""]);
    let expected = ["3-result", "2-correction", "1-publicity"].map(|n| format!("{BASE}rounds/2025/{n}.html"));
    assert_eq!(xml_texts(&feed, "feed/entry/id"), expected);
    let updated = xml_texts(&feed, "feed/entry/updated");
    assert_eq!(
        updated,
        ["2025-09-15T09:00:00+08:00", "2025-09-02T10:00:00+08:00", "2025-09-01T09:00:00+08:00"]
    );
    assert_eq!(xml_texts(&feed, "feed/updated"), &updated[..1]);
    assert_eq!(xml_texts(&feed, "feed/author/name"), ["示例市科学技术协会"]);
    assert!(xml_texts(&feed, "feed/entry/summary")[2].contains("自2025年9月1日至9月5日"));
}

#[test]
fn the_list_for_programs_says_what_the_page_says() {
    let project = at("2025-09-03");
    let list: Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    let text = |key: &str| list[key].as_str().unwrap().to_owned();
    assert_eq!(
        ["round", "title", "year", "phase"].map(text),
        ["2025", "2025年示例工程师选拔项目", "2025", "open"]
    );
    let period = &list["period"];
    assert_eq!(period["days"], 5);
    let expected = ["working", "counted", "2025-09-01", "2025-09-05", "2025-09-05 24:00"];
    assert_eq!(
        ["unit", "posting_day", "starts", "ends", "closes"].map(|key| period[key].as_str().unwrap()),
        expected
    );
    let entries = list["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 5);
    let team = entries.iter().find(|e| e["id"] == "t2025-001").unwrap();
    for (key, value) in [
        ("kind", "team"),
        ("programme", "青年工程师工作室"),
        ("name", "星火工作室"),
        ("leader", "赵刚"),
        ("unit", "示例丁装备有限公司"),
        ("title", "高级工程师"),
        ("field", "绿色能源"),
        ("recommender", "示例丁装备有限公司科协"),
        ("standing", "proposed"),
        ("url", "https://www.example.org.cn/gongshi/teams/t2025-001.html"),
    ] {
        assert_eq!(team[key], value, "{key}");
    }
}

#[test]
fn the_list_for_spreadsheets_opens_in_excel_and_runs_no_formula() {
    let project = Project::sample();
    let cells = ["=SUM(1)", "+1", "-1", "@x", "甲,\"乙\""];
    let mut records = String::new();
    for (i, cell) in cells.iter().enumerate() {
        records += &format!(
            "- {{ id: c-{i}, programme: plan, name: 王, unit: '{cell}', title: \"=1\", field: ai, recommender: 甲 }}\n"
        );
    }
    project.write(ENGINEERS_FILE, records);
    project.build();
    let bytes = project.public().remove("rounds/2025/list.csv").unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let text = String::from_utf8(bytes[3..].to_vec()).unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().nth(5), Some("单位"));
    for row in reader.records().map(Result::unwrap).take(cells.len()) {
        let index: usize = row[1].trim_start_matches("c-").parse().unwrap();
        let guard = if cells[index].starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        assert_eq!(&row[5], format!("{guard}{}", cells[index]));
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
}
