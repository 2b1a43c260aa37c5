//! Ways to get the content wrong, each with the code and the place of the one complaint it must cause.

use super::Project;
use super::sample::{CORRECTION, EXTENSION, RESULT, SUSPENSION};
use super::sample::{ENGINEERS_FILE as ENGINEERS, PAGE_FILE as PAGE, ROUND_FILE as ROUND};
use super::sample::{SITE_FILE as SITE, TEAMS_FILE as TEAMS};

const PLAN: &str = "content/programmes/plan.yaml";
const STUDIO: &str = "content/programmes/studio.yaml";
const MORE: &str = "content/rounds/2025/teams/more.yaml";
const HOME: &str = "themes/default/templates/home.html";

/// Stands before the place the complaint must name; never written. Without it, that is the start of the file.
const MARK: char = '‸';

/// One way to be wrong.
pub(crate) struct Wrong {
    pub(crate) code: &'static str,
    edits: Vec<(&'static str, String, String)>,
}

/// The place a complaint must name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) column: u64,
    /// The line, and what is left of it from the place on.
    pub(crate) text: String,
    pub(crate) rest: String,
}

/// A file of the sample with one thing changed; where nothing is to be replaced, the whole file is written.
fn edit(code: &'static str, file: &'static str, from: &str, to: &str) -> Wrong {
    Wrong { code, edits: vec![(file, from.to_owned(), to.to_owned())] }
}

fn write(code: &'static str, file: &'static str, text: &str) -> Wrong {
    edit(code, file, "", text)
}

/// A file that is gone, with the place that is blamed for it.
fn lost(code: &'static str, file: &'static str) -> Wrong {
    edit(code, file, "-", "")
}

/// A notice added to the round's, with one thing changed in it.
fn notice(code: &'static str, notice: &str, from: &str, to: &str) -> Wrong {
    assert_eq!(notice.matches(from).count(), 1, "{from}");
    let last = "posting_day: counted }\n";
    edit(code, ROUND, last, &format!("{last}{}", notice.replace(from, to)))
}

/// A rule in the pack for individuals, but for its source.
fn rule(code: &'static str, rule: &str) -> Wrong {
    let basis = "basis: [measures]";
    edit(
        code,
        PLAN,
        basis,
        &format!("{basis}\nrules: [{rule}, source: {{ document: measures, article: 一 }} }}]"),
    )
}

impl Wrong {
    fn and(mut self, file: &'static str, from: &str, to: &str) -> Self {
        self.edits.push((file, from.to_owned(), to.to_owned()));
        self
    }

    /// Does it to a project. Returns the place.
    pub(crate) fn apply(&self, project: &Project) -> Span {
        let mut span = None;
        for (file, from, to) in &self.edits {
            match from.as_str() {
                "" => project.write(file, to),
                "-" => project.remove(file),
                from => project.edit(file, from, to),
            }
            let text = if from == "-" { String::new() } else { project.read(file) };
            if let Some((before, rest)) = text.split_once(MARK) {
                project.write(file, format!("{before}{rest}"));
                let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap());
                let rest = rest.lines().next().unwrap_or_default().to_owned();
                span = Some(Span {
                    file: (*file).to_owned(),
                    line: line as u64,
                    column: column.chars().count() as u64 + 1,
                    text: format!("{column}{rest}"),
                    rest,
                });
            }
        }
        let file = self.edits[0].0.to_owned();
        span.unwrap_or(Span { file, line: 1, column: 1, text: String::new(), rest: String::new() })
    }
}

/// Every way the tests know.
pub(crate) fn all() -> Vec<Wrong> {
    [keys(), values(), names(), office(), rounds(), calendar(), files()].into_iter().flatten().collect()
}

fn keys() -> Vec<Wrong> {
    vec![
        edit("unknown-key", ENGINEERS, "  title: 工程师\n", "  title: 工程师\n  ‸titel: 工程师\n"),
        edit("unknown-key", TEAMS, "name: 赵刚, title: 高级工程师,", "姓名: 赵刚, ‸职成: 高级工程师,"),
        edit("unknown-key", SITE, "9:00–11:30\n", "9:00–11:30\n    ‸0734: x\n"),
        edit("unknown-key", PAGE, "menu: 1", "menu: 1\n‸作者: 甲"),
        edit("duplicate-key", ENGINEERS, "  name: 李明\n", "  name: 李明\n  ‸name: 李铭\n"),
        edit("duplicate-key", TEAMS, "{ name: 孙二,", "{ name: 孙二, ‸姓名: 孙二,"),
        edit("missing-key", ENGINEERS, "- id: g2025-002\n  programme", "- ‸programme"),
        edit("missing-key", ROUND, "{ days: 5, unit: working,", "‸{ days: 5,"),
        edit("missing-key", TEAMS, "{ name: 郑和, title: 教授,", "‸{ title: 教授,"),
        edit("missing-key", SITE, "title: 示例公示网\nbase_url", "‸base_url"),
    ]
}

