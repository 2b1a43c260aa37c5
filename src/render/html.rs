//! HTML pages, by the theme's `templates/`.

use memchr::memmem;
use tera::Context;

use super::commonmark::{self, Unfit};
use super::{Source, Theme, bounded, front, links};
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::digest::sha256;
use crate::pages::{AuthoredPage, Document, Head, Template, Terms};
use crate::world::limits;
use crate::world::text::may_not_stand;

/// The bytes of a page without its text, so that it is not copied as it grows.
const SHELL_BYTES: usize = 16 * 1024;

/// A page that its template makes alone.
pub(super) fn page<M: Template>(source: &Source<'_, M>) -> Result<Vec<u8>, Diagnostic> {
    render(source.theme, M::TEMPLATE, source.context().clone(), source.model.head(), 0)
}

/// A page that shows its Markdown text.
pub(super) fn document<M: Document>(source: &Source<'_, M>) -> Result<Vec<u8>, Diagnostic> {
    let body = source.text()?;
    let content = fragment(body, &source.theme.terms)?;
    let mut context = source.context().clone();
    let head = source.model.head();
    if head.paper.is_some() {
        context.insert("page", &with_digest(head, body));
    }
    context.insert("content", &content);
    let page = render(source.theme, M::TEMPLATE, context, head, content.len())?;
    if head.kind == "notice" && memmem::find(&page, content.as_bytes()).is_none() {
        return Err(lacks_text(source.theme, M::TEMPLATE));
    }
    Ok(page)
}

/// A theme changes how a notice looks, never what it says.
fn lacks_text(theme: &Theme, template: &str) -> Diagnostic {
    let file = format!("themes/{}/templates/{template}", theme.name());
    error!(Location::file(&file), "page-lacks-text",
        "模板没有原样显示公告的正文：主题可以改变样子，不能改变公告说的话",
        "the template does not show the text of the notice as it is: a theme changes how it looks, not what it says";
        help: "在模板里写 {{{{ content | safe }}}}，不要再加别的过滤", "write {{{{ content | safe }}}} in the template, without other filters"
    )
}

/// The head of a page whose printed foot tells what its text is checked by.
fn with_digest(head: &Head, body: &str) -> Head {
    let digest = sha256(front::text(head, body));
    let mut head = head.clone();
    if let Some(paper) = &mut head.paper {
        paper.digest = Some(digest);
    }
    head
}

/// A page that the office wrote.
pub(super) fn authored(source: &Source<'_, AuthoredPage>) -> Result<Vec<u8>, Diagnostic> {
    let AuthoredPage { page, written, raw_html } = source.model;
    let convert = match raw_html {
        true => commonmark::to_html_with_markup,
        false => commonmark::to_html,
    };
    // The line: its columns are the quotation marks themselves.
    let location = |at| Location::new(&written.file, Span { column: 1, ..links::span(written, at) });
    let rendered = convert(&written.body, source.theme.terms.text.unnamed_table())
        .map_err(|unfit| explain(unfit, location))?;
    links::check(source.exists, written, &page.address, &rendered.links)?;
    let mut context = source.context().clone();
    context.insert("content", &rendered.html);
    render(source.theme, AuthoredPage::TEMPLATE, context, page, rendered.html.len())
}

/// Markdown that a template made, as HTML.
pub(super) fn fragment(body: &str, terms: &Terms) -> Result<String, Diagnostic> {
    let rendered = commonmark::to_html(body, terms.text.unnamed_table())
        .map_err(|unfit| explain(unfit, |_| Location::file("themes")))?;
    Ok(rendered.html)
}

fn render(
    theme: &Theme,
    template: &str,
    mut context: Context,
    head: &Head,
    content: usize,
) -> Result<Vec<u8>, Diagnostic> {
    context.insert_value("shell", theme.shell(head)?);
    let rendered = bounded::render(&theme.html, template, &context, content + SHELL_BYTES);
    rendered.map_err(|e| theme.explain("templates", template, &e))
}

fn explain(unfit: Unfit, location: impl FnOnce(usize) -> Location) -> Diagnostic {
    match unfit {
        Unfit::Forbidden(at, character) => may_not_stand(location(at), character),
        Unfit::TooDeep(at) => {
            let limit = limits::MARKDOWN_DEPTH;
            error!(location(at), "markdown-depth",
                "引用或列表嵌套超过{limit}层", "quotations or lists nested more than {limit} deep";
                help: "减少嵌套", "nest less"
            )
        }
        Unfit::TooMuch(at) => {
            let limit = limits::PAGE_HTML_BYTES / 1024 / 1024;
            error!(location(at), "page-too-large",
                "到这里，页面生成的 HTML 已超过{limit} MiB", "here the page's HTML has grown beyond {limit} MiB";
                help: "缩短表头、减少表格的列（窄屏上每格都重复表头），或分成几个页面",
                "shorten the heads of tables (every cell repeats its own), use fewer columns, or split the page"
            )
        }
    }
}
