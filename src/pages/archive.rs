//! `/archive.html`: all rounds, by year.

use serde::Serialize;

use super::parts::{self, RoundView};
use super::{Head, template};
use crate::domain::register::Register;

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
pub fn archive(register: &Register) -> ArchivePage {
    let page = Head {
        title: "历次公示".to_owned(),
        description: "按年度排列的历次公示、名单和公告。".to_owned(),
        ..Head::new(register, "archive.html", "archive", "公示公告")
    };
    ArchivePage { page, years: years(register) }
}

/// The public rounds by year, newest first.
pub(super) fn years(register: &Register) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for round in register.public_rounds() {
        let shown = parts::round(register, round);
        match years.iter_mut().find(|year| year.year == round.year) {
            Some(year) => year.rounds.push(shown),
            None => years.push(Year { year: round.year.clone(), rounds: vec![shown] }),
        }
    }
    years
}
