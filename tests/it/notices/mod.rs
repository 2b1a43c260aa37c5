//! A round from its publicity to its end: every kind of notice on its own page, where the round stands at
//! each moment, what each notice changes on other pages, and what cannot follow what.

mod after;
mod amended;
mod award;
mod calendar;
mod contacts;
mod follow;
mod kinds;
mod life;
mod review;
mod snapshots;
mod state;
mod statement;
mod terms;
mod withdrawn;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::sample::ROUND_FILE;
use crate::support::{Project, docx};

/// The days of the sample's publicity: the last thing of its round, where more notices are added.
const LAST: &str = "posting_day: counted }\n";
const NOTICE: &str = "rounds/2025/1-publicity.html";
/// The entry that a supplement adds and a result leaves out.
const ADDED: &str = "张华";
/// Everyone on the sample's lists.
const NAMES: [&str; 5] = ["王一鸣", "李明", ADDED, "星火工作室", "远航工作室"];

/// A notice of any kind with all it needs, published at a moment. Periods are of five working days, the first
/// counted; an extension adds one.
fn notice(kind: &str, published: &str) -> String {
    let five = "    period: { days: 5, unit: working, posting_day: counted }\n";
    let more = match kind {
        "publicity" => five.to_owned(),
        "restart" => format!("    reason: 申报材料有重大变更\n{five}"),
        "supplement" => format!("    entries: [g2025-003]\n{five}"),
        "extension" => {
            "    reason: 有异议待核查\n    period: { days: 1, unit: working, posting_day: excluded }\n"
                .to_owned()
        }
        "suspension" => "    reason: 收到涉及评审程序的反映\n".to_owned(),
        "withdrawal" => "    reason: 名单误发\n".to_owned(),
        "resumption" => "    reason: 反映的情况已经核查清楚\n".to_owned(),
        "departure" => {
            "    decisions:\n      - { entry: g2025-003, status: left, reason: 本人书面申请退出 }\n"
                .to_owned()
        }
        "commendation" => String::new(),
        "correction" => {
            "    corrects: publicity\n    changes:\n      - { entry: g2025-002, field: unit, from: \
                         示例乙机电有限责任公司, to: 示例乙机电有限公司, reason: 录入有误 }\n"
                .to_owned()
        }
        "result" => {
            "    decisions:\n      - { entry: g2025-003, status: declined, reason: 本人书面提出放弃 }\n"
                .to_owned()
        }
        _ => panic!("{kind}"),
    };
    format!("  - kind: {kind}\n    published: {published}\n{more}")
}

/// The sample with these notices after its publicity of 2025-09-01 09:00, which runs until 2025-09-05 24:00.
fn with(notices: &[(&str, &str)]) -> Project {
    let project = Project::sample();
    let more: String = notices.iter().map(|(kind, published)| notice(kind, published)).collect();
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{more}"));
    project
}

/// The same, built for a moment.
fn built(notices: &[(&str, &str)], moment: &str) -> Project {
    let project = with(notices).at(moment);
    project.build();
    project
}

/// What `status` says of the round.
fn status(project: &Project) -> Value {
    project.json(&["status"])["rounds"][0].clone()
}

fn list(project: &Project) -> Value {
    serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap()
}

/// Every text of the edition but the theme's own, what explains the formats, and the manifest.
fn texts(project: &Project) -> BTreeMap<String, String> {
    let own = |path: &str| {
        let script = path.ends_with(".js") && !path.starts_with("search/");
        let formats = path == "api.html" || path.starts_with("schemas/");
        script || formats || [".css", ".jpg", "/", "edition.json"].iter().any(|end| path.ends_with(end))
    };
    let public = project.public().into_iter().filter(|(path, _)| !own(path));
    let text = |path: &str, bytes: Vec<u8>| match path.ends_with(".docx") {
        true => docx::text(&bytes),
        false => String::from_utf8(bytes).unwrap(),
    };
    public.map(|(path, bytes)| (path.clone(), text(&path, bytes))).collect()
}

/// The files of the edition in which a text stands.
fn found(project: &Project, text: &str) -> Vec<String> {
    texts(project).into_iter().filter(|(_, t)| t.contains(text)).map(|(path, _)| path).collect()
}

/// The document of a page, without what the site says around it.
fn document(page: &str) -> String {
    let article = page.split("<article").nth(1).unwrap_or_else(|| panic!("no article\n{page}"));
    article.split("</article>").next().unwrap().to_owned()
}

/// A withdrawn list is not shown, also where the office had worded the notice itself.
#[test]
fn a_withdrawn_notice_in_the_offices_own_words_is_withdrawn_too() {
    let project = crate::support::Project::sample().at("2025-09-04");
    project.write(
        "content/rounds/2025/notice.md",
        "# {{ notice.title }}\n\n{{ tables[0].rows[0].name }}等拟入选。\n",
    );
    let round = crate::support::sample::ROUND_FILE;
    let withdrawal = "  - kind: withdrawal\n    published: 2025-09-03 10:00\n    reason: 名单有误\n";
    project.write(round, project.read(round) + withdrawal);
    project.build();
    let page = project.page("rounds/2025/1-publicity.md");
    assert!(page.contains("已撤回") && !page.contains("王一鸣"), "{page}");
}
