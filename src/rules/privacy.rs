//! Nothing that must not be published stands in a text that would be. Names record and field, never the number.

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::domain::moment::date_of;
use crate::domain::privacy::{Finding, scan_all, scan_record};
use crate::input::records::{EntryFields, PersonRecord, Records};
use crate::input::text::spot_at;
use crate::input::yaml::Text;
use crate::words;

pub(super) fn check(records: &Records, out: &mut Vec<Diagnostic>) {
    let engineers: Vec<_> = records.engineers.values().flatten().collect();
    out.par_extend(engineers.par_iter().flat_map_iter(|record| {
        let mut found = Vec::new();
        let births = births([&record.person]);
        let checker = Checker { file: &record.file, subject: &record.id.value, births: &births };
        checker.person(&record.person, &mut found);
        checker.entry(&record.entry, &mut found);
        found
    }));
    let teams: Vec<_> = records.teams.values().flatten().collect();
    out.par_extend(teams.par_iter().flat_map_iter(|record| {
        let mut found = Vec::new();
        let people = || [&record.leader].into_iter().chain(&record.members).chain(&record.mentors);
        let births = births(people());
        let checker = Checker { file: &record.file, subject: &record.id.value, births: &births };
        checker.text("name", &record.name, &mut found);
        checker.text("unit", &record.unit, &mut found);
        people().for_each(|person| checker.person(person, &mut found));
        checker.entry(&record.entry, &mut found);
        found
    }));
    rounds(records, out);
    for page in &records.pages {
        for (at, finding) in scan_all(&page.body) {
            let spot = spot_at(&page.body, at);
            let spot = Spot { line: spot.line + page.body_line - 1, ..spot };
            out.push(leak(Place::new(&page.file, spot), &page.address, "Markdown", finding));
        }
    }
}

/// Titles, remarks and reasons of rounds are printed too.
fn rounds(records: &Records, out: &mut Vec<Diagnostic>) {
    if let Some(site) = records.site() {
        let checker = Checker { file: &site.file, subject: "site", births: &[] };
        site.removed.iter().for_each(|removed| checker.text("reason", &removed.reason, out));
    }
    for round in records.round_records() {
        let checker = Checker { file: &round.file, subject: &round.id, births: &[] };
        checker.text("title", &round.title, out);
        for notice in &round.notices {
            let remarks =
                notice.note.iter().map(|t| ("note", t)).chain(notice.reason.iter().map(|t| ("reason", t)));
            let changes =
                notice.changes.iter().flat_map(|c| [("from", &c.from), ("to", &c.to), ("reason", &c.reason)]);
            let decisions = notice.decisions.iter().map(|d| ("reason", &d.reason));
            remarks.chain(changes).chain(decisions).for_each(|(key, text)| checker.text(key, text, out));
        }
        round.removed.iter().for_each(|removed| checker.text("reason", &removed.reason, out));
    }
}

/// Checks the publishable texts of one record.
struct Checker<'r> {
    file: &'r Arc<str>,
    subject: &'r str,
    /// The dates of birth of everyone in it.
    births: &'r [NaiveDate],
}

impl Checker<'_> {
    fn person(&self, person: &PersonRecord, out: &mut Vec<Diagnostic>) {
        self.text("name", &person.name, out);
        let texts = [("unit", &person.unit), ("title", &person.title)];
        texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.as_ref()?)))
            .for_each(|(key, text)| self.text(key, text, out));
    }

    fn entry(&self, entry: &EntryFields, out: &mut Vec<Diagnostic>) {
        self.text("recommender", &entry.recommender, out);
        if let Some(summary) = &entry.summary {
            self.text("summary", summary, out);
        }
        for achievement in &entry.achievements {
            self.text("name", &achievement.name, out);
            let texts = [
                ("kind", &achievement.kind),
                ("role", &achievement.role),
                ("contribution", &achievement.contribution),
            ];
            let given = texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
            given.for_each(|(key, text)| self.text(key, text, out));
        }
    }

    fn text(&self, key: &str, text: &Text, out: &mut Vec<Diagnostic>) {
        if let Some((_, finding)) = scan_record(&text.value, self.births) {
            out.push(leak(Place::new(self.file, text.spot), self.subject, key, finding));
        }
    }
}

fn births<'r>(people: impl IntoIterator<Item = &'r PersonRecord>) -> Vec<NaiveDate> {
    people.into_iter().filter_map(|person| date_of(person.birth.as_ref()?)).collect()
}

fn leak(place: Place, subject: &str, key: &str, finding: Finding) -> Diagnostic {
    let what = finding.words();
    let (zh, en) = (&what.zh, &what.en);
    let message = words!(
        "{subject} 的 {key} 里有{zh}，不能公布",
        "`{key}` of {subject} holds {en}, which must not be published"
    );
    Diagnostic::error("private-in-text", place, message)
        .help(words!("从文字中删去", "take it out of the text"))
        .hide_line()
}
