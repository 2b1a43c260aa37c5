//! What must hold of any bytes: the fuzzer feeds these functions (`targets/`), and so does `tests/it/fuzzing.rs`.
//! Each panics where a promise is broken.

// Each program uses its part; a check that fails should panic.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// The tests have the two helper modules of their own.
#![allow(clippy::duplicate_mod)]

#[path = "../tests/it/support/html.rs"]
mod html;
#[path = "../tests/it/support/sample.rs"]
mod sample;

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use gongshi::compile::{Memo, compile, render_all};
use gongshi::diagnostic::{Diagnostic, Location};
use gongshi::domain::moment::{Moment, parse_date, parse_time};
use gongshi::gate::{Finding, Found, Guard, Verdict, masked, scan};
use gongshi::records::decode::Decoder;
use gongshi::records::{Text, shown_line};
use gongshi::render::commonmark::to_html;
use gongshi::render::escape::escaped;
use gongshi::site::Site;
use gongshi::world::text::forbidden;
use gongshi::world::{Snapshot, SourceFile};
use html::Token;
use pulldown_cmark::{Event, Options, Parser};

/// The files that any bytes may stand in.
const FILES: [&str; 9] = [
    sample::ENGINEERS_FILE,
    sample::TEAMS_FILE,
    sample::ROUND_FILE,
    sample::SITE_FILE,
    "content/programmes/plan.yaml",
    "content/rounds/2025/objections.yaml",
    "content/ledger.yaml",
    "content/calendar/2027.yaml",
    sample::PAGE_FILE,
];

/// The sample with some files as given.
fn snapshot(files: &[(&str, &[u8])]) -> Snapshot {
    let now = NaiveDate::from_ymd_opt(2025, 9, 20).unwrap().and_hms_opt(12, 0, 0).unwrap();
    let mut snapshot = Snapshot { now, ..Snapshot::default() };
    let own = sample::FILES.iter().map(|(path, text)| (*path, text.as_bytes()));
    for (path, bytes) in own.chain(files.iter().copied()) {
        snapshot.content.insert(path.into(), SourceFile::new(bytes.to_vec()));
    }
    snapshot
}

/// A message says where and what to do, and nothing in it can reorder or break a terminal.
fn sound(diagnostic: &Diagnostic) {
    let location = diagnostic.location.as_ref().expect("content has places");
    assert!(
        !location.file.is_empty() && location.span.line > 0 && location.span.column > 0,
        "{diagnostic:?}"
    );
    assert!(diagnostic.help.is_some(), "{diagnostic:?}");
    assert_eq!(forbidden(&diagnostic.message), None, "{diagnostic:?}");
}

/// Any bytes as a file of the content: a site that renders and parses, or messages with places; never a panic.
pub(crate) fn records(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else { return };
    let file = FILES[usize::from(*which) % FILES.len()];
    let snapshot = snapshot(&[(file, bytes)]);
    let compiled = compile(&snapshot, &mut Memo::default());
    compiled.diagnostics.iter().for_each(sound);
    for diagnostic in &compiled.diagnostics {
        let location = diagnostic.location.as_ref().unwrap();
        let _ = shown_line(&snapshot, &location.file, location.span.line);
    }
    if let Some(site) = compiled.site {
        render_all(&site).iter().for_each(sound);
    }
}

/// Authored Markdown: no element, attribute or address in it does anything.
pub(crate) fn markdown(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if forbidden(text).is_some() {
        return;
    }
    if let Ok(rendered) = to_html(text, "表格") {
        harmless(&rendered.html);
        assert_eq!(forbidden(&rendered.html), None, "{text:?}");
    }
    let line = text.replace('\n', " ");
    if !line.trim().is_empty() {
        let mut read = String::new();
        for event in Parser::new_ext(&escaped(&line), Options::ENABLE_TABLES) {
            match event {
                Event::Text(part) => read += &part,
                Event::Start(_) | Event::End(_) => {}
                other => panic!("{line:?} became {other:?}"),
            }
        }
        assert_eq!(read, line);
    }
}

fn harmless(page: &str) {
    const INERT: [&str; 27] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "a",
        "img",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
        "div",
        "section",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    for token in html::tokens(page) {
        let Token::Open(name, attributes) = token else { continue };
        assert!(INERT.contains(&name.as_str()), "<{name}> in {page:?}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style", "{key} in {page:?}");
            if key == "href" || key == "src" {
                let address: String =
                    value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
                let scheme = address.split(['/', '?', '#']).next().unwrap().split_once(':');
                let known = |(scheme, _): (&str, &str)| {
                    ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str())
                };
                assert!(scheme.is_none_or(known) && !address.starts_with("//"), "{value:?} in {page:?}");
            }
        }
    }
}

