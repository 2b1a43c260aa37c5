//! Markdown → HTML: CommonMark with tables, made safe and fit for Chinese.
//!
//! Raw HTML is shown as text, unless the office's settings allow it (`markup`); links lead only to http(s), mailto, tel and
//! relative addresses; a line break between two Han characters is no space; tables carry their heads as labels, so that
//! narrow screens can show cards.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::links::{has_scheme, safe_target};
use super::{emphasis, markup};
use crate::world::limits;
use crate::world::text::forbidden;

/// Anchors that templates use themselves.
const RESERVED: &[&str] = &["main", "related"];

/// Why Markdown is not rendered, and the byte it is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It goes deeper than [`limits::MARKDOWN_DEPTH`].
    TooDeep(usize),
    /// A reference such as `&#x202E;` stands for a character that may not be published.
    Forbidden(usize, char),
}

/// Rendered Markdown.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Where its relative links lead, as written in the HTML, with the byte of the Markdown they stand at.
    pub links: Vec<(String, usize)>,
}

/// Renders Markdown; HTML in it is shown as text.
///
/// # Errors
/// Lists and quotations nested beyond the limit, and characters that may not be published.
pub fn to_html(markdown: &str) -> Result<Rendered, Unfit> {
    render(markdown, false)
}

/// As [`to_html`], but HTML in it is kept as far as it does nothing.
///
/// # Errors
/// As for [`to_html`].
pub fn to_html_with_markup(markdown: &str) -> Result<Rendered, Unfit> {
    let Rendered { html, mut links } = render(markdown, true)?;
    let html = markup::inert(&html);
    let of_markdown: BTreeSet<String> = links.iter().map(|(target, _)| target.clone()).collect();
    for target in markup::relative_targets(&html).into_iter().filter(|t| !of_markdown.contains(t)) {
        // As it was typed, wherever that is first; `.md` has become `.html`.
        let typed = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches(".html");
        let at = markdown.find(typed).unwrap_or_default();
        links.push((target, at));
    }
    match forbidden(&html) {
        Some((_, character)) => Err(Unfit::Forbidden(0, character)),
        None => Ok(Rendered { html, links }),
    }
}

fn render(markdown: &str, keep_html: bool) -> Result<Rendered, Unfit> {
    let source = emphasis::ready(markdown);
    // A table on narrow screens repeats its heads in every cell.
    let html = String::with_capacity(markdown.len() * 9 / 4);
    let mut renderer = Renderer { keep_html, html, ..Renderer::default() };
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_TABLES).into_offset_iter() {
        renderer.at = range.start;
        let is_reference = source.as_bytes().get(range.start) == Some(&b'&');
        renderer.step(event, is_reference).map_err(|unfit| match unfit {
            Unfit::TooDeep(at) => Unfit::TooDeep(emphasis::original(&source, at)),
            Unfit::Forbidden(at, c) => Unfit::Forbidden(emphasis::original(&source, at), c),
        })?;
    }
    // Without marks nothing has moved, and a list of thousands has a link in every row.
    let moved = matches!(source, Cow::Owned(_));
    let links = std::mem::take(&mut renderer.links).into_iter();
    let links = links
        .map(|(target, at)| (target, if moved { emphasis::original(&source, at) } else { at }))
        .collect();
    renderer.flush();
    Ok(Rendered { html: emphasis::cleared(renderer.html), links })
}

#[derive(Default)]
struct Renderer<'m> {
    keep_html: bool,
    html: String,
    /// What is not written yet, because what follows may change it: at most a block.
    out: Vec<Event<'m>>,
    depth: usize,
    last: Option<char>,
    /// Where a line break after a wide character stands, until the text after it is known.
    line_break: Option<usize>,
    /// The text of the heading being read, and where its opening tag has to go.
    heading: Option<(usize, HeadingLevel, String)>,
    last_heading: String,
    anchors: BTreeSet<String>,
    table: Option<Table>,
    /// For each open link or image, whether it was kept; one that leads somewhere unsafe leaves only its text.
    targets: Vec<bool>,
    /// Where in the Markdown the present event stands.
    at: usize,
    links: Vec<(String, usize)>,
}

