//! `gongshi`: YAML records of selected engineers and teams → Markdown profiles and a 公示 notice → a static site
//! whose every date, list and word can be checked.
//!
//! The modules below stand in the order the data flows. A room imports only rooms before it and [`diagnostic`];
//! `tests/laws.rs` holds it to that. See ARCHITECTURE.md for the map.

pub mod diagnostic;
// 1. files → records
pub mod input;
// 2. facts and arithmetic
pub mod domain;
// 3. records → register
pub mod rules;
// 4. register → Markdown
pub mod pages;
// 5. pages and theme → routes
pub mod site;
// 6. routes → disk
pub mod publish;
// 7. routes → HTTP
pub mod preview;
// 8. the stages put together
pub mod compile;
// 9. what people type and see
pub mod cli;
