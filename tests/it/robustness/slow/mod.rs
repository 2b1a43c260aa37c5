//! What takes seconds: `scripts/test --fast` leaves it out.

mod characters;
mod kill;
mod large;
mod same_bytes;
