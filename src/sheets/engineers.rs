//! Rows of a table → engineers, one a row.

use super::draft::{Draft, Field, Value};
use super::headings::Target;
use super::reader::Reader;
use crate::domain::programme::EntryKind;
use crate::records::PersonRecord;
use crate::records::record::Group as _;
use crate::records::table::Row;

/// The engineers of some rows.
pub(super) fn engineers(reader: &mut Reader<'_>, sheet: usize, numbers: &[u32]) -> Vec<Draft> {
    numbers.iter().map(|number| engineer(reader, sheet, *number)).collect()
}

fn engineer(reader: &mut Reader<'_>, sheet: usize, number: u32) -> Draft {
    let both = reader.unit_and_post(number);
    let name = reader.table.of(Target::Person("name")).next().map_or(0, |column| column.index);
    let place = (number, name);
    let mut fields: Vec<Field> = Vec::new();
    for row in super::draft::rows(EntryKind::Individual) {
        let target = target_of(row);
        let field = match (row.key.0, &both) {
            ("achievements", _) => reader.achievements(row, number),
            ("unit", Some((place, unit, _))) => Some(text(row, unit, *place)),
            ("rank", Some((place, _, Some(post)))) if reader.wants(row) && !reader.table.has(target) => {
                Some(text(row, post, *place))
            }
            _ => reader.field(row, target, number),
        };
        let field = field.or_else(|| reader.constant(row, target));
        if field.is_none() {
            reader.missing(row, target, number);
        }
        fields.extend(field);
    }
    Draft { sheet, place, fields }
}

fn text(row: &'static Row, value: &str, place: super::workbook::Place) -> Field {
    Field { row, value: Value::Text(value.to_owned()), place: Some(place) }
}

/// The target of a key of an engineer's record.
pub(super) fn target_of(row: &Row) -> Target {
    let is_persons = PersonRecord::ROWS.iter().any(|person| person.key.0 == row.key.0);
    if is_persons { Target::Person(row.key.0) } else { Target::Entry(row.key.0) }
}
