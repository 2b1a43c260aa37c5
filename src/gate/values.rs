//! Values that only their label makes private: passports and permits, WeChat and QQ, homes, mailboxes, numbers that a
//! school or a house gives.

use super::context::{Context, Judge};
use super::finding::{Finding, Verdict};
use super::homes;
use super::labels::{Kind, Labels};
use super::mail;
use super::numbers::Hit;
use super::plates;
use super::setting::{Place, Setting};
use super::units::begins_with_unit;

/// Every labelled value.
pub(super) fn find(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    for (index, label) in labels.all.iter().enumerate() {
        let Some(judge) = judge_of(label.kind) else { continue };
        if labels
            .all
            .get(index + 1)
            .is_some_and(|next| next.kind == label.kind && next.place.start < label.place.end + 4)
        {
            continue;
        }
        let context = Context { text, labels, label, setting };
        let found = labels.values(label).into_iter().find_map(|at| judge(&context, at));
        out.extend(found.or_else(|| context.in_front(judge)));
    }
    homes::find_flats(text, labels, setting, out);
    mail::find(text, labels, setting, out);
}

fn judge_of(kind: Kind) -> Option<Judge> {
    Some(match kind {
        Kind::Permit | Kind::Id => permit,
        Kind::Social => social,
        Kind::Plate => plates::judge,
        Kind::Qq => qq,
        Kind::WeChat => wechat,
        Kind::Home => homes::judge,
        Kind::Office => homes::of_person,
        Kind::OwnMail => mail::own,
        Kind::Mail => mail::of_person,
        Kind::Staff | Kind::Certificate => of_staff,
        Kind::Account | Kind::OwnAccount => account,
        Kind::Landline => landline,
        Kind::Mobile => telephone,
        _ => return None,
    })
}

/// A word of Latin letters, digits and some signs.
fn word(text: &str, signs: &[u8]) -> usize {
    text.bytes().take(64).take_while(|b| b.is_ascii_alphanumeric() || signs.contains(b)).count()
}

/// Digits at the beginning of a text with single spaces, dots and hyphens between them: how many, and where they end.
fn digits(text: &str) -> (usize, usize) {
    let (mut count, mut end) = (0, 0);
    let mut rest = text.char_indices().take(48).peekable();
    while let Some((at, c)) = rest.next() {
        if c.is_ascii_digit() {
            count += 1;
            end = at + 1;
        } else if !(matches!(c, ' ' | '-' | '.' | '·' | '\n' | '_' | '/')
            && rest.peek().is_some_and(|(_, c)| c.is_ascii_digit()))
        {
            break;
        }
    }
    (count, end)
}

/// `E00000000`, `EA0000000`, `H0000000001`, `00000000`, 军字第0000000号.
fn permit(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LEAST: usize = 7;
    let rest = context.rest(at);
    let prefix = rest.char_indices().take(6).find(|(_, c)| c.is_ascii_alphanumeric())?.0;
    let is_of_army = rest[..prefix].ends_with("字第");
    if !is_of_army && rest[..prefix].chars().any(|c| !"军武警海空字第士 ".contains(c)) {
        return None;
    }
    let own = &rest[prefix..];
    let letters = own.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (count, end) = digits(own[letters..].trim_start_matches([' ', '-']));
    let apart = own[letters..].len() - own[letters..].trim_start_matches([' ', '-']).len();
    let end = at + prefix + letters + apart + end;
    // A000000(0) in Hong Kong, USA000000000000 for permanent residents.
    let is_other = letters > 0 && count == 6 && is_in_brackets(&context.text[end..])
        || letters == 3 && matches!(count, 12 | 15);
    let is_number =
        letters < 3 && (LEAST..=11).contains(&count) && (letters > 0 || count > 7 || prefix > 0) || is_other;
    // 证件号码 may be of any document: one with a letter is a passport or a permit.
    let is_named = context.label.kind == Kind::Permit || letters > 0 && (count >= LEAST || is_other);
    let is_amount = begins_with_unit(&context.text[end..]) && letters == 0;
    (is_number && is_named && !is_amount && !is_joined(&context.text[end..]))
        .then_some((at..end, Finding::Permit, Verdict::Refuse))
        .filter(|_| !context.is_others(at) || context.label.kind == Kind::Permit)
}

