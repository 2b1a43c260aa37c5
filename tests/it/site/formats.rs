//! What other programs read, judged by parsers that are not ours: Atom, iCalendar, JSON Schema, JSON-LD.

use feed_rs::model::Entry;
use icalendar::parser::{Component, read_calendar, unfold};
use serde_json::Value;

use super::{BASE, NOTICE, at, pages};
use crate::support::many::people;
use crate::support::sample::{EXTENSION, ROUND_FILE, SUSPENSION};
use crate::support::{Project, html};

fn feed(project: &Project) -> feed_rs::model::Feed {
    feed_rs::parser::parse(project.page("feed.xml").as_bytes()).unwrap()
}

fn full(entry: &Entry) -> String {
    entry.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default()
}

#[test]
fn the_feed_carries_notices_and_corrections_in_full_with_links_to_the_site() {
    let project = at("2025-09-20");
    let feed = feed(&project);
    assert_eq!((feed.id.as_str(), feed.language.as_deref()), (BASE, Some("zh-CN")));
    let [result, correction, publicity] = feed.entries.as_slice() else { panic!("{:#?}", feed.entries) };
    for (entry, address) in [(result, "3-result"), (correction, "2-correction"), (publicity, "1-publicity")] {
        assert_eq!(entry.id, format!("{BASE}rounds/2025/{address}.html"));
        assert_eq!(entry.links[0].href, entry.id);
        assert!(entry.published <= entry.updated && entry.published.is_some());
        assert_eq!(entry.authors[0].name.as_deref(), Some("示例市科学技术协会"));
        let links: Vec<String> =
            html::attribute(&full(entry), "href").into_iter().map(|(_, href)| href).collect();
        let here = |link: &&String| !link.starts_with("tel:") && !link.starts_with("mailto:");
        assert!(links.iter().filter(here).all(|link| link.starts_with(BASE)), "{links:?}");
    }
    assert!(full(publicity).contains("<table ") && full(publicity).contains("王一鸣"));
    assert!(full(correction).contains("示例乙机电有限责任公司"));
    assert!(full(result).contains("主动放弃"));
    assert!(full(publicity).contains(&format!("{BASE}engineers/g2025-001.html")));
}

#[test]
fn a_notice_with_a_very_long_list_has_its_summary_in_the_feed() {
    for (count, is_full) in [(990, true), (1_000, false)] {
        let project = people(count);
        project.build();
        let feed = feed(&project);
        let [publicity] = feed.entries.as_slice() else { panic!("{:#?}", feed.entries) };
        assert_eq!(full(publicity).contains("示例7号厂"), is_full, "{count}");
        assert_eq!(full(publicity).is_empty(), !is_full, "{count}");
        assert!(publicity.summary.as_ref().is_some_and(|summary| summary.content.contains("公示期为")));
    }
}

#[test]
fn what_is_withdrawn_goes_from_the_feed_and_the_entry_says_it_changed() {
    let project = Project::sample().at("2025-09-20");
    let withdrawal = "  - kind: withdrawal\n    reason: 名单有误\n    published: 2025-09-04 10:00\n    signed: 2025-09-04\n";
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{withdrawal}"));
    project.build();
    let feed = feed(&project);
    let publicity = &feed.entries[1];
    assert!(publicity.id.ends_with("1-publicity.html") && publicity.updated > publicity.published);
    assert!(!project.page("feed.xml").contains("王一鸣"));
}

/// The one event of a calendar file.
fn event(project: &Project, notice: &str) -> Event {
    let text = project.page(&format!("rounds/2025/{notice}.ics"));
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(calendar.components.len(), 1, "{text}");
    let event = &calendar.components[0];
    assert_eq!(event.name, "VEVENT");
    let value = |name: &str| property(event, name);
    Event {
        uid: value("UID"),
        days: [value("DTSTART"), value("DTEND")],
        stamp: value("DTSTAMP"),
        status: value("STATUS"),
        sequence: value("SEQUENCE"),
        summary: value("SUMMARY"),
        alarms: event.components.iter().map(|alarm| property(alarm, "TRIGGER")).collect(),
    }
}

