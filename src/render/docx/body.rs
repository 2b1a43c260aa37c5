//! Markdown → the body of a Word document.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::paragraph::{Line, Run, paragraph, plain, style};
use super::{columns, signature};
use crate::render::commonmark::emphasis;
use crate::world::text::is_wide;

/// The paragraphs and tables of a text, as the content of `w:body`.
pub(super) fn of_markdown(markdown: &str) -> String {
    let marked = emphasis::ready(markdown);
    let mut body = Body::default();
    for event in Parser::new_ext(&marked, Options::ENABLE_TABLES) {
        body.step(event);
    }
    body.finish()
}

/// The body in the making.
#[derive(Default)]
struct Body {
    xml: String,
    line: Line,
    bold: usize,
    /// Inside a table: its rows so far, the first of them the head.
    table: Option<Vec<Vec<Line>>>,
    /// Below the rule: the lines of the signature.
    signature: Option<Vec<String>>,
    /// The lists that are open, one in another: the number of the next item, where they are numbered.
    lists: Vec<Option<u64>>,
    /// A line break was the last thing, after a wide character or another.
    broken: bool,
}

impl Body {
    fn step(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.paragraph(style("Text")),
            Event::Rule => self.signature = Some(Vec::new()),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Table(_) => self.table = Some(Vec::new()),
            Tag::TableHead | Tag::TableRow => {
                if let Some(rows) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            // What stood before a list inside its item is a paragraph of its own.
            Tag::List(first) => {
                self.paragraph(style("Item"));
                self.lists.push(*first);
            }
            Tag::Item => {
                if let Some(Some(number)) = self.lists.last_mut() {
                    let text = format!("{number}.");
                    *number += 1;
                    self.add(&text);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Heading(level) => self.paragraph(heading(level)),
            TagEnd::Paragraph => match &mut self.signature {
                Some(lines) => lines.push(plain(&std::mem::take(&mut self.line))),
                None => self.paragraph(style("Text")),
            },
            TagEnd::Item => self.paragraph(style("Item")),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = self.table.take().unwrap_or_default();
                self.xml.push_str(&table(&rows));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text: Cow<'_, str> = emphasis::without_marks(text);
        if self.broken {
            self.broken = false;
            // Between Han characters a line break is no space.
            let before = self.line.last().and_then(|run| run.text.chars().next_back());
            if !before.is_none_or(is_wide) || !text.starts_with(is_wide) {
                self.add(" ");
            }
        }
        self.add(&text);
    }

    fn add(&mut self, text: &str) {
        let bold = self.bold > 0;
        match self.line.last_mut() {
            Some(run) if run.bold == bold => run.text.push_str(text),
            _ => self.line.push(Run { text: text.to_owned(), bold }),
        }
    }

    /// Ends a paragraph, if there is one.
    fn paragraph(&mut self, properties: String) {
        let line = std::mem::take(&mut self.line);
        self.broken = false;
        if !line.is_empty() {
            self.xml.push_str(&paragraph(&properties, &line));
        }
    }

    fn finish(mut self) -> String {
        self.paragraph(style("Text"));
        if let Some(lines) = self.signature.take() {
            self.xml.push_str(&signature::paragraphs(&lines));
        }
        self.xml
    }
}

fn heading(level: HeadingLevel) -> String {
    style(match level {
        HeadingLevel::H1 => "Title",
        HeadingLevel::H2 => "Heading1",
        _ => "Heading2",
    })
}

/// A table whose head stands on every page and whose rows are never split between two (GB/T 9704 has none; official lists
/// are made so).
fn table(rows: &[Vec<Line>]) -> String {
    let widths = columns::widths(rows);
    let mut xml = String::from(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"List\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
    );
    for width in &widths {
        xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
    for (number, row) in rows.iter().enumerate() {
        let (head, cell_style) =
            if number == 0 { ("<w:tblHeader/>", "TableHead") } else { ("", "TableText") };
        xml.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
        for (cell, width) in row.iter().zip(&widths) {
            xml.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                paragraph(&style(cell_style), cell)
            ));
        }
        xml.push_str("</w:tr>");
    }
    // Between two tables, or a table and what follows, Word wants a paragraph.
    xml + "</w:tbl>" + &paragraph(&style("AfterTable"), &[])
}
