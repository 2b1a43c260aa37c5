//! A withdrawn publicity keeps its address and shows nobody; its people's pages become short ones.

use super::{NAMES, NOTICE, built, document, list, texts};
use crate::support::html::visible;

const WITHDRAWAL: (&str, &str) = ("withdrawal", "2025-09-04 10:00");

#[test]
fn nobody_is_listed_any_more_and_no_address_is_lost() {
    let before = built(&[WITHDRAWAL], "2025-09-04 09:59");
    let after = built(&[WITHDRAWAL], "2025-09-04 10:00");
    let (old, new) = (before.public(), after.public());
    for path in old.keys().filter(|path| path.ends_with(".html") || path.ends_with(".md")) {
        assert!(new.contains_key(path), "{path} was public and is gone");
    }
    for (path, text) in texts(&after) {
        let own = ["engineers/", "teams/"].iter().any(|folder| path.starts_with(folder));
        let people = ["孙一", "周全", "赵刚", "从事电机设计", "求解器", "研制储能装备", "示例乙机电"];
        for name in NAMES.iter().chain(&people).filter(|name| !own || !NAMES.contains(name)) {
            let short = own && (*name == "示例乙机电" || *name == "赵刚");
            assert!(short || !text.contains(name), "{name} still stands in {path}");
        }
    }
    assert_eq!(list(&after)["entries"].as_array().unwrap().len(), 0);
    assert_eq!(after.page("rounds/2025/list.csv").lines().count(), 1);
}

#[test]
fn the_publicity_says_when_and_why_and_where_it_was_withdrawn() {
    let project = built(&[WITHDRAWAL], "2025-09-05");
    let page = project.page(NOTICE);
    let text = visible(&document(&page));
    for said in [
        "关于2025年示例工程师选拔项目拟入选名单的公示",
        "已撤回",
        "关于撤回2025年示例工程师选拔项目公示的公告",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(document(&page).contains("2025/2-withdrawal.html"));
    for profile in ["engineers/g2025-001.html", "teams/t2025-001.html"] {
        let text = visible(&document(&project.page(profile)));
        assert!(text.contains("已撤回") || text.contains("撤回"), "{text}");
    }
}

#[test]
fn a_restart_brings_the_list_back_on_its_own_page_only() {
    let project = built(&[WITHDRAWAL, ("restart", "2025-09-10 09:00")], "2025-09-11");
    let first = visible(&document(&project.page(NOTICE)));
    let restart = visible(&document(&project.page("rounds/2025/3-restart.html")));
    for name in NAMES {
        assert!(!first.contains(name) && restart.contains(name), "{name}");
    }
    assert!(project.page("search/names-0.js").contains("王一鸣"));
    assert_eq!(list(&project)["entries"].as_array().unwrap().len(), 5);
    let home = project.page("index.html");
    assert!(!home.contains("1-publicity.html\">公示全文"), "the full text offered is withdrawn\n{home}");
}

#[test]
fn the_pages_of_other_notices_show_nobody_either() {
    let notices = [
        ("correction", "2025-09-02 10:00"),
        ("supplement", "2025-09-03 09:00"),
        ("withdrawal", "2025-09-04 10:00"),
    ];
    let project = built(&notices, "2025-09-05");
    for page in ["2-correction", "3-supplement", "4-withdrawal"] {
        for end in ["html", "md"] {
            let text = project.page(&format!("rounds/2025/{page}.{end}"));
            for name in NAMES {
                assert!(!text.contains(name), "{name} still stands in {page}.{end}\n{}", visible(&text));
            }
        }
    }
}

#[test]
fn a_result_that_is_withdrawn_selects_nobody() {
    let notices = [("result", "2025-09-15 09:00"), ("withdrawal", "2025-09-17 10:00")];
    let project = built(&notices, "2025-09-18");
    assert_eq!(super::status(&project)["phase"], "withdrawn");
    let result = visible(&document(&project.page("rounds/2025/2-result.html")));
    assert!(result.contains("撤回"), "{result}");
    for said in ["确定。", "予以公布", "一致", "王一鸣", "张华"] {
        assert!(!result.contains(said), "{said}\n{result}");
    }
}

#[test]
fn a_restart_after_a_withdrawn_result_is_of_the_whole_list() {
    let notices =
        [("result", "2025-09-15 09:00"), ("withdrawal", "2025-09-17 10:00"), ("restart", "2025-09-18 09:00")];
    let project = built(&notices, "2025-09-18 12:00");
    let list = list(&project);
    let standings: Vec<_> =
        list["entries"].as_array().unwrap().iter().map(|e| e["standing"].clone()).collect();
    assert_eq!(standings, ["proposed"; 5], "the decisions were withdrawn with the result");
}
