//! `/objection-person.html`, `/objection-unit.html`: the printable 异议书.

use serde::Serialize;

use super::parts::{self, ContactView, Link, ObjectionView, RoundBrief};
use super::{Head, template};
use crate::domain::register::Register;

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
    pub(super) fn title(self) -> &'static str {
        match self {
            Objector::Person => "异议书（个人）",
            Objector::Unit => "异议书（单位）",
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
pub fn form(register: &Register, objector: Objector) -> FormPage {
    let title = objector.title();
    let mut page = Head {
        title: title.to_owned(),
        description: format!("可打印的{title}。"),
        ..Head::new(register, &format!("{}.html", objector.address()), "form", "异议反映")
    };
    page.crumbs.push(Link::new("提出异议", "objection.html"));
    let office = &register.office;
    FormPage {
        page,
        form: objector.name(),
        open: register.open_rounds().into_iter().map(|r| parts::round_brief(register, r)).collect(),
        objection: parts::objection(office, None),
        contacts: parts::contacts(&office.contacts),
    }
}
