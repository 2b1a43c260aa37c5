//! Typed records of everything in `content/`: what the files say, every value with its place.
//!
//! All fields are here, private ones too; `rules` is the last room that sees them.

pub mod calendar;
pub mod choice;
mod columns;
pub mod decode;
pub(crate) mod dossier;
mod folds;
mod ledger;
pub mod lines;
mod list;
mod lookalikes;
mod objections;
mod page;
mod people;
pub mod pieces;
mod printed;
mod programme;
mod published;
pub mod record;
mod role;
mod round;
mod scalars;
mod shown;
mod site;
mod slip;
mod spanned;
pub mod table;
pub mod value;
pub mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use calendar::{CalendarRecord, HolidayRecord, RegionalRecord};
pub use columns::{CellsRecord, ColumnRecord, OwnColumnRecord};
pub use dossier::{Dossier, Facts, StretchRecord};
pub use ledger::{
    LedgerDocument, LedgerEdition, LedgerEntry, LedgerNotice, LedgerPeople, LedgerRecord, LedgerStrike,
};
pub use objections::ObjectionEntryRecord;
pub use page::{FrontMatter, PageRecord};
pub use people::{
    AchievementRecord, EngineerFile, EntryFields, EntryRecord, PersonRecord, TeamFile, TeamRecord, WhoRecord,
};
pub use printed::{
    Cell, CitedRecord, PrintedChangeRecord, PrintedDayRecord, PrintedDecisionRecord, PrintedListRecord,
    PrintedPeriodRecord, PrintedRecord, PrintedRowRecord, SaidRecord, SourceLinkRecord,
};
pub use programme::{
    ChannelRecord, ChannelsRecord, DocumentRecord, EquivalentRecord, FieldRecord, FieldsRecord,
    ParameterRecord, ProgrammeRecord, RuleHead, RuleRecord, SourceRecord, StageRecord, TermsRecord,
};
pub use published::{PublishedRecord, printed_of};
pub use role::Role;
pub use round::{
    ChangeRecord, DecisionRecord, ExceptionRecord, NoticeRecord, PeriodRecord, RemovedEntryRecord,
    RoundRecord,
};
pub use scalars::{Month, TimeOfDay, Until};
pub use shown::shown_line;
pub use site::{AllowedRecord, ContactRecord, LabelsRecord, ObjectionRecord, RemovedPageRecord, SiteRecord};
pub use spanned::{Spanned, Text};
pub use value::Texts;

use crate::diagnostic::{Diagnostic, Span};
use crate::domain::photo::Photo;
use crate::world::snapshot::{Snapshot, SourceFile};
use crate::world::text;
use decode::Decoder;
use record::Record;

/// What one file holds, once read.
#[derive(Clone, Debug)]
enum Decoded {
    Site(Arc<SiteRecord>),
    Programme(Arc<ProgrammeRecord>),
    Round(Arc<RoundRecord>),
    Calendar(Arc<CalendarRecord>),
    Regional(Arc<RegionalRecord>),
    /// Engineers or teams of a round.
    Entries(String, Vec<Arc<EntryRecord>>),
    Page(Arc<PageRecord>),
    /// The office's own wording of a round's notice, a Markdown template.
    Wording(String, Arc<str>),
    /// The register of objections of a round.
    Objections(String, Vec<Arc<ObjectionEntryRecord>>),
    Ledger(Arc<LedgerRecord>),
    Published(Arc<PublishedRecord>),
    /// Nothing to read here.
    Nothing,
}

/// Engineers and teams by round id, in the order of the files.
pub type Entries = BTreeMap<String, Vec<Arc<EntryRecord>>>;

/// Everything the office wrote, by kind, in the order of file names.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// `site.yaml`, unless missing or unreadable.
    pub site: Option<Arc<SiteRecord>>,
    /// Rule packs.
    pub programmes: Vec<Arc<ProgrammeRecord>>,
    /// Rounds.
    pub rounds: Vec<Arc<RoundRecord>>,
    /// Engineers and teams.
    pub entries: Entries,
    /// Objections by round id; private.
    pub objections: BTreeMap<String, Vec<Arc<ObjectionEntryRecord>>>,
    /// Photographs by round id, in the order of file names; which entry's each is, `rules` decides.
    pub photos: BTreeMap<String, Vec<Photo>>,
    /// What was published and when.
    pub ledger: Option<Arc<LedgerRecord>>,
    /// The archive: notices as they were printed, in the order of file names.
    pub published: Vec<Arc<PublishedRecord>>,
    /// Holidays of years newer than the built-in calendar.
    pub calendars: Vec<Arc<CalendarRecord>>,
    /// Holidays that a region gives itself.
    pub regional: Vec<Arc<RegionalRecord>>,
    /// Authored pages.
    pub pages: Vec<Arc<PageRecord>>,
    /// The office's own wording of notices, by round id.
    pub wordings: BTreeMap<String, Arc<str>>,
    /// Values that say nothing; the records they stand in are there without them.
    pub slips: Vec<Diagnostic>,
}

/// What each file decoded to, by content: a file that has not changed is not decoded again.
#[derive(Debug, Default)]
pub struct Memo {
    files: BTreeMap<Arc<str>, Remembered>,
}

#[derive(Clone, Debug)]
struct Remembered {
    file: SourceFile,
    decoded: Decoded,
    diagnostics: Arc<[Diagnostic]>,
    slips: Arc<[Diagnostic]>,
}

/// Reads every file of the snapshot, in parallel; what cost a record or a part of one is told beside them. A file that
/// has not changed is not decoded again.
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
        records.slips.extend_from_slice(&remembered.slips);
        records.add(remembered.decoded.clone());
    }
    (records, diagnostics)
}

