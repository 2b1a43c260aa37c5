//! The working calendar: every built-in day against outside authorities, what is not announced yet, and the years
//! an office adds in `content/calendar/`.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate, Weekday};
use gongshi::domain::calendar::{DayKind, Reason};
use gongshi::domain::moment::parse_date;

use crate::support::{Project, diagnostics, html, sample, tree};

/// The last day of which anything is certain until the notice for 2027 is out.
const LAST: &str = "2026-12-28";
/// Days from 2007-01-01 to that day.
const KNOWN_DAYS: usize = 7302;

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap_or_else(|| panic!("{text} is a date"))
}

/// Days that an authority lists: `true` for a day off, `false` for a weekend day worked.
type Listed = BTreeMap<NaiveDate, bool>;

/// chinesecalendar's own reading of the notices, kept beside this file.
fn chinesecalendar() -> Listed {
    let mut listed = Listed::new();
    for line in include_str!("../data/chinesecalendar.txt").lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split(' ').collect();
        let [year, kind @ ("off" | "work"), days @ ..] = words.as_slice() else { panic!("{line}") };
        listed.extend(days.iter().map(|month_day| (day(&format!("{year}-{month_day}")), *kind == "off")));
    }
    listed
}

/// Goes through every known day and names those that the built-in calendar has otherwise.
fn assert_agrees(listed: &Listed, authority: &str) {
    let calendar = gongshi::records::calendar::builtin();
    let known: Vec<NaiveDate> = day("2007-01-01").iter_days().take_while(|d| *d <= day(LAST)).collect();
    assert_eq!(known.len(), KNOWN_DAYS);
    let weekend = |date: NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let off = |date: NaiveDate| listed.get(&date).copied().unwrap_or_else(|| weekend(date));
    let wrong: Vec<String> = known
        .into_iter()
        .filter(|date| match calendar.kind(*date) {
            DayKind::Working(_) => off(*date),
            DayKind::Off(_) => !off(*date),
            DayKind::NotAnnounced(_) => true,
        })
        .map(|date| format!("{date}: {:?}", calendar.kind(date)))
        .collect();
    assert!(wrong.is_empty(), "{authority} disagrees on {wrong:#?}");
}

#[test]
fn every_day_since_2007_is_what_chinesecalendar_says() {
    assert_agrees(&chinesecalendar(), "chinesecalendar 1.11.0");
}

/// holiday-cn's table lies beside the repository where the project is made; a clone alone does not have it, and
/// then the test above stands alone.
#[test]
fn every_day_and_every_address_is_that_of_the_state_council_table_beside_the_repository() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/calendar/state-council-2007-2026.json");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let table: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut listed = Listed::new();
    let (mut names, mut notices) = (BTreeMap::new(), BTreeMap::new());
    for year in table.as_array().unwrap() {
        for entry in year["days"].as_array().unwrap() {
            let date = day(entry["date"].as_str().unwrap());
            listed.insert(date, entry["off"].as_bool().unwrap());
            names.insert(date, entry["name"].as_str().unwrap().replace(['“', '”'], ""));
        }
        let addresses = year["notices"].as_array().unwrap().iter();
        let addresses: Vec<String> = addresses.map(|a| a.as_str().unwrap().to_owned()).collect();
        notices.insert(i32::try_from(year["year"].as_i64().unwrap()).unwrap(), addresses);
    }
    assert_agrees(&listed, "the State Council table");
    let calendar = gongshi::records::calendar::builtin();
    let ours: BTreeMap<i32, Vec<String>> = calendar.years().map(|y| (y.year, y.notices.clone())).collect();
    assert_eq!(ours, notices);
    for (date, off) in listed {
        let kind = calendar.kind(date);
        // 2020-02-03 is listed to end the lengthened Spring Festival: a Monday worked like any other.
        let said = match &kind {
            DayKind::Off(Reason::Holiday(name)) => off && *name == names[&date],
            DayKind::Working(Reason::MakeUp(name)) => !off && *name == names[&date],
            kind => date == day("2020-02-03") && *kind == DayKind::Working(Reason::Weekday),
        };
        assert!(said, "{date} is in a notice, but it is {kind:?}");
    }
}

