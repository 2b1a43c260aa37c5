//! Dates, periods and their days in the words of the theme.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Dates, PeriodTerms, Terms, Weekdays};
use crate::domain::calendar::{Festival, Reason};
use crate::domain::moment::{Moment, clock};
use crate::domain::period::{Day, DayReason, Length, PostingDay, Unit};

impl Dates {
    /// `2025年9月1日`
    pub(crate) fn of(&self, date: NaiveDate) -> String {
        self.full(date.year(), date.month(), date.day())
    }

    /// The later of two dates, leaving out the year where it is the same: `9月5日`.
    pub(crate) fn after(&self, first: NaiveDate, date: NaiveDate) -> String {
        if first.year() == date.year() { self.same_year(date.month(), date.day()) } else { self.of(date) }
    }

    /// `2025年9月5日24:00`, or the day alone where no more was given.
    pub(crate) fn of_moment(&self, moment: Moment) -> String {
        let date = self.of(moment.date);
        if moment.day_only { date } else { self.moment(date, clock(moment.minute)) }
    }
}

impl Weekdays {
    pub(crate) fn of(&self, date: NaiveDate) -> &Arc<str> {
        match date.weekday() {
            Weekday::Mon => self.monday(),
            Weekday::Tue => self.tuesday(),
            Weekday::Wed => self.wednesday(),
            Weekday::Thu => self.thursday(),
            Weekday::Fri => self.friday(),
            Weekday::Sat => self.saturday(),
            Weekday::Sun => self.sunday(),
        }
    }
}

impl PeriodTerms {
    /// What stands after a number of days: 个工作日.
    pub(crate) fn counter(&self, unit: Unit) -> &Arc<str> {
        match unit {
            Unit::Working => self.working(),
            Unit::Calendar => self.calendar(),
        }
    }

    /// How the days are counted: `5个工作日，发布当日计入`.
    pub(crate) fn rule_of(&self, Length { days, unit, posting_day }: Length) -> String {
        let unit = match unit {
            Unit::Working => self.rule_working(),
            Unit::Calendar => self.rule_calendar(),
        };
        let posting = match posting_day {
            PostingDay::Counted => self.rule_counted(),
            PostingDay::Excluded => self.rule_excluded(),
        };
        self.rule(days, unit, posting)
    }
}

impl Terms {
    /// Which of the days counted a day is: 第1个工作日, 不计入, 顺延.
    pub(crate) fn count_of_day(&self, day: &Day, unit: Unit) -> String {
        match (day.number, &day.reason) {
            (Some(number), _) => self.days.counted(number, self.period.counter(unit)),
            (None, DayReason::Moved(_)) => self.days.moved_on().to_string(),
            (None, _) => self.days.not_counted().to_string(),
        }
    }

    /// Why a day of a period counts or does not; the period ends on a day.
    pub(crate) fn reason_of_day(&self, day: &Day, ends: NaiveDate) -> String {
        let date = day.date;
        match &day.reason {
            DayReason::Calendar(reason) | DayReason::Natural(reason) => self.reason(date, reason),
            DayReason::Posting(reason) => self.days.posting(self.reason(date, reason)),
            DayReason::EndSoFar(reason) => self.days.end_so_far(self.reason(date, reason)),
            DayReason::Moved(reason) if date == ends => self.days.moved_end(self.reason(date, reason)),
            DayReason::Moved(reason) => self.days.moved(self.reason(date, reason)),
        }
    }

    /// Why a day is worked or is not.
    fn reason(&self, date: NaiveDate, reason: &Reason) -> String {
        let day = self.weekdays.of(date);
        match reason {
            Reason::Weekday => self.days.weekday(day),
            Reason::Weekend => self.days.weekend(day),
            Reason::Holiday(festival) => self.days.holiday(day, festival),
            Reason::MakeUp(festival) => self.days.make_up(day, festival),
            Reason::Statutory(festival) => self.days.statutory(day, festival),
            Reason::Regional(Festival { name, region }) => self.days.regional(day, region, name),
            Reason::RegionalMakeUp(Festival { name, region }) => {
                self.days.regional_make_up(day, region, name)
            }
        }
    }
}
