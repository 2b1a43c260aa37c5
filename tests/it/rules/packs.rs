//! What a pack may get wrong, what a round may set otherwise, and `gongshi rules`.

use serde_json::Value;

use super::{PLAN, SOURCE, STUDIO, add_rules, allowed, at, of_code, plan};
use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

/// The one error of a project: its code, its file, and the source at its place.
#[track_caller]
fn mistake(project: &Project) -> (String, String, String) {
    errors(project).unwrap_or_else(|found| panic!("{found}"))
}

fn errors(project: &Project) -> Result<(String, String, String), String> {
    let errors: Vec<_> = project.diagnostics().into_iter().filter(|d| d.severity == "error").collect();
    let [error] = errors.as_slice() else { return Err(format!("not one error: {errors:#?}")) };
    assert!(project.run(&["check"]).code == 1 && error.line > 0 && !error.help.is_empty(), "{error:#?}");
    let source = at(project, &error.file, error.line, error.column);
    Ok((error.code.clone(), error.file.clone(), source))
}

/// Each rule is one error of this code in this file, at this text.
#[track_caller]
fn mistaken(file: &str, rules: &[(&str, &str, &str)], project: impl Fn(&str) -> Project) {
    let mut failures = String::new();
    for (rule, code, location) in rules {
        match errors(&project(rule)) {
            Ok((found, at, source)) if found == *code && at == file && source.starts_with(location) => {}
            other => failures += &format!("{rule}\n  wants {code} at {location}, but {other:?}\n"),
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_a_pack_gets_wrong_is_an_error_at_its_line() {
    let rules = [
        ("rule: quotas, max: 30", "unknown-rule", "quotas"),
        ("rule: 名数, max: 30", "unknown-rule", "名数"),
        ("rule: quota", "rule-parameter", "quota"),
        ("rule: quota, about: 20", "rule-parameter", "quota"),
        ("rule: at-least, fact: grassroots", "rule-parameter", "at-least"),
        ("rule: share, of: rank, at_most: 20", "rule-parameter", "share"),
        ("rule: share, of: rank, value: 处级", "rule-parameter", "share"),
        ("rule: share, of: age, value: 处级, at_most: 20", "unknown-value", "age"),
        ("rule: born, who: applicant", "rule-parameter", "born"),
        ("rule: born, who: everyone, on_or_after: 1980-01-01", "unknown-value", "everyone"),
        ("rule: born, who: applicant, on_or_after: 1980-02-30", "bad-date", "1980-02-30"),
        ("rule: years, who: applicant", "rule-parameter", "years"),
        ("rule: title, who: applicant", "rule-parameter", "title"),
        ("rule: text, max: 100", "rule-parameter", "text"),
        ("rule: once", "rule-parameter", "once"),
        ("rule: not-again", "rule-parameter", "not-again"),
        ("rule: publicity, days: 5", "rule-parameter", "publicity"),
        ("rule: publicity, days: 五, unit: working", "not-a-number", "五"),
        ("rule: per-unit, max: 1, maximum: 2", "unknown-key", "maximum"),
        ("rule: per-unit, max: 1, level: note", "unknown-value", "note"),
        ("rule: title, who: applicant, any_of: 工程师, otherwise: year", "unknown-value", "year"),
        ("rule: share, of: rank, value: 处级, at_most: 20, among: select", "unknown-value", "select"),
        ("rule: share, of: rank, value: 初级, at_most: 20", "unknown-value", "初级"),
        ("rule: share, of: grassroots, value: 处级, at_least: 60", "rule-parameter", "处级"),
        ("rule: share, of: grassroots, at_least: 160", "not-a-number", "160"),
        ("rule: share, of: grassroots, at_least: 60, among: members", "rule-parameter", "members"),
        ("rule: rank-excluded, ranks: [厅局及]", "unknown-value", "厅局及"),
        ("rule: title, who: applicant, any_of: 工程师, otherwise: years", "rule-parameter", "years"),
        ("rule: title, who: applicant, any_of: 工程师, otherwise: 年限", "unknown-value", "年限"),
        ("rule: title, who: applicant, any_of: 工程师, at_least: 中级", "rule-parameter", "中级"),
        ("rule: title, who: applicant, at_least: 中及", "unknown-value", "中及"),
        ("rule: education, who: applicant, at_least: 硕士, full_time: 全日制", "unknown-value", "全日制"),
        ("rule: born, who: applicant, on_or_after: 1976-01-01, title: 正高级", "rule-parameter", "born"),
        (
            "rule: born, who: applicant, on_or_after: 1976-01-01, relaxed: 1971-01-01",
            "rule-parameter",
            "born",
        ),
        (
            "rule: born, who: applicant, on_or_after: 1976-01-01, title: 正高, relaxed: 1981-01-01",
            "rule-parameter",
            "1981-01-01",
        ),
        (
            "rule: born, who: applicant, on_or_after: 1976-01-01, title: 正高级的, relaxed: 1971-01-01",
            "unknown-value",
            "正高级的",
        ),
        ("rule: quota, min: 9, max: 3", "rule-parameter", "9"),
        ("rule: quota, max: 9, tolerance: 3", "rule-parameter", "3"),
        ("rule: once, across: [plan, studios]", "unknown-programme", "studios"),
        ("rule: once, across: [plan, studio], who: [leader, member]", "unknown-value", "member"),
        ("rule: once, across: [plan, studio], who: applicant", "rule-parameter", "applicant"),
        ("rule: publicity, days: 5, unit: working, posting_day: yes", "unknown-value", "yes"),
        ("rule: recommended, table: [东区科学技术协会]", "not-a-number", "东区"),
    ];
    mistaken(PLAN, &rules, plan);
}

/// A clerk who writes `max: 8` for mentors believes that it holds.
#[test]
fn a_parameter_that_the_kind_of_rule_does_not_use_is_refused() {
    for rule in [
        "rule: mentors, at_least: 3, max: 8",
        "rule: one-channel, max: 1",
        "rule: years, who: applicant, at_least: 8, days: 5",
    ] {
        let found = errors(&plan(rule));
        assert!(found.as_ref().is_ok_and(|(_, file, _)| file == PLAN), "{rule}: {found:?}");
    }
}

#[test]
fn a_fact_that_records_cannot_give_is_the_packs_mistake() {
    let (_, file, source) = mistake(&plan("rule: at-least, fact: grass-roots, count: 2"));
    assert!(file == PLAN && source.starts_with("grass-roots"), "{source}");
}

#[test]
fn a_rule_of_no_known_document_or_of_none_is_refused() {
    let project = plan("rule: per-unit, max: 1");
    project.edit(PLAN, "document: measures, article: 第九条", "document: measure, article: 第九条");
    let (code, file, source) = mistake(&project);
    assert_eq!((code.as_str(), file.as_str()), ("unknown-document", PLAN));
    assert!(source.starts_with("measure,"), "{source}");
    let project = plan("rule: per-unit, max: 1");
    project.edit(PLAN, &format!(", {SOURCE}"), "");
    let (_, file, _) = mistake(&project);
    assert_eq!(file, PLAN, "a rule without a source would not be applied");
}

#[test]
fn a_misspelt_kind_is_answered_with_the_nearest() {
    let found = of_code(&plan("rule: per-units, max: 1"), "unknown-rule");
    assert!(found[0].help.contains("“per-unit”"), "{found:#?}");
    let found =
        of_code(&plan("rule: title, who: applicant, any_of: 工程师, otherwise: outstandig"), "unknown-value");
    assert!(found[0].help.contains("“outstanding”"), "{found:#?}");
}

/// A round with a rule of its own in place of the pack's: the cut-off dates of 000 and 001 differ by the year.
fn with_own(rule: &str) -> Project {
    let project = plan("rule: born, who: applicant, on_or_after: 1985-01-01");
    project.edit(ROUND_FILE, "notices:\n", &format!("rules:\n  - {{ {rule} }}\nnotices:\n"));
    project
}

#[test]
fn a_round_may_set_a_rule_otherwise_with_a_source_of_its_own() {
    let article = "source: { document: measures, article: 第八条 }";
    let born = "rule: born, who: applicant, programme: plan, on_or_after";
    allowed(&with_own(&format!("{born}: 1984-01-01, {article}")));
    let broken = of_code(&with_own(&format!("{born}: 1986-01-01, {article}")), "rule-broken");
    assert_eq!(broken.len(), 2, "{broken:#?}");
    assert!(broken.iter().all(|d| d.help.contains("《成长计划管理办法》第八条")), "{broken:#?}");
    // A rule of another matter stands beside the pack's.
    let both = with_own(&format!("rule: quota, programme: plan, max: 2, {article}"));
    assert_eq!(of_code(&both, "rule-broken").len(), 2);
}

/// 项目 is what some kinds measure; with all others it names the programme.
#[test]
fn a_rounds_own_rule_names_its_programme_in_chinese_too() {
    let article = "来源: { 文件: measures, 条款: 第八条 }";
    let named = |programme: &str| with_own(&format!("规则: 名额, 项目: {programme}, 上限: 2, {article}"));
    let broken = of_code(&named("plan"), "rule-broken");
    assert!(broken.iter().any(|d| d.message.contains("名额为2人")), "{broken:#?}");
    assert_eq!(of_code(&named("studio"), "rule-broken").len(), 1, "two teams have two places");
    assert_eq!(of_code(&named("plans"), "unknown-programme").len(), 1);
    let measured = with_own(&format!("规则: 字数, 项目: 简介, programme: plan, 上限: 5, {article}"));
    assert_eq!(of_code(&measured, "rule-broken").len(), 4, "and what stands for itself goes on doing so");
}

/// A round's rule takes the place of those of its kind, not of all that are only stated.
#[test]
fn a_rounds_own_statement_replaces_no_other() {
    let project = Project::sample();
    add_rules(&project, PLAN, &["rule: exit, note: 甲", "rule: transfer, note: 乙"]);
    let own = "rules:\n  - { rule: exit, programme: plan, note: 丙, source: { document: 《通知》, article: 二 } }\n";
    project.edit(ROUND_FILE, "notices:\n", &format!("{own}notices:\n"));
    let document = project.json(&["rules", "plan", "--round", "2025"]);
    let rules = document["programmes"][0]["rules"].as_array().unwrap();
    let notes: Vec<&str> = rules.iter().map(|rule| rule["note"].as_str().unwrap()).collect();
    assert_eq!(notes, ["乙", "丙"]);
}

#[test]
fn what_a_rounds_own_rule_gets_wrong_is_an_error_at_its_line() {
    let source = "source: { document: measures, article: 第八条 }";
    let rules = [
        (format!("rule: quotas, max: 9, {source}"), "unknown-rule", "quotas"),
        (format!("rule: quota, {source}"), "rule-parameter", "quota"),
        (format!("rule: quota, max: 9, programme: plans, {source}"), "unknown-programme", "plans"),
        (
            "rule: quota, max: 9, programme: plan, ".to_owned() + &source.replace("measures", "measure"),
            "unknown-document",
            "measure,",
        ),
        ("rule: quota, max: 9, programme: plan".to_owned(), "missing-key", "{ rule"),
    ];
    let rules = rules.each_ref().map(|(rule, code, location)| (rule.as_str(), *code, *location));
    mistaken(ROUND_FILE, &rules, |rule| {
        let project = with_own(rule);
        project.edit(PLAN, "on_or_after: 1985-01-01", "on_or_after: 1980-01-01");
        project
    });
}

#[test]
fn a_rule_whose_facts_are_missing_is_one_note_with_the_count() {
    let project = plan("rule: photo, width: 768, height: 1024");
    super::not_checked(&project, "photo", 3);
    let project = plan("rule: items, key: work, max: 6");
    super::not_checked(&project, "items", 3);
    let run = project.run(&["check"]);
    assert!(run.code == 0 && run.stderr.contains("rule-not-checked"), "{}", run.stderr);
}

#[test]
fn every_rule_of_every_pack_is_printed_with_its_source() {
    let project = Project::repo_sample();
    let printed = project.succeed(&["rules"]).stdout;
    let document = project.json(&["rules"]);
    let programmes = document["programmes"].as_array().unwrap();
    assert_eq!(programmes.len(), 4);
    for programme in programmes {
        let pack = project.read(&format!("content/programmes/{}.yaml", programme["id"].as_str().unwrap()));
        let rules = programme["rules"].as_array().unwrap();
        let stated: Vec<&str> = pack.lines().filter_map(|line| line.strip_prefix("  - rule: ")).collect();
        let listed: Vec<&str> = rules.iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
        assert!(stated.len() > 5 && stated == listed, "{stated:?}\n{listed:?}");
        let articles = pack.split("  - rule: ").skip(1).map(|rule| {
            let article = rule.split("article: ").nth(1).unwrap();
            article.split(" }").next().unwrap()
        });
        for (rule, article) in rules.iter().zip(articles) {
            let text = |key: &str| rule[key].as_str().unwrap_or_default();
            assert!(
                text("source").starts_with('《') && text("source").ends_with(&format!("》{article}")),
                "{rule}"
            );
            let line = |line: &str| {
                line.trim_start().starts_with(text("rule"))
                    && line.contains(text("requires"))
                    && line.ends_with(text("source"))
                    && line.contains(if text("severity") == "error" { "错误" } else { "提醒" })
            };
            assert!(printed.lines().any(line), "{rule} is not in\n{printed}");
            assert!(printed.contains(text("note")));
        }
        let said = ["name", "fields", "channels"].map(|key| match &programme[key] {
            Value::Array(list) => list.iter().map(|v| v.as_str().unwrap()).collect::<Vec<_>>().join("、"),
            other => other.as_str().unwrap().to_owned(),
        });
        assert!(said.iter().all(|said| !said.is_empty() && printed.contains(said.as_str())), "{said:?}");
    }
}

#[test]
fn one_pack_is_printed_alone_and_an_unknown_one_is_a_usage_error() {
    let project = Project::repo_sample();
    let one = project.json(&["rules", "studio"]);
    assert_eq!(one["programmes"].as_array().unwrap().len(), 1);
    assert!(!project.succeed(&["rules", "studio"]).stdout.contains("衡阳"));
    let run = project.run(&["rules", "studios"]);
    assert_eq!(run.code, 2);
    assert!(["studio", "growth-plan", "hengyang"].iter().all(|id| run.stderr.contains(id)), "{}", run.stderr);
}

#[test]
fn the_rules_are_said_as_they_are_applied() {
    // Of the members some number must be young, one where the pack does not say how many.
    let project = Project::sample();
    add_rules(&project, STUDIO, &["rule: born, who: members, on_or_after: 1995-01-01"]);
    allowed(&project);
    let said = project.json(&["rules", "studio"])["programmes"][0]["rules"][0]["requires"].clone();
    assert!(said.as_str().unwrap().contains("不少于1人"), "{said}");
}

#[test]
fn a_pack_is_printed_while_a_round_has_errors_but_not_while_it_has_its_own() {
    let project = plan("rule: per-unit, max: 1");
    project.edit(ENGINEERS_FILE, "birth: 1984-07-19", "birth: 1984");
    project.succeed(&["rules"]);
    project.edit(PLAN, "rule: per-unit", "rule: per-units");
    let run = project.run(&["rules"]);
    assert!(run.code == 1 && run.stderr.contains("unknown-rule"), "{}", run.stderr);
}

#[test]
fn the_rules_of_a_round_are_printed_with_its_own_marked() {
    let project = plan("rule: quota, max: 30");
    let own = "rules:\n  - { rule: 名额, programme: plan, max: 9, source: { document: 《2025年申报通知》, article: 二 } }\n";
    project.edit(ROUND_FILE, "notices:\n", &format!("{own}notices:\n"));
    let document = project.json(&["rules", "plan", "--round", "2025"]);
    let rules = document["programmes"][0]["rules"].as_array().unwrap();
    let [rule] = rules.as_slice() else { panic!("{rules:#?}") };
    assert_eq!((rule["rule"].as_str(), rule["own"].as_bool()), (Some("quota"), Some(true)));
    assert_eq!(rule["source"], "《2025年申报通知》二");
    let printed = project.succeed(&["rules", "--round", "2025"]).stdout;
    assert!(printed.contains("名额9个") && printed.contains("本轮：《2025年申报通知》二"), "{printed}");
    assert!(printed.contains("青年工程师工作室"), "every programme of the round: {printed}");
    let pack = project.succeed(&["rules", "plan"]).stdout;
    assert!(pack.contains("名额30个") && !pack.contains("本轮"), "{pack}");
    let run = project.run(&["rules", "--round", "2024"]);
    assert!(run.code == 2 && run.stderr.contains("2025"), "{}", run.stderr);
}
