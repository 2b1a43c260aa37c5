//! The period of publicity: check values and counts from practice, what holds of its arithmetic, and what `period` prints.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use gongshi::diagnostic::Language;
use gongshi::domain::calendar::{DayKind, Exception, WorkCalendar, Year};
use gongshi::domain::moment::parse_date;
use gongshi::domain::period::{DayReason, Length, Period, PostingDay, Unit};
use proptest::prelude::*;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::{Project, diagnostics};

static CALENDAR: LazyLock<WorkCalendar> = LazyLock::new(gongshi::records::calendar::builtin);

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap_or_else(|| panic!("{text} is a date"))
}

fn working(days: u32) -> Length {
    Length { days, unit: Unit::Working, posting_day: PostingDay::Counted }
}

// ---- Check values -----------------------------------------------------------------------------------------------

/// From DOMAIN §3: five working days over 国庆, 中秋 and 春节, from a Saturday worked (合肥 2020), and an ordinary week.
#[test]
fn five_working_days_end_when_practice_says() {
    let project = Project::empty();
    for (posted, ends) in [
        ("2025-09-26", "2025-10-09"),
        ("2026-09-18", "2026-09-23"),
        ("2026-02-12", "2026-02-25"),
        ("2020-05-09", "2020-05-14"),
        ("2025-09-01", "2025-09-05"),
    ] {
        let period = project.json(&["period", posted, "--posting-day", "counted"]);
        assert_eq!((&period["starts"], &period["ends"]), (&posted.into(), &ends.into()));
        let days = period["days"].as_array().unwrap();
        assert_eq!(days.iter().filter(|d| d["counted"] == true).count(), 5, "{posted}");
    }
}

/// The end that counting Monday to Friday alone would give.
fn naive_end(mut date: NaiveDate, days: u32) -> NaiveDate {
    let mut counted = 0;
    loop {
        counted += u32::from(date.weekday().number_from_monday() <= 5);
        if counted == days {
            return date;
        }
        date = date.succ_opt().unwrap();
    }
}

/// DOMAIN §3 says 347 of 1,979 working start days of 2019–2026. The table knows 1,987 such days whose end is certain;
/// 1,979 of them are up to 2026-12-10, where the original count must have stopped. None of the last 8 differs, so
/// 347 stands either way.
#[test]
fn counting_monday_to_friday_is_wrong_for_347_start_days_of_2019_to_2026() {
    let (mut certain, mut until_december_10, mut wrong) = (0, 0, 0);
    for posted in day("2019-01-01").iter_days().take_while(|d| d.year() <= 2026) {
        let starts_working = matches!(CALENDAR.kind(posted), DayKind::Working(_));
        let Some(period) = Period::compute(&CALENDAR, posted, working(5)).ok().filter(|_| starts_working)
        else {
            continue;
        };
        certain += 1;
        until_december_10 += u32::from(posted <= day("2026-12-10"));
        wrong += u32::from(period.ends != naive_end(posted, 5));
    }
    assert_eq!((wrong, until_december_10, certain), (347, 1979, 1987));
}

// ---- What holds of any period ------------------------------------------------------------------------------------

fn any_posted() -> impl Strategy<Value = NaiveDate> {
    (0..7305u64).prop_map(|days| day("2007-01-01") + Days::new(days))
}

fn any_length() -> impl Strategy<Value = Length> {
    let days = prop_oneof![8 => 1..=20u32, 2 => 21..=366u32];
    (days, any::<bool>(), any::<bool>()).prop_map(|(days, working, counted)| Length {
        days,
        unit: if working { Unit::Working } else { Unit::Calendar },
        posting_day: if counted { PostingDay::Counted } else { PostingDay::Excluded },
    })
}

/// The end; a period that is refused ends later than any date.
fn end(calendar: &WorkCalendar, posted: NaiveDate, length: Length) -> NaiveDate {
    Period::compute(calendar, posted, length).map_or(NaiveDate::MAX, |period| period.ends)
}

