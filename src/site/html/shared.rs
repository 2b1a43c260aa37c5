//! What every page knows of the site.

use serde::Serialize;

use super::link;
use crate::domain::moment::chinese_date;
use crate::domain::register::{AuthoredPage, Register};
use crate::pages::Theme;
use crate::pages::view::{self, ContactView, Link};

#[derive(Serialize)]
struct SiteView {
    title: String,
    owner: String,
    base_url: String,
    now: String,
    now_machine: String,
    contacts: Vec<ContactView>,
    labels: LabelsView,
    menu: Vec<Link>,
    /// Whether the site has a style sheet of its own, after the theme's.
    custom_css: bool,
}

#[derive(Serialize)]
struct LabelsView {
    government: bool,
    site_id_code: Option<String>,
    icp: Option<String>,
    police: Option<String>,
}

/// Puts what all pages share into the engine once, so that no page copies it.
pub(in crate::site) fn prepare(theme: &mut Theme, register: &Register) {
    let office = &register.office;
    let mut menu: Vec<&AuthoredPage> = register.pages.iter().filter(|p| p.menu.is_some()).collect();
    menu.sort_by_key(|p| (p.menu, &p.address));
    let site = SiteView {
        title: office.title.clone(),
        owner: office.owner.clone(),
        base_url: office.base_url.clone(),
        // The day only: with the minute, every page would change with every build.
        now: chinese_date(register.now.date),
        now_machine: register.now.date.to_string(),
        contacts: view::contacts(&office.contacts),
        labels: LabelsView {
            government: office.labels.government,
            site_id_code: office.labels.site_id_code.clone(),
            icp: office.labels.icp.clone(),
            police: office.labels.police.clone(),
        },
        custom_css: theme.statics.contains_key("custom.css"),
        menu: menu.into_iter().map(|p| link(&p.title, format!("{}.html", p.address))).collect(),
    };
    theme.html.global_context().insert("site", &site);
}
