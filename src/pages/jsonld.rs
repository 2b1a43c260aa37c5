//! JSON-LD (schema.org) for the home page and the notices: what search engines and programs read of a page.

use serde_json::{Value, json};

use super::{Context, parts};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::office::{Contact, Office};
use crate::domain::register::Register;
use crate::domain::round::Round;

/// The site and the office behind it.
pub(super) fn home(register: &Register) -> String {
    let office = &register.office;
    data(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": office.title,
        "url": office.base_url,
        "inLanguage": "zh-CN",
        "publisher": organization(office),
    }))
}

/// A notice as a report: its dates, who issues it, its period and its other forms.
pub(super) fn notice(context: Context<'_>, round: &Round, notice: &Notice) -> String {
    let Context { register, terms } = context;
    let base = &register.office.base_url;
    let shown = parts::notice(terms, round, notice);
    let address = round.notice_address(notice);
    let url = format!("{base}{address}.html");
    let list = round.address();
    let form = |address: String, kind: &str| json!({ "@type": "MediaObject", "contentUrl": address, "encodingFormat": kind });
    let mut forms = vec![form(format!("{base}{address}.md"), "text/markdown")];
    let mut report = json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": shown.title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "zh-CN",
        "datePublished": notice.published.rfc3339(),
        "author": round.issuers.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect::<Vec<_>>(),
        "publisher": organization(&register.office),
        "isPartOf": { "@type": "CreativeWorkSeries", "name": round.title, "url": format!("{base}{list}.html") },
    });
    if let Some(publicity) = &notice.period {
        let period = &publicity.period;
        report["temporalCoverage"] = json!(format!("{}/{}", period.starts, period.ends));
        forms.push(form(format!("{base}{address}.ics"), "text/calendar"));
    }
    if let Some(number) = notice.about
        && let Some(target) = number.checked_sub(1).and_then(|i| round.notices.get(i))
    {
        let target = format!("{base}{}.html", round.notice_address(target));
        report["isBasedOn"] = json!(target);
    }
    if let Some(modified) = corrected(register, round, notice) {
        report["dateModified"] = json!(modified.rfc3339());
    }
    report["encoding"] = json!(forms);
    data(report)
}

/// The moment of the last correction or withdrawal of a notice, or of the last removal from its list.
fn corrected(register: &Register, round: &Round, notice: &Notice) -> Option<Moment> {
    let later = round.published(register.now).filter(|later| later.number > notice.number);
    let changing = later.filter(|later| match later.kind.effect {
        Effect::Corrects => later.about == Some(notice.number),
        Effect::Withdraws => true,
        _ => false,
    });
    changing.map(|later| later.published).chain(parts::removals(register, notice)).max()
}

fn organization(office: &Office) -> Value {
    json!({
        "@type": "Organization",
        "name": office.owner,
        "url": office.base_url,
        "contactPoint": office.contacts.iter().map(contact).collect::<Vec<_>>(),
    })
}

fn contact(contact: &Contact) -> Value {
    let mut point =
        json!({ "@type": "ContactPoint", "contactType": contact.name, "availableLanguage": "zh-CN" });
    if let Some(phone) = &contact.phone {
        // An office line within China: with the country's code, as the property wants it.
        point["telephone"] = match phone.strip_prefix('0') {
            Some(rest) => json!(format!("+86-{rest}")),
            None => json!(phone),
        };
    }
    if let Some(email) = &contact.email {
        point["email"] = json!(email);
    }
    point
}

/// JSON that may stand in a script element: nothing in it can end the element.
fn data(value: Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