fn values() -> Vec<Wrong> {
    let unit = "  unit: 示例乙机电有限公司\n";
    let long = format!("summary: ‸{}", "长".repeat(20_001));
    let endless = format!("  summary: ‸{}", "长".repeat(100_000));
    vec![
        edit("empty-value", ENGINEERS, unit, "  ‸unit:\n"),
        edit("empty-value", ENGINEERS, unit, "  ‸单位: ~\n"),
        edit("empty-value", ENGINEERS, unit, "  ‸unit: '　'\n"),
        edit("empty-list", ROUND, "issuers: [示例市科学技术协会]", "‸issuers: []"),
        edit("empty-list", ROUND, "issuers: [示例市科学技术协会]", "‸落款单位:"),
        write("empty-list", MORE, "‸[]\n"),
        write("empty-list", MORE, "‸# 还没有\n"),
        edit("wrong-shape", ENGINEERS, "title: 工程师", "title: ‸[工程师]"),
        edit("wrong-shape", ENGINEERS, "title: 工程师", "title: ‸{ 工程师: 是 }"),
        edit("wrong-shape", ROUND, "[plan, studio]", "‸plan"),
        edit("wrong-shape", TEAMS, "{ name: 钱进, title: 正高级工程师, birth: 1983-08-10 }", "‸钱进"),
        write("wrong-shape", MORE, "‸一支团队\n"),
        edit("bad-date", ENGINEERS, "birth: 1984-07-19", "birth: ‸2025-02-30"),
        edit("bad-date", ENGINEERS, "birth: 1984-07-19", "birth: ‸2025/9/1"),
        edit("bad-date", ENGINEERS, "birth: 1984-07-19", "出生日期: ‸2025-9-1"),
        edit("bad-date", ROUND, "signed: 2025-09-01", "signed: ‸2025年9月1日"),
        edit("bad-moment", ROUND, "2025-09-01 09:00", "‸2025-09-01 24:01"),
        edit("bad-moment", ROUND, "2025-09-01 09:00", "‸2025-02-30 09:00"),
        edit("bad-moment", ROUND, "published: 2025-09-01 09:00", "发布时间: ‸2025-09-01 9时"),
        edit("bad-time", SITE, "postmark: sending", "closes: ‸\"24:30\", postmark: sending"),
        edit("bad-url", SITE, "https://www.example.org.cn/gongshi/", "‸www.example.org.cn"),
        edit("bad-url", SITE, "https://www.example.org.cn/gongshi/", "‸https://www.example.org.cn/公示/"),
        edit("not-a-number", ROUND, "days: 5", "days: ‸五"),
        edit("not-a-number", ROUND, "days: 5", "天数: ‸-5"),
        edit("not-a-number", PAGE, "menu: 1", "菜单: ‸第一"),
        edit("period-days", ROUND, "days: 5", "days: ‸0"),
        edit("period-days", ROUND, "days: 5", "days: ‸100000"),
        edit("too-long", ENGINEERS, "summary: 从事电机设计。", &long),
        edit("too-long", ENGINEERS, "  summary: 从事电机设计。", &endless),
        edit("unknown-value", ROUND, "surname-strokes", "‸surname-stroke"),
        edit("unknown-value", ROUND, "[name, unit,", "[姓名, ‸unitt,"),
        edit("unknown-value", ROUND, "posting_day: counted", "posting_day: ‸yes"),
        edit("unknown-value", ROUND, "kind: publicity", "kind: ‸公式"),
        edit("unknown-value", ENGINEERS, "education: 博士", "grassroots: ‸yes"),
        edit("unknown-value", SITE, "postmark: sending", "postmark: ‸arrival"),
        edit("unknown-value", STUDIO, "kind: team", "kind: ‸teams"),
    ]
}

