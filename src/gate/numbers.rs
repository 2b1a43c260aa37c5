//! Numbers of persons in a text in its normal form: identity numbers, mobile numbers, bank cards, however their digits are
//! grouped. The check digit, the label and what stands beside a number tell whose it is.

use std::ops::Range;

use super::beside::{Beside, Part};
use super::check_digits::{born, is_id, is_issuer, is_province, luhn};
use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::rows::{Gap, Group, Row};
use super::setting::{Place, Setting};
use super::units::begins_with_unit;

/// Groups that one number may be written in: a digit each.
const MOST_GROUPS: usize = 19;
/// Digits of the longest number looked for, a country's code included.
const MOST_DIGITS: usize = 20;
/// Digits of the shortest; nothing shorter is anyone's number without its label.
const SHORTEST: usize = 11;

/// Something found in the normal form.
pub(super) type Hit = (Range<usize>, Finding, Verdict);

/// Every number of a person.
pub(super) fn find(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    let mut row = Row::default();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        at = row.read(text, start);
        if row.digits.len() >= SHORTEST {
            persons(&row, &Judge { text, labels, setting }, out);
        }
    }
}

/// The numbers of persons in a row.
fn persons(row: &Row, judge: &Judge<'_>, out: &mut Vec<Hit>) {
    let mut from = 0;
    while from < row.groups.len() {
        let most = row.groups.len().min(from + MOST_GROUPS);
        let found = (from + 1..=most).filter_map(|to| Some((to, judge.number(row, from..to)?)));
        // A number that is refused goes before a shorter one that is only asked about.
        let best = found.min_by_key(|(to, (_, _, verdict))| (*verdict, *to));
        match best {
            Some((to, hit)) => {
                out.push(hit);
                from = to;
            }
            None => from += 1,
        }
    }
}

struct Judge<'t> {
    text: &'t str,
    labels: &'t Labels<'t>,
    setting: &'t Setting<'t>,
}

impl Judge<'_> {
    /// Whether some groups of a row are a number of a person.
    fn number(&self, row: &Row, range: Range<usize>) -> Option<Hit> {
        let x = row.x.filter(|_| range.end == row.groups.len());
        let is_whole = range == (0..row.groups.len());
        let groups = &row.groups[range];
        let (first, last) = (groups.first()?, groups.last()?);
        let digits = &row.digits[first.digits.start..last.digits.end];
        if !(SHORTEST..=MOST_DIGITS).contains(&digits.len()) {
            return None;
        }
        let number = Number { digits, groups, is_whole };
        let beside = Beside { text: self.text, start: first.place.start, end: last.place.end };
        let place = beside.start..beside.end;
        if beside.is_digest() || self.setting.is_own_line(self.text, place.clone()) {
            return None;
        }
        let found = self.identity(&number, beside, x);
        let found = found.map(|(end, verdict)| (beside.start..end, Finding::IdNumber, verdict));
        let found = found.or_else(|| Some((place.clone(), Finding::Mobile, self.mobile(&number, beside)?)));
        if self.setting.place == Place::OwnMail {
            // The office says that the mailbox is its own.
            return found.map(|(place, finding, verdict)| match finding {
                Finding::Mobile => (place, finding, Verdict::Ask),
                _ => (place, finding, verdict),
            });
        }
        found.or_else(|| Some((place, Finding::BankCard, self.card(&number, beside)?)))
    }

    /// The label of a number, in front of it or behind.
    fn label(&self, beside: Beside<'_>) -> Option<Kind> {
        let label = self.labels.before(beside.start).or_else(|| self.labels.after(beside.end));
        label.filter(|label| label.is_personal() || self.setting.place != Place::Message)
    }

    /// An identity number, and where it ends. The check digit makes chance so small that nothing tells against it; a label
    /// makes one of a number with a wrong digit.
    fn identity(
        &self,
        number: &Number<'_>,
        beside: Beside<'_>,
        x: Option<usize>,
    ) -> Option<(usize, Verdict)> {
        let digits = number.digits;
        match digits {
            [digits @ .., check] if digits.len() == 17 && is_id(digits, *check) => {
                return Some((beside.end, Verdict::Refuse));
            }
            _ if digits.len() == 17 && x.is_some_and(|_| is_id(digits, 10)) => {
                return Some((x?, Verdict::Refuse));
            }
            _ => {}
        }
        let end = x.filter(|_| digits.len() == 17).unwrap_or(beside.end);
        let label = || self.labels.before(beside.start).or_else(|| self.labels.after(end));
        let length = digits.len() + usize::from(end > beside.end);
        if (15..=19).contains(&length) && matches!(label(), Some(Kind::Id | Kind::Social | Kind::Permit)) {
            return Some((end, Verdict::Refuse));
        }
        // With neither label nor check digit it may be one all the same.
        let may_be = match length {
            18 => is_province(digits) && born(digits).is_some_and(|year| (1930..=2010).contains(&year)),
            15 => is_province(digits) && born(digits).is_some() && number.is_usual_id(),
            _ => false,
        };
        if !may_be
            || length == 18 && !number.is_usual_id()
            || label().is_some()
            || self.is_other(number, beside)
        {
            return None;
        }
        Some((end, Verdict::Ask))
    }

    fn mobile(&self, number: &Number<'_>, beside: Beside<'_>) -> Option<Verdict> {
        let form = number.mobile_form(beside.is_in_bracket())?;
        let label = self.label(beside);
        if label.is_some_and(Kind::is_personal) || matches!(form, Form::Abroad) && label.is_none() {
            return Some(Verdict::Refuse);
        }
        if label.is_some()
            || self.is_other(number, beside)
            || matches!(form, Form::Unusual)
            || beside.is_short_digest()
        {
            return None;
        }
        if is_listed(self.text, beside.start)
            && self.labels.in_sentence(beside.start).any(|l| l.kind == Kind::Code)
        {
            return Some(Verdict::Ask);
        }
        match beside.in_address() {
            Some(Part::Path) => None,
            Some(Part::Query) => Some(Verdict::Ask),
            None => Some(Verdict::Refuse),
        }
    }

    fn card(&self, number: &Number<'_>, beside: Beside<'_>) -> Option<Verdict> {
        let label = self.label(beside);
        let length = number.digits.len();
        match label {
            Some(Kind::Card | Kind::OwnAccount) if (12..=19).contains(&length) => {
                return Some(Verdict::Refuse);
            }
            Some(kind) if !kind.is_personal() => return None,
            _ => {}
        }
        let is_card = (16..=19).contains(&length) && is_issuer(number.digits) && luhn(number.digits);
        if !is_card || label.is_none() && (!number.is_usual_card() || self.is_other(number, beside)) {
            return None;
        }
        Some(match beside.in_address() {
            Some(_) => Verdict::Ask,
            None => Verdict::Refuse,
        })
    }

    /// Whether what stands beside it makes something else of a number without a label.
    fn is_other(&self, number: &Number<'_>, beside: Beside<'_>) -> bool {
        beside.is_decimal()
            || beside.is_price()
            || begins_with_unit(&self.text[beside.end..])
            || beside.is_code()
            || number.groups.len() > 1 && beside.is_part_number()
    }
}

