//! Word documents, read as their readers do.

use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

/// The parts of a document, each with its name and its XML.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

/// What stands in a document, as its readers see it.
pub(crate) fn text(bytes: &[u8]) -> String {
    parts(bytes).iter().map(|(_, xml)| readable(xml)).collect::<Vec<_>>().join("\n")
}

/// The text of a part.
pub(crate) fn readable(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(found) => text.push_str(&found),
            Event::GeneralRef(found) => text.push(match &*found {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                other => panic!("&{other};"),
            }),
            Event::Eof => return text,
            _ => {}
        }
    }
}
