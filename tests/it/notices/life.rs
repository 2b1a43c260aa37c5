//! What happens to a round and its people on the way: someone leaves, a period stops and runs on, someone is deferred and
//! decided on later.

use super::{LAST, NOTICE, built, document, list, notice, status, with};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE};

const LEAVES: (&str, &str) = ("departure", "2025-09-03 10:00");

fn texts(project: &Project, path: &str) -> String {
    visible(&document(&project.page(path)))
}

#[test]
fn who_leaves_during_the_period_leaves_the_lists_and_stays_in_the_document() {
    let before = built(&[LEAVES], "2025-09-03 09:59");
    assert!(before.page("rounds/2025/list.csv").contains("张华"));
    let project = built(&[LEAVES], "2025-09-03 10:00");
    for path in ["rounds/2025/list.csv", "search/names-0.js", "fields/ai.html"] {
        assert!(!project.page(path).contains("张华"), "{path}");
    }
    assert_eq!(project.page("rounds/2025/1-publicity.md"), before.page("rounds/2025/1-publicity.md"));
    let page = project.page(NOTICE);
    let around = page.replace(&document(&page), "");
    assert!(around.contains("<del>张华（示例丙材料有限公司）</del>"), "{around}");
    assert!(!document(&page).contains("<del>") && document(&page).contains("张华"));
    let departure = texts(&project, "rounds/2025/2-departure.html");
    assert!(
        departure.contains("自本公告发布之日起退出公示") && departure.contains("本人书面申请退出"),
        "{departure}"
    );
    let profile = visible(&project.page("engineers/g2025-003.html"));
    assert!(profile.contains("公示名单，已退出公示，见《关于"), "{profile}");
    let round = visible(&project.page("rounds/2025.html"));
    assert!(round.contains("公示3人、2个团队，其中已退出公示1人，不在名单上，见本轮公告。"), "{round}");
    // A list announced anew does not bring them back, and a result counts them out with their reason.
    let restart = built(&[LEAVES, ("restart", "2025-09-10 09:00")], "2025-09-11");
    assert!(!texts(&restart, "rounds/2025/3-restart.html").contains("张华"));
    let result = with(&[LEAVES]).at("2025-09-16");
    result.edit(
        ROUND_FILE,
        LEAVES_TAIL,
        &format!("{LEAVES_TAIL}  - kind: result\n    published: 2025-09-15 09:00\n"),
    );
    result.build();
    let text = texts(&result, "rounds/2025/3-result.html");
    let (selected, out) = text.split_once("与公示名单的差别").unwrap();
    assert!(selected.contains("王一鸣等2人入选") && !selected.contains("张华"), "{selected}");
    assert!(out.contains("张华") && out.contains("退出公示") && out.contains("本人书面申请退出"), "{out}");
    // Nobody leaves twice, and after the result nobody leaves the publicity.
    let twice = with(&[LEAVES, ("result", "2025-09-15 09:00")]).at("2025-09-16");
    assert!(
        twice.diagnostics().iter().any(|d| d.code == "not-selected-before"),
        "{:#?}",
        twice.diagnostics()
    );
}

const LEAVES_TAIL: &str = "reason: 本人书面申请退出 }\n";

