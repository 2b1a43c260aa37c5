//! A new programme of another city from nothing, by writing YAML alone.

use super::only;
use crate::support::Project;
use crate::support::html::visible;

const PACK: &str = "\
名称: 示州市匠心团队奖
类型: 团队
组织单位: [示州市总工会]
文件:
  - { 编号: rules, 标题: 示州市匠心团队奖评选办法, 文号: 示工发〔2025〕1号 }
依据: [rules]
领域:
  来源: { 文件: rules, 条款: 第二条 }
  列表:
    - { 编号: ships, 名称: 船舶制造 }
    - { 编号: bridges, 名称: 桥梁工程 }
    - { 编号: ports, 名称: 港口机械 }
推荐渠道:
  来源: { 文件: rules, 条款: 第五条 }
  列表:
    - { 编号: district, 名称: 区总工会, 上限: 1 }
规则:
  - { 规则: quota, 上限: 2, 来源: { 文件: rules, 条款: 第三条 } }
  - { 规则: members, 至少: 3, 来源: { 文件: rules, 条款: 第四条（一） } }
  - { 规则: mentors, 至少: 2, 来源: { 文件: rules, 条款: 第四条（二） }, 级别: 提醒 }
  - { 规则: born, 对象: 负责人, 不早于: 1975-01-01, 来源: { 文件: rules, 条款: 第四条（三） } }
  - { 规则: text, 项目: summary, 上限: 20, 来源: { 文件: rules, 条款: 第六条 } }
  - { 规则: publicity, 天数: 7, 单位: 自然日, 来源: { 文件: rules, 条款: 第七条 } }
";

const ROUND: &str = "\
标题: 2025年示州市匠心团队奖
年度: 2025
项目: [craft]
落款单位: [示州市总工会]
列: [姓名, 单位, 领域]
排序: 姓氏笔画
公告:
  - 类型: 公示
    发布时间: 2025-09-01 09:00
    公示期: { 天数: 7, 单位: 自然日, 发布当日: 不计入 }
";

const TEAMS: &str = "\
- 编号: craft-1
  团队名称: 跨海桥班组
  负责人: { 姓名: 卢海, 出生日期: 1975-01-01 }
  依托单位: 示州桥梁公司
  领域: 桥梁工程
  推荐单位: 东区总工会
  推荐渠道: 区总工会
  成员: [{ 姓名: 甲一 }, { 姓名: 甲二 }]
  指导专家: [{ 姓名: 乙一, 职称: 教授 }, { 姓名: 乙二 }]
  简介: 二十年修了三座跨海大桥。
- 编号: craft-2
  团队名称: 万吨船班组
  负责人: { 姓名: 石船, 出生日期: 1980-06-06 }
  依托单位: 示州船厂
  领域: 船舶制造
  推荐单位: 西区总工会
  推荐渠道: 区总工会
  成员: [{ 姓名: 丙一 }, { 姓名: 丙二 }]
  指导专家: [{ 姓名: 丁一 }, { 姓名: 丁二 }]
";

const FOLDER: &str = "content/rounds/craft-2025";

fn city() -> Project {
    let project = Project::empty();
    project.succeed(&["init", "."]);
    project.remove("content/programmes");
    project.remove("content/rounds");
    project.write("content/programmes/craft.yaml", PACK);
    project.write(&format!("{FOLDER}/round.yaml"), ROUND);
    project.write(&format!("{FOLDER}/teams.yaml"), TEAMS);
    project
}

#[test]
fn a_new_city_is_set_up_by_writing_yaml_alone() {
    let project = city();
    assert_eq!(project.diagnostics(), []);
    project.build();
    let notice = visible(&project.page("rounds/craft-2025/1-publicity.html"));
    // Seven days after the first of September end on the eighth, a Monday.
    for said in [
        "关于2025年示州市匠心团队奖拟入选名单的公示",
        "根据《示州市匠心团队奖评选办法》（示工发〔2025〕1号）",
        "公示期为7天，自2025年9月2日至9月8日",
        "万吨船班组",
        "示州桥梁公司",
        "2个团队",
    ] {
        assert!(notice.contains(said), "{said}\n{notice}");
    }
    for (page, said) in [
        ("fields/ships.html", "万吨船班组"),
        ("teams/craft-1.html", "跨海桥班组"),
        ("index.html", "匠心团队奖"),
    ] {
        assert!(visible(&project.page(page)).contains(said), "{page}");
    }
    let rules = project.succeed(&["rules", "craft"]).stdout;
    assert!(
        rules.contains("团队不少于3人") && rules.contains("《示州市匠心团队奖评选办法》第四条（一）"),
        "{rules}"
    );
}

