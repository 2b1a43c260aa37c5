//! Requirements on the list as a whole: how many, how many a unit, what share.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::values::date_of;
use super::Case;
use super::candidates::{Candidate, Candidates};
use super::findings::Findings;
use super::rule::{Among, Measure, Share};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::entry::Standing;
use crate::domain::names::normalise;
use crate::records::ProgrammeRecord;

/// At most so many; or about so many, within a tolerance.
pub(super) fn quota(
    max: Option<u32>,
    about: Option<(u32, u32)>,
    case: &Case<'_>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let count = candidates.list.len();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let remedy = text!(
        "核对名单；名额有变的，修改项目文件并写明出处",
        "check the list; if the quota has changed, change the pack with its source"
    );
    let location = &case.record.title.location;
    let unit = if candidates.list.iter().any(|c| c.team.is_some()) { "个团队" } else { "人" };
    if let Some(max) = max.filter(|max| count > *max) {
        let message = text!("名单有{count}{unit}，名额为{max}{unit}", "{count} on the list for {max} places");
        findings.broken(location, message, remedy);
    } else if let Some((about, tolerance)) =
        about.filter(|(about, tolerance)| about.abs_diff(count) > *tolerance)
    {
        let message = text!(
            "名单有{count}{unit}，应为{about}{unit}左右（浮动{tolerance}{unit}以内）",
            "{count} on the list; it should be about {about}, give or take {tolerance}"
        );
        findings.broken(location, message, remedy);
    }
}

/// At least so many of the list have a fact.
pub(super) fn at_least(
    fact: &str,
    count: u32,
    case: &Case<'_>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    if fact != "grassroots" {
        return findings.lacking(&candidates.list);
    }
    let answers: Vec<Option<bool>> = candidates.list.iter().map(grassroots).collect();
    let yes = answers.iter().filter(|a| **a == Some(true)).count();
    if u32::try_from(yes).unwrap_or(u32::MAX) >= count {
        return;
    }
    let unknown = || candidates.list.iter().filter(|c| grassroots(c).is_none());
    match unknown().count() {
        0 => findings.broken(
            &case.record.title.location,
            text!(
                "基层一线或艰苦岗位人员有{yes}人，应不少于{count}人",
                "{yes} are at the grass roots; at least {count} are needed"
            ),
            text!("核对 grassroots（基层一线）", "check `grassroots` of the records"),
        ),
        _ => findings.lacking(unknown()),
    }
}

fn grassroots(candidate: &Candidate<'_>) -> Option<bool> {
    let text = candidate.person.grassroots.as_ref()?;
    Some(matches!(text.value.trim(), "true" | "是"))
}

/// A share of the list. Where someone's fact is missing the share is not known, and is not guessed.
pub(super) fn share(
    share: &Share,
    case: &Case<'_>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let counts = |candidate: &Candidate<'_>| match &share.of {
        Measure::BornOnOrAfter(limit) => Some(candidate.person.birth.as_ref().and_then(date_of)? >= *limit),
        Measure::Rank(rank) => Some(candidate.person.rank.as_ref()?.value.contains(rank.as_str())),
    };
    let left_out = match share.among {
        Some(Among::Selected) => left_out(case),
        Some(Among::Recommended) | None => BTreeSet::new(),
    };
    let list = || candidates.list.iter().filter(|c| !left_out.contains(&*c.id.value));
    let answers: Vec<Option<bool>> = list().map(counts).collect();
    let unknown = answers.iter().filter(|a| a.is_none()).count();
    if unknown > 0 || answers.is_empty() {
        return findings.lacking(list().filter(|c| counts(c).is_none()));
    }
    let (yes, all) = (answers.iter().filter(|a| **a == Some(true)).count(), answers.len());
    let (of, of_en) = match &share.of {
        Measure::BornOnOrAfter(limit) => {
            (format!("{limit}及以后出生的"), format!("born on or after {limit}"))
        }
        Measure::Rank(rank) => (format!("{rank}人选"), format!("of rank {rank}")),
    };
    let percent = |limit: u32| all * usize::try_from(limit).unwrap_or(usize::MAX);
    let (low, high) = (
        share.at_least.filter(|limit| yes * 100 < percent(*limit)),
        share.at_most.filter(|limit| yes * 100 > percent(*limit)),
    );
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
    findings.broken(&case.record.title.location, message, remedy);
}

/// The entries that a notice has decided against by now.
fn left_out<'c>(case: &Case<'c>) -> BTreeSet<&'c str> {
    let out = case.round.entries.iter().filter(|entry| matches!(entry.standing, Standing::Out(_)));
    out.map(|entry| &*entry.id).collect()
}

/// At most so many a unit.
pub(super) fn per_unit(max: u32, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    let mut units: BTreeMap<Cow<'_, str>, Vec<&Candidate<'_>>> = BTreeMap::new();
    for candidate in &candidates.list {
        units.entry(candidate.selected_from()).or_default().push(candidate);
    }
    for list in units.values().filter(|list| list.len() > usize::try_from(max).unwrap_or(usize::MAX)) {
        let [first, .., last] = list.as_slice() else { continue };
        let (unit, count) = (&last.unit.value, list.len());
        let names = list.iter().map(|c| c.label()).collect::<Vec<_>>().join("、");
        findings.broken_by_two(
            last.unit.location.clone(),
            (first.unit.location.clone(), text!("这里是另一条", "another one is here")),
            text!(
                "{unit}有{count}个（{names}），每个单位不超过{max}个",
                "{unit} has {count} ({names}); at most {max} a unit"
            ),
            text!("核对单位；确实超出的，只保留{max}个", "check the unit; keep {max}"),
        );
    }
}

/// At most so many a recommending unit, by the caps of its channel.
pub(super) fn channels(record: &ProgrammeRecord, candidates: &Candidates<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = &record.channels else { return };
    let document = list.source.as_ref().and_then(|source| {
        let document = record.documents.iter().find(|d| d.id.value == source.document.value)?;
        Some(format!("《{}》{}", document.title.value, source.article.value))
    });
    let citation = document.unwrap_or_default();
    for channel in &list.list {
        let Some(max) = channel.max.as_ref().and_then(|t| t.value.trim().parse::<usize>().ok()) else {
            continue;
        };
        let is_of = |c: &&Candidate<'_>| {
            let typed = c.entry.channel.as_ref().map(|t| t.value.trim());
            typed == Some(&channel.id.value) || typed == Some(&channel.name.value)
        };
        let mut recommenders: BTreeMap<Cow<'_, str>, Vec<&Candidate<'_>>> = BTreeMap::new();
        for candidate in candidates.list.iter().filter(is_of) {
            recommenders.entry(normalise(&candidate.entry.recommender.value)).or_default().push(candidate);
        }
        for list in recommenders.values().filter(|list| list.len() > max) {
            let [.., last] = list.as_slice() else { continue };
            let (name, count) = (&last.entry.recommender.value, list.len());
            let (channel, people) =
                (&channel.name.value, list.iter().map(|c| c.label()).collect::<Vec<_>>().join("、"));
            out.push(error!(last.entry.recommender.location.clone(), "rule-broken",
                "{name}推荐了{count}个（{people}），{channel}渠道每家不超过{max}个",
                "{name} recommends {count} ({people}); at most {max} through this channel";
                help: "依据{citation}。核对推荐单位和推荐渠道", "by {citation}. Check recommender and channel"
            ));
        }
    }
}
