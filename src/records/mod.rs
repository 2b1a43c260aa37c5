//! Typed records of everything in `content/`: what the files say, every value with its place.
//!
//! All fields are here, private ones too; `rules` is the last room that sees them.

pub mod calendar;
pub mod choice;
pub mod decode;
pub(crate) mod dossier;
mod ledger;
mod list;
pub(crate) mod objections;
mod page;
pub(crate) mod people;
pub mod pieces;
pub(crate) mod programme;
mod role;
pub(crate) mod round;
mod shown;
pub(crate) mod site;
mod slip;
mod spanned;
pub mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use calendar::{CalendarRecord, HolidayRecord};
pub use dossier::{Dossier, StretchRecord};
pub use ledger::{LedgerEdition, LedgerEntry, LedgerNotice, LedgerPeople, LedgerRecord};
pub use objections::ObjectionEntryRecord;
pub use page::PageRecord;
pub use people::{AchievementRecord, EngineerRecord, EntryFields, PersonRecord, TeamRecord};
pub use programme::{
    ChannelRecord, DocumentRecord, FieldRecord, ListRecord, ParameterRecord, ProgrammeRecord, RuleRecord,
    SourceRecord,
};
pub use role::Role;
pub use round::{ChangeRecord, DecisionRecord, NoticeRecord, PeriodRecord, RemovedRecord, RoundRecord};
pub use shown::shown_line;
pub use site::{ContactRecord, LabelsRecord, ObjectionRecord, SiteRecord};
pub use spanned::{Spanned, Text};

use crate::diagnostic::Diagnostic;
use crate::domain::photo::Photo;
use crate::world::snapshot::{Snapshot, SourceFile};
use crate::world::text;
use decode::Decoder;

/// What one file holds, once read.
#[derive(Debug)]
pub enum Decoded {
    /// `site.yaml`
    Site(Box<SiteRecord>),
    /// A rule pack.
    Programme(Box<ProgrammeRecord>),
    /// `round.yaml`
    Round(Box<RoundRecord>),
    /// Engineers of the round with this id.
    Engineers(String, Vec<Arc<EngineerRecord>>),
    /// Teams of the round with this id.
    Teams(String, Vec<Arc<TeamRecord>>),
    /// A year's holidays.
    Calendar(Box<CalendarRecord>),
    /// An authored page.
    Page(Arc<PageRecord>),
    /// The office's own wording of a round's notice: round id and Markdown template.
    Wording(String, Arc<str>),
    /// The private register of objections of the round with this id.
    Objections(String, Vec<Arc<ObjectionEntryRecord>>),
    /// What was published and when.
    Ledger(Arc<LedgerRecord>),
    /// Nothing to read here.
    Nothing,
}

/// Everything the office wrote, by kind, in the order of file names.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// `site.yaml`, unless missing or unreadable.
    pub site: Option<Arc<Decoded>>,
    /// Rule packs.
    pub programmes: Vec<Arc<Decoded>>,
    /// Rounds.
    pub rounds: Vec<Arc<Decoded>>,
    /// Engineers by round id.
    pub engineers: BTreeMap<String, Vec<Arc<EngineerRecord>>>,
    /// Teams by round id.
    pub teams: BTreeMap<String, Vec<Arc<TeamRecord>>>,
    /// Objections by round id; private.
    pub objections: BTreeMap<String, Vec<Arc<ObjectionEntryRecord>>>,
    /// Photographs by round id, in the order of file names; which entry's each is, `rules` decides.
    pub photos: BTreeMap<String, Vec<Photo>>,
    /// What was published and when.
    pub ledger: Option<Arc<LedgerRecord>>,
    /// Holidays of years newer than the built-in calendar.
    pub calendars: Vec<Arc<Decoded>>,
    /// Authored pages.
    pub pages: Vec<Arc<PageRecord>>,
    /// The office's own wording of notices, by round id.
    pub wordings: BTreeMap<String, Arc<str>>,
}

/// What each file decoded to, by content: a file that has not changed is not decoded again.
#[derive(Debug, Default)]
pub struct Memo {
    files: BTreeMap<Arc<str>, Remembered>,
}

#[derive(Clone, Debug)]
struct Remembered {
    file: SourceFile,
    decoded: Arc<Decoded>,
    diagnostics: Arc<[Diagnostic]>,
}

/// Reads every file of the snapshot, in parallel. A file that has not changed is not decoded again.
pub fn read(snapshot: &Snapshot, memo: &mut Memo) -> (Records, Vec<Diagnostic>) {
    let before = std::mem::take(&mut memo.files);
    let remember = |(path, file): (&Arc<str>, &SourceFile)| {
        let same = before.get(path).filter(|known| known.file.is_same(file)).cloned();
        (path.clone(), same.unwrap_or_else(|| decode_file(path, file)))
    };
    let files: Vec<(Arc<str>, Remembered)> = snapshot.content.par_iter().map(remember).collect();
    memo.files = files.into_iter().collect();

    let mut records = Records::default();
    for (path, photo) in &snapshot.photos {
        let round = path.split('/').nth(2).unwrap_or_default();
        records.photos.entry(round.to_owned()).or_default().push(photo.clone());
    }
    let mut diagnostics = Vec::new();
    for remembered in memo.files.values() {
        diagnostics.extend_from_slice(&remembered.diagnostics);
        records.add(&remembered.decoded);
    }
    (records, diagnostics)
}

