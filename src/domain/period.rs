//! The period of publicity (公示期): which days count, and which is the last.
//!
//! Working days are the State Council's. Whether the day of posting counts is always said, never assumed:
//! practice is mixed, and 民法典 art. 201 (the first day does not count) gives way to other rules by art. 204.

use chrono::NaiveDate;

use super::calendar::{DayKind, Reason, WorkCalendar};
use crate::diagnostic::{Language, text, text_in};

/// The longest period accepted, in days.
pub const MAX_DAYS: u32 = 366;

/// Working days or calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 工作日, as the State Council's notices have them.
    Working,
    /// 自然日. A last day that is off moves to the next working day (民法典 art. 203).
    Calendar,
}

/// Whether the day of posting is the first day counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PostingDay {
    /// 计入
    Counted,
    /// 不计入 (民法典 art. 201)
    Excluded,
}

/// How long: a number of days, of which kind, from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many days, 1 to [`MAX_DAYS`].
    pub days: u32,
    /// Of which kind.
    pub unit: Unit,
    /// Whether the day of posting is the first.
    pub posting_day: PostingDay,
}

/// One day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Its number among the days counted; `None` when it does not count.
    pub number: Option<u32>,
    /// Why it counts or not.
    pub reason: DayReason,
}

/// Why a day counts or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayReason {
    /// By what kind of day it is.
    Calendar(Reason),
    /// The day of posting, which does not count here.
    Posting(Reason),
    /// The end of the period so far, which an extension is added to.
    EndSoFar(Reason),
    /// A calendar day, counted whatever it is.
    Natural(Reason),
    /// After the count was full, the end moved over days off (民法典 art. 203).
    Moved(Reason),
}

/// A computed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What was asked for.
    pub length: Length,
    /// The day of posting.
    pub posted: NaiveDate,
    /// The day it begins to run: the day of posting, or the one after it.
    pub starts: NaiveDate,
    /// The last day; it ends at 24:00 or at the close of business (民法典 art. 203).
    pub ends: NaiveDate,
    /// Every day from posting to end.
    pub days: Vec<Day>,
}

/// A period cannot be computed, because a day it needs has not been announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnnounced {
    /// The first such day.
    pub day: NaiveDate,
    /// The year whose State Council notice is missing.
    pub year: i32,
}

impl Period {
    /// Computes the period of a notice posted on a day.
    ///
    /// # Errors
    /// The first day it would need that the State Council has not announced. Nothing is guessed.
    pub fn compute(
        calendar: &WorkCalendar,
        posted: NaiveDate,
        length: Length,
    ) -> Result<Period, NotAnnounced> {
        let mut days = Vec::new();
        let mut counted = 0;
        let mut date = posted;
        let starts = match length.posting_day {
            PostingDay::Counted => posted,
            PostingDay::Excluded => next(posted),
        };
        loop {
            let (is_working, calendar_reason) = classify(calendar, date)?;
            let full = counted == length.days;
            let counts = match length.unit {
                Unit::Working => is_working,
                Unit::Calendar => !full,
            };
            let (number, reason) = if date < starts {
                (None, DayReason::Posting(calendar_reason))
            } else if full {
                (None, DayReason::Moved(calendar_reason))
            } else if counts {
                counted += 1;
                let natural = length.unit == Unit::Calendar;
                (
                    Some(counted),
                    if natural {
                        DayReason::Natural(calendar_reason)
                    } else {
                        DayReason::Calendar(calendar_reason)
                    },
                )
            } else {
                (None, DayReason::Calendar(calendar_reason))
            };
            days.push(Day { date, number, reason });
            // Art. 203: the last day may not be a day off. Working days never are.
            if counted == length.days && (length.unit == Unit::Working || is_working) {
                return Ok(Period { length, posted, starts, ends: date, days });
            }
            date = next(date);
        }
    }
}

/// Whether a day is worked, and why; an unannounced day is an error for either unit, since a calendar period too
/// may have to move its end over days off.
fn classify(calendar: &WorkCalendar, date: NaiveDate) -> Result<(bool, Reason), NotAnnounced> {
    match calendar.kind(date) {
        DayKind::Working(reason) => Ok((true, reason)),
        DayKind::Off(reason) => Ok((false, reason)),
        DayKind::NotAnnounced(year) => Err(NotAnnounced { day: date, year }),
    }
}

impl Period {
    /// The last of the days counted, before an end on a day off moved on; `None` where it did not.
    pub fn nominal_end(&self) -> Option<NaiveDate> {
        let last = self.days.iter().rfind(|day| day.number.is_some())?;
        (last.date < self.ends).then_some(last.date)
    }

