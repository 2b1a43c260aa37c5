//! Nothing that must not be published stands in a text that would be. Names record and field, never the number.

use std::sync::Arc;

use rayon::prelude::*;

use super::allowed::Allowances;
use crate::diagnostic::{Diagnostic, Location, Span, error, warning};
use crate::gate::{Found, Guard, Own, Verdict, judge_entry, judge_mailbox, judge_text};
use crate::records::{
    ColumnRecord, ContactRecord, EntryFields, EntryRecord, ObjectionRecord, PersonRecord, ProgrammeRecord,
    Records, RoundRecord, SiteRecord, Text,
};
use crate::world::text::span_at;

/// Searches every text that is published. `guard` knows the dates of birth that pages may not tell.
pub(super) fn check(records: &Records, guard: Option<&Guard>) -> Vec<Diagnostic> {
    let allowances = Allowances::new(records.site.as_deref());
    let entries: Vec<_> = records.entries.values().flatten().collect();
    let mut out: Vec<Diagnostic> =
        entries.par_iter().flat_map_iter(|entry| check_entry(entry, &allowances)).collect();
    let of_records = records.site.iter().map(|site| office(site, &allowances));
    let of_records =
        of_records.chain(records.programmes.iter().map(|programme| pack(programme, &allowances)));
    out.extend(of_records.chain(records.rounds.iter().map(|record| round(record, &allowances))).flatten());
    let pages = records.pages.par_iter().flat_map_iter(|page| {
        let mut checker = Checker::new(&page.address, &allowances);
        checker.text("title", &page.title);
        checker.maybe("description", &page.description);
        checker.body((&page.file, page.body_line), &page.body, guard);
        checker.found
    });
    out.extend(pages.collect::<Vec<_>>());
    for (round, wording) in &records.wordings {
        let mut checker = Checker::new(round, &allowances);
        let file = format!("content/rounds/{round}/notice.md").into();
        checker.body((&file, 1), wording, guard);
        out.append(&mut checker.found);
    }
    out.extend(allowances.unused());
    out
}

/// What is found in a record of an entry. The record alone decides it, so where that is nothing it is not searched again.
fn check_entry(entry: &EntryRecord, allowances: &Allowances<'_>) -> Vec<Diagnostic> {
    if entry.searched.get().is_some() {
        return Vec::new();
    }
    let people =
        entry.people().map(|person| (&*person.name.value, person.facts.birth.as_ref().map(|b| b.value)));
    let own = Own { people: people.collect() };
    let mut checker = Checker { own: Some(&own), ..Checker::new(&entry.id.value, allowances) };
    checker.text("id", &entry.id);
    if entry.team().is_some() {
        checker.text("name", &entry.name);
        checker.text("unit", &entry.unit);
    }
    entry.people().for_each(|person| checker.person(person));
    checker.entry(&entry.fields);
    if checker.found.is_empty() && !checker.allowed {
        let _ = entry.searched.set(());
    }
    checker.found
}

/// The office's own lines may look like anyone's number: what it lists as contacts is its own.
fn office(site: &SiteRecord, allowances: &Allowances<'_>) -> Vec<Diagnostic> {
    let mut checker = Checker::new("site.yaml", allowances);
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
        // Telephones are held to be lines of an office where contacts are read.
        checker.maybe("address", &contact.address);
        checker.maybe("postcode", &contact.postcode);
        checker.maybe("hours", &contact.hours);
        if let Some(email) = &contact.email {
            let found = judge_mailbox(&email.value);
            checker.report(&email.location, "email", (&email.value, found));
        }
    }
}

fn pack(programme: &ProgrammeRecord, allowances: &Allowances<'_>) -> Vec<Diagnostic> {
    let mut checker = Checker::new(&programme.id, allowances);
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
fn round(round: &RoundRecord, allowances: &Allowances<'_>) -> Vec<Diagnostic> {
    let mut checker = Checker::new(&round.id, allowances);
    checker.text("title", &round.title);
    round.issuers.iter().for_each(|text| checker.text("issuers", text));
    round.basis.iter().for_each(|text| checker.text("basis", text));
    contacts(&mut checker, &round.contacts);
    for column in &round.columns {
        let ColumnRecord::Own(own) = column else { continue };
        checker.text("heading", &own.heading);
        own.values.iter().for_each(|value| checker.text("values", value));
    }
    round.groups.iter().for_each(|group| checker.text("groups", group));
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
    allowances: &'r Allowances<'r>,
    /// The people it is about.
    own: Option<&'r Own<'r>>,
    found: Vec<Diagnostic>,
    /// Whether an allowance was made use of.
    allowed: bool,
}

impl<'r> Checker<'r> {
    fn new(subject: &'r str, allowances: &'r Allowances<'r>) -> Self {
        Checker { subject, allowances, own: None, found: Vec::new(), allowed: false }
    }

    /// The text of a page or a notice, each finding at its place in the file.
    fn body(&mut self, (file, first_line): (&Arc<str>, u32), body: &str, guard: Option<&Guard>) {
        let found = guard.map_or_else(|| judge_text(body), |guard| guard.judge(body));
        for found in found {
            let span = span_at(body, found.place.start);
            let location = Location::new(file, Span { line: span.line + first_line - 1, ..span });
            self.report(&location, "Markdown", (body, vec![found]));
        }
    }

    fn person(&mut self, person: &PersonRecord) {
        self.text("name", &person.name);
        self.maybe("unit", &person.unit);
        self.maybe("title", &person.title);
    }

    fn entry(&mut self, entry: &EntryFields) {
        self.text("recommender", &entry.recommender);
        entry.other_units.iter().for_each(|unit| self.text("other_units", unit));
        entry.partners.iter().for_each(|unit| self.text("partners", unit));
        entry.columns.0.iter().for_each(|(_, value)| self.text("columns", value));
        self.maybe("summary", &entry.summary);
        for achievement in &entry.achievements {
            self.text("name", &achievement.name);
            self.maybe("kind", &achievement.kind);
            achievement.people.iter().for_each(|person| self.text("people", person));
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
        let mut found = match self.own {
            Some(own) => judge_entry(&text.value, own),
            None => judge_text(&text.value),
        };
        // One that is refused says enough of a text.
        if let Some(refused) = found.iter().position(|found| found.verdict == Verdict::Refuse) {
            found = vec![found.swap_remove(refused)];
        }
        self.report(&text.location, key, (&text.value, found));
    }

    fn report(&mut self, location: &Location, key: &str, (text, found): (&str, Vec<Found>)) {
        for found in found {
            let what = found.finding.text();
            let subject = self.subject;
            if found.verdict == Verdict::Refuse {
                self.found.push(
                    error!(location, "private-in-text",
                        "{subject} 的 {key} 里有{what}，不能公布",
                        "`{key}` of {subject} holds {what}, which must not be published";
                        help: "从文字中删去", "take it out of the text"
                    )
                    .redacted(),
                );
                continue;
            }
            let digest = found.digest(subject, key, text);
            if self.allowances.allows(&digest) {
                self.allowed = true;
                continue;
            }
            self.found.push(warning!(location, "perhaps-private",
                "{subject} 的 {key} 里可能有{what}，请核对",
                "`{key}` of {subject} may hold {what}";
                help: "如果是，从文字中删去；如果确实可以公布，在 site.yaml 的 allowed 下加一行：- {{ text: {digest}, reason: 理由, by: 核对人 }}",
                "if it does, take it out; if it may be published, add to `allowed` in site.yaml: - {{ text: {digest}, reason: why, by: who }}"
            ).redacted());
        }
    }
}