impl Records {
    /// The id of an entry of a round, as typed in its record.
    pub fn find(&self, round: &str, id: &str) -> Option<&Text> {
        self.entries_of(round).iter().map(|entry| &entry.id).find(|text| *text.value == *id)
    }

    /// Whether a round has an entry, or had one that was taken down since: what was said of it goes on standing where it
    /// was written.
    pub fn has_or_had(&self, round: &str, id: &str) -> bool {
        let is_removed = |(of, removed): (&RoundRecord, &RemovedEntryRecord)| {
            of.id == round && removed.entry.value.trim() == id
        };
        self.find(round, id).is_some() || self.removed_entries().any(is_removed)
    }

    /// The entries of a round.
    pub fn entries_of(&self, round: &str) -> &[Arc<EntryRecord>] {
        self.entries.get(round).map_or(&[], Vec::as_slice)
    }

    /// Every removal of a page.
    pub fn removed_pages(&self) -> impl Iterator<Item = &RemovedPageRecord> {
        self.site.iter().flat_map(|site| &site.removed)
    }

    /// The `round.yaml` of a round.
    pub fn round(&self, id: &str) -> Option<&RoundRecord> {
        self.rounds.iter().map(Arc::as_ref).find(|round| round.id == id)
    }

    /// Every removal of an entry, with its round.
    pub fn removed_entries(&self) -> impl Iterator<Item = (&RoundRecord, &RemovedEntryRecord)> {
        self.rounds.iter().flat_map(|round| round.removed.iter().map(move |removed| (&**round, removed)))
    }

    fn add(&mut self, decoded: Decoded) {
        match decoded {
            Decoded::Site(site) => self.site = Some(site),
            Decoded::Programme(programme) => self.programmes.push(programme),
            Decoded::Round(round) => self.rounds.push(round),
            Decoded::Calendar(calendar) => self.calendars.push(calendar),
            Decoded::Regional(regional) => self.regional.push(regional),
            Decoded::Entries(round, list) => self.entries.entry(round).or_default().extend(list),
            Decoded::Page(page) => self.pages.push(page),
            Decoded::Wording(round, text) => drop(self.wordings.insert(round, text)),
            Decoded::Objections(round, list) => drop(self.objections.insert(round, list)),
            Decoded::Ledger(ledger) => self.ledger = Some(ledger),
            Decoded::Published(document) => self.published.push(document),
            Decoded::Nothing => {}
        }
    }
}

fn decode_file(path: &Arc<str>, file: &SourceFile) -> Remembered {
    let mut decoder = Decoder::new(path);
    let decoded = decode_by_role(&mut decoder, path, file).unwrap_or(Decoded::Nothing);
    let Decoder { diagnostics, slips, .. } = decoder;
    Remembered { file: file.clone(), decoded, diagnostics: diagnostics.into(), slips: slips.into() }
}

/// `None` where there is nothing to read, or what is wrong has been reported.
fn decode_by_role(decoder: &mut Decoder, path: &Arc<str>, file: &SourceFile) -> Option<Decoded> {
    let role = Role::of(path);
    match role {
        Role::Misplaced(diagnostic) => {
            decoder.report(*diagnostic);
            return None;
        }
        Role::Generated | Role::Import => return None,
        Role::Engineers(round) => {
            return people::decode_engineers(decoder, &file.bytes).map(|list| Decoded::Entries(round, list));
        }
        Role::Teams(round) => {
            return people::decode_teams(decoder, &file.bytes).map(|list| Decoded::Entries(round, list));
        }
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
        Role::Page(address) => {
            let page = page::decode_page(decoder, &source, address)?;
            return Some(Decoded::Page(Arc::new(page)));
        }
        Role::Wording(round) => return Some(Decoded::Wording(round, source.as_ref().into())),
        Role::Published(round, stem) => {
            let digest = published::digest_as_written(&source, file);
            let document = published::decode_published(decoder, &source, &digest, (round, stem));
            return Some(Decoded::Published(document.into()));
        }
        _ => {}
    }
    if let Role::Ledger = role
        && let Some(problem) = ledger::merge_marks(path, &source)
    {
        decoder.report(problem);
        return None;
    }
    let node = match yaml::parse(path, &source) {
        Ok(node) => node,
        Err(diagnostic) => {
            decoder.report(discreet(diagnostic));
            return None;
        }
    };
    match role {
        Role::Site => SiteRecord::decode_record(decoder, node).map(|site| Decoded::Site(site.into())),
        Role::Programme(id) => {
            let location = decoder.location(Span::START);
            let is_address = decoder.is_id(&Text { value: id.as_str().into(), location });
            decoder.stem = id;
            let programme = ProgrammeRecord::decode_record(decoder, node)?;
            is_address.then(|| Decoded::Programme(programme.into()))
        }
        Role::Round(id) => {
            decoder.stem = id;
            RoundRecord::decode_record(decoder, node).map(|round| Decoded::Round(round.into()))
        }
        Role::Objections(round) => {
            let nodes = decoder.items(node);
            let record = |node| ObjectionEntryRecord::decode_record(decoder, node).map(Arc::new);
            Some(Decoded::Objections(round, nodes.into_iter().filter_map(record).collect()))
        }
        Role::Ledger => Some(Decoded::Ledger(ledger::decode_ledger(decoder, &source, node).into())),
        Role::Calendar(year) => {
            decoder.stem = year;
            CalendarRecord::decode_record(decoder, node).map(|calendar| Decoded::Calendar(calendar.into()))
        }
        Role::Regional => {
            RegionalRecord::decode_record(decoder, node).map(|regional| Decoded::Regional(regional.into()))
        }
        _ => None,
    }
}
