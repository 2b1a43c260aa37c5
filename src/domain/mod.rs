//! The facts and the arithmetic of a 公示: dates, periods, programmes, people, rounds, notices. Pure.
//!
//! The types here hold only what may be published. What is private ends in `rules`.

pub mod approval;
pub mod calendar;
pub mod chain;
pub mod column;
pub mod correctable;
pub mod count;
pub mod course;
pub mod digest;
pub mod due;
pub mod entry;
pub mod grouping;
pub mod ledger;
pub mod moment;
pub mod named;
pub mod names;
pub mod notice;
pub mod objections;
pub mod office;
pub mod period;
pub mod photo;
pub mod printed;
pub mod printed_entry;
pub mod programme;
pub mod register;
pub mod remaining;
pub mod round;
pub mod signing;
pub mod strike;
