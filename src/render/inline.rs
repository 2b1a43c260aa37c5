//! The text of a notice for the editors of content management systems and of 公众号. They throw away classes, scripts,
//! style sheets and relative addresses, so every element carries its own style and every link its whole address.

use std::borrow::Cow;
use std::fmt::Write;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::commonmark::emphasis;
use crate::world::text::is_wide;

/// Where the text is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// The content management system of a government's site. It keeps links, and has a field of its own for the title.
    Cms,
    /// The editor of 公众号. It keeps no links to other sites, and has a field of its own for the title.
    Wechat,
}

const TEXT: &str = "margin:0 0 1em;line-height:1.75;text-indent:2em;color:#222222;font-size:16px";
const PLAIN: &str = "margin:0 0 0.5em;line-height:1.75;color:#222222;font-size:16px";
const HEADING: &str = "margin:1.5em 0 0.75em;line-height:1.5;color:#222222;font-size:18px;font-weight:bold";
const SIGNED: &str = "margin:0 0 0.5em;line-height:1.75;text-align:right;color:#222222;font-size:16px";
const TABLE: &str = "width:100%;border-collapse:collapse;margin:0 0 1em";
const HEAD: &str = "border:1px solid #999999;padding:6px 8px;background-color:#f2f5fa;color:#222222;font-size:15px;font-weight:bold;text-align:left;vertical-align:top";
const CELL: &str = "border:1px solid #999999;padding:6px 8px;background-color:#ffffff;color:#222222;font-size:15px;text-align:left;vertical-align:top";
/// A cell that has no more characters, a name for instance, stays in one line.
const SHORT: usize = 4;
const LINK: &str = "color:#1f3d70;text-decoration:underline";

/// The body of a notice as HTML with inline styles, without its title. `folder` is the whole address of the folder that the
/// notice's page is in.
pub fn of_markdown(markdown: &str, folder: &str, editor: Editor) -> String {
    let marked = emphasis::ready(markdown);
    let mut body = Body {
        html: String::new(),
        folder,
        editor,
        title: false,
        signed: false,
        table: None,
        cell: (0, 0),
        broken: false,
    };
    for event in Parser::new_ext(&marked, Options::ENABLE_TABLES) {
        body.step(event);
    }
    body.html
}

/// A line about the text, in its style: where it comes from.
pub fn note(text: &str) -> String {
    let mut html = format!("<p style=\"{PLAIN}\">");
    // A String takes everything.
    let _ = escape_html(&mut html, text);
    html + "</p>\n"
}

/// The body in the making.
struct Body<'f> {
    html: String,
    folder: &'f str,
    editor: Editor,
    /// Inside the title, which is left out.
    title: bool,
    /// Below the rule: issuers and date.
    signed: bool,
    /// The style of the cells, inside a table.
    table: Option<&'static str>,
    /// Where the style of the last cell ends, and how many characters the cell has.
    cell: (usize, usize),
    /// A line break was the last thing.
    broken: bool,
}

impl Body<'_> {
    fn step(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => self.title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => self.title = false,
            _ if self.title => {}
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text)
            }
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.html.push_str("<br>"),
            Event::Rule => self.signed = true,
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, element: &str, style: &str) {
        // A String takes everything.
        let _ = write!(self.html, "<{element} style=\"{style}\">");
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open("p", if self.signed { SIGNED } else { TEXT }),
            // Editors of 公众号 keep the look of a paragraph, not of a heading.
            Tag::Heading { .. } => self.open("p", HEADING),
            Tag::Strong => self.open("strong", "font-weight:bold"),
            Tag::Item => {
                self.open("p", PLAIN);
                self.html.push('·');
            }
            Tag::Table(_) => self.open("table", TABLE),
            Tag::TableHead => {
                self.table = Some(HEAD);
                self.html.push_str("<tr>");
            }
            Tag::TableRow => self.html.push_str("<tr>"),
            Tag::TableCell => {
                self.open("td", self.table.unwrap_or(CELL));
                self.cell = (self.html.len() - "\">".len(), 0);
            }
            Tag::Link { dest_url, .. } if self.editor == Editor::Cms => {
                let address = whole(self.folder, dest_url);
                self.html.push_str("<a href=\"");
                let _ = escape_href(&mut self.html, &address);
                let _ = write!(self.html, "\" style=\"{LINK}\">");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.broken = false;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.html.push_str("</p>\n"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Table => {
                self.table = None;
                self.html.push_str("</table>\n");
            }
            TagEnd::TableHead => {
                self.table = Some(CELL);
                self.html.push_str("</tr>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let (at, count) = self.cell;
                if count <= SHORT {
                    self.html.insert_str(at, ";white-space:nowrap");
                }
                self.html.push_str("</td>");
            }
            TagEnd::Link if self.editor == Editor::Cms => self.html.push_str("</a>"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text: Cow<'_, str> = emphasis::without_marks(text);
        if std::mem::take(&mut self.broken) {
            // Between Han characters a line break is no space.
            let before = self.html.chars().next_back();
            if !before.is_none_or(is_wide) || !text.starts_with(is_wide) {
                self.html.push(' ');
            }
        }
        self.cell.1 += text.chars().count();
        let _ = escape_html(&mut self.html, &text);
    }
}

/// The whole address of a link that stands on a page of a folder: `../../a.html` on `https://…/rounds/2026/`.
fn whole(folder: &str, link: &str) -> String {
    if link.contains(':') {
        return link.to_owned();
    }
    let mut folder = folder.trim_end_matches('/');
    let mut rest = link;
    while let Some(up) = rest.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or(folder, |(above, _)| above);
        rest = up;
    }
    format!("{folder}/{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_their_whole_address() {
        let folder = "https://www.example.org.cn/gongshi/rounds/2026/";
        for (link, address) in [
            ("../../engineers/a.html", "https://www.example.org.cn/gongshi/engineers/a.html"),
            ("2-result.html", "https://www.example.org.cn/gongshi/rounds/2026/2-result.html"),
            ("mailto:a@example.org", "mailto:a@example.org"),
        ] {
            assert_eq!(whole(folder, link), address);
        }
    }
}
