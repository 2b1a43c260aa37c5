//! A file of an office and a project → what an import would write, what it took each column for, and what is wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::Layout;
use super::draft::{Draft, Field, Value, rows};
use super::engineers;
use super::existing;
use super::matching::Sides;
use super::merge::{self, Report};
use super::options::Options;
use super::origins::{self, Origins};
use super::read::read_workbook;
use super::reader::Reader;
use super::workbook::{FileKind, Sheet, Workbook};
use super::{rows as table_rows, teams};
use crate::diagnostic::{Diagnostic, Location, any_error, error, warning};
use crate::domain::programme::{EntryKind, Programme};
use crate::records::{self, Memo, Role, RoundRecord};
use crate::rules::asked_keys;
use crate::world::{Snapshot, limits};

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The file's name, as messages have it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The round's id.
    pub round: &'a str,
    /// What was said of it.
    pub options: &'a Options,
    /// The project as it stands.
    pub snapshot: &'a Snapshot,
    /// Its programmes.
    pub programmes: &'a [Arc<Programme>],
}

/// What an import comes to.
#[derive(Debug, Default)]
pub struct Import {
    /// Whether engineers or teams were found.
    pub kind: Option<EntryKind>,
    /// The file as it was read.
    pub workbook: Option<Workbook>,
    /// What each column was taken for.
    pub mapping: Vec<Mapping>,
    /// What became of the entries.
    pub report: Report,
    /// What is to be written; nothing where anything is wrong.
    pub writes: Vec<Write>,
    /// What is wrong, doubtful or worth knowing, by cell.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a column was taken for.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The sheet's name.
    pub sheet: String,
    /// The column's letter.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// What it was taken for.
    pub used: Use,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// A key, by its Chinese name; whether someone said so.
    Key(String),
    /// A private key that no rule of the round asks for: not imported.
    NotAsked(String),
    /// What no record has: a number in the list, a telephone.
    NoKey,
    /// The recommender's order, which must not show.
    Order,
    /// Left out because someone said so.
    LeftOut,
    /// Not known; perhaps a known one misspelt.
    Unknown(Option<String>),
}

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Write {
    /// Its path below the project's root.
    pub path: Arc<str>,
    /// Its bytes as they were read; none where it is new.
    pub before: Option<Arc<Vec<u8>>>,
    /// Its new bytes.
    pub after: Vec<u8>,
}

/// Works out an import. Nothing is written.
pub fn import(request: &Request<'_>) -> Import {
    let mut import = Import::default();
    let result = Importer::new(request).and_then(|importer| importer.run(&mut import));
    if let Err(problems) = result {
        import.diagnostics.extend(problems);
    }
    if any_error(&import.diagnostics) {
        import.writes.clear();
    }
    import
}

/// An import at work.
pub(super) struct Importer<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) round: Arc<RoundRecord>,
    pub(super) asked: BTreeSet<&'static str>,
}

pub(super) type Outcome<T = ()> = Result<T, Vec<Diagnostic>>;

impl<'a> Importer<'a> {
    fn new(request: &'a Request<'a>) -> Outcome<Self> {
        let (records, _) = records::read(request.snapshot, &mut Memo::default());
        let found = records.rounds.iter().find(|round| round.id == request.round).cloned();
        let Some(round) = found else {
            let id = request.round;
            let known = records.rounds.iter().map(|round| round.id.as_str()).collect::<Vec<_>>().join("、");
            return Err(vec![error!(Location::file(&format!("content/rounds/{id}/round.yaml")), "no-round",
                "没有轮次“{id}”，或它的 round.yaml 有错误", "there is no round `{id}`, or its round.yaml has errors";
                help: "先写好 round.yaml；已有的轮次：{known}", "write round.yaml first; there are: {known}"
            )]);
        };
        let asked = asked_keys(&records, &round);
        Ok(Importer { request, round, asked })
    }

    fn run(&self, import: &mut Import) -> Outcome {
        let workbook =
            read_workbook(self.request.name, self.request.bytes).map_err(|problem| vec![problem])?;
        let workbook = import.workbook.insert(workbook);
        let kind_of_file = workbook.kind;
        let sheets = &workbook.sheets;
        let out = &mut import.diagnostics;
        if kind_of_file == FileKind::Xls {
            out.push(warning!(Location::file(self.request.name), "xls-hides",
                ".xls 文件看不出哪些行隐藏着、哪些名字划了删除线", "an .xls file does not tell which rows are hidden or struck out";
                help: "名单里有这样的行的，另存为 .xlsx 再导入", "if there are any, save it as .xlsx and import that"
            ));
        }
        let mut tables = self.tables(sheets)?;
        let kind = self.kind(&tables)?;
        import.kind = Some(kind);
        let mut drafts = Vec::new();
        for (_, table) in &mut tables {
            table.settle(kind);
            table.check_pairs(out);
            import.mapping.extend(self.mapping(table));
            self.check_columns(table, kind, out);
        }
        if any_error(out) {
            return Ok(());
        }
        for (at, table) in &tables {
            let layout = if kind == EntryKind::Team { table.layout() } else { Layout::People };
            let numbers = table_rows::people(table, layout, self.request.options, out);
            self.check_rounded(table, &numbers, out);
            let mut reader = Reader {
                table,
                kind: kind_of_file,
                options: self.request.options,
                asked: &self.asked,
                above: table_rows::above(table),
                out: Vec::new(),
            };
            drafts.extend(match kind {
                EntryKind::Individual => engineers::engineers(&mut reader, *at, &numbers),
                EntryKind::Team => teams::teams(&mut reader, *at, &numbers),
            });
            out.append(&mut reader.out);
        }
        drafts.iter_mut().for_each(|draft| self.settle(draft, kind));
        if drafts.is_empty() && !any_error(out) {
            out.push(error!(Location::file(self.request.name), "empty-table",
                "表头下面没有人", "there is nobody below the headings";
                help: "填写名单后再导入", "fill in the list and import it then"
            ));
        }
        if any_error(out) || drafts.len() > limits::RECORDS {
            return Ok(());
        }
        let (merged, files) = self.merge(kind, drafts, sheets, out)?;
        import.report = merged.report;
        import.writes = self.writes(merged.files, &merged.origins, &files, out);
        Ok(())
    }

