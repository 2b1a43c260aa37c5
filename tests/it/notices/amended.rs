//! What corrections, supplements and results change on other pages, from when, and what stays as it was printed.

use super::{ADDED, LAST, NOTICE, built, document, found, list, with};
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

const OLD: &str = "示例乙机电有限责任公司";
const NEW: &str = "示例乙机电有限公司";
const PROFILE: &str = "engineers/g2025-002.html";

#[test]
fn a_corrected_value_shows_once_the_correction_is_out_and_the_publicity_keeps_its_word() {
    let notices = [("correction", "2025-09-02 10:00")];
    let before = built(&notices, "2025-09-02 09:59");
    assert_eq!(found(&before, NEW), [""; 0]);
    for path in [
        NOTICE,
        PROFILE,
        "rounds/2025.html",
        "rounds/2025/list.csv",
        "search/names-0.js",
        "fields/energy.html",
    ] {
        assert!(before.page(path).contains(OLD), "{path}");
    }
    let after = built(&notices, "2025-09-02 10:00");
    for path in
        [PROFILE, "rounds/2025.html", "rounds/2025/list.csv", "search/names-0.js", "fields/energy.html"]
    {
        assert!(after.page(path).contains(NEW) && !after.page(path).contains(OLD), "{path}");
    }
    let printed = document(&after.page(NOTICE));
    assert!(printed.contains(OLD) && !printed.contains(NEW), "{printed}");
}

#[test]
fn a_correction_changes_neither_the_list_nor_the_period() {
    let after = built(&[("correction", "2025-09-02 10:00")], "2025-09-03");
    let list = list(&after);
    assert_eq!(
        (list["entries"].as_array().unwrap().len(), &list["period"]["closes"]),
        (5, &"2025-09-05 24:00".into())
    );
}

/// The correction of a correction: first printed 乙厂, then 乙所, rightly 乙公司.
#[test]
fn a_value_may_be_corrected_twice_and_each_page_keeps_what_it_printed() {
    let project = with(&[]).at("2025-09-04");
    let change = |at: &str, from: &str, to: &str| {
        format!(
            "  - {{ kind: correction, published: {at}, corrects: publicity, changes: [{{ entry: g2025-002, field: \
             unit, from: {from}, to: {to}, reason: 录入有误 }}] }}\n"
        )
    };
    let (first, second) =
        (change("2025-09-02 10:00", "乙厂", "乙所"), change("2025-09-03 10:00", "乙所", NEW));
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{first}{second}"));
    assert_eq!(project.diagnostics(), []);
    project.build();
    let printed = visible(&document(&project.page(NOTICE)));
    assert!(printed.contains("乙厂") && !printed.contains("乙所"), "{printed}");
    let between = project.at("2025-09-02 12:00");
    between.build();
    assert!(visible(&between.page(PROFILE)).contains("乙所"), "{}", between.page(PROFILE));
}

#[test]
fn a_publicity_keeps_its_word_when_its_restart_is_corrected() {
    let project =
        with(&[("restart", "2025-09-08 09:00"), ("correction", "2025-09-09 10:00")]).at("2025-09-10");
    project.edit(ROUND_FILE, "corrects: publicity", "corrects: restart");
    project.build();
    for path in [NOTICE, "rounds/2025/2-restart.html"] {
        let printed = document(&project.page(path));
        assert!(printed.contains(OLD) && !printed.contains(NEW), "{path}\n{printed}");
    }
}

#[test]
fn a_restart_prints_what_was_corrected_before_it() {
    let project = built(&[("correction", "2025-09-02 10:00"), ("restart", "2025-09-08 09:00")], "2025-09-09");
    let printed = document(&project.page("rounds/2025/3-restart.html"));
    assert!(printed.contains(NEW) && !printed.contains(OLD), "{printed}");
}

#[test]
fn a_result_keeps_its_word_when_it_is_corrected_later() {
    let project =
        with(&[("result", "2025-09-15 09:00"), ("correction", "2025-09-17 10:00")]).at("2025-09-18");
    project.edit(ROUND_FILE, "corrects: publicity", "corrects: result");
    project.build();
    let correction = visible(&document(&project.page("rounds/2025/3-correction.html")));
    assert!(correction.contains("关于2025年示例工程师选拔项目入选名单的更正公告"), "{correction}");
    assert!(!correction.contains("公示期限"), "a result has no period\n{correction}");
    let printed = document(&project.page("rounds/2025/2-result.html"));
    assert!(printed.contains(OLD) && !printed.contains(NEW), "{printed}");
}

