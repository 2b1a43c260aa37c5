//! The JSON Schemas for editors and the program's own reading of the records say the same: which keys there are, which
//! a record cannot do without, which words a closed set has. An independent validator applies the schemas.

mod slow;

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::support::{Diagnostic, Project};

/// A file of every kind, with every mapping that it may hold and every key that is a choice.
const FULL: &[(&str, &str, &str)] = &[
    (
        "site",
        "content/site.yaml",
        "title: 示例公示网
base_url: https://www.example.org.cn/
owner: 示例市科学技术协会
raw_html: 否
approval: 需要
contacts: [{ name: 人才服务部, phone: 010-00000000, hours: 工作日 9:00–17:30 }]
labels: { government: 是 }
objection: { closes: 17:30, postmark: 寄出, process: [登记] }
removed: [{ page: calls/a, published: 2025-09-01, reason: 已经失效 }]
allowed: [{ text: sha256:0, reason: 已核对, by: 办公室 }]
",
    ),
    (
        "calendar",
        "content/calendar/2099.yaml",
        "{ year: 2099, notices: [示例], holidays: [{ name: 某节, from: 2099-01-01, work: [2099-01-04] }] }",
    ),
    (
        "regional",
        "content/calendar/regional/a.yaml",
        "{ region: 示例州, issuer: 示例州人民政府, title: 通知, number: 示〔2099〕1号, href: https://www.example.org.cn/1, year: 2099, holidays: [{ name: 某节, from: 2099-01-01 }] }",
    ),
    (
        "programme",
        "content/programmes/plan.yaml",
        "name: 工程师成长计划
kind: individual
organisers: [示例市科学技术协会]
documents: [{ id: measures, title: 成长计划管理办法, issued: 2025-01-01 }]
basis: [measures]
fields: { source: { document: measures, article: 第三条 }, list: [{ id: ai, name: 人工智能 }, { id: energy, name: 绿色能源 }] }
channels: { source: { document: measures, article: 第四条 }, list: [{ id: district, name: 区科协, max: 9 }, { id: park, name: 园区科协 }] }
stages: [{ name: 推荐, source: { document: measures, article: 第五条 } }]
terms: { before: 拟选树, after: 选树, noun: 人选, source: { document: measures, article: 第五条 } }
equivalents: [{ name: 特级工匠, equals: 正高级, source: { document: measures, article: 第五条 } }]
rules:
  - { rule: quota, level: warning, max: 30, source: { document: measures, article: 第五条 } }
  - { rule: at-least, fact: grassroots, count: 1, source: { document: measures, article: 第五条 } }
  - { rule: share, of: rank, value: 处级, at_most: 20, among: selected, source: { document: measures, article: 第五条 } }
  - { rule: born, who: applicant, on_or_after: 1980-01-01, source: { document: measures, article: 第五条 } }
  - { rule: text, key: main, max: 1500, source: { document: measures, article: 第五条 } }
  - { rule: items, key: posts, max: 5, source: { document: measures, article: 第五条 } }
  - { rule: classified, allowed: none, source: { document: measures, article: 第五条 } }
  - { rule: publicity, days: 5, unit: working, source: { document: measures, article: 第五条 } }
  - { rule: title, who: applicant, any_of: 工程师, otherwise: outstanding, source: { document: measures, article: 第五条 } }
",
    ),
    (
        "round",
        "content/rounds/2025/round.yaml",
        "title: 2025年示例工程师选拔项目
year: 2025
programmes: [plan, studio]
issuers: [示例市科学技术协会]
contacts: [{ name: 人才服务部, email: talent@example.org.cn, role: objections, accepts: [email] }]
columns: [name, unit, { key: level, heading: 等次, unit: 级, values: [一等奖], kind: individual, blank: 是 }]
group_by: field
groups: [人工智能, 绿色能源]
order: surname-strokes
rules: [{ rule: exit, source: { document: 《示例通知》, article: 第二条 } }]
prepared_by: 拟稿人甲
approved: { digest: 1-publicity:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, by: 签发人乙, on: 2025-09-01 }
exceptions: [{ entry: g2025-001, rule: exit, reason: 另有规定, approved_by: 领导小组 }]
removed: [{ entry: g2025-009, published: 2025-09-03, reason: 本人申请 }]
notices:
  - { kind: publicity, published: 2025-09-01 09:00, period: { days: 5, unit: working, posting_day: counted } }
  - kind: correction
    corrects: publicity
    published: 2025-09-02 09:00
    changes:
      - { entry: g2025-002, field: unit, from: 甲, to: 乙, because: error, reason: 录入有误 }
      - { entry: t2025-001, field: leader, from: 甲, to: 乙, because: error, reason: 录入有误 }
  - kind: departure
    published: 2025-09-04 09:00
    decisions: [{ entry: g2025-001, status: left, reason: 本人申请 }]
  - kind: result
    published: 2025-09-15 09:00
    decisions: [{ entry: g2025-003, status: deferred, reason: 仍在核查 }]
  - kind: result
    published: 2025-09-20 09:00
    decisions: [{ entry: g2025-003, status: selected, reason: 核查清楚 }]
  - kind: withdrawal
    published: 2025-09-30 09:00
    decisions: [{ entry: g2025-002, status: resigned, reason: 本人申请 }]
",
    ),
    (
        "engineers",
        "content/rounds/2025/engineers.yaml",
        "- id: g2025-001
  programme: plan
  name: 王一鸣
  unit: 示例甲软件有限公司
  field: 人工智能
  recommender: 东区科学技术协会
  grassroots: 是
  classified: 否
  achievements: [{ name: 求解器研制 }]
  posts: 无
  patents: [示例标准一, 示例标准二]
  study: [{ from: 2003-09, to: 2007-07, text: 示例大学 }]
",
    ),
    (
        "teams",
        "content/rounds/2025/teams/t2025-001.yaml",
        "id: t2025-001
programme: studio
name: 星火工作室
leader: { name: 赵刚, work: [{ from: 2007-07, to: 至今, text: 示例公司 }] }
unit: 示例丁装备有限公司
field: 绿色能源
recommender: 示例丁装备有限公司科协
members: [{ name: 孙一 }]
co_leaders: [{ name: 卫青 }]
other_units: [示例庚研究所]
mentors: [{ name: 周全 }]
achievements: [{ name: 储能装备 }]
",
    ),
    (
        "objections",
        "content/rounds/2025/objections.yaml",
        "[{ received: 2025-09-03 10:00, channel: 来信, about: g2025-001, by: person, real_name: 是, decision: upheld }]",
    ),
];