#[test]
fn its_own_limits_are_held() {
    let teams = format!("{FOLDER}/teams.yaml");
    for (from, to, location, article) in [
        ("成员: [{ 姓名: 甲一 }, { 姓名: 甲二 }]", "成员: [{ 姓名: 甲一 }]", "跨海桥班组", "第四条（一）"),
        ("[{ 姓名: 丁一 }, { 姓名: 丁二 }]", "[{ 姓名: 丁一 }]", "万吨船班组", "第四条（二）"),
        ("1975-01-01", "1974-12-31", "1974-12-31", "第四条（三）"),
        ("二十年修了三座跨海大桥。", "二十年修了三座跨海大桥，至今没有一次返工。", "二十年", "第六条"),
        ("推荐单位: 西区总工会", "推荐单位: 东区总工会", "东区总工会", "第五条"),
    ] {
        let project = city();
        project.edit(&teams, from, to);
        let broken = only(&project, location, &[]);
        assert!(
            broken.help.starts_with(&format!("依据《示州市匠心团队奖评选办法》{article}。")),
            "{broken:#?}"
        );
        assert_eq!(project.run(&["check"]).code, i32::from(broken.severity == "error"));
    }
}

// An award of another city for individuals and for teams, with the rules that real calls have.

const STAR: &str = "\
名称: 示江市突出工程师
类型: 个人
组织单位: [示江市委人才办, 示江市科协]
文件:
  - { 编号: call, 标题: 关于评选2025年示江市突出工程师和先锋团队的通知 }
依据: [call]
领域:
  来源: { 文件: call, 条款: 一 }
  列表:
    - { 编号: f1, 名称: 智能装备 }
    - { 编号: f2, 名称: 新材料 }
    - { 编号: f3, 名称: 生物医药 }
    - { 编号: f4, 名称: 建筑、能源与化工 }
    - { 编号: f5, 名称: 数字技术 }
推荐渠道:
  来源: { 文件: call, 条款: 三 }
  列表:
    - { 编号: county, 名称: 县市区科协 }
规则:
  - { 规则: 名额, 约: 50, 浮动: 3, 来源: { 文件: call, 条款: 二1 } }
  - { 规则: 出生日期, 对象: 申报人, 不早于: 1976-01-01, 职称: 正高级, 放宽至: 1971-01-01, 来源: { 文件: call, 条款: 二2 } }
  - { 规则: 比例, 指标: 基层一线, 至少: 60%, 来源: { 文件: call, 条款: 二3 } }
  - { 规则: 比例, 指标: 职级, 界限: 处级, 至多: 10, 范围: 入选, 来源: { 文件: call, 条款: 二4 } }
  - { 规则: 每单位上限, 上限: 3, 来源: { 文件: call, 条款: 二5 } }
  - { 规则: 职称, 对象: 申报人, 至少: 中级, 来源: { 文件: call, 条款: 二6 } }
  - { 规则: 推荐名额, 名额表: [示东县科协 30, 示西区科协 30], 来源: { 文件: call, 条款: 附件1 } }
  - { 规则: 不得重复, 跨项目: [star, crew], 对象: [负责人, 成员], 来源: { 文件: call, 条款: 二8 } }
  - { 规则: 公示, 天数: 7, 单位: 工作日, 发布当日: 不计入, 来源: { 文件: call, 条款: 四 } }
";