/// Ids are addresses; a date is the date that was written.
pub(crate) fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let typed = Text { value: text.into(), location: Location::file("a.yaml") };
    if Decoder::new(&Arc::from("a.yaml")).is_id(&typed) {
        assert!(!text.is_empty() && text.len() <= 64 && !text.starts_with('-'));
        assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    }
    if let Some(date) = parse_date(text.trim()) {
        assert_eq!(date.format("%Y-%m-%d").to_string(), text.trim());
    }
    if let Some(minute) = parse_time(text) {
        let (hours, minutes) = text.split_once(':').unwrap();
        assert!(minute <= 24 * 60);
        assert_eq!(hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap(), minute);
    }
    if let Some(moment) = Moment::parse(text) {
        let again = Moment::parse(&moment.plain()).unwrap();
        assert_eq!((again.date, again.minute), (moment.date, moment.minute), "{text:?}");
    }
}

/// Any text in the fields of a record comes out of the list as that text, in CSV and in JSON; the feed stays well-formed.
pub(crate) fn fields(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let text = text.trim();
    // YAML reads a carriage return of its own as the end of a line.
    if text.is_empty() || text.contains('\r') || forbidden(text).is_some() || text.chars().count() > 2_000 {
        return;
    }
    let quoted = serde_json::Value::from(text).to_string();
    let records = format!(
        "- {{ id: f-1, programme: plan, name: 甲, unit: {quoted}, title: {quoted}, field: ai, recommender: {quoted}, \
         summary: {quoted} }}\n"
    );
    let compiled = compile(&snapshot(&[(sample::ENGINEERS_FILE, records.as_bytes())]), &mut Memo::default());
    let Some(site) = compiled.site else {
        // Numbers of persons are refused, and what no name of a unit may hold; nothing else is wrong with a text.
        let known = [
            "private-in-text",
            "bad-name",
            "line-break",
            "odd-blank",
            "several-in-one",
            "look-alike-character",
        ];
        assert!(
            compiled.diagnostics.iter().any(|d| known.contains(&d.code)),
            "{text:?} {:?}",
            compiled.diagnostics
        );
        return;
    };
    let cell = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    };
    let list = file(&site, "rounds/2025/list.csv");
    let mut rows = csv::Reader::from_reader(list.trim_start_matches('\u{FEFF}').as_bytes());
    let row = rows.records().map(Result::unwrap).find(|row| &row[1] == "f-1").unwrap();
    assert_eq!((&row[5], &row[6], &row[8]), (&*cell, &*cell, &*cell), "{text:?}");
    let list: serde_json::Value = serde_json::from_str(&file(&site, "rounds/2025/list.json")).unwrap();
    let own = list["entries"].as_array().unwrap().iter().find(|e| e["id"] == "f-1").unwrap().clone();
    assert!(own["unit"] == text && own["title"] == text && own["recommender"] == text, "{text:?}");
    let feed = file(&site, "feed.xml");
    let mut xml = quick_xml::Reader::from_str(&feed);
    while !matches!(xml.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    html::tokens(&file(&site, "engineers/f-1.html"));
}

fn file(site: &Site, path: &str) -> String {
    String::from_utf8(site.render(site.find(path).unwrap()).unwrap()).unwrap()
}

/// The gate's judgement: places are in the text, what it finds is no longer found once that is masked, the rest of the text
/// stays, and a labelled number is found whatever stands before it.
pub(crate) fn scanner(data: &[u8]) {
    let guard = Guard::default();
    let _ = guard.number(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = (scan(text), guard.find(text), guard.judge_name(text));
    for found in guard.judge(text) {
        let Range { start, end } = found.place;
        assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{text:?}");
    }
    let hidden = masked(text);
    let numbers = [Finding::IdNumber, Finding::Mobile, Finding::BankCard];
    let is_left = |f: &Found| f.verdict == Verdict::Refuse && numbers.contains(&f.finding);
    assert!(!guard.judge(&hidden).iter().any(is_left), "{text:?}");
    assert_eq!(hidden.chars().count(), text.chars().count());
    for (before, after) in text.chars().zip(hidden.chars()) {
        assert!(before == after || "*＊".contains(after), "{text:?}");
    }
    let labelled = format!("{text}\n\n手机：13800000000。");
    assert!(guard.judge(&labelled).iter().any(is_left), "{text:?}");
}
