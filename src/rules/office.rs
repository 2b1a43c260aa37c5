//! `site.yaml` → the office. Contacts must be usable: an objector has to know where, and when.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, error, text, warning};
use crate::domain::moment::END_OF_DAY;
use crate::domain::office::{Contact, Labels, Objection, Office, Postmark, Way};
use crate::domain::signing::SigningKey;
use crate::records::Text;
use crate::records::{ContactRecord, LabelsRecord, ObjectionRecord, SiteRecord};

pub(super) fn read(site: &SiteRecord, out: &mut Vec<Diagnostic>) -> Office {
    let contacts: Vec<Contact> = site.contacts.iter().map(|c| contact(c, out)).collect();
    let has_address = site.contacts.iter().find(|c| c.address.is_some());
    let postmark = site.objection.as_ref().and_then(|objection| objection.postmark.as_ref());
    if let (Some(contact), None) = (has_address, postmark) {
        out.push(warning!(contact.name.location.clone(), "postmark-not-set",
            "没有说明来信以哪个邮戳为准，页面写“以寄出日邮戳为准”",
            "which postmark counts for letters is not set; the pages say the sending one";
            help: "在 site.yaml 的 objection 下写 postmark: sending（寄出）或 arriving（到达）",
            "set objection.postmark to sending or arriving in site.yaml"
        ));
    }
    Office {
        title: site.title.value.to_string(),
        base_url: base_url(&site.base_url, out),
        owner: site.owner.value.to_string(),
        contacts,
        raw_html: site.raw_html.as_ref().is_some_and(|flag| flag.value),
        labels: site.labels.as_ref().map_or_else(Labels::default, labels),
        objection: objection(site.objection.as_ref()),
        signing_key: site.signing_key.as_ref().and_then(|text| signing_key(text, out)),
        approving: site.approval.as_ref().map(|approval| approval.value).unwrap_or_default(),
        allowed: site.allowed.len(),
    }
}

/// An http(s) address without query or fragment; a missing slash at its end is added.
fn base_url(text: &Text, out: &mut Vec<Diagnostic>) -> String {
    let url = text.value.trim();
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let clean = |c: char| c.is_ascii_alphanumeric() || "-._~/:%@[]".contains(c);
    if !host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && host.chars().all(clean)) {
        out.push(error!(text, "bad-url",
            "“{url}”不是网站地址", "`{url}` is not the address of a site";
            help: "写完整地址，例如 https://www.example.org.cn/gongshi/（中文域名用 xn-- 形式）",
            "write the whole address, such as https://www.example.org.cn/gongshi/"
        ));
    }
    if url.ends_with('/') { url.to_owned() } else { format!("{url}/") }
}

/// A contact, with a channel that can be used: a telephone needs its area code and hours.
pub(super) fn contact(record: &ContactRecord, out: &mut Vec<Diagnostic>) -> Contact {
    if record.phone.is_none() && record.email.is_none() && record.address.is_none() {
        out.push(error!(&record.name, "contact-without-channel",
            "“{0}”没有任何联系渠道", "`{0}` has no channel at all", record.name.value;
            help: "至少写电话、邮箱、地址中的一种", "give a telephone, an e-mail or an address"
        ));
    }
    if let Some(phone) = &record.phone {
        if !is_office_phone(phone.value.trim()) {
            out.push(bad_phone(phone));
        }
        if record.hours.is_none() {
            out.push(error!(phone, "contact-hours",
                "有电话，却没有办公时间", "a telephone without office hours";
                help: "加一行 hours: 工作日 9:00—17:30", "add a line hours: …"
            ));
        }
    }
    for other in record.phones.iter().chain(&record.fax) {
        if !is_office_phone(other.value.trim()) {
            out.push(bad_phone(other));
        }
    }
    check_ways(record, out);
    if let Some(email) = &record.email
        && !is_email(email.value.trim())
    {
        out.push(error!(email, "contact-email",
            "“{0}”不是邮箱地址", "`{0}` is not an e-mail address", email.value;
            help: "写成 talent@example.org.cn 的形式", "write it as talent@example.org.cn"
        ));
    }
    record.contact()
}

fn bad_phone(phone: &Text) -> Diagnostic {
    error!(
        phone,
        "contact-phone",
        "电话要写区号，且应是办公电话",
        "the telephone needs its area code and must be an office line"
    )
    .help(phone_help(phone.value.trim()))
}

