//! Dates and moments in Beijing time (+08:00, no daylight saving), as official documents write them.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// The months in English, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A minute of a day in Beijing. Unlike a clock, it knows 24:00, the end of a day.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// Minutes since the day began, 0 to 1440.
    pub minute: u16,
    /// Whether only the day was given; then the minute is its first and is not printed.
    pub day_only: bool,
}

/// Minutes of a whole day; 24:00.
pub const END_OF_DAY: u16 = 24 * 60;

impl Moment {
    /// A minute of a day.
    pub fn new(date: NaiveDate, minute: u16) -> Self {
        Moment { date, minute, day_only: false }
    }

    /// Reads `2025-09-01 09:00` (24:00 allowed), `2025-09-01T09:00`, or a day alone, which begins at 0:00.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().split_once([' ', 'T']) {
            Some((date, time)) => Some(Moment::new(parse_date(date)?, parse_time(time.trim_start())?)),
            None => Some(Moment { day_only: true, ..Moment::new(parse_date(text.trim())?, 0) }),
        }
    }

    /// The moment as a clock shows it.
    pub fn from_clock(clock: NaiveDateTime) -> Self {
        let minute = u16::try_from(clock.hour() * 60 + clock.minute()).unwrap_or(0);
        Moment::new(clock.date(), minute)
    }

    /// The moment as a clock shows it; 24:00 is 0:00 of the next day.
    pub fn to_clock(self) -> NaiveDateTime {
        self.date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(self.minute))
    }

    fn key(&self) -> i64 {
        i64::from(self.date.num_days_from_ce()) * i64::from(END_OF_DAY) + i64::from(self.minute)
    }

    /// `2025年9月5日24:00`, or the day alone where no more was given.
    pub fn chinese(&self) -> String {
        let time = if self.day_only { String::new() } else { clock(self.minute) };
        format!("{}{time}", chinese_date(self.date))
    }

    /// `2025-09-05 24:00`, as government labels want it.
    pub fn plain(&self) -> String {
        format!("{} {:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }

    /// RFC 3339 with the offset of Beijing. 24:00 is written as 00:00 of the next day, for feeds know no 24:00.
    pub fn rfc3339(&self) -> String {
        let (date, minute) = match self.minute {
            END_OF_DAY => (self.date.succ_opt().unwrap_or(self.date), 0),
            minute => (self.date, minute),
        };
        format!("{date}T{:02}:{:02}:00+08:00", minute / 60, minute % 60)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// `2025年9月1日`: Arabic figures without leading zeros.
pub fn chinese_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The later of two dates, leaving out the year where it is the same: `9月5日`.
pub fn chinese_date_after(first: NaiveDate, date: NaiveDate) -> String {
    if first.year() == date.year() {
        format!("{}月{}日", date.month(), date.day())
    } else {
        chinese_date(date)
    }
}

/// `9:00`, `17:30`, `24:00`.
pub fn clock(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// The Chinese name of a date's weekday.
pub fn weekday(date: NaiveDate) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][date.weekday().num_days_from_monday() as usize]
}

/// The English name of a date's weekday.
pub fn weekday_en(date: NaiveDate) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday().num_days_from_monday() as usize]
}

/// Reads a date written `2025-09-01`, with four, two and two digits; no other form, so that none is guessed.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let digits = |r: std::ops::Range<usize>| bytes[r].iter().all(u8::is_ascii_digit);
    let shaped = bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && digits(0..4)
        && digits(5..7)
        && digits(8..10);
    if !shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(text[0..4].parse().ok()?, text[5..7].parse().ok()?, text[8..10].parse().ok()?)
}

/// Reads a time of day, `9:00`, `09:00` or `24:00`, as minutes.
pub fn parse_time(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let small = |s: &str, max: usize| (1..=max).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if !small(hour, 2) || !small(minute, 2) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= END_OF_DAY).then_some(total)
}

/// Reads a month written `2003-09`, as months since the year 0.
pub fn month_of(text: &str) -> Option<i32> {
    let first = parse_date(&format!("{}-01", text.trim()))?;
    Some(first.year() * 12 + first.month0() as i32)
}

/// `2003年9月`, of months since the year 0.
pub fn chinese_month(month: i32) -> String {
    format!("{}年{}月", month.div_euclid(12), month.rem_euclid(12) + 1)
}
