//! What is remembered changes nothing, and work and memory grow with the number of people, not faster.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used)]

mod common;

#[path = "growth/cast.rs"]
mod cast;

#[path = "growth/stretches.rs"]
mod stretches;

#[path = "growth/taken_over.rs"]
mod taken_over;

#[path = "growth/warm.rs"]
mod warm;

#[cfg(target_os = "linux")]
#[path = "growth/cost.rs"]
mod cost;
