//! What takes its time: edits of chance.

mod edits;
