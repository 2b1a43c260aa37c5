//! Values that only their label makes private: passports and permits, WeChat and QQ, homes, mailboxes, numbers that a
//! school or a house gives.

use std::ops::Range;

use super::finding::{Finding, Verdict};
use super::labels::{Kind, Label, Labels};
use super::numbers::Hit;
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
    mailboxes(text, labels, setting, out);
}

type Judge = fn(&Context<'_>, usize) -> Option<Hit>;

fn judge_of(kind: Kind) -> Option<Judge> {
    Some(match kind {
        Kind::Permit | Kind::Id => permit,
        Kind::Qq => qq,
        Kind::WeChat => wechat,
        Kind::Home => home,
        Kind::OwnMail => own_mail,
        Kind::Staff | Kind::Certificate => of_staff,
        Kind::Account | Kind::OwnAccount => account,
        Kind::Landline => landline,
        Kind::Mobile => telephone,
        _ => return None,
    })
}

struct Context<'t> {
    text: &'t str,
    labels: &'t Labels<'t>,
    label: &'t Label,
    setting: &'t Setting<'t>,
}

impl Context<'_> {
    /// A value in front of its label: `E00000000（护照）`.
    fn in_front(&self, judge: Judge) -> Option<Hit> {
        let before = self.text[..self.label.place.start].trim_end_matches("本人");
        let value = before.strip_suffix(['(', '[', '【'])?.trim_end_matches(' ');
        let own = value
            .bytes()
            .rev()
            .take(24)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let start = value.len() - own.count();
        (start < value.len() && matches!(self.label.kind, Kind::Permit | Kind::Qq | Kind::WeChat))
            .then(|| judge(self, start))?
    }

    /// Whether another label has the value at a place: the values of a permit and of its kind stand apart.
    fn is_others(&self, at: usize) -> bool {
        let nearest = self.labels.in_sentence(at).next();
        nearest
            .is_some_and(|label| label.place.start > self.label.place.start && label.kind != self.label.kind)
            && at > self.label.place.end
    }

    fn is_public(&self) -> bool {
        self.labels.in_sentence(self.label.place.start).any(|label| label.kind == Kind::Public)
    }

    fn rest(&self, at: usize) -> &str {
        &self.text[at..]
    }
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
    if rest[..prefix].chars().any(|c| !"军武警海空字第士 ".contains(c)) {
        return None;
    }
    let own = &rest[prefix..];
    let letters = own.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (count, end) = digits(own[letters..].trim_start_matches([' ', '-']));
    let apart = own[letters..].len() - own[letters..].trim_start_matches([' ', '-']).len();
    let end = at + prefix + letters + apart + end;
    let is_number = letters < 3 && (LEAST..=11).contains(&count) && (letters > 0 || count > 7 || prefix > 0);
    // 证件号码 may be of any document: one with a letter is a passport or a permit.
    let is_named = context.label.kind == Kind::Permit || letters > 0 && count >= LEAST;
    let is_amount = begins_with_unit(&context.text[end..]) && letters == 0;
    (is_number && is_named && !is_amount && !is_joined(&context.text[end..]))
        .then_some((at..end, Finding::Permit, Verdict::Refuse))
        .filter(|_| !context.is_others(at) || context.label.kind == Kind::Permit)
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
    ((is_id || is_number) && !is_word && !context.is_public() && !rest[length..].starts_with('.'))
        .then_some((at..at + length, Finding::Chat, Verdict::Refuse))
}

/// An address with a house number or a flat in it.
fn home(context: &Context<'_>, at: usize) -> Option<Hit> {
    const LONGEST: usize = 60;
    const MARKS: [&str; 24] = [
        "省", "市", "区", "县", "镇", "乡", "村", "路", "街", "巷", "弄", "胡同", "号", "院", "楼", "栋",
        "幢", "座", "单元", "室", "组", "小区", "门", "里",
    ];
    let rest = context.rest(at);
    let end = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, '。' | ';' | '\n' | '|'))
        .map(|(end, _)| end);
    let end = end.unwrap_or_else(|| rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end));
    let address = &rest[..end];
    let marks = MARKS.iter().filter(|mark| address.contains(**mark)).count();
    let is_numbered = address.contains(|c: char| c.is_ascii_digit())
        || ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].iter().any(|n| {
            ["号", "组", "楼", "室", "栋"].iter().any(|mark| address.contains(&format!("{n}{mark}")))
        });
    let verdict = if is_numbered && marks > 1 { Verdict::Refuse } else { Verdict::Ask };
    (marks > 1 && (is_numbered || marks > 2)).then_some((at..at + end, Finding::Home, verdict))
}

fn own_mail(context: &Context<'_>, _: usize) -> Option<Hit> {
    let from = context.label.place.end;
    let places = context.labels.values(context.label);
    let from_column = places.into_iter().find_map(|at| mailbox_within(context.text, at, 3));
    let found = from_column.or_else(|| mailbox_within(context.text, from, 40))?;
    Some((found, Finding::Email, Verdict::Refuse))
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
fn mailboxes(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
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
    let own = context.label.kind == Kind::OwnAccount;
    let verdict = if own { Verdict::Refuse } else { Verdict::Ask };
    ((LEAST..=30).contains(&count)).then_some((at..at + end, Finding::Account, verdict))
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
