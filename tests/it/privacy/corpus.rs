//! The gate's verdicts on texts of many kinds (`tests/data/gate/`), as they are and in disguise. Nothing in them is anyone's:
//! area codes, exchanges and prefixes are those that are never given out.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use gongshi::gate::{Guard, Kept, Own, Verdict, judge_entry, judge_mailbox, judge_text};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE};

/// A text, where it stands, and what the gate has to say of it.
#[derive(Clone, Debug)]
struct Item {
    id: String,
    text: String,
    place: String,
    verdict: String,
    kind: String,
    name: String,
    birth: Option<NaiveDate>,
}

fn items() -> Vec<Item> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/gate");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    texts.iter().flat_map(|text| text.lines()).map(item).collect()
}

fn item(line: &str) -> Item {
    let value: Value = serde_json::from_str(line).unwrap();
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let birth = value["private"]["birth"].as_str().map(|birth| birth.parse().unwrap());
    let [id, place, verdict, kind, name] = ["id", "where", "verdict", "kind", "name"].map(text);
    Item { id, text: text("text"), place, verdict, kind, name, birth }
}

impl Item {
    /// What the gate says of a text in this item's place.
    fn judged(&self, text: &str) -> &'static str {
        let name = if self.name.is_empty() { "卫示例" } else { &self.name };
        let births = self.birth.iter().map(|birth| (*birth, name.to_owned())).collect();
        let guard = Guard::new(Kept { births, ..Kept::default() }).unwrap();
        let found = match self.place.as_str() {
            "summary" => judge_entry(text, &Own { people: vec![(name, self.birth)] }),
            "filename" => guard.judge_name(text),
            "contact" => {
                let lines = text.lines().flat_map(|line| match line.split_once(": ").unwrap() {
                    ("email", value) => judge_mailbox(value),
                    (_, value) => judge_text(value.trim_matches('"')),
                });
                lines.collect()
            }
            _ => guard.judge(text),
        };
        match found.iter().map(|found| found.verdict).min() {
            Some(Verdict::Refuse) => "refuse",
            Some(Verdict::Ask) => "warn",
            None => "pass",
        }
    }
}

#[test]
fn every_text_has_its_verdict() {
    let items = items();
    let wrong: Vec<_> = items
        .iter()
        .map(|item| (item, item.judged(&item.text)))
        .filter(|(item, judged)| item.verdict != *judged)
        .map(|(item, judged)| {
            format!("{} {} is {judged}, not {}: {}", item.id, item.kind, item.verdict, item.text)
        })
        .collect();
    let count = |verdict: &str| items.iter().filter(|item| item.verdict == verdict).count();
    assert!(count("refuse") >= 150 && count("pass") >= 150, "{} {}", count("refuse"), count("pass"));
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), items.len());
}

/// The search of bytes in bulk passes over nothing that the judgement refuses.
#[test]
fn the_search_of_files_passes_over_no_leak() {
    let guard = Guard::default();
    let refused = |item: &Item| guard.judge(&item.text).iter().any(|found| found.verdict == Verdict::Refuse);
    let items = items();
    let passed: Vec<_> =
        items.iter().filter(|item| refused(item) && guard.find(&item.text).is_none()).collect();
    assert!(passed.is_empty(), "{passed:#?}");
}

/// How each digit is written.
const DIGITS: usize = 7;

fn written(digit: char, how: usize) -> String {
    let value = digit.to_digit(10).unwrap();
    match how {
        1 => char::from_u32(0xFF10 + value).unwrap().into(),
        2 => format!("&#{};", u32::from(digit)),
        3 => format!("&#x{:x};", u32::from(digit)),
        4 => format!("%{:02X}", u32::from(digit)),
        5 => char::from_u32(0x1D7CE + value).unwrap().into(),
        6 => char::from_u32(0x660 + value).unwrap().into(),
        _ => digit.into(),
    }
}

/// What is put between two digits and is not to be seen.
const UNSEEN: [&str; 7] = ["", "\u{200B}", "\u{2060}", "\u{AD}", "<!-- -->", "<wbr>", "\u{FEFF}"];

/// A text with its digits written in another way, with something unseen between them.
fn disguised(text: &str, how: usize, unseen: &str) -> String {
    let mut out = String::new();
    let mut last = ' ';
    for c in text.chars() {
        if c.is_ascii_digit() && last.is_ascii_digit() {
            out += unseen;
        }
        if c.is_ascii_digit() {
            out += &written(c, how)
        } else {
            out.push(c)
        }
        last = c;
    }
    out
}