    /// Puts the programme's own words where the table says the same in others.
    fn settle(&self, draft: &mut Draft, kind: EntryKind) {
        let programmes = self.programmes(kind);
        for field in &mut draft.fields {
            let Field { row, value: Value::Text(text), .. } = field else { continue };
            let same = match row.key.0 {
                "programme" => programmes
                    .iter()
                    .find(|p| p.name == *text || p.short.as_ref() == Some(text))
                    .map(|p| p.id.clone()),
                // 装备制造领域, as the form of one call has it.
                "field" => text
                    .strip_suffix("领域")
                    .filter(|short| {
                        let mut fields = programmes.iter().flat_map(|p| &p.fields);
                        fields.any(|field| *field.name == **short)
                    })
                    .map(str::to_owned),
                _ => None,
            };
            if let Some(same) = same {
                *text = same;
            }
        }
    }

    fn merge(
        &self,
        kind: EntryKind,
        drafts: Vec<Draft>,
        sheets: &[Sheet],
        out: &mut Vec<Diagnostic>,
    ) -> Outcome<(merge::Merged, Vec<existing::RecordFile>)> {
        let Request { round, snapshot, options, name, .. } = *self.request;
        let of_kind = |path: &str| match Role::of(path) {
            Role::Engineers(id) => id == round && kind == EntryKind::Individual,
            Role::Teams(id) => id == round && kind == EntryKind::Team,
            _ => false,
        };
        let (mut files, mut unread) = (Vec::new(), Vec::new());
        for (path, file) in snapshot.content.iter().filter(|(path, _)| of_kind(path)) {
            match existing::read(path, &file.bytes, rows(kind)) {
                Ok(file) => files.push(file),
                Err(problem) => unread.push(problem),
            }
        }
        if !unread.is_empty() {
            return Err(unread);
        }
        let path = self.origins_path();
        let origins = snapshot.content.get(&*path).map(|file| Origins::read(&file.bytes)).unwrap_or_default();
        let year = self.round.year.as_ref().map(|year| year.value.trim().to_owned());
        let digits = || self.round.title.value.chars().take_while(char::is_ascii_digit).collect::<String>();
        let target = merge::Target {
            round,
            year: &year.unwrap_or_else(digits),
            kind,
            snapshot,
            sides: Sides { files: &files, sheets },
            origins: &origins,
            workbook: name,
            prefer: options.prefer,
        };
        let merged = merge::merge(&target, drafts, out);
        Ok((merged, files))
    }

    fn origins_path(&self) -> String {
        format!("content/rounds/{}/{}", self.request.round, origins::FILE)
    }

    /// The files to be written: those of people that change, and last where their values come from.
    fn writes(
        &self,
        texts: std::collections::BTreeMap<Arc<str>, String>,
        origins: &Origins,
        files: &[existing::RecordFile],
        out: &mut Vec<Diagnostic>,
    ) -> Vec<Write> {
        let content = &self.request.snapshot.content;
        let mut writes = Vec::new();
        for (path, text) in texts {
            let before = content.get(&path).map(|file| file.bytes.clone());
            let was = files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
            match before
                .as_ref()
                .map_or(Some(text.clone().into_bytes()), |before| as_it_was(before, was, &text))
            {
                Some(after) => writes.push(Write { path, before, after }),
                None => out.push(merge::cannot_edit(&path)),
            }
        }
        let path = self.origins_path();
        let before = content.get(&*path).map(|file| file.bytes.clone());
        let after = origins.write();
        if before.as_ref().is_none_or(|before| **before != after) {
            writes.push(Write { path: path.into(), before, after });
        }
        writes
    }
}

/// A text with the mark at its beginning and the ends of lines that the file had; `None` where it had both kinds.
fn as_it_was(before: &[u8], was: Option<&str>, text: &str) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let bare = before.strip_prefix(MARK).unwrap_or(before);
    let mut after = if bare.len() == before.len() { Vec::new() } else { MARK.to_vec() };
    let windows = was.is_some_and(|was| was.len() != bare.len());
    match was {
        Some(was) if windows && was.replace('\n', "\r\n").as_bytes() != bare => return None,
        _ if windows => after.extend_from_slice(text.replace('\n', "\r\n").as_bytes()),
        _ => after.extend_from_slice(text.as_bytes()),
    }
    Some(after)
}
