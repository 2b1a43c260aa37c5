//! `/404.html`: what a server shows at an address that the site does not have.

use serde::Serialize;

use super::{Head, template};
use crate::domain::register::Register;

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    page: Head,
}

template!(NotFoundPage, "404.html");

/// The page for addresses that lead nowhere. It is shown at any address, so its links begin at the site's own path.
pub fn not_found(register: &Register) -> NotFoundPage {
    let base = &register.office.base_url;
    let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let page = Head {
        title: "没有找到这个页面".to_owned(),
        description: "没有找到这个页面。".to_owned(),
        root: path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}")),
        ..Head::new(register, "404.html", "404", "公示公告")
    };
    NotFoundPage { page }
}
