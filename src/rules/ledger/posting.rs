//! When a notice really goes online. Its period runs from there, so none is first posted on a later day than it says.

use chrono::TimeDelta;

use super::super::notices::{self, period::closing_time};
use crate::diagnostic::{Diagnostic, Location, error, text, warning};
use crate::domain::calendar::WorkCalendar;
use crate::domain::ledger::Ledger;
use crate::domain::moment::{Moment, clock};
use crate::domain::notice::{Effect, Notice, Publicity};
use crate::domain::period::{Period, PostingDay};
use crate::domain::round::Round;
use crate::records::Records;

/// How long after its moment a notice still counts as posted in time.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// What is said of the notices that would be published now for the first time, later than they say. Those that are in
/// the ledger were judged when they were posted.
pub(in crate::rules) fn late(
    ledger: &Ledger,
    records: &Records,
    rounds: &[Round],
    (now, calendar): (Moment, &WorkCalendar),
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for round in rounds {
        let is_new = |notice: &&Notice| !ledger.notices.contains_key(&(round.id.clone(), notice.number));
        for notice in round.published(now).filter(is_new) {
            let record = records.round(&round.id).and_then(|record| record.notices.get(notice.number - 1));
            let at = record.map(|record| match &record.published {
                Some(published) => published.location.clone(),
                None => record.location.clone(),
            });
            let at = at.unwrap_or_else(|| Location::file(&format!("content/rounds/{}/round.yaml", round.id)));
            let posting = Posting { round, notice, now, calendar, at };
            out.extend(posting.judge());
        }
    }
    out
}

/// A notice that would be posted now.
struct Posting<'a> {
    round: &'a Round,
    notice: &'a Notice,
    now: Moment,
    calendar: &'a WorkCalendar,
    at: Location,
}

impl Posting<'_> {
    fn judge(&self) -> Option<Diagnostic> {
        let Posting { notice, now, .. } = self;
        match &notice.period {
            Some(publicity) if publicity.closes <= *now => Some(self.past(publicity)),
            _ if notice.published.date < now.date => Some(self.on_a_later_day()),
            _ => self.later_that_day(),
        }
    }

    /// 第1号公告（公示）, notice 1 (publicity)
    fn name(&self) -> String {
        let (number, word, name) =
            (self.notice.number, notices::word(self.notice.kind), self.notice.kind.name);
        text!("第{number}号公告（{word}）", "notice {number} ({name})")
    }

    fn past(&self, publicity: &Publicity) -> Diagnostic {
        let (name, closes, now) = (self.name(), publicity.closes.plain(), self.now.plain());
        error!(
            self.at.clone(),
            "posted-after-period",
            "{name}还没有发布过，而它的公示期到 {closes} 已经届满（现在是 {now}）",
            "{name} was never published, and its period was over at {closes} (it is {now})"
        )
        .help(self.remedy())
    }

    fn on_a_later_day(&self) -> Diagnostic {
        let (name, said, now) = (self.name(), self.notice.published.plain(), self.now.plain());
        error!(
            self.at.clone(),
            "posted-late",
            "{name}写的发布时间是 {said}，而现在是 {now}，它还没有发布过",
            "{name} says it was published at {said}; it is {now}, and it was never published"
        )
        .help(self.remedy())
    }

    /// Which key to change, and what follows from it.
    fn remedy(&self) -> String {
        let now = self.now.plain();
        let period = match self.period_from_now() {
            Some(period) => {
                let ends = period.ends;
                text!(
                    "公示期从那时起算，最后一天是 {ends}",
                    "the period then runs from there, and its last day is {ends}"
                )
            }
            None => text!("公告的日期随之改变", "the date of the notice changes with it"),
        };
        text!(
            "把这份公告的 published（发布时间）改为实际上网的时间，例如 {now}：{period}。确已按时在别处公布的（例如原来的网站），用 --already-posted 写明在哪里公布，台账会记下",
            "change `published` of this notice to when it really goes online, such as {now}: {period}. If it was posted in time elsewhere, such as on an earlier site, say where with --already-posted; the ledger will have it"
        )
    }

    /// The period it would have if it said that it is posted now.
    fn period_from_now(&self) -> Option<Period> {
        let publicity = self.notice.period.as_ref()?;
        let runs_from_posting = matches!(self.notice.kind.effect, Effect::Opens | Effect::Adds);
        let length = publicity.period.length;
        Period::compute(self.calendar, self.now.date, length).ok().filter(|_| runs_from_posting)
    }

    fn later_that_day(&self) -> Option<Diagnostic> {
        let Posting { notice, now, .. } = self;
        let is_late = !notice.published.day_only && now.to_clock() - notice.published.to_clock() > TOLERANCE;
        let closing = self.closing_time().filter(|closing| now.minute > *closing);
        if !is_late && closing.is_none() {
            return None;
        }
        let (name, said, now) = (self.name(), notice.published.plain(), now.plain());
        let late = match is_late {
            true => text!(
                "{name}写的发布时间是 {said}，实际发布于 {now}",
                "{name} says it was published at {said} and is really published at {now}"
            ),
            false => text!("{name}实际发布于 {now}", "{name} is really published at {now}"),
        };
        let help = match closing {
            Some(closing) => self.after_hours(closing),
            None => text!(
                "公示期仍从当天起算；要与实际一致的，把 published（发布时间）改为 {now} 再发布",
                "the period runs from this day all the same; to say when it really was, change `published` to {now} first"
            ),
        };
        Some(warning!(self.at.clone(), "posted-later-that-day", "{late}", "{late}").help(help))
    }

    /// The close of business on a day of work, where a period begins.
    fn closing_time(&self) -> Option<u16> {
        self.notice.period.as_ref()?;
        self.round.contacts.iter().find_map(|contact| closing_time(contact.hours.as_deref()?))
    }

    /// What posting it after hours does to the period.
    fn after_hours(&self, closing: u16) -> String {
        let closing = clock(closing);
        let posting_day = self.notice.period.as_ref().map(|publicity| publicity.period.length.posting_day);
        match posting_day {
            Some(PostingDay::Counted) => text!(
                "已过下班时间{closing}，而发布当日计入公示期：这一天实际上无法来访、来电，公示期少了一天。可在下一个工作日再发布，把 published（发布时间）改为那时，或写发布当日不计入（posting_day: excluded）",
                "it is past the close of business at {closing}, and the day of posting counts: nobody can call or come in on it, so the period is a day shorter in fact. Publish on the next working day and change `published` to then, or write posting_day: excluded"
            ),
            _ => text!(
                "已过下班时间{closing}；发布当日不计入公示期，公示期不受影响",
                "it is past the close of business at {closing}; the day of posting does not count, so the period is what it was"
            ),
        }
    }
}