#[derive(Default)]
struct Table {
    heads: Vec<String>,
    in_head: bool,
    column: usize,
}

impl<'m> Renderer<'m> {
    /// Writes what can no longer change. The writer begins anew each time, on a line of its own: so it is called where
    /// a line has ended, and never inside a picture's description, which it reads to its end.
    fn flush(&mut self) {
        html::push_html(&mut self.html, self.out.drain(..));
    }

    /// `is_reference`: the event may be of a character reference, which only the parser has read so far.
    fn step(&mut self, event: Event<'m>, is_reference: bool) -> Result<(), Unfit> {
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
            Event::Html(html) | Event::InlineHtml(html) if self.keep_html => self.raw(html),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                if is_reference {
                    self.check(&text)?;
                }
                self.text(text);
            }
            Event::SoftBreak => {
                self.line_break = self.last.filter(|c| is_wide(*c)).map(|_| self.out.len());
                self.out.push(Event::SoftBreak);
            }
            Event::Code(code) => {
                self.collect(&code);
                self.out.push(Event::Code(code));
            }
            other => self.out.push(other),
        }
        Ok(())
    }

    fn check(&self, text: &str) -> Result<(), Unfit> {
        forbidden(text).map_or(Ok(()), |(_, character)| Err(Unfit::Forbidden(self.at, character)))
    }

    fn text(&mut self, text: CowStr<'m>) {
        self.collect(&text);
        self.out.push(Event::Text(text));
    }

    fn collect(&mut self, text: &str) {
        // A line break is no space where both sides, whatever markup stands between, are Chinese.
        if let (Some(at), Some(first)) = (self.line_break.take(), text.chars().next())
            && is_wide(first)
        {
            self.out[at] = Event::Text("".into());
        }
        self.last = text.chars().next_back().or(self.last);
        if let Some((_, _, heading)) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some(table) = &mut self.table
            && table.in_head
            && let Some(head) = table.heads.last_mut()
        {
            head.push_str(text);
        }
    }

    fn start(&mut self, tag: Tag<'m>) -> Result<(), Unfit> {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some((self.out.len(), level, String::new())),
            Tag::Table(_) => {
                let label = if self.last_heading.is_empty() { "表格" } else { &self.last_heading };
                let open = format!(
                    "<section class=\"table\" tabindex=\"0\" aria-label=\"{}\"><table>",
                    attribute(label)
                );
                self.raw(open);
                self.table = Some(Table::default());
            }
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = true;
                }
                self.raw("<thead><tr>");
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
                self.raw("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Link { ref dest_url, ref title, .. } | Tag::Image { ref dest_url, ref title, .. } => {
                let address = emphasis::cleared(dest_url.to_string());
                self.check(&address)?;
                self.check(&emphasis::cleared(title.to_string()))?;
                let target = safe_target(&address);
                self.targets.push(target.is_some());
                if let Some(target) = target {
                    if !has_scheme(&target) {
                        self.links.push((target.clone(), self.at));
                    }
                    self.out.push(Event::Start(retarget(tag, target)));
                }
            }
            Tag::HtmlBlock if self.keep_html => {}
            Tag::HtmlBlock => self.out.push(Event::Start(Tag::Paragraph)),
            Tag::CodeBlock(CodeBlockKind::Fenced(ref language)) => {
                self.check(&emphasis::cleared(language.to_string()))?;
                self.out.push(Event::Start(tag));
            }
            other => self.out.push(Event::Start(other)),
        }
        Ok(())
    }

    fn start_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let open = if table.in_head {
            table.heads.push(String::new());
            "<th scope=\"col\">".to_owned()
        } else {
            let label = table.heads.get(table.column).map_or("", String::as_str);
            table.column += 1;
            format!("<td data-label=\"{}\">", attribute(label))
        };
        self.raw(open);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let Some((at, level, text)) = self.heading.take() else { return };
                let anchor = self.anchor(&text);
                self.out.insert(at, Event::Html(format!("<{level} id=\"{}\">", attribute(&anchor)).into()));
                self.raw(format!("</{level}>\n"));
                self.last_heading = text;
                self.flush();
            }
            TagEnd::Table => {
                self.table = None;
                self.raw("</tbody></table></section>\n");
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                }
                self.raw("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => {
                self.raw("</tr>\n");
                self.flush();
            }
            TagEnd::TableCell => {
                let head = self.table.as_ref().is_some_and(|t| t.in_head);
                self.raw(if head { "</th>" } else { "</td>" });
            }
            TagEnd::Link | TagEnd::Image => {
                if self.targets.pop().unwrap_or(true) {
                    self.out.push(Event::End(tag));
                }
            }
            TagEnd::HtmlBlock if self.keep_html => {}
            TagEnd::HtmlBlock => self.out.push(Event::End(TagEnd::Paragraph)),
            TagEnd::Emphasis | TagEnd::Strong => self.out.push(Event::End(tag)),
            other => {
                self.last = None;
                self.line_break = None;
                self.out.push(Event::End(other));
                if other == TagEnd::Paragraph {
                    self.flush();
                }
            }
        }
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
        let numbered = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
        let free = |name: &String| !RESERVED.contains(&name.as_str()) && !self.anchors.contains(name);
        let anchor = numbered.into_iter().find(free).unwrap_or(base.clone());
        self.anchors.insert(anchor.clone());
        anchor
    }

    fn raw(&mut self, html: impl Into<CowStr<'m>>) {
        self.out.push(Event::Html(html.into()));
    }
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

