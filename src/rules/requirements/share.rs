//! 比例: what share of the list is young enough, or of some rank.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Scope;
use super::candidates::Candidate;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, Parameters, Value, Word, rule};
use crate::diagnostic::text;
use crate::domain::entry::Standing;
use crate::domain::moment::chinese_date;
use crate::records::table::Key;

const OF: Named = (("of", "指标"), "按什么算比例");
const VALUE: Named = (("value", "界限"), "出生日期的界限，或职级");
const AMONG: Named = (("among", "范围"), "在哪些人中");
const AT_MOST: Named = (("at_most", "至多"), "至多百分之几");

rule! {
    /// Percentages; one of the two is given.
    Percentage("share", "比例") {
        of: Of = OF,
        value: String = VALUE,
        at_least: Option<u32> = AT_LEAST,
        at_most: Option<u32> = AT_MOST,
        among: Option<Among> = AMONG,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Percentage>(|given| Some(Box::new(understood(given)?)));

/// What a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Of {
    BornAfter,
    Rank,
}

impl Word for Of {
    const WORDS: &'static [(Key, Self)] =
        &[(("born-after", "出生日期"), Of::BornAfter), (("rank", "职级"), Of::Rank)];
}

/// Whom a share is counted among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Among {
    /// Everyone with a record, whatever was decided.
    Recommended,
    /// Those whom no decision has left out.
    Selected,
}

impl Word for Among {
    const WORDS: &'static [(Key, Self)] =
        &[(("recommended", "推荐"), Among::Recommended), (("selected", "入选"), Among::Selected)];
}

#[derive(Debug)]
struct Share {
    of: Measure,
    at_least: Option<u32>,
    at_most: Option<u32>,
    among: Among,
}

#[derive(Debug)]
enum Measure {
    BornOnOrAfter(NaiveDate),
    Rank(String),
}

fn understood(given: &mut Given<'_>) -> Option<Share> {
    let Percentage { of, value, at_least, at_most, among } = Percentage::read(given)?;
    let of = match of {
        Of::BornAfter => Measure::BornOnOrAfter(NaiveDate::read(given, VALUE)?),
        Of::Rank => Measure::Rank(value),
    };
    if at_least.is_none() && at_most.is_none() {
        given.text(AT_LEAST.0)?;
    }
    Some(Share { of, at_least, at_most, among: among.unwrap_or(Among::Recommended) })
}

impl Requirement for Share {
    fn statement(&self) -> String {
        let (of, of_en) = self.of.words(chinese_date);
        let (among, among_en) = match self.among {
            Among::Recommended => ("", ""),
            Among::Selected => ("入选人员中", " of those selected"),
        };
        match (self.at_least, self.at_most) {
            (Some(limit), _) => {
                text!("{among}{of}不低于{limit}%", "{of_en}: at least {limit} %{among_en}")
            }
            (_, Some(limit)) => text!("{among}{of}不超过{limit}%", "{of_en}: at most {limit} %{among_en}"),
            _ => text!("{among}{of}", "{of_en}{among_en}"),
        }
    }

    /// Where someone's fact is missing the share is not known, and is not guessed.
    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let left_out = match self.among {
            Among::Selected => left_out(scope),
            Among::Recommended => BTreeSet::new(),
        };
        let list = || scope.candidates.list.iter().filter(|c| !left_out.contains(&*c.id.value));
        if list().any(|c| self.of.of(c).is_none()) {
            return findings.lacking(list().filter(|c| self.of.of(c).is_none()));
        }
        let (yes, all) = (list().filter(|c| self.of.of(c) == Some(true)).count(), list().count());
        let percent = |limit: u32| all * usize::try_from(limit).unwrap_or(usize::MAX);
        let (low, high) = (
            self.at_least.filter(|limit| yes * 100 < percent(*limit)),
            self.at_most.filter(|limit| yes * 100 > percent(*limit)),
        );
        let (of, of_en) = self.of.words(|limit| limit.to_string());
        let message = match (low, high) {
            (Some(limit), _) => text!(
                "{of}有{yes}人，占{all}人的比例低于{limit}%",
                "{yes} of {all} are {of_en}, less than {limit} %"
            ),
            (_, Some(limit)) => text!(
                "{of}有{yes}人，占{all}人的比例高于{limit}%",
                "{yes} of {all} are {of_en}, more than {limit} %"
            ),
            _ => return,
        };
        let remedy = text!("核对名单", "check the list");
        findings.broken(&scope.case.record.title.location, message, remedy);
    }
}

/// The entries that a notice has decided against by now.
fn left_out<'c>(scope: &Scope<'c>) -> BTreeSet<&'c str> {
    let entries = scope.case.round.entries.iter();
    entries.filter(|entry| matches!(entry.standing, Standing::Out(_))).map(|entry| &*entry.id).collect()
}

impl Measure {
    /// Whether a candidate is of those counted, if the record says so.
    fn of(&self, candidate: &Candidate<'_>) -> Option<bool> {
        match self {
            Measure::BornOnOrAfter(limit) => Some(candidate.person.facts.birth.as_ref()?.value >= *limit),
            Measure::Rank(rank) => Some(candidate.person.facts.rank.as_ref()?.value.contains(rank.as_str())),
        }
    }

    fn words(&self, date: impl Fn(NaiveDate) -> String) -> (String, String) {
        match self {
            Measure::BornOnOrAfter(limit) => {
                (format!("{}及以后出生的", date(*limit)), format!("born on or after {limit}"))
            }
            Measure::Rank(rank) => (format!("{rank}人选"), format!("of rank {rank}")),
        }
    }
}
