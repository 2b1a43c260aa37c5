//! The tests of the whole program, most of them by running it: one folder or file a subject, what they share in
//! `support`.

// Helpers of tests panic as tests do; clippy.toml excuses only the functions marked #[test].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod approval;
mod architecture;
mod auditor;
mod bag;
mod calendar;
mod doctor;
mod export;
mod fuzzing;
mod import;
mod ledger;
mod licences;
mod manual;
mod messages;
mod names;
mod notices;
mod papers;
mod period;
mod photos;
mod preview;
mod privacy;
mod published;
mod records;
mod robustness;
mod rules;
mod safety;
mod scaling;
mod schemas;
mod site;
mod text;
mod theme;
