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
    let process = match (own.process.is_empty(), duties) {
        (false, _) => own.process.clone(),
        (true, Some(duties)) => vec![
            "收到异议后登记，核对异议材料是否符合要求。".to_owned(),
            format!("由{}对异议事项进行核查，形成核查报告。", duties.investigates),
            format!("核查报告报送{}审定。", duties.decides),
            "审定结果告知提出异议的个人或单位。".to_owned(),
        ],
        (true, None) => vec![
            "收到异议后登记，核对异议材料是否符合要求。".to_owned(),
            "由推荐单位对异议事项进行核查，形成核查报告。".to_owned(),
            format!("核查报告报送{}审定。", office.owner),
            "审定结果告知提出异议的个人或单位。".to_owned(),
        ],
    };
    ObjectionView {
        person: own.person.clone(),
        unit: own.unit.clone(),
        evidence: own.evidence.clone(),
        anonymous: own.anonymous.clone(),
        confidentiality: own.confidentiality.clone(),
        postmark: terms.postmarks.of(own.postmark).clone(),
        process,
        correction: own.correction.clone(),
    }
}
