//! 延期: days added after the period so far.

use super::kind::{Given, Kind, Need, NoticeKey, Parts, always, latest_opening};
use super::period::{compute, length};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::course::Course;
use crate::domain::course::RoundState::Open;
use crate::domain::notice::{Effect, NoticeKind, Publicity, RunsFrom};
use crate::domain::period::PostingDay;

pub(super) static KIND: Kind = Kind {
    word: ("extension", "延期"),
    fits: always,
    notice: NoticeKind { id: "extension", name: "extension", effect: Effect::Extends },
    keys: &[(NoticeKey::Period, Need::Optional), (NoticeKey::Reason, Need::Required)],
    target: latest_opening,
    follows: |before| before.is_any_of(&[Open]),
    read,
};

/// They run from the day after its end.
fn read(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let length = length(given.source, out)?;
    let record = given.source.period.as_ref()?;
    if length.posting_day != PostingDay::Excluded {
        out.push(error!(record.posting_day.as_ref()?, "extension-posting-day",
            "延长的天数从原公示期结束的次日起算，发布当日（posting_day）应为不计入（excluded）",
            "added days run from the day after the end, so posting_day must be `excluded`";
            help: "写 发布当日: 不计入，或 posting_day: excluded", "write posting_day: excluded instead"
        ));
        return None;
    }
    // The end so far, whatever happens after it is published.
    let closes = Course::at(given.before, given.published?.value).closes?;
    let period = compute(given, closes.date, length, out)?;
    let period = Publicity { period: period.period.after_the_end(), ..period };
    Some(Parts::of_period(Publicity { runs_from: RunsFrom::EndSoFar, ..period }))
}
