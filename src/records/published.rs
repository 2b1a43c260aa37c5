//! `content/published/<round>/<n>-<kind>.md`: a notice as it was printed, its facts as front matter. Only `publish` writes
//! such files.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::decode::Decoder;
use super::page::split;
use super::printed::{
    PrintedAchievementRecord, PrintedChangeRecord, PrintedDayRecord, PrintedDecisionRecord,
    PrintedEntryRecord, PrintedListRecord, PrintedPeriodRecord, PrintedPersonRecord, PrintedRecord,
    PrintedRowRecord, SourceLinkRecord,
};
use super::record::Record;
use super::site::ContactRecord;
use super::spanned::Text;
use super::yaml;
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::digest::{hex, sha256};
use crate::domain::printed::{
    Cited, Made, Printed, PrintedChange, PrintedDay, PrintedDecision, PrintedList, PrintedPeriod, PrintedRow,
};
use crate::domain::printed_entry::{PrintedAchievement, PrintedEntry, PrintedPerson};
use crate::world::snapshot::SourceFile;

/// A document of the archive.
#[derive(Clone, Debug)]
pub struct PublishedRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The round, by the folder's name.
    pub round: String,
    /// The file's name without ending.
    pub stem: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// What it says, as data; `None` where that does not read.
    pub facts: Option<Printed>,
    /// Its Markdown.
    pub text: Arc<str>,
}

/// The digest of a document as `publish` wrote it. Version control on Windows ends lines with CR and LF in what it checks
/// out (`core.autocrlf`); no word is changed by that, and the text is read without them.
pub(super) fn digest_as_written(text: &str, file: &SourceFile) -> [u8; 32] {
    match memchr::memmem::find(&file.bytes, b"\r\n") {
        Some(_) => Sha256::digest(text).into(),
        None => *file.digest(),
    }
}