/// A schema as the program writes it, and a record of its kind in a project that has the rest.
struct Case {
    name: &'static str,
    file: &'static str,
    schema: Value,
    validator: Validator,
    full: Value,
    project: Project,
}

/// Where a mapping stands in the full record, with what the schema says of it.
struct Mapping<'s> {
    pointer: String,
    schema: &'s Value,
}

fn cases() -> Vec<Case> {
    let written = Project::empty();
    written.succeed(&["init", "--schemas"]);
    let case = |(name, file, text): &(&'static str, &'static str, &str)| {
        let project = Project::sample();
        if *name == "teams" {
            project.remove(crate::support::sample::TEAMS_FILE);
        }
        let schema = serde_json::from_str(&written.read(&format!("schemas/{name}.json"))).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        Case { name, file, schema, validator, full: yaml(text), project }
    };
    FULL.iter().map(case).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

impl Case {
    /// Whether the independent validator accepts a record.
    fn accepts(&self, record: &Value) -> bool {
        self.validator.is_valid(record)
    }

    /// What the program says of a record, in its own file.
    fn check(&self, record: &Value) -> Vec<Diagnostic> {
        // JSON is YAML too.
        self.project.write(self.file, format!("{record:#}\n"));
        self.project.diagnostics().into_iter().filter(|d| d.file == self.file).collect()
    }

    /// Every mapping of the full record; each definition of the schema is among them.
    fn mappings(&self) -> Vec<Mapping<'_>> {
        let mut found = Vec::new();
        self.walk(&self.schema, &self.full, String::new(), &mut found);
        let seen: BTreeSet<*const Value> = found.iter().map(|m| std::ptr::from_ref(m.schema)).collect();
        for (name, definition) in self.schema["definitions"].as_object().unwrap() {
            assert!(seen.contains(&std::ptr::from_ref(definition)), "{}: no {name} in the record", self.name);
        }
        found
    }

    fn walk<'s>(&'s self, schema: &'s Value, value: &Value, pointer: String, found: &mut Vec<Mapping<'s>>) {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.schema.pointer(reference.trim_start_matches('#')).unwrap();
            return self.walk(target, value, pointer, found);
        }
        // A word, or a mapping.
        let mapping = schema["anyOf"].as_array().filter(|_| value.is_object());
        if let Some(mapping) = mapping.and_then(|all| all.iter().find(|one| one["$ref"].is_string())) {
            return self.walk(mapping, value, pointer, found);
        }
        match value {
            Value::Array(items) => {
                let list = if schema["then"].is_object() { &schema["then"] } else { schema };
                for (i, item) in items.iter().enumerate() {
                    self.walk(&list["items"], item, format!("{pointer}/{i}"), found);
                }
            }
            Value::Object(fields) if schema["else"].is_object() => {
                self.walk(&schema["else"], &Value::Object(fields.clone()), pointer, found);
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    self.walk(&schema["properties"][key], value, format!("{pointer}/{key}"), found);
                }
                found.push(Mapping { pointer, schema });
            }
            _ => {}
        }
    }

    /// The full record with one mapping changed.
    fn with(&self, mapping: &Mapping<'_>, change: impl FnOnce(&mut Map<String, Value>)) -> Value {
        let mut record = self.full.clone();
        change(record.pointer_mut(&mapping.pointer).unwrap().as_object_mut().unwrap());
        record
    }
}

