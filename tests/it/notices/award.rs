//! The award of a city that nobody knows, set up from YAML alone and lived to its end through the program, notice by
//! notice, as an office would: records first, then `publish` at the moment the notice says.

use std::collections::BTreeMap;

use crate::support::Project;
use crate::support::html::visible;
use crate::support::snapshot::assert_snapshots;

const SITE: &str = "\
标题: 示湖市人才工作公示网
网址: https://gongshi.shihu-invented.cn/
主办单位: 示湖市科学技术协会
联系方式:
  - { 名称: 示湖市科学技术协会办公室, 电话: 0999-5550100, 办公时间: 工作日 9:00—17:30 }
";

/// Both packs begin with this.
const HEAD: &str = "\
组织单位: [示湖市委人才工作领导小组办公室, 示湖市科学技术协会]
文件:
  - { 编号: measures, 标题: 示湖市卓越工程师和攻坚团队评选办法, 文号: 湖人才发〔2024〕11号 }
  - { 编号: call, 标题: 关于开展2025年示湖市卓越工程师和攻坚团队评选工作的通知 }
依据: [measures, call]
领域:
  来源: { 文件: call, 条款: 第一条 }
  列表:
    - { 编号: machines, 名称: 高端装备 }
    - { 编号: materials, 名称: 先进材料 }
    - { 编号: chips, 名称: 电子信息 }
    - { 编号: medicine, 名称: 生物医药 }
    - { 编号: building, 名称: 建筑与能源 }
推荐渠道:
  来源: { 文件: call, 条款: 第五条 }
  列表:
    - { 编号: district, 名称: 县区科协 }
    - { 编号: society, 名称: 市级学会 }
程序:
  - { 名称: 推荐, 来源: { 文件: measures, 条款: 第六条 } }
  - { 名称: 资格审查, 来源: { 文件: measures, 条款: 第七条 } }
  - { 名称: 专家评审, 来源: { 文件: measures, 条款: 第八条 } }
  - { 名称: 考察, 来源: { 文件: measures, 条款: 第九条 } }
";

const STARS: &str = "\
规则:
  - { 规则: 名额, 约: 50, 浮动: 3, 来源: { 文件: call, 条款: 第二条 } }
  - { 规则: 出生日期, 对象: 申报人, 不早于: 1976-01-01, 职称: 正高级, 放宽至: 1971-01-01, 来源: { 文件: call, 条款: 第三条（一） } }
  - { 规则: 比例, 指标: 基层一线, 至少: 60%, 来源: { 文件: call, 条款: 第三条（二） } }
  - { 规则: 比例, 指标: 职级, 界限: 处级, 至多: 10%, 范围: 入选, 来源: { 文件: call, 条款: 第三条（三） } }
  - { 规则: 每单位上限, 上限: 3, 来源: { 文件: call, 条款: 第三条（四） } }
";

const TEAMS: &str = "\
规则:
  - { 规则: 名额, 下限: 10, 上限: 10, 来源: { 文件: call, 条款: 第二条 } }
  - { 规则: 团队人数, 至少: 8, 上限: 15, 来源: { 文件: call, 条款: 第四条（一） } }
  - { 规则: 比例, 指标: 出生日期, 界限: 1985-01-01, 至少: 1/3, 范围: 团队, 来源: { 文件: call, 条款: 第四条（二） } }
";

/// Both packs end with this.
const TAIL: &str = "  - { 规则: 不得重复, 跨项目: [star, crew], 对象: [负责人, 成员], 来源: { 文件: call, 条款: 第三条（五） } }
  - { 规则: 公示, 天数: 7, 单位: 工作日, 发布当日: 不计入, 来源: { 文件: measures, 条款: 第十条 } }
  - { 规则: 异议, 核查单位: 推荐单位, 审定单位: 示湖市委人才工作领导小组, 来源: { 文件: measures, 条款: 第十一条 } }
  - { 规则: 退出, 说明: 申报材料弄虚作假的取消资格, 来源: { 文件: measures, 条款: 第十五条 } }
";

