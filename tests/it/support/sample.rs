//! The smallest site that says everything: one office, two programmes, one round with three engineers and two
//! teams. People and units are invented. Every value stands once in its file where a test may want to edit it.

/// Path and text of each file.
pub(crate) const FILES: &[(&str, &str)] = &[
    (SITE_FILE, SITE),
    ("content/programmes/plan.yaml", PLAN),
    ("content/programmes/studio.yaml", STUDIO),
    (ROUND_FILE, ROUND),
    (ENGINEERS_FILE, ENGINEERS),
    (TEAMS_FILE, TEAMS),
    (PAGE_FILE, PAGE),
    (REGISTER_FILE, "[]\n"),
];

pub(crate) const SITE_FILE: &str = "content/site.yaml";
pub(crate) const ROUND_FILE: &str = "content/rounds/2025/round.yaml";
pub(crate) const ENGINEERS_FILE: &str = "content/rounds/2025/engineers.yaml";
pub(crate) const TEAMS_FILE: &str = "content/rounds/2025/teams.yaml";
/// No objections were received.
pub(crate) const REGISTER_FILE: &str = "content/rounds/2025/objections.yaml";
pub(crate) const PAGE_FILE: &str = "content/pages/about.md";

const SITE: &str = "\
title: 示例公示网
base_url: https://www.example.org.cn/gongshi/
owner: 示例市科学技术协会
contacts:
  - name: 人才服务部
    phone: 010-00000000
    email: talent@example.org.cn
    address: 示例市公示路1号
    postcode: \"100000\"
    hours: 工作日 9:00–17:30
  - name: 纪检监督
    phone: 010-00000001
    hours: 工作日 9:00–11:30
objection: { postmark: sending }
";

const PLAN: &str = "\
name: 工程师成长计划
kind: individual
organisers: [示例市科学技术协会]
documents:
  - { id: measures, title: 成长计划管理办法 }
basis: [measures]
fields:
  source: { document: measures, article: 第三条 }
  list:
    - { id: ai, name: 人工智能 }
    - { id: energy, name: 绿色能源 }
channels:
  source: { document: measures, article: 第四条 }
  list:
    - { id: district, name: 区科协 }
    - { id: park, name: 园区科协 }
";

const STUDIO: &str = "\
name: 青年工程师工作室
kind: team
organisers: [示例市科学技术协会]
documents:
  - { id: measures, title: 工作室管理办法 }
basis: [measures]
fields:
  source: { document: measures, article: 第三条 }
  list:
    - { id: ai, name: 人工智能 }
    - { id: energy, name: 绿色能源 }
channels:
  source: { document: measures, article: 第四条 }
  list:
    - { id: enterprise, name: 企业科协 }
";

const ROUND: &str = "\
title: 2025年示例工程师选拔项目
year: 2025
programmes: [plan, studio]
issuers: [示例市科学技术协会]
columns: [name, unit, field, recommender]
order: surname-strokes
notices:
  - kind: publicity
    published: 2025-09-01 09:00
    signed: 2025-09-01
    period: { days: 5, unit: working, posting_day: counted }
";

/// To be added to the round's notices: a correction of 2025-09-02.
pub(crate) const CORRECTION: &str = "  - kind: correction
    published: 2025-09-02 10:00
    signed: 2025-09-02
    corrects: publicity
    changes:
      - { entry: g2025-002, field: unit, from: 示例乙机电有限责任公司, to: 示例乙机电有限公司, reason: 录入有误 }
";

/// To be added to the round's notices: one more day, from the day after the period so far.
pub(crate) const EXTENSION: &str = "  - kind: extension
    reason: 有异议待核查
    published: 2025-09-03 10:00
    signed: 2025-09-02
    period: { days: 1, unit: working, posting_day: excluded }
";

/// To be added to the round's notices: it stops until it is publicised anew.
pub(crate) const SUSPENSION: &str = "  - kind: suspension
    reason: 有异议待核查
    published: 2025-09-03 10:00
";

/// To be added to the round's notices: the result of 2025-09-15, with one engineer not selected.
pub(crate) const RESULT: &str = "  - kind: result
    published: 2025-09-15 09:00
    signed: 2025-09-15
    decisions:
      - { entry: g2025-003, status: declined, reason: 本人书面提出放弃 }
";

const ENGINEERS: &str = "\
- id: g2025-001
  programme: plan
  name: 王一鸣
  unit: 示例甲软件有限公司
  title: 高级工程师
  field: 人工智能
  recommender: 东区科学技术协会
  channel: district
  birth: 1985-03-02
  education: 博士
  years: 12
  summary: 从事工业软件研发，负责求解器。
  achievements:
    - kind: 重大装备制造
      name: 求解器研制
      role: 技术负责人
      contribution: 提出算法并主持实现。
- id: g2025-002
  programme: plan
  name: 李明
  unit: 示例乙机电有限公司
  title: 正高级工程师
  field: 绿色能源
  recommender: 西区科学技术协会
  channel: park
  birth: 1984-07-19
  summary: 从事电机设计。
- id: g2025-003
  programme: plan
  name: 张华
  unit: 示例丙材料有限公司
  title: 工程师
  field: 人工智能
  recommender: 南区科学技术协会
  birth: 1986-11-23
  summary: 从事材料计算。
";

const TEAMS: &str = "\
- id: t2025-001
  programme: studio
  name: 星火工作室
  leader: { name: 赵刚, title: 高级工程师, birth: 1987-01-09, years: 13 }
  unit: 示例丁装备有限公司
  field: 绿色能源
  recommender: 示例丁装备有限公司科协
  channel: enterprise
  members:
    - { name: 孙一, birth: 1991-02-03, unit: 示例丁装备有限公司 }
    - { name: 孙二, birth: 1992-03-04 }
    - { name: 孙三, birth: 1993-04-05 }
    - { name: 孙四, birth: 1994-05-06 }
    - { name: 孙五, birth: 1995-06-07 }
  mentors:
    - { name: 周全, title: 研究员, unit: 示例大学 }
  summary: 研制储能装备。
- id: t2025-002
  programme: studio
  name: 远航工作室
  leader: { name: 钱进, title: 正高级工程师, birth: 1983-08-10 }
  unit: 示例戊航空有限公司
  field: 人工智能
  recommender: 示例戊航空有限公司科协
  channel: enterprise
  members:
    - { name: 吴一, birth: 1991-02-13 }
    - { name: 吴二, birth: 1992-03-14 }
    - { name: 吴三, birth: 1993-04-15 }
    - { name: 吴四, birth: 1994-05-16 }
    - { name: 吴五, birth: 1995-06-17 }
  mentors:
    - { name: 郑和, title: 教授, unit: 示例学院 }
  summary: 研制飞行控制软件。
";

const PAGE: &str = "\
---
title: 关于本站
menu: 1
---

本站公布拟入选名单。

## 一、说明

另见[首页](index.html)。
";

/// The text of a file of the sample.
pub(crate) fn text(path: &str) -> String {
    FILES.iter().find(|(name, _)| *name == path).unwrap().1.to_owned()
}
