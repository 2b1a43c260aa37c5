//! 比例: what share of the list, or of each team, is young enough, of some rank, or at the grass roots.

use chrono::NaiveDate;

use super::Scope;
use super::at_least::Fact;
use super::candidates::{Candidate, members, whole_team};
use super::exceptions::Excepts;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, Parameters, Value, Word, refused, rule};
use super::ratio::Ratio;
use crate::diagnostic::{error, text};
use crate::domain::moment::chinese_date;
use crate::domain::programme::EntryKind;
use crate::records::PersonRecord;
use crate::records::table::Key;
use crate::rules::ladders::{Ladder, Scale, Steps};

const OF: Named = (("of", "指标"), "按什么算比例");
const VALUE: Named = (("value", "界限"), "出生日期的界限，或职级");
const AMONG: Named = (("among", "范围"), "在哪些人中");
const AT_MOST: Named = (("at_most", "至多"), "至多占多少，百分数或分数");

rule! {
    /// Percentages or fractions; one of the two is given.
    Percentage("share", "比例") {
        of: Of = OF,
        value: Option<String> = VALUE,
        at_least: Option<Ratio> = AT_LEAST,
        at_most: Option<Ratio> = AT_MOST,
        among: Option<Among> = AMONG,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Percentage>(|given| Some(Box::new(understood(given)?)));

/// What a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Of {
    BornAfter,
    Rank,
    GrassRoots,
}

impl Word for Of {
    const WORDS: &'static [(Key, Self)] = &[
        (("born-after", "出生日期"), Of::BornAfter),
        (("rank", "职级"), Of::Rank),
        (("grassroots", "基层一线"), Of::GrassRoots),
    ];
}

/// Whom a share is counted among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Among {
    /// Everyone with a record, whatever was decided.
    Recommended,
    /// Those whom no decision has left out.
    Selected,
    /// The people of each team by itself, leaders and members.
    Team,
    /// The members of each team by itself, without leaders.
    Members,
}

impl Word for Among {
    const WORDS: &'static [(Key, Self)] = &[
        (("recommended", "推荐"), Among::Recommended),
        (("selected", "入选"), Among::Selected),
        (("team", "团队"), Among::Team),
        (("members", "成员"), Among::Members),
    ];
}

#[derive(Debug)]
struct Share {
    of: Measure,
    at_least: Option<Ratio>,
    at_most: Option<Ratio>,
    among: Among,
}

#[derive(Debug)]
enum Measure {
    BornOnOrAfter(NaiveDate),
    Rank(String, Steps, Scale),
    GrassRoots,
}

fn understood(given: &mut Given<'_>) -> Option<Share> {
    let Percentage { of, value, at_least, at_most, among } = Percentage::read(given)?;
    let of = match of {
        Of::BornAfter => Measure::BornOnOrAfter(NaiveDate::read(given, VALUE)?),
        Of::Rank => {
            let text = given.text(VALUE.0)?;
            let scale = Scale::of(Ladder::Ranks, given.pack);
            Measure::Rank(value?, scale.wanted(text, given.out)?, scale)
        }
        Of::GrassRoots => {
            if value.is_some() {
                let at = given.text(VALUE.0)?;
                given.out.push(refused(&given.record.kind, Percentage::ALL, VALUE.0, at));
            }
            Measure::GrassRoots
        }
    };
    if at_least.is_none() && at_most.is_none() {
        given.text(AT_LEAST.0)?;
    }
    let among = among.unwrap_or(Among::Recommended);
    let individual = given.pack.kind.as_ref().is_some_and(|kind| kind.value == EntryKind::Individual);
    if individual && matches!(among, Among::Team | Among::Members) {
        let at = given.text(AMONG.0)?;
        given.out.push(error!(at, "rule-parameter",
            "这个项目选拔个人，没有团队成员", "the programme is for individuals, who have no members";
            help: "改写 推荐 或 入选", "write `recommended` or `selected`"
        ));
    }
    Some(Share { of, at_least, at_most, among })
}

