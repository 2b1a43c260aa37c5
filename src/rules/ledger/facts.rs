//! The facts of an entry against those published: each that differs needs a correction that says so.

use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::column::ListColumn;
use crate::domain::ledger::PublishedEntry;
use crate::domain::notice::{Change, Correctable};
use crate::domain::printed::Archived;
use crate::domain::printed_entry::{PrintedEntry, SaidOtherwise};
use crate::domain::round::Round;
use crate::records::value::Word;

/// An entry as the ledger has it and as it would be published now.
pub(super) struct Told<'a> {
    pub(super) id: &'a str,
    pub(super) before: &'a PublishedEntry,
    pub(super) stated: &'a PublishedEntry,
    pub(super) round: &'a Round,
    /// The notice that listed it, where it is archived.
    pub(super) printed: Option<&'a Archived>,
}

/// Reports every fact that differs from what was published and that no correction tells.
pub(super) fn check(told: &Told<'_>, location: &Location, out: &mut Vec<Diagnostic>) {
    let Told { id, before, stated, round, .. } = told;
    // Facts that an earlier version did not write down are not compared.
    for ((field, was), (_, is)) in before.facts.each().into_iter().zip(stated.facts.each()) {
        let corrected = || round.changes(|_| true).any(|change| change.entry == *id && change.field == field);
        if was != is && !corrected() {
            out.push(told.changed(field, (was, is), location));
        }
    }
    check_columns(told, location, out);
}

/// What was published in a column that the round declares, and stands there otherwise now. What the ledger does not have
/// the archive tells: the notice had no such column.
fn check_columns(told: &Told<'_>, location: &Location, out: &mut Vec<Diagnostic>) {
    let Told { id, before, stated, round, .. } = told;
    for (key, was) in &before.facts.columns {
        let is = stated.facts.columns.get(key).map(String::as_str).unwrap_or_default();
        let is_this = |change: &Change| change.entry == *id && change.column.as_deref() == Some(key.as_str());
        if was == is || round.changes(|_| true).any(is_this) {
            continue;
        }
        let heading = round.columns.iter().find_map(|column| match column {
            ListColumn::Own(own) if *own.key == **key => Some(own.heading.to_string()),
            _ => None,
        });
        let what = heading.unwrap_or_else(|| key.clone());
        out.push(error!(location.clone(), "published-fact-changed",
            "{id} 已公布的{what}是“{was}”，现在是“{is}”", "the published {what} of {id} was `{was}` and is now `{is}`";
            help: "改回原来的内容；确需更正的，在 round.yaml 里加一份更正公告（correction），写 field: column、column: {key}",
            "change it back; to correct it, add a correction notice to round.yaml with field: column, column: {key}"
        ));
    }
}

impl Told<'_> {
    fn changed(&self, field: Correctable, (was, is): (&str, &str), location: &Location) -> Diagnostic {
        let id = self.id;
        let what = match field {
            // A team has a name too.
            Correctable::Name => "姓名（名称）",
            _ => Word::name(field).1,
        };
        let name = field.name();
        let changed = match (field, self.said(field)) {
            // The ledger has only a digest of these.
            (Correctable::Summary | Correctable::Members | Correctable::Mentors, said) => {
                let at = location.clone();
                let of = said.map(|said| shown(&said)).unwrap_or_default();
                let what = if field == Correctable::Summary { "简介或成果" } else { what };
                let name = if field == Correctable::Summary { "text" } else { name };
                error!(
                    at,
                    "published-fact-changed",
                    "{id} 已公布的{what}被改动{of}",
                    "the published {name} of {id} changed{of}"
                )
            }
            _ => error!(
                location.clone(),
                "published-fact-changed",
                "{id} 已公布的{what}是“{was}”，现在是“{is}”",
                "the published {name} of {id} was `{was}` and is now `{is}`"
            ),
        };
        changed.help(self.remedy())
    }

    /// What was said, by the archive.
    fn said(&self, field: Correctable) -> Option<SaidOtherwise> {
        let entry = self.round.entry(self.id)?;
        let was = self.printed?.facts.entries.iter().find(|printed| printed.page == *entry.href)?;
        let differs = was.differences(&PrintedEntry::from_entry(entry));
        differs.into_iter().find(|said| said.field == field)
    }

    fn remedy(&self) -> String {
        match self.printed {
            Some(printed) => {
                let file = &printed.file;
                text!(
                    "改回已公布的内容（存档 {file}）；确需更正的，在 round.yaml 里加一份更正公告（correction）",
                    "change it back to what was printed ({file}); to correct it, add a correction notice to round.yaml"
                )
            }
            None => text!(
                "改回原来的内容；确需更正的，在 round.yaml 里加一份更正公告（correction）",
                "change it back; to correct it, add a correction notice to round.yaml"
            ),
        }
    }
}

/// The first words that differ, before and after.
fn shown(said: &SaidOtherwise) -> String {
    const MOST: usize = 40;
    let same = said.was.chars().zip(said.is.chars()).take_while(|(a, b)| a == b).count();
    // A few words before it tell the place.
    let part = |text: &str| {
        let from = same.saturating_sub(8);
        let part: String = text.chars().skip(from).take(MOST).collect();
        let (before, after) = (if from > 0 { "…" } else { "" }, text.chars().count() > from + MOST);
        format!("{before}{part}{}", if after { "…" } else { "" })
    };
    let (was, is) = (part(&said.was), part(&said.is));
    text!("：原来是“{was}”，现在是“{is}”", ": was `{was}`, is now `{is}`")
}
