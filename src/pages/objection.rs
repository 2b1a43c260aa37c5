//! `/objection.html`: how to object, to whom and until when, with e-mails prepared.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::parts::{self, ContactView, Link, ObjectionView, RoundView};
use super::{Context, Head, Objector, Terms, paper, template};
use crate::domain::office::Way;
use crate::domain::round::Round;

/// The page on how to object.
#[derive(Debug, Serialize)]
pub struct ObjectionPage {
    page: Head,
    open: Vec<Open>,
    objection: ObjectionView,
    contacts: Vec<ContactView>,
    forms: Vec<Link>,
}

template!(ObjectionPage, "objection.html");

/// The page on how to object, for all rounds that are open.
pub fn objection(context: Context<'_>) -> ObjectionPage {
    let Context { register, terms } = context;
    let head = Head::new(context, "objection.html", "objection", terms.columns.objections());
    let page = Head {
        paper: Some(paper::foot(&head.canonical)),
        title: terms.objection.title().to_string(),
        description: terms.objection.description().to_string(),
        ..head
    };
    let form = |objector: Objector| Link::new(objector.title(terms), format!("{}.html", objector.address()));
    ObjectionPage {
        page,
        open: register.open_rounds().into_iter().map(|round| open(context, round)).collect(),
        objection: parts::objection(context, None),
        contacts: parts::contacts(terms, &register.office.contacts),
        forms: Objector::ALL.into_iter().map(form).collect(),
    }
}

/// A round open for objections, with everything an objector needs.
#[derive(Debug, Serialize)]
struct Open {
    round: RoundView,
    contacts: Vec<ContactView>,
    objection: ObjectionView,
    mails: Vec<Mail>,
}

/// Prepared e-mails to one address.
#[derive(Debug, Serialize)]
struct Mail {
    email: String,
    person_href: String,
    unit_href: String,
}

/// What the objection page says of a round.
fn open(context: Context<'_>, round: &Round) -> Open {
    let mut mails: Vec<Mail> = Vec::new();
    let accepting = round.contacts.iter().filter(|contact| contact.accepts(Way::Email));
    for email in accepting.filter_map(|c| c.email.clone()) {
        if !mails.iter().any(|m| m.email == email) {
            let [person_href, unit_href] =
                Objector::ALL.map(|objector| mailto(context.terms, &email, round, objector));
            mails.push(Mail { email, person_href, unit_href });
        }
    }
    Open {
        round: parts::round(context, round),
        contacts: parts::contacts(context.terms, &round.contacts),
        objection: parts::objection(context, Some(round)),
        mails,
    }
}

/// RFC 6068: in the values of a mailto address everything but unreserved characters is encoded.
const MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The most characters of a link to a mailbox: what Windows hands to a mail program ends there.
const MAIL_LINK: usize = 2_000;

/// An e-mail with subject and body prepared, for the objector to fill in and send from their own mailbox. Where the whole
/// would be too long, the body has as many of its lines as fit; the page shows all of them.
fn mailto(terms: &Terms, email: &str, round: &Round, objector: Objector) -> String {
    let words = &terms.objection;
    let subject = words.mail_subject(&round.title, terms.round_standing_now(round));
    let body = match objector {
        Objector::Person => words.mail_of_person(&round.title),
        Objector::Unit => words.mail_of_unit(&round.title),
    };
    let encode = |text: &str| utf8_percent_encode(text, MAILTO).to_string();
    let mut link = format!("mailto:{email}?subject={}", encode(&subject));
    let mut before = "&body=";
    for line in body.split('\n') {
        let more = format!("{before}{}", encode(line));
        if link.len() + more.len() > MAIL_LINK {
            break;
        }
        link += &more;
        before = "%0D%0A";
    }
    link
}