#[test]
fn full_records_and_all_samples_are_valid() {
    for case in cases() {
        let errors: Vec<String> = case.validator.iter_errors(&case.full).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", case.name);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut validated = 0;
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|e| e != "yaml") || path.ends_with("ledger.yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").expect(first);
        let schema = std::fs::read_to_string(path.parent().unwrap().join(schema)).unwrap();
        let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
        let record = yaml(&text);
        let errors: Vec<String> = validator.iter_errors(&record).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", path.display());
        validated += 1;
    }
    assert!(validated > 20);
}

#[test]
fn every_key_of_the_program_is_in_the_schemas_and_the_other_way_round() {
    for case in cases() {
        for mapping in case.mappings() {
            let unknown = case.with(&mapping, |fields| drop(fields.insert("zzzzzzzz".into(), "x".into())));
            assert!(!case.accepts(&unknown), "{}{}: a key nobody knows", case.name, mapping.pointer);
            let found = case.check(&unknown);
            let help =
                &found.iter().find(|d| d.code == "unknown-key").unwrap_or_else(|| panic!("{found:#?}")).help;
            let known: BTreeSet<&str> = help
                .trim_start_matches("这里可用的键：")
                .split('、')
                .flat_map(|pair| pair.trim_end_matches(')').split(" ("))
                .collect();
            let keys: BTreeSet<&str> =
                mapping.schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, known, "{}{}", case.name, mapping.pointer);
        }
    }
}

#[test]
fn schemas_are_written_for_a_new_site_and_renewed_for_an_old_one() {
    let project = Project::empty();
    project.succeed(&["init", "site"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, ..) in FULL {
        let committed = std::fs::read_to_string(root.join(format!("schemas/{name}.json"))).unwrap();
        let file = format!("site/schemas/{name}.json");
        assert_eq!(project.read(&file), committed, "run `gongshi init --schemas` in the repository");
        // Of an earlier version.
        project.write(&file, committed.replace("additionalProperties", "x"));
    }
    let site = project.read("site/content/site.yaml");
    assert!(site.starts_with("# yaml-language-server: $schema=../schemas/site.json\n"));
    let before = project.tree();
    project.write("site/schemas/teams.json", "{}");
    let refused = project.run(&["init", "--schemas", "site"]);
    assert_eq!(refused.code, 3, "{}", refused.stderr);
    assert!(refused.stderr.contains("teams.json 不是本程序写的"), "{}", refused.stderr);
    project.remove("site/schemas/teams.json");
    let json = project.json(&["init", "--schemas", "site"]);
    assert_eq!(json["schemas"]["written"], 8);
    let after = project.tree();
    let changed = before.iter().filter(|(path, bytes)| after[*path] != **bytes);
    assert_eq!(changed.count(), 8);
    assert!(project.read("site/schemas/teams.json").contains("additionalProperties"));
}
