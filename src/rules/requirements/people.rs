//! Requirements on single people and teams.

use chrono::NaiveDate;

use super::super::values::date_of;
use super::candidates::Candidates;
use super::findings::Findings;
use super::rule::{Otherwise, Who};
use crate::diagnostic::text;
use crate::domain::moment::chinese_date;

/// Everyone (or, of the members, at least so many) is born on or after a date. The date of birth is private and
/// is not repeated.
pub(super) fn born(
    who: Who,
    limit: NaiveDate,
    at_least: Option<u32>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    if who == Who::Members {
        return young_members(limit, at_least.unwrap_or(1), candidates, findings);
    }
    let day = chinese_date(limit);
    for (candidate, person) in candidates.people(who) {
        match person.birth.as_ref().and_then(date_of) {
            None => findings.lacks(candidate),
            Some(birth) if birth < limit => {
                let label = candidate.label();
                let (whose, whose_en) =
                    if who == Who::Leader { ("负责人", "the leader ") } else { ("", "") };
                let location = person.birth.as_ref().map_or(&person.location, |t| &t.location);
                findings.broken(
                    location,
                    text!("{label}：{whose}不是{day}及以后出生", "{label}: {whose_en}born before {limit}"),
                    text!(
                        "核对出生日期；确不符合的，移出名单",
                        "check the date of birth, or take the entry off the list"
                    ),
                );
            }
            Some(_) => {}
        }
    }
}

fn young_members(
    limit: NaiveDate,
    at_least: u32,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let day = chinese_date(limit);
    for candidate in &candidates.list {
        let Some(team) = candidate.team else { continue };
        let births: Vec<_> = team.members.iter().map(|m| m.birth.as_ref().and_then(date_of)).collect();
        let young = births.iter().flatten().filter(|birth| **birth >= limit).count();
        if young >= to_usize(at_least) {
            continue;
        }
        if births.iter().any(Option::is_none) {
            findings.lacks(candidate);
            continue;
        }
        let label = candidate.label();
        findings.broken(
            &candidate.name.location,
            text!(
                "{label}：{day}及以后出生的成员有{young}人，应不少于{at_least}人",
                "{label}: {young} members were born on or after {limit}; at least {at_least} are needed"
            ),
            text!("核对成员名单和出生日期", "check the members and their dates of birth"),
        );
    }
}

/// Degrees from low to high, by the words records use.
const DEGREES: [&[&str]; 4] = [&["大专", "专科"], &["本科", "学士", "大学"], &["硕士", "研究生"], &["博士"]];

fn degree(text: &str) -> Option<usize> {
    DEGREES.iter().rposition(|words| words.iter().any(|word| text.contains(word)))
}

pub(super) fn education(
    who: Who,
    at_least: &str,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let needed = degree(at_least);
    for (candidate, person) in candidates.people(who) {
        let Some(text) = &person.education else {
            findings.lacks(candidate);
            continue;
        };
        match degree(&text.value) {
            None => findings.lacks(candidate),
            Some(has) if Some(has) < needed => {
                let label = candidate.label();
                findings.broken(
                    &text.location,
                    text!(
                        "{label}：学历应为{at_least}及以上",
                        "{label}: the degree must be {at_least} or above"
                    ),
                    text!("核对学历；确不符合的，移出名单", "check it, or take the entry off the list"),
                );
            }
            Some(_) => {}
        }
    }
}

pub(super) fn years(who: Who, at_least: u32, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for (candidate, person) in candidates.people(who) {
        let Some(text) = &person.years else {
            findings.lacks(candidate);
            continue;
        };
        if text.value.trim().parse::<u32>().is_ok_and(|years| years < at_least) {
            let label = candidate.label();
            findings.broken(
                &text.location,
                text!("{label}：从业年限应满{at_least}年", "{label}: at least {at_least} years are needed"),
                text!("核对从业年限；确不符合的，移出名单", "check it, or take the entry off the list"),
            );
        }
    }
}

/// One of the titles, or what the rule allows instead. An outstanding contribution that the record does not state is
/// not known; one it denies (`无`) is none.
pub(super) fn title(
    who: Who,
    any_of: &[String],
    otherwise: Option<Otherwise>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let all = any_of.join("、");
    for (candidate, person) in candidates.people(who) {
        let served = person.years.as_ref().and_then(|t| t.value.trim().parse::<u32>().ok());
        let stated = person.dossier.as_ref().and_then(|d| d.outstanding.as_ref());
        let denied = stated.is_some_and(|text| matches!(text.value.trim(), "无" | "否" | "false"));
        let enough = match otherwise {
            Some(Otherwise::Years(needed)) => served.is_some_and(|years| years >= needed),
            Some(Otherwise::Outstanding) => stated.is_some() && !denied,
            None => false,
        };
        match &person.title {
            Some(title) if any_of.iter().any(|t| *t == title.value.trim()) => {}
            _ if enough => {}
            _ if otherwise == Some(Otherwise::Outstanding) && !denied => findings.lacks(candidate),
            None => findings.lacks(candidate),
            Some(title) => {
                let label = candidate.label();
                let shown = &title.value;
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

pub(super) fn rank_excluded(ranks: &[String], candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for candidate in &candidates.list {
        let Some(text) = &candidate.person.rank else {
            findings.lacks(candidate);
            continue;
        };
        if ranks.iter().any(|rank| text.value.contains(rank)) {
            let label = candidate.label();
            let rank = &text.value;
            findings.broken(
                &text.location,
                text!("{label}：职级“{rank}”不在推荐范围", "{label}: the rank {rank} is not recommended"),
                text!("移出名单", "take the entry off the list"),
            );
        }
    }
}

pub(super) fn members(at_least: u32, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for candidate in &candidates.list {
        let Some(team) = candidate.team else { continue };
        // The leader is one of the team.
        let size = team.members.len() + 1;
        if size < to_usize(at_least) {
            let label = candidate.label();
            findings.broken(
                &candidate.name.location,
                text!(
                    "{label}：团队含负责人共{size}人，应不少于{at_least}人",
                    "{label}: the team has {size} people with its leader; at least {at_least} are needed"
                ),
                text!("补全成员，或移出名单", "complete the members, or take the team off the list"),
            );
        }
    }
}

pub(super) fn mentors(at_least: u32, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for candidate in &candidates.list {
        let Some(team) = candidate.team else { continue };
        let count = team.mentors.len();
        if count < to_usize(at_least) {
            let label = candidate.label();
            findings.broken(
                &candidate.name.location,
                text!(
                    "{label}：指导专家有{count}人，应不少于{at_least}人",
                    "{label}: {count} mentors; at least {at_least} are needed"
                ),
                text!("补写 mentors（指导专家）", "add the mentors"),
            );
        }
    }
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
