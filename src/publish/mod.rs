//! The only room that writes: a site → its folder, as one step or not at all.

mod access;
mod archived;
mod bag;
mod bag_verify;
mod build;
mod cache;
mod compress;
pub mod content;
mod edition;
mod folder;
pub mod generated;
mod kept;
mod known;
mod ledger;
mod lock;
mod mounted;
mod names;
mod output;
mod recorded;
pub mod scaffold;
mod signature;
mod staging;
mod swap;
mod sync;
mod undo;
mod unpacked;
mod verify;
mod write;

pub use bag::{Bag, BagFile};
pub use bag_verify::{LEDGER, SITE, VerifiedBag, verify_bag};
pub use build::{Built, Options, Ready, entries, prepare};
pub use cache::{Inputs, Key, Remembered};

pub use edition::{Edition, FileEntry, NoEdition, Whose, is_digest};
pub use folder::write_new;
pub use known::{Doubt, Known, Recorded};
pub use ledger::{Appending, Entry as LedgerEntry, Pending, Said, recover as recover_ledger};
pub use output::{Claim, Output};
pub use recorded::{is_pending, recorded, strays};
pub use signature::{Signature, has_keygen};
pub use undo::{Change, EarlierEdition};
pub use verify::{Difference, Verified, verify};
