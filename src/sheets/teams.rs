//! Rows of a table → teams: a row a team, several rows a team with a person each, or a sheet a team.

use super::columns::{Layout, Table};
use super::draft::{Draft, Field, Value};
use super::headings::{Target, half_width, normalised};
use super::reader::Reader;
use super::values::cleaned;
use super::workbook::{Content, Place};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::programme::EntryKind;
use crate::records::record::Group as _;
use crate::records::table::Row;
use crate::records::{PersonRecord, TeamFile};

/// The teams of some rows.
pub(super) fn teams(reader: &mut Reader<'_>, sheet: usize, numbers: &[u32]) -> Vec<Draft> {
    match reader.table.layout() {
        Layout::Teams => numbers.iter().map(|number| team_of_row(reader, sheet, *number)).collect(),
        Layout::People => {
            let groups = groups(reader, numbers);
            groups.iter().map(|group| team_of_people(reader, sheet, group)).collect()
        }
    }
}

/// The target of a key of a team's record that the team as a whole has.
pub(super) fn target_of(row: &Row) -> Target {
    match row.key.0 {
        "name" | "unit" => Target::Team(row.key.0),
        "leader" => Target::Leader("name"),
        "members" => Target::Members,
        "mentors" => Target::Mentors,
        key => Target::Entry(key),
    }
}

fn team_of_row(reader: &mut Reader<'_>, sheet: usize, number: u32) -> Draft {
    let column = reader.table.of(Target::Team("name")).next().map_or(0, |column| column.index);
    let mut fields = Vec::new();
    for row in super::draft::rows(EntryKind::Team) {
        let target = target_of(row);
        let field = match row.key.0 {
            "achievements" => reader.achievements(row, number),
            "leader" => {
                let person = reader.person(Target::Leader, number);
                let place = person.first().and_then(|field| field.place);
                (!person.is_empty()).then_some(Field { row, value: Value::Map(person), place })
            }
            "members" | "mentors" => listed(reader, row, target, number),
            _ => reader.field(row, target, number),
        };
        let field = field.or_else(|| reader.constant(row, target));
        if field.is_none() {
            reader.missing(row, target, number);
        }
        fields.extend(field);
    }
    Draft { sheet, place: (number, column), fields }
}

/// Names in one cell: `孙一、钱二（示例大学）、周三`.
fn listed(reader: &mut Reader<'_>, row: &'static Row, target: Target, number: u32) -> Option<Field> {
    let column = reader.table.of(target).next()?.index;
    let (place, cell) = reader.table.cell((number, column))?;
    let text = match &cell.content {
        Content::Text(text) => text.clone(),
        _ => reader.cells().text(place, cell)?,
    };
    let marks = ['、', '，', ',', '；', ';', '\n', '\r'];
    let parts: Vec<&str> = match text.contains(marks) {
        true => text.split(marks).collect(),
        false => text.split_whitespace().collect(),
    };
    let people = parts.into_iter().filter_map(|part| listed_person(&cleaned(part), place));
    let people: Vec<Vec<Field>> = people.filter(|person| !person.is_empty()).collect();
    (!people.is_empty()).then_some(Field { row, value: Value::Maps(people), place: Some(place) })
}

fn listed_person(text: &str, place: Place) -> Option<Vec<Field>> {
    let (name, unit) = match text.split_once(['（', '(']) {
        Some((name, unit)) => (name.trim(), Some(unit.trim_end_matches(['）', ')']).trim())),
        None => (text.trim(), None),
    };
    let field = |key: &str, value: &str| {
        let row = PersonRecord::ROWS.iter().find(|row| row.key.0 == key)?;
        Some(Field { row, value: Value::Text(value.to_owned()), place: Some(place) })
    };
    let mut person = vec![field("name", name).filter(|_| !name.is_empty())?];
    person.extend(unit.filter(|unit| !unit.is_empty()).and_then(|unit| field("unit", unit)));
    Some(person)
}

