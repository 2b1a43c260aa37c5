//! Profiles cast from stencils are what the templates make, to the byte, whatever the texts are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime};
use gongshi::compile::{Memo, compile};
use gongshi::site::{Content, Route};
use gongshi::world::disk::Disk;
use proptest::prelude::*;

use crate::support::Project;
use crate::support::sample::{ENGINEERS_FILE, TEAMS_FILE};

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2025, 9, 3).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// Plain Chinese most often; else whatever is markup somewhere, headings of the page itself, spaces and lists.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "简介",
        "公示情况",
        "main",
        "甲 乙",
        "甲　乙",
        "*甲*",
        "_",
        "[甲](乙)",
        "<b>",
        "&amp;",
        "\"",
        "'",
        "`",
        "1. 甲",
        "12) 乙",
        "- 甲",
        "+1",
        "=",
        ":甲",
        "# 甲",
        "甲 #",
        "|",
        "~",
        "\\\\",
        "http://甲",
        "甲!",
        "----",
        "0",
        "a\tb",
        "甲\n乙",
    ]);
    prop_oneof![
        6 => "[甲乙丙丁，。A-C0-9%（）]{1,12}",
        3 => odd.prop_map(str::to_owned),
        1 => "[ -~甲]{1,10}",
    ]
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    unit: String,
    title: Option<String>,
    summary: Vec<String>,
    achievements: Vec<(String, Option<String>, Vec<String>)>,
}

fn person() -> impl Strategy<Value = Person> {
    // Names that are alike, or like headings of the page, make anchors that differ from them.
    let name = prop_oneof![
        prop::sample::select(vec!["甲乙", "甲乙丙", "简介", "公示情况"]).prop_map(str::to_owned),
        text()
    ];
    let achievement = (name, prop::option::weighted(0.2, text()), prop::collection::vec(text(), 1..2));
    (
        "[李王张刘][一-龥]{1,2}",
        text(),
        prop::option::weighted(0.9, text()),
        prop::collection::vec(text(), 1..3),
        prop::collection::vec(achievement, 1..3),
    )
        .prop_map(|(name, unit, title, summary, achievements)| Person {
            name,
            unit,
            title,
            summary,
            achievements,
        })
}

fn record(id: &str, Person { name, unit, title, summary, achievements }: &Person, team: bool) -> String {
    let programme = if team { "studio" } else { "plan" };
    let mut out = format!(
        "- id: {id}\n  programme: {programme}\n  name: {}\n  unit: {}\n  field: 人工智能\n  recommender: 甲\n",
        quoted(name),
        quoted(unit)
    );
    let mut line = |key: &str, value: &str| writeln!(out, "  {key}: {}", quoted(value)).unwrap();
    if !team && let Some(title) = title {
        line("title", title);
    }
    if !summary.is_empty() {
        line("summary", &summary.join("\n"));
    }
    if team {
        writeln!(out, "  leader: {{ name: {}, unit: {} }}", quoted(name), quoted(unit)).unwrap();
        let people = achievements.iter().map(|(name, ..)| format!("{{ name: {}, unit: 乙 }}", quoted(name)));
        writeln!(out, "  members: [{}]", people.collect::<Vec<_>>().join(", ")).unwrap();
    }
    if !achievements.is_empty() {
        out.push_str("  achievements:\n");
    }
    for (name, role, contribution) in achievements {
        writeln!(out, "    - name: {}", quoted(name)).unwrap();
        role.iter().for_each(|role| writeln!(out, "      role: {}", quoted(role)).unwrap());
        if !contribution.is_empty() {
            writeln!(out, "      contribution: {}", quoted(&contribution.join("\n"))).unwrap();
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_is_cast_is_what_the_templates_make(people in prop::collection::vec(person(), 12..30)) {
        let project = Project::sample();
        let listed = |team: bool| {
            let record = |(i, person)| record(&format!("p-{i}-{team}"), person, team);
            people.iter().enumerate().map(record).collect::<String>()
        };
        project.write(ENGINEERS_FILE, listed(false));
        project.write(TEAMS_FILE, listed(true));
        let compiled = compile(&Disk::new(project.root()).read(now()), &mut Memo::default());
        // Texts that no record may hold are refused before; here they are only left out.
        prop_assume!(compiled.site.is_some());
        let site = compiled.site.unwrap();
        let routes: Vec<(&Route, &Content)> = site.routes().collect();
        let mut kinds = BTreeMap::new();
        // Twice: the first pages of a kind make its stencil.
        for _ in 0..2 {
            for forms in routes.chunk_by(|(_, a), (_, b)| a.same_page(b)) {
                for ((path, content), cast) in forms.iter().zip(site.leaf(forms).render()) {
                    let made = site.render(path, content).unwrap();
                    prop_assert_eq!(
                        String::from_utf8(cast.unwrap()).unwrap(),
                        String::from_utf8(made).unwrap(),
                        "{}", path
                    );
                    *kinds.entry(path.ends_with(".html")).or_insert(0) += 1;
                }
            }
        }
        prop_assert!(kinds.values().all(|count| *count > people.len()));
    }
}
