//! The short page that stays where an entry or a page was taken down: when and why, without what it held.

use tera::Context;

use super::Theme;
use super::front::{Front, Page};
use crate::diagnostic::Diagnostic;
use crate::domain::moment::chinese_date;
use crate::domain::register::{Gone, Register};

/// The titles of such pages, which name nobody.
const ENTRY: &str = "该条目已撤下";
const PAGE: &str = "该页面已撤下";

/// Writes the page as Markdown, without a heading of its own.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(theme: &Theme, register: &Register, gone: &Gone) -> Result<Page, Diagnostic> {
    let template = "removed.md";
    let mut context = Context::new();
    context.insert("root", &"../".repeat(gone.address.matches('/').count()));
    context.insert("round", &gone.round.as_ref().map(|(title, _)| title));
    context.insert("round_href", &gone.round.as_ref().map(|(_, address)| format!("{address}.html")));
    context.insert("published", &chinese_date(gone.published.date));
    context.insert("reason", &gone.reason);
    let body =
        theme.markdown.render(template, &context).map_err(|e| theme.explain("markdown", template, &e))?;
    let (title, description) = match &gone.round {
        Some((round, _)) => (ENTRY, format!("{round}公示名单中已撤下的条目。")),
        None => (PAGE, "本站已撤下的页面。".to_owned()),
    };
    let front = Front {
        title: title.to_owned(),
        description,
        published: gone.published.plain(),
        source: register.office.owner.clone(),
    };
    Ok(Page { front, body, shared: Vec::new() })
}
