//! Contact channels and the wording of the objection page.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::moment::clock;
use crate::domain::office::{Contact, ContactRole, Way};
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
    /// Whom to ask for.
    pub person: Option<String>,
    /// All telephones.
    pub phones: Vec<String>,
    /// 电话, or 咨询电话 where no objection is accepted by it.
    pub phone_name: Arc<str>,
    /// Fax.
    pub fax: Option<String>,
    /// 地址, or what it is for, where that is said: 来信地址.
    pub address_name: Arc<str>,
    /// `objections`, `advice` or `supervision`
    pub role: &'static str,
    /// Which postmark counts here, where it is another than elsewhere.
    pub postmark: Option<Arc<str>>,
    /// 17:30: when the last day ends here, where it is another time than elsewhere.
    pub closes: Option<String>,
}

/// Contact channels of a round.
pub fn contacts(terms: &Terms, contacts: &[Contact]) -> Vec<ContactView> {
    contacts.iter().map(|one| contact(terms, one)).collect()
}

fn contact(terms: &Terms, contact: &Contact) -> ContactView {
    let words = &terms.contact;
    let is_said = |way: Way| contact.accepts.contains(&way);
    let advises = contact.role == ContactRole::Objections && !contact.accepts(Way::Phone);
    ContactView {
        person: contact.person.clone(),
        phones: contact.phone.iter().chain(&contact.phones).cloned().collect(),
        phone_name: if advises { words.advice_phone() } else { words.phone() }.clone(),
        fax: contact.fax.clone(),
        address_name: match (is_said(Way::Letters), is_said(Way::Visits)) {
            (true, true) => words.letters_and_visits(),
            (true, false) => words.letters(),
            (false, true) => words.visits(),
            (false, false) => words.address(),
        }
        .clone(),
        role: contact.role.name(),
        postmark: contact.postmark.map(|postmark| terms.postmarks.of(postmark).clone()),
        closes: contact.closes.map(clock),
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
    /// Whether letters are accepted.
    pub letters: bool,
    /// Whether another postmark counts at one of the channels.
    pub varied: bool,
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
    let usual = round.map_or(own.postmark, |round| round.postmark);
    let channels = round.map_or(&office.contacts, |round| &round.contacts);
    // Objections by telephone and in writing alone would contradict each other.
    let by_phone = channels.iter().any(|one| one.accepts.contains(&Way::Phone) && one.accepts(Way::Phone));
    // Where several issue a notice, 我单位 would be none of them.
    let joint = round.is_some_and(|round| round.issuers.len() > 1);
    let said = |own: &Option<String>, term: &Arc<str>| own.clone().unwrap_or_else(|| term.to_string());
    ObjectionView {
        person: said(&own.person, words.person()),
        unit: said(&own.unit, words.unit()),
        evidence: said(&own.evidence, if by_phone { words.evidence_by_phone() } else { words.evidence() }),
        anonymous: said(&own.anonymous, if joint { words.anonymous_joint() } else { words.anonymous() }),
        confidentiality: said(&own.confidentiality, words.confidentiality()),
        postmark: terms.postmarks.of(usual).clone(),
        letters: channels.iter().any(|one| one.address.is_some() && one.accepts(Way::Letters)),
        varied: channels.iter().any(|one| {
            let accepts = one.address.is_some() && one.accepts(Way::Letters);
            accepts && one.postmark.is_some_and(|postmark| postmark != usual)
        }),
        process,
        correction: said(&own.correction, if joint { words.correction_joint() } else { words.correction() }),
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
