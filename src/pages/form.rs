//! `/objection-person.html`, `/objection-unit.html`: the printable 异议书.

use serde::Serialize;

use super::parts::{self, ContactView, Link, ObjectionView, RoundBrief};
use super::{Context, Head, Terms, template};

/// Who objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objector {
    /// An individual, by name.
    Person,
    /// A unit, with its seal.
    Unit,
}

impl Objector {
    /// Both.
    pub const ALL: [Objector; 2] = [Objector::Person, Objector::Unit];

    /// The word that templates and addresses have for it.
    fn name(self) -> &'static str {
        match self {
            Objector::Person => "person",
            Objector::Unit => "unit",
        }
    }

    /// The address of its form, without ending.
    pub fn address(self) -> String {
        format!("objection-{}", self.name())
    }

    /// The title of its form.
    pub fn title(self, terms: &Terms) -> &str {
        match self {
            Objector::Person => terms.form.person_title(),
            Objector::Unit => terms.form.unit_title(),
        }
    }
}

/// A printable form.
#[derive(Debug, Serialize)]
pub struct FormPage {
    page: Head,
    form: &'static str,
    open: Vec<RoundBrief>,
    objection: ObjectionView,
    contacts: Vec<ContactView>,
}

template!(FormPage, "form.html");

/// The form for an objector.
pub fn form(context: Context<'_>, objector: Objector) -> FormPage {
    let Context { register, terms } = context;
    let title = objector.title(terms);
    let mut page = Head {
        title: title.to_owned(),
        description: terms.form.description(title),
        ..Head::new(context, &format!("{}.html", objector.address()), "form", terms.columns.objections())
    };
    page.crumbs.push(Link::new(terms.objection.title(), "objection.html"));
    let office = &register.office;
    FormPage {
        page,
        form: objector.name(),
        open: register.open_rounds().into_iter().map(|r| parts::round_brief(context, r)).collect(),
        objection: parts::objection(context, None),
        contacts: parts::contacts(terms, &office.contacts),
    }
}
