//! Markdown → HTML: CommonMark with tables, made safe and fit for Chinese.
//!
//! Raw HTML is shown as text, unless the office's settings allow it (`markup`); links lead only to http(s), mailto, tel and
//! relative addresses; a line break between two Han characters is no space; tables carry their heads as labels, so that
//! narrow screens can show cards.

pub(super) mod emphasis;
mod markup;
mod writer;

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{Options, Parser};

use crate::world::limits;
use crate::world::text::forbidden;
use writer::Writer;

/// Why Markdown is not rendered, and the byte it is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It goes deeper than [`crate::world::limits::MARKDOWN_DEPTH`].
    TooDeep(usize),
    /// Here its HTML has grown beyond [`crate::world::limits::PAGE_HTML_BYTES`].
    TooMuch(usize),
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

/// Renders Markdown; HTML in it is shown as text. A table is named for the heading above it, and `unnamed_table` where
/// there is none.
///
/// # Errors
/// Lists and quotations nested beyond the limit, tables that grow beyond theirs, and characters that may not be published.
pub fn to_html(markdown: &str, unnamed_table: &str) -> Result<Rendered, Unfit> {
    render(markdown, Writer::new(unnamed_table, false))
}

/// As [`to_html`], but HTML in it is kept as far as it does nothing.
///
/// # Errors
/// As for [`to_html`].
pub fn to_html_with_markup(markdown: &str, unnamed_table: &str) -> Result<Rendered, Unfit> {
    let Rendered { html, mut links } = render(markdown, Writer::new(unnamed_table, true))?;
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

fn render(markdown: &str, mut writer: Writer<'_>) -> Result<Rendered, Unfit> {
    let source = emphasis::ready(markdown);
    // A table on narrow screens repeats its heads in every cell.
    writer.html.reserve(markdown.len() * 9 / 4);
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_TABLES).into_offset_iter() {
        writer.at = range.start;
        if writer.html.len() > limits::PAGE_HTML_BYTES {
            return Err(Unfit::TooMuch(emphasis::original(&source, range.start)));
        }
        let is_reference = source.as_bytes().get(range.start) == Some(&b'&');
        writer.step(event, is_reference).map_err(|unfit| match unfit {
            Unfit::TooDeep(at) => Unfit::TooDeep(emphasis::original(&source, at)),
            Unfit::TooMuch(at) => Unfit::TooMuch(emphasis::original(&source, at)),
            Unfit::Forbidden(at, c) => Unfit::Forbidden(emphasis::original(&source, at), c),
        })?;
    }
    let Writer { html, mut links, .. } = writer;
    match source {
        // Without marks nothing has moved.
        Cow::Borrowed(_) => Ok(Rendered { html, links }),
        Cow::Owned(source) => {
            links.iter_mut().for_each(|(_, at)| *at = emphasis::original(&source, *at));
            Ok(Rendered { html: emphasis::cleared(html), links })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(markdown: &str) -> String {
        to_html(markdown, "表格").unwrap().html
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
