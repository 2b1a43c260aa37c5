//! The bar on top of every page of the preview: that it is a draft, for which moment, and steps to other moments.

use std::fmt::Write;

use chrono::{NaiveDateTime, TimeDelta};

use crate::diagnostic::text;
use crate::domain::moment::{Moment, weekday, weekday_en};
use crate::domain::notice::Effect;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::site::{Route, Site};

/// What sets the moment: `?today=2026-09-21`, `?today=2026-09-21T15:00`; empty goes back to the clock's.
pub(super) const QUERY: &str = "today=";

/// The way back from a moment that has no site.
pub(super) const BACK: &str = "<nav id=\"gongshi-bar\"><a href=\"?today=\">回到现在 · back to now</a></nav>";

/// A moment as a browser gives it; a day alone is its noon.
pub(super) fn read(text: &str) -> Option<NaiveDateTime> {
    let moment = Moment::parse(text)?;
    match moment.day_only {
        true => moment.date.and_hms_opt(12, 0, 0),
        false => Some(moment.to_clock()),
    }
}

/// A moment as the cookie keeps it.
pub(super) fn written(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M").to_string()
}

/// The bar of a page.
pub(super) fn html(site: &Site, route: &Route, simulated: bool) -> String {
    let register = site.register();
    let now = register.now;
    let (day, day_en) = (weekday(now.date), weekday_en(now.date));
    let day = text!("{day}", "{day_en}");
    let mut out = format!(
        "<nav id=\"gongshi-bar\" aria-label=\"{}\"><b>{}</b><span>{} {day}</span><ul>",
        text!("预览", "Preview"),
        text!("预览，未发布", "Preview, not published"),
        now.plain(),
    );
    let mut step = |text: &str, to: Option<NaiveDateTime>| {
        let to_text = to.map(written).unwrap_or_default();
        let here = if to == Some(now.to_clock()) { " aria-current=\"true\"" } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(out, "<li><a href=\"?{QUERY}{to_text}\"{here}>{text}</a></li>");
    };
    let noon = |days: i64| {
        let day = now.date.checked_add_signed(TimeDelta::days(days))?;
        day.and_hms_opt(12, 0, 0)
    };
    step(&text!("前一天", "day before"), noon(-1));
    step(&text!("后一天", "day after"), noon(1));
    if let Some(round) = round(register, route) {
        for (name, moment) in stages(round) {
            step(&name, Some(moment));
        }
    }
    if simulated {
        step(&text!("回到现在", "back to now"), None);
    }
    out.push_str("</ul></nav>");
    out
}

/// The round that a page is about, else the newest that has a notice.
fn round<'r>(register: &'r Register, route: &'r Route) -> Option<&'r Round> {
    let newest = || register.rounds.iter().find(|round| !round.notices.is_empty());
    route.page.round.as_ref().or_else(newest).map(|round| &**round)
}

/// Before, during and after the period of a round, and after its result.
fn stages(round: &Round) -> Vec<(String, NaiveDateTime)> {
    let mut stages = Vec::new();
    let opening = round.notices.iter().find_map(|n| Some((n.published.to_clock(), n.opening()?)));
    if let Some((published, _)) = opening {
        stages.push((text!("公示前", "before"), published - TimeDelta::minutes(1)));
        stages.push((text!("公示中", "during"), published));
    }
    if let Some(last) = round.notices.iter().filter_map(|n| Some(n.period.as_ref()?.closes)).max() {
        stages.push((text!("期满", "after"), last.to_clock()));
    }
    let result = round.notices.iter().find(|n| n.kind.effect == Effect::Decides);
    stages.extend(result.map(|n| (text!("公布结果", "result"), n.published.to_clock())));
    stages
}
