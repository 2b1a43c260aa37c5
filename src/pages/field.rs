//! `/fields/<field id>.html`: everyone in a field, round by round.

use std::sync::Arc;

use serde::Serialize;

use super::list::{ListView, pager, sections};
use super::listing::{Listing, field_address};
use super::{Context, Head, Link, parts, template};
use crate::domain::programme::Field;

/// A page of a field's list.
#[derive(Debug, Serialize)]
pub struct FieldPage {
    page: Head,
    list: ListView,
}

template!(FieldPage, "field.html");

/// A page (from 0) of a field's list.
pub fn field(context: Context<'_>, field: &Field, listing: &Listing, number: usize) -> FieldPage {
    let terms = context.terms;
    let address = |page: usize| format!("{}.html", field_address(&field.id, page));
    let mut page = Head::new(context, &address(number), "field", terms.columns.fields());
    page.title = terms.field.title(&field.name);
    if number > 0 {
        page.crumbs.push(Link::new(&page.title, address(0)));
        page.title = terms.field.further_title(&field.name, number + 1);
    }
    page.description = terms.field.description(&page.title);
    let list = ListView {
        arrangements: Vec::new(),
        index: Vec::new(),
        sections: sections(terms, listing, number, |round| {
            Some(Arc::new(parts::round_brief(context, round)))
        }),
        pager: pager(listing, number, address),
    };
    FieldPage { page, list }
}
