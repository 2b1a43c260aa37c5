//! Nothing that must not be published stands in a text that would be. Names record and field, never the number.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::values::date_of;
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::gate::{Finding, scan_all, scan_record};
use crate::records::Text;
use crate::records::{
    ContactRecord, Decoded, EntryFields, PersonRecord, ProgrammeRecord, Records, RoundRecord, SiteRecord,
};
use crate::world::text::span_at;

pub(super) fn check(records: &Records) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let engineers: Vec<_> = records.engineers.values().flatten().collect();
    out.par_extend(engineers.par_iter().flat_map_iter(|record| {
        once(&record.entry, || {
            let births = births([&record.person]);
            let mut checker = Checker::new(&record.id.value, &births);
            checker.text("id", &record.id);
            checker.person(&record.person);
            checker.entry(&record.entry);
            checker.found
        })
    }));
    let teams: Vec<_> = records.teams.values().flatten().collect();
    out.par_extend(teams.par_iter().flat_map_iter(|record| {
        once(&record.entry, || {
            let births = births(record.people());
            let mut checker = Checker::new(&record.id.value, &births);
            checker.text("id", &record.id);
            checker.text("name", &record.name);
            checker.text("unit", &record.unit);
            record.people().for_each(|person| checker.person(person));
            checker.entry(&record.entry);
            checker.found
        })
    }));
    out.extend(records.site().into_iter().flat_map(office));
    for decoded in &records.programmes {
        if let Decoded::Programme(programme) = &**decoded {
            out.extend(pack(programme));
        }
    }
    out.extend(records.round_records().flat_map(round));
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

/// What is found in a record. The record alone decides it, so where that is nothing it is not searched again.
fn once(record: &EntryFields, search: impl FnOnce() -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    if record.searched.get().is_some() {
        return Vec::new();
    }
    let found = search();
    if found.is_empty() {
        let _ = record.searched.set(());
    }
    found
}

/// The office's own lines may look like anyone's number: what it lists as contacts is its own.
fn office(site: &SiteRecord) -> Vec<Diagnostic> {
    let mut checker = Checker::new("site.yaml", &[]);
    checker.text("title", &site.title);
    checker.text("owner", &site.owner);
    contacts(&mut checker, &site.contacts);
    let own = &site.objection;
    for (key, text) in [
        ("person", &own.person),
        ("unit", &own.unit),
        ("evidence", &own.evidence),
        ("anonymous", &own.anonymous),
        ("confidentiality", &own.confidentiality),
        ("correction", &own.correction),
    ] {
        checker.maybe(key, text);
    }
    own.process.iter().for_each(|step| checker.text("process", step));
    site.removed.iter().for_each(|removed| checker.text("reason", &removed.reason));
    checker.found
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

fn births<'r>(people: impl IntoIterator<Item = &'r PersonRecord>) -> Vec<NaiveDate> {
    people.into_iter().filter_map(|person| date_of(person.birth.as_ref()?)).collect()
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