/// Whether one digit stands in brackets, as the check digit does in Hong Kong.
fn is_in_brackets(text: &str) -> bool {
    matches!(text.as_bytes(), [b'(', b'0'..=b'9' | b'A', b')', ..])
}

/// Whether a word goes on.
fn is_joined(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn qq(context: &Context<'_>, at: usize) -> Option<Hit> {
    let rest = context.rest(at);
    let (count, end) = digits(rest);
    let is_number = (5..=12).contains(&count) && !begins_with_unit(&rest[end..]) && !is_joined(&rest[end..]);
    let version = rest[..end].contains('.');
    (is_number && !version && !context.is_public()).then_some((at..at + end, Finding::Chat, Verdict::Refuse))
}

fn wechat(context: &Context<'_>, at: usize) -> Option<Hit> {
    let rest = context.rest(at);
    let length = word(rest, b"_-");
    let id = &rest[..length];
    let between = context.text.get(context.label.place.end..at).unwrap_or("");
    let is_told = !between.trim().is_empty()
        || !context.text[context.label.place.clone()].ends_with(['信', 't', 'T', 'n']);
    let marked = id.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && (6..=32).contains(&length)
        && (is_told || marked && !between.is_empty() || marked && id.contains('_'));
    let is_number =
        length >= 5 && id.bytes().all(|b| b.is_ascii_digit()) && !begins_with_unit(&rest[length..]);
    // A head of another column is no value.
    let is_word = context.labels.all.iter().any(|label| label.place.start == at);
    // `wx` and `vx` are names of programs too.
    let is_short = context.text[context.label.place.clone()].len() == 2;
    let is_said = !is_short || between.contains([':', '号', '=']);
    let ends = context.setting.place == Place::Name || !rest[length..].starts_with('.');
    ((is_id || is_number) && !is_word && is_said && ends && !context.is_public()).then_some((
        at..at + length,
        Finding::Chat,
        Verdict::Refuse,
    ))
}

/// 学号, 工号 and the numbers of certificates of a person.
fn of_staff(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LEAST: usize = 4;
    let rest = context.rest(at);
    let length = word(rest, b"-_./");
    let count = rest[..length].bytes().filter(u8::is_ascii_digit).count();
    let finding = if context.label.kind == Kind::Staff { Finding::StaffNumber } else { Finding::Certificate };
    (count >= LEAST).then_some((at..at + length, finding, Verdict::Ask))
}

fn account(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LEAST: usize = 9;
    let (count, end) = digits(context.rest(at));
    let rest = context.rest(at);
    // Cards of UnionPay are of persons; an account in the record of a person, or beside a name in a table, is theirs.
    let is_card = rest.starts_with("62") && (16..=19).contains(&count);
    let beside_name = context.labels.tables.head_line(at).is_some_and(|head| head.contains("姓名"));
    let own = context.label.kind == Kind::OwnAccount
        || context.labels.is_remarked(context.label)
        || is_card
        || beside_name
        || context.setting.place == Place::Entry;
    let verdict = if own { Verdict::Refuse } else { Verdict::Ask };
    ((LEAST..=30).contains(&count)).then_some((at..at + end, Finding::Account, verdict))
}

/// Numbers of insurance and of the housing fund.
fn social(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LEAST: usize = 7;
    let rest = context.rest(at);
    let length = word(rest, b"-");
    let count = rest[..length].bytes().filter(u8::is_ascii_digit).count();
    (count >= LEAST && !begins_with_unit(&rest[length..])).then_some((
        at..at + length,
        Finding::Social,
        Verdict::Refuse,
    ))
}

/// A telephone at home.
fn landline(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (count, end) = digits(context.rest(at));
    ((7..=13).contains(&count)).then_some((at..at + end, Finding::Telephone, Verdict::Refuse))
}

/// A telephone with an area code in the record of a person.
fn telephone(context: &Context<'_>, at: usize) -> Option<Hit> {
    let rest = context.rest(at);
    let (count, end) = digits(rest);
    (context.setting.place == Place::Entry && (10..=12).contains(&count) && rest.starts_with('0'))
        .then_some((at..at + end, Finding::Telephone, Verdict::Ask))
}
