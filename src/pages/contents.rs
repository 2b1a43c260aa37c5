//! `/sitemap.html`: the site map for people.

use serde::Serialize;

use super::archive::{Year, years};
use super::listing::field_address;
use super::{Head, Link, template};
use crate::domain::register::Register;

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
pub fn contents(register: &Register) -> ContentsPage {
    let page = Head {
        title: "网站地图".to_owned(),
        description: "本站各类页面一览。".to_owned(),
        ..Head::new(register, "sitemap.html", "sitemap", "网站地图")
    };
    let fields = register.fields.iter();
    let fields = fields.map(|field| Link::new(&field.name, format!("{}.html", field_address(&field.id, 0))));
    let pages = register.pages.iter().map(|page| Link::new(&page.title, format!("{}.html", page.address)));
    ContentsPage { page, years: years(register), fields: fields.collect(), pages: pages.collect() }
}
