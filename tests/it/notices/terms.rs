//! What a programme's pack says of its stages and its words is printed, and nothing that no record states.

use super::{LAST, notice};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::ROUND_FILE;

const PLAN: &str = "content/programmes/plan.yaml";
const STUDIO: &str = "content/programmes/studio.yaml";
const SOURCE: &str = "source: { document: measures, article: 第五条 }";

/// The sample with these lines added to one of its packs.
fn with_pack(project: &Project, pack: &str, more: &str) {
    project.edit(pack, "basis: [measures]\n", &format!("basis: [measures]\n{more}"));
}

fn terms(before: &str, after: &str, noun: &str) -> String {
    format!("terms: {{ before: {before}, after: {after}, noun: {noun}, {SOURCE} }}\n")
}

fn stages(names: &[&str]) -> String {
    let stage = |name: &&str| format!("  - {{ name: {name}, {SOURCE} }}\n");
    format!("stages:\n{}", names.iter().map(stage).collect::<String>())
}

#[test]
fn without_stages_in_any_pack_nothing_is_said_of_them() {
    let project = Project::sample();
    project.build();
    let text = project.page("rounds/2025/1-publicity.md");
    assert!(
        text.contains("根据《成长计划管理办法》《工作室管理办法》，王一鸣等3人拟入选2025年工程师成长计划，远航工作室等2个团队拟入选2025年青年工程师工作室。现将名单予以公示，接受社会监督。"),
        "{text}"
    );
    for word in ["经推荐", "专家评审", "集体研究", "资格审查"] {
        assert!(super::found(&project, word).is_empty(), "{word}");
    }
}

#[test]
fn stages_are_the_packs_and_said_once_where_programmes_have_them_in_common() {
    let project = Project::sample();
    with_pack(&project, PLAN, &stages(&["推荐", "资格审查", "函评", "答辩复评"]));
    project.build();
    let text = project.page("rounds/2025/1-publicity.md");
    assert!(
        text.contains("，经推荐、资格审查、函评、答辩复评，王一鸣等3人拟入选2025年工程师成长计划，远航工作室等2个团队拟入选"),
        "{text}"
    );
    with_pack(&project, STUDIO, &stages(&["推荐", "考察"]));
    project.build();
    let text = project.page("rounds/2025/1-publicity.md");
    assert!(text.contains("拟入选2025年工程师成长计划，经推荐、考察，远航工作室等2个团队拟入选"), "{text}");
    let all = stages(&["推荐", "资格审查", "函评", "答辩复评"]);
    project.write(STUDIO, project.read(STUDIO).replace(&stages(&["推荐", "考察"]), &all));
    project.build();
    let text = project.page("rounds/2025/1-publicity.md");
    assert_eq!(text.matches("经推荐").count(), 1, "{text}");
}

/// Another city's words in every title, page and file, before the decision and after it.
#[test]
fn every_title_page_and_file_speaks_of_the_programmes_in_its_own_terms() {
    let cases = [
        (
            ["拟选树", "选树", "人选"],
            "王一鸣等3人为2025年工程师成长计划拟选树人选",
            "王一鸣等2人为2025年工程师成长计划选树人选",
        ),
        (
            ["拟表彰", "表彰", "对象"],
            "王一鸣等3人为2025年工程师成长计划拟表彰对象",
            "王一鸣等2人为2025年工程师成长计划表彰对象",
        ),
        (
            ["建议", "入选", "人选"],
            "王一鸣等3人为2025年工程师成长计划建议人选",
            "王一鸣等2人入选2025年工程师成长计划",
        ),
    ];
    for ([before, after, noun], proposed, selected) in cases {
        let project = Project::sample();
        for pack in [PLAN, STUDIO] {
            with_pack(&project, pack, &terms(before, after, noun));
        }
        project.edit(ROUND_FILE, LAST, &format!("{LAST}{}", notice("result", "2025-09-15 09:00")));
        project.build();
        let (list, selected_list) = (format!("{before}{noun}名单"), format!("{after}{noun}名单"));
        let text = project.page("rounds/2025/1-publicity.md");
        assert!(text.contains(proposed), "{text}");
        assert!(text.contains(&format!("# 关于2025年示例工程师选拔项目{list}的公示")), "{text}");
        assert!(text.contains(&format!("## 工程师成长计划{list}")), "{text}");
        let page = visible(&project.page("engineers/g2025-001.html"));
        assert!(page.contains(before), "{page}");
        assert!(project.page("rounds/2025/list.csv").contains(&format!(",{before}\r\n")));
        for path in
            ["index.html", "rounds/2025.html", "objection-person.html", "rounds/2025/list-fields.html"]
        {
            let page =
                if path.ends_with("fields.html") { list.clone() } else { visible(&project.page(path)) };
            assert!(page.contains(&list), "{path}: {page}");
        }
        // The default words are nowhere, but where a page of the office's own has them.
        let default = super::found(&project, "拟入选");
        assert!(default.iter().all(|path| path.starts_with("about")), "{before}: {default:?}");

        let project = project.at("2025-09-16");
        project.build();
        let text = project.page("rounds/2025/2-result.md");
        assert!(text.contains(&format!("确定{selected}")), "{text}");
        assert!(text.contains(&format!("# 关于2025年示例工程师选拔项目{selected_list}的公告")), "{text}");
        assert!(visible(&project.page("rounds/2025.html")).contains(&selected_list));
        assert!(
            visible(&project.page("rounds/2025/1-publicity.html")).contains(proposed),
            "it stays as printed"
        );
    }
}