#[test]
fn a_stopped_period_runs_on_with_the_days_that_were_left() {
    // Monday to Friday; stopped on Wednesday, three days were left.
    let stopped = ("suspension", "2025-09-03 10:00");
    let project = built(&[stopped, ("resumption", "2025-09-10 09:00")], "2025-09-10 09:00");
    let text = texts(&project, "rounds/2025/3-resumption.html");
    assert!(text.contains("因反映的情况已经核查清楚，现恢复"), "{text}");
    assert!(text.contains("剩余公示期3个工作日，自2025年9月10日至9月12日"), "{text}");
    let now = status(&project);
    assert_eq!((now["phase"].as_str(), now["closes"].as_str()), (Some("open"), Some("2025-09-12 24:00")));
    let home = visible(&project.page("index.html"));
    assert!(home.contains("公示期为5个工作日，自2025年9月1日至9月5日，其间中止，恢复后至9月12日"), "{home}");
    assert!(project.page("rounds/2025/1-publicity.ics").contains("DTSTART;VALUE=DATE:20250912"));
    // Only what is stopped runs on.
    for order in [
        &[("resumption", "2025-09-03 10:00")][..],
        &[stopped, ("restart", "2025-09-08 09:00"), ("resumption", "2025-09-10 09:00")],
    ] {
        let codes: Vec<String> =
            with(order).at("2025-10-20").diagnostics().into_iter().map(|d| d.code).collect();
        assert!(codes.contains(&"notice-cannot-follow".to_owned()), "{order:?} {codes:?}");
    }
    let suspended = built(&[stopped], "2025-09-04");
    assert!(status(&suspended)["next"]["what"].as_str().unwrap().contains("恢复公示（resumption）"));
}

/// Builds it at an address that is not one of examples, which search engines are kept out of as a whole.
fn of_an_office(project: &Project) {
    let site = project.read(SITE_FILE).replace("www.example.org.cn", "gongshi.invented-office.cn");
    project.write(SITE_FILE, site);
    project.build();
}

fn deferred() -> String {
    let result = notice("result", "2025-09-15 09:00");
    result.replace("declined, reason: 本人书面提出放弃", "deferred, reason: 所涉事项仍在核查")
}

fn settled(how: &str) -> String {
    format!(
        "  - kind: result\n    published: 2025-10-20 09:00\n    decisions:\n      - {{ entry: g2025-003, status: {how}, reason: 核查已经结束 }}\n"
    )
}

#[test]
fn who_was_deferred_is_decided_on_by_a_later_result() {
    let project = Project::sample().at("2025-10-10");
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{}", deferred()));
    of_an_office(&project);
    let what = status(&project)["next"]["what"].as_str().unwrap().to_owned();
    assert!(what.contains("暂缓的1个") && what.contains("result"), "{what}");
    assert!(
        !project.page("engineers/g2025-003.html").contains("noindex"),
        "who is deferred may still be selected"
    );
    for (how, word, listed) in
        [("selected", "入选", true), ("not-selected", "不予入选", false), ("declined", "主动放弃", false)]
    {
        let project = Project::sample().at("2025-10-21");
        project.edit(ROUND_FILE, LAST, &format!("{LAST}{}{}", deferred(), settled(how)));
        of_an_office(&project);
        let text = texts(&project, "rounds/2025/3-result.html");
        assert!(text.contains("中暂缓的下列个人，经核查和审定，结果如下") && text.contains(word), "{text}");
        let has =
            list(&project)["entries"].as_array().unwrap().iter().any(|entry| entry["id"] == "g2025-003");
        assert_eq!(has, listed, "{how}");
        assert_eq!(project.page("engineers/g2025-003.html").contains("noindex"), !listed, "{how}");
        assert_eq!(status(&project)["next"]["what"], "无");
        let result = texts(&project, "rounds/2025/2-result.html");
        assert!(result.contains("暂缓") && result.contains("王一鸣等2人入选"), "it keeps its word: {result}");
    }
    // Nobody else is decided on, and no second result without anybody deferred.
    for more in [settled("selected").replace("g2025-003", "g2025-001"), settled("deferred")] {
        let project = Project::sample().at("2025-10-21");
        project.edit(ROUND_FILE, LAST, &format!("{LAST}{}{more}", deferred()));
        let found = project.diagnostics();
        assert!(
            found.iter().any(|d| ["not-deferred", "unknown-value"].contains(&d.code.as_str())),
            "{found:#?}"
        );
    }
}

