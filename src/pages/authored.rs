//! A page that the office wrote, in Markdown.

use std::sync::Arc;

use serde::Serialize;

use super::{Context, Head, template};
use crate::domain::register;

/// A page that the office wrote. Its text is not made by a template, so it comes with the page.
#[derive(Debug, Serialize)]
pub struct AuthoredPage {
    pub(crate) page: Head,
    /// What was written, and where it stands, for messages.
    #[serde(skip)]
    pub(crate) written: Arc<register::AuthoredPage>,
    /// Whether HTML in it is kept.
    #[serde(skip)]
    pub(crate) raw_html: bool,
}

template!(AuthoredPage, "page.html");

/// The page of what was written.
pub fn authored(context: Context<'_>, written: &Arc<register::AuthoredPage>) -> AuthoredPage {
    let page = Head {
        title: written.title.clone(),
        description: written.description.clone().unwrap_or_else(|| written.title.clone()),
        ..Head::new(context, &format!("{}.html", written.address), "page", context.terms.columns.pages())
    };
    AuthoredPage { page, written: written.clone(), raw_html: context.register.office.raw_html }
}