#[test]
fn terms_that_would_call_the_proposed_selected_or_double_a_noun_are_refused() {
    for (before, after) in [("入选", "入选"), ("拟选树人选", "选树"), ("拟选树", "选树人选")]
    {
        let project = Project::sample();
        with_pack(&project, PLAN, &terms(before, after, "人选"));
        let found = project.only_diagnostic();
        assert_eq!((found.code.as_str(), found.file.as_str()), ("standing-terms", PLAN), "{before} {after}");
    }
}

#[test]
fn who_investigates_and_who_decides_is_said_only_where_a_pack_does() {
    let project = Project::sample();
    project.build();
    let page = visible(&project.page("objection.html"));
    assert!(page.contains("对异议事项进行核查") && page.contains("核查情况报送审定。"), "{page}");
    assert!(!page.contains("推荐单位对异议") && !page.contains("示例市科学技术协会审定"), "{page}");
    let rule = format!("rules:\n  - {{ rule: objections, decides: 示例工程师选拔领导小组, {SOURCE} }}\n");
    with_pack(&project, PLAN, &rule);
    project.build();
    let page = visible(&project.page("objection.html"));
    assert!(page.contains("核查报告报送示例工程师选拔领导小组审定。"), "{page}");
    assert!(page.contains("对异议事项进行核查") && !page.contains("由推荐单位"), "{page}");
}

#[test]
fn days_left_say_whether_today_is_one_of_them() {
    let project = Project::sample();
    project.edit(ROUND_FILE, LAST, "posting_day: excluded }\n");
    let left = |moment: &str| {
        project.succeed(&["--today", moment, "build"]);
        let page = visible(&project.page("index.html"));
        let at = page.find("还剩").unwrap_or_else(|| panic!("{page}"));
        page[at..].split('。').next().unwrap().to_owned()
    };
    assert_eq!(left("2025-09-01 10:00"), "还剩5个工作日（不含当日）");
    assert_eq!(left("2025-09-02 10:00"), "还剩5个工作日（含当日）");
    assert_eq!(left("2025-09-06 10:00"), "还剩1个工作日（不含当日）", "a Saturday");
    assert_eq!(left("2025-09-08 10:00"), "还剩1个工作日（含当日）");
    let status = project.json(&["--today", "2025-09-01 10:00", "status"]);
    assert_eq!(
        (status["rounds"][0]["days_left"].as_u64(), &status["rounds"][0]["today_counts"]),
        (Some(5), &false.into())
    );
    for (moment, said) in [
        ("2025-09-01 10:00", "公示中，还剩5个工作日（不含今天）"),
        ("2025-09-02 10:00", "公示中，含今天还剩5个工作日"),
        ("2025-09-06 10:00", "公示中，还剩1个工作日（不含今天）"),
    ] {
        let text = project.succeed(&["--today", moment, "status"]).stdout;
        assert!(text.contains(said), "{moment}: {text}");
    }
    // The posting day of what runs on does not count either, nor does that of a supplement after the period.
    let stopped = "  - { kind: suspension, published: 2025-09-03 10:00, reason: 收到反映 }\n  - { kind: resumption, published: 2025-09-10 09:00 }\n";
    project.write(ROUND_FILE, project.read(ROUND_FILE) + stopped);
    assert_eq!(left("2025-09-10 10:00"), "还剩4个工作日（不含当日）", "3 to 8 September were left");
}