#[test]
fn every_built_in_year_is_there_and_names_its_notice() {
    let calendar = gongshi::records::calendar::builtin();
    let years: Vec<i32> = calendar.years().map(|year| year.year).collect();
    assert_eq!(years, (2007..=2026).collect::<Vec<_>>());
    let files = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/records/calendar/years"));
    assert!(files.keys().eq(&years.iter().map(|year| format!("{year}.yaml")).collect::<Vec<_>>()));
    for year in calendar.years() {
        let addresses = &year.notices;
        let official = |a: &String| a.starts_with("http") && a.split('/').nth(2) == Some("www.gov.cn");
        assert!(!addresses.is_empty() && addresses.iter().all(official), "{}: {addresses:?}", year.year);
    }
}

#[test]
fn no_notice_has_ever_reached_back_beyond_december_29() {
    let earliest = chinesecalendar().into_keys().filter(|d| d.month() == 12).map(|d| d.day()).min();
    assert_eq!(earliest, Some(29), "the calendar takes 12-28 and before as certain without the next year");
}

#[test]
fn nothing_after_the_known_days_is_guessed() {
    let calendar = gongshi::records::calendar::builtin();
    assert_eq!(calendar.kind(day(LAST)), DayKind::Working(Reason::Weekday));
    for unknown in
        ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-02", "2027-01-04", "2027-02-08", "2027-12-31"]
    {
        assert_eq!(calendar.kind(day(unknown)), DayKind::NotAnnounced(2027), "{unknown}");
    }
    assert_eq!(calendar.kind(day("2028-06-01")), DayKind::NotAnnounced(2028));
}

#[test]
fn statutory_festivals_are_off_even_before_the_notice() {
    let calendar = gongshi::records::calendar::builtin();
    for festival in ["2027-01-01", "2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"] {
        let kind = calendar.kind(day(festival));
        assert!(matches!(kind, DayKind::Off(Reason::Statutory(_))), "{festival}: {kind:?}");
    }
}

/// The notice of a year that nobody has announced, invented for these tests: 12-31 off, 01-03 (a Sunday) worked.
const INVENTED: &str = "\
year: 2027
notices: [虚构的通知，仅供测试]
holidays:
  - name: 元旦
    from: 2026-12-31
    to: 2027-01-02
    work: [2027-01-03]
  - { name: 春节, from: 2027-02-05, to: 2027-02-11 }
  - { name: 清明节, from: 2027-04-05 }
  - { name: 劳动节, from: 2027-05-01, to: 2027-05-03 }
  - { name: 端午节, from: 2027-06-09 }
  - { name: 中秋节, from: 2027-09-15 }
  - { name: 国庆节, from: 2027-10-01, to: 2027-10-07 }
";
const YEAR_FILE: &str = "content/calendar/2027.yaml";
const PERIOD: &[&str] = &["period", "2026-12-28", "--posting-day", "counted"];

#[test]
fn a_period_into_an_unannounced_year_names_the_first_such_day_and_the_remedy() {
    let project = Project::empty();
    let found = diagnostics(&project.json(PERIOD));
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((only.code.as_str(), only.severity.as_str()), ("day-not-announced", "error"));
    assert!(only.message.contains("2026-12-29"), "{}", only.message);
    assert!(only.help.contains(YEAR_FILE), "{}", only.help);
    assert_eq!(project.run(PERIOD).code, 1);
}

#[test]
fn a_year_that_the_office_adds_carries_a_period_across_the_year_end() {
    let project = Project::empty();
    let before = project.json(&["period", "2026-09-01", "--posting-day", "counted"]);
    project.write(YEAR_FILE, INVENTED);
    let period = project.json(PERIOD);
    assert_eq!(period["ends"], "2027-01-04", "28, 29, 30, then 3 (worked) and 4 January");
    let days = period["days"].as_array().unwrap();
    let counted = |date: &str| days.iter().find(|d| d["date"] == date).unwrap()["counted"].as_bool();
    assert_eq!(["2026-12-31", "2027-01-01", "2027-01-03"].map(counted), [false, false, true].map(Some));
    assert_ne!(period["calendar"], before["calendar"], "the calendar's edition tells the two apart");
}

#[test]
fn a_notice_across_the_year_end_waits_for_the_year_and_is_published_with_it() {
    let project = Project::sample().at("2026-12-28");
    let published = "published: 2025-09-01 09:00\n    signed: 2025-09-01";
    let moved = "published: 2026-12-28 09:00\n    signed: 2026-12-28";
    project.edit(sample::ROUND_FILE, published, moved);
    let only = project.only_diagnostic();
    let period = 1 + project.read(sample::ROUND_FILE).lines().position(|l| l.contains("period:")).unwrap();
    assert_eq!(only.code, "day-not-announced");
    assert_eq!((only.file.as_str(), only.line), (sample::ROUND_FILE, period as u64));
    project.write(YEAR_FILE, INVENTED);
    assert_eq!(project.diagnostics(), []);
    assert_eq!(project.json(&["status"])["rounds"][0]["ends"], "2027-01-04");
}

