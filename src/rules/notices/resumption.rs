//! 恢复公示: a period that was stopped runs on with the days that were left.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::kind::{Given, Kind, Need, NoticeKey, Parts, always, latest_opening};
use super::period::{check_posting, compute};
use crate::diagnostic::Diagnostic;
use crate::domain::course::RoundState::Suspended;
use crate::domain::notice::{Effect, Notice, NoticeKind, Publicity, RunsFrom};
use crate::domain::period::Length;

pub(super) static KIND: Kind = Kind {
    word: ("resumption", "恢复公示"),
    fits: always,
    notice: NoticeKind { id: "resumption", name: "resumption", effect: Effect::Resumes },
    keys: &[(NoticeKey::Reason, Need::Optional)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Suspended]),
    read,
};

/// The days that were left, counted as the stopped period was.
fn read(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let published = given.published?;
    check_posting(given, published, out);
    let stopped = given.before.iter().rfind(|notice| notice.kind.effect == Effect::Suspends)?;
    let (opening, publicity) = given.before.iter().rev().find_map(|n| Some((n, n.opening()?)))?;
    let since = given.before.iter().filter(|notice| notice.number >= opening.number);
    let days = left(since, stopped);
    let length = Length { days, ..publicity.period.length };
    let period = compute(given, published.value.date, length, out)?;
    Some(Parts::of_period(Publicity { runs_from: RunsFrom::Resumption, ..period }))
}

/// How many days of the periods so far were still to run. The day on which it was stopped is not over, and is one.
fn left<'n>(notices: impl Iterator<Item = &'n Notice>, stopped: &Notice) -> u32 {
    let mut periods: Vec<&Publicity> = Vec::new();
    for notice in notices.filter(|notice| notice.number < stopped.number) {
        // One that ran on after an earlier stop takes the place of those before it.
        if notice.kind.effect == Effect::Resumes {
            periods.clear();
        }
        periods.extend(&notice.period);
    }
    let days = periods.iter().flat_map(|publicity| &publicity.period.days);
    let counted = days.filter(|day| day.number.is_some() && day.date >= stopped.published.date);
    let dates: BTreeSet<NaiveDate> = counted.map(|day| day.date).collect();
    u32::try_from(dates.len()).unwrap_or(1).max(1)
}
