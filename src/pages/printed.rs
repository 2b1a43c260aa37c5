//! A notice's page and the facts of the document that it is: one is made of the other, both ways.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::notice::{NoticePage, is_taken_off, notice_of_records};
use super::parts::{self, Link, RowView, TableView};
use super::single::{ChangeView, OutView};
use super::{Context, Terms, then};
use crate::domain::entry::Entry;
use crate::domain::moment::Moment;
use crate::domain::names::Order;
use crate::domain::notice::{Notice, Publicity};
use crate::domain::printed::{
    Cited, Made, Printed, PrintedChange, PrintedDay, PrintedDecision, PrintedList, PrintedPeriod, PrintedRow,
};
use crate::domain::printed_entry::PrintedEntry;
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;

/// The page of a notice at the register's moment: what was printed stays, what has become of it since stands around it.
pub fn notice(context: Context<'_>, round: &Round, notice: &Notice) -> NoticePage {
    let mut page = notice_of_records(context, round, notice);
    if let Some(archived) = &notice.archived
        && !is_taken_off(round, notice, context.register.now)
    {
        restore(&mut page, context.terms, &archived.facts);
        page.printed = Some(archived.text.clone());
    }
    page
}

/// The facts of a notice as its page states them.
pub fn facts(context: Context<'_>, round: &Round, notice: &Notice, page: &NoticePage, made: Made) -> Printed {
    let register = context.register;
    let about = page
        .about
        .as_ref()
        .map(|about| Cited { title: about.title.clone(), address: stem(&about.href).to_owned() });
    Printed {
        number: notice.number,
        kind: notice.kind.name.to_owned(),
        address: round.notice_address(notice),
        title: page.notice.title.clone(),
        description: page.page.description.clone(),
        published: notice.published.plain(),
        signed: notice.signed.to_string(),
        round: round.title.clone(),
        issuers: round.issuers.clone(),
        about,
        basis: page.basis.clone(),
        reason: page.reason.clone(),
        note: page.notice.note.clone(),
        period: notice.period.as_ref().map(|publicity| period(page, publicity)),
        calendar: register.calendar.edition(),
        contacts: round.contacts.clone(),
        objection: register.office.objection.printed(),
        order: order(round.order).to_owned(),
        columns: round.columns.iter().map(|column| column.name().to_owned()).collect(),
        lists: page.tables.iter().map(list).collect(),
        entries: entries(round, notice, page, register.now),
        changes: page.changes.iter().map(change).collect(),
        decisions: page.out.iter().map(decision).collect(),
        objections: page.objections.clone(),
        made,
    }
}

fn order(order: Order) -> &'static str {
    match order {
        Order::SurnameStrokes => "surname-strokes",
        Order::FullNameStrokes => "full-name-strokes",
        Order::Pinyin => "pinyin",
        Order::AsListed => "as-listed",
    }
}

fn period(page: &NoticePage, publicity: &Publicity) -> PrintedPeriod {
    let period = &publicity.period;
    let (length, shown) = (period.length, page.period.as_ref());
    let days = shown.iter().flat_map(|shown| &shown.ledger).map(|day| PrintedDay {
        date: day.machine.clone(),
        number: day.number,
        count: day.count.clone(),
        reason: day.reason.clone(),
    });
    PrintedPeriod {
        text: shown.map(|shown| shown.text.clone()).unwrap_or_default(),
        days: length.days,
        unit: length.unit.name().to_owned(),
        posting_day: length.posting_day.name().to_owned(),
        starts: period.starts.to_string(),
        ends: period.ends.to_string(),
        closes: publicity.closes.plain(),
        rule: shown.map(|shown| shown.rule.clone()).unwrap_or_default(),
        calendar: days.collect(),
        sources: page.sources.iter().flatten().map(|s| (s.text.clone(), s.href.clone())).collect(),
        remark: shown.and_then(|shown| shown.remark.clone()),
    }
}

fn list(table: &TableView) -> PrintedList {
    let texts = |texts: &[Arc<str>]| texts.iter().map(ToString::to_string).collect();
    let row = |row: &RowView| PrintedRow {
        page: row.href.to_string(),
        name: row.name.to_string(),
        group: row.group.as_ref().map(ToString::to_string),
        cells: texts(&row.cells),
        struck: false,
    };
    PrintedList {
        programme: table.programme.clone(),
        kind: table.kind.to_owned(),
        counter: table.counter.to_string(),
        order: table.order.to_string(),
        heads: texts(&table.heads),
        rows: table.rows.iter().map(row).collect(),
    }
}