fn property(component: &Component<'_>, name: &str) -> String {
    component.find_prop(name).map(|property| property.val.to_string()).unwrap_or_default()
}

#[derive(Debug)]
struct Event {
    uid: String,
    days: [String; 2],
    stamp: String,
    status: String,
    sequence: String,
    summary: String,
    alarms: Vec<String>,
}

#[test]
fn each_period_has_its_last_day_as_an_event_with_alarms() {
    let project = Project::sample();
    project.build();
    let found = event(&project, "1-publicity");
    assert_eq!(found.days, ["20250905", "20250906"], "all day: the end is the day after");
    assert_eq!(found.uid, "2025-1-publicity@www.example.org.cn");
    assert_eq!((found.stamp.as_str(), found.sequence.as_str()), ("20250901T010000Z", "0"), "9:00 in Beijing");
    assert_eq!(found.status, "CONFIRMED");
    assert!(found.summary.contains("2025年示例工程师选拔项目") && found.summary.contains("24:00"));
    assert_eq!(found.alarms, ["-PT15H", "PT9H"]);
    assert!(project.page(NOTICE).contains("href=\"../../rounds/2025/1-publicity.ics\""));
}

#[test]
fn an_extension_moves_the_event_and_a_suspension_cancels_it() {
    let last = "posting_day: counted }\n";
    let project = Project::sample();
    project.edit(ROUND_FILE, last, &format!("{last}{EXTENSION}"));
    project.build();
    let (first, longer) = (event(&project, "1-publicity"), event(&project, "2-extension"));
    assert_eq!(first.days, longer.days);
    assert_eq!((first.days[0].as_str(), first.sequence.as_str()), ("20250908", "1"));

    let project = Project::sample();
    project.edit(ROUND_FILE, last, &format!("{last}{SUSPENSION}"));
    project.build();
    let found = event(&project, "1-publicity");
    assert_eq!((found.status.as_str(), found.alarms.len()), ("CANCELLED", 0));
    // A notice without a period has no day to remember.
    assert!(!project.path("public/rounds/2025/2-suspension.ics").exists());
}

