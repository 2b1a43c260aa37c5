//! 职称: one of some titles or their equals, or a step and higher, or what may stand in for them.

use super::Scope;
use super::candidates::Candidate;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, Parameters, WHO, Who, Word, of_kind, rule};
use super::years::Years;
use crate::diagnostic::{error, text};
use crate::domain::names::same_name_key;
use crate::records::PersonRecord;
use crate::records::table::Key;
use crate::rules::ladders::{Ladder, Scale, Steps};

const ANY_OF: Named = (("any_of", "之一"), "职称是其中之一，或与其中之一同级");
const OTHERWISE: Named = (("otherwise", "或者"), "years 或 outstanding");

rule! {
    /// One of these titles, or a step and higher; or what may stand in for them.
    Titles("title", "职称") {
        who: Who = WHO,
        any_of: Option<Vec<String>> = ANY_OF,
        at_least: Option<String> = AT_LEAST,
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
    /// As the pack names them.
    wanted: Wanted,
    scale: Scale,
    otherwise: Option<Substitute>,
}

#[derive(Debug)]
enum Wanted {
    AnyOf(Vec<String>),
    AtLeast(String, Steps),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Substitute {
    Years(u32),
    Outstanding,
}

fn understood(given: &mut Given<'_>) -> Option<Title> {
    let Titles { who, any_of, at_least, otherwise } = Titles::read(given)?;
    let scale = Scale::of(Ladder::Titles, given.pack);
    let wanted = match (any_of, at_least) {
        (Some(any_of), None) => Wanted::AnyOf(any_of),
        (None, Some(step)) => {
            let text = given.text(AT_LEAST.0)?;
            Wanted::AtLeast(step, scale.wanted(text, given.out)?)
        }
        (None, None) => {
            given.texts(ANY_OF.0)?;
            return None;
        }
        (Some(_), Some(_)) => {
            let at = given.text(AT_LEAST.0)?;
            given.out.push(error!(at, "rule-parameter",
                "规则“职称”的“之一”和“至少”只能写一个", "the rule `title` has `any_of` or `at_least`, not both";
                help: "删去其中一个", "delete one of them"
            ));
            return None;
        }
    };
    let otherwise = match otherwise {
        None => None,
        Some(Otherwise::Outstanding) => Some(Substitute::Outstanding),
        Some(Otherwise::Years) => Some(Substitute::Years(years_of(who, given)?)),
    };
    Some(Title { who, wanted, scale, otherwise })
}

/// The years that the pack asks of the same person; without a rule of years nothing could stand in for the title.
fn years_of(who: Who, given: &mut Given<'_>) -> Option<u32> {
    let years = of_kind::<Years>(given.pack).find(|years| years.who == who);
    if years.is_none() {
        let ((zh, en), at) = (who.words(), given.text(OTHERWISE.0)?);
        given.out.push(error!(at, "rule-parameter",
            "写了“或者：从业年限”，项目文件却没有{zh}的“从业年限”规则",
            "`otherwise: years`, and the pack has no rule `years` of the {en}";
            help: "加一条规则 years（从业年限），对象相同，写明至少几年", "add a rule `years` of the same `who`"
        ));
    }
    Some(years?.at_least)
}

/// What a record says of a title, or of something that may stand in for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Yes,
    No,
    /// It says nothing of it.
    Nothing,
    /// Its words are on no ladder.
    Other,
}

impl Title {
    /// An outstanding contribution that the record does not state is not known; one it denies (`无`) is none.
    fn stands_in(&self, person: &PersonRecord) -> Says {
        match self.otherwise {
            Some(Substitute::Years(needed)) => {
                let served = person.facts.years.as_ref().map(|years| years.value);
                if served.is_some_and(|years| years >= needed) { Says::Yes } else { Says::No }
            }
            Some(Substitute::Outstanding) => {
                match person.facts.dossier.as_ref().and_then(|d| d.outstanding.as_ref()) {
                    None => Says::Nothing,
                    Some(text) if matches!(text.value.trim(), "无" | "否" | "false") => Says::No,
                    Some(_) => Says::Yes,
                }
            }
            None => Says::No,
        }
    }

    /// The title itself: one that is named, or that stands on the step of one, or on a step that is high enough.
    fn has(&self, person: &PersonRecord) -> Says {
        let Some(title) = &person.title else { return Says::Nothing };
        let steps = self.scale.value(&title.value);
        let known = match &self.wanted {
            Wanted::AnyOf(titles) => {
                let typed = same_name_key(&title.value);
                let mut parts = typed.split([',', ';', '/']);
                if parts.any(|part| titles.iter().any(|wanted| same_name_key(wanted) == *part)) {
                    return Says::Yes;
                }
                let wanted = titles.iter().filter_map(|title| self.scale.word(title)).reduce(Steps::and);
                steps.map(|steps| wanted.map_or(Some(false), |wanted| steps.are_among(wanted)))
            }
            Wanted::AtLeast(_, step) => steps.map(|steps| steps.reach(*step)),
        };
        match known {
            Some(Some(true)) => Says::Yes,
            Some(Some(false)) => Says::No,
            Some(None) | None => Says::Other,
        }
    }

    /// What the pack asks for, in words.
    fn words(&self) -> (String, String) {
        match &self.wanted {
            Wanted::AnyOf(titles) => {
                let titles = titles.join("、");
                (format!("{titles}或同级"), format!("{titles} or an equal one"))
            }
            Wanted::AtLeast(step, _) => (format!("{step}及以上"), format!("{step} or higher")),
        }
    }

    fn refuse(&self, candidate: &Candidate<'_>, person: &PersonRecord, findings: &mut Findings<'_>) {
        let Some(title) = &person.title else { return };
        let (label, shown, (all, all_en)) = (candidate.label(), &title.value, self.words());
        findings.broken(
            candidate,
            &title.location,
            match self.otherwise {
                Some(Substitute::Years(years)) => text!(
                    "{label}：职称“{shown}”不在要求之列（{all}），从业也没有写满{years}年",
                    "{label}: the title {shown} is not among {all_en}, and {years} years are not stated"
                ),
                _ => text!(
                    "{label}：职称“{shown}”不在要求之列（{all}）",
                    "{label}: the title {shown} is not among {all_en}"
                ),
            },
            text!(
                "核对职称，写规范全称；确不符合的，移出名单",
                "check it and write it in full, or take the entry off"
            ),
        );
    }
}

impl Requirement for Title {
    fn statement(&self) -> String {
        let ((zh, en), (titles, titles_en)) = (self.who.words(), self.words());
        match self.otherwise {
            None => text!("{zh}职称为{titles}", "title of the {en}: {titles_en}"),
            Some(Substitute::Outstanding) => {
                text!("{zh}职称为{titles}，或有突出贡献", "title of the {en}: {titles_en}, or outstanding")
            }
            Some(Substitute::Years(years)) => text!(
                "{zh}职称为{titles}，或从业满{years}年",
                "title of the {en}: {titles_en}, or {years} years"
            ),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        for (candidate, person) in scope.candidates.people(self.who) {
            match (self.has(person), self.stands_in(person)) {
                (Says::Yes, _) | (_, Says::Yes) => {}
                (Says::Nothing, _) | (Says::No, Says::Nothing) => findings.lacks(candidate),
                (Says::No, _) => self.refuse(candidate, person, findings),
                (Says::Other, _) => findings.is_off_ladder(candidate, person.title.as_ref(), &self.scale),
            }
        }
    }

    fn judges_years_of(&self, who: Who) -> bool {
        self.who == who && matches!(self.otherwise, Some(Substitute::Years(_)))
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }
}
