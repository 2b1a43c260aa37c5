//! The formats of records: keys in two languages, values that stay the text that was typed, and the shapes a file
//! may have.

mod declared;
mod slow;

use serde_json::Value;

use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};
use crate::support::{Project, Tree};

/// The edition but for `edition.json`, which tells the inputs apart by design, and the checksums, which have its own.
fn edition(project: &Project) -> Tree {
    project.build();
    let mut tree = project.public();
    assert!(
        ["edition.json", "SHA256SUMS"].iter().all(|file| tree.remove(*file).is_some()) && tree.len() > 30
    );
    tree
}

/// Panics with the names of the files that differ, not with their bytes.
fn assert_same(a: &Tree, b: &Tree) {
    let names = a.keys().chain(b.keys());
    let different: Vec<&String> = names.filter(|name| a.get(*name) != b.get(*name)).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

/// The entries of the round's list, by id.
fn entry(project: &Project, id: &str) -> Value {
    let list: Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
    list["entries"].as_array().unwrap().iter().find(|e| e["id"] == id).unwrap().clone()
}

#[test]
fn chinese_keys_and_words_give_the_same_bytes_as_english_ones() {
    let english = Project::sample();
    english.edit(
        SITE_FILE,
        "objection: {",
        "labels: { government: true, icp: 京ICP备00000000号 }\nobjection: {",
    );
    let chinese = Project::sample();
    for (path, text) in CHINESE {
        chinese.write(path, text);
    }
    assert_eq!(chinese.diagnostics(), []);
    assert_same(&edition(&english), &edition(&chinese));
    let digest = |p: &Project| p.json(&["verify"])["digest"].as_str().unwrap().to_owned();
    assert_eq!(digest(&english), digest(&chinese));
}

#[test]
fn english_and_chinese_keys_may_stand_in_one_record() {
    let project = Project::sample();
    let plain = edition(&project);
    project.edit(ENGINEERS_FILE, "  name: 李明\n", "  姓名: 李明\n");
    project.edit(TEAMS_FILE, "leader: { name: 赵刚, title", "负责人: { name: 赵刚, 职称");
    assert_same(&plain, &edition(&project));
}

#[test]
fn a_list_and_one_record_a_file_give_the_same_bytes() {
    let project = Project::sample();
    let list = edition(&project);
    for (file, folder) in [(ENGINEERS_FILE, "engineers"), (TEAMS_FILE, "teams")] {
        let text = project.read(file);
        project.remove(file);
        for record in text.split("- id: ").skip(1) {
            // The record's lines lose the two spaces that stood under the dash.
            let record = format!("id: {record}").replace("\n  ", "\n");
            let id = record.lines().next().unwrap().trim_start_matches("id: ");
            project.write(&format!("content/rounds/2025/{folder}/{id}.yaml"), &record);
        }
    }
    assert_eq!(project.diagnostics(), []);
    assert_same(&list, &edition(&project));
}

#[test]
fn every_scalar_stays_the_text_that_was_typed() {
    let typed = [
        "0734",
        "no",
        "No",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "true",
        "True",
        "FALSE",
        "null",
        "Null",
        "12e5",
        "1e3",
        "1.50",
        ".5",
        "5.",
        "+1",
        "-1",
        "-0",
        "001",
        "007",
        "0x1F",
        "0o17",
        "017",
        "0b101",
        "1_000",
        "1,000",
        ".inf",
        "-.INF",
        ".nan",
        "2025-09",
        "2025-09-01",
        "2025-09-01T09:00:00Z",
        "12:30:45",
        "190:20:30",
        "123456789012345678901",
        "-99999999999999999999999999999999999999999",
        "1e999",
        "3.14159265358979323846264",
        "<<",
        "=",
        "!",
        "%",
        "0",
        "1:30",
        "a:b",
        "http://a.b/c#d",
        "C#",
        "甲 乙",
    ];
    let project = Project::sample();
    let mut records = String::new();
    for (i, value) in typed.iter().enumerate() {
        // `!` and `%` may not begin a plain scalar; between quotes they are text like any other.
        let value = if ["!", "%", "="].contains(value) { format!("'{value}'") } else { (*value).to_owned() };
        // Signs alone are nobody's name.
        let name = if value.contains(char::is_alphanumeric) { &value } else { "甲" };
        records += &format!(
            "- id: v-{i}\n  programme: plan\n  birth: {}-01-01\n  name: {name}\n  unit: {value} # 说明\n  title: {value}\n  \
             field: ai\n  recommender:   {value}   \n",
            1950 + i % 50
        );
    }
    project.write(ENGINEERS_FILE, records);
    project.edit(ROUND_FILE, "order: surname-strokes", "order: as-listed");
    project.edit(TEAMS_FILE, "{ name: 赵刚, title: 高级工程师,", "{ name: no, title: 0734,");
    project.build();
    for (i, value) in typed.iter().enumerate() {
        let found = entry(&project, &format!("v-{i}"));
        for key in ["unit", "title", "recommender"] {
            assert_eq!(found[key], *value, "{key}");
        }
        assert_eq!(found["name"], if value.contains(char::is_alphanumeric) { value } else { "甲" });
    }
    let team = entry(&project, "t2025-001");
    assert_eq!((team["leader"].as_str(), team["title"].as_str()), (Some("no"), Some("0734")));
}

/// Of a person or of a team: what has neither a letter nor a digit is a slip, and the place of it is said.
#[test]
fn signs_alone_are_nobodys_name() {
    for signs in ["'!'", "'%'", "'='", "<<", "'-'", "...", "？？", "“”", "+-"] {
        for (file, name) in [(ENGINEERS_FILE, "  name: 李明"), (TEAMS_FILE, "  name: 星火工作室")] {
            let project = Project::sample();
            let line = 1 + project.read(file).lines().position(|line| line == name).unwrap() as u64;
            project.edit(file, name, &format!("  name: {signs}"));
            let found = project.only_diagnostic();
            assert_eq!(
                (found.code.as_str(), found.file.as_str(), found.line),
                ("bad-name", file, line),
                "{signs}"
            );
            assert!(found.message.contains(signs.trim_matches('\'')), "{found:#?}");
            assert_eq!(project.run(&["build"]).code, 1);
            assert!(!project.path("public").exists());
        }
    }
}

#[test]
fn quoted_and_block_texts_are_read_as_yaml_says() {
    let project = Project::sample();
    for (typed, meant) in [
        ("\"100000\"", "100000"),
        ("'it''s'", "it's"),
        ("\"甲\\u4E59\\\"丙\\\"\"", "甲乙\"丙\""),
        ("\"~\"", "~"),
        ("''''", "'"),
        ("|-\n    0734", "0734"),
        ("|\n    no\n", "no"),
    ] {
        let text = project.read(ENGINEERS_FILE);
        project.edit(ENGINEERS_FILE, "  title: 工程师\n", &format!("  title: {typed}\n"));
        project.build();
        assert_eq!(entry(&project, "g2025-003")["title"], meant, "{typed}");
        project.write(ENGINEERS_FILE, text);
    }
}

#[test]
fn what_has_one_meaning_may_be_left_out() {
    let project = Project::sample();
    let full = edition(&project);
    let records = project.read(ENGINEERS_FILE);
    project.write(ENGINEERS_FILE, records.replace("  programme: plan\n", ""));
    let round = project.read(ROUND_FILE);
    let left_out =
        ["year: 2025\n", "columns: [name, unit, field, recommender]\n", "    signed: 2025-09-01\n"];
    project.write(ROUND_FILE, left_out.iter().fold(round, |text, line| text.replace(line, "")));
    let site = project.read(SITE_FILE);
    project.write(SITE_FILE, site.replace("gongshi/\n", "gongshi\ntheme: default\n"));
    assert_eq!(project.diagnostics(), []);
    assert_same(&full, &edition(&project));
}

#[test]
fn a_field_is_named_by_name_or_id_and_a_channel_too() {
    let project = Project::sample();
    let by_name = edition(&project);
    project.edit(ENGINEERS_FILE, "field: 绿色能源\n", "field: energy\n");
    project.edit(ENGINEERS_FILE, "channel: park", "channel: 园区科协");
    assert_same(&by_name, &edition(&project));
}

/// A correction and a result may give the date alone.
#[test]
fn the_round_the_design_prints_is_understood() {
    let project = Project::sample().at("2025-09-20");
    project.write(
        ROUND_FILE,
        "title: 2025年卓越工程师选拔培育项目
year: 2025
programmes: [plan, studio]
issuers: [北京市科学技术协会创新服务中心]
contacts: []                       # optional; the site's otherwise
columns: [name, unit, field, recommender]
order: surname-strokes             # | pinyin | as-listed
notices:
  - kind: publicity
    published: 2025-09-01 09:00    # Beijing time
    signed: 2025-08-31
    period: { days: 5, unit: working, posting_day: counted }     # posting_day has no default
  - kind: correction
    corrects: publicity
    published: 2025-09-02
    changes: [{ entry: g2025-002, field: unit, from: 旧单位, to: 示例乙机电有限公司, reason: 录入有误 }]
  - kind: result
    published: 2025-09-15
    decisions: [{ entry: g2025-003, status: not-selected, reason: 核查不符 }]   # the rest are selected
",
    );
    let found = project.diagnostics();
    assert!(found.is_empty(), "{found:#?}");
}

const CHINESE: &[(&str, &str)] = &[
    (
        SITE_FILE,
        "标题: 示例公示网
网址: https://www.example.org.cn/gongshi/
主办单位: 示例市科学技术协会
主题: default
标识: { 政府网站: 是, ICP备案: 京ICP备00000000号 }
异议: { 邮戳: 寄出 }
联系方式:
  - { 名称: 人才服务部, 电话: 010-00000000, 邮箱: talent@example.org.cn, 地址: 示例市公示路1号, 邮编: \"100000\",
      办公时间: 工作日 9:00–17:30 }
  - { 办公时间: 工作日 9:00–11:30, 电话: 010-00000001, 名称: 纪检监督 }
",
    ),
    (
        "content/programmes/plan.yaml",
        "名称: 工程师成长计划
类型: 个人
组织单位: [示例市科学技术协会]
文件: [{ 编号: measures, 标题: 成长计划管理办法 }]
依据: [measures]
领域: { 来源: { 文件: measures, 条款: 第三条 }, 列表: [{ 编号: ai, 名称: 人工智能 }, { 编号: energy, 名称: 绿色能源 }] }
推荐渠道: { 来源: { 文件: measures, 条款: 第四条 }, 列表: [{ 编号: district, 名称: 区科协 }, { 编号: park, 名称: 园区科协 }] }
",
    ),
    (
        "content/programmes/studio.yaml",
        "名称: 青年工程师工作室
类型: 团队
组织单位: [示例市科学技术协会]
文件: [{ 编号: measures, 标题: 工作室管理办法 }]
依据: [measures]
领域: { 来源: { 文件: measures, 条款: 第三条 }, 列表: [{ 编号: ai, 名称: 人工智能 }, { 编号: energy, 名称: 绿色能源 }] }
推荐渠道: { 来源: { 文件: measures, 条款: 第四条 }, 列表: [{ 编号: enterprise, 名称: 企业科协 }] }
",
    ),
    (
        ROUND_FILE,
        "标题: 2025年示例工程师选拔项目
年度: 2025
项目: [plan, studio]
落款单位: [示例市科学技术协会]
列: [姓名, 单位, 领域, 推荐单位]
排序: 姓氏笔画
公告:
  - { 类型: 公示, 发布时间: 2025-09-01 09:00, 落款日期: 2025-09-01,
      公示期: { 天数: 5, 单位: 工作日, 发布当日: 计入 } }
",
    ),
    (
        ENGINEERS_FILE,
        "- 编号: g2025-003
  姓名: 张华
  单位: 示例丙材料有限公司
  职称: 工程师
  领域: 人工智能
  推荐单位: 南区科学技术协会
  出生日期: 1986-11-23
  涉密: 否
  简介: 从事材料计算。
- 编号: g2025-002
  项目: plan
  姓名: 李明
  单位: 示例乙机电有限公司
  职称: 正高级工程师
  领域: 绿色能源
  推荐单位: 西区科学技术协会
  推荐渠道: park
  基层一线: 是
  职级: 无
  简介: 从事电机设计。
- 编号: g2025-001
  姓名: 王一鸣
  单位: 示例甲软件有限公司
  职称: 高级工程师
  领域: 人工智能
  推荐单位: 东区科学技术协会
  推荐渠道: 区科协
  学历: 博士
  从业年限: 12
  简介: 从事工业软件研发，负责求解器。
  成果: [{ 类别: 重大装备制造, 名称: 求解器研制, 岗位角色: 技术负责人, 本人贡献: 提出算法并主持实现。 }]
",
    ),
    (
        TEAMS_FILE,
        "- 编号: t2025-001
  团队名称: 星火工作室
  负责人: { 姓名: 赵刚, 职称: 高级工程师, 从业年限: 13 }
  依托单位: 示例丁装备有限公司
  领域: 绿色能源
  推荐单位: 示例丁装备有限公司科协
  推荐渠道: 企业科协
  成员: [{ 姓名: 孙一, 单位: 示例丁装备有限公司 }, { 姓名: 孙二 }, { 姓名: 孙三 }, { 姓名: 孙四 }, { 姓名: 孙五, 出生日期: 1995-06-07 }]
  指导专家: [{ 姓名: 周全, 职称: 研究员, 单位: 示例大学 }]
  简介: 研制储能装备。
- 编号: t2025-002
  项目: studio
  团队名称: 远航工作室
  负责人: { 姓名: 钱进, 职称: 正高级工程师 }
  依托单位: 示例戊航空有限公司
  领域: 人工智能
  推荐单位: 示例戊航空有限公司科协
  成员: [{ 姓名: 吴一 }, { 姓名: 吴二 }, { 姓名: 吴三 }, { 姓名: 吴四 }, { 姓名: 吴五 }]
  指导专家: [{ 姓名: 郑和, 职称: 教授, 单位: 示例学院 }]
  简介: 研制飞行控制软件。
",
    ),
    (
        "content/pages/about.md",
        "---\n标题: 关于本站\n菜单: 1\n---\n\n本站公布拟入选名单。\n\n## 一、说明\n\n另见[首页](index.html)。\n",
    ),
];
