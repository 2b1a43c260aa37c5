//! What every page shows of the site.

use serde::Serialize;

use super::parts::{self, ContactView};
use super::{Context, Link};
use crate::domain::register::AuthoredPage;

/// The site, as templates see it under `site`.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    title: String,
    owner: String,
    base_url: String,
    /// The day only: with the minute, every page would change with every build.
    now: String,
    now_machine: String,
    contacts: Vec<ContactView>,
    labels: LabelsView,
    menu: Vec<Link>,
    /// Whether it is a sample, at an address reserved for examples: every page says so, and no search engine lists it.
    sample: bool,
    /// Whether the site has a style sheet of its own, after the theme's.
    custom_css: bool,
}

#[derive(Clone, Debug, Serialize)]
struct LabelsView {
    government: bool,
    site_id_code: Option<String>,
    icp: Option<String>,
    police: Option<String>,
}

impl SiteView {
    /// The pages in the menu.
    pub fn menu(&self) -> impl Iterator<Item = &Link> {
        self.menu.iter()
    }
}

/// The site at the register's moment; `statics` are the names of the theme's static files.
pub fn site<'n>(context: Context<'_>, mut statics: impl Iterator<Item = &'n String>) -> SiteView {
    let register = context.register;
    let office = &register.office;
    let mut menu: Vec<&AuthoredPage> =
        register.pages.iter().map(|page| &**page).filter(|page| page.menu.is_some()).collect();
    menu.sort_by_key(|page| (page.menu, &page.address));
    SiteView {
        title: office.title.clone(),
        owner: office.owner.clone(),
        base_url: office.base_url.clone(),
        now: context.terms.dates.of(register.now.date),
        now_machine: register.now.date.to_string(),
        contacts: parts::contacts(context.terms, &office.contacts),
        labels: LabelsView {
            government: office.labels.government,
            site_id_code: office.labels.site_id_code.clone(),
            icp: office.labels.icp.clone(),
            police: office.labels.police.clone(),
        },
        menu: menu.into_iter().map(|page| Link::new(&page.title, format!("{}.html", page.address))).collect(),
        sample: office.is_sample(),
        custom_css: statics.any(|name| name == "custom.css"),
    }
}
