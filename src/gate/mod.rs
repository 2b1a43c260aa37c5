//! What must never be published, found in texts and in files that are about to go out: identity numbers, telephones, bank
//! cards, passports, passwords, dates of birth, homes, addresses of machines, what Word leaves behind (the 2025 Beijing call
//! itself published several of these), and texts that the records keep private.
//!
//! A text is put in its normal form (`normal/`), candidates are found in it, and each is judged by what stands around it
//! (`judge`). Labels and units are tables in `words/`: one more label is one more word there. Files that go out are first gone
//! over as bytes (`prefilter`): most have nothing to judge.

mod beside;
mod births;
mod births_without_year;
mod check_digits;
mod context;
mod dates;
mod debris;
mod documents;
mod finding;
mod guard;
mod homes;
mod judge;
mod kinds;
mod labels;
mod mail;
mod masks;
mod normal;
mod numbers;
mod output;
mod passwords;
mod plates;
mod prefilter;
mod rows;
mod setting;
mod tables;
mod text;
mod units;
mod values;

pub use documents::authors;
pub use finding::{Finding, Found, Verdict};
pub use guard::{Guard, Kept};
pub use output::{check, check_text};
pub use text::{Own, judge_entry, judge_mailbox, judge_text, masked, scan};
