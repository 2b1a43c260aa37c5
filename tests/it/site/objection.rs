//! The objection page: the deadlines, every channel, and e-mails that open ready to fill in.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::add_round;
use crate::support::Project;
use crate::support::html::{attribute, visible};
use crate::support::sample::SITE_FILE;

#[test]
fn the_objection_page_gives_each_open_round_its_deadline_and_channels() {
    let project = Project::sample();
    add_round(&project);
    project.build();
    let page = project.page("objection.html");
    let text = visible(&page);
    for said in [
        "2025年9月5日24:00",
        "2025年9月8日24:00",
        "人才服务部",
        "纪检监督",
        "第二批办公室",
        "010-00000000",
        "010-00000001",
        "0734-0000000-8001",
        "talent@example.org.cn",
        "b@example.org.cn",
        "示例市公示路1号",
        "100000",
        "工作日 9:00–11:30",
        "以寄出日邮戳为准",
        "真实姓名",
        "公章",
        "保密",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("当前没有"));
    let mut mails = 0;
    for (_, href) in attribute(&page, "href").iter().filter(|(_, href)| href.contains("?subject=")) {
        assert!(href.bytes().all(|b| b.is_ascii_alphanumeric() || b":@?=&%-._~".contains(&b)), "{href}");
        let (address, query) = href.strip_prefix("mailto:").unwrap().split_once('?').unwrap();
        let fields: BTreeMap<&str, String> = query
            .split('&')
            .map(|field| field.split_once('=').unwrap())
            .map(|(key, value)| (key, percent_decode_str(value).decode_utf8().unwrap().into_owned()))
            .collect();
        let round = if address.starts_with('b') {
            "2025年第二批工程师选拔项目"
        } else {
            "2025年示例工程师选拔项目"
        };
        assert_eq!(fields["subject"], format!("对{round}拟入选名单的异议"));
        assert!(
            fields["body"].contains(round)
                && fields["body"].contains("事实和理由")
                && fields["body"].contains("\r\n")
        );
        mails += 1;
    }
    assert_eq!(mails, 4, "a person's and a unit's for each address");
    // The round that closes first stands first.
    assert!(text.find("9月5日24:00") < text.find("9月8日24:00"));
}

#[test]
fn the_objection_page_says_plainly_when_nothing_is_open() {
    for (moment, open) in [("2025-08-31", false), ("2025-09-05 23:59", true), ("2025-09-06 00:00", false)] {
        let project = Project::sample().at(moment);
        project.build();
        for page in ["objection.html", "index.html"] {
            let text = visible(&project.page(page));
            assert_eq!(text.contains("当前没有处于公示期的名单"), !open, "{page} at {moment}");
        }
        let text = visible(&project.page("objection.html"));
        assert!(
            text.contains("010-00000000") && text.contains("010-00000001"),
            "the channels stay: {moment}"
        );
        assert_eq!(project.page("objection.html").contains("?subject="), open, "{moment}");
    }
}

#[test]
fn an_hour_of_closing_set_by_the_office_is_the_deadline() {
    let project = Project::sample().at("2025-09-05 17:29");
    project.edit(SITE_FILE, "postmark: sending", "postmark: 到达, closes: \"17:30\"");
    project.build();
    let text = visible(&project.page("objection.html"));
    assert!(text.contains("2025年9月5日17:30") && text.contains("到达"), "{text}");
    let project = project.at("2025-09-05 17:30");
    project.build();
    assert!(visible(&project.page("objection.html")).contains("当前没有处于公示期的名单"));
}