/// The rules for teams; the rest of the pack is that for individuals.
const CREW_RULES: &str = "\
规则:
  - { 规则: 名额, 下限: 10, 上限: 10, 来源: { 文件: call, 条款: 二9 } }
  - { 规则: 团队人数, 至少: 8, 上限: 15, 来源: { 文件: call, 条款: 二10 } }
  - { 规则: 比例, 指标: 出生日期, 界限: 1985-01-01, 至少: 1/3, 范围: 团队, 来源: { 文件: call, 条款: 二11 } }
  - { 规则: 不得重复, 跨项目: [star, crew], 对象: [负责人, 成员], 来源: { 文件: call, 条款: 二8 } }
  - { 规则: 公示, 天数: 7, 单位: 工作日, 发布当日: 不计入, 来源: { 文件: call, 条款: 四 } }
";

const AWARD_ROUND: &str = "\
标题: 2025年示江市突出工程师和先锋团队评选
项目: [star, crew]
落款单位: [示江市委人才办, 示江市科协]
列: [姓名, 单位, 职称, 领域, 推荐单位]
排序: 姓氏笔画
公告:
  - 类型: 公示
    发布时间: 2025-09-26 09:00
    公示期: { 天数: 7, 单位: 工作日, 发布当日: 不计入 }
";

const AWARD: &str = "content/rounds/award-2025";

/// Names of nobody, no two alike.
fn name(number: usize) -> String {
    let [surnames, given] = ["赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张", "安宁康平泰顺达明清正"]
        .map(|signs| signs.chars().collect::<Vec<_>>());
    format!("{}{}{}", surnames[number % 20], given[number / 20 % 10], given[number / 200])
}

fn star(number: usize) -> String {
    let (title, birth) =
        if number < 5 { ("研究员", "1972-05-06") } else { ("高级工程师", "1982-03-04") };
    let rank = if number < 5 { "六级职员" } else { "无" };
    let front = if number < 30 { "是" } else { "否" };
    let recommender = if number.is_multiple_of(2) { "示东县科协" } else { "示西区科协" };
    let (name, unit, field) = (name(number), number / 3 + 1, number % 5 + 1);
    format!(
        "- {{ 编号: s{number:02}, 姓名: {name}, 单位: 示江第{unit}示例厂, 职称: {title}, 领域: f{field}, \
         推荐单位: {recommender}, 出生日期: {birth}, 职级: {rank}, 基层一线: {front} }}\n"
    )
}

fn crew(number: usize) -> String {
    let first = 60 + number * 10;
    let member = |i: usize| {
        let birth = if i < 3 { "1990-01-01" } else { "1979-01-01" };
        format!("    - {{ 姓名: {}, 出生日期: {birth} }}\n", name(first + i))
    };
    let members: String = (0..7).map(member).collect();
    format!(
        "- 编号: c{number:02}\n  团队名称: 示例{}先锋团队\n  负责人: {{ 姓名: {}, 职称: 正高级工程师, 出生日期: 1980-01-01 }}\n  \
         依托单位: 示江第{}研究所\n  领域: f{}\n  推荐单位: 示东县科协\n  成员:\n{members}",
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][number],
        name(first + 9),
        number + 1,
        number % 5 + 1,
    )
}

fn award() -> Project {
    let project = Project::empty().at("2025-10-09");
    project.succeed(&["init", "."]);
    project.remove("content/programmes");
    project.remove("content/rounds");
    project.write("content/programmes/star.yaml", STAR);
    let (head, _) = STAR.split_once("规则:\n").unwrap();
    let head = head.replace("突出工程师\n", "先锋团队\n").replace("类型: 个人", "类型: 团队");
    project.write("content/programmes/crew.yaml", head + CREW_RULES);
    project.write(&format!("{AWARD}/round.yaml"), AWARD_ROUND);
    project.write(&format!("{AWARD}/engineers.yaml"), (0..50).map(star).collect::<String>());
    project.write(&format!("{AWARD}/teams.yaml"), (0..10).map(crew).collect::<String>());
    project
}

