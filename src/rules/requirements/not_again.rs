//! 不再推荐: whoever was selected in an earlier round of the programme, or has one of some honours, is not in again.

use std::collections::BTreeSet;

use super::candidates::{Candidate, Candidates};
use super::findings::{Broken, Findings};
use super::honours::{Honour, plain};
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use super::{Pack, Scope, programmes_of};
use crate::diagnostic::text;
use crate::records::{NoticeRecord, RoundRecord, Text};

const HONOURS: Named = (("honours", "荣誉"), "荣誉或项目名称");
const PROVINCE: Named = (("province", "省份"), "荣誉以“省”“自治区”“市”开头的，指哪里的");

rule! {
    /// Nobody has one of these honours; the name of a programme is one.
    NotAgain("not-again", "不再推荐") {
        honours: Vec<String> = HONOURS,
        province: Option<String> = PROVINCE,
    }
}

pub(super) const KIND: Kind = Kind::new::<NotAgain>();

impl Requirement for NotAgain {
    fn statement(&self) -> String {
        let honours = self.honours.join("、");
        match &self.province {
            None => text!("已获{honours}的不再推荐", "not again after {honours}"),
            Some(place) => {
                text!("已获{honours}的不再推荐（{place}）", "not again after {honours} ({place})")
            }
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let names: Vec<String> = self.honours.iter().map(|h| plain(h)).collect();
        let honours: Vec<Honour> =
            self.honours.iter().map(|h| Honour::of(h, self.province.as_deref())).collect();
        let packs = scope.case.packs.iter();
        let own: Vec<&Pack<'_>> = packs.filter(|p| names.contains(&plain(&p.programme.name))).collect();
        for candidate in &scope.candidates.list {
            match candidate.dossier().and_then(|d| d.honours.given()) {
                Some(has) => check_honours(candidate, has, &honours, findings),
                None if own.len() < honours.len() => findings.lacks(candidate),
                None => {}
            }
        }
        check_earlier(&own, scope, findings);
    }
}

/// An honour given elsewhere that the record states is one of those that exclude.
fn check_honours(candidate: &Candidate<'_>, has: &[Text], honours: &[Honour], findings: &mut Findings<'_>) {
    let excludes = |text: &&Text| honours.iter().any(|honour| honour.is_in(&text.value));
    let Some(text) = has.iter().find(excludes) else { return };
    let (label, honour) = (candidate.label(), text.value.trim());
    findings.broken(
        candidate,
        &text.location,
        text!("{label}：已获{honour}，不再推荐", "{label}: not again after {honour}"),
        text!(
            "核对已获荣誉（honours）；确已获得的，移出名单",
            "check `honours`, or take the entry off the list"
        ),
    );
}

/// Whoever was selected in an earlier round of one of these programmes.
fn check_earlier(own: &[&Pack<'_>], scope: &Scope<'_>, findings: &mut Findings<'_>) {
    let case = scope.case;
    let published = case.round.notices.first().map(|notice| notice.published);
    for earlier in &case.records.rounds {
        let Some(first) = earlier.notices.first() else { continue };
        let before = first.published.as_ref().map(|moment| moment.value) < published;
        if earlier.id == case.record.id || !before || !earlier.notices.iter().any(is_result) {
            continue;
        }
        // Who lost a selection later had it once.
        let results = earlier.notices.iter().filter(|n| is_result(n));
        let out: BTreeSet<&str> = results.flat_map(|n| &n.decisions).map(|d| d.entry.value.trim()).collect();
        let is_of =
            |pack: &&&Pack<'_>| earlier.programmes.iter().any(|t| t.value.trim() == pack.programme.id);
        for pack in own.iter().filter(is_of) {
            let all = programmes_of(case.packs, earlier);
            let winners = Candidates::of(case.records, &earlier.id, &pack.programme, &all);
            for candidate in &scope.candidates.list {
                if let Some(winner) = winners.same_person(candidate).filter(|w| !out.contains(&*w.id.value)) {
                    report(candidate, winner, earlier, findings);
                }
            }
        }
    }
}

fn is_result(notice: &NoticeRecord) -> bool {
    matches!(notice.kind.value.trim(), "result" | "结果")
}

fn report(
    candidate: &Candidate<'_>,
    winner: &Candidate<'_>,
    earlier: &RoundRecord,
    findings: &mut Findings<'_>,
) {
    let (name, title, label) = (&candidate.person.name.value, &earlier.title.value, winner.label());
    let broken = Broken {
        location: candidate.person.name.location.clone(),
        other: Some((
            winner.person.name.location.clone(),
            text!("已入选的记录在这里", "the earlier record is here"),
        )),
        message: text!("{name}已在“{title}”入选（{label}）", "{name} was selected in {title} ({label})"),
        remedy: text!(
            "移出名单；确是同名的两个人，核对单位和出生日期",
            "take the entry off; if they are two people, check units and dates of birth"
        ),
    };
    findings.broken_by(&[candidate], broken);
}
