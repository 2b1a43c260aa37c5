//! What is remembered changes nothing, and work and memory grow with the number of people, not faster.

mod slow;
