//! Columns that a round declares, and lists in groups: in every format, in corrections, in the ledger; what is refused.

use super::of_code;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, TEAMS_FILE};
use crate::support::{Project, docx};

const USUAL: &str = "columns: [name, unit, field, recommender]\n";
const OWN: &str = "columns:
  - name
  - { key: county, heading: 县市区 }
  - unit
  - { key: level, heading: 等次, values: [一等奖, 二等奖] }
  - { key: amount, heading: 奖励金额, unit: 万元, kind: individual }
  - { key: note, heading: 备注, blank: true }
";
const NOTICE: &str = "rounds/2025/1-publicity";

/// The sample with columns of its own: of the engineers the first two and of the teams one have the higher grade, by
/// which nothing is grouped yet.
fn project() -> Project {
    let project = Project::sample();
    project.edit(ROUND_FILE, USUAL, OWN);
    for (name, cells) in [
        ("王一鸣", "columns: { county: 东示例区, level: 二等奖, amount: 3, note: 含税 }"),
        ("李明", "columns: { 县市区: 西示例县, 等次: 一等奖, 奖励金额（万元）: 5 }"),
        ("张华", "列: { county: 东示例区, level: 一等奖, amount: 5 }"),
    ] {
        project.edit(ENGINEERS_FILE, &format!("  name: {name}\n"), &format!("  name: {name}\n  {cells}\n"));
    }
    for (name, level) in [("星火工作室", "二等奖"), ("远航工作室", "一等奖")] {
        let cells = format!("  name: {name}\n  columns: {{ county: 示例市, level: {level} }}\n");
        project.edit(TEAMS_FILE, &format!("  name: {name}\n"), &cells);
    }
    project
}

fn grouped() -> Project {
    let project = project();
    project.edit(ROUND_FILE, "order: ", "group_by: level\norder: ");
    project
}

/// The places of texts in another, which they stand in one after the other.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} not after {from} in {text}"));
        from += at + part.len();
    }
}

#[test]
fn declared_columns_stand_in_their_order_in_every_format() {
    let project = project();
    assert_eq!(project.diagnostics(), []);
    project.build();
    let markdown = project.page(&format!("{NOTICE}.md"));
    let heads = "| 序号 | 姓名 | 县市区 | 工作单位 | 等次 | 奖励金额（万元） | 备注 |";
    let row = "](../../engineers/g2025-002.html) | 西示例县 | 示例乙机电有限公司 | 一等奖 | 5 |  |";
    in_order(&markdown, &[heads, row]);
    // The amounts are of individuals alone.
    in_order(
        &markdown,
        &[
            "| 序号 | 团队名称 | 负责人 | 县市区 | 依托单位 | 等次 | 备注 |",
            "| 示例市 | 示例丁装备有限公司 | 二等奖 |",
        ],
    );
    let page = project.page("rounds/2025.html");
    for cell in [
        "<td role=\"cell\" data-label=\"县市区\">西示例县</td>",
        "<td role=\"cell\" data-label=\"奖励金额（万元）\">5</td>",
    ] {
        assert!(page.contains(cell), "{page}");
    }
    let word = docx::text(&std::fs::read(project.path(&format!("public/{NOTICE}.docx"))).unwrap());
    in_order(&word, &["县市区", "奖励金额（万元）", "西示例县", "一等奖"]);
    let csv = project.page("rounds/2025/list.csv");
    let first = csv.lines().next().unwrap();
    assert!(first.ends_with("县市区,等次,奖励金额（万元）,备注"), "{first}");
    let of = |name: &str| csv.lines().find(|line| line.contains(name)).unwrap().to_owned();
    // A number stays the text that it is.
    assert!(of("王一鸣").ends_with(",东示例区,二等奖,3\t,含税"), "{csv}");
    assert!(of("星火工作室").ends_with(",示例市,二等奖,,"), "{csv}");
    let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    assert_eq!(list["columns"][2], serde_json::json!({ "key": "amount", "heading": "奖励金额（万元）" }));
    let entries = list["entries"].as_array().unwrap();
    let li = entries.iter().find(|entry| entry["name"] == "李明").unwrap();
    assert_eq!(li["columns"], serde_json::json!({ "county": "西示例县", "level": "一等奖", "amount": "5" }));
    let profile = visible(&project.page("engineers/g2025-001.html"));
    in_order(&profile, &["推荐单位", "县市区", "东示例区", "奖励金额（万元）", "3", "备注", "含税"]);
}