#[test]
fn a_wrong_year_file_is_refused_at_its_line_by_check_and_by_period() {
    for (from, to, code, line) in [
        ("year: 2027", "year: 2028", "calendar-year", 1),
        ("year: 2027", "year: 二〇二七", "calendar-year", 1),
        ("to: 2027-01-02", "to: 2027-02-30", "calendar-date", 6),
        ("to: 2027-01-02", "to: 2026-12-30", "calendar-date", 6),
        ("[2027-01-03]", "[2027-01-05]", "calendar-date", 7),
        ("[2027-01-03]", "[2027-01-02]", "calendar-date", 7),
        ("[2027-01-03]", "[2026-01-04]", "calendar-date", 7),
        ("[2027-01-03]", "[明天]", "calendar-date", 7),
        ("国庆节, from: 2027-10-01", "国庆节, from: 2027-10-02", "calendar-incomplete", 1),
        ("端午节", "端节", "calendar-incomplete", 1),
        ("holidays:", "holiday:", "unknown-key", 3),
        ("    work:", "    worked:", "unknown-key", 7),
        ("  - name: 元旦\n    from", "  - from", "missing-key", 4),
    ] {
        let project = Project::sample();
        project.write(YEAR_FILE, INVENTED);
        project.edit(YEAR_FILE, from, to);
        for command in [&["check"], PERIOD] {
            let found = diagnostics(&project.json(command));
            let hit = found.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("{to}: {found:#?}"));
            assert_eq!((hit.file.as_str(), hit.line), (YEAR_FILE, line), "{to}: {command:?}");
            assert!(hit.severity == "error" && !hit.help.is_empty(), "{hit:#?}");
            assert!(found.iter().all(|d| d.file == YEAR_FILE), "{to}: nothing else is wrong: {found:#?}");
            assert_eq!(project.run(command).code, 1, "{to}: {command:?}");
        }
    }
}

#[test]
fn a_wrong_first_day_off_is_shown_where_it_is_written() {
    let project = Project::sample();
    project.write(YEAR_FILE, INVENTED);
    project.edit(YEAR_FILE, "from: 2026-12-31", "from: 2026/12/31");
    let only = project.only_diagnostic();
    assert_eq!((only.code.as_str(), only.file.as_str(), only.line), ("calendar-date", YEAR_FILE, 5));
}

#[test]
fn a_built_in_year_is_never_replaced_in_silence() {
    let project = Project::sample();
    let amended = INVENTED.replace("2027", "2026").replace("2026-12-31", "2026-01-01");
    project.write("content/calendar/2026.yaml", amended.replace("[2026-01-03]", "[2026-01-04]"));
    let only = project.only_diagnostic();
    assert_eq!((only.code.as_str(), only.severity.as_str()), ("calendar-replaced", "warning"));
}

/// What an invented autonomous prefecture gives itself: a Wednesday off, and the Sunday before it worked.
const REGIONAL: &str = "\
地区: 示例自治州
发文单位: 示例自治州人民政府办公室
标题: 关于2025年示例节放假的通知
文号: 示政办发〔2025〕9号
网址: https://www.example.org.cn/holidays/2025
年: 2025
节假日:
  - { 名称: 示例节, 放假自: 2025-09-03, 上班: [2025-09-07] }
";
const REGIONAL_FILE: &str = "content/calendar/regional/prefecture.yaml";

