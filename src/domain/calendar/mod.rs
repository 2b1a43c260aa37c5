//! Which days are working days: the State Council's notices, year by year.
//!
//! A date is working, off, or not yet announced; the last is never guessed. The years 2007–2026 are built in
//! (one file a year beside this one, of the form an office writes for later years); facts compiled by
//! holiday-cn (MIT), with the amendments of 2019-03-22 and 2020-01-27 merged in.

mod builtin;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use sha2::{Digest, Sha256};

use super::moment::{date_of, weekday, weekday_en};
use crate::diagnostic::{Bilingual, Diagnostic, Location};
use crate::records::{CalendarRecord, HolidayRecord};
use crate::words;

/// What a date is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working(Reason),
    /// A day off.
    Off(Reason),
    /// Not announced: the notice of this year is missing.
    NotAnnounced(i32),
}

/// Why a date is working or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Monday to Friday, not listed.
    Weekday,
    /// Saturday or Sunday, not listed.
    Weekend,
    /// A holiday listed by a notice.
    Holiday(String),
    /// A weekend day worked for a holiday (调休).
    MakeUp(String),
    /// A statutory festival (《全国年节及纪念日放假办法》), off even before the year's notice.
    Statutory(&'static str),
}

/// One year's notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The notices it comes from.
    pub notices: Vec<String>,
    /// Dates that differ from the ordinary week; they may reach back into the last days of the year before.
    pub exceptions: BTreeMap<NaiveDate, Exception>,
}

/// A date that differs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The holiday.
    pub name: String,
    /// Off, or worked.
    pub off: bool,
}

/// All years known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, Year>,
    own: Vec<i32>,
}

impl WorkCalendar {
    /// The years built into the program.
    pub fn builtin() -> Self {
        WorkCalendar {
            years: builtin::years().into_iter().map(|year| (year.year, year)).collect(),
            own: Vec::new(),
        }
    }

    /// Adds a year, or replaces one that has been amended.
    pub fn with(mut self, year: Year) -> Self {
        self.own.push(year.year);
        self.own.sort_unstable();
        self.own.dedup();
        self.years.insert(year.year, year);
        self
    }

    /// Whether a year's notice is known.
    pub fn announces(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// The years known.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// What a date is.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        if let Some(exception) = self.exception(date) {
            let name = exception.name.clone();
            return if exception.off {
                DayKind::Off(Reason::Holiday(name))
            } else {
                DayKind::Working(Reason::MakeUp(name))
            };
        }
        if let Some(missing) = self.missing_notice(date) {
            return match statutory(date) {
                Some(name) => DayKind::Off(Reason::Statutory(name)),
                None => DayKind::NotAnnounced(missing),
            };
        }
        match date.weekday() {
            Weekday::Sat | Weekday::Sun => DayKind::Off(Reason::Weekend),
            _ => DayKind::Working(Reason::Weekday),
        }
    }

    /// The notice that lists a date: that of its year, or of the next (late December).
    fn exception(&self, date: NaiveDate) -> Option<&Exception> {
        [date.year() + 1, date.year()].iter().find_map(|year| self.years.get(year)?.exceptions.get(&date))
    }

    /// The address of the notice that lists a date, if one does.
    pub fn notice(&self, date: NaiveDate) -> Option<&Year> {
        [date.year() + 1, date.year()]
            .iter()
            .filter_map(|year| self.years.get(year))
            .find(|year| year.exceptions.contains_key(&date))
    }

    fn missing_notice(&self, date: NaiveDate) -> Option<i32> {
        let year = date.year();
        if !self.announces(year) {
            return Some(year);
        }
        let reached_back = (date.month(), date.day()) >= self.earliest_reach_back();
        (reached_back && !self.announces(year + 1)).then_some(year + 1)
    }

    /// The earliest day of a December that the notice of the next year has ever changed (12-29 in 2007–2026).
    fn earliest_reach_back(&self) -> (u32, u32) {
        let before = |year: &Year| {
            let (date, _) = year.exceptions.first_key_value()?;
            (date.year() < year.year).then(|| (date.month(), date.day()))
        };
        self.years.values().filter_map(before).min().unwrap_or((12, 29))
    }

    /// Which calendar this is, for edition manifests and the ledger: the years, and a digest of those that the
    /// office added or amended.
    pub fn edition(&self) -> String {
        let first = self.years.keys().next().copied().unwrap_or_default();
        let last = self.years.keys().next_back().copied().unwrap_or_default();
        let mut digest = Sha256::new();
        for (date, exception) in self.years.values().flat_map(|year| &year.exceptions) {
            digest.update(format!("{date} {} {}\n", exception.off, exception.name));
        }
        let digest: [u8; 32] = digest.finalize().into();
        let short: String = digest[..4].iter().map(|b| format!("{b:02x}")).collect();
        let own: String = self.own.iter().map(|year| format!("+{year}")).collect();
        format!("{first}-{last}{own}-{short}")
    }
}

/// Festivals whose date in the solar calendar is fixed by law. Those of the lunar calendar and 清明 are left to
/// the notice: their dates need astronomy, and a period that reaches an unannounced year is refused anyway.
fn statutory(date: NaiveDate) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("元旦"),
        (5, 1 | 2) => Some("劳动节"),
        (10, 1..=3) => Some("国庆节"),
        _ => None,
    }
}

