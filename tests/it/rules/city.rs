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
