//! The short page that stays where an entry or a page was taken down: when and why, without what it held.

use serde::Serialize;

use super::{Document, Head, template};
use crate::domain::moment::chinese_date;
use crate::domain::register::{Gone, Register};

/// The titles of such pages, which name nobody.
const ENTRY: &str = "该条目已撤下";
const PAGE: &str = "该页面已撤下";

/// The page of what was taken down.
#[derive(Debug, Serialize)]
pub struct RemovedPage {
    page: Head,
    root: String,
    /// The title of the round, where an entry was taken down.
    round: Option<String>,
    round_href: Option<String>,
    /// The day it was taken down, `2025年9月2日`.
    published: String,
    reason: String,
}

template!(RemovedPage, "page.html");

impl Document for RemovedPage {
    fn markdown_template(&self) -> &str {
        "removed.md"
    }
}

/// The page of what was taken down.
pub fn removed(register: &Register, removed: &Gone) -> RemovedPage {
    let (title, description) = match &removed.round {
        Some((round, _)) => (ENTRY, format!("{round}公示名单中已撤下的条目。")),
        None => (PAGE, "本站已撤下的页面。".to_owned()),
    };
    let page = Head {
        title: title.to_owned(),
        description,
        published: Some(removed.published.plain()),
        source: Some(register.office.owner.clone()),
        ..Head::new(register, &format!("{}.html", removed.address), "page", "公示公告")
    };
    let (round, round_href) = removed.round.clone().unzip();
    RemovedPage {
        root: page.root.clone(),
        page,
        round,
        round_href: round_href.map(|address| format!("{address}.html")),
        published: chinese_date(removed.published.date),
        reason: removed.reason.clone(),
    }
}