impl Year {
    /// Reads a year from its file.
    ///
    /// # Errors
    /// Every value that is not a date, out of the year, listed twice, or a make-up day that is no weekend.
    pub fn from_record(record: &CalendarRecord) -> Result<Year, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let year = record.year.value.trim().parse::<i32>().ok().filter(|y| (1949..=2200).contains(y));
        if year.is_none() || record.stem != record.year.value.trim() {
            let (stem, typed) = (&record.stem, &record.year.value);
            problems.push(
                Diagnostic::error(
                    "calendar-year",
                    record.year.location.clone(),
                    words!(
                        "年份“{typed}”与文件名“{stem}”不一致",
                        "the year `{typed}` is not the file's name `{stem}`"
                    ),
                )
                .help(words!(
                    "文件名和 year 都写四位年份，例如 2027.yaml",
                    "write the same four-digit year in both"
                )),
            );
        }
        let year = year.unwrap_or_default();
        let mut exceptions = BTreeMap::new();
        for holiday in &record.holidays {
            read_holiday(holiday, year, &mut exceptions, &mut problems);
        }
        // What did not read would be missing too; first things first.
        if problems.is_empty() {
            problems.extend(missing_festivals(record, year, &exceptions));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let notices = record.notices.iter().map(|n| n.value.to_string()).collect();
        Ok(Year { year, notices, exceptions })
    }
}

/// A year's notice gives a day off for each of these; one that lacks it was copied incompletely. 清明, 端午 and 中秋
/// are statutory since 2008.
const FESTIVALS: [(&str, i32); 7] = [
    ("元旦", 0),
    ("春节", 0),
    ("清明", 2008),
    ("劳动", 2008),
    ("端午", 2008),
    ("中秋", 2008),
    ("国庆", 2008),
];

fn missing_festivals(
    record: &CalendarRecord,
    year: i32,
    exceptions: &BTreeMap<NaiveDate, Exception>,
) -> Vec<Diagnostic> {
    let named = |name: &str| exceptions.values().any(|e| e.off && e.name.contains(name));
    let missing = FESTIVALS
        .iter()
        .filter(|(name, since)| year >= *since && !named(name))
        .map(|(name, _)| (*name).to_owned());
    // 5月2日 is statutory since 2025 (国务院令第795号).
    let fixed =
        [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)].into_iter().chain((year >= 2025).then_some((5, 2)));
    let worked = fixed.filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day)).filter(|date| {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !exceptions.get(date).map_or(weekend, |e| e.off)
    });
    let what: Vec<String> = missing.chain(worked.map(|date| date.to_string())).collect();
    if what.is_empty() {
        return Vec::new();
    }
    let what = what.join("、");
    vec![
        Diagnostic::error(
            "calendar-incomplete",
            record.year.location.clone(),
            words!("缺少法定节假日：{what}", "statutory holidays are missing: {what}"),
        )
        .help(words!("对照国务院办公厅通知补全", "complete it from the State Council's notice")),
    ]
}

fn read_holiday(
    holiday: &HolidayRecord,
    year: i32,
    exceptions: &mut BTreeMap<NaiveDate, Exception>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut dates = Vec::new();
    if let (None, Some(to)) = (&holiday.from, &holiday.to) {
        problems.push(bad_date(&to.location, &to.value));
    }
    if let Some(from) = &holiday.from {
        let to = holiday.to.as_ref().unwrap_or(from);
        match (date_of(from), date_of(to)) {
            (Some(first), Some(last)) if first <= last && (last - first).num_days() < 30 => {
                dates.extend(first.iter_days().take_while(|d| *d <= last).map(|d| (d, true, &from.location)));
            }
            (first, _) => {
                // Where both are dates, their order or distance is wrong: that shows at the second.
                let wrong = if first.is_none() { from } else { to };
                problems.push(bad_date(&wrong.location, &wrong.value));
            }
        }
    }
    for text in &holiday.work {
        match date_of(text) {
            Some(date) => dates.push((date, false, &text.location)),
            None => problems.push(bad_date(&text.location, &text.value)),
        }
    }
    for (date, off, location) in dates {
        let near = date.year() == year || (date.year() == year - 1 && date.month() == 12);
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let exception = Exception { name: holiday.name.value.to_string(), off };
        let twice = exceptions.insert(date, exception).is_some();
        if !near || twice || (!off && !weekend) {
            problems.push(bad_date(location, &date.to_string()));
        }
    }
}

fn bad_date(location: &Location, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "calendar-date",
        location.clone(),
        words!("日期“{typed}”不对", "the date `{typed}` is wrong"),
    )
    .help(words!(
        "按国务院办公厅通知填写：放假自/至为当年日期（可上溯到上一年12月），上班日应是周六或周日，每个日期只列一次",
        "copy the notice: days off within the year (or late December before), make-up days on a weekend, each once"
    ))
}

impl Reason {
    /// The reason in plain words: 周六, 国庆节放假, 调休上班.
    pub fn words(&self, date: NaiveDate) -> Bilingual {
        let (day, day_en) = (weekday(date), weekday_en(date));
        match self {
            Reason::Weekday => words!("{day}", "{day_en}"),
            Reason::Weekend => words!("{day}，休息", "{day_en}, weekend"),
            Reason::Holiday(name) => words!("{day}，{name}放假", "{day_en}, holiday ({name})"),
            Reason::MakeUp(name) => {
                words!("{day}，{name}调休上班", "{day_en}, worked for the holiday ({name})")
            }
            Reason::Statutory(name) => {
                words!("{day}，{name}法定假日", "{day_en}, statutory festival ({name})")
            }
        }
    }
}
