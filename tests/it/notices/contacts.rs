//! Where and how to object: which lines accept objections, which only advise, which supervise, and until when.

use super::NOTICE;
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ROUND_FILE, SITE_FILE};

const CONTACT: &str = "    hours: 工作日 9:00–17:30\n";
const MARKDOWN: &str = "rounds/2025/1-publicity.md";

/// The sample with these keys added to its first contact.
fn with_contact(more: &[&str]) -> Project {
    let project = Project::sample();
    let more: String = more.iter().map(|line| format!("    {line}\n")).collect();
    project.edit(SITE_FILE, CONTACT, &format!("{CONTACT}{more}"));
    project.build();
    project
}

#[test]
fn a_contact_gives_whom_to_ask_all_its_numbers_and_its_fax() {
    let project =
        with_contact(&["person: 示老师", "phones: [010-00000002, 010-00000003-8001]", "fax: 010-00000009"]);
    let text = project.page(MARKDOWN);
    let said = "- 人才服务部，联系人示老师，电话010-00000000、010-00000002、010-00000003-8001（工作日 9:00–17:30），传真010-00000009，电子邮箱";
    assert!(text.contains(said), "{text}");
    let page = project.page("objection.html");
    for said in ["示老师", "tel:010-00000003,8001", "010-00000009"] {
        assert!(page.contains(said), "{said}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&project.page("rounds/2025/1-publicity.json")).unwrap();
    assert_eq!(json["contacts"][0]["phones"].as_array().unwrap().len(), 3);
}

#[test]
fn which_ways_accept_objections_and_which_only_advise_is_what_is_stated() {
    for (accepts, said, not) in [
        (None, &["，电话010-00000000", "，地址示例市公示路1号"][..], "来信地址"),
        (Some("[email, letters]"), &["，咨询电话010-00000000", "，来信地址示例市公示路1号"], "来访"),
        (Some("[phone, visits]"), &["，电话010-00000000", "，来访地址示例市公示路1号"], "来信地址"),
        (
            Some("[letters, visits]"),
            &["，咨询电话010-00000000", "，来信来访地址示例市公示路1号"],
            "来访地址示例市公示路2号",
        ),
    ] {
        let key = accepts.map(|accepts| format!("accepts: {accepts}"));
        let project = with_contact(&key.as_deref().into_iter().collect::<Vec<_>>());
        let text = project.page(MARKDOWN);
        assert!(said.iter().all(|said| text.contains(said)) && !text.contains(not), "{accepts:?}\n{text}");
        let letters = accepts.is_none_or(|accepts| accepts.contains("letters"));
        assert_eq!(text.contains("信函以寄出日邮戳为准"), letters, "{accepts:?}\n{text}");
        let mails = project.page("objection.html").contains("mailto:talent@example.org.cn?subject=");
        assert_eq!(mails, accepts.is_none_or(|accepts| accepts.contains("email")), "{accepts:?}");
    }
    let project = Project::sample();
    project.edit(
        SITE_FILE,
        "    hours: 工作日 9:00–11:30\n",
        "    hours: 工作日 9:00–11:30\n    accepts: [letters]\n",
    );
    assert_eq!(project.only_diagnostic().code, "contact-without-channel");
}

#[test]
fn lines_that_advise_or_supervise_stand_apart() {
    let second = "    hours: 工作日 9:00–11:30\n";
    for (role, said) in [
        ("advice", "咨询（不受理异议）：\n\n- 纪检监督，电话010-00000001（工作日 9:00–11:30）。"),
        ("supervision", "监督电话：010-00000001（纪检监督，工作日 9:00–11:30）"),
    ] {
        let project = Project::sample();
        project.edit(SITE_FILE, second, &format!("{second}    role: {role}\n"));
        project.build();
        let text = project.page(MARKDOWN);
        assert!(text.contains(said), "{text}");
        let accepting = text.split("受理渠道：").nth(1).unwrap().split("\n\n- ").nth(1).unwrap();
        assert!(
            accepting.contains("人才服务部") && !accepting.split("\n\n").next().unwrap().contains("纪检"),
            "{text}"
        );
    }
}

#[test]
fn postmark_and_closing_hour_may_be_those_of_a_channel_or_of_a_round() {
    let text = with_contact(&["postmark: arriving", "closes: \"17:30\""]).page(MARKDOWN);
    assert!(text.contains("（邮编100000），信函以到达日邮戳为准，最后一天17:30截止"), "{text}");
    let project = Project::sample();
    project.edit(ROUND_FILE, "order: s", "closes: \"17:00\"\npostmark: arriving\norder: s");
    project.build();
    let text = project.page(MARKDOWN);
    assert!(text.contains("受理截止时间为2025年9月5日17:00（北京时间）。信函以到达日邮戳为准。"), "{text}");
    assert_eq!(super::status(&project)["closes"], "2025-09-05 17:00");
}

#[test]
fn the_office_speaks_of_anonymous_objections_for_itself_alone() {
    let text = with_contact(&[]).page(MARKDOWN);
    assert!(text.contains("我单位对匿名的、超过公示期的以及没有事实依据的异议，一般不予受理。"), "{text}");
}

#[test]
fn a_notice_has_its_number_below_its_title_and_a_long_list_may_be_an_annex() {
    let project = Project::sample();
    project.edit(
        ROUND_FILE,
        "    signed: 2025-09-01\n",
        "    signed: 2025-09-01\n    number: 示科协公示〔2025〕3号\n",
    );
    project.build();
    let text = project.page(MARKDOWN);
    assert!(text.contains("名单的公示\n\n示科协公示〔2025〕3号\n"), "{text}");
    let place = |text: &str, what: &str| text.find(what).unwrap_or_else(|| panic!("{what}\n{text}"));
    assert!(place(&text, "## 工程师成长计划拟入选") < place(&text, "## 异议的提出与受理"));
    project.edit(ROUND_FILE, "order: s", "annex: 是\norder: s");
    project.build();
    let text = project.page(MARKDOWN);
    let order = [
        "## 异议的提出与受理",
        "附件：1.工程师成长计划拟入选人员名单；2.青年工程师工作室拟入选团队名单",
        "示例市科学技术协会\n\n2025年9月1日",
        "## 附件",
        "## 工程师成长计划拟入选",
        "## 青年工程师工作室拟入选",
    ];
    let places: Vec<usize> = order.iter().map(|what| place(&text, what)).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
    assert!(visible(&project.page(NOTICE)).contains("附件"));
}