/// Han characters and full-width punctuation, between which a line break is no space.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

fn retarget<'m>(tag: Tag<'m>, target: String) -> Tag<'m> {
    match tag {
        Tag::Link { link_type, title, id, .. } => Tag::Link { link_type, dest_url: target.into(), title, id },
        Tag::Image { link_type, title, id, .. } => {
            Tag::Image { link_type, dest_url: target.into(), title, id }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(markdown: &str) -> String {
        to_html(markdown).unwrap().html
    }

    #[test]
    fn line_breaks_between_han_are_no_spaces() {
        assert_eq!(render("公示\n名单"), "<p>公示名单</p>\n");
        assert_eq!(render("公示\nlist"), "<p>公示\nlist</p>\n");
    }

    #[test]
    fn raw_html_is_text_and_bad_links_are_dropped() {
        assert_eq!(render("a<script>x</script>"), "<p>a&lt;script&gt;x&lt;/script&gt;</p>\n");
        assert_eq!(render("[点](javascript:alert(1))"), "<p>点</p>\n");
        assert_eq!(render("[点](a.md#一)"), "<p><a href=\"a.html#%E4%B8%80\">点</a></p>\n");
    }

    #[test]
    fn bold_beside_full_width_punctuation_is_bold() {
        assert_eq!(
            render("**重点：**该同志主持**“天工”**项目，*斜体*和 2 * 3 * 4"),
            "<p><strong>重点：</strong>该同志主持<strong>“天工”</strong>项目，<em>斜体</em>和 2 * 3 * 4</p>\n"
        );
        assert_eq!(render("主持**\"天工\"**项目"), "<p>主持<strong>\"天工\"</strong>项目</p>\n");
        assert_eq!(render("`甲**“乙”**丙` \\*“丁”\\*戊"), "<p><code>甲**“乙”**丙</code> *“丁”*戊</p>\n");
    }

    #[test]
    fn tilde_is_a_tilde() {
        assert_eq!(render("3~5人，10~20万元"), "<p>3~5人，10~20万元</p>\n");
    }

    #[test]
    fn repeated_headings_get_a_number() {
        let html = render("## 一、基本情况\n\n## 一、基本情况\n");
        assert!(html.contains("id=\"一、基本情况\"") && html.contains("id=\"一、基本情况-2\""));
    }
}
