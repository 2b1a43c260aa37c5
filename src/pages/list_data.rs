//! The list of a round as data.

use std::sync::Arc;

use serde::Serialize;

use super::{Context, Terms, parts};
use crate::domain::entry::Entry;
use crate::domain::register::Register;
use crate::domain::round::Round;

/// A round, its period, and everyone still listed. The names are those of `schemas/published/list.json`.
#[derive(Debug, Serialize)]
pub struct ListData {
    #[serde(rename = "$schema")]
    schema: String,
    round: String,
    title: String,
    year: String,
    phase: &'static str,
    period: Option<Period>,
    issuers: Vec<String>,
    url: String,
    pub(crate) entries: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Period {
    days: u32,
    unit: &'static str,
    posting_day: &'static str,
    starts: String,
    ends: String,
    closes: String,
}

/// An entry of the list.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) id: Arc<str>,
    kind: &'static str,
    pub(crate) programme: String,
    pub(crate) name: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) leader: Option<Arc<str>>,
    pub(crate) unit: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Arc<str>>,
    pub(crate) field: Arc<str>,
    pub(crate) recommender: Arc<str>,
    standing: &'static str,
    /// The word that readers see for it.
    #[serde(skip)]
    pub(crate) standing_name: Arc<str>,
    url: String,
}

/// The list of a round at the register's moment.
pub fn list_data(context: Context<'_>, round: &Round) -> ListData {
    let Context { register, terms } = context;
    let base = &register.office.base_url;
    ListData {
        schema: format!("{base}schemas/list.json"),
        round: round.id.clone(),
        title: round.title.clone(),
        year: round.year.clone(),
        phase: round.phase.name(),
        period: period(register, round),
        issuers: round.issuers.clone(),
        url: format!("{base}{}.html", round.address()),
        entries: round.listed().map(|entry| row(terms, base, entry)).collect(),
    }
}

fn period(register: &Register, round: &Round) -> Option<Period> {
    let (_, publicity) = round.publicity(register.now).filter(|(n, _)| n.published <= register.now)?;
    let period = &publicity.period;
    let closes = round.closes.unwrap_or(publicity.closes);
    Some(Period {
        days: period.length.days,
        unit: period.length.unit.name(),
        posting_day: period.length.posting_day.name(),
        starts: period.starts.to_string(),
        ends: closes.date.to_string(),
        closes: closes.plain(),
    })
}

fn row(terms: &Terms, base: &str, entry: &Entry) -> Row {
    Row {
        id: entry.id.clone(),
        kind: parts::kind_name(entry.kind()),
        programme: entry.programme.name.clone(),
        name: entry.name.clone(),
        leader: entry.team().map(|team| team.leader.name.clone()),
        unit: entry.unit.clone(),
        title: entry.title().cloned(),
        field: entry.field.name.clone(),
        recommender: entry.recommender.clone(),
        standing: entry.standing.name(),
        standing_name: terms.standing(&entry.programme, entry.standing),
        url: format!("{base}{}", entry.href),
    }
}