#[test]
fn a_regions_own_holidays_lie_over_the_state_councils_and_are_cited_as_the_regions() {
    let project = Project::sample();
    let before = project.json(&["period", "2025-09-01", "--posting-day", "counted"]);
    project.write(REGIONAL_FILE, REGIONAL);
    assert_eq!(project.diagnostics(), []);
    project.build();
    let page = html::visible(&project.page("rounds/2025/1-publicity.html"));
    for said in [
        "公示期为5个工作日，自2025年9月1日至9月7日",
        "周三，示例自治州示例节放假",
        "周日，示例自治州示例节调休上班",
        "《国务院办公厅关于2025年部分节假日安排的通知》、示例自治州人民政府办公室《关于2025年示例节放假的通知》（示政办发〔2025〕9号）",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert_eq!(project.json(&["status"])["rounds"][0]["days_left"], 3, "4, 5 and 7 September");
    let period = project.json(&["period", "2025-09-01", "--posting-day", "counted"]);
    assert_eq!(period["ends"], "2025-09-07");
    assert_eq!(period["days"][2]["notices"][0], "https://www.example.org.cn/holidays/2025");
    assert_ne!(period["calendar"], before["calendar"]);
    let said = project.succeed(&["period", "2025-09-01", "--posting-day", "counted"]).stdout;
    assert!(
        said.contains("示例自治州另外规定的放假：示例自治州人民政府办公室《关于2025年示例节放假的通知》"),
        "{said}"
    );
    // Where it decides no day of a period, nothing is said of it.
    project.edit(REGIONAL_FILE, "2025-09-03, 上班: [2025-09-07]", "2025-09-10");
    project.build();
    let page = html::visible(&project.page("rounds/2025/1-publicity.html"));
    assert!(page.contains("至9月5日") && !page.contains("自治州"), "{page}");
    // A Saturday that the whole country works is off there, where its notice says so.
    project.edit(REGIONAL_FILE, "2025-09-10", "2025-09-28");
    let period = project.json(&["period", "2025-09-26", "--posting-day", "counted"]);
    assert_eq!(period["ends"], "2025-10-10", "26, 29, 30, 9, 10");
}

#[test]
fn a_regions_calendar_days_end_is_moved_by_its_own_holiday() {
    let project = Project::empty();
    project.write(REGIONAL_FILE, REGIONAL);
    let args = ["period", "2025-09-01", "--days", "3", "--unit", "calendar", "--posting-day", "counted"];
    assert_eq!(project.json(&args)["ends"], "2025-09-04");
    let project = Project::sample();
    project.write(REGIONAL_FILE, REGIONAL);
    project.edit(sample::ROUND_FILE, "days: 5, unit: working", "days: 3, unit: calendar");
    project.build();
    let page = html::visible(&project.page("rounds/2025/1-publicity.html"));
    assert!(
        page.contains("期满日逢法定休假日，顺延至9月4日") && page.contains("示例自治州人民政府办公室《"),
        "{page}"
    );
}

#[test]
fn a_wrong_regional_file_is_refused_at_its_line() {
    for (from, to, code, line) in [
        ("示例自治州人民政府办公室", "国务院办公厅", "regional-of-state-council", 2),
        ("地区: 示例自治州", "地区: 国务院", "regional-of-state-council", 1),
        ("https://www.example.org.cn/holidays/2025", "见内网", "bad-url", 5),
        ("年: 2025", "年: 去年", "calendar-year", 6),
        ("放假自: 2025-09-03", "放假自: 2024-09-03", "calendar-date", 8),
        ("[2025-09-07]", "[2025-09-08]", "calendar-date", 8),
        ("[2025-09-07]", "[2025-10-04]", "calendar-date", 8),
        ("网址: https://www.example.org.cn/holidays/2025\n", "", "missing-key", 1),
    ] {
        let project = Project::sample();
        project.write(REGIONAL_FILE, REGIONAL);
        project.edit(REGIONAL_FILE, from, to);
        for command in [&["check"][..], PERIOD] {
            let found = diagnostics(&project.json(command));
            let hit = found.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("{to}: {found:#?}"));
            assert_eq!((hit.file.as_str(), hit.line), (REGIONAL_FILE, line), "{to}");
            assert_eq!((hit.severity.as_str(), project.run(command).code), ("error", 1), "{to}");
        }
    }
    // Two regions that contradict each other.
    let project = Project::sample();
    project.write(REGIONAL_FILE, REGIONAL);
    let other = REGIONAL.replace("[2025-09-07]", "[2025-09-14]").replace("2025-09-03", "2025-09-06");
    project.write("content/calendar/regional/a.yaml", other.replace("2025-09-06", "2025-09-07"));
    assert_eq!(project.only_diagnostic().code, "calendar-date");
}

/// The regulation says 新年, the notices say 元旦.
#[test]
fn the_new_year_is_called_by_its_name_in_the_notices() {
    let project = Project::sample().at("2026-12-28");
    project.write(YEAR_FILE, INVENTED.replace("name: 元旦", "name: 新年"));
    let published = "published: 2025-09-01 09:00\n    signed: 2025-09-01";
    project.edit(sample::ROUND_FILE, published, "published: 2026-12-28 09:00\n    signed: 2026-12-28");
    project.build();
    let page = html::visible(&project.page("rounds/2025/1-publicity.html"));
    assert!(page.contains("元旦放假") && page.contains("元旦调休上班") && !page.contains("新年"), "{page}");
}