/// Decodes a document of the archive; of one whose facts do not read there is its digest alone.
pub(super) fn decode_published(
    d: &mut Decoder,
    source: &str,
    digest: &[u8; 32],
    (round, stem): (String, String),
) -> PublishedRecord {
    let (facts, text) = match split(source) {
        Some((front, body)) => (facts(d, front, body), body),
        None => {
            d.report(damaged(d));
            (None, "")
        }
    };
    let text = text.strip_prefix('\n').unwrap_or(text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    let digest = hex(digest);
    PublishedRecord { file: d.file.clone(), round, stem, digest, facts, text: text.into() }
}

/// What a document of the archive says as it will be read; `None` where it does not read, or not without remarks.
pub fn printed_of(file: &str, source: &str) -> Option<(Printed, Arc<str>)> {
    let mut d = Decoder::new(&file.into());
    let digest = Sha256::digest(source).into();
    let record = decode_published(&mut d, source, &digest, (String::new(), String::new()));
    let has_remarks = !(d.diagnostics.is_empty() && d.slips.is_empty());
    record.facts.filter(|_| !has_remarks).map(|facts| (facts, record.text))
}

fn facts(d: &mut Decoder, front: &str, body: &str) -> Option<Printed> {
    // The first line is `---`, so a leading empty line keeps the places right.
    let text = format!("\n{front}");
    let node = yaml::parse(&d.file, &text).map_err(|problem| d.report(problem)).ok()?;
    let record = PrintedRecord::decode_record(d, node)?;
    let body = body.strip_prefix('\n').unwrap_or(body);
    let body = body.strip_suffix('\n').unwrap_or(body);
    if *record.text.value != *sha256(body) {
        d.report(damaged(d));
        return None;
    }
    Some(printed(record))
}

/// What is wrong where a document is not as `publish` wrote it.
fn damaged(d: &Decoder) -> Diagnostic {
    error!(Location::new(&d.file, Span::START), "archive-changed",
        "存档的公告被改动过，与发布时不同", "this archived notice is not as it was published";
        help: "存档由 publish 写出，不能手工修改：从版本控制或备份恢复原来的文件",
        "only `publish` writes the archive: restore the file from version control or a backup"
    )
}

fn texts(list: Vec<Text>) -> Vec<String> {
    list.iter().map(text).collect()
}

fn text(text: &Text) -> String {
    text.value.to_string()
}

fn own(value: Option<Text>) -> Option<String> {
    value.as_ref().map(text)
}

fn printed(r: PrintedRecord) -> Printed {
    Printed {
        number: r.number.value as usize,
        kind: text(&r.kind),
        address: text(&r.address),
        title: text(&r.title),
        description: text(&r.description),
        published: text(&r.published),
        signed: text(&r.signed),
        round: text(&r.round),
        issuers: texts(r.issuers),
        about: r.about.map(|about| Cited { title: text(&about.title), address: text(&about.address) }),
        basis: texts(r.basis),
        reason: own(r.reason),
        note: own(r.note),
        period: r.period.map(period),
        calendar: text(&r.calendar),
        contacts: r.contacts.iter().map(ContactRecord::contact).collect(),
        objection: r.objection.iter().map(|said| (text(&said.rule), text(&said.text))).collect(),
        order: text(&r.order),
        columns: texts(r.columns),
        lists: r.lists.into_iter().map(list).collect(),
        entries: r.entries.into_iter().map(entry).collect(),
        changes: r.changes.into_iter().map(change).collect(),
        decisions: r.decisions.into_iter().map(decision).collect(),
        objections: own(r.objections),
        made: Made {
            program: text(&r.program),
            builtin: text(&r.builtin),
            wording: own(r.wording).unwrap_or_default(),
        },
    }
}

fn period(r: PrintedPeriodRecord) -> PrintedPeriod {
    let day = |day: PrintedDayRecord| PrintedDay {
        date: text(&day.date),
        number: day.number.map(|number| number.value),
        count: text(&day.count),
        reason: text(&day.reason),
    };
    let source = |source: SourceLinkRecord| (text(&source.text), own(source.href).unwrap_or_default());
    PrintedPeriod {
        text: text(&r.text),
        days: r.days.value,
        unit: text(&r.unit),
        posting_day: text(&r.posting_day),
        starts: text(&r.starts),
        ends: text(&r.ends),
        closes: text(&r.closes),
        rule: text(&r.rule),
        calendar: r.calendar.into_iter().map(day).collect(),
        sources: r.sources.into_iter().map(source).collect(),
        remark: own(r.remark),
    }
}

fn list(r: PrintedListRecord) -> PrintedList {
    let row = |row: PrintedRowRecord| PrintedRow {
        page: text(&row.page),
        name: text(&row.name),
        group: own(row.group),
        cells: row.cells.into_iter().map(|cell| cell.0).collect(),
        struck: row.struck.is_some_and(|struck| struck.value),
    };
    PrintedList {
        programme: text(&r.programme),
        kind: text(&r.kind),
        counter: text(&r.counter),
        order: text(&r.order),
        heads: texts(r.heads),
        rows: r.rows.into_iter().map(row).collect(),
    }
}

fn entry(r: PrintedEntryRecord) -> PrintedEntry {
    let people = |list: Vec<PrintedPersonRecord>| list.into_iter().map(person).collect();
    PrintedEntry {
        page: text(&r.page),
        programme: text(&r.programme),
        name: text(&r.name),
        unit: text(&r.unit),
        other_units: texts(r.other_units),
        partners: texts(r.partners),
        title: own(r.title),
        field: text(&r.field),
        recommender: text(&r.recommender),
        summary: own(r.summary),
        achievements: r.achievements.into_iter().map(achievement).collect(),
        leader: own(r.leader),
        co_leaders: people(r.co_leaders),
        members: people(r.members),
        mentors: people(r.mentors),
    }
}

fn person(r: PrintedPersonRecord) -> PrintedPerson {
    PrintedPerson { name: text(&r.name), unit: own(r.unit), title: own(r.title) }
}

fn achievement(r: PrintedAchievementRecord) -> PrintedAchievement {
    PrintedAchievement {
        kind: own(r.kind),
        name: text(&r.name),
        people: texts(r.people),
        role: own(r.role),
        contribution: own(r.contribution),
    }
}

fn change(r: PrintedChangeRecord) -> PrintedChange {
    PrintedChange {
        page: r.page.0,
        name: text(&r.name),
        unit: r.unit.0,
        field: text(&r.field),
        from: r.from.0,
        to: r.to.0,
        reason: r.reason.0,
    }
}

fn decision(r: PrintedDecisionRecord) -> PrintedDecision {
    PrintedDecision {
        page: r.page.0,
        name: text(&r.name),
        unit: r.unit.0,
        kind: r.kind.0,
        decision: r.decision.0,
        reason: r.reason.0,
    }
}