/// Whether digits in a text are written in a code already, or are part of one.
fn has_codes(text: &str) -> bool {
    text.contains(['&', '%', '\\', '<'])
}

/// Ways to part the groups of a number, and to wrap it.
const BETWEEN: [&str; 12] =
    [" ", "-", "—", ".", "·", "\n", "\u{2009}", "**", "\u{3000}", "</b><b>", "_", "/"];
const AROUND: [(&str, &str); 8] = [
    ("", ""),
    ("，", "。"),
    ("（", "）"),
    ("**", "**"),
    ("<b>", "</b>"),
    ("`", "`"),
    ("\n\n", "\n"),
    ("“", "”"),
];

fn id_number(n: usize) -> String {
    crate::support::id_number_from(&format!("11009919850302{:03}", n % 1000))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    /// Digits in another script, in a code, with something unseen between them: the verdict stays.
    #[test]
    fn no_disguise_changes_a_verdict(which in any::<prop::sample::Index>(), how in 0..DIGITS, unseen in 0..UNSEEN.len()) {
        let items: Vec<Item> = items().into_iter().filter(|item| !has_codes(&item.text)).collect();
        let item = which.get(&items);
        let text = disguised(&item.text, how, UNSEEN[unseen]);
        prop_assert_eq!(item.judged(&text), item.judged(&item.text), "{}", text);
    }

    /// Leaks are leaks, honest texts honest, inside other words and markup.
    #[test]
    fn no_wrapping_changes_a_verdict(which in any::<prop::sample::Index>(), around in 0..AROUND.len()) {
        let items: Vec<Item> = items().into_iter().filter(|item| item.place == "page" && !item.text.contains('|')).collect();
        let item = which.get(&items);
        let (before, after) = AROUND[around];
        let text = format!("本项目通过验收。{before}{}{after}以上情况属实", item.text);
        prop_assert!((item.judged(&text) == "refuse") == (item.verdict == "refuse"), "{}", text);
    }

    /// A number in any groups, script and surroundings, in any place.
    #[test]
    fn a_number_is_refused_in_any_combination_of_disguises(
        n in 0..1000usize, how in 0..DIGITS, unseen in 0..UNSEEN.len(), between in 0..BETWEEN.len(), around in 0..AROUND.len(),
        is_mobile in any::<bool>(), label in prop::sample::select(vec!["", "证件号", "手机：", "联系人", "备注 "]),
        place in prop::sample::select(vec!["summary", "page", "filename", "static-csv"]),
    ) {
        let (number, ends) = if is_mobile { (format!("1380000{n:04}"), [3, 7]) } else { (id_number(n), [6, 14]) };
        let parts = [&number[..ends[0]], &number[ends[0]..ends[1]], &number[ends[1]..]].join(BETWEEN[between]);
        let (before, after) = AROUND[around];
        let text = format!("{label}{before}{}{after}", disguised(&parts, how, UNSEEN[unseen]));
        let item = Item { place: place.to_owned(), ..item(r#"{"id":"x"}"#) };
        prop_assert_eq!(item.judged(&text), "refuse", "{}", text);
    }
}

/// In the program: what cannot be told is asked once, with the line that answers it; the answer lets that one value pass.
#[test]
fn a_warning_is_answered_in_the_site() {
    let site = crate::support::sample::SITE_FILE;
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "从事电机设计", "从事电机设计，工号：20030017");
    let found = project.only_diagnostic();
    assert_eq!(
        (&*found.code, &*found.severity, &*found.file),
        ("perhaps-private", "warning", ENGINEERS_FILE)
    );
    let line = found.help.split("- {").nth(1).unwrap().split('}').next().unwrap().to_owned();
    project.write(site, format!("{}allowed:\n  - {{{line}}}\n", project.read(site)));
    assert_eq!(project.diagnostics(), []);
    assert_eq!(project.json(&["status"])["allowed"], 1);
    assert!(project.succeed(&["status"]).stdout.contains("1处"));
    // Another number in the same place is asked about, and the answer answers nothing any more.
    project.edit(ENGINEERS_FILE, "20030017", "20030018");
    let codes: Vec<_> = project.diagnostics().into_iter().map(|d| d.code).collect();
    assert_eq!(codes, ["perhaps-private", "allowed-nothing"]);
}

/// No answer lets a number pass that is refused.
#[test]
fn an_answer_lifts_no_refusal() {
    let project = Project::sample();
    project.edit(ENGINEERS_FILE, "从事电机设计", "从事电机设计，13800000000");
    let site = crate::support::sample::SITE_FILE;
    let lines = "allowed:\n  - { text: \"13800000000\", reason: 试, by: 试 }\n";
    project.write(site, project.read(site) + lines);
    let codes: Vec<_> = project.diagnostics().into_iter().map(|d| d.code).collect();
    assert!(
        codes.contains(&"private-in-text".to_owned()) && codes.contains(&"allowed-nothing".to_owned()),
        "{codes:?}"
    );
}

/// A contact lets nothing pass but its own whole line.
#[test]
fn a_contact_lets_no_other_number_pass() {
    let site = crate::support::sample::SITE_FILE;
    for (from, to) in [
        ("示例市公示路1号", "示例市公示路1号（13800000000）"),
        ("hours: 工作日 9:00–17:30", "hours: 工作日，其余13800000000"),
        ("postcode: \"100000\"", "postcode: \"13800000000\""),
    ] {
        let project = Project::sample();
        project.edit(site, from, to);
        assert_eq!(project.only_diagnostic().code, "private-in-text", "{to}");
    }
    for (from, to, page) in [
        ("postcode: \"100000\"", "postcode: \"130000\"", "13000000000"),
        ("email: talent@example.org.cn", "email: 13800000000@example.org.cn", "13800000000"),
        (
            "email: talent@example.org.cn",
            "email: 13800000000@example.org.cn",
            "13800000000@example.org.cn.cn",
        ),
    ] {
        let project = Project::sample();
        project.edit(site, from, to);
        project.write(PAGE_FILE, format!("{}\n{page}\n", project.read(PAGE_FILE)));
        let refused: Vec<_> = project.diagnostics().into_iter().filter(|d| d.severity == "error").collect();
        assert!(refused.len() == 1 && refused[0].code == "private-in-text", "{refused:#?}");
    }
}

/// The place of a finding is its own line and column.
#[test]
fn a_finding_in_a_page_has_its_place() {
    let project = Project::sample();
    project.write(PAGE_FILE, "---\ntitle: 页\n---\n\n第一段。\n\n请**拨打**：１３８００００００００。\n");
    let found = project.only_diagnostic();
    assert_eq!((&*found.file, found.line, found.column), (PAGE_FILE, 7, 9), "{found:#?}");
}

/// What the office prints anyway gives an exempt entry away to nobody; names, recommenders and lines of it do.
#[test]
fn what_the_office_prints_anyway_is_not_searched_for() {
    let exempt = |id: &str, more: &str| {
        let project = Project::sample();
        let plan = "content/programmes/plan.yaml";
        let source = "source: { document: measures, article: 第九条 }";
        project.write(
            plan,
            format!("{}rules:\n  - {{ rule: classified, allowed: exempt, {source} }}\n", project.read(plan)),
        );
        let entry = format!(
            "- {{ id: {id}, programme: plan, name: 暗明, title: 高级工程师, field: 人工智能, classified: 是, {more} }}\n"
        );
        project.write(ENGINEERS_FILE, entry + &project.read(ENGINEERS_FILE));
        project
    };
    let shared =
        "unit: 示例市科学技术协会, recommender: 东区科学技术协会, summary: 从事工业软件研发，负责求解器。";
    for id in ["\"100\"", "web", "index", "about"] {
        let project = exempt(id, shared);
        project.write(
            "content/pages/web.md",
            "---\ntitle: 示例市科学技术协会\n---\n\nweb 100 高级工程师 暗明星\n",
        );
        project.build();
    }
    let own = "unit: 暗记己公司, recommender: 暗记壬推荐处, summary: 暗记寅第一行文字。暗记卯第二行文字";
    for told in ["暗明", "暗　明", "暗记己公司", "暗记壬推荐处", "暗记卯第二行文字", "暗**记**己公司"]
    {
        let project = exempt("mark-1", own);
        project.write(PAGE_FILE, format!("{}\n另有{told}\n\n：{told}。\n", project.read(PAGE_FILE)));
        let found = project.diagnostics();
        assert!(
            found.iter().any(|d| d.code == "private-in-text" && d.file == PAGE_FILE),
            "{told}: {found:#?}"
        );
    }
}