fn names() -> Vec<Wrong> {
    let id = |bad: &str| edit("bad-id", ENGINEERS, "id: g2025-002", &format!("id: ‸{bad}"));
    let bad = ["G2025-002", "../g2025-002", "李明", "-002", "con", "g2025_002", "g.2", "。。"];
    let mut all: Vec<Wrong> = bad.into_iter().map(id).collect();
    all.extend([
        id(&"g".repeat(65)),
        edit("bad-id", PLAN, "{ id: energy,", "{ id: ‸..,"),
        edit("duplicate-id", TEAMS, "id: t2025-002", "id: ‸t2025-001"),
        edit("duplicate-id", TEAMS, "id: t2025-002", "id: ‸g2025-002"),
        edit("look-alike-id", TEAMS, "id: t2025-002", "id: ‸t2o25-00l"),
        edit("bad-name", ENGINEERS, "name: 李明", "name: ‸？？"),
        edit("bad-name", TEAMS, "name: 周全,", "姓名: ‸\"..\","),
        edit("bad-name", ENGINEERS, "name: 李明", "name: ‸李明（女）"),
        edit("bad-name", ENGINEERS, "unit: 示例乙机电有限公司", "unit: ‸示例□机电有限公司"),
        edit("odd-blank", ENGINEERS, "name: 李明", "name: ‸李　明"),
        edit("odd-blank", ENGINEERS, "summary: 从事电机设计。", "summary: ‸从事\u{A0}电机设计。"),
        edit("odd-blank", ENGINEERS, "unit: 示例乙机电有限公司", "unit: ‸示例乙  机电有限公司"),
        edit("look-alike-character", ENGINEERS, "name: 李明", "name: ‸\u{2EE2}明"),
        edit("look-alike-character", TEAMS, "name: 周全,", "name: ‸⿰马喜,"),
        edit("line-break", ENGINEERS, "name: 李明", "name: ‸\"李\\n明\""),
        edit(
            "comment-cuts-value",
            ENGINEERS,
            "summary: 从事电机设计。",
            "summary: 主持示例电厂 ‸#1、#2机组改造",
        ),
        edit("unknown-field", ENGINEERS, "field: 绿色能源", "field: ‸绿色能原"),
        edit("unknown-channel", ENGINEERS, "channel: park", "推荐渠道: ‸园区"),
        edit("ids-run-together", ROUND, "[plan, studio]", "[‸plan、studio]"),
        edit("unknown-programme", ROUND, "[plan, studio]", "[plan, studio, ‸studios]"),
        edit("unknown-programme", TEAMS, "t2025-002\n  programme: studio", "t2025-002\n  programme: ‸plan"),
        edit("unknown-document", PLAN, "basis: [measures]", "basis: [measures, ‸measure]"),
        edit(
            "unknown-document",
            PLAN,
            "fields:\n  source: { document: measures",
            "领域:\n  source: { 文件: ‸办法",
        ),
        rule("unknown-rule", "{ rule: ‸quotas, max: 30"),
        rule("rule-parameter", "{ rule: ‸per-unit"),
        rule("not-a-number", "{ rule: per-unit, max: ‸三"),
        rule("bad-date", "{ rule: born, who: applicant, on_or_after: ‸1980-1-1"),
        rule("rule-not-checked", "{ rule: ‸years, who: applicant, at_least: 8"),
        rule("rule-broken", "{ rule: text, key: contribution, max: 5").and(
            ENGINEERS,
            "contribution: ",
            "contribution: ‸",
        ),
        rule("period-documents-differ", "{ rule: publicity, days: 5, unit: unstated").and(
            ROUND,
            "days: 5",
            "days: ‸5",
        ),
        edit("listed-twice", PLAN, "{ id: park, name: 园区科协 }", "{ id: ‸park, name: 区科协 }"),
        edit("no-programme", ROUND, "[plan, studio]", "[plan, plan-2, studio]")
            .and("content/programmes/plan-2.yaml", "", &super::sample::text(PLAN))
            .and(ENGINEERS, "g2025-001\n  programme: plan", "g2025-001\n  programme: plan-2")
            .and(ENGINEERS, "g2025-003\n  programme: plan\n", "‸g2025-003\n"),
        edit("no-theme", SITE, "owner:", "theme: ‸modern\nowner:"),
        edit("name-order", ENGINEERS, "name: 李明", "name: ‸𪛖明"),
        edit("bad-strokes", ENGINEERS, "name: 李明", "name: 李明\n  strokes: ‸李"),
        edit("classified", ENGINEERS, "education: 博士", "涉密: ‸是"),
    ]);
    all
}

