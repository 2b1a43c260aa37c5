//! The parser's events as HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::super::links::{has_scheme, safe_target};
use super::{Unfit, emphasis};
use crate::world::limits;
use crate::world::text::{forbidden, is_wide};

/// Anchors that templates use themselves.
const RESERVED: &[&str] = &["main", "related"];

/// Writes HTML as the parser tells what it reads.
#[derive(Default)]
pub(super) struct Writer<'t> {
    /// What a table without a heading above it is called.
    unnamed_table: &'t str,
    keep_html: bool,
    pub(super) html: String,
    depth: usize,
    last: Option<char>,
    /// Where a line break after a wide character was written, until the text after it is known.
    line_break: Option<usize>,
    /// The text of the heading being read, and where its opening tag has to go.
    heading: Option<(usize, String)>,
    last_heading: String,
    anchors: BTreeSet<String>,
    /// How often each anchor was asked for: the next number is not searched for from the beginning.
    repeats: BTreeMap<String, usize>,
    table: Option<Table>,
    /// The open links and pictures.
    targets: Vec<Target>,
    /// How deep in the description of a picture this is: there only text is written.
    in_description: usize,
    /// Where in the Markdown the present event stands.
    pub(super) at: usize,
    pub(super) links: Vec<(String, usize)>,
}

#[derive(Default)]
struct Table {
    in_head: bool,
    /// The texts of the heads, then the opening tags of the cells below them.
    columns: Vec<String>,
    column: usize,
}

/// A link or picture; one that leads somewhere unsafe leaves only its text.
enum Target {
    Dropped,
    Link,
    /// With the rest of its tag, after the description.
    Picture(String),
}

impl<'t> Writer<'t> {
    /// With `keep_html`, HTML in the Markdown is kept.
    pub(super) fn new(unnamed_table: &'t str, keep_html: bool) -> Self {
        Writer { unnamed_table, keep_html, ..Writer::default() }
    }

