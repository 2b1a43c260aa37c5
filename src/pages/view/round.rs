//! A round, in full and in short.

use serde::Serialize;

use super::{NoticeView, PeriodView, notice, period};
use crate::domain::moment::Moment;
use crate::domain::notice::NoticeKind;
use crate::domain::programme::EntryKind;
use crate::domain::round::{Phase, Round};

/// A round, for any page of it.
#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: String,
    /// `open`, `ended` …
    pub phase: &'static str,
    /// 公示中 …
    pub phase_name: &'static str,
    /// 拟入选 until the result, 入选 after it.
    pub standing: &'static str,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Who signs.
    pub issuers: Vec<String>,
    /// Its period, if a publicity is out.
    pub period: Option<PeriodView>,
    /// The last moment to object, if it is open.
    pub closes: Option<String>,
    /// Its public notices, in order.
    pub notices: Vec<NoticeView>,
    /// Names of its programmes.
    pub programmes: Vec<String>,
    /// How many individuals are listed.
    pub engineers: usize,
    /// How many teams are listed.
    pub teams: usize,
}

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
    pub phase_name: &'static str,
    /// 拟入选 until the result, 入选 after it.
    pub standing: &'static str,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Who signs.
    pub issuers: Vec<String>,
    /// Its period, if a publicity is out.
    pub period: Option<PeriodView>,
    /// The last moment to object, if it is open.
    pub closes: Option<String>,
    /// The publicity notice, if it is out.
    pub notice: Option<NoticeView>,
}

/// A round in short.
pub fn round_brief(round: &Round, now: Moment) -> RoundBrief {
    let publicity = round.published(now).find_map(|n| match &n.kind {
        NoticeKind::Publicity(publicity) => Some((n, publicity)),
        _ => None,
    });
    RoundBrief {
        id: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        phase_name: round.phase.chinese(),
        standing: standing(round),
        href: format!("{}.html", round.address()),
        issuers: round.issuers.clone(),
        period: publicity.map(|(_, p)| period(p)),
        closes: publicity.filter(|_| round.phase == Phase::Open).map(|(_, p)| p.closes.chinese()),
        notice: publicity.map(|(n, _)| notice(round, n)),
    }
}

fn standing(round: &Round) -> &'static str {
    if round.phase == Phase::Decided { "入选" } else { "拟入选" }
}

/// A round as any page shows it at a moment.
pub fn round(round: &Round, now: Moment) -> RoundView {
    let publicity = round.published(now).find_map(|n| match &n.kind {
        NoticeKind::Publicity(publicity) => Some(publicity),
        _ => None,
    });
    let listed = |kind| round.listed().filter(|item| item.kind() == kind).count();
    RoundView {
        id: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        phase_name: round.phase.chinese(),
        standing: standing(round),
        href: format!("{}.html", round.address()),
        issuers: round.issuers.clone(),
        period: publicity.map(period),
        closes: publicity.filter(|_| round.phase == Phase::Open).map(|p| p.closes.chinese()),
        notices: round.published(now).map(|n| notice(round, n)).collect(),
        programmes: round.programmes.iter().map(|p| p.name.clone()).collect(),
        engineers: listed(EntryKind::Individual),
        teams: listed(EntryKind::Team),
    }
}
