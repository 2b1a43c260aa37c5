//! `/404.html`: what a server shows at an address that the site does not have.

use serde::Serialize;

use super::{Context, Head, template};

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    page: Head,
}

template!(NotFoundPage, "404.html");

/// The page for addresses that lead nowhere. It is shown at any address, so its links begin at the site's own path.
pub fn not_found(context: Context<'_>) -> NotFoundPage {
    let Context { register, terms } = context;
    let base = &register.office.base_url;
    let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let page = Head {
        title: terms.not_found.title().to_string(),
        description: terms.not_found.description().to_string(),
        root: path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}")),
        ..Head::new(context, "404.html", "404", terms.columns.notices())
    };
    NotFoundPage { page }
}
