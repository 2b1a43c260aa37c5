//! 出生日期: who is born on a day or later. The date of birth is private and is not repeated.

use chrono::NaiveDate;

use super::Scope;
use super::candidates::{Candidate, members};
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, Parameters, WHO, Who, Word, rule};
use super::usize_of;
use crate::diagnostic::{error, text};
use crate::domain::moment::chinese_date;
use crate::records::{PersonRecord, TeamRecord};
use crate::rules::ladders::{Ladder, Scale, Steps};

const ON_OR_AFTER: Named = (("on_or_after", "不早于"), "这一天及以后出生");
const TITLE: Named = (("title", "职称"), "有这一职称（及以上）的可以放宽");
const RELAXED: Named = (("relaxed", "放宽至"), "有这一职称的，这一天及以后出生");

rule! {
    /// Everyone is; of a team's members at least so many. Whoever has a title may be older.
    Birth("born", "出生日期") {
        who: Who = WHO,
        on_or_after: NaiveDate = ON_OR_AFTER,
        title: Option<String> = TITLE,
        relaxed: Option<NaiveDate> = RELAXED,
        at_least: Option<u32> = AT_LEAST,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Birth>(|given| Some(Box::new(understood(given)?)));

#[derive(Debug)]
struct Born {
    who: Who,
    on_or_after: NaiveDate,
    at_least: Option<u32>,
    relaxed: Option<Relaxed>,
}

/// Whether someone is young enough, as far as the record says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Young {
    Yes,
    No,
    NoBirth,
    /// Old enough for the title to matter, and without one.
    NoTitle,
    /// The same with one that is on no ladder.
    OtherTitle,
}

/// Who may be older.
#[derive(Debug)]
struct Relaxed {
    title: String,
    steps: Steps,
    scale: Scale,
    on_or_after: NaiveDate,
}

fn understood(given: &mut Given<'_>) -> Option<Born> {
    let Birth { who, on_or_after, title, relaxed, at_least } = Birth::read(given)?;
    let relaxed = match (title, relaxed) {
        (None, None) => None,
        (title, relaxed) => {
            let text = given.text(TITLE.0)?;
            let scale = Scale::of(Ladder::Titles, given.pack);
            let steps = scale.wanted(text, given.out)?;
            given.text(RELAXED.0)?;
            let relaxed = relaxed.filter(|day| *day <= on_or_after);
            if relaxed.is_none() {
                let at = given.text(RELAXED.0)?;
                given.out.push(error!(at, "rule-parameter",
                    "放宽的日期晚于不早于的日期", "`relaxed` is later than `on_or_after`";
                    help: "核对两个日期", "check both dates"
                ));
            }
            Some(Relaxed { title: title?, steps, scale, on_or_after: relaxed? })
        }
    };
    if at_least.is_some() && who != Who::Members {
        let at = given.text(AT_LEAST.0)?;
        given.out.push(error!(at, "rule-parameter",
            "只有对象是成员时才写至少几人", "`at_least` is for members alone";
            help: "删去它，或把对象改为 members（成员）", "delete it, or write `who: members`"
        ));
    }
    Some(Born { who, on_or_after, at_least, relaxed })
}

impl Born {
    /// Of members, documents that give no number mean at least one.
    fn at_least(&self) -> Option<u32> {
        self.at_least.or((self.who == Who::Members).then_some(1))
    }

    fn is_young(&self, person: &PersonRecord) -> Young {
        let Some(birth) = &person.facts.birth else { return Young::NoBirth };
        match &self.relaxed {
            _ if birth.value >= self.on_or_after => Young::Yes,
            Some(relaxed) if birth.value >= relaxed.on_or_after => match &person.title {
                None => Young::NoTitle,
                Some(title) => match relaxed.scale.value(&title.value).map(|has| has.reach(relaxed.steps)) {
                    Some(Some(true)) => Young::Yes,
                    Some(Some(false)) => Young::No,
                    Some(None) | None => Young::OtherTitle,
                },
            },
            _ => Young::No,
        }
    }

    fn check_members(&self, candidate: &Candidate<'_>, team: &TeamRecord, findings: &mut Findings<'_>) {
        let (limit, at_least) = (self.on_or_after, self.at_least().unwrap_or(1));
        let are: Vec<_> = members(team).into_iter().map(|member| self.is_young(member)).collect();
        let young = are.iter().filter(|is| **is == Young::Yes).count();
        if young >= usize_of(at_least) {
            return;
        }
        if are.iter().any(|is| matches!(is, Young::NoBirth | Young::NoTitle | Young::OtherTitle)) {
            return findings.lacks(candidate);
        }
        let (label, day) = (candidate.label(), chinese_date(limit));
        findings.broken(
            candidate,
            &candidate.name.location,
            text!(
                "{label}：{day}及以后出生的成员有{young}人，应不少于{at_least}人",
                "{label}: {young} members were born on or after {limit}; at least {at_least} are needed"
            ),
            text!("核对成员名单和出生日期", "check the members and their dates of birth"),
        );
    }
}

impl Requirement for Born {
    fn statement(&self) -> String {
        let ((zh, en), limit) = (self.who.words(), self.on_or_after);
        let day = chinese_date(limit);
        match self.at_least() {
            Some(count) => text!(
                "{zh}中{day}及以后出生的不少于{count}人",
                "at least {count} of the {en} born on or after {limit}"
            ),
            None => match &self.relaxed {
                None => text!("{zh}{day}及以后出生", "the {en} born on or after {limit}"),
                Some(Relaxed { title, on_or_after: older, .. }) => {
                    let older_day = chinese_date(*older);
                    text!(
                        "{zh}{day}及以后出生，职称为{title}及以上的{older_day}及以后出生",
                        "the {en} born on or after {limit}, with a title of {title} or higher on or after {older}"
                    )
                }
            },
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let limit = self.on_or_after;
        let day = chinese_date(limit);
        if self.who == Who::Members {
            return scope
                .candidates
                .teams()
                .for_each(|(candidate, team)| self.check_members(candidate, team, findings));
        }
        let (whose, whose_en) = if self.who == Who::Leader { ("负责人", "the leader ") } else { ("", "") };
        for (candidate, person) in scope.candidates.people(self.who) {
            let relaxed = self.relaxed.as_ref();
            match self.is_young(person) {
                Young::Yes => continue,
                Young::NoBirth | Young::NoTitle => {
                    findings.lacks(candidate);
                    continue;
                }
                Young::OtherTitle => {
                    if let Some(relaxed) = relaxed {
                        findings.is_off_ladder(candidate, person.title.as_ref(), &relaxed.scale);
                    }
                    continue;
                }
                Young::No => {}
            }
            let (Some(birth), label) = (&person.facts.birth, candidate.label()) else { continue };
            let message = match relaxed {
                None => {
                    text!("{label}：{whose}不是{day}及以后出生", "{label}: {whose_en}born before {limit}")
                }
                Some(Relaxed { title, on_or_after: older, .. }) => {
                    let older_day = chinese_date(*older);
                    text!(
                        "{label}：{whose}不是{day}及以后出生，也不是职称{title}及以上、{older_day}及以后出生",
                        "{label}: {whose_en}born before {limit}, and not of title {title} born on or after {older}"
                    )
                }
            };
            let remedy = text!(
                "核对出生日期；确不符合的，移出名单",
                "check the date of birth, or take the entry off the list"
            );
            findings.broken(candidate, &birth.location, message, remedy);
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }

    fn is_private(&self) -> bool {
        true
    }
}
