//! `/archive.html`: all rounds, by year.

use serde::Serialize;

use super::parts::{self, RoundView};
use super::{Context, Head, template};

/// The page of all rounds.
#[derive(Debug, Serialize)]
pub struct ArchivePage {
    page: Head,
    years: Vec<Year>,
}

/// A year of the archive.
#[derive(Debug, Serialize)]
pub(super) struct Year {
    year: String,
    rounds: Vec<RoundView>,
}

template!(ArchivePage, "archive.html");

/// The page of all rounds of which something is public.
pub fn archive(context: Context<'_>) -> ArchivePage {
    let terms = context.terms;
    let page = Head {
        title: terms.archive.title().to_string(),
        description: terms.archive.description().to_string(),
        ..Head::new(context, "archive.html", "archive", terms.columns.notices())
    };
    ArchivePage { page, years: years(context) }
}

/// The public rounds by year, newest first.
pub(super) fn years(context: Context<'_>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for round in context.register.public_rounds() {
        let shown = parts::round(context, round);
        match years.iter_mut().find(|year| year.year == round.year) {
            Some(year) => year.rounds.push(shown),
            None => years.push(Year { year: round.year.clone(), rounds: vec![shown] }),
        }
    }
    years
}
