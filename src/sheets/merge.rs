//! Imported entries into the files of a round: who is there already, what of them changes, who is new, who is missing from
//! the table. Nobody is deleted, and what was changed by hand stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compare::{self, Verdict, compare};
use super::draft::{Draft, Field, Value, rows};
use super::edit::{Edits, map};
use super::existing::{Plain, Record};
use super::matching::{At, Sides, check_repeats, location, match_all, records};
use super::options::Prefer;
use super::origins::{Origin, Origins};
use super::workbook::cell_name;
use super::written::{Keys, item, whole};
use super::{draft, ids};
use crate::diagnostic::{Diagnostic, Location, error, note, text};
use crate::domain::programme::EntryKind;
use crate::records::table::Visibility;
use crate::world::Snapshot;

/// What a merge needs to know.
pub(super) struct Target<'a> {
    pub(super) round: &'a str,
    pub(super) year: &'a str,
    pub(super) kind: EntryKind,
    pub(super) snapshot: &'a Snapshot,
    pub(super) origins: &'a Origins,
    /// The table's file and its sheets.
    pub(super) workbook: &'a str,
    pub(super) sides: Sides<'a>,
    pub(super) prefer: Option<Prefer>,
}

/// What became of the entries.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Who is new.
    pub added: Vec<Named>,
    /// Of whom a value changed, with the keys.
    pub changed: Vec<(Named, Vec<&'static str>)>,
    /// Of whom a value that was changed by hand stays as it is in the file, with the keys.
    pub kept: Vec<(Named, Vec<&'static str>)>,
    /// Who is in the file and not in the table.
    pub missing: Vec<Named>,
    /// How many are as they were.
    pub unchanged: usize,
}

/// An entry in a report.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name; none of an entry that is 涉密.
    pub name: Option<String>,
}

/// What an import comes to: the new texts of files, by their paths.
pub(super) struct Merged {
    pub(super) files: BTreeMap<Arc<str>, String>,
    pub(super) origins: Origins,
    pub(super) report: Report,
}

/// Merges drafts into the files; what cannot be decided is reported, and then nothing is to be written.
pub(super) fn merge(target: &Target<'_>, mut drafts: Vec<Draft>, out: &mut Vec<Diagnostic>) -> Merged {
    check_repeats(target.sides, &drafts, out);
    let matched = match_all(target.sides, &drafts, out);
    let known = records(target.sides).filter_map(|(_, record)| Some(record.text("id")?.to_owned())).collect();
    let mut new: Vec<&mut Draft> =
        drafts.iter_mut().zip(&matched).filter(|(_, at)| at.is_none()).map(|(draft, _)| draft).collect();
    ids::give(&mut new, &known, target.year, target.kind, target.snapshot);

    let mut merger = Merger {
        target,
        edits: target.sides.files.iter().map(Edits::new).collect(),
        report: Report::default(),
        origins: target.origins.clone(),
        out,
    };
    let mut added = Vec::new();
    for (draft, at) in drafts.iter().zip(&matched) {
        match at {
            Some(at) => merger.update(draft, *at),
            None => added.push(draft),
        }
    }
    let mut files = merger.add(&added);
    merger.find_missing(&drafts, &matched);
    let Merger { edits, report, origins, out, .. } = merger;
    for (file, edits) in target.sides.files.iter().zip(edits).filter(|(_, edits)| !edits.is_empty()) {
        match edits.apply(rows(target.kind)) {
            Some(text) => drop(files.insert(file.path.clone(), text)),
            None => out.push(cannot_edit(&file.path)),
        }
    }
    Merged { files, origins, report }
}

struct Merger<'a, 'o> {
    target: &'a Target<'a>,
    edits: Vec<Edits<'a>>,
    report: Report,
    origins: Origins,
    out: &'o mut Vec<Diagnostic>,
}