/// Posted on 24 September 2025; seven working days after it end on 10 October, over the National Day.
const ROUND: &str = "\
标题: 2025年示湖市卓越工程师和攻坚团队评选
项目: [star, crew]
落款单位: [示湖市委人才工作领导小组办公室, 示湖市科学技术协会]
列: [姓名, 单位, 职称, 领域, 推荐单位]
排序: 姓氏笔画
邮戳: 寄出
截止时刻: 17:30
联系方式:
  - { 名称: 示湖市科学技术协会人才服务部, 电话: 0999-5550101, 办公时间: 工作日 9:00—17:30, 邮箱: yiyi@shihu-invented.cn, 地址: 示湖市示例路1号, 邮编: 000000, 受理方式: [电话, 邮箱, 来信, 来访] }
  - { 名称: 示湖市委人才工作领导小组办公室, 地址: 示湖市示例大街2号301室, 邮编: 000000, 受理方式: [来信], 邮戳: 到达 }
公告:
  - 类型: 公示
    发布时间: 2025-09-24 09:00
    文号: 湖人才公示〔2025〕3号
    公示期: { 天数: 7, 单位: 工作日, 发布当日: 不计入 }
";

/// The life after the publicity: when, what is added to the round, and to which notice it leads.
const LIFE: &[(&str, &str, &str)] = &[
    (
        "2025-09-26 10:00",
        "2-correction",
        "  - 类型: 更正
    发布时间: 2025-09-26 10:00
    更正对象: 公示
    更正内容: [{ 条目: s07, 项目: 姓名, 原文: 何安安, 更正为: 何桉安, 原因: 录入错误 }]
",
    ),
    (
        "2025-09-29 15:00",
        "3-departure",
        "  - 类型: 退出公示
    发布时间: 2025-09-29 15:00
    审定结果: [{ 条目: s21, 结果: 退出公示, 原因: 本人书面申请退出 }]
",
    ),
    (
        "2025-10-10 09:00",
        "4-extension",
        "  - 类型: 延期
    发布时间: 2025-10-10 09:00
    原因: 受理异议的电话于10月9日中断半日
    公示期: { 天数: 2, 单位: 工作日, 发布当日: 不计入 }
",
    ),
    (
        "2025-10-27 09:00",
        "5-result",
        "  - 类型: 结果
    发布时间: 2025-10-27 09:00
    文号: 湖人才发〔2025〕9号
    审定结果:
      - { 条目: s11, 结果: 不予入选, 原因: 从业经历与申报材料不符 }
      - { 条目: s12, 结果: 不予入选, 原因: 代表性成果的完成人排序与事实不符 }
      - { 条目: s13, 结果: 暂缓, 原因: 所反映的问题仍在核查 }
",
    ),
    (
        "2025-11-18 09:00",
        "6-result",
        "  - 类型: 结果
    发布时间: 2025-11-18 09:00
    审定结果: [{ 条目: s13, 结果: 入选, 原因: 经核查，所反映的问题不属实 }]
",
    ),
    (
        "2026-01-15 09:00",
        "7-withdrawal",
        "  - 类型: 撤回
    发布时间: 2026-01-15 09:00
    审定结果: [{ 条目: s30, 结果: 取消资格, 原因: 申报材料弄虚作假 }]
",
    ),
];

/// What came in: two upheld, one dismissed, one not accepted, one late, one still open when the result is out.
const OBJECTIONS: &str = "\
- { 收到时间: 2025-09-25 10:00, 渠道: 电话, 对象: s11, 异议人: 个人, 实名: 是, 核查报告: 2025-10-15, 结论: 成立, 审定日期: 2025-10-20 }
- { 收到时间: 2025-09-26 11:00, 渠道: 邮箱, 对象: s12, 异议人: 单位, 实名: 是, 核查报告: 2025-10-15, 结论: 成立, 审定日期: 2025-10-20 }
- { 收到时间: 2025-09-29 09:30, 渠道: 信函, 邮戳日期: 2025-09-28, 对象: c03, 异议人: 个人, 实名: 是, 核查报告: 2025-10-15, 结论: 不成立, 审定日期: 2025-10-20 }
- { 收到时间: 2025-10-09 09:30, 渠道: 电话, 对象: s01, 异议人: 个人, 实名: 否, 结论: 不予受理, 审定日期: 2025-10-09 }
- { 收到时间: 2025-10-13 16:00, 渠道: 来访, 对象: s13, 异议人: 个人, 实名: 是 }
- { 收到时间: 2025-10-21 09:30, 渠道: 邮箱, 对象: s02, 异议人: 个人, 实名: 是 }
";