impl Records {
    /// The id of an engineer or a team of a round, as typed in its record.
    pub fn find(&self, round: &str, id: &str) -> Option<&Text> {
        let engineers = self.engineers.get(round).into_iter().flatten().map(|r| &r.id);
        let teams = self.teams.get(round).into_iter().flatten().map(|r| &r.id);
        engineers.chain(teams).find(|text| *text.value == *id)
    }

    /// `site.yaml`, if it was read.
    pub fn site(&self) -> Option<&SiteRecord> {
        match self.site.as_deref() {
            Some(Decoded::Site(site)) => Some(site),
            _ => None,
        }
    }

    /// Every removal of a page.
    pub fn removed_pages(&self) -> impl Iterator<Item = &RemovedRecord> {
        self.site().into_iter().flat_map(|site| &site.removed)
    }

    /// Every `round.yaml` that was read.
    pub fn round_records(&self) -> impl Iterator<Item = &RoundRecord> {
        self.rounds.iter().filter_map(|decoded| match &**decoded {
            Decoded::Round(round) => Some(&**round),
            _ => None,
        })
    }

    /// The `round.yaml` of a round.
    pub fn round(&self, id: &str) -> Option<&RoundRecord> {
        self.round_records().find(|round| round.id == id)
    }

    /// Every removal with its round.
    pub fn all_removed(&self) -> impl Iterator<Item = (&RoundRecord, &RemovedRecord)> {
        self.round_records().flat_map(|round| round.removed.iter().map(move |removed| (round, removed)))
    }

    fn add(&mut self, decoded: &Arc<Decoded>) {
        match &**decoded {
            Decoded::Site(_) => self.site = Some(decoded.clone()),
            Decoded::Programme(_) => self.programmes.push(decoded.clone()),
            Decoded::Round(_) => self.rounds.push(decoded.clone()),
            Decoded::Engineers(round, list) => {
                self.engineers.entry(round.clone()).or_default().extend(list.iter().cloned());
            }
            Decoded::Teams(round, list) => {
                self.teams.entry(round.clone()).or_default().extend(list.iter().cloned());
            }
            Decoded::Calendar(_) => self.calendars.push(decoded.clone()),
            Decoded::Page(page) => self.pages.push(page.clone()),
            Decoded::Wording(round, text) => {
                self.wordings.insert(round.clone(), text.clone());
            }
            Decoded::Objections(round, list) => {
                self.objections.insert(round.clone(), list.clone());
            }
            Decoded::Ledger(ledger) => self.ledger = Some(ledger.clone()),
            Decoded::Nothing => {}
        }
    }
}

fn decode_file(path: &Arc<str>, file: &SourceFile) -> Remembered {
    let mut decoder = Decoder::new(path);
    let decoded = decode_by_role(&mut decoder, path, file).unwrap_or(Decoded::Nothing);
    Remembered { file: file.clone(), decoded: decoded.into(), diagnostics: decoder.diagnostics.into() }
}

/// `None` where there is nothing to read, or what is wrong has been reported.
fn decode_by_role(decoder: &mut Decoder, path: &Arc<str>, file: &SourceFile) -> Option<Decoded> {
    let role = Role::of(path);
    match role {
        Role::Misplaced(diagnostic) => {
            decoder.report(*diagnostic);
            return None;
        }
        Role::Generated => return None,
        Role::Engineers(round) => return people::engineers(decoder, &file.bytes, round),
        Role::Teams(round) => return people::teams(decoder, &file.bytes, round),
        _ => {}
    }
    // What does not read may be anyone's private value: its line is named, not shown.
    let discreet = |problem: Diagnostic| if role.is_private() { problem.redacted() } else { problem };
    let source = match text::decode(path, &file.bytes) {
        Ok(source) => source,
        Err(diagnostic) => {
            decoder.report(discreet(diagnostic));
            return None;
        }
    };
    match role {
        Role::Page(address) => return Some(page::decode(decoder, &source, address)),
        Role::Wording(round) => return Some(Decoded::Wording(round, source.as_ref().into())),
        _ => {}
    }
    let node = match yaml::parse(path, &source) {
        Ok(node) => node,
        Err(diagnostic) => {
            decoder.report(discreet(diagnostic));
            return None;
        }
    };
    match role {
        Role::Site => site::decode(decoder, node),
        Role::Programme(id) => programme::decode(decoder, node, id),
        Role::Round(id) => round::decode(decoder, node, id),
        Role::Objections(round) => objections::decode(decoder, node, round),
        Role::Ledger => ledger::decode(decoder, node),
        Role::Calendar(year) => calendar::decode(decoder, node, year),
        _ => None,
    }
}
