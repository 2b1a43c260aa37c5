//! How many days of its period a round has left.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::{DayKind, WorkCalendar};
use super::course::RoundState;
use super::moment::Moment;
use super::notice::{Effect, Publicity};
use super::period::{DayReason, Unit};
use super::round::Round;

/// What is left of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// How many days.
    pub days: usize,
    /// Of which kind.
    pub unit: Unit,
    /// Whether today is one of them: no day off is, nor a day of posting that does not count.
    pub today: Today,
}

/// Whether today is among the days left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// 含当日
    Included,
    /// 不含当日
    NotIncluded,
}

impl Remaining {
    /// What a round has left, while it is open; nothing where its notices count in days of both kinds, for no number of
    /// either would be true.
    pub fn of_round(round: &Round, now: Moment, calendar: &WorkCalendar) -> Option<Remaining> {
        let (opening, first) = round.publicity(now).filter(|_| round.phase == RoundState::Open)?;
        let unit = first.period.length.unit;
        let mut periods: Vec<&Publicity> = Vec::new();
        for notice in round.published(now).filter(|notice| notice.number >= opening.number) {
            if notice.kind.effect == Effect::Resumes {
                periods.clear();
            }
            periods.extend(&notice.period);
        }
        if periods.iter().any(|one| one.period.length.unit != unit) {
            return None;
        }
        let counted = periods.into_iter().flat_map(|one| counted(one, calendar));
        let left: BTreeSet<NaiveDate> = counted.filter(|date| *date >= now.date).collect();
        let today = if left.contains(&now.date) { Today::Included } else { Today::NotIncluded };
        Some(Remaining { days: left.len(), unit, today })
    }
}

/// The days of a period that count, and those that its end was moved over.
fn counted(publicity: &Publicity, calendar: &WorkCalendar) -> Vec<NaiveDate> {
    let period = &publicity.period;
    if publicity.amended.is_none() {
        let is_one = |number: Option<u32>, reason: &DayReason| {
            number.is_some() || matches!(reason, DayReason::Moved(_))
        };
        return period
            .days
            .iter()
            .filter(|day| is_one(day.number, &day.reason))
            .map(|day| day.date)
            .collect();
    }
    // Its days are not told one by one any more.
    let until = period.starts.iter_days().take_while(|date| *date <= period.ends);
    let counts = |date: &NaiveDate| {
        period.length.unit == Unit::Calendar || matches!(calendar.kind(*date), DayKind::Working(_))
    };
    until.filter(counts).collect()
}