/// The rows of one team.
struct Group {
    name: Option<(Place, String)>,
    numbers: Vec<u32>,
}

/// Rows that belong together: those whose team's name is the same, or stands above them.
fn groups(reader: &mut Reader<'_>, numbers: &[u32]) -> Vec<Group> {
    let Some(column) = reader.table.of(Target::Team("name")).next().map(|column| column.index) else {
        let name = name_of_sheet(reader.table);
        return vec![Group { name: Some(name), numbers: numbers.to_vec() }];
    };
    let mut groups: Vec<Group> = Vec::new();
    for &number in numbers {
        let cell = reader.table.cell((number, column));
        let name = cell.and_then(|(place, cell)| Some((place, reader.cells().text(place, cell)?)));
        let same = match &name {
            Some((_, name)) => {
                groups.iter_mut().find(|group| group.name.as_ref().is_some_and(|(_, n)| n == name))
            }
            // A name that stands once, above the people of the team.
            None => groups.last_mut(),
        };
        match same {
            Some(group) => group.numbers.push(number),
            None => groups.push(Group { name, numbers: vec![number] }),
        }
    }
    groups
}

/// A sheet that is a team: its name stands above the table, or is the sheet's.
fn name_of_sheet(table: &Table<'_>) -> (Place, String) {
    for row in 0..table.head.start {
        let mut cells = table.sheet.row(row).peekable();
        while let Some((column, cell)) = cells.next() {
            let Content::Text(text) = &cell.content else { continue };
            let text = half_width(text);
            if !normalised(&text).starts_with("团队名称") && !normalised(&text).starts_with("工作室名称")
            {
                continue;
            }
            if let Some((_, name)) = text.split_once(':').filter(|(_, name)| !name.trim().is_empty()) {
                return ((row, column), cleaned(name));
            }
            if let Some((column, Content::Text(name))) =
                cells.peek().map(|(column, cell)| (*column, &cell.content))
            {
                return ((row, column), cleaned(name));
            }
        }
    }
    ((table.head.start, 0), table.sheet.name.trim().to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Leader,
    Member,
    Mentor,
}

/// What a person is in the team, by the words of the cell.
fn role(text: &str) -> Option<Role> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if has(&["专家", "导师", "指导", "顾问"]) => Some(Role::Mentor),
        () if has(&["负责", "带头", "领衔", "牵头", "主持", "队长", "组长"]) => {
            Some(Role::Leader)
        }
        () if has(&["成员", "骨干", "队员", "组员", "参与", "参加"]) => Some(Role::Member),
        () => None,
    }
}

fn team_of_people(reader: &mut Reader<'_>, sheet: usize, group: &Group) -> Draft {
    let (mut leaders, mut members, mut mentors) = (Vec::new(), Vec::new(), Vec::new());
    for &number in &group.numbers {
        let person = reader.person(Target::Person, number);
        match role_of(reader, number, &person) {
            Some(Role::Leader) => leaders.push(person),
            Some(Role::Member) => members.push(person),
            Some(Role::Mentor) => mentors.push(person),
            None => {}
        }
    }
    let first = group.numbers.first().copied().unwrap_or_default();
    let place = group.name.as_ref().map_or((first, 0), |(place, _)| *place);
    if leaders.len() != 1 && !reader.out.iter().any(|d| d.code == "no-role") {
        reader.out.push(leaders_wrong(reader.table, place, leaders.len()));
    }
    let mut fields = Vec::new();
    for row in TeamFile::ROWS {
        let target = target_of(row);
        let at = |people: &[Vec<Field>]| people.first()?.first()?.place;
        let maps = |people: Vec<Vec<Field>>| {
            let place = at(&people);
            (!people.is_empty()).then_some(Field { row, value: Value::Maps(people), place })
        };
        let field = match row.key.0 {
            "name" => group.name.clone().map(|(place, name)| Field {
                row,
                value: Value::Text(name),
                place: Some(place),
            }),
            "leader" => {
                let place = at(&leaders);
                leaders.pop().map(|leader| Field { row, value: Value::Map(leader), place })
            }
            "members" => maps(std::mem::take(&mut members)),
            "mentors" => maps(std::mem::take(&mut mentors)),
            _ => shared(reader, row, target, &group.numbers),
        };
        let field = field.or_else(|| reader.constant(row, target));
        if field.is_none() {
            reader.missing(row, target, first);
        }
        fields.extend(field);
    }
    Draft { sheet, place, fields }
}

