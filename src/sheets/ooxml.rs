//! What of a sheet of Excel is hidden. The library that reads the cells does not tell, so it is read from the file's own
//! XML: `row/@hidden`, which a filter sets too, and `col/@hidden`.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::workbook::Sheet;

/// The columns that a sheet can have.
const COLUMNS: u32 = 16_384;

/// Marks the rows and columns of a sheet that are hidden.
pub(super) fn mark_hidden<R: Read + Seek>(parts: &mut zip::ZipArchive<R>, title: &str, sheet: &mut Sheet) {
    let Some(xml) = path_of(parts, title).and_then(|path| part(parts, &path)) else { return };
    let mut reader = Reader::from_str(&xml);
    let mut last_row = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "row" => {
                    // A row without a number is the next one.
                    last_row = number(&tag, "r").unwrap_or(last_row + 1);
                    if is_set(&tag, "hidden") {
                        sheet.hidden_rows.insert(last_row.saturating_sub(1));
                    }
                }
                "col" if is_set(&tag, "hidden") => {
                    let first = number(&tag, "min").unwrap_or(1).max(1);
                    let last = number(&tag, "max").unwrap_or(first).min(COLUMNS);
                    sheet.hidden_columns.extend(first - 1..last);
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Where the XML of a sheet stands: the workbook gives the sheet a relation, and the relations give the path.
fn path_of<R: Read + Seek>(parts: &mut zip::ZipArchive<R>, title: &str) -> Option<String> {
    let workbook = part(parts, "xl/workbook.xml")?;
    let is_sheet = |tag: &BytesStart<'_>| {
        tag.local_name().as_ref() == "sheet" && attribute(tag, "name").is_some_and(|name| name == title)
    };
    let relation = find(&workbook, is_sheet, "id")?;
    let relations = part(parts, "xl/_rels/workbook.xml.rels")?;
    let target = find(&relations, |tag| attribute(tag, "Id").is_some_and(|id| id == relation), "Target")?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// An attribute of the first element that is meant.
fn find(xml: &str, is_meant: impl Fn(&BytesStart<'_>) -> bool, wanted: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if is_meant(&tag) => return attribute(&tag, wanted),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever prefix its name has.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

fn part<R: Read + Seek>(parts: &mut zip::ZipArchive<R>, path: &str) -> Option<String> {
    let mut text = String::new();
    parts.by_name(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