/// An objection that is still open when the result defers whom it is about holds up nothing but the settlement.
#[test]
fn an_objection_about_someone_deferred_is_due_with_the_settlement() {
    let register = "content/rounds/2025/objections.yaml";
    let open = "- received: 2025-09-03 10:00\n  channel: 信函\n  about: g2025-003\n  by: person\n  real_name: true\n";
    let project = Project::sample().at("2025-09-16");
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{}", deferred()));
    project.write(register, open);
    project.build();
    let text = project.page("rounds/2025/2-result.md");
    assert!(text.contains("收到1件，受理1件；受理的异议中1件尚在核查。"), "{text}");
    let project = project.at("2025-10-21");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + &settled("not-selected"));
    assert!(project.diagnostics().iter().any(|d| d.code == "objection-open" && d.severity == "error"));
    project
        .write(register, format!("{open}  report: 2025-10-10\n  decision: upheld\n  decided: 2025-10-15\n"));
    project.build();
    assert_eq!(project.page("rounds/2025/2-result.md"), text, "the result goes on saying what it said");
}

#[test]
fn a_result_cites_every_notice_that_applies_and_names_corrections() {
    let project = built(
        &[
            ("correction", "2025-09-02 10:00"),
            ("supplement", "2025-09-04 09:00"),
            ("extension", "2025-09-10 10:00"),
            ("result", "2025-09-22 09:00"),
        ],
        "2025-09-22 09:00",
    );
    let text = project.page("rounds/2025/5-result.md");
    let said = text.lines().find(|line| line.starts_with("公示情况见")).unwrap();
    for address in ["1-publicity", "2-correction", "3-supplement", "4-extension"] {
        assert!(said.contains(&format!("{address}.html")), "{said}");
    }
    assert!(text.contains("名单其他内容与公示一致，其中更正的内容见[《关于2025年示例工程师选拔项目拟入选名单公示的更正公告》]"), "{text}");
    let extension = texts(&project, "rounds/2025/4-extension.html");
    assert!(
        extension.contains("的公示期原至2025年9月5日；《关于")
            && extension.contains("的公示期原至2025年9月10日，自其中最晚一日的次日起延长，均至2025年9月11日"),
        "{extension}"
    );
    let days = visible(&project.page("rounds/2025/4-extension.html"));
    assert!(!days.contains("发布当日") && days.contains("原公示期满日，不计入（周三）"), "{days}");
    assert!(days.contains("延长1个工作日，自2025年9月11日至9月11日"), "{days}");
    // Without one, nothing is said of it.
    let plain = built(&[("result", "2025-09-15 09:00")], "2025-09-15 09:00");
    assert!(plain.page("rounds/2025/2-result.md").contains("名单其他内容与公示一致。"));
}

#[test]
fn calendar_days_that_end_on_a_holiday_say_so() {
    let project = Project::sample().at("2026-09-28");
    project.edit(
        ROUND_FILE,
        "published: 2025-09-01 09:00\n    signed: 2025-09-01\n",
        "published: 2026-09-28 09:00\n",
    );
    project.edit(ROUND_FILE, "unit: working", "unit: calendar");
    project.build();
    let text = project.page("rounds/2025/1-publicity.md");
    let said = "公示期为5天，自2026年9月28日至10月2日，期满日逢法定休假日，顺延至10月8日";
    assert!(text.contains(said), "{text}");
    let page = visible(&project.page(NOTICE));
    let last = page.split("10月8日（周四）").nth(1).unwrap();
    assert!(last.trim_start().starts_with("顺延") && last.contains("顺延后的期满日（周四）"), "{last}");
}