/// What is said of those whom the lists of a page have, with nothing of what was corrected later.
fn entries(round: &Round, notice: &Notice, page: &NoticePage, now: Moment) -> Vec<PrintedEntry> {
    if page.tables.is_empty() {
        return Vec::new();
    }
    let printed = then::as_printed(round, notice, now);
    let by_page: BTreeMap<&str, &Entry> =
        printed.entries.iter().map(|entry| (&*entry.href, &**entry)).collect();
    let rows = page.tables.iter().flat_map(|table| &table.rows);
    rows.filter_map(|row| by_page.get(&*row.href)).map(|entry| PrintedEntry::from_entry(entry)).collect()
}

fn change(change: &ChangeView) -> PrintedChange {
    PrintedChange {
        page: change.href.clone(),
        name: change.name.to_string(),
        unit: change.unit.to_string(),
        field: change.field.to_string(),
        from: change.from.clone(),
        to: change.to.clone(),
        reason: change.reason.clone(),
    }
}

fn decision(out: &OutView) -> PrintedDecision {
    PrintedDecision {
        page: out.href.to_string(),
        name: out.name.to_string(),
        unit: out.unit.to_string(),
        kind: out.kind.to_string(),
        decision: out.decision.to_string(),
        reason: out.reason.clone(),
    }
}

fn stem(href: &str) -> &str {
    href.strip_suffix(".html").unwrap_or(href)
}

/// Has a page say what was printed, whatever the records say now.
fn restore(page: &mut NoticePage, terms: &Terms, printed: &Printed) {
    page.page.description.clone_from(&printed.description);
    page.page.source = Some(printed.issuers.join(terms.notice.between_issuers()));
    page.round.brief.issuers.clone_from(&printed.issuers);
    page.notice.note.clone_from(&printed.note);
    page.reason.clone_from(&printed.reason);
    page.basis.clone_from(&printed.basis);
    page.contacts = parts::contacts(terms, &printed.contacts);
    page.objections.clone_from(&printed.objections);
    page.tables = printed.lists.iter().map(table).collect();
    page.changes = printed.changes.iter().map(changed).collect();
    page.out = printed.decisions.iter().map(decided).collect();
    page.sources = printed.period.as_ref().map(|period| {
        let link = |(text, href): &(String, String)| Link { text: text.clone(), href: href.clone() };
        period.sources.iter().map(link).collect()
    });
    if let (Some(about), Some(cited)) = (&mut page.about, &printed.about) {
        about.title.clone_from(&cited.title);
    }
}

fn table(list: &PrintedList) -> TableView {
    let texts = |texts: &[String]| texts.iter().map(|text| text.as_str().into()).collect();
    let mut numbers: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let row = |row: &'_ PrintedRow| RowView {
        number: 0,
        group: row.group.as_deref().map(Into::into),
        name: row.name.as_str().into(),
        href: row.page.as_str().into(),
        cells: match row.struck {
            // One for each head but those of number and name.
            true => vec!["".into(); list.heads.len().saturating_sub(2)],
            false => texts(&row.cells),
        },
    };
    // Each group is numbered by itself.
    let number = |printed: &'_ PrintedRow| {
        let number = numbers.entry(printed.group.clone()).or_default();
        *number += 1;
        RowView { number: *number, ..row(printed) }
    };
    let rows: Vec<RowView> = list.rows.iter().map(number).collect();
    let kind = if list.kind == "team" { EntryKind::Team } else { EntryKind::Individual };
    TableView {
        // Only texts say these, and the text is there.
        id: String::new(),
        standing: Arc::default(),
        noun: Arc::default(),
        programme: list.programme.clone(),
        kind: parts::kind_name(kind),
        counter: list.counter.as_str().into(),
        count: list.rows.len(),
        order: list.order.as_str().into(),
        heads: texts(&list.heads),
        groups: parts::grouped(&rows),
        rows,
    }
}

fn changed(change: &PrintedChange) -> ChangeView {
    ChangeView {
        name: change.name.as_str().into(),
        unit: change.unit.as_str().into(),
        field: change.field.as_str().into(),
        from: change.from.clone(),
        to: change.to.clone(),
        reason: change.reason.clone(),
        href: change.page.clone(),
    }
}

fn decided(decision: &PrintedDecision) -> OutView {
    OutView {
        name: decision.name.as_str().into(),
        unit: decision.unit.as_str().into(),
        kind: decision.kind.as_str().into(),
        decision: decision.decision.as_str().into(),
        reason: decision.reason.clone(),
        href: decision.page.as_str().into(),
    }
}
