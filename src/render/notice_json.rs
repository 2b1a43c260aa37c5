//! `<n>-<kind>.json`: a notice as data, for programs.

use std::sync::Arc;

use serde::Serialize;

use super::{Schema, Source};
use crate::diagnostic::Diagnostic;
use crate::pages::NoticePage;
use crate::pages::parts::{ContactView, NoticeView, PeriodView, TableView};

/// What the file looks like.
pub(super) const SCHEMA: Schema =
    Schema { path: "schemas/notice.json", text: include_str!("../../schemas/published/notice.json") };

/// What a notice says. The names are those of the schema.
#[derive(Serialize)]
struct Data<'n> {
    #[serde(rename = "$schema")]
    schema: String,
    round: &'n str,
    number: usize,
    kind: &'static str,
    title: &'n str,
    url: &'n str,
    published: &'n str,
    signed: &'n str,
    issuers: &'n [String],
    about: Option<String>,
    basis: &'n [String],
    reason: Option<&'n str>,
    note: Option<&'n str>,
    period: Option<Period<'n>>,
    lists: Vec<List<'n>>,
    changes: Vec<Change<'n>>,
    decisions: Vec<Decision<'n>>,
    objections: Option<&'n str>,
    contacts: Vec<Contact<'n>>,
}

#[derive(Serialize)]
struct Contact<'n> {
    name: &'n str,
    role: &'static str,
    person: Option<&'n str>,
    phone: Option<&'n str>,
    phones: &'n [String],
    fax: Option<&'n str>,
    email: Option<&'n str>,
    address: Option<&'n str>,
    postcode: Option<&'n str>,
    hours: Option<&'n str>,
}

#[derive(Serialize)]
struct Period<'n> {
    starts: &'n str,
    ends: &'n str,
    closes: &'n str,
    text: &'n str,
    days: Vec<Day<'n>>,
}

#[derive(Serialize)]
struct Day<'n> {
    date: &'n str,
    number: Option<u32>,
    reason: &'n str,
}

#[derive(Serialize)]
struct List<'n> {
    programme: &'n str,
    kind: &'static str,
    count: usize,
    heads: &'n [Arc<str>],
    rows: Vec<Row<'n>>,
}

#[derive(Serialize)]
struct Row<'n> {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'n str>,
    /// In the order of the heads.
    cells: Vec<&'n str>,
}

#[derive(Serialize)]
struct Change<'n> {
    name: &'n str,
    unit: &'n str,
    item: &'n str,
    from: &'n str,
    to: &'n str,
    reason: &'n str,
    url: String,
}

#[derive(Serialize)]
struct Decision<'n> {
    name: &'n str,
    unit: &'n str,
    decision: &'n str,
    reason: &'n str,
}

/// The notice as JSON, with a line break at its end.
pub(super) fn bytes(source: &Source<'_, NoticePage>) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::with_capacity(4096);
    // Only strings and numbers, written to memory: serialising cannot fail.
    let _ = serde_json::to_writer_pretty(&mut bytes, &data(source.model));
    bytes.push(b'\n');
    Ok(bytes)
}

fn data(model: &NoticePage) -> Data<'_> {
    let NoticePage { page, notice, round, .. } = model;
    let base = page.canonical.strip_suffix(&page.address).unwrap_or(&page.canonical);
    Data {
        schema: format!("{base}{}", SCHEMA.path),
        round: &round.brief.id,
        number: notice.number,
        kind: notice.kind,
        title: &notice.title,
        url: &page.canonical,
        published: &notice.published_plain,
        signed: &notice.signed_machine,
        issuers: &round.brief.issuers,
        about: model.about.as_ref().map(|NoticeView { href, .. }| format!("{base}{href}")),
        basis: &model.basis,
        reason: model.reason.as_deref(),
        note: notice.note.as_deref(),
        period: model.period.as_ref().map(period),
        lists: model.tables.iter().map(|table| list(base, table)).collect(),
        changes: changes(base, model),
        decisions: decisions(model),
        objections: model.objections.as_deref(),
        contacts: model.contacts.iter().map(contact).collect(),
    }
}

fn contact(contact: &ContactView) -> Contact<'_> {
    Contact {
        name: &contact.name,
        role: contact.role,
        person: contact.person.as_deref(),
        phone: contact.phone.as_deref(),
        phones: &contact.phones,
        fax: contact.fax.as_deref(),
        email: contact.email.as_deref(),
        address: contact.address.as_deref(),
        postcode: contact.postcode.as_deref(),
        hours: contact.hours.as_deref(),
    }
}

fn period(period: &PeriodView) -> Period<'_> {
    let days =
        period.ledger.iter().map(|day| Day { date: &day.machine, number: day.number, reason: &day.reason });
    Period {
        starts: &period.starts_machine,
        ends: &period.ends_machine,
        closes: &period.closes_plain,
        text: &period.text,
        days: days.collect(),
    }
}

fn list<'n>(base: &str, table: &'n TableView) -> List<'n> {
    // The number of a row is its place here.
    let heads = table.heads.get(1..).unwrap_or_default();
    let rows = table.rows.iter().map(|row| Row {
        url: format!("{base}{}", row.href),
        group: row.group.as_deref(),
        cells: [&row.name].into_iter().chain(&row.cells).map(|cell| &**cell).collect(),
    });
    List { programme: &table.programme, kind: table.kind, count: table.count, heads, rows: rows.collect() }
}

fn changes<'n>(base: &str, model: &'n NoticePage) -> Vec<Change<'n>> {
    let changes = model.changes.iter().map(|change| Change {
        name: &change.name,
        unit: &change.unit,
        item: &change.field,
        from: &change.from,
        to: &change.to,
        reason: &change.reason,
        url: format!("{base}{}", change.href),
    });
    changes.collect()
}

fn decisions(model: &NoticePage) -> Vec<Decision<'_>> {
    let decisions = model.out.iter().map(|out| Decision {
        name: &out.name,
        unit: &out.unit,
        decision: &out.decision,
        reason: &out.reason,
    });
    decisions.collect()
}
