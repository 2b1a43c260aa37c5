//! Who of the table is whom in the files.

use std::collections::{BTreeSet, HashMap};

use super::draft::Draft;
use super::existing::{Record, RecordFile};
use super::headings::half_width;
use super::workbook::Sheet;
use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::names::normalise;

/// A record of a file, by position.
pub(super) type At = (usize, usize);

/// The files of a round, and the sheets of the table.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) files: &'a [RecordFile],
    pub(super) sheets: &'a [Sheet],
}

/// Every record of the files, with its position.
pub(super) fn records<'a>(target: Sides<'a>) -> impl Iterator<Item = (At, &'a Record)> {
    let files = target.files.iter().enumerate();
    files.flat_map(|(f, file)| file.records.iter().enumerate().map(move |(r, record)| ((f, r), record)))
}

/// A name and a unit.
type Identity = (String, String);

/// Who a record is about: name and unit, without what makes no difference.
fn identity(name: Option<&str>, unit: Option<&str>) -> Option<Identity> {
    let plain = |text: &str| -> String { half_width(text).chars().filter(|c| !c.is_whitespace()).collect() };
    Some((normalise(name?).into_owned(), plain(unit.unwrap_or_default())))
}

/// The cell of a key of a draft.
pub(super) fn location(target: Sides<'_>, draft: &Draft, key: &str) -> Location {
    target.sheets[draft.sheet].location(draft.place_of(key))
}

/// The record of each draft: by its id, else by name and unit.
pub(super) fn match_all(target: Sides<'_>, drafts: &[Draft], out: &mut Vec<Diagnostic>) -> Vec<Option<At>> {
    let mut by_id: HashMap<&str, At> = HashMap::new();
    let mut by_identity: HashMap<Identity, Vec<At>> = HashMap::new();
    let mut by_name: HashMap<String, Vec<At>> = HashMap::new();
    for (at, record) in records(target) {
        by_id.extend(record.text("id").map(|id| (id, at)));
        if let Some(identity) = identity(record.text("name"), record.text("unit")) {
            by_name.entry(identity.0.clone()).or_default().push(at);
            by_identity.entry(identity).or_default().push(at);
        }
    }
    let mut taken: BTreeSet<At> = BTreeSet::new();
    let mut matched: Vec<Option<At>> = Vec::new();
    for draft in drafts {
        let own = identity(draft.text("name"), draft.text("unit"));
        let found = match draft.text("id") {
            Some(id) => by_id.get(id).copied(),
            None => own.as_ref().and_then(|own| {
                let all = by_identity.get(own)?;
                all.iter().find(|at| same_programme(target, draft, **at)).copied()
            }),
        };
        taken.extend(found);
        matched.push(found);
    }
    // The same name at another unit: one person who moved, or two.
    for (draft, at) in drafts.iter().zip(&matched) {
        let (None, None, Some((name, _))) = (at, draft.text("id"), identity(draft.text("name"), None)) else {
            continue;
        };
        let others = by_name.get(&name).into_iter().flatten().filter(|at| !taken.contains(*at));
        let others: Vec<At> = others.copied().filter(|at| same_programme(target, draft, *at)).collect();
        if let Some((f, r)) = others.first() {
            let record = &target.files[*f].records[*r];
            let id = record.text("id").unwrap_or_default();
            let place = location(target, draft, "unit");
            let problem = error!(place, "same-name",
                "和文件中的 {id} 同名，单位不同：是同一个人，还是两个人，程序不知道",
                "the name is that of {id} in the file, the unit another: one person or two, the program cannot know";
                help: "在表中加一列“编号”：同一个人写 {id}，另一个人写一个新的编号",
                "add a column 编号 to the table: {id} for the same person, a new id for another"
            );
            out.push(problem.also(record.location.clone(), text!("文件中的记录", "the record in the file")));
        }
    }
    matched
}

fn same_programme(target: Sides<'_>, draft: &Draft, (f, r): At) -> bool {
    match (draft.text("programme"), target.files[f].records[r].text("programme")) {
        (Some(draft), Some(record)) => draft == record,
        _ => true,
    }
}

/// What no two rows of a table share: an id, or who it is in which programme.
type Repeated<'d> = (Option<&'d str>, Option<Identity>, Option<&'d str>);

/// Reports people who stand in the table twice.
pub(super) fn check_repeats(target: Sides<'_>, drafts: &[Draft], out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<Repeated<'_>, &Draft> = HashMap::new();
    for draft in drafts {
        let id = draft.text("id");
        let who = if id.is_some() { None } else { identity(draft.text("name"), draft.text("unit")) };
        let programme = if id.is_some() { None } else { draft.text("programme") };
        if id.is_none() && who.is_none() {
            continue;
        }
        match seen.get(&(id, who.clone(), programme)) {
            Some(first) => {
                let key = if id.is_some() { "id" } else { "name" };
                let first = target.sheets[first.sheet].place_name(first.place_of(key));
                out.push(error!(location(target, draft, key), "twice-in-table",
                    "和 {first} 是同一条", "the same entry as {first}";
                    help: "表中只留一行；同单位同名的两个人，加一列“编号”分开",
                    "keep one of the rows; tell two people of one name and unit apart by a column 编号"
                ));
            }
            None => drop(seen.insert((id, who, programme), draft)),
        }
    }
}