impl Merger<'_, '_> {
    /// Changes a record that is there by what the table says.
    fn update(&mut self, draft: &Draft, (f, r): At) {
        let target = self.target;
        let record = &target.sides.files[f].records[r];
        let id = record.text("id").unwrap_or_default().to_owned();
        let last = self.origins.records.get(&id).cloned().unwrap_or_default();
        let named = Named { name: name_of(draft), id: id.clone() };
        let (mut changed, mut kept, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for field in draft.fields.iter().filter(|field| field.row.key.0 != "id") {
            let key = field.row.key.0;
            let entry = record.entry(key);
            let table = compare::plain(field);
            let mut verdict =
                compare(&table, entry.map(|entry| &entry.value), last.values.get(key).map(String::as_str));
            if verdict == Verdict::Conflict {
                verdict = self.decide(draft, field, record);
            }
            match (verdict, entry) {
                (Verdict::Same, _) | (Verdict::Conflict, _) => {}
                (Verdict::Kept, _) => kept.push(field.row.key.1),
                (Verdict::Add, _) => {
                    changed.push(field.row.key.1);
                    new.push(field);
                }
                (Verdict::Update, Some(entry)) => {
                    let by_hand = !matches!(field.value, Value::Text(_))
                        && target.sides.files[f].text[entry.whole.clone()].contains('#');
                    if by_hand || record.in_braces && !matches!(field.value, Value::Text(_)) {
                        self.out.push(by_hand_only(
                            location(target.sides, draft, key),
                            &entry.location,
                            field,
                        ));
                        continue;
                    }
                    changed.push(field.row.key.1);
                    let field = with_more(field, &table, &entry.value);
                    self.edits[f].replace(r, entry, &field);
                }
                (Verdict::Update, None) => {}
            }
        }
        self.edits[f].add(r, &new);
        match (changed.is_empty(), kept.is_empty()) {
            (true, true) => self.report.unchanged += 1,
            (false, _) => self.report.changed.push((named.clone(), changed)),
            _ => {}
        }
        if !kept.is_empty() {
            self.report.kept.push((named, kept));
        }
        self.remember(id, draft, last);
    }

    /// What was said of values that changed on both sides; where nothing was, it is asked for.
    fn decide(&mut self, draft: &Draft, field: &Field, record: &Record) -> Verdict {
        match self.target.prefer {
            Some(Prefer::Sheet) => Verdict::Update,
            Some(Prefer::Record) => Verdict::Kept,
            None => {
                let key = field.row.key;
                let name = key.1;
                let mut problem = error!(location(self.target.sides, draft, key.0), "both-changed",
                    "“{name}”在表中和文件中不同，程序不知道哪个对", "`{name}` differs between table and file: which is right, the program cannot know";
                    help: "改成一致；或写 --prefer sheet（以表为准）、--prefer file（以文件为准）",
                    "make them the same; or write --prefer sheet or --prefer file"
                );
                if let Some(entry) = record.entry(key.0) {
                    problem =
                        problem.also(entry.location.clone(), text!("文件中的值", "the value in the file"));
                }
                self.out.push(if field.row.visibility == Visibility::Private {
                    problem.redacted()
                } else {
                    problem
                });
                Verdict::Conflict
            }
        }
    }

    /// Adds the new entries: to the round's list, or each in a file of its own where the round has such.
    fn add(&mut self, added: &[&Draft]) -> BTreeMap<Arc<str>, String> {
        let (target, mut files) = (self.target, BTreeMap::new());
        let folder = format!("content/rounds/{}/{}", target.round, target.kind.folder());
        let list: Arc<str> = format!("{folder}.yaml").into();
        let found = target.sides.files.iter().position(|file| file.path == list);
        let apart = found.is_none() && !target.sides.files.is_empty();
        let keys =
            target.sides.files.iter().flat_map(|file| file.records.last()).map(|record| record.keys).next();
        let keys = keys.unwrap_or(Keys::Chinese);
        if let Some(f) = found.filter(|f| !target.sides.files[*f].is_list && !added.is_empty()) {
            self.out.push(cannot_edit(&target.sides.files[f].path));
            return files;
        }
        let mut text = String::new();
        for draft in added {
            let id = draft.text("id").unwrap_or_default().to_owned();
            match found {
                Some(f) => self.edits[f].append(draft),
                None if apart => drop(files.insert(format!("{folder}/{id}.yaml").into(), whole(draft, keys))),
                None => {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(&item(draft, keys));
                }
            }
            self.report.added.push(Named { name: name_of(draft), id: id.clone() });
            self.remember(id, draft, Origin::default());
        }
        if !text.is_empty() {
            let head = "# 从表格导入（gongshi import）。可以手工修改：再次导入时，手工改过的保留。\n\n";
            files.insert(list, format!("{head}{text}"));
        }
        files
    }

    /// Tells who is in the files and not in the table: of the programmes that the table is about.
    fn find_missing(&mut self, drafts: &[Draft], matched: &[Option<At>]) {
        let taken: BTreeSet<At> = matched.iter().flatten().copied().collect();
        let programmes: BTreeSet<Option<&str>> = drafts.iter().map(|draft| draft.text("programme")).collect();
        for (at, record) in records(self.target.sides).filter(|(at, _)| !taken.contains(at)) {
            let _ = at;
            let of_table = programmes.contains(&None) || programmes.contains(&record.text("programme"));
            if !of_table || record.text("id").is_none() {
                continue;
            }
            let classified = record.text("classified").is_some_and(|value| value != "否");
            let id = record.text("id").unwrap_or_default().to_owned();
            self.report
                .missing
                .push(Named { id, name: record.text("name").filter(|_| !classified).map(str::to_owned) });
        }
        for (draft, at) in drafts.iter().zip(matched) {
            let Some((f, r)) = at else { continue };
            for field in draft.fields.iter().filter(|field| matches!(field.value, Value::Maps(_))) {
                let Some(entry) = self.target.sides.files[*f].records[*r].entry(field.row.key.0) else {
                    continue;
                };
                let more = compare::more_in_file(&compare::plain(field), &entry.value);
                for person in more.iter().filter(|_| !draft.is_classified()) {
                    let Some(Plain::Text(name)) = person.get("name") else { continue };
                    self.out.push(note!(
                        entry.location.clone(),
                        "not-in-table",
                        "{name}在文件中，不在表中；没有删去",
                        "{name} is in the file and not in the table; nobody was deleted"
                    ));
                }
            }
        }
    }

    /// Keeps where an entry comes from, and what the table had.
    fn remember(&mut self, id: String, draft: &Draft, last: Origin) {
        let sheet = &self.target.sides.sheets[draft.sheet];
        let cells = draft::paths(&draft.fields).into_iter().map(|(path, place)| (path, cell_name(place)));
        let mut values = last.values;
        values.extend(map(&draft.fields).iter().map(|(key, value)| (key.clone(), compare::digest_of(value))));
        let (file, sheet, cells) = (self.target.workbook.to_owned(), sheet.name.clone(), cells.collect());
        self.origins.records.insert(id, Origin { file, sheet, cells, values });
    }
}

/// The name of an entry for a report; none of one that is 涉密.
fn name_of(draft: &Draft) -> Option<String> {
    draft.text("name").filter(|_| !draft.is_classified()).map(str::to_owned)
}

/// A list as the table has it, and after it who is in the file alone.
fn with_more(field: &Field, table: &Plain, file: &Plain) -> Field {
    let (Value::Maps(items), Some(form)) = (&field.value, field.row.is.form()) else { return field.clone() };
    let mut items = items.clone();
    for person in compare::more_in_file(table, file) {
        let fields = form.rows.iter().filter_map(|row| match person.get(row.key.0)? {
            Plain::Text(text) => Some(Field { row, value: Value::Text(text.clone()), place: None }),
            _ => None,
        });
        items.push(fields.collect());
    }
    Field { value: Value::Maps(items), ..field.clone() }
}

pub(super) fn cannot_edit(path: &str) -> Diagnostic {
    error!(Location::file(path), "cannot-edit",
        "程序不能在不动其他内容的情况下改这个文件", "the program cannot change this file and leave the rest as it is";
        help: "名单写成每条以“- ”开头的列表；或把这一条手工改好，再导入一次",
        "write the list with each record beginning `- `; or make the change by hand and import again"
    )
}

fn by_hand_only(place: Location, file: &Location, field: &Field) -> Diagnostic {
    let name = field.row.key.1;
    let problem = error!(place, "cannot-edit",
        "“{name}”在表中改了，文件中这一段有手写的注释或写在花括号里，程序不改动它",
        "`{name}` changed in the table; in the file it has comments or stands between braces, and the program leaves it alone";
        help: "在文件中手工改成和表一致，再导入一次；或写 --prefer file，保留文件中的",
        "change it in the file by hand and import again; or write --prefer file to keep the file's"
    );
    problem.also(file.clone(), text!("文件中的值", "the value in the file"))
}
