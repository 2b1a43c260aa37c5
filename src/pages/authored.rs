//! A page that the office wrote, in Markdown.

use std::sync::Arc;

use serde::Serialize;

use super::{Head, template};
use crate::domain::register::{self, Register};

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
pub fn authored(register: &Register, written: &Arc<register::AuthoredPage>) -> AuthoredPage {
    let page = Head {
        title: written.title.clone(),
        description: written.description.clone().unwrap_or_else(|| written.title.clone()),
        ..Head::new(register, &format!("{}.html", written.address), "page", "政策说明")
    };
    AuthoredPage { page, written: written.clone(), raw_html: register.office.raw_html }
}
