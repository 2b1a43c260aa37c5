//! Every kind of notice is a dated page of its own, linked both ways with what it concerns.

use super::{NOTICE, built, document};
use crate::support::html::{attribute, visible};

/// Kind, moment, title, and what the document says.
const KINDS: &[(&str, &str, &str, &[&str])] = &[
    (
        "correction",
        "2025-09-02 10:00",
        "关于2025年示例工程师选拔项目拟入选名单公示的更正公告",
        &[
            "李明",
            "示例乙机电有限责任公司",
            "示例乙机电有限公司",
            "录入有误",
            "截止时间仍为2025年9月5日24:00",
            "2025年9月2日",
        ],
    ),
    (
        "supplement",
        "2025-09-04 09:00",
        "关于2025年示例工程师选拔项目拟入选名单的补充公示",
        &[
            "张华",
            "1人",
            "现补充公示",
            "公示期为5个工作日，自2025年9月4日至9月10日",
            "原公示的名单和公示期不变",
            "010-00000000",
        ],
    ),
    (
        "restart",
        "2025-09-10 09:00",
        "关于重新公示2025年示例工程师选拔项目拟入选名单的公告",
        &[
            "因申报材料有重大变更",
            "公示期重新计算",
            "公示期为5个工作日，自2025年9月10日至9月16日",
            "王一鸣",
            "星火工作室",
            "010-00000000",
        ],
    ),
    (
        "extension",
        "2025-09-03 10:00",
        "关于延长2025年示例工程师选拔项目公示期的公告",
        &["因有异议待核查", "延长1个工作日，至2025年9月8日", "2025年9月8日24:00", "010-00000000"],
    ),
    (
        "suspension",
        "2025-09-03 10:00",
        "关于中止2025年示例工程师选拔项目公示的公告",
        &["因收到涉及评审程序的反映", "自2025年9月3日10:00起中止"],
    ),
    (
        "withdrawal",
        "2025-09-04 10:00",
        "关于撤回2025年示例工程师选拔项目公示的公告",
        &["因名单误发，现撤回", "原公示自本公告发布之日起失效，原公示期内已受理的异议继续办理"],
    ),
    (
        "result",
        "2025-09-15 09:00",
        "关于2025年示例工程师选拔项目入选名单的公告",
        &[
            "经公示和审定，确定王一鸣等2人入选2025年工程师成长计划，远航工作室等2个团队入选2025年青年工程师工作室",
            "张华",
            "主动放弃",
            "本人书面提出放弃",
        ],
    ),
];

#[test]
fn each_kind_of_notice_has_a_page_with_its_title_its_text_who_signs_and_when() {
    for (kind, moment, title, says) in KINDS {
        let project = built(&[(kind, moment)], moment);
        let path = format!("rounds/2025/2-{kind}");
        let page = project.page(&format!("{path}.html"));
        let text = visible(&document(&page));
        let day = format!("2025年9月{}日", moment[8..10].trim_start_matches('0'));
        let signed = ["示例市科学技术协会", &day];
        for said in says.iter().chain([title]).chain(&signed) {
            assert!(text.contains(said), "{kind}: {said}\n{text}");
        }
        assert!(page.contains(&format!("<title>{title} - 示例公示网</title>")), "{kind}");
        // The same as Markdown, and in the feed and the site map.
        let markdown = project.page(&format!("{path}.md"));
        assert!(markdown.contains(title) && markdown.contains("\n# "), "{markdown}");
        assert!(project.page("feed.xml").contains(title), "{kind} is not in the feed");
        assert!(project.page("sitemap.xml").contains(&format!("{path}.html")), "{kind}");
    }
}

#[test]
fn a_notice_and_what_it_concerns_link_to_each_other() {
    for (kind, moment, title, _) in KINDS {
        let project = built(&[(kind, moment)], moment);
        let own = format!("2-{kind}.html");
        let links = |path: &str| -> Vec<String> {
            attribute(&project.page(path), "href").into_iter().map(|(_, value)| value).collect()
        };
        let leads = |path: &str, end: &str| links(path).iter().any(|link| link.ends_with(end));
        let page = format!("rounds/2025/{own}");
        assert!(leads(&page, "2025/1-publicity.html"), "{kind} does not lead to the publicity");
        assert!(leads(NOTICE, &own), "the publicity does not lead to {kind}");
        for path in ["rounds/2025.html", "index.html"] {
            assert!(leads(path, &own), "{path} does not lead to {kind}");
        }
        let publicity = visible(&project.page(NOTICE));
        assert!(publicity.contains(&format!("《{title}》")), "{kind}\n{publicity}");
    }
}

#[test]
fn a_notice_prints_its_remark_and_its_own_signing_date() {
    for (kind, moment, ..) in KINDS {
        let project = super::with(&[(kind, moment)]).at(moment);
        let published = format!("published: {moment}\n");
        let more = "    signed: 2025-09-01\n    note: 本公告另行书面通知推荐单位。\n";
        project.edit(super::ROUND_FILE, &published, &format!("{published}{more}"));
        project.build();
        let text = visible(&document(&project.page(&format!("rounds/2025/2-{kind}.html"))));
        assert!(text.contains("本公告另行书面通知推荐单位。"), "{kind}\n{text}");
        assert!(text.trim_end().ends_with("2025年9月1日"), "{kind}\n{text}");
    }
}

#[test]
fn a_notice_still_to_come_has_no_page_and_no_mention() {
    for (kind, moment, title, _) in KINDS {
        let day_before = format!("2025-09-{:02} 23:59", moment[8..10].parse::<u32>().unwrap() - 1);
        let project = built(&[(kind, moment)], &day_before);
        assert_eq!(super::found(&project, title), [""; 0], "{kind}");
        let traces = super::texts(&project).into_keys().filter(|path| path.contains(kind));
        assert_eq!(traces.collect::<Vec<_>>(), [""; 0]);
        let run = project.build();
        assert!(run.stderr.contains("本次未包含"), "the office is told of what is to come: {}", run.stderr);
    }
}
