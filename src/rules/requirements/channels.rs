//! The caps of a pack's recommendation channels: so many through a channel from one recommending unit. They stand with
//! the channels, not among the rules.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::candidates::{Candidate, Candidates, labels};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::names::same_name_key;
use crate::records::ProgrammeRecord;

/// Reports recommending units that have put forward more than a channel allows.
pub(super) fn check(record: &ProgrammeRecord, candidates: &Candidates<'_>, out: &mut Vec<Diagnostic>) {
    let Some(channels) = &record.channels else { return };
    let citation = channels.source.as_ref().and_then(|source| {
        let document = record.documents.iter().find(|d| d.id.value == source.document.value)?;
        Some(format!("《{}》{}", document.title.value, source.article.value))
    });
    let citation = citation.unwrap_or_default();
    for channel in &channels.list {
        let Some(max) = channel.max.as_ref().and_then(|max| usize::try_from(max.value).ok()) else {
            continue;
        };
        let is_of = |c: &&Candidate<'_>| {
            let typed = c.entry.channel.as_ref().map(|t| t.value.trim());
            typed == Some(&channel.id.value) || typed == Some(&channel.name.value)
        };
        let mut recommenders: BTreeMap<Cow<'_, str>, Vec<&Candidate<'_>>> = BTreeMap::new();
        for candidate in candidates.list.iter().filter(is_of) {
            recommenders
                .entry(same_name_key(&candidate.entry.recommender.value))
                .or_default()
                .push(candidate);
        }
        for list in recommenders.values().filter(|list| list.len() > max) {
            let [.., last] = list.as_slice() else { continue };
            let (recommender, name) = (&last.entry.recommender, &channel.name.value);
            let (unit, count, people) = (&recommender.value, list.len(), labels(list));
            out.push(error!(recommender, "rule-broken",
                "{unit}推荐了{count}个（{people}），{name}渠道每家不超过{max}个",
                "{unit} recommends {count} ({people}); at most {max} through this channel";
                help: "依据{citation}。核对推荐单位和推荐渠道",
                "by {citation}. Check recommender and channel"
            ));
        }
    }
}