fn role_of(reader: &mut Reader<'_>, number: u32, person: &[Field]) -> Option<Role> {
    let Some(column) = reader.table.of(Target::Role).next().map(|column| column.index) else {
        return role_by_leader(reader, number, person);
    };
    let place = (number, column);
    let text = reader.table.cell(place).and_then(|(place, cell)| reader.cells().text(place, cell));
    let found = text.as_deref().and_then(role);
    if found.is_none() {
        reader.out.push(error!(reader.table.sheet.location(place), "unknown-role",
            "不知道这个人在团队中是什么角色", "what this person is in the team is not said";
            help: "写“负责人”“成员”或“指导专家”", "write 负责人, 成员 or 指导专家"
        ));
    }
    found
}

/// Without a column for it, the leader is whom another column names.
fn role_by_leader(reader: &mut Reader<'_>, number: u32, person: &[Field]) -> Option<Role> {
    let name = person.iter().find(|field| field.row.key.0 == "name").map(|field| &field.value);
    let leader = reader.table.of(Target::Leader("name")).next().map(|column| column.index);
    let leader = leader.and_then(|column| reader.table.cell((number, column)));
    match (name, leader.map(|(_, cell)| &cell.content)) {
        (Some(Value::Text(name)), Some(Content::Text(leader))) => {
            let is_leader = normalised(name) == normalised(leader);
            Some(if is_leader { Role::Leader } else { Role::Member })
        }
        _ => {
            if !reader.out.iter().any(|d| d.code == "no-role") {
                reader.out.push(error!(reader.table.sheet.whole(), "no-role",
                    "表中没有“角色”一列，不知道谁是负责人、谁是成员",
                    "the table has no column 角色: who leads and who is a member is not said";
                    help: "加一列“角色”，写“负责人”“成员”“指导专家”",
                    "add a column 角色 with 负责人, 成员 or 指导专家"
                ));
            }
            None
        }
    }
}

fn leaders_wrong(table: &Table<'_>, place: Place, count: usize) -> Diagnostic {
    error!(table.sheet.location(place), "one-leader",
        "这个团队有{count}个负责人", "the team has {count} leaders";
        help: "每个团队写一个负责人", "a team has one leader"
    )
}

/// What all rows of a team say alike, or one of them alone.
fn shared(reader: &mut Reader<'_>, row: &'static Row, target: Target, numbers: &[u32]) -> Option<Field> {
    if row.key.0 == "achievements" {
        return numbers.iter().find_map(|number| reader.achievements(row, *number));
    }
    let mut found: Option<Field> = None;
    let mut last = None;
    for &number in numbers {
        let Some(field) = reader.field(row, target, number) else { continue };
        // A cell that is merged over all rows is one.
        if last == field.place {
            continue;
        }
        last = field.place;
        match (&found, &field.value) {
            (None, _) => found = Some(field),
            (Some(Field { value: Value::Text(first), .. }), Value::Text(text)) if first != text => {
                let place = field.place.unwrap_or((number, 0));
                reader.out.push(error!(reader.table.sheet.location(place), "team-differs",
                    "同一个团队，这里和上面写的不同", "another row of the team says something else";
                    help: "改成一致，或只写一次", "make them the same, or write it once"
                ));
            }
            _ => {}
        }
    }
    found
}
