//! A round, in full and in short.

use std::sync::Arc;

use serde::Serialize;

use super::{NoticeView, PeriodView, notice, period_of};
use crate::domain::course::RoundState;
use crate::domain::entry::Standing;
use crate::domain::moment::Moment;
use crate::domain::notice::Effect;
use crate::domain::programme::EntryKind;
use crate::domain::remaining::{Remaining, Today};
use crate::domain::round::Round;
use crate::pages::{Context, Terms};

/// A round in short, for the pages of its entries: costs the same however many people it has.
#[derive(Clone, Debug, Serialize)]
pub struct RoundBrief {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: String,
    /// `open`, `ended` …
    pub phase: &'static str,
    /// 公示中 …
    pub phase_name: Arc<str>,
    /// 拟入选 until the result, 入选 after it, in the programmes' own words.
    pub standing: Arc<str>,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Who signs.
    pub issuers: Vec<String>,
    /// Its period, if a publicity is out.
    pub period: Option<PeriodView>,
    /// The last moment to object, if it is open.
    pub closes: Option<String>,
    /// The day of the week it is on.
    pub closes_weekday: Option<Arc<str>>,
    /// 3个工作日（含当日）: how many days are left, if it is open. True on the day the site is computed for.
    pub left: Option<String>,
    /// Since when it stands there, `2025年9月15日9:00`.
    pub since: Option<String>,
    /// The notice whose period is in force, if one is out.
    pub notice: Option<NoticeView>,
}

/// What every article of a round is found by: its programmes and its year.
pub fn keywords(terms: &Terms, round: &Round) -> Vec<String> {
    round.programmes.iter().map(|p| p.name.clone()).chain([terms.dates.year(&round.year)]).collect()
}

/// Who signs, as one text.
pub fn issuers(terms: &Terms, round: &Round) -> String {
    round.issuers.join(terms.notice.between_issuers())
}

/// A round in short.
pub fn round_brief(context: Context<'_>, round: &Round) -> RoundBrief {
    let Context { register, terms } = context;
    let now = register.now;
    let publicity = round.publicity(now).filter(|(n, _)| n.published <= now);
    RoundBrief {
        id: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        phase_name: terms.phases.of(round.phase).clone(),
        standing: terms.round_standing_now(round),
        href: format!("{}.html", round.address()),
        issuers: round.issuers.clone(),
        period: in_force(terms, round, now),
        closes: round.closes.filter(|_| round.phase == RoundState::Open).map(|m| terms.dates.of_moment(m)),
        closes_weekday: round
            .closes
            .filter(|_| round.phase == RoundState::Open)
            .map(|m| terms.weekdays.of(m.date).clone()),
        left: left(context, round),
        since: round.since.map(|m| terms.dates.of_moment(m)),
        notice: publicity.map(|(n, _)| notice(terms, round, n)),
    }
}

/// How many days are left, and whether today is one of them.
fn left(Context { register, terms }: Context<'_>, round: &Round) -> Option<String> {
    let Remaining { days, unit, today } = Remaining::of_round(round, register.now, &register.calendar)?;
    let unit = terms.period.counter(unit);
    Some(match today {
        Today::Included => terms.period.left(days, unit),
        Today::NotIncluded => terms.period.left_without_today(days, unit),
    })
}

/// The period of the publicity in force, with what extended or supplemented it.
fn in_force(terms: &Terms, round: &Round, now: Moment) -> Option<PeriodView> {
    let (opening, publicity) = round.publicity(now).filter(|(n, _)| n.published <= now)?;
    let mut shown = period_of(terms, opening)?;
    for later in round.published(now).filter(|n| n.number > opening.number) {
        let Some(added) = &later.period else { continue };
        // The days of the first period are no longer the whole of it.
        shown.ledger.clear();
        let ends = terms.dates.after(publicity.period.starts, added.closes.date);
        shown.text = match later.kind.effect {
            Effect::Extends => terms.period.extended(&shown.text, ends),
            Effect::Resumes => terms.period.resumed(&shown.text, ends),
            _ => terms.period.supplemented(&shown.text, ends),
        };
    }
    let closes = round.closes.unwrap_or(publicity.closes);
    shown.closes = terms.dates.of_moment(closes);
    shown.closes_weekday = terms.weekdays.of(closes.date).clone();
    shown.closes_plain = closes.plain();
    shown.closes_machine = closes.rfc3339();
    Some(shown)
}

/// A round, for its own pages: what its entries' pages show, and its notices and numbers.
#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    /// What is the same on the pages of its entries.
    #[serde(flatten)]
    pub brief: RoundBrief,
    /// Its public notices, in order.
    pub notices: Vec<NoticeView>,
    /// Names of its programmes.
    pub programmes: Vec<String>,
    /// How many individuals are listed.
    pub engineers: usize,
    /// How many teams are listed.
    pub teams: usize,
    /// Why they are fewer than were announced, where they are.
    pub difference: Option<String>,
}

/// A round as any page shows it at the register's moment.
pub fn round(context: Context<'_>, round: &Round) -> RoundView {
    let listed = |kind| round.listed().filter(|entry| entry.kind() == kind).count();
    RoundView {
        brief: round_brief(context, round),
        notices: round.published(context.register.now).map(|n| notice(context.terms, round, n)).collect(),
        programmes: round.programmes.iter().map(|p| p.name.clone()).collect(),
        engineers: listed(EntryKind::Individual),
        teams: listed(EntryKind::Team),
        difference: difference(context.terms, round),
    }
}

/// 公示3人，其中主动放弃1人，不在名单上.
fn difference(terms: &Terms, round: &Round) -> Option<String> {
    let words = &terms.difference;
    let counted = |count: usize, kind| words.count(count, terms.counters.of(kind));
    let kinds = [EntryKind::Individual, EntryKind::Team];
    let all = |kind| round.entries_of(kind).count();
    let announced: Vec<String> =
        kinds.into_iter().filter(|kind| all(*kind) > 0).map(|kind| counted(all(kind), kind)).collect();
    let mut gone: Vec<(Arc<str>, EntryKind, usize)> = Vec::new();
    for entry in round.entries.iter().filter(|entry| matches!(entry.standing, Standing::Out(_))) {
        let (standing, kind) = (terms.standing(&entry.programme, entry.standing), entry.kind());
        match gone.iter_mut().find(|(other, of, _)| *other == standing && *of == kind) {
            Some((.., count)) => *count += 1,
            None => gone.push((standing, kind, 1)),
        }
    }
    let gone: Vec<String> =
        gone.iter().map(|(standing, kind, count)| words.gone(standing, counted(*count, *kind))).collect();
    let between = terms.notice.between_issuers();
    (!gone.is_empty()).then(|| words.sentence(announced.join(between), gone.join(between)))
}
