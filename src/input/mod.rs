//! The only room that reads the disk and the clock: files → [`Snapshot`] → [`Records`].
//!
//! After this room nothing asks the world again; the date is part of the snapshot.

pub mod choice;
pub mod clock;
pub mod decode;
pub mod disk;
pub mod limits;
pub mod photo;
pub mod records;
pub(crate) mod skim;
mod slip;
pub mod snapshot;
pub mod stretch;
pub mod text;
pub mod yaml;

pub use records::Records;
pub use snapshot::{Snapshot, SourceFile};
