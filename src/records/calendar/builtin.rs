//! The years built into the program, one file each.

use std::sync::Arc;

use super::{CalendarRecord, year};
use crate::domain::calendar::{WorkCalendar, Year};
use crate::records::decode::Decoder;
use crate::records::record::Record;
use crate::records::yaml;

macro_rules! years {
    ($($year:literal)*) => { &[$(($year, include_str!(concat!("years/", $year, ".yaml")))),*] };
}

/// Stem and text of every file in `years/`.
const FILES: &[(&str, &str)] = years![
    "2007" "2008" "2009" "2010" "2011" "2012" "2013" "2014" "2015" "2016"
    "2017" "2018" "2019" "2020" "2021" "2022" "2023" "2024" "2025" "2026"
];

/// The calendar of the built-in years. A file that did not read would be missed by the tests of every built-in day, so
/// here it is left out rather than guessed at: its dates count as not announced.
pub fn builtin() -> WorkCalendar {
    WorkCalendar::new(FILES.iter().filter_map(|(stem, text)| builtin_year(stem, text)))
}

fn builtin_year(stem: &str, text: &str) -> Option<Year> {
    let file: Arc<str> = format!("{stem}.yaml").into();
    let node = yaml::parse(&file, text).ok()?;
    let mut decoder = Decoder::new(&file);
    decoder.stem = stem.to_owned();
    let record = CalendarRecord::decode_record(&mut decoder, node)?;
    year(&record).ok()
}
