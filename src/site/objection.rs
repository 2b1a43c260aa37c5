//! What an objector needs of an open round: channels, wording, and e-mails prepared for them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::route::Form;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::view::{self, ContactView, ObjectionView, RoundView};

/// A round open for objections, with everything an objector needs.
#[derive(Serialize)]
pub(super) struct Open {
    round: RoundView,
    contacts: Vec<ContactView>,
    objection: ObjectionView,
    mails: Vec<Mail>,
}

/// Prepared e-mails to one address.
#[derive(Serialize)]
struct Mail {
    email: String,
    person_href: String,
    unit_href: String,
}

/// What the objection page says of a round.
pub(super) fn open(register: &Register, round: &Round) -> Open {
    let mut mails: Vec<Mail> = Vec::new();
    for email in round.contacts.iter().filter_map(|c| c.email.clone()) {
        if !mails.iter().any(|m| m.email == email) {
            let [person_href, unit_href] = [Form::Person, Form::Unit].map(|form| mailto(&email, round, form));
            mails.push(Mail { email, person_href, unit_href });
        }
    }
    Open {
        round: view::round(register, round),
        contacts: view::contacts(&round.contacts),
        objection: view::objection(&register.office, Some(round)),
        mails,
    }
}

/// RFC 6068: in the values of a mailto address everything but unreserved characters is encoded.
const MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An e-mail with subject and body prepared, for the objector to fill in and send from their own mailbox.
fn mailto(email: &str, round: &Round, form: Form) -> String {
    let title = &round.title;
    let subject = format!("对{title}拟入选名单的异议");
    let (who, sign) = match form {
        Form::Person => {
            ("异议人姓名（实名）：\n联系电话：\n通信地址：", "本人对以上内容的真实性负责。\n\n姓名：\n日期：")
        }
        Form::Unit => (
            "异议单位名称：\n联系人：\n联系电话：\n通信地址：",
            "本单位对以上内容的真实性负责（请附加盖公章的异议书扫描件）。\n\n单位名称：\n日期：",
        ),
    };
    let body = format!(
        "{who}\n\n公示：{title}\n异议对象（姓名或团队名称、单位）：\n异议事项：\n事实和理由：\n证据材料（随信附上）：\n\n{sign}\n"
    );
    let encode = |text: &str| utf8_percent_encode(&text.replace('\n', "\r\n"), MAILTO).to_string();
    format!("mailto:{email}?subject={}&body={}", encode(&subject), encode(&body))
}
