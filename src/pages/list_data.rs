//! The list of a round as data.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Context, Terms, parts};
use crate::domain::column::ListColumn;
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) columns: Vec<OwnColumnData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grouping: Option<GroupingData>,
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

/// A column that the round declares.
#[derive(Debug, Serialize)]
pub(crate) struct OwnColumnData {
    pub(crate) key: Arc<str>,
    pub(crate) heading: Arc<str>,
}

/// What the list is grouped by: the key of the column, and the groups in their order.
#[derive(Debug, Serialize)]
struct GroupingData {
    by: String,
    groups: Vec<Arc<str>>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    co_leaders: Vec<Arc<str>>,
    pub(crate) unit: Arc<str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_units: Vec<Arc<str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partners: Vec<Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Arc<str>>,
    pub(crate) field: Arc<str>,
    pub(crate) recommender: Arc<str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) columns: BTreeMap<Arc<str>, Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Arc<str>>,
    standing: &'static str,
    /// What the table of the list shows of leaders and units.
    #[serde(skip)]
    pub(crate) shown: Shown,
    /// The word that readers see for it.
    #[serde(skip)]
    pub(crate) standing_name: Arc<str>,
    url: String,
}

/// Leaders and units in one text each, as the table of the list has them.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) leaders: Option<Arc<str>>,
    pub(crate) units: Arc<str>,
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
        columns: round.columns.iter().filter_map(own_column).collect(),
        grouping: round.grouping.as_ref().map(|grouping| GroupingData {
            by: grouping.by.name().to_owned(),
            groups: grouping.groups.clone(),
        }),
        entries: round.listed().map(|entry| row(terms, base, (round, entry))).collect(),
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

fn own_column(column: &ListColumn) -> Option<OwnColumnData> {
    match column {
        ListColumn::Usual(_) => None,
        ListColumn::Own(own) => Some(OwnColumnData { key: own.key.clone(), heading: own.heading.clone() }),
    }
}

fn row(terms: &Terms, base: &str, (round, entry): (&Round, &Entry)) -> Row {
    let cells = entry.cells.iter();
    Row {
        id: entry.id.clone(),
        kind: parts::kind_name(entry.kind()),
        programme: entry.programme.name.clone(),
        name: entry.name.clone(),
        leader: entry.team().map(|team| team.leader.name.clone()),
        co_leaders: entry.team().into_iter().flat_map(|t| &t.co_leaders).map(|p| p.name.clone()).collect(),
        unit: entry.unit.clone(),
        other_units: entry.other_units.clone(),
        partners: entry.partners.clone(),
        title: entry.title().cloned(),
        field: entry.field.name.clone(),
        recommender: entry.recommender.clone(),
        columns: cells.map(|cell| (cell.column.key.clone(), cell.value.clone())).collect(),
        group: round.grouping.as_ref().and_then(|grouping| entry.shown(&grouping.by)),
        shown: Shown { leaders: entry.shown_leaders(), units: entry.shown_units() },
        standing: entry.standing.name(),
        standing_name: terms.standing(&entry.programme, entry.standing),
        url: format!("{base}{}", entry.href),
    }
}
