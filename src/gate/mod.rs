//! What must never be published, found in texts and in files that are about to go out: ID numbers, mobile numbers, bank
//! cards, passwords, dates of birth, addresses of machines, what Word leaves behind (the 2025 Beijing call itself
//! published several of these), and texts that the records keep private.
//!
//! Bytes are gone over a few times, each time for what is rare in them: digits, a few words, the private texts. Only
//! where one of these stands is anything read.

mod beside;
mod check_digits;
mod dates;
mod digits;
mod finding;
mod groups;
mod guard;
mod numbers;
mod output;
mod text;
mod words;

pub use finding::Finding;
pub use guard::Guard;
pub use output::{check, check_text};
pub use text::{masked, scan, scan_all, scan_record};
