//! The short page that stays where an entry was taken down: when and why, without its data.

use tera::Context;

use super::Theme;
use super::front::{Front, Page};
use crate::diagnostic::Diagnostic;
use crate::domain::moment::chinese_date;
use crate::domain::register::{Gone, Register};

/// The title of such a page, which names nobody.
const TITLE: &str = "该条目已撤下";

/// Writes the page as Markdown, without a heading of its own.
///
/// # Errors
/// A template that fails, with its own line.
pub fn page(theme: &Theme, register: &Register, gone: &Gone) -> Result<Page, Diagnostic> {
    let template = "removed.md";
    let mut context = Context::new();
    context.insert("root", "../");
    context.insert("round", &gone.round);
    context.insert("round_href", &format!("{}.html", gone.round_address));
    context.insert("published", &chinese_date(gone.published.date));
    context.insert("reason", &gone.reason);
    let body =
        theme.markdown.render(template, &context).map_err(|e| theme.explain("markdown", template, &e))?;
    let front = Front {
        title: TITLE.to_owned(),
        description: format!("{}公示名单中已撤下的条目。", gone.round),
        published: gone.published.plain(),
        source: register.office.owner.clone(),
    };
    Ok(Page { front, body })
}
