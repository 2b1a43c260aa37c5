//! 职称: one of some titles, or what may stand in for one.

use super::Scope;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Parameters, WHO, Who, Word, of_kind, rule};
use super::years::Years;
use crate::diagnostic::text;
use crate::records::PersonRecord;
use crate::records::table::Key;

const ANY_OF: Named = (("any_of", "之一"), "职称是其中之一");
const OTHERWISE: Named = (("otherwise", "或者"), "years 或 outstanding");

rule! {
    /// One of these titles, or what may stand in for one.
    Titles("title", "职称") {
        who: Who = WHO,
        any_of: Vec<String> = ANY_OF,
        otherwise: Option<Otherwise> = OTHERWISE,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Titles>(|given| Some(Box::new(understood(given)?)));

/// What may stand in for a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Otherwise {
    /// As many years as the pack's rule of that kind asks of the same person.
    Years,
    /// 突出贡献, a judgement of the reviewers, which the record states.
    Outstanding,
}

impl Word for Otherwise {
    const WORDS: &'static [(Key, Self)] =
        &[(("years", "从业年限"), Otherwise::Years), (("outstanding", "突出贡献"), Otherwise::Outstanding)];
}

#[derive(Debug)]
struct Title {
    who: Who,
    any_of: Vec<String>,
    otherwise: Option<Substitute>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Substitute {
    Years(u32),
    Outstanding,
}

fn understood(given: &mut Given<'_>) -> Option<Title> {
    let Titles { who, any_of, otherwise } = Titles::read(given)?;
    let years = || of_kind::<Years>(given.pack).find(|years| years.who == who);
    let otherwise = match otherwise {
        Some(Otherwise::Years) => years().map(|years| Substitute::Years(years.at_least)),
        Some(Otherwise::Outstanding) => Some(Substitute::Outstanding),
        None => None,
    };
    Some(Title { who, any_of, otherwise })
}

/// What a record says of something that may stand in for the title.
#[derive(PartialEq, Eq)]
enum Stands {
    Yes,
    No,
    Unknown,
}

impl Title {
    /// An outstanding contribution that the record does not state is not known; one it denies (`无`) is none.
    fn stands_in(&self, person: &PersonRecord) -> Stands {
        match self.otherwise {
            Some(Substitute::Years(needed)) => {
                let served = person.facts.years.as_ref().map(|years| years.value);
                if served.is_some_and(|years| years >= needed) { Stands::Yes } else { Stands::No }
            }
            Some(Substitute::Outstanding) => {
                match person.facts.dossier.as_ref().and_then(|d| d.outstanding.as_ref()) {
                    None => Stands::Unknown,
                    Some(text) if matches!(text.value.trim(), "无" | "否" | "false") => Stands::No,
                    Some(_) => Stands::Yes,
                }
            }
            None => Stands::No,
        }
    }
}

impl Requirement for Title {
    fn statement(&self) -> String {
        let ((zh, en), titles) = (self.who.words(), self.any_of.join("、"));
        match self.otherwise {
            None => text!("{zh}职称为{titles}", "title of the {en}: {titles}"),
            Some(Substitute::Outstanding) => {
                text!("{zh}职称为{titles}，或有突出贡献", "title of the {en}: {titles}, or outstanding")
            }
            Some(Substitute::Years(years)) => text!(
                "{zh}职称为{titles}，或从业满{years}年",
                "title of the {en}: {titles}, or {years} years"
            ),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let all = self.any_of.join("、");
        for (candidate, person) in scope.candidates.people(self.who) {
            let has = |title: &str| self.any_of.iter().any(|wanted| wanted == title);
            let title = person.title.as_ref();
            if title.is_some_and(|title| has(title.value.trim())) {
                continue;
            }
            match (self.stands_in(person), title) {
                (Stands::Yes, _) => {}
                (Stands::Unknown, _) | (Stands::No, None) => findings.lacks(candidate),
                (Stands::No, Some(title)) => {
                    let (label, shown) = (candidate.label(), &title.value);
                    findings.broken(
                        &title.location,
                        text!(
                            "{label}：职称“{shown}”不在要求之列（{all}）",
                            "{label}: the title {shown} is not among {all}"
                        ),
                        text!(
                            "核对职称，写规范全称；确不符合的，移出名单",
                            "check it and write it in full, or take the entry off"
                        ),
                    );
                }
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }
}