/// An old notice is recorded as it was printed, its end on a day off too, where it says where that is printed.
#[test]
fn an_old_notice_of_calendar_days_may_end_where_it_was_printed() {
    let old = |more: &str| {
        let project = Project::sample().at("2025-10-20");
        project.edit(ROUND_FILE, "unit: working", "unit: calendar");
        project.edit(ROUND_FILE, "posting_day: counted", &format!("posting_day: counted{more}"));
        let (published, signed) = ("published: 2025-09-01 09:00", "signed: 2025-09-01");
        project.edit(ROUND_FILE, published, "published: 2025-09-28 09:00");
        project.edit(ROUND_FILE, signed, "signed: 2025-09-28");
        project
    };
    let moved = old("");
    moved.build();
    let text = moved.page("rounds/2025/1-publicity.md");
    assert!(text.contains("至10月2日，期满日逢法定休假日，顺延至10月9日"), "{text}");
    let printed = old(", ends: 2025-10-02, ends_source: 示科发〔2025〕3号");
    printed.build();
    let text = printed.page("rounds/2025/1-publicity.md");
    assert!(text.contains("公示期为5天，自2025年9月28日至10月2日。") && !text.contains("顺延"), "{text}");
    let page = visible(&printed.page(NOTICE));
    assert!(page.contains("期满日逢法定休假日，原公告未予顺延，此处照印（见示科发〔2025〕3号）。"), "{page}");
    assert!(!page.contains("10月3日（") && page.contains("10月2日（周四）"), "{page}");
    assert_eq!(status(&printed)["since"], "2025-10-02 24:00");
    for (more, says) in [
        (", ends: 2025-10-02", "出处"),
        (", ends: 2025-10-01, ends_source: 示科发〔2025〕3号", "最后一天是2025-10-02"),
        (", ends_source: 示科发〔2025〕3号", "没有写期满日"),
    ] {
        let found = old(more).only_diagnostic();
        assert!(found.code == "end-as-printed" && found.message.contains(says), "{found:?}");
    }
    let new = old(", ends: 2025-10-02, ends_source: 示科发〔2025〕3号").at("2025-09-28");
    assert_eq!(new.only_diagnostic().code, "end-as-printed", "a notice to come rolls over");
}

#[test]
fn a_correction_with_a_remark_alone_says_nothing_against_it_and_leaving_has_its_own_notice() {
    let remark = |note: &str| {
        format!(
            "  - kind: correction\n    published: 2025-09-02 10:00\n    corrects: publicity\n    note: {note}\n"
        )
    };
    let project = Project::sample().at("2025-09-03");
    project.edit(
        ROUND_FILE,
        LAST,
        &format!("{LAST}{}", remark("公示正文的联系电话误写，以本公告所附为准。")),
    );
    project.build();
    let text = project.page("rounds/2025/2-correction.md");
    assert!(!text.contains("名单不变") && text.contains("公示期限不因本次更正改变"), "{text}");
    for note in ["张华不再作为拟入选人选。", "张华申请退出公示。", "推荐单位撤回推荐张华。"]
    {
        let project = Project::sample().at("2025-09-03");
        project.edit(ROUND_FILE, LAST, &format!("{LAST}{}", remark(note)));
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.severity.as_str()), ("correction-tells-departure", "warning"));
        assert!(found.help.contains("departure"), "{found:?}");
    }
}

#[test]
fn what_would_be_printed_twice_is_told_with_what_to_write() {
    let plan = "content/programmes/plan.yaml";
    let title = "title: 2025年示例工程师选拔项目";
    for (file, from, to, code, remedy) in [
        (
            ROUND_FILE,
            title,
            "title: 关于2025年示例工程师选拔项目的公示",
            "title-doubled",
            "2025年示例工程师选拔项目",
        ),
        (
            ROUND_FILE,
            title,
            "title: 2025年示例工程师选拔项目拟入选名单",
            "title-doubled",
            "2025年示例工程师选拔项目",
        ),
        (
            ROUND_FILE,
            title,
            "title: 2025年示例工程师选拔项目名单公示",
            "title-doubled",
            "2025年示例工程师选拔项目",
        ),
        (
            plan,
            "title: 成长计划管理办法",
            "title: 《成长计划管理办法》",
            "document-brackets",
            "成长计划管理办法",
        ),
        (plan, "title: 成长计划管理办法", "title: 《甲办法》《乙办法》", "document-brackets", "甲办法"),
        (
            ROUND_FILE,
            "order: s",
            "basis: [《甲办法》和《乙通知》]\norder: s",
            "document-brackets",
            "[甲办法, 乙通知]",
        ),
        (
            ROUND_FILE,
            "issuers: [示例市科学技术协会]",
            "issuers: [甲市科学技术协会、乙市人才办]",
            "several-in-one",
            "[甲市科学技术协会, 乙市人才办]",
        ),
    ] {
        let project = Project::sample();
        project.edit(file, from, to);
        let found = project.only_diagnostic();
        assert!(found.code == code && found.help.contains(remedy), "{to}: {found:?}");
    }
    for (reason, bare) in
        [("因系统故障。", "系统故障"), ("由于系统故障", "系统故障"), ("系统故障。", "系统故障")]
    {
        let project = with(&[("suspension", "2025-09-03 10:00")]);
        project.edit(ROUND_FILE, "reason: 收到涉及评审程序的反映", &format!("reason: {reason}"));
        let found = project.only_diagnostic();
        assert!(found.code == "reason-doubled" && found.help.contains(bare), "{found:?}");
    }
}