fn office() -> Vec<Wrong> {
    let phone = "phone: 010-00000001";
    vec![
        edit("contact-without-channel", SITE, "纪检监督\n    phone: 010-00000001", "‸纪检监督"),
        edit("contact-phone", SITE, phone, "phone: ‸00000001"),
        edit("contact-phone", SITE, phone, "电话: ‸13800000000"),
        edit("contact-hours", SITE, "010-00000001\n    hours: 工作日 9:00–11:30", "‸010-00000001"),
        edit("contact-email", SITE, "talent@example.org.cn", "‸talent-example.org.cn"),
        edit("postmark-not-set", SITE, "objection: { postmark: sending }\n", "").and(SITE, "人才", "‸人才"),
        lost("no-site", SITE),
    ]
}

fn rounds() -> Vec<Wrong> {
    let change = "    changes:\n      - { entry: g2025-002, field: unit, from: 示例乙机电有限责任公司, to: \
                  示例乙机电有限公司, reason: 录入有误 }\n";
    let period = "    period: { days: 5, unit: working, posting_day: counted }\n";
    vec![
        lost("no-people", TEAMS).and(ROUND, "title: 2025年", "title: ‸2025年"),
        edit("no-order", ROUND, "order: surname-strokes\n", "").and(ROUND, "title: 2025年", "title: ‸2025年"),
        edit("no-period", ROUND, period, "").and(ROUND, "kind: publicity", "kind: ‸publicity"),
        edit("day-not-announced", ROUND, "2025-09-01 09:00", "2026-12-30 09:00").and(
            ROUND,
            "{ days",
            "‸{ days",
        ),
        edit("posted-out-of-hours", ROUND, "published: 2025-09-01 09:00", "published: ‸2025-09-06 09:00"),
        edit("posted-out-of-hours", ROUND, "published: 2025-09-01 09:00", "发布时间: ‸2025-09-01 24:00"),
        edit("signed-after-published", ROUND, "signed: 2025-09-01", "signed: ‸2025-09-02"),
        edit("key-of-another-kind", ROUND, "signed: 2025-09-01", "corrects: ‸publicity"),
        notice("notice-order", &format!("{CORRECTION}{EXTENSION}"), "2025-09-03 10:00", "‸2025-09-02 09:00"),
        notice("notice-lacks", CORRECTION, "    corrects: publicity\n", "").and(
            ROUND,
            "kind: correction",
            "kind: ‸correction",
        ),
        notice("notice-lacks", CORRECTION, change, "").and(ROUND, "kind: correction", "kind: ‸correction"),
        notice("notice-lacks", SUSPENSION, "kind: suspension\n    reason: 有异议待核查", "kind: ‸suspension"),
        notice("notice-cannot-follow", CORRECTION, "corrects: publicity", "corrects: result").and(
            ROUND,
            "kind: correction",
            "kind: ‸correction",
        ),
        notice("notice-cannot-follow", &format!("{SUSPENSION}{RESULT}"), "kind: result", "kind: ‸result"),
        notice("extension-posting-day", EXTENSION, "excluded", "‸counted"),
        notice("second-publicity", EXTENSION, "extension\n    reason: 有异议待核查", "‸publicity"),
        notice("correction-not-applied", CORRECTION, "to: 示例乙机电有限公司", "to: ‸示例乙机电集团"),
        notice("unknown-entry", CORRECTION, "entry: g2025-002", "entry: ‸g2025-020"),
        notice("unknown-entry", RESULT, "entry: g2025-003", "条目: ‸g2025-030"),
        notice("result-too-early", RESULT, "2025-09-15 09:00", "‸2025-09-05 23:59").and(
            ROUND,
            "signed: 2025-09-15",
            "signed: 2025-09-05",
        ),
        notice("unknown-value", RESULT, "status: declined", "结果: ‸主动"),
        edit(
            "notice-cannot-follow",
            ROUND,
            &format!(
                "  - kind: publicity\n    published: 2025-09-01 09:00\n    signed: 2025-09-01\n{period}"
            ),
            &RESULT.replace("kind: result", "kind: ‸result"),
        ),
    ]
}

