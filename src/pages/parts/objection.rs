//! Contact channels and the wording of the objection page.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::office::Contact;
use crate::domain::round::Round;
use crate::pages::Context;

/// A contact channel.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// Department or line.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
}

/// Contact channels of a round.
pub fn contacts(contacts: &[Contact]) -> Vec<ContactView> {
    contacts.iter().map(contact).collect()
}

fn contact(contact: &Contact) -> ContactView {
    ContactView {
        name: contact.name.clone(),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
        address: contact.address.clone(),
        postcode: contact.postcode.clone(),
        hours: contact.hours.clone(),
    }
}

/// What the office says on objections, and what happens to one in this round.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectionView {
    /// How an individual objects.
    pub person: String,
    /// How a unit objects.
    pub unit: String,
    /// What evidence is asked for.
    pub evidence: String,
    /// What happens to anonymous objections.
    pub anonymous: String,
    /// How the objector's identity is kept.
    pub confidentiality: String,
    /// Which postmark counts.
    pub postmark: Arc<str>,
    /// What happens next, step by step.
    pub process: Vec<String>,
    /// The lighter route for typing errors.
    pub correction: String,
}

/// The wording of the objection page for a round, the steps from its programmes' rules unless the office wrote
/// its own (001 art. 18: the recommending unit investigates and reports, the centre decides).
pub fn objection(Context { register, terms }: Context<'_>, round: Option<&Round>) -> ObjectionView {
    let office = &register.office;
    let own = &office.objection;
    let duties = round.and_then(|r| r.programmes.iter().find_map(|p| p.objections.as_ref()));
    let words = &terms.objection;
    let (investigates, decides) = match duties {
        Some(duties) => (&*duties.investigates, &*duties.decides),
        None => (&**words.investigator(), &*office.owner),
    };
    let process = match own.process.is_empty() {
        false => own.process.clone(),
        true => words.steps(investigates, decides).lines().map(str::to_owned).collect(),
    };
    let said = |own: &Option<String>, term: &Arc<str>| own.clone().unwrap_or_else(|| term.to_string());
    ObjectionView {
        person: said(&own.person, words.person()),
        unit: said(&own.unit, words.unit()),
        evidence: said(&own.evidence, words.evidence()),
        anonymous: said(&own.anonymous, words.anonymous()),
        confidentiality: said(&own.confidentiality, words.confidentiality()),
        postmark: terms.postmarks.of(own.postmark).clone(),
        process,
        correction: said(&own.correction, words.correction()),
    }
}
