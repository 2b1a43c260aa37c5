//! The only room that reads the disk and the clock: files → [`Snapshot`].
//!
//! After this room nothing asks the world again; the date is part of the snapshot.

pub mod clock;
pub mod disk;
pub mod jpeg;
pub mod limits;
pub mod photo;
pub mod snapshot;
pub mod text;

pub use snapshot::{Snapshot, SourceFile};