/// A way that objections are accepted by has to be there.
fn check_ways(record: &ContactRecord, out: &mut Vec<Diagnostic>) {
    for way in &record.accepts {
        let (zh, en, is_there) = match way.value {
            Way::Phone => ("电话", "phone", record.phone.is_some()),
            Way::Email => ("邮箱", "email", record.email.is_some()),
            Way::Letters | Way::Visits => ("地址", "address", record.address.is_some()),
        };
        if !is_there {
            out.push(error!(way, "contact-without-channel",
                "受理方式里有这一种，却没有{zh}", "this way needs the contact's `{en}`";
                help: "写上{zh}（{en}），或从受理方式里删去", "give it, or take the way off"
            ));
        }
    }
}

/// What to type instead of a telephone that is none.
fn phone_help(typed: &str) -> String {
    // Other dashes and brackets around the area code are put right too.
    let plain: String = typed.nfkc().map(|c| if "‐‑‒–—―−".contains(c) { '-' } else { c }).collect();
    let plain = plain.replace([' ', '('], "").replace(')', "-");
    if plain != typed && is_office_phone(&plain) {
        return text!("改成半角的数字和短横，写 {plain}", "write it with ASCII digits and hyphens: {plain}");
    }
    let several = typed.contains(['、', '，', ',', '/', '；', ';']);
    if several {
        return text!(
            "电话只写一个，其余的写进 phones（其他电话），如 phones: [010-00000001]",
            "write one telephone here, and the others as phones: [010-00000001]"
        );
    }
    text!(
        "写成 010-00000000 的形式（可加 -分机）；热线写 400-000-0000 或五位短号",
        "write it as 010-00000000 (an extension may follow), 400-000-0000, or a five-digit hotline"
    )
}

/// `010-00000000`, `0734-0000000-8001`, `400-000-0000`, `12345`: lines of an office, with their area code.
fn is_office_phone(phone: &str) -> bool {
    let parts: Vec<&str> = phone.split('-').collect();
    let digits = |s: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [short] => digits(short, 5..=5) && short.starts_with('1'),
        ["400" | "800", a, b] => digits(a, 3..=4) && digits(b, 3..=4),
        [area, line, rest @ ..] => {
            area.starts_with('0')
                && digits(area, 3..=4)
                && digits(line, 7..=8)
                && rest.len() <= 1
                && rest.iter().all(|extension| digits(extension, 1..=6))
        }
        _ => false,
    }
}

fn is_email(email: &str) -> bool {
    let part = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c));
    email.split_once('@').is_some_and(|(user, host)| part(user) && part(host) && host.contains('.'))
}

fn labels(record: &LabelsRecord) -> Labels {
    let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.trim().to_owned());
    Labels {
        government: record.government.as_ref().is_some_and(|flag| flag.value),
        site_id_code: own(&record.site_id_code),
        icp: own(&record.icp),
        police: own(&record.police),
    }
}

pub(super) fn signing_key(text: &Text, out: &mut Vec<Diagnostic>) -> Option<SigningKey> {
    let key = SigningKey::parse(&text.value);
    if key.is_none() {
        // Whoever pastes the wrong half should not see it repeated.
        out.push(error!(text, "bad-signing-key",
            "这不是 OpenSSH 公钥", "this is not a public key of OpenSSH";
            help: "写公钥文件（.pub）里的一整行，以 ssh-ed25519 等开头；私钥不要写在这里",
            "write the one line of the key's .pub file, beginning with ssh-ed25519 or the like; never the private key"
        ).redacted());
    }
    key
}

fn objection(record: Option<&ObjectionRecord>) -> Objection {
    let own = |text: fn(&ObjectionRecord) -> &Option<Text>| {
        record.and_then(|record| text(record).as_ref()).map(|text| text.value.to_string())
    };
    Objection {
        closes: record.and_then(|record| record.closes.as_ref()).map_or(END_OF_DAY, |time| time.value.0),
        postmark: record.and_then(|record| record.postmark.as_ref()?.value).unwrap_or(Postmark::Sending),
        person: own(|record| &record.person),
        unit: own(|record| &record.unit),
        evidence: own(|record| &record.evidence),
        anonymous: own(|record| &record.anonymous),
        confidentiality: own(|record| &record.confidentiality),
        process: record
            .iter()
            .flat_map(|record| &record.process)
            .map(|step| step.value.to_string())
            .collect(),
        correction: own(|record| &record.correction),
    }
}