    /// `is_reference`: the event may be of a character reference, which only the parser has read so far.
    pub(super) fn step(&mut self, event: Event<'_>, is_reference: bool) -> Result<(), Unfit> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > limits::MARKDOWN_DEPTH {
                    return Err(Unfit::TooDeep(self.at));
                }
                self.start(tag)?;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag);
            }
            Event::Html(html) | Event::InlineHtml(html) if self.keep_html => self.tag(&html),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                if is_reference {
                    self.check(&text)?;
                }
                self.follow(&text);
                self.text(&text);
            }
            Event::Code(code) => {
                self.follow(&code);
                self.tag("<code>");
                self.text(&code);
                self.tag("</code>");
            }
            Event::SoftBreak => {
                self.line_break = self.last.filter(|c| is_wide(*c)).map(|_| self.html.len());
                self.html.push(if self.in_description > 0 { ' ' } else { '\n' });
            }
            Event::HardBreak if self.in_description > 0 => self.html.push(' '),
            Event::HardBreak => self.html.push_str("<br />\n"),
            Event::Rule => self.block("<hr />\n"),
            // Of extensions that are not on.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn check(&self, text: &str) -> Result<(), Unfit> {
        forbidden(text).map_or(Ok(()), |(_, character)| Err(Unfit::Forbidden(self.at, character)))
    }

    /// Writes a text: between tags, or in the description of a picture.
    fn text(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = match self.in_description {
            0 => escape_html_body_text(&mut self.html, text),
            _ => escape_html(&mut self.html, text),
        };
    }

    /// Writes HTML, except in the description of a picture.
    fn tag(&mut self, html: &str) {
        if self.in_description == 0 {
            self.html.push_str(html);
        }
    }

    /// Writes the opening tag of a block, which begins a line.
    fn block(&mut self, html: &str) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.html.push_str(html);
    }

    /// What a text that follows means for what came before it, and for the heading that it is in.
    fn follow(&mut self, text: &str) {
        // A line break is no space where both sides, whatever markup stands between, are Chinese.
        if let (Some(at), Some(first)) = (self.line_break.take(), text.chars().next())
            && is_wide(first)
        {
            self.html.remove(at);
        }
        self.last = text.chars().next_back().or(self.last);
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some(table) = &mut self.table
            && table.in_head
            && let Some(head) = table.columns.last_mut()
        {
            head.push_str(text);
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Unfit> {
        match tag {
            Tag::Heading { .. } => self.heading = Some((self.html.len(), String::new())),
            Tag::Table(_) => self.start_table(),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = true;
                }
                self.tag("<thead role=\"rowgroup\"><tr role=\"row\">");
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
                self.tag("<tr role=\"row\">");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Link { link_type, dest_url, title, .. } => {
                if let Some(target) = self.target(&dest_url, &title)? {
                    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                    self.targets.push(Target::Link);
                    self.tag(&format!("<a href=\"{scheme}{}\"{}>", href(&target), title_of(&title)));
                }
            }
            Tag::Image { dest_url, title, .. } => {
                if let Some(target) = self.target(&dest_url, &title)? {
                    self.tag(&format!("<img src=\"{}\" alt=\"", href(&target)));
                    self.targets.push(Target::Picture(format!("\"{} />", title_of(&title))));
                    self.in_description += 1;
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                let language = emphasis::cleared(language.to_string());
                self.check(&language)?;
                match language.split(' ').next().unwrap_or_default() {
                    "" => self.block("<pre><code>"),
                    name => self.block(&format!("<pre><code class=\"language-{}\">", escaped(name))),
                }
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.block("<pre><code>"),
            Tag::HtmlBlock if self.keep_html => {}
            Tag::HtmlBlock | Tag::Paragraph => self.block("<p>"),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::Emphasis => self.tag("<em>"),
            Tag::Strong => self.tag("<strong>"),
            // Of extensions that are not on.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        Ok(())
    }

    /// Where a link or picture may lead; one that leads somewhere unsafe is remembered as dropped.
    fn target(&mut self, address: &str, title: &str) -> Result<Option<String>, Unfit> {
        let address = emphasis::cleared(address.to_owned());
        self.check(&address)?;
        self.check(&emphasis::cleared(title.to_owned()))?;
        let Some(target) = safe_target(&address) else {
            self.targets.push(Target::Dropped);
            return Ok(None);
        };
        if !has_scheme(&target) {
            self.links.push((target.clone(), self.at));
        }
        Ok(Some(target))
    }

    /// Opens a table. Where its rows become cards, browsers forget what they are; the roles tell screen readers.
    fn start_table(&mut self) {
        let label = if self.last_heading.is_empty() { self.unnamed_table } else { &self.last_heading };
        let open = format!(
            "<section class=\"table\" tabindex=\"0\" aria-label=\"{}\"><table role=\"table\">",
            attribute(label)
        );
        self.tag(&open);
        self.table = Some(Table::default());
    }

    fn start_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        if table.in_head {
            table.columns.push(String::new());
            self.html.push_str("<th scope=\"col\" role=\"columnheader\">");
        } else {
            let open =
                table.columns.get(table.column).map_or("<td role=\"cell\" data-label=\"\">", String::as_str);
            self.html.push_str(open);
            table.column += 1;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Table => {
                self.table = None;
                self.tag("</tbody></table></section>\n");
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                    for head in &mut table.columns {
                        *head = format!("<td role=\"cell\" data-label=\"{}\">", attribute(head));
                    }
                }
                self.tag("</tr></thead><tbody role=\"rowgroup\">\n");
            }
            TagEnd::TableRow => self.tag("</tr>\n"),
            TagEnd::TableCell => {
                let in_head = self.table.as_ref().is_some_and(|table| table.in_head);
                self.tag(if in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Link | TagEnd::Image => match self.targets.pop() {
                Some(Target::Link) => self.tag("</a>"),
                Some(Target::Picture(rest)) => {
                    self.in_description -= 1;
                    self.tag(&rest);
                }
                Some(Target::Dropped) | None => {}
            },
            TagEnd::Emphasis => self.tag("</em>"),
            TagEnd::Strong => self.tag("</strong>"),
            TagEnd::HtmlBlock if self.keep_html => {}
            TagEnd::HtmlBlock => self.tag("</p>\n"),
            TagEnd::Paragraph => self.end_block("</p>\n"),
            TagEnd::BlockQuote(_) => self.end_block("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_block("</code></pre>\n"),
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.end_block("</li>\n"),
            // Of extensions that are not on.
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn end_block(&mut self, html: &str) {
        self.last = None;
        self.line_break = None;
        self.html.push_str(html);
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some((at, text)) = self.heading.take() else { return };
        let anchor = self.anchor(&text);
        self.html.insert_str(at, &format!("<{level} id=\"{}\">", attribute(&anchor)));
        self.html.push_str(&format!("</{level}>\n"));
        self.last_heading = text;
    }

    /// Headings keep their Han text as anchor; a repeated one gets a number.
    fn anchor(&mut self, text: &str) -> String {
        let base: String = text
            .trim()
            .chars()
            .map(|c| if c.is_whitespace() { '-' } else { c })
            .filter(|c| !"<>\"'&`".contains(*c))
            .collect();
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let anchors = &self.anchors;
        let is_free = |name: &String| !RESERVED.contains(&name.as_str()) && !anchors.contains(name);
        let repeats = self.repeats.entry(base.clone()).or_default();
        let anchor = loop {
            *repeats += 1;
            let name = if *repeats == 1 { base.clone() } else { format!("{base}-{repeats}") };
            if is_free(&name) {
                break name;
            }
        };
        self.anchors.insert(anchor.clone());
        anchor
    }
}

/// The `title` attribute of a link or picture.
fn title_of(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}

fn href(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    // Writing to a String cannot fail.
    let _ = escape_href(&mut out, target);
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape_html(&mut out, text);
    out
}

/// Text as the value of a double-quoted attribute.
fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
