//! A rule of a pack, understood: what it requires, how much it weighs, where it stands.

use std::mem::discriminant;

use chrono::NaiveDate;

use crate::diagnostic::{Location, Severity};
use crate::domain::period::Unit;

/// A rule of a pack.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Rule {
    /// What it requires.
    pub(super) requirement: Requirement,
    /// The kind's canonical name, such as `quota`.
    pub(super) kind: String,
    /// The kind as typed in the pack, `quota` or `名额`.
    pub(super) typed: String,
    /// Whether breaking it stops publication.
    pub(super) severity: Severity,
    /// 《关于开展…的通知》二（二）
    pub(super) citation: String,
    /// A remark of the pack.
    pub(super) note: Option<String>,
    /// Where it stands in the pack, or in the round.
    pub(super) location: Location,
    /// Whether it is a round's own.
    pub(super) own: bool,
}

/// Whom a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Who {
    Applicant,
    Leader,
    Members,
}

/// What a rule requires.
#[derive(Clone, Debug)]
pub(super) enum Requirement {
    Quota {
        max: Option<u32>,
        about: Option<(u32, u32)>,
    },
    AtLeast {
        fact: String,
        count: u32,
    },
    Share(Share),
    PerUnit {
        max: u32,
    },
    RankExcluded {
        ranks: Vec<String>,
    },
    Born {
        who: Who,
        on_or_after: NaiveDate,
        at_least: Option<u32>,
    },
    Education {
        who: Who,
        at_least: String,
    },
    Years {
        who: Who,
        at_least: u32,
    },
    /// One of these titles, or what may stand in for one.
    Title {
        who: Who,
        any_of: Vec<String>,
        otherwise: Option<Otherwise>,
    },
    Members {
        at_least: u32,
    },
    Mentors {
        at_least: u32,
    },
    Text {
        key: String,
        max: u32,
    },
    Achievements {
        max: u32,
        kinds: Vec<String>,
    },
    Once {
        across: Vec<String>,
    },
    OneChannel,
    NotAgain {
        honours: Vec<String>,
    },
    Publicity {
        days: u32,
        unit: Option<Unit>,
    },
    /// Stated with its source, for people to read; nothing to compute.
    Stated,
    /// Lists of the application form: so many items, and between the lines of a history at most so many months.
    Items {
        key: String,
        max: u32,
        gap: Option<u32>,
    },
    AwardsStated {
        wording: String,
    },
    Photo {
        width: u32,
        height: u32,
    },
}

/// What may stand in for a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Otherwise {
    /// So many years of engineering.
    Years(u32),
    /// 突出贡献, which reviewers acknowledge and the record states.
    Outstanding,
}

/// A share of the list, in per cent.
#[derive(Clone, Debug)]
pub(super) struct Share {
    pub(super) of: Measure,
    pub(super) among: Option<Among>,
    pub(super) at_least: Option<u32>,
    pub(super) at_most: Option<u32>,
}

/// Whom a share is counted among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Among {
    /// Everyone with a record, whatever was decided.
    Recommended,
    /// Those whom no decision has left out.
    Selected,
}

#[derive(Clone, Debug)]
pub(super) enum Measure {
    BornOnOrAfter(NaiveDate),
    Rank(String),
}

impl Requirement {
    /// Whether another states the same matter, of the same people or text: then the round's takes its place.
    pub(super) fn is_of_same_matter(&self, other: &Requirement) -> bool {
        let about = |r: &Requirement| match r {
            Requirement::Born { who, .. }
            | Requirement::Education { who, .. }
            | Requirement::Years { who, .. }
            | Requirement::Title { who, .. } => Some(*who),
            _ => None,
        };
        let text = |r: &Requirement| match r {
            Requirement::Text { key, .. } | Requirement::Items { key, .. } => Some(key.clone()),
            Requirement::AtLeast { fact, .. } => Some(fact.clone()),
            _ => None,
        };
        discriminant(self) == discriminant(other) && about(self) == about(other) && text(self) == text(other)
    }
}