#[test]
fn an_award_with_the_rules_of_a_real_call_passes_with_a_good_list() {
    let project = award();
    assert_eq!(project.diagnostics(), []);
    project.build();
    let notice = visible(&project.page("rounds/award-2025/1-publicity.html"));
    // 28 September and 11 October are made up for, 1 to 8 October are off.
    for said in ["7个工作日", "10月13日", "示江市委人才办", "示江市科协", "50人", "10个团队"]
    {
        assert!(notice.contains(said), "{said}\n{notice}");
    }
    let rules = project.succeed(&["rules"]).stdout;
    for said in [
        "名额50个左右，浮动3个以内",
        "申报人1976年1月1日及以后出生，职称为正高级及以上的1971年1月1日及以后出生",
        "基层一线或艰苦岗位的不低于60%",
        "入选人员中处级人选不超过10%",
        "每个单位不超过3个",
        "团队8至15人，含负责人",
        "每个团队（含负责人）中1985年1月1日及以后出生的不低于1/3",
        "名额10个，不多不少",
        "公示7个工作日，发布当日不计入",
    ] {
        assert!(rules.contains(said), "{said}\n{rules}");
    }
}

#[test]
fn each_rule_of_the_award_refuses_what_breaks_it() {
    let [round, engineers, teams] =
        ["round", "engineers", "teams"].map(|name| format!("{AWARD}/{name}.yaml"));
    let line = |file: &str, number: usize| {
        let text = award().read(file);
        text.lines().nth(number).unwrap().to_owned() + "\n"
    };
    let more = (49..54).map(star).collect::<String>().replace("一线: 否", "一线: 是");
    let seventh = "示江第17示例厂, 职称: 高级工程师, 领域: f4";
    for (file, from, to, says, article) in [
        (&engineers, star(49), more, "名单有54人，应为50人左右", "二1"),
        (
            &engineers,
            line(&engineers, 0),
            star(0).replace("研究员", "副研究员"),
            "不是1976年1月1日及以后出生",
            "二2",
        ),
        (&engineers, line(&engineers, 0), star(0).replace("1972-05-06", "1970-12-31"), "1971年1月1日", "二2"),
        (
            &engineers,
            line(&engineers, 9),
            star(9).replace("一线: 是", "一线: 否"),
            "占50人的比例低于60%",
            "二3",
        ),
        (
            &engineers,
            line(&engineers, 9),
            star(9).replace("职级: 无", "职级: 副处级"),
            "处级人选有6人",
            "二4",
        ),
        (&engineers, seventh.to_owned(), seventh.replace("第17", "第16"), "有4个", "二5"),
        (&engineers, line(&engineers, 9), star(9).replace("高级工程师", "助理工程师"), "助理工程师", "二6"),
        (
            &engineers,
            line(&engineers, 9),
            star(9).replace("示西区科协", "示南区科协"),
            "名额表里没有",
            "附件1",
        ),
        (
            &engineers,
            line(&engineers, 9),
            star(9).replace(&name(9), &name(60)).replace("第4示例厂", "第1研究所"),
            "s09",
            "二8",
        ),
        (&teams, crew(9), String::new(), "名单有9个团队，名额不少于10个团队", "二9"),
        (
            &teams,
            format!("    - {{ 姓名: {}, 出生日期: 1979-01-01 }}\n", name(66)),
            String::new(),
            "共7人，应不少于8人",
            "二10",
        ),
        (
            &teams,
            format!("{}, 出生日期: 1990-01-01", name(60)),
            format!("{}, 出生日期: 1984-12-31", name(60)),
            "低于1/3",
            "二11",
        ),
        (&teams, name(70), format!("{}, 单位: 示江第1研究所", name(60)), "c00", "二8"),
    ] {
        let project = award();
        project.edit(file, &from, &to);
        let broken = only(&project, "", &[says]);
        assert!(broken.severity == "error" && broken.help.contains(&format!("》{article}。")), "{broken:#?}");
    }
    let project = award();
    project.edit(&round, "发布当日: 不计入", "发布当日: 计入");
    let found = project.diagnostics();
    assert!(
        found.iter().all(|d| d.code == "period-against-rule" && d.help.contains("posting_day")),
        "{found:#?}"
    );
    assert!(!found.is_empty() && project.run(&["build"]).code == 1);
}