const FOLDER: &str = "content/rounds/award-2025";

/// Names of nobody, no two alike.
fn name(number: usize) -> String {
    let [surnames, first, second] =
        ["王李张刘陈杨赵何周吴徐孙马朱胡郭林高梁郑", "安宁康平泰顺达明清正", "安和乐诚信"]
            .map(|signs| signs.chars().collect::<Vec<_>>());
    format!("{}{}{}", surnames[number % 20], first[number / 20 % 10], second[number / 200 % 5])
}

/// 52 individuals: the first six of senior title and older, five of them of rank 处级, 34 at the front line.
fn star(number: usize) -> String {
    let (title, birth) =
        if number < 6 { ("正高级工程师", "1972-05-06") } else { ("高级工程师", "1983-03-04") };
    let rank = if number < 4 { "副处级" } else { "无" };
    let front = if number >= 18 { "是" } else { "否" };
    let field = ["machines", "materials", "chips", "medicine", "building"][number % 5];
    let (recommender, channel) = if number.is_multiple_of(3) {
        ("示湖市示例学会", "society")
    } else {
        ("示东区科协", "district")
    };
    format!(
        "- {{ 编号: s{number:02}, 姓名: {}, 单位: 示湖第{}示例厂, 职称: {title}, 领域: {field}, 推荐单位: {recommender}, \
         推荐渠道: {channel}, 出生日期: {birth}, 职级: {rank}, 基层一线: {front} }}\n",
        name(number),
        number / 3 + 1,
    )
}

/// 10 teams of 9 with their leaders, three of each born after 1985.
fn crew(number: usize) -> String {
    let first = 60 + number * 10;
    let member = |i: usize| {
        let birth = if i < 3 { "1990-01-01" } else { "1979-01-01" };
        format!("    - {{ 姓名: {}, 出生日期: {birth} }}\n", name(first + i))
    };
    let field = ["machines", "materials", "chips", "medicine", "building"][number % 5];
    format!(
        "- 编号: c{number:02}\n  团队名称: {}攻坚团队\n  负责人: {{ 姓名: {}, 职称: 正高级工程师, 出生日期: 1980-01-01 }}\n  \
         依托单位: 示湖第{}研究所\n  领域: {field}\n  推荐单位: 示西区科协\n  推荐渠道: district\n  成员:\n{}",
        ["风机", "轴承", "涂层", "芯片", "药物", "桥梁", "储能", "机床", "传感", "光纤"][number],
        name(first + 9),
        number + 1,
        (0..8).map(member).collect::<String>(),
    )
}

fn award() -> Project {
    let project = Project::empty().posted_now();
    let pack =
        |name: &str, kind: &str, rules: &str| format!("名称: {name}\n类型: {kind}\n{HEAD}{rules}{TAIL}");
    project.write("content/site.yaml", SITE);
    project.write("content/programmes/star.yaml", pack("示湖市卓越工程师", "个人", STARS));
    project.write("content/programmes/crew.yaml", pack("示湖市攻坚团队", "团队", TEAMS));
    project.write(&format!("{FOLDER}/round.yaml"), ROUND);
    project.write(&format!("{FOLDER}/engineers.yaml"), (0..52).map(star).collect::<String>());
    project.write(&format!("{FOLDER}/teams.yaml"), (0..10).map(crew).collect::<String>());
    project
}

fn publish(project: &Project, moment: &str) {
    project.succeed(&["--today", moment, "publish"]);
}

