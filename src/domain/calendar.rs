//! Which days are working days: the State Council's notices, year by year, and over them the holidays that a region
//! gives itself.
//!
//! A date is working, off, or not yet announced; the last is never guessed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use sha2::{Digest, Sha256};

use super::digest::hex;
use super::moment::{weekday, weekday_en};
use crate::diagnostic::{Language, text_in};

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
    /// A holiday that a region gives itself, by its own notice.
    Regional(Festival),
    /// A weekend day worked for one.
    RegionalMakeUp(Festival),
}

/// A holiday of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Festival {
    /// The holiday.
    pub name: String,
    /// The region.
    pub region: String,
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

/// The holidays that a region gives itself (《全国年节及纪念日放假办法》 art. 4: festivals of ethnic minorities are
/// settled by the governments of the areas where they live), by one notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regional {
    /// The region.
    pub region: String,
    /// Who issued the notice.
    pub issuer: String,
    /// Its title, without 《》.
    pub title: String,
    /// Its document number, where it has one.
    pub number: Option<String>,
    /// Its address.
    pub href: String,
    /// The days that differ by it.
    pub exceptions: BTreeMap<NaiveDate, Exception>,
}

/// All years known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, Year>,
    own: Vec<i32>,
    regional: Vec<Regional>,
}

impl WorkCalendar {
    /// A calendar of these years, none of them an office's own.
    pub fn new(years: impl IntoIterator<Item = Year>) -> Self {
        let years = years.into_iter().map(|year| (year.year, year)).collect();
        WorkCalendar { years, own: Vec::new(), regional: Vec::new() }
    }

    /// Lays the holidays of a region over it.
    pub fn with_regional(mut self, regional: Regional) -> Self {
        self.regional.push(regional);
        self
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
        let national = self.national_kind(date);
        let Some((regional, exception)) = self.regional_exception(date) else { return national };
        let festival = || Festival { name: exception.name.clone(), region: regional.region.clone() };
        match (&national, exception.off) {
            (DayKind::Working(_) | DayKind::NotAnnounced(_), true) => {
                DayKind::Off(Reason::Regional(festival()))
            }
            (DayKind::Off(Reason::Weekend), false) => DayKind::Working(Reason::RegionalMakeUp(festival())),
            _ => national,
        }
    }

    /// The notice of a region that decides what a date is.
    pub fn regional(&self, date: NaiveDate) -> Option<&Regional> {
        match self.kind(date) {
            DayKind::Off(Reason::Regional(_)) | DayKind::Working(Reason::RegionalMakeUp(_)) => {
                self.regional_exception(date).map(|(regional, _)| regional)
            }
            _ => None,
        }
    }

    /// The regions whose holidays lie over it, each with its notice.
    pub fn regions(&self) -> &[Regional] {
        &self.regional
    }

    fn regional_exception(&self, date: NaiveDate) -> Option<(&Regional, &Exception)> {
        self.regional.iter().find_map(|one| Some((one, one.exceptions.get(&date)?)))
    }

    /// What a date is in the whole country.
    fn national_kind(&self, date: NaiveDate) -> DayKind {
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

    /// The State Council's notice that lists a date, if one does.
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
        let regional = self.regional.iter().flat_map(|one| &one.exceptions);
        for (date, exception) in self.years.values().flat_map(|year| &year.exceptions).chain(regional) {
            digest.update(format!("{date} {} {}\n", exception.off, exception.name));
        }
        let digest: [u8; 32] = digest.finalize().into();
        let short = hex(&digest[..4]);
        let own: String = self.own.iter().map(|year| format!("+{year}")).collect();
        let regional = if self.regional.is_empty() { "" } else { "+regional" };
        format!("{first}-{last}{own}{regional}-{short}")
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

impl Reason {
    /// The reason in plain words: 周六, 国庆节放假, 调休上班.
    pub fn text(&self, date: NaiveDate, language: Language) -> String {
        let (day, day_en) = (weekday(date), weekday_en(date));
        match self {
            Reason::Weekday => text_in!(language, "{day}", "{day_en}"),
            Reason::Weekend => text_in!(language, "{day}，休息", "{day_en}, weekend"),
            Reason::Holiday(name) => text_in!(language, "{day}，{name}放假", "{day_en}, holiday ({name})"),
            Reason::MakeUp(name) => {
                text_in!(language, "{day}，{name}调休上班", "{day_en}, worked for the holiday ({name})")
            }
            Reason::Statutory(name) => {
                text_in!(language, "{day}，{name}法定假日", "{day_en}, statutory festival ({name})")
            }
            Reason::Regional(Festival { name, region }) => {
                text_in!(language, "{day}，{region}{name}放假", "{day_en}, holiday of {region} ({name})")
            }
            Reason::RegionalMakeUp(Festival { name, region }) => text_in!(
                language,
                "{day}，{region}{name}调休上班",
                "{day_en}, worked for the holiday of {region} ({name})"
            ),
        }
    }
}