    /// The days that are in the period or out of it because of what kind of day they are: of calendar days, those that
    /// move its end on.
    pub fn decided_by_kind(&self) -> impl Iterator<Item = NaiveDate> {
        let nominal_end = self.nominal_end();
        let decided = move |day: &&Day| match &day.reason {
            DayReason::Calendar(_) | DayReason::Moved(_) => true,
            DayReason::Natural(_) => Some(day.date) == nominal_end,
            DayReason::Posting(_) | DayReason::EndSoFar(_) => false,
        };
        self.days.iter().filter(decided).map(|day| day.date)
    }

    /// The same period with its end on the last day counted, though that is a day off.
    #[must_use]
    pub fn without_moving(mut self) -> Period {
        self.ends = self.nominal_end().unwrap_or(self.ends);
        self.days.retain(|day| day.date <= self.ends);
        self
    }

    /// The same period as one that follows the end of another, on whose last day it was posted, so to speak.
    #[must_use]
    pub fn after_the_end(mut self) -> Period {
        for day in &mut self.days {
            if let DayReason::Posting(reason) = &day.reason {
                day.reason = DayReason::EndSoFar(reason.clone());
            }
        }
        self
    }
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(NaiveDate::MAX)
}

impl Unit {
    /// 个工作日, 天.
    pub fn counted(self) -> &'static str {
        match self {
            Unit::Working => "个工作日",
            Unit::Calendar => "天",
        }
    }

    /// The word used in files and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Working => "working",
            Unit::Calendar => "calendar",
        }
    }
}

impl PostingDay {
    /// The word used in files and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            PostingDay::Counted => "counted",
            PostingDay::Excluded => "excluded",
        }
    }
}

impl Length {
    /// The four readings of "n days": working or calendar, day of posting counted or not.
    pub fn readings(days: u32) -> [Length; 4] {
        [
            Length { days, unit: Unit::Working, posting_day: PostingDay::Counted },
            Length { days, unit: Unit::Working, posting_day: PostingDay::Excluded },
            Length { days, unit: Unit::Calendar, posting_day: PostingDay::Counted },
            Length { days, unit: Unit::Calendar, posting_day: PostingDay::Excluded },
        ]
    }

    /// `5个工作日，发布当日计入`
    pub fn text(&self, language: Language) -> String {
        let Length { days, unit, posting_day } = self;
        let (zh_unit, en_unit) = match unit {
            Unit::Working => ("个工作日", "working days"),
            Unit::Calendar => ("个自然日", "calendar days"),
        };
        let (zh_posting, en_posting) = match posting_day {
            PostingDay::Counted => ("发布当日计入", "posting day counted"),
            PostingDay::Excluded => ("发布当日不计入", "posting day excluded"),
        };
        text_in!(language, "{days}{zh_unit}，{zh_posting}", "{days} {en_unit}, {en_posting}")
    }
}

impl DayReason {
    /// The reason in plain words.
    pub fn text(&self, date: NaiveDate, language: Language) -> String {
        match self {
            DayReason::Calendar(reason) | DayReason::Natural(reason) => reason.text(date, language),
            DayReason::Posting(reason) => {
                let day = reason.text(date, language);
                text_in!(language, "发布当日，不计入（{day}）", "day of posting, excluded ({day})")
            }
            DayReason::EndSoFar(reason) => {
                let day = reason.text(date, language);
                text_in!(
                    language,
                    "原公示期满日，不计入（{day}）",
                    "end of the period so far, excluded ({day})"
                )
            }
            DayReason::Moved(reason) => {
                let day = reason.text(date, language);
                text_in!(
                    language,
                    "期满日为休息日，依民法典第二百零三条顺延（{day}）",
                    "the end fell on a day off and moves on (Civil Code art. 203; {day})"
                )
            }
        }
    }
}

impl NotAnnounced {
    /// What is missing.
    pub fn message(&self) -> String {
        let NotAnnounced { day, year } = self;
        text!(
            "{day} 是否上班尚未公布：缺少{year}年的国务院节假日安排",
            "whether {day} is a working day has not been announced: the State Council's notice for {year} is missing"
        )
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        let year = self.year;
        text!(
            "待国务院办公厅公布{year}年节假日安排（通常在上一年10至12月）后，写入 content/calendar/{year}.yaml，再计算公示期",
            "once the State Council's notice for {year} is out (usually October to December before), write it to content/calendar/{year}.yaml"
        )
    }
}