#[test]
fn the_published_schemas_hold_for_the_data_at_every_stage() {
    for moment in ["2025-09-03", "2025-09-10", "2025-09-20"] {
        let project = at(moment);
        for (schema, data, needed) in [
            ("schemas/list.json", "rounds/2025/list.json", "entries"),
            ("schemas/notice.json", "rounds/2025/1-publicity.json", "lists"),
            ("schemas/edition.json", "edition.json", "digest"),
        ] {
            let schema: Value = serde_json::from_str(&project.page(schema)).unwrap();
            let data: Value = serde_json::from_str(&project.page(data)).unwrap();
            assert!(schema["$id"].as_str().unwrap().starts_with(BASE));
            let options = jsonschema::options().should_validate_formats(true);
            let validator = options.build(&schema).unwrap();
            let errors: Vec<String> = validator.iter_errors(&data).map(|e| e.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            // Every key there is stands in the schema, and a schema that refuses nothing would be worth nothing.
            let known = schema["properties"].as_object().unwrap();
            assert!(data.as_object().unwrap().keys().all(|key| known.contains_key(key)), "{data}");
            let mut wrong = data.clone();
            wrong.as_object_mut().unwrap().remove(needed);
            assert!(!validator.is_valid(&wrong));
        }
        let list: Value = serde_json::from_str(&project.page("rounds/2025/list.json")).unwrap();
        assert_eq!(list["$schema"], format!("{BASE}schemas/list.json"));
    }
    let api = at("2025-09-03").page("api.html");
    assert!(
        ["schemas/list.json", "schemas/notice.json", "schemas/edition.json", "feed.xml"]
            .iter()
            .all(|path| api.contains(path))
    );
}

#[test]
fn a_notice_as_data_says_what_its_text_says() {
    let project = at("2025-09-20");
    let data = |stem: &str| -> Value {
        serde_json::from_str(&project.page(&format!("rounds/2025/{stem}.json"))).unwrap()
    };
    let publicity = data("1-publicity");
    assert_eq!(publicity["$schema"], format!("{BASE}schemas/notice.json"));
    assert_eq!(publicity["url"], format!("{BASE}rounds/2025/1-publicity.html"));
    let text = project.page("rounds/2025/1-publicity.md");
    let days = publicity["period"]["days"].as_array().unwrap();
    assert_eq!(days.last().unwrap()["date"], publicity["period"]["ends"]);
    let lists = publicity["lists"].as_array().unwrap();
    let rows: Vec<&Value> = lists.iter().flat_map(|list| list["rows"].as_array().unwrap()).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let cells: Vec<&str> = row["cells"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
        let line = text.lines().find(|line| line.contains(&format!("[{}]", cells[0]))).unwrap();
        assert!(cells.iter().all(|cell| line.contains(cell)), "{cells:?} in {line}");
        assert!(row["url"].as_str().unwrap().starts_with(BASE));
    }
    // A notice without a period has none, rather than an empty one.
    let result = data("3-result");
    assert!(result["period"].is_null() && result["about"].is_string());
}

/// The JSON-LD of a page.
fn linked(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    serde_json::from_str(rest.split("</script>").next().unwrap()).ok()
}

#[test]
fn home_and_notices_say_in_json_ld_what_they_are() {
    let project = at("2025-09-20");
    project.edit(crate::support::sample::SITE_FILE, "title: 示例公示网", "title: '</script><b>甲'");
    project.build();
    let home = linked(&project.page("index.html")).unwrap();
    assert_eq!((&home["@type"], &home["name"]), (&"WebSite".into(), &"</script><b>甲".into()));
    let contact = &home["publisher"]["contactPoint"][0];
    assert_eq!(
        (&contact["@type"], &contact["telephone"]),
        (&"ContactPoint".into(), &"+86-10-00000000".into())
    );
    let notice = linked(&project.page(NOTICE)).unwrap();
    for (key, value) in [
        ("@context", "https://schema.org"),
        ("@type", "Report"),
        ("headline", "关于2025年示例工程师选拔项目拟入选名单的公示"),
        ("datePublished", "2025-09-01T09:00:00+08:00"),
        ("dateModified", "2025-09-02T10:00:00+08:00"),
        ("temporalCoverage", "2025-09-01/2025-09-05"),
    ] {
        assert_eq!(notice[key], value, "{key}");
    }
    let correction = linked(&project.page("rounds/2025/2-correction.html")).unwrap();
    assert_eq!(correction["isBasedOn"], format!("{BASE}{NOTICE}"));
}

#[test]
fn every_page_says_its_one_address_and_its_title_to_other_sites() {
    let project = Project::repo_sample();
    project.build();
    for (path, page) in pages(&project).into_iter().filter(|(path, _)| path != "404.html") {
        let address = format!("{BASE}{}", if path == "index.html" { "" } else { &path });
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
        assert!(page.contains(&format!("<meta property=\"og:url\" content=\"{address}\">")), "{path}");
        assert!(!page.contains("og:title\" content=\"\"") && page.contains("og:description"), "{path}");
    }
}

#[test]
fn compressed_forms_are_the_same_files_and_part_of_the_edition() {
    use std::io::Read;

    let project = Project::sample();
    project.build();
    let plain = project.public();
    project.succeed(&["build", "--precompress"]);
    project.succeed(&["verify"]);
    let files = project.public();
    let forms: Vec<&String> = files.keys().filter(|p| p.ends_with(".gz") || p.ends_with(".br")).collect();
    assert!(forms.len() > 50, "{forms:?}");
    for form in forms {
        let (path, ending) = form.rsplit_once('.').unwrap();
        let mut bytes = Vec::new();
        match ending {
            "gz" => flate2::read::GzDecoder::new(&files[form][..]).read_to_end(&mut bytes).unwrap(),
            _ => brotli::Decompressor::new(&files[form][..], 4096).read_to_end(&mut bytes).unwrap(),
        };
        assert_eq!(bytes, plain[path], "{form}");
        assert!(files[form].len() < plain[path].len(), "{form}");
    }
    // Again is the same to the byte, and without the option they are gone.
    project.remove("public");
    project.succeed(&["build", "--precompress"]);
    assert_eq!(project.public(), files);
    project.build();
    assert_eq!(project.public(), plain);
}
