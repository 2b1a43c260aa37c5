//! `/fields/<field id>.html`: everyone in a field, round by round.

use std::sync::Arc;

use serde::Serialize;

use super::list::{ListView, pager, sections};
use super::listing::{Listing, field_address};
use super::{Head, Link, parts, template};
use crate::domain::programme::Field;
use crate::domain::register::Register;

/// A page of a field's list.
#[derive(Debug, Serialize)]
pub struct FieldPage {
    page: Head,
    list: ListView,
}

template!(FieldPage, "field.html");

/// A page (from 0) of a field's list.
pub fn field(register: &Register, field: &Field, listing: &Listing, number: usize) -> FieldPage {
    let address = |page: usize| format!("{}.html", field_address(&field.id, page));
    let mut page = Head::new(register, &address(number), "field", "领域");
    page.title = format!("{}领域", field.name);
    if number > 0 {
        page.crumbs.push(Link::new(&page.title, address(0)));
        page.title.push_str(&format!("（第{}页）", number + 1));
    }
    page.description = format!("{}的公示名单。", page.title);
    let list = ListView {
        arrangements: Vec::new(),
        index: Vec::new(),
        sections: sections(listing, number, |round| Some(Arc::new(parts::round_brief(register, round)))),
        pager: pager(listing, number, address),
    };
    FieldPage { page, list }
}
