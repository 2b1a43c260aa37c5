//! Mailboxes of persons.

use std::ops::Range;

use super::context::Context;
use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::numbers::Hit;
use super::setting::{Place, Setting};

pub(super) fn own(context: &Context<'_>, _: usize) -> Option<Hit> {
    let from = context.label.place.end;
    let places = context.labels.values(context.label);
    let from_column = places.into_iter().find_map(|at| mailbox_within(context.text, at, 3));
    let found = from_column.or_else(|| mailbox_within(context.text, from, 40))?;
    Some((found, Finding::Email, Verdict::Refuse))
}

/// A mailbox whose label is said to be of a person: 个人E-mail, 本人的邮箱.
pub(super) fn of_person(context: &Context<'_>, at: usize) -> Option<Hit> {
    const WORDS: [&str; 5] = ["个人", "私人", "本人", "个人的", "本人的"];
    let before = context.text[..context.label.place.start].trim_end_matches(' ');
    WORDS.iter().any(|word| before.ends_with(word)).then(|| own(context, at))?
}

/// The first mailbox that begins within some characters of a place, in the same sentence.
fn mailbox_within(text: &str, from: usize, most: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let at = rest.char_indices().take(most + 64).take_while(|(_, c)| *c != '。').find(|(_, c)| *c == '@')?.0;
    let found = mailbox(text, from + at)?;
    (text[from..found.start.max(from)].chars().count() <= most).then_some(found)
}

/// The mailbox around an `@`.
fn mailbox(text: &str, at: usize) -> Option<Range<usize>> {
    let is_own = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    let before = text.as_bytes()[..at].iter().rev().take(64).take_while(|b| is_own(b)).count();
    let after = text.as_bytes()[at + 1..].iter().take(64).take_while(|b| is_own(b)).count();
    let host = text[at + 1..at + 1 + after].trim_end_matches(['.', '-', '_']);
    (before > 0 && host.contains('.')).then_some(at - before..at + 1 + host.len())
}

/// Hosts where anyone has a mailbox.
const FREE_MAIL: [&str; 22] = [
    "qq.com",
    "vip.qq.com",
    "163.com",
    "126.com",
    "yeah.net",
    "vip.163.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "wo.cn",
    "foxmail.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "aliyun.com",
    "tom.com",
    "21cn.com",
];

/// Mailboxes without a label of their own: in the record of a person they are the person's.
pub(super) fn find(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    let mut last = 0;
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let Some(place) = mailbox(text, at).filter(|place| place.start >= last) else { continue };
        last = place.end;
        if out.iter().any(|(found, ..)| found.start < place.end && place.start < found.end) {
            continue;
        }
        let own = text[place.clone()].to_ascii_lowercase();
        let Some((user, host)) = own.split_once('@') else { continue };
        let is_free = FREE_MAIL.contains(&host);
        let of_office = labels.before(place.start) == Some(Kind::OfficeMail);
        let verdict = match setting.place {
            Place::Entry if is_free => Verdict::Refuse,
            Place::Entry => Verdict::Ask,
            Place::Page
                if host == "qq.com"
                    && !of_office
                    && user.len() > 4
                    && user.bytes().all(|b| b.is_ascii_digit()) =>
            {
                Verdict::Ask
            }
            _ => continue,
        };
        if !setting.is_own_line(text, place.clone()) {
            out.push((place, Finding::Email, verdict));
        }
    }
}
