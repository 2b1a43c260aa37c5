//! The data the search page searches: everyone who is listed, nobody else, in pieces that never grow large.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Project;
use crate::support::sample::ENGINEERS_FILE;

/// The value a piece hands over.
fn piece(project: &Project, name: &str) -> Value {
    let text = project.page(&format!("search/{name}.js"));
    let call = format!("gongshi.piece(\"{name}\", ");
    let value = text.strip_prefix(&call).and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(value.unwrap_or_else(|| panic!("{text}"))).unwrap()
}

fn names(project: &Project) -> Vec<Vec<Value>> {
    let pieces = piece(project, "start")["names"].as_u64().unwrap();
    let rows = |n| piece(project, &format!("names-{n}")).as_array().unwrap().clone();
    (0..pieces).flat_map(rows).map(|row| row.as_array().unwrap().clone()).collect()
}

fn engineer(id: &str, name: &str, more: &str) -> String {
    format!(
        "- {{ id: {id}, programme: plan, name: {name}, unit: 示例单位, field: ai, recommender: 甲, birth: 1985-03-02{more} }}\n"
    )
}

#[test]
fn names_are_read_as_surnames_are_and_as_their_records_say() {
    let project = Project::sample();
    let people = [
        engineer("a-1", "单立伟", ""),
        engineer("a-2", "曾晓", ""),
        engineer("a-3", "欧阳修文", ""),
        engineer("a-4", "单于飞", ", surname: 单"),
        engineer("a-5", "乐之", ", pinyin: lè zhī"),
        engineer("a-6", "吕娜", ""),
        engineer("a-7", "Anna", ""),
    ];
    project.write(ENGINEERS_FILE, people.concat());
    project.build();
    let rows = names(&project);
    let read = |name: &str| rows.iter().find(|row| row[0] == name).unwrap()[6].as_str().unwrap().to_owned();
    for (name, reading) in [
        ("单立伟", "shan li wei"),
        ("曾晓", "zeng xiao"),
        ("欧阳修文", "ou yang xiu wen"),
        ("单于飞", "shan yu fei"),
        ("乐之", "le zhi"),
        ("吕娜", "lu na"),
        ("Anna", ""),
    ] {
        assert_eq!(read(name), reading, "{name}");
    }
    // A team is found by its leader too.
    let team = rows.iter().find(|row| row[0] == "星火工作室").unwrap();
    assert_eq!((&team[7], &team[8]), (&"赵刚".into(), &"zhao gang".into()));
    for (page, name) in [("s", "单立伟"), ("z", "曾晓"), ("l", "乐之"), ("a", "Anna"), ("o", "欧阳修文")]
    {
        assert!(project.page(&format!("search/{page}.html")).contains(name), "{name}");
    }
}

#[test]
fn every_pair_of_characters_of_a_text_leads_to_its_entry() {
    let project = Project::sample();
    project.build();
    let start = piece(&project, "start");
    let shards = start["pairs"].as_u64().unwrap();
    let rows = names(&project);
    let entry = |name: &str| rows.iter().position(|row| row[0] == name).unwrap();
    // 求解 is in the summary and an achievement of 王一鸣 alone; 孙三 is a member of 星火.
    for (pair, name) in [("求解", "王一鸣"), ("电机", "李明"), ("孙三", "星火工作室"), ("郑和", "远航工作室")]
    {
        let [first, second] = pair.chars().map(u64::from).collect::<Vec<_>>()[..] else { panic!() };
        let shard = piece(&project, &format!("pairs-{}", (first * 31 + second) % shards));
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
        let only = shard[pair].as_str().unwrap_or_else(|| panic!("{pair}: {shard}"));
        assert_eq!(alphabet.find(only), Some(entry(name)), "{pair}");
        let text = &piece(&project, "texts-0")[entry(name)];
        assert!(text.as_str().unwrap().contains(pair), "{text}");
    }
}

#[test]
fn a_long_list_comes_in_pieces_of_bounded_size_whoever_is_in_it() {
    let project = Project::sample();
    let text = "从事装备研制与调试，主持完成关键部件的可靠性改进".repeat(4);
    let person = |i: usize| {
        let one = engineer(&format!("p-{i}"), &format!("王{}", i % 7), &format!(", summary: {text}{i}"));
        one.replace("unit: 示例单位", &format!("unit: 示例单位{}", i / 7))
    };
    project.write(ENGINEERS_FILE, (0..2500).map(person).collect::<String>());
    project.build();
    let files = project.public();
    let pieces: Vec<(&String, usize)> = files
        .iter()
        .filter(|(path, _)| path.starts_with("search/") && !path.ends_with('/'))
        .map(|(path, bytes)| (path, bytes.len()))
        .collect();
    assert!(pieces.iter().all(|(_, size)| *size < 300_000), "{pieces:?}");
    let count = |part: &str| pieces.iter().filter(|(path, _)| path.contains(part)).count();
    assert_eq!((count("names-"), count("search/w")), (3, 5), "500 rows a page, 1000 names a piece");
    assert!(count("texts-") > 10);
    let rows = names(&project);
    let ids: BTreeSet<&str> = rows.iter().map(|row| row[5].as_str().unwrap()).collect();
    assert_eq!((rows.len(), ids.len()), (2502, 2502));
    // A pair that nearly everyone has is said to be anywhere.
    let shards = piece(&project, "start")["pairs"].as_u64().unwrap();
    let pair = (u64::from('可'), u64::from('靠'));
    assert_eq!(piece(&project, &format!("pairs-{}", (pair.0 * 31 + pair.1) % shards))["可靠"], "");
}
