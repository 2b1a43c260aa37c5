//! `/sitemap.html`: the site map for people.

use serde::Serialize;

use super::archive::{Year, years};
use super::listing::field_address;
use super::{Context, Head, Link, template};

/// The site map for people.
#[derive(Debug, Serialize)]
pub struct ContentsPage {
    page: Head,
    years: Vec<Year>,
    fields: Vec<Link>,
    pages: Vec<Link>,
}

template!(ContentsPage, "sitemap.html");

/// The site map at the register's moment.
pub fn contents(context: Context<'_>) -> ContentsPage {
    let Context { register, terms } = context;
    let page = Head {
        title: terms.contents.title().to_string(),
        description: terms.contents.description().to_string(),
        ..Head::new(context, "sitemap.html", "sitemap", terms.columns.contents())
    };
    let fields = register.fields.iter();
    let fields = fields.map(|field| Link::new(&field.name, format!("{}.html", field_address(&field.id, 0))));
    let pages = register.pages.iter().map(|page| Link::new(&page.title, format!("{}.html", page.address)));
    ContentsPage { page, years: years(context), fields: fields.collect(), pages: pages.collect() }
}
