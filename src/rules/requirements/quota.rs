//! 名额: how many the list of a programme may have, and after the result how many may be selected.

use super::Scope;
use super::exceptions::Excepts;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{MAX, MIN, Named, Parameters, refused, rule};
use crate::diagnostic::{error, text};

const ABOUT: Named = (("about", "约"), "“某人左右”的人数");
const TOLERANCE: Named = (("tolerance", "浮动"), "上下可以差几人");

rule! {
    /// `max`, `min` or both; or `about` and `tolerance`.
    Quota("quota", "名额") {
        max: Option<u32> = MAX,
        min: Option<u32> = MIN,
        about: Option<u32> = ABOUT,
        tolerance: Option<u32> = TOLERANCE,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Quota>(|given| Some(Box::new(understood(given)?)));

#[derive(Debug)]
enum Places {
    Between { min: Option<u32>, max: Option<u32> },
    About { count: u32, tolerance: u32 },
}

fn understood(given: &mut Given<'_>) -> Option<Places> {
    let Quota { max, min, about, tolerance } = Quota::read(given)?;
    let Some(count) = about else {
        if given.has(TOLERANCE.0) {
            let at = given.text(TOLERANCE.0)?;
            given.out.push(refused(&given.record.kind, &Quota::ALL[..2], TOLERANCE.0, at));
        }
        if min.is_none() && max.is_none() {
            given.text(MAX.0)?;
        }
        if min > max && max.is_some() {
            let at = given.text(MIN.0)?;
            given.out.push(error!(at, "rule-parameter",
                "下限大于上限", "`min` is more than `max`";
                help: "核对两个数", "check both numbers"
            ));
            return None;
        }
        return Some(Places::Between { min, max });
    };
    for (key, _) in [MAX, MIN] {
        if given.has(key) {
            let at = given.text(key)?;
            given.out.push(refused(&given.record.kind, &Quota::ALL[2..], key, at));
        }
    }
    given.text(TOLERANCE.0)?;
    Some(Places::About { count, tolerance: tolerance? })
}

/// Who is meant where everyone on the list is.
const LISTED: (&str, &str) = ("名单", "on the list");

impl Places {
    /// What is wrong where a list has so many.
    fn broken_by(&self, (count, (whom, whom_en)): (usize, (&str, &str)), unit: &str) -> Option<String> {
        let has = u32::try_from(count).unwrap_or(u32::MAX);
        match *self {
            Places::Between { max: Some(max), .. } if has > max => {
                Some(text!("{whom}有{has}{unit}，名额为{max}{unit}", "{has} {whom_en} for {max} places"))
            }
            Places::Between { min: Some(min), .. } if has < min => Some(text!(
                "{whom}有{has}{unit}，名额不少于{min}{unit}",
                "{has} {whom_en}; there should be at least {min}"
            )),
            Places::About { count, tolerance } if count.abs_diff(has) > tolerance => Some(text!(
                "{whom}有{has}{unit}，应为{count}{unit}左右（浮动{tolerance}{unit}以内）",
                "{has} {whom_en}; it should be about {count}, give or take {tolerance}"
            )),
            _ => None,
        }
    }
}

impl Requirement for Places {
    fn statement(&self) -> String {
        match self {
            Places::Between { min: Some(min), max: Some(max) } if min == max => {
                text!("名额{max}个，不多不少", "{max} places, no more and no fewer")
            }
            Places::Between { min: Some(min), max: Some(max) } => {
                text!("名额{min}至{max}个", "{min} to {max} places")
            }
            Places::Between { min: Some(min), max: None } => {
                text!("名额不少于{min}个", "at least {min} places")
            }
            Places::Between { max, .. } => {
                let max = max.unwrap_or_default();
                text!("名额{max}个", "{max} places")
            }
            Places::About { count, tolerance } => text!(
                "名额{count}个左右，浮动{tolerance}个以内",
                "about {count} places, give or take {tolerance}"
            ),
        }
    }

    /// The list as it was made public may not have more than there are places; the rest is asked of those selected.
    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let listed = Some((scope.candidates.list.len(), LISTED));
        let listed = listed.filter(|_| matches!(self, Places::Between { max: Some(_), .. }));
        let selected = Some((scope.selected().count(), scope.whom()));
        let team = scope.candidates.list.iter().any(|c| c.team.is_some());
        let unit = if team { "个团队" } else { "人" };
        let sets = listed.into_iter().chain(selected);
        let Some(message) = sets.into_iter().find_map(|set| self.broken_by(set, unit)) else { return };
        let remedy = text!(
            "核对名单；名额有变的，修改项目文件并写明出处；经批准的，写进 round.yaml 的 exceptions（例外）",
            "check the list; if the quota has changed, change the pack with its source; where it was approved, state it under `exceptions` of the round"
        );
        findings.broken_by_list(&scope.case.record.title.location, message, remedy);
    }

    fn excepts(&self) -> Excepts {
        Excepts::List
    }
}
