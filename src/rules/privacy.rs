//! Nothing that must not be published stands in a text that would be. Names record and field, never the number.

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::gate::{Finding, scan_all, scan_record};
use crate::records::{
    ContactRecord, EntryFields, EntryRecord, ObjectionRecord, PersonRecord, ProgrammeRecord, Records,
    RoundRecord, SiteRecord, Text,
};
use crate::world::text::span_at;

pub(super) fn check(records: &Records) -> Vec<Diagnostic> {
    let entries: Vec<_> = records.entries.values().flatten().collect();
    let mut out: Vec<Diagnostic> = entries.par_iter().flat_map_iter(|entry| check_entry(entry)).collect();
    out.extend(records.site.iter().flat_map(|site| office(site)));
    out.extend(records.programmes.iter().flat_map(|programme| pack(programme)));
    out.extend(records.rounds.iter().flat_map(|record| round(record)));
    for page in &records.pages {
        let mut checker = Checker::new(&page.address, &[]);
        checker.text("title", &page.title);
        checker.maybe("description", &page.description);
        out.append(&mut checker.found);
        for (at, finding) in scan_all(&page.body) {
            let span = span_at(&page.body, at);
            let span = Span { line: span.line + page.body_line - 1, ..span };
            out.push(leak(Location::new(&page.file, span), &page.address, "Markdown", finding));
        }
    }
    out
}

/// What is found in a record of an entry. The record alone decides it, so where that is nothing it is not searched again.
fn check_entry(entry: &EntryRecord) -> Vec<Diagnostic> {
    if entry.searched.get().is_some() {
        return Vec::new();
    }
    let births: Vec<NaiveDate> =
        entry.people().filter_map(|person| Some(person.facts.birth.as_ref()?.value)).collect();
    let mut checker = Checker::new(&entry.id.value, &births);
    checker.text("id", &entry.id);
    if entry.team().is_some() {
        checker.text("name", &entry.name);
        checker.text("unit", &entry.unit);
    }
    entry.people().for_each(|person| checker.person(person));
    checker.entry(&entry.fields);
    if checker.found.is_empty() {
        let _ = entry.searched.set(());
    }
    checker.found
}

/// The office's own lines may look like anyone's number: what it lists as contacts is its own.
fn office(site: &SiteRecord) -> Vec<Diagnostic> {
    let mut checker = Checker::new("site.yaml", &[]);
    checker.text("title", &site.title);
    checker.text("owner", &site.owner);
    contacts(&mut checker, &site.contacts);
    let own = site.objection.as_ref();
    for (key, text) in own.into_iter().flat_map(texts) {
        checker.maybe(key, text);
    }
    own.into_iter().flat_map(|own| &own.process).for_each(|step| checker.text("process", step));
    site.removed.iter().for_each(|removed| checker.text("reason", &removed.reason));
    checker.found
}

fn texts(own: &ObjectionRecord) -> [(&'static str, &Option<Text>); 6] {
    [
        ("person", &own.person),
        ("unit", &own.unit),
        ("evidence", &own.evidence),
        ("anonymous", &own.anonymous),
        ("confidentiality", &own.confidentiality),
        ("correction", &own.correction),
    ]
}

fn contacts(checker: &mut Checker<'_>, contacts: &[ContactRecord]) {
    for contact in contacts {
        checker.text("name", &contact.name);
        checker.maybe("hours", &contact.hours);
    }
}

fn pack(programme: &ProgrammeRecord) -> Vec<Diagnostic> {
    let mut checker = Checker::new(&programme.id, &[]);
    checker.text("name", &programme.name);
    checker.maybe("short", &programme.short);
    programme.organisers.iter().for_each(|text| checker.text("organisers", text));
    for document in &programme.documents {
        checker.text("title", &document.title);
        checker.maybe("issuer", &document.issuer);
        checker.maybe("number", &document.number);
    }
    for field in programme.fields.iter().flat_map(|list| &list.list) {
        checker.text("name", &field.name);
    }
    checker.found
}

/// Titles, remarks and reasons of rounds are printed too.
fn round(round: &RoundRecord) -> Vec<Diagnostic> {
    let mut checker = Checker::new(&round.id, &[]);
    checker.text("title", &round.title);
    round.issuers.iter().for_each(|text| checker.text("issuers", text));
    round.basis.iter().for_each(|text| checker.text("basis", text));
    contacts(&mut checker, &round.contacts);
    for notice in &round.notices {
        checker.maybe("note", &notice.note);
        checker.maybe("reason", &notice.reason);
        for change in &notice.changes {
            let texts = [("from", &change.from), ("to", &change.to), ("reason", &change.reason)];
            texts.into_iter().for_each(|(key, text)| checker.text(key, text));
        }
        notice.decisions.iter().for_each(|decision| checker.text("reason", &decision.reason));
    }
    round.removed.iter().for_each(|removed| checker.text("reason", &removed.reason));
    checker.found
}

/// Checks the publishable texts of one record.
struct Checker<'r> {
    subject: &'r str,
    /// Dates of birth of the people in it.
    births: &'r [NaiveDate],
    found: Vec<Diagnostic>,
}

impl<'r> Checker<'r> {
    fn new(subject: &'r str, births: &'r [NaiveDate]) -> Self {
        Checker { subject, births, found: Vec::new() }
    }

    fn person(&mut self, person: &PersonRecord) {
        self.text("name", &person.name);
        self.maybe("unit", &person.unit);
        self.maybe("title", &person.title);
    }

    fn entry(&mut self, entry: &EntryFields) {
        self.text("recommender", &entry.recommender);
        self.maybe("summary", &entry.summary);
        for achievement in &entry.achievements {
            self.text("name", &achievement.name);
            self.maybe("kind", &achievement.kind);
            self.maybe("role", &achievement.role);
            self.maybe("contribution", &achievement.contribution);
        }
    }

    fn maybe(&mut self, key: &str, text: &Option<Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn text(&mut self, key: &str, text: &Text) {
        if let Some((_, finding)) = scan_record(&text.value, self.births) {
            self.found.push(leak(text.location.clone(), self.subject, key, finding));
        }
    }
}

fn leak(location: Location, subject: &str, key: &str, finding: Finding) -> Diagnostic {
    let what = finding.text();
    error!(location, "private-in-text",
        "{subject} 的 {key} 里有{what}，不能公布",
        "`{key}` of {subject} holds {what}, which must not be published";
        help: "从文字中删去", "take it out of the text"
    )
    .redacted()
}