/// The built-in calendar with one more day off.
fn with_holiday(date: NaiveDate) -> WorkCalendar {
    let of_its_year = || CALENDAR.years().find(|year| year.year == date.year());
    let Some(year) = CALENDAR.notice(date).or_else(of_its_year) else { return CALENDAR.clone() };
    let mut year = year.clone();
    year.exceptions.insert(date, Exception { name: "新假日".into(), off: true });
    CALENDAR.clone().with(year)
}

/// An invented notice for 2027 that lists the last days of 2026 and the first of 2027 one way or another.
fn any_2027() -> impl Strategy<Value = WorkCalendar> {
    proptest::collection::vec(any::<Option<bool>>(), 10).prop_map(|listed| {
        let listed = day("2026-12-29").iter_days().zip(listed);
        let exception = |off| Exception { name: "元旦".into(), off };
        let exceptions = listed.filter_map(|(date, off)| Some((date, exception(off?)))).collect();
        CALENDAR.clone().with(Year { year: 2027, notices: vec!["虚构".into()], exceptions })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn a_period_has_every_day_from_posting_to_end_and_counts_exactly_as_many_as_asked(
        posted in any_posted(), length in any_length(),
    ) {
        let Ok(period) = Period::compute(&CALENDAR, posted, length) else { return Ok(()) };
        let dates: Vec<NaiveDate> = period.days.iter().map(|d| d.date).collect();
        let all: Vec<NaiveDate> = posted.iter_days().take_while(|d| *d <= period.ends).collect();
        prop_assert_eq!(dates, all);
        let numbers: Vec<u32> = period.days.iter().filter_map(|d| d.number).collect();
        prop_assert_eq!(numbers, (1..=length.days).collect::<Vec<_>>());
        let excluded = u64::from(length.posting_day == PostingDay::Excluded);
        prop_assert_eq!(period.starts, posted + Days::new(excluded));
        for d in &period.days {
            let works = matches!(CALENDAR.kind(d.date), DayKind::Working(_));
            let counts = match &d.reason {
                DayReason::Posting(_) => d.date < period.starts && d.number.is_none(),
                // Only of what follows the end of another period.
                DayReason::EndSoFar(_) => false,
                DayReason::Calendar(_) => length.unit == Unit::Working && d.number.is_some() == works,
                DayReason::Natural(_) => length.unit == Unit::Calendar && d.number.is_some(),
                DayReason::Moved(_) => length.unit == Unit::Calendar && d.number.is_none(),
            };
            prop_assert!(counts, "{d:?}");
        }
    }

    /// Civil Code art. 203: a last day that is a day off moves to the next working day, and no further.
    #[test]
    fn the_last_day_is_the_first_working_day_once_the_count_is_full(posted in any_posted(), length in any_length()) {
        let Ok(period) = Period::compute(&CALENDAR, posted, length) else { return Ok(()) };
        let full = period.days.iter().find(|d| d.number == Some(length.days)).unwrap().date;
        let works = |d: &NaiveDate| matches!(CALENDAR.kind(*d), DayKind::Working(_));
        prop_assert_eq!(Some(period.ends), full.iter_days().find(works));
    }

    #[test]
    fn a_later_start_never_ends_earlier(posted in any_posted(), later in 1..60u64, length in any_length()) {
        prop_assert!(end(&CALENDAR, posted, length) <= end(&CALENDAR, posted + Days::new(later), length));
    }

    #[test]
    fn one_more_day_never_ends_earlier(posted in any_posted(), length in any_length()) {
        let longer = Length { days: length.days + 1, ..length };
        prop_assert!(end(&CALENDAR, posted, length) <= end(&CALENDAR, posted, longer));
    }

    #[test]
    fn one_more_holiday_never_ends_earlier(posted in any_posted(), offset in 0..40u64, length in any_length()) {
        let holiday = posted + Days::new(offset);
        let before = Period::compute(&CALENDAR, posted, length);
        let after = end(&with_holiday(holiday), posted, length);
        prop_assert!(end(&CALENDAR, posted, length) <= after);
        if let (Ok(before), Unit::Working) = (before, length.unit) {
            let counted = before.days.iter().any(|d| d.date == holiday && d.number.is_some());
            prop_assert_eq!(counted, before.ends < after, "a working period moves just when a counted day is lost");
        }
    }

    #[test]
    fn working_days_without_the_day_of_posting_are_the_safe_harbour(posted in any_posted(), days in 1..=366u32) {
        let safe = end(&CALENDAR, posted, Length { posting_day: PostingDay::Excluded, ..working(days) });
        for reading in Length::readings(days) {
            prop_assert!(end(&CALENDAR, posted, reading) <= safe, "{reading:?}");
        }
    }

    /// What is computed today stands whatever the next notice says; what is refused needed a day it decides.
    #[test]
    fn a_period_is_refused_just_when_a_day_of_it_is_not_announced(
        back in 0..90u64, length in any_length(), announced in any_2027(),
    ) {
        prop_assume!(length.days <= 120);
        let posted = day("2026-12-31") - Days::new(back);
        let later = Period::compute(&announced, posted, length).unwrap();
        match Period::compute(&CALENDAR, posted, length) {
            Ok(now) => prop_assert_eq!(now, later),
            Err(missing) => {
                let unknown = |d: &NaiveDate| matches!(CALENDAR.kind(*d), DayKind::NotAnnounced(2027));
                prop_assert_eq!(posted.iter_days().find(unknown), Some(missing.day));
                prop_assert_eq!(missing.year, 2027);
                prop_assert!(later.days.iter().any(|d| d.date == missing.day), "{later:?}");
            }
        }
    }
}

// ---- What the program prints --------------------------------------------------------------------------------------

#[test]
fn the_day_of_posting_has_no_default() {
    for language in ["zh", "en"] {
        let run = Project::empty().run(&["--lang", language, "period", "2025-09-26"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("--posting-day"), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_date_length_or_reading_is_wrong_usage() {
    let project = Project::empty();
    let counted = ["--posting-day", "counted"];
    for date in
        ["2025-02-30", "2025-13-01", "2025/9/1", "2025-9-1", "20250901", "明天", "2025-09-01 09:00", ""]
    {
        let run = project.run(&[&["period", date], &counted[..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{date}");
        assert!(run.stderr.contains(date), "{}", run.stderr);
    }
    for wrong in [["--days", "0"], ["--days", "367"], ["--days", "五"], ["--unit", "weeks"]] {
        let run = project.run(&[&["period", "2025-09-01"], &wrong[..], &counted[..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(run.stderr.contains(wrong[0]), "{}", run.stderr);
    }
    assert_eq!(project.run(&["period", "2025-09-01", "--posting-day", "maybe"]).code, 2);
    assert_eq!(project.run(&["period", "--posting-day", "counted"]).code, 2);
}

#[test]
fn chinese_words_say_the_same_as_english_ones() {
    let project = Project::empty();
    let ask = |unit: &str, posting: &str| {
        project.succeed(&["period", "2025-09-26", "--unit", unit, "--posting-day", posting]).stdout
    };
    assert_eq!(ask("working", "counted"), ask("工作日", "计入"));
    assert_eq!(ask("calendar", "excluded"), ask("自然日", "不计入"));
    assert_ne!(ask("工作日", "计入"), ask("自然日", "计入"));
    assert_ne!(ask("工作日", "计入"), ask("工作日", "不计入"));
}

#[test]
fn json_gives_the_days_their_reasons_and_the_four_readings() {
    let args = &["period", "2025-09-26", "--days", "5", "--unit", "calendar", "--posting-day", "excluded"];
    let period = Project::empty().json(args);
    assert_eq!([&period["starts"], &period["ends"]], ["2025-09-27", "2025-10-09"]);
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let days = period["days"].as_array().unwrap();
    assert_eq!(days.len(), 14, "from posting to end");
    assert!(days.iter().all(|d| is_text(&d["date"]) && d["counted"].is_boolean() && is_text(&d["reason"])));
    let counted: Vec<bool> = days.iter().filter_map(|d| d["counted"].as_bool()).collect();
    let expected: Vec<bool> = (0..14).map(|i| (1..=5).contains(&i)).collect();
    assert_eq!(counted, expected, "not the day of posting, five days, then moved over the holiday");
    let readings: Vec<[&str; 3]> = period["readings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| ["unit", "posting_day", "ends"].map(|key| r[key].as_str().unwrap()))
        .collect();
    let expected = [
        ["working", "counted", "2025-10-09"],
        ["working", "excluded", "2025-10-10"],
        ["calendar", "counted", "2025-09-30"],
        ["calendar", "excluded", "2025-10-09"],
    ];
    assert_eq!(readings, expected);
    assert!(is_text(&period["calendar"]));
}

/// Where the reading asked for is certain and another is not, the other says which day it lacks.
#[test]
fn a_reading_that_is_not_certain_says_which_day_it_lacks() {
    let project = Project::empty();
    let period = project.json(&["period", "2026-12-24", "--days", "3", "--posting-day", "counted"]);
    assert_eq!(period["ends"], "2026-12-28");
    let safe = &period["readings"][1];
    assert_eq!([&safe["ends"], &safe["not_announced"]], [&Value::Null, &"2026-12-29".into()]);
    let args = &["period", "2026-12-24", "--days", "3", "--posting-day", "excluded"];
    assert_eq!((project.run(args).code, diagnostics(&project.json(args)).len()), (1, 1));
}

/// The terminal column at which a part of a line begins; a Han character takes two.
fn column(line: &str, part: &str) -> usize {
    let at = line.rfind(part).unwrap_or_else(|| panic!("`{part}` is not in `{line}`"));
    line[..at].width()
}

fn assert_one(columns: &[usize], what: &str) {
    assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{what} begin at columns {columns:?}");
}

#[test]
fn text_stands_in_columns_whatever_the_width_of_its_characters() {
    for (language, days, posting) in
        [("zh", "5", "counted"), ("zh", "110", "excluded"), ("en", "5", "counted"), ("en", "110", "excluded")]
    {
        let options = ["--lang", language, "period", "2025-09-26", "--days", days, "--posting-day", posting];
        let shown = Project::empty().succeed(&options).stdout;
        let spoken = if language == "zh" { Language::Zh } else { Language::En };
        let posting_day = if posting == "counted" { PostingDay::Counted } else { PostingDay::Excluded };
        let length = Length { posting_day, ..working(days.parse().unwrap()) };
        let period = Period::compute(&CALENDAR, day("2025-09-26"), length).unwrap();
        let line = |start: &str| {
            let begins = |line: &&str| line.trim_start_matches(['→', ' ']).starts_with(start);
            shown.lines().find(begins).unwrap_or_else(|| panic!("no line begins with `{start}`:\n{shown}"))
        };
        let reasons: Vec<usize> = period
            .days
            .iter()
            .map(|d| column(line(&d.date.to_string()), &d.reason.text(d.date, spoken)))
            .collect();
        assert_one(&reasons, &format!("{language}, {days} days: reasons"));
        let ends: Vec<usize> = Length::readings(length.days)
            .into_iter()
            .map(|reading| {
                let ends = Period::compute(&CALENDAR, day("2025-09-26"), reading).unwrap().ends;
                column(line(&reading.text(spoken)), &ends.to_string())
            })
            .collect();
        assert_one(&ends, &format!("{language}, {days} days: ends of the four readings"));
    }
}

#[test]
fn standard_error_stays_empty_when_all_is_well_and_json_is_one_document() {
    let run = Project::empty().succeed(&["--json", "period", "2025-09-26", "--posting-day", "counted"]);
    assert_eq!(run.stderr, "");
    assert!(serde_json::from_str::<Value>(&run.stdout).is_ok());
}
