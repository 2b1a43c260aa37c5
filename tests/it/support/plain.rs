//! A site in which every free text is the same one, to be replaced by any other.

use super::sample::{ENGINEERS_FILE, PAGE_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};

/// Stands for the text of the site below; also a text that means nothing to anyone.
pub(crate) const PLAIN: &str = "平常文字";

/// Stands for it where what is named may not be just any text: people, teams, units, titles.
pub(crate) const NAME: &str = "平常名称";

/// A site whose every free text is the same one; one round with a correction and a result.
pub(crate) const SITE: &[(&str, &str)] = &[
    (
        SITE_FILE,
        "title: 平常文字
base_url: https://www.example.org.cn/gongshi/
owner: 平常名称
contacts:
  - { name: 平常文字, phone: 010-00000000, address: 平常文字, postcode: 平常文字, hours: 平常文字, email: a@example.org }
labels: { government: true, site_id_code: 平常文字, icp: 平常文字, police: 平常文字 }
objection: { postmark: sending, person: 平常文字, unit: 平常文字, evidence: 平常文字, anonymous: 平常文字,
             confidentiality: 平常文字, process: [平常文字, 平常文字], correction: 平常文字 }
",
    ),
    (
        "content/programmes/plan.yaml",
        "name: 平常文字
kind: individual
organisers: [平常名称]
documents: [{ id: d, title: 平常文字, number: 平常文字 }]
basis: [d]
fields: { source: { document: d, article: 一 }, list: [{ id: ai, name: 平常文字 }] }
channels: { source: { document: d, article: 一 }, list: [{ id: district, name: 平常文字 }] }
",
    ),
    (
        ROUND_FILE,
        "title: 平常文字
year: 2025
programmes: [plan, studio]
issuers: [平常名称, 平常名称]
columns: [name, unit, title, field, recommender]
order: as-listed
notices:
  - kind: publicity
    published: 2025-09-01 09:00
    period: { days: 5, unit: working, posting_day: counted }
    note: 平常文字
  - kind: correction
    published: 2025-09-02 09:00
    corrects: publicity
    note: 平常文字
    changes: [{ entry: g-1, field: unit, from: 平常名称, to: 平常名称, reason: 平常文字 }]
  - kind: result
    published: 2025-09-15 09:00
    note: 平常文字
    decisions: [{ entry: g-2, status: declined, reason: 平常文字 }]
",
    ),
    (
        ENGINEERS_FILE,
        "- { id: g-1, name: 平常名称, unit: 平常名称, title: 平常名称, field: ai, recommender: 平常名称, summary: 平常文字,
    achievements: [{ kind: 平常文字, name: 平常文字, role: 平常文字, contribution: 平常文字 }] }
- { id: g-2, name: 平常名称, unit: 示例别处, field: ai, recommender: 平常名称 }
",
    ),
    (
        TEAMS_FILE,
        "- { id: t-1, name: 平常名称, leader: { name: 平常名称, title: 平常名称 }, unit: 平常名称, field: ai,
    recommender: 平常名称, summary: 平常文字, members: [{ name: 平常名称, unit: 平常名称 }, { name: 示例另 }],
    mentors: [{ name: 平常名称, title: 平常名称, unit: 平常名称 }],
    achievements: [{ kind: 平常文字, name: 平常文字, role: 平常文字, contribution: 平常文字 }] }
",
    ),
    (PAGE_FILE, "---\ntitle: 平常文字\ndescription: 平常文字\nmenu: 1\n---\n\n## 甲\n"),
];
