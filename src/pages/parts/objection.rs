//! Contact channels and the wording of the objection page.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::office::Contact;
use crate::domain::programme::{ObjectionDuties, Programme};
use crate::domain::round::Round;
use crate::pages::{Context, Terms};

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
    let words = &terms.objection;
    let process = match own.process.is_empty() {
        false => own.process.clone(),
        true => steps(terms, round.map_or(&[], |round| &round.programmes)),
    };
    let said = |own: &Option<String>, term: &Arc<str>| own.clone().unwrap_or_else(|| term.to_string());
    ObjectionView {
        person: said(&own.person, words.person()),
        unit: said(&own.unit, words.unit()),
        evidence: said(&own.evidence, words.evidence()),
        anonymous: said(&own.anonymous, words.anonymous()),
        confidentiality: said(&own.confidentiality, words.confidentiality()),
        postmark: terms.postmarks.of(round.map_or(own.postmark, |round| round.postmark)).clone(),
        process,
        correction: said(&own.correction, words.correction()),
    }
}

/// What happens to an objection; who does it is said as far as a programme's documents do.
fn steps(terms: &Terms, programmes: &[Arc<Programme>]) -> Vec<String> {
    let words = &terms.objection;
    let duty = |duty: fn(&ObjectionDuties) -> Option<&String>| {
        programmes.iter().find_map(|programme| duty(&programme.objections))
    };
    let steps = [
        words.steps_received().to_string(),
        match duty(|duties| duties.investigates.as_ref()) {
            Some(unit) => words.steps_investigated_by(unit),
            None => words.steps_investigated().to_string(),
        },
        match duty(|duties| duties.decides.as_ref()) {
            Some(unit) => words.steps_decided_by(unit),
            None => words.steps_decided().to_string(),
        },
        words.steps_told().to_string(),
    ];
    steps.iter().flat_map(|step| step.lines()).map(str::to_owned).collect()
}