fn calendar() -> Vec<Wrong> {
    // Dates of no notice there is: they only have the form of one.
    let year = |year: u32, from: &str, to: &str| {
        let days = [
            "元旦 01-01",
            "春节 02-08",
            "清明节 04-05",
            "劳动节 05-01",
            "端午节 06-09",
            "中秋节 09-15",
            "国庆节 10-01",
        ];
        let holiday = |day: &str| {
            let (name, from) = day.split_once(' ').unwrap();
            let (month, first) = from.split_once('-').unwrap();
            let last = first.parse::<u32>().unwrap() + 2;
            format!("  - {{ name: {name}, from: {year}-{from}, to: {year}-{month}-{last:02} }}\n")
        };
        let holidays: String = days.into_iter().map(holiday).collect();
        let text = format!("year: {year}\nnotices: [国办发明电]\nholidays:\n{holidays}");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    };
    let national = "  - { name: 国庆节, from: 2027-10-01, to: 2027-10-03 }\n";
    let of = "content/calendar/2027.yaml";
    vec![
        write("calendar-year", "content/calendar/2028.yaml", &year(2027, "year: ", "year: ‸")),
        write("calendar-incomplete", of, &year(2027, national, "").replace("year: ", "year: ‸")),
        write(
            "calendar-date",
            of,
            &year(2027, national, &format!("{national}  - {{ name: 补休, from: ‸2027-02-30 }}\n")),
        ),
        write("calendar-date", of, &year(2027, "to: 2027-10-03", "to: 2027-10-03, work: [‸2027-10-11]")),
        write("calendar-replaced", "content/calendar/2026.yaml", &year(2026, "year: ", "year: ‸")),
    ]
}

fn files() -> Vec<Wrong> {
    let unexpected = [
        "content/rounds/2025/enginers.yaml",
        "content/rounds/2025/engineers/g2025-009.yml",
        "content/rounds/2025/engineers/more/g2025-009.yaml",
        "content/rounds/2025/notes.txt",
        "content/programmes/plan.yaml.bak",
        "content/site.yml",
        "content/notice.md",
        "content/pages/图.png",
    ];
    let forbidden = [
        '\u{1}',
        '\u{7F}',
        '\u{85}',
        '\u{200E}',
        '\u{202E}',
        '\u{2028}',
        '\u{2066}',
        '\u{E001}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{FFFE}',
        '\u{F0000}',
    ];
    let mut all: Vec<Wrong> =
        unexpected.into_iter().map(|file| write("unexpected-file", file, "名称: 甲\n")).collect();
    all.extend(
        forbidden
            .into_iter()
            .map(|c| edit("forbidden-character", ENGINEERS, "name: 李明", &format!("name: 李‸{c}明"))),
    );
    all.extend([
        edit("forbidden-character", ENGINEERS, "name: 李明", "name: ‸\"李\\u202E明\""),
        edit("forbidden-character", PAGE, "本站公布", "本站‸\u{0}公布"),
        edit("forbidden-character", SITE, "objection:", "# ‸\u{202D}\nobjection:"),
        edit("yaml-syntax", ENGINEERS, "name: 李明", "‸姓名：李明"),
        edit("yaml-syntax", ENGINEERS, "  name: 李明", "‸\tname: 李明"),
        edit("yaml-syntax", ENGINEERS, "name: 李明", "name: ‸\"李明"),
        edit("yaml-limit", SITE, "owner: 示例市", "owner: &a ‸示例市"),
        write("yaml-limit", MORE, &format!("{}‸[{}", "[".repeat(32), "]".repeat(33))),
        edit("no-front-matter", PAGE, "---\ntitle: 关于本站\nmenu: 1\n---\n", "‸"),
        edit("markdown-depth", PAGE, "本站公布", &format!("‸{}本站公布", "> ".repeat(65))),
        edit("dead-link", PAGE, "[首页](index.html)", "‸[首页](nowhere.md#一)"),
        edit("dead-link", PAGE, "[首页](index.html)", "‸[首页](/index.html)"),
        edit("dead-link", PAGE, "[首页](index.html)", "‸[首页](../index.html)"),
        write("address-taken", "content/pages/search.md", "---\ntitle: 查询\n---\n甲\n"),
        write("bad-id", "content/pages/关于.md", "---\ntitle: 查询\n---\n甲\n"),
        write("template", HOME, "<p>\n  {% if ‸%}"),
        write(
            "template",
            HOME,
            "{% extends \"base.html\" %}\n{% block main %}\n{{ ‸nothing.at.all }}{% endblock main %}",
        ),
    ]);
    all
}
