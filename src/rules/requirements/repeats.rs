//! Requirements on who may be in only once.

use std::collections::BTreeSet;

use super::Case;
use super::candidates::{Candidate, Candidates};
use super::findings::Findings;
use super::items::dossier;
use crate::diagnostic::text;
use crate::records::Text;
use crate::records::{Decoded, NoticeRecord, RoundRecord};

/// In one round a person may be in only one of these programmes, as applicant or team leader.
pub(super) fn once(across: &[String], case: &Case<'_>, findings: &mut Findings<'_, '_>) {
    let programmes = &case.round.programmes;
    let lists: Vec<Candidates<'_>> = programmes
        .iter()
        .filter(|p| across.contains(&p.id))
        .map(|p| Candidates::of(case.records, &case.record.id, p, programmes))
        .collect();
    // Each programme of the list states the rule; what both find is reported once.
    for (i, list) in lists.iter().enumerate() {
        for other in lists[i + 1..].iter().flat_map(|later| &later.list) {
            if let Some(one) = list.same_person(other) {
                twice(one, other, findings);
            }
        }
    }
}

/// A name without the quotation marks that documents put around it or leave out.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !"“”\"《》".contains(*c)).collect()
}

/// Nobody is recommended twice in one programme, through whatever channels.
pub(super) fn one_channel(candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for other in &candidates.list {
        // Of two, the first finds the second and the second the first; once is enough.
        if let Some(one) = candidates.same_person(other).filter(|one| one.id.location < other.id.location) {
            twice(one, other, findings);
        }
    }
}

fn twice(one: &Candidate<'_>, other: &Candidate<'_>, findings: &mut Findings<'_, '_>) {
    let (name, a, b) = (&other.person.name.value, one.label(), other.label());
    findings.broken_by_two(
        other.person.name.location.clone(),
        (one.person.name.location.clone(), text!("同一人在这里", "the same person is here")),
        text!("{name}同时在 {a} 和 {b} 中", "{name} is in both {a} and {b}"),
        text!(
            "只保留一处；确是同名的两个人，核对单位和出生日期",
            "keep one; if they are two people, check units and dates of birth"
        ),
    );
}

/// An honour given elsewhere that the record states is one of those that exclude.
fn elsewhere(candidate: &Candidate<'_>, has: &[Text], honours: &[String], findings: &mut Findings<'_, '_>) {
    let excludes = |text: &&Text| honours.iter().any(|honour| plain(&text.value).contains(honour.as_str()));
    let Some(text) = has.iter().find(excludes) else { return };
    let (label, honour) = (candidate.label(), text.value.trim());
    findings.broken(
        &text.location,
        text!("{label}：已获{honour}，不再推荐", "{label}: not again after {honour}"),
        text!(
            "核对已获荣誉（honours）；确已获得的，移出名单",
            "check `honours`, or take the entry off the list"
        ),
    );
}

/// Whoever was selected in an earlier round of the programme, or has one of the honours, is not in again.
pub(super) fn not_again(
    honours: &[String],
    case: &Case<'_>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let honours: Vec<String> = honours.iter().map(|h| plain(h)).collect();
    let own: Vec<_> =
        case.context.packs.iter().filter(|p| honours.contains(&plain(&p.programme.name))).collect();
    for candidate in &candidates.list {
        match dossier(candidate).and_then(|d| d.honours.as_ref()) {
            Some(has) => elsewhere(candidate, has, &honours, findings),
            None if own.len() < honours.len() => findings.lacks(candidate),
            None => {}
        }
    }
    let published = case.round.notices.first().map(|notice| notice.published);
    for decoded in &case.records.rounds {
        let Decoded::Round(earlier) = &**decoded else { continue };
        let Some(first) = earlier.notices.first() else { continue };
        let before = crate::domain::moment::Moment::parse(&first.published.value) < published;
        if earlier.id == case.record.id || !before || !is_decided(earlier) {
            continue;
        }
        // Who lost a selection later had it once.
        let results = earlier.notices.iter().filter(|n| is_result(n));
        let out: BTreeSet<&str> = results.flat_map(|n| &n.decisions).map(|d| d.entry.value.trim()).collect();
        for pack in own.iter().filter(|p| earlier.programmes.iter().any(|t| t.value.trim() == p.programme.id))
        {
            let all: Vec<_> = case.context.programmes_of(earlier);
            let winners = Candidates::of(case.records, &earlier.id, &pack.programme, &all);
            for candidate in &candidates.list {
                if let Some(winner) = winners.same_person(candidate).filter(|w| !out.contains(&*w.id.value)) {
                    again(candidate, winner, &earlier.title.value, findings);
                }
            }
        }
    }
}

fn is_decided(round: &RoundRecord) -> bool {
    round.notices.iter().any(is_result)
}

fn is_result(notice: &NoticeRecord) -> bool {
    matches!(notice.kind.value.trim(), "result" | "结果")
}

fn again(candidate: &Candidate<'_>, winner: &Candidate<'_>, title: &str, findings: &mut Findings<'_, '_>) {
    let (name, label) = (&candidate.person.name.value, winner.label());
    findings.broken_by_two(
        candidate.person.name.location.clone(),
        (winner.person.name.location.clone(), text!("已入选的记录在这里", "the earlier record is here")),
        text!("{name}已在“{title}”入选（{label}）", "{name} was selected in {title} ({label})"),
        text!(
            "移出名单；确是同名的两个人，核对单位和出生日期",
            "take the entry off; if they are two people, check units and dates of birth"
        ),
    );
}