#[test]
fn lists_are_grouped_in_the_stated_order_each_group_counted_and_numbered() {
    let project = grouped();
    assert_eq!(project.diagnostics(), []);
    project.build();
    let markdown = project.page(&format!("{NOTICE}.md"));
    let parts = [
        "名单（共3人，按姓氏笔画为序）",
        "### 一等奖（2名）",
        "| 序号 | 姓名 | 县市区 | 工作单位 | 奖励金额（万元） | 备注 |",
        "| 1 | [李明]",
        "| 2 | [张华]",
        "### 二等奖（1名）",
        "| 1 | [王一鸣]",
        "名单（共2个团队",
        "### 一等奖（1个）",
        "| 1 | [远航工作室]",
        "### 二等奖（1个）",
        "| 1 | [星火工作室]",
    ];
    in_order(&markdown, &parts);
    let page = project.page("rounds/2025.html");
    in_order(&page, &["一等奖</h2>", "李明", "张华", "二等奖</h2>", "王一鸣", "一等奖</h2>", "远航工作室"]);
    // In another arrangement the grade is a column again.
    assert!(project.page("rounds/2025/by-field.html").contains("data-label=\"等次\">一等奖"));
    let word = docx::text(&std::fs::read(project.path(&format!("public/{NOTICE}.docx"))).unwrap());
    in_order(&word, &["一等奖（2名）", "李明", "二等奖（1名）", "王一鸣"]);
    let names: Vec<String> = project
        .page("rounds/2025/list.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(3).unwrap().to_owned())
        .collect();
    assert_eq!(names, ["李明", "张华", "王一鸣", "远航工作室", "星火工作室"]);
    let list: serde_json::Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    assert_eq!(list["grouping"], serde_json::json!({ "by": "level", "groups": ["一等奖", "二等奖"] }));
    assert_eq!(list["entries"][2]["group"], "二等奖");
    let notice: serde_json::Value = serde_json::from_str(&project.page(&format!("{NOTICE}.json"))).unwrap();
    assert_eq!(notice["lists"][0]["rows"][2]["group"], "二等奖");
}

#[test]
fn lists_are_grouped_by_usual_columns_too() {
    let project = Project::sample();
    project.edit(ROUND_FILE, "order: ", "group_by: 领域\norder: ");
    assert_eq!(project.diagnostics(), []);
    project.build();
    let markdown = project.page(&format!("{NOTICE}.md"));
    // In the order of the programme.
    in_order(&markdown, &["### 人工智能（2名）", "### 绿色能源（1名）", "### 人工智能（1个）"]);
    // Of recommending units nobody but the office states the order.
    project.edit(ROUND_FILE, "group_by: 领域", "group_by: recommender");
    let [asked] = of_code(&project, "bad-grouping").try_into().unwrap();
    let groups = asked.help.split_once("groups: ").unwrap().1;
    project.edit(ROUND_FILE, "group_by: recommender", &format!("group_by: recommender\ngroups: {groups}"));
    assert_eq!(project.diagnostics(), [], "{}", asked.help);
    let fewer = groups.replacen("西区科学技术协会", "北区科学技术协会", 1);
    project.edit(ROUND_FILE, groups, &fewer);
    let [lost] = of_code(&project, "not-in-groups").try_into().unwrap();
    assert!(lost.message.contains("西区科学技术协会"), "{lost:?}");
}

#[test]
fn what_was_printed_in_a_column_changes_by_a_correction_alone() {
    let project = grouped().at("2025-09-02");
    project.succeed(&["publish"]);
    let ledger = project.read("content/ledger.yaml");
    assert!(ledger.contains("columns: { \"amount\": \"3\", \"county\": \"东示例区\""), "{ledger}");
    let archived = project.read("content/published/2025/1-publicity.md");
    assert!(archived.contains("name: \"张华\", group: \"一等奖\", cells: [\"东示例区\""), "{archived}");
    project.edit(ENGINEERS_FILE, "county: 东示例区, level: 一等奖", "county: 南示例区, level: 二等奖");
    let changed = of_code(&project, "published-fact-changed");
    assert_eq!(changed.len(), 2, "{changed:#?}");
    assert!(changed.iter().all(|told| told.help.contains("field: column")), "{changed:#?}");
    let correction = "  - kind: correction
    published: 2025-09-02 13:00
    corrects: publicity
    changes:
      - { entry: g2025-003, field: column, column: county, from: 东示例区, to: 南示例区, reason: 录入有误 }
      - { entry: g2025-003, field: 列, 列: 等次, from: 一等奖, to: 二等奖, reason: 录入有误 }
";
    project.write(ROUND_FILE, project.read(ROUND_FILE) + correction);
    let project = project.at("2025-09-02 14:00");
    assert_eq!(project.diagnostics(), []);
    project.build();
    // The notice is the document of its day; the list is of today.
    in_order(&project.page(&format!("{NOTICE}.md")), &["一等奖（2名）", "张华", "东示例区", "二等奖（1名）"]);
    in_order(&project.page("rounds/2025.html"), &["一等奖</h2>", "李明", "二等奖</h2>", "张华", "南示例区"]);
    let told = project.page("rounds/2025/2-correction.md");
    in_order(&told, &["县市区", "东示例区", "南示例区", "等次", "一等奖", "二等奖"]);
    project.edit(ROUND_FILE, "to: 南示例区", "to: 北示例区");
    assert_eq!(of_code(&project, "correction-not-applied").len(), 1);
}

#[test]
fn corrections_of_columns_say_which() {
    let project = project();
    let correction = |change: &str| {
        format!(
            "  - kind: correction
    published: 2025-09-02 10:00
    corrects: publicity
    changes:
      - {{ entry: g2025-003, {change}, reason: 录入有误 }}
"
        )
    };
    let before = project.read(ROUND_FILE);
    for (change, code, remedy) in [
        ("field: column, from: 甲, to: 乙", "missing-key", "column: "),
        ("field: column, column: country, from: 甲, to: 乙", "unknown-column", "county"),
        ("field: unit, column: county, from: 甲, to: 乙", "unknown-column", "field"),
    ] {
        project.write(ROUND_FILE, format!("{before}{}", correction(change)));
        let [found] = of_code(&project, code).try_into().unwrap();
        assert!(found.help.contains(remedy), "{found:#?}");
    }
}

#[test]
fn unknown_missing_and_other_values_are_refused_with_the_remedy() {
    for (file, from, to, code, remedy) in [
        (
            ENGINEERS_FILE,
            "county: 东示例区, level: 二等奖",
            "country: 东示例区, level: 二等奖",
            "unknown-column",
            "county",
        ),
        (ENGINEERS_FILE, "note: 含税", "sex: 男", "unknown-column", "{ key: sex, heading: "),
        (ENGINEERS_FILE, "note: 含税", "性别: 男", "unknown-column", "heading: 性别"),
        (ENGINEERS_FILE, "note: 含税", "note: 含税, 备注: 另计", "duplicate-key", "一个"),
        (ENGINEERS_FILE, ", amount: 3", "", "missing-cell", "amount"),
        (ENGINEERS_FILE, "level: 二等奖", "level: 二等", "unknown-value", "二等奖"),
        (
            TEAMS_FILE,
            "county: 示例市, level: 二等奖",
            "county: 示例市, level: 二等奖, amount: 5",
            "unknown-column",
            "只用于个人",
        ),
        (ROUND_FILE, "key: county,", "key: title,", "bad-column", "title"),
        (ROUND_FILE, "key: note, heading: 备注", "key: note, heading: 县市区", "bad-column", "表头"),
        (ROUND_FILE, "heading: 备注", "heading: 联系电话", "bad-column", "删去"),
        (ROUND_FILE, "heading: 备注", "heading: 出生年月", "bad-column", "删去"),
        (ROUND_FILE, "heading: 备注", "heading: 本人身份证号", "bad-column", "删去"),
        (ROUND_FILE, "order: ", "group_by: grade\norder: ", "bad-grouping", "level"),
        (ROUND_FILE, "order: ", "groups: [一等奖]\norder: ", "bad-grouping", "group_by"),
        (
            ROUND_FILE,
            "order: ",
            "group_by: level\ngroups: [一等奖, 一等奖, 二等奖]\norder: ",
            "bad-grouping",
            "一处",
        ),
        (ROUND_FILE, "order: ", "group_by: note\ngroups: [含税]\norder: ", "missing-cell", "note"),
        (
            ROUND_FILE,
            "order: ",
            "group_by: level\ngroups: [一等奖, 三等奖]\norder: ",
            "not-in-groups",
            "二等奖",
        ),
    ] {
        let project = project();
        project.edit(file, from, to);
        let found = of_code(&project, code);
        assert!(found.iter().any(|d| d.help.contains(remedy)), "{to}: {:#?}", project.diagnostics());
        assert_eq!(project.run(&["check"]).code, 1, "{to}");
    }
}

#[test]
fn what_may_not_be_published_is_found_in_columns_too() {
    let project = project();
    project.edit(ENGINEERS_FILE, "note: 含税", "note: 手机13800138000");
    assert_eq!(of_code(&project, "private-in-text").len(), 1, "{:#?}", project.diagnostics());
    let project = self::project();
    project.edit(ENGINEERS_FILE, "note: 含税", "note: \"含\\n税\"");
    assert_eq!(of_code(&project, "line-break").len(), 1, "{:#?}", project.diagnostics());
}