impl Requirement for Share {
    fn statement(&self) -> String {
        let (of, of_en) = self.of.words(chinese_date);
        let (among, among_en) = match self.among {
            Among::Recommended => ("", ""),
            Among::Selected => ("入选人员中", " of those selected"),
            Among::Team => ("每个团队（含负责人）中", " of each team with its leader"),
            Among::Members => ("每个团队的成员（不含负责人）中", " of each team's members"),
        };
        match (self.at_least, self.at_most) {
            (Some(low), Some(high)) => {
                text!("{among}{of}不低于{low}、不超过{high}", "{of_en}: {low} to {high}{among_en}")
            }
            (Some(low), None) => text!("{among}{of}不低于{low}", "{of_en}: at least {low}{among_en}"),
            (None, Some(high)) => text!("{among}{of}不超过{high}", "{of_en}: at most {high}{among_en}"),
            (None, None) => text!("{among}{of}", "{of_en}{among_en}"),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        match self.among {
            Among::Recommended => self.check_list(scope, scope.candidates.list.iter().collect(), findings),
            Among::Selected => self.check_list(scope, scope.selected().collect(), findings),
            Among::Team | Among::Members => {
                for (candidate, team) in scope.candidates.teams() {
                    let people = if self.among == Among::Team { whole_team(team) } else { members(team) };
                    self.check_team(candidate, &people, findings);
                }
            }
        }
    }

    fn excepts(&self) -> Excepts {
        match self.among {
            Among::Recommended | Among::Selected => Excepts::List,
            Among::Team | Among::Members => Excepts::Entries,
        }
    }

    /// One share does not take the place of another that is of something else.
    fn about(&self) -> Option<&'static str> {
        let of = match &self.of {
            Measure::BornOnOrAfter(_) => Of::BornAfter,
            Measure::Rank(..) => Of::Rank,
            Measure::GrassRoots => Of::GrassRoots,
        };
        Some(of.name().0)
    }
}

impl Share {
    /// Where someone's fact is missing the share is not known, and is not guessed.
    fn check_list(&self, scope: &Scope<'_>, list: Vec<&Candidate<'_>>, findings: &mut Findings<'_>) {
        let mut unknown = false;
        for candidate in list.iter().filter(|c| self.of.of(c.person).is_none()) {
            unknown = true;
            self.of.cannot_tell(candidate, candidate.person, findings);
        }
        if unknown {
            return;
        }
        let yes = list.iter().filter(|c| self.of.of(c.person) == Some(true)).count();
        if let Some(message) = self.message(yes, list.len()) {
            let remedy = text!("核对名单", "check the list");
            findings.broken_by_list(&scope.case.record.title.location, message, remedy);
        }
    }

    /// A team whose share would be the same whatever the unknown people are needs no more facts.
    fn check_team(&self, candidate: &Candidate<'_>, people: &[&PersonRecord], findings: &mut Findings<'_>) {
        let yes = people.iter().filter(|person| self.of.of(person) == Some(true)).count();
        let unknown = people.iter().filter(|person| self.of.of(person).is_none()).count();
        let [least, most] = [yes, yes + unknown].map(|yes| self.message(yes, people.len()));
        match (least, most) {
            (None, None) => {}
            (Some(message), Some(_)) => {
                let label = candidate.label();
                findings.broken(
                    candidate,
                    &candidate.name.location,
                    text!("{label}：{message}", "{label}: {message}"),
                    text!("核对成员名单", "check the members"),
                );
            }
            _ => {
                let unknown = people.iter().find(|person| self.of.of(person).is_none());
                let person = unknown.copied().unwrap_or(candidate.person);
                self.of.cannot_tell(candidate, person, findings);
            }
        }
    }

    /// What is wrong with so many of so many, if anything is.
    fn message(&self, yes: usize, all: usize) -> Option<String> {
        let (of, of_en) = self.of.words(|limit| limit.to_string());
        if let Some(limit) = self.at_least.filter(|limit| limit.is_above(yes, all)) {
            return Some(text!(
                "{of}有{yes}人，占{all}人的比例低于{limit}",
                "{yes} of {all} are {of_en}, less than {limit}"
            ));
        }
        let limit = self.at_most.filter(|limit| limit.is_below(yes, all))?;
        Some(text!(
            "{of}有{yes}人，占{all}人的比例高于{limit}",
            "{yes} of {all} are {of_en}, more than {limit}"
        ))
    }
}

impl Measure {
    /// Whether a person is of those counted, if the record says so.
    fn of(&self, person: &PersonRecord) -> Option<bool> {
        match self {
            Measure::BornOnOrAfter(limit) => Some(person.facts.birth.as_ref()?.value >= *limit),
            Measure::Rank(_, steps, scale) => {
                scale.value(&person.facts.rank.as_ref()?.value)?.are_among(*steps)
            }
            Measure::GrassRoots => Fact::GrassRoots.of(person),
        }
    }

    /// Says that a person was not counted, and why.
    fn cannot_tell(&self, candidate: &Candidate<'_>, person: &PersonRecord, findings: &mut Findings<'_>) {
        match (self, &person.facts.rank) {
            (Measure::Rank(_, _, scale), Some(rank)) => findings.is_off_ladder(candidate, Some(rank), scale),
            _ => findings.lacks(candidate),
        }
    }

    fn words(&self, date: impl Fn(NaiveDate) -> String) -> (String, String) {
        match self {
            Measure::BornOnOrAfter(limit) => {
                (format!("{}及以后出生的", date(*limit)), format!("born on or after {limit}"))
            }
            Measure::Rank(rank, ..) => (format!("{rank}人选"), format!("of rank {rank}")),
            Measure::GrassRoots => ("基层一线或艰苦岗位的".to_owned(), "at the grass roots".to_owned()),
        }
    }
}