/// Whether a comma or a slash stands before a number, after another.
fn is_listed(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    before.strip_suffix([',', ';', '/']).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Some groups of digits as one number.
struct Number<'r> {
    digits: &'r [u8],
    groups: &'r [Group],
    /// Whether they are all of their row.
    is_whole: bool,
}

/// How a mobile number is written.
enum Form {
    /// With the country's code.
    Abroad,
    /// In the usual groups.
    Usual,
    /// In groups that a number of another kind may have too.
    Unusual,
}

impl Number<'_> {
    fn counts(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.digits.len()).collect()
    }

    /// Whether the digits may be a mobile number, and how it is written; `in_bracket` where a bracket opens before it.
    fn mobile_form(&self, in_bracket: bool) -> Option<Form> {
        let own = match self.digits {
            [0, 0, 8, 6, own @ ..] | [8, 6, own @ ..] if own.len() == 11 => own,
            own => own,
        };
        if own.len() != 11 || own[0] != 1 || !(3..=9).contains(&own[1]) {
            return None;
        }
        if own.len() < self.digits.len() {
            return Some(Form::Abroad);
        }
        let gaps: Vec<Gap> = self.groups[1..].iter().map(|group| group.gap).collect();
        let even = gaps.windows(2).all(|gaps| gaps[0] == gaps[1]);
        Some(match (&self.counts()[..], &gaps[..]) {
            ([11], _) => Form::Usual,
            ([3, 4, 4] | [3, 8] | [7, 4], _) if self.is_plain() => Form::Usual,
            ([3, 4, 4], [one, _]) if even && *one != Gap::Mixed && *one != Gap::Closing => Form::Usual,
            ([3, 4, 4], [Gap::Closing, Gap::Plain]) | ([3, 8], [Gap::Closing]) if in_bracket => Form::Usual,
            ([1, ..], _) if gaps.len() == 10 && even && self.is_whole => Form::Usual,
            _ => Form::Unusual,
        })
    }

    /// Whether cards are written in such groups, and the groups are no series of measures.
    fn is_usual_card(&self) -> bool {
        let counts = self.counts();
        let is_usual = matches!(counts[..], [_] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 10..=13]);
        let all_single = self.is_whole && counts.iter().all(|count| *count == 1);
        (is_usual || all_single)
            && (self.is_plain() || self.groups[1..].iter().all(|g| g.gap == self.groups[1].gap))
            && !self.is_series()
    }

    /// Whether the groups of four rise step by step, as measures and years do.
    fn is_series(&self) -> bool {
        let value = |group: &Group| self.digits_of(group).iter().fold(0, |n, d| n * 10 + u32::from(*d));
        self.groups.len() > 2 && self.groups.windows(2).all(|pair| value(&pair[0]) < value(&pair[1]))
    }

    fn digits_of(&self, group: &Group) -> &[u8] {
        let first = self.groups.first().map_or(0, |first| first.digits.start);
        &self.digits[group.digits.start - first..group.digits.end - first]
    }

    /// Whether identity numbers are written in such groups: whole, 6-8-4, 6-6-3, fours.
    fn is_usual_id(&self) -> bool {
        matches!(
            self.counts()[..],
            [15..=18] | [6, 8, 3..=4] | [6, 6, 3] | [6, 4, 4, 3..=4] | [6, 11..=12] | [14, 3..=4]
        )
    }

    /// Whether nothing but spaces, line breaks and hyphens divides it.
    fn is_plain(&self) -> bool {
        self.groups[1..].iter().all(|group| group.gap == Gap::Plain)
    }
}
