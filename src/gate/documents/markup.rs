//! What XML shows: the texts of a document without its tags, those of one paragraph together, for a number may be split over
//! several of its stretches; and what its attributes say.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Search;

/// Elements within a paragraph, whose ends divide nothing.
const INLINE: [&str; 26] = [
    "t",
    "r",
    "rt",
    "delText",
    "instrText",
    "ins",
    "del",
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "span",
    "a",
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "font",
    "sub",
    "sup",
    "tspan",
    "TextCode",
    "noBreakHyphen",
    "rPr",
];

/// Elements that end a line, whether they hold text themselves or not.
const BLOCKS: [&str; 22] = [
    "p",
    "si",
    "c",
    "row",
    "tr",
    "tc",
    "td",
    "th",
    "h",
    "li",
    "div",
    "text",
    "cell",
    "comment",
    "TextObject",
    "br",
    "cr",
    "tab",
    "table-cell",
    "title",
    "item",
    "is",
];

/// Attributes that place and number things: none says anything to a reader.
const TECHNICAL: [&str; 24] = [
    "x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "l", "t", "r", "b", "w", "h", "id", "d", "points",
    "viewBox", "uri", "style", "paraId", "textId", "offset", "path",
];

/// Who wrote it: elements of Dublin Core, of Office and of OpenDocument; attributes of comments and revisions.
const AUTHORS: [&str; 9] = [
    "creator",
    "lastModifiedBy",
    "Company",
    "Manager",
    "initial-creator",
    "author",
    "cp:lastModifiedBy",
    "userName",
    "Author",
];

/// Takes the texts and attributes out of XML. Where it does not read on, the rest is taken as it is.
pub(super) fn read(search: &mut Search, xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut reading = Reading::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.start(search, &tag),
            Ok(Event::Empty(tag)) => {
                reading.start(search, &tag);
                reading.end(search);
            }
            Ok(Event::End(_)) => reading.end(search),
            Ok(Event::Text(text)) => reading.text(&text),
            Ok(Event::CData(text)) => reading.text(&text),
            Ok(Event::Comment(text)) => search.texts.push(text.to_string()),
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.to_string();
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                reading.text(
                    &character
                        .or_else(|| resolve_predefined_entity(&name).map(str::to_owned))
                        .unwrap_or_default(),
                );
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                let rest = usize::try_from(reader.buffer_position()).ok().and_then(|at| xml.get(at..));
                search.texts.extend(rest.map(str::to_owned));
                break;
            }
        }
    }
    search.texts.push(reading.out);
    search.texts.push(reading.attributes);
}

#[derive(Default)]
struct Reading {
    out: String,
    attributes: String,
    /// The open elements: their names, and where their own text begins.
    open: Vec<(String, usize)>,
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

impl Reading {
    fn start(&mut self, search: &mut Search, tag: &BytesStart<'_>) {
        let name = local(tag.name().as_ref());
        if BLOCKS.contains(&name.as_str()) {
            self.line();
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = local(attribute.key.as_ref());
            let value = &attribute.value;
            let value = quick_xml::escape::unescape(value).unwrap_or_else(|_| value.clone());
            if AUTHORS.contains(&key.as_str()) {
                search.author(&value);
            } else if !TECHNICAL.contains(&key.as_str())
                && !key.starts_with("rsid")
                && !attribute.key.as_ref().starts_with("xmlns")
            {
                self.attributes.push_str(&value);
                self.attributes.push('\n');
            }
        }
        self.open.push((name, self.out.len()));
    }

    fn end(&mut self, search: &mut Search) {
        let Some((name, start)) = self.open.pop() else { return };
        let own = self.out.get(start..).unwrap_or_default();
        if AUTHORS.contains(&name.as_str()) {
            let own = own.to_owned();
            search.author(&own);
        }
        let has_text = self.out.len() > start;
        if BLOCKS.contains(&name.as_str()) || has_text && !INLINE.contains(&name.as_str()) {
            self.line();
        }
    }

    fn text(&mut self, text: &str) {
        // Between elements stands what was indented.
        if !text.trim().is_empty() || !text.contains('\n') {
            self.out.push_str(text);
        }
    }

    fn line(&mut self) {
        if !self.out.ends_with('\n') && !self.out.is_empty() {
            self.out.push('\n');
        }
    }
}