#[test]
fn profiles_say_what_was_corrected_and_what_has_changed() {
    let project = built(&[("correction", "2025-09-02 10:00")], "2025-09-03");
    let profile = visible(&project.page("engineers/g2025-002.html"));
    assert!(
        profile.contains("本页的工作单位已更正，见《关于2025年示例工程师选拔项目拟入选名单公示的更正公告》"),
        "{profile}"
    );
    assert!(!visible(&project.page("engineers/g2025-001.html")).contains("已更正"));
    let project = with(&[("result", "2025-09-15 09:00")]).at("2026-03-20");
    let moved = "  - kind: correction\n    published: 2026-03-16 10:00\n    corrects: result\n    changes:\n      - { entry: g2025-001, field: unit, from: 示例甲软件有限公司, to: 示例新软件有限公司, because: transfer, reason: 工作变动 }\n";
    project.write(ROUND_FILE, project.read(ROUND_FILE) + moved);
    project.edit(ENGINEERS_FILE, "示例甲软件有限公司", "示例新软件有限公司");
    project.build();
    let profile = visible(&project.page("engineers/g2025-001.html"));
    assert!(
        profile.contains(
            "本页的工作单位在结果公布后有变更，见《关于2025年示例工程师选拔项目入选者单位变更的公告》"
        ),
        "{profile}"
    );
}

/// Someone not selected, gone or withdrawn is left out by search engines and the site map.
#[test]
fn pages_of_those_who_are_out_are_not_for_search_engines() {
    let out = |project: &Project, id: &str| {
        of_an_office(project);
        let page = project.page(&format!("engineers/{id}.html"));
        let (robots, map) =
            (page.contains("<meta name=\"robots\" content=\"noindex\">"), project.page("sitemap.xml"));
        assert_eq!(robots, !map.contains(&format!("engineers/{id}.html")), "{id}");
        robots
    };
    let project = built(&[("result", "2025-09-15 09:00")], "2025-09-16");
    assert!(out(&project, "g2025-003") && !out(&project, "g2025-001"));
    let project = built(&[LEAVES], "2025-09-04");
    assert!(out(&project, "g2025-003") && !out(&project, "g2025-001"));
    let project = built(&[("withdrawal", "2025-09-04 10:00")], "2025-09-05");
    assert!(out(&project, "g2025-003") && out(&project, "g2025-001"));
    let suspended = "  - kind: withdrawal\n    published: 2025-10-20 09:00\n    decisions:\n      - { entry: g2025-001, status: suspended, reason: 阶段性考核不合格，正在整改 }\n";
    let project = with(&[("result", "2025-09-15 09:00")]).at("2025-10-21");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + suspended);
    project.build();
    assert!(out(&project, "g2025-001"));
    let text = project.page("rounds/2025/3-withdrawal.md");
    assert!(
        text.contains("# 关于2025年示例工程师选拔项目部分入选者中止资格的公告")
            && text.contains("| 中止资格 |"),
        "{text}"
    );
    assert!(visible(&project.page("engineers/g2025-001.html")).contains("已中止资格"));
}