#[test]
fn an_award_is_lived_to_its_end_and_every_notice_is_as_in_its_snapshot() {
    let project = award();
    let [round, engineers, objections] =
        ["round", "engineers", "objections"].map(|name| format!("{FOLDER}/{name}.yaml"));
    let page = |path: &str| project.page(&format!("rounds/award-2025/{path}"));
    let mut printed = BTreeMap::new();
    publish(&project, "2025-09-24 09:00");
    printed.insert("1-publicity".to_owned(), page("1-publicity.md"));
    for (moment, address, notice) in LIFE {
        project.write(&round, project.read(&round) + notice);
        match *address {
            "2-correction" => project.edit(&engineers, "何安安", "何桉安"),
            "5-result" => project.write(&objections, OBJECTIONS),
            "6-result" => {
                let open = "来访, 对象: s13, 异议人: 个人, 实名: 是 }";
                let decided =
                    open.replace(" }", ", 核查报告: 2025-11-10, 结论: 不成立, 审定日期: 2025-11-14 }");
                project.edit(&objections, open, &decided);
            }
            _ => {}
        }
        publish(&project, moment);
        if *address == "5-result" {
            let report = project.succeed(&["--today", moment, "report", "award-2025"]).stdout;
            printed.insert("report".to_owned(), report);
        }
        let left = project.json(&["--today", moment, "status"])["rounds"][0]["days_left"].as_u64();
        assert_eq!(left, days_left(address), "{address}");
        printed.insert((*address).to_owned(), page(&format!("{address}.md")));
    }
    assert_agree(&project, &printed);
    assert_snapshots("award", &printed);
}

/// What `status` says is left when a notice is out: of 25, 26, 28, 29, 30 September, 9 and 10 October, and of the
/// eleventh and thirteenth, which the extension adds.
fn days_left(address: &str) -> Option<u64> {
    match address {
        "2-correction" => Some(6),
        "3-departure" => Some(4),
        "4-extension" => Some(3),
        _ => None,
    }
}

/// What several notices and pages say of one thing is the same.
fn assert_agree(project: &Project, printed: &BTreeMap<String, String>) {
    for (notice, said) in [
        (
            "1-publicity",
            &[
                "公示期为7个工作日，自2025年9月25日至10月10日。",
                "（湖人才发〔2024〕11号）、《关于开展",
                "共52人",
                "共10个团队",
            ][..],
        ),
        (
            "1-publicity",
            &["信函除受理渠道另有注明的外，以寄出日邮戳为准。", "信函以到达日邮戳为准。", "受理单位对匿名的"],
        ),
        ("3-departure", &["所列的下列个人自本公告发布之日起退出公示。"]),
        ("4-extension", &["现延长2个工作日，至2025年10月13日", "2025年10月13日17:30"]),
        (
            "5-result",
            &[
                "马宁安等48人入选",
                "共48人",
                "收到6件，受理4件，不予受理1件，逾期1件；受理的异议中1件尚在核查，成立2件，不成立1件。",
            ],
        ),
        ("5-result", &["公示名单中的下列个人未列入入选名单", "何桉安"]),
        ("6-result", &["中暂缓的下列个人，经核查和审定", "| 入选 |"]),
        ("7-withdrawal", &["根据《示湖市卓越工程师和攻坚团队评选办法》第十五条，经研究决定", "| 取消资格 |"]),
        (
            "report",
            &[
                "示湖市委人才工作领导小组办公室、示湖市科学技术协会在示湖市人才工作公示网公示",
                "\n\n2025年10月27日",
            ],
        ),
    ] {
        let text = &printed[notice];
        for said in said {
            assert!(text.contains(said), "{notice}: {said}\n{text}");
        }
        for wrong in ["我单位", "个人、团队", "书面形式"] {
            assert!(!text.contains(wrong), "{notice}: {wrong}\n{text}");
        }
    }
    assert!(!printed["5-result"].contains("何安安") && printed["1-publicity"].contains("何安安"));
    for (page, said) in [
        ("rounds/award-2025.html", "本轮入选48人、10个团队"),
        (
            "rounds/award-2025.html",
            "公示52人、10个团队，其中不予入选2人、已退出公示1人、已取消资格1人，不在名单上",
        ),
        ("engineers/s07.html", "本页的姓名已更正，见《"),
        (
            "engineers/s13.html",
            "入选名单，见《关于2025年示湖市卓越工程师和攻坚团队评选暂缓对象审定结果的公告》（2025年11月18日9:00发布）",
        ),
        ("engineers/s21.html", "公示名单，已退出公示，见《"),
        ("engineers/s30.html", "入选名单，已取消资格，见《"),
    ] {
        let text = visible(&project.page(page));
        assert!(text.contains(said), "{page}: {said}\n{text}");
    }
}