#[test]
fn every_field_that_can_be_corrected_is_taken_back_before() {
    for (field, key, to, from) in [
        ("name", "name: ", "李明", "李鸣"),
        ("title", "title: ", "正高级工程师", "副高级工程师"),
        ("field", "field: ", "绿色能源", "人工智能"),
        ("recommender", "recommender: ", "西区科学技术协会", "北区科学技术协会"),
        ("summary", "summary: ", "从事电机设计。", "从事电站设计。"),
    ] {
        let notices = [("correction", "2025-09-02 10:00")];
        for (moment, shown) in [("2025-09-02 09:59", from), ("2025-09-02 10:00", to)] {
            let project = with(&notices).at(moment);
            assert!(project.read(ENGINEERS_FILE).contains(&format!("{key}{to}")), "{key}");
            let change = format!("field: {field}, from: {from}, to: {to}");
            project.edit(ROUND_FILE, &format!("field: unit, from: {OLD}, to: {NEW}"), &change);
            project.build();
            let page = visible(&project.page(PROFILE));
            assert!(page.contains(shown), "{field} at {moment}\n{page}");
            if field == "field" {
                let listed = |id: &str| project.page(&format!("fields/{id}.html")).contains("李明");
                assert_eq!((listed("ai"), listed("energy")), (shown == from, shown == to), "{moment}");
            }
        }
    }
}

#[test]
fn a_supplement_leaves_no_trace_before_and_the_first_list_stays_its_own() {
    let notices = [("supplement", "2025-09-04 09:00")];
    let before = built(&notices, "2025-09-04 08:59");
    for secret in [ADDED, "g2025-003", "示例丙材料", "3人", "5条", "补充"] {
        assert_eq!(found(&before, secret), [""; 0], "{secret}");
    }
    let ids = |p: &super::Project| -> Vec<String> {
        let list = list(p);
        list["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&before), ["g2025-001", "g2025-002", "t2025-002", "t2025-001"]);
    let first = document(&before.page(NOTICE));
    let after = built(&notices, "2025-09-04 09:00");
    assert_eq!(ids(&after).len(), 5);
    assert_eq!(
        visible(&document(&after.page(NOTICE))),
        visible(&first),
        "the publicity is the document of its day"
    );
    let added = document(&after.page("rounds/2025/2-supplement.html"));
    assert!(added.contains(ADDED) && !added.contains("李明") && !added.contains("星火"), "{added}");
    for path in ["rounds/2025.html", "search/names-0.js", "fields/ai.html", "engineers/g2025-003.html"] {
        assert!(after.page(path).contains(ADDED), "{path}");
    }
    // A restart is of the whole list.
    let again = [notices[0], ("restart", "2025-09-12 09:00")];
    let all = document(&built(&again, "2025-09-13").page("rounds/2025/3-restart.html"));
    assert!(super::NAMES.iter().all(|name| all.contains(name)), "{all}");
}

#[test]
fn a_mistake_in_a_record_to_be_supplemented_is_told_beforehand() {
    let project = with(&[("supplement", "2025-09-04 09:00")]).at("2025-09-02");
    let one =
        project.read(ENGINEERS_FILE).replace("南区科学技术协会\n", "南区科学技术协会\n  channel: 南区\n");
    project.write(ENGINEERS_FILE, one);
    let codes: Vec<String> = project.diagnostics().into_iter().map(|d| d.code).collect();
    assert_eq!(codes, ["unknown-channel"]);
}

#[test]
fn a_result_selects_those_left_and_says_why_others_are_gone() {
    for (status, word, said) in [
        ("declined", "主动放弃", "公示名单，本人主动放弃，未列入入选名单，见"),
        ("not-selected", "不予入选", "公示名单，经审定不予入选，见"),
        ("deferred", "暂缓", "公示名单，经审定暂缓入选，见"),
    ] {
        let project = with(&[("result", "2025-09-15 09:00")]).at("2025-09-15 09:00");
        project.edit(ROUND_FILE, "status: declined", &format!("status: {status}"));
        project.build();
        let result = visible(&document(&project.page("rounds/2025/2-result.html")));
        let (selected, gone) = result.split_once("与公示名单的差别").unwrap();
        assert!(
            !selected.contains(ADDED) && selected.contains("王一鸣") && selected.contains("星火"),
            "{selected}"
        );
        assert!(gone.contains(ADDED) && gone.contains(word) && gone.contains("本人书面提出放弃"), "{gone}");
        for path in [
            "rounds/2025.html",
            "rounds/2025/list.json",
            "rounds/2025/list.csv",
            "search/names-0.js",
            "fields/ai.html",
        ] {
            assert!(!project.page(path).contains(ADDED), "{path}");
        }
        let profile = visible(&project.page("engineers/g2025-003.html"));
        assert!(profile.contains(said) && !profile.contains("从事材料计算"), "{profile}");
        assert!(list(&project)["entries"].as_array().unwrap().iter().all(|e| e["standing"] == "selected"));
        assert!(visible(&document(&project.page(NOTICE))).contains("拟入选"), "its document is of its day");
    }
}

#[test]
fn a_result_without_decisions_says_the_lists_agree() {
    let project = with(&[("result", "2025-09-15 09:00")]).at("2025-09-16");
    let text = project.read(ROUND_FILE);
    project.write(ROUND_FILE, text.split("    decisions:").next().unwrap());
    project.build();
    let result = visible(&document(&project.page("rounds/2025/2-result.html")));
    assert!(result.contains("入选名单与公示名单一致") && result.contains(ADDED), "{result}");
}
