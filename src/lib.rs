//! `gongshi`: YAML records of selected engineers and teams → Markdown profiles and a 公示 notice → a static site
//! whose every date, list and word can be checked.
//!
//! The modules below stand in the order the data flows. A room imports only rooms before it and [`diagnostic`];
//! `tests/it/architecture` holds it to that. See ARCHITECTURE.md for the map.

pub mod diagnostic;
// 1. facts and arithmetic
pub mod domain;
// 2. disk and clock → snapshot
pub mod world;
// 3. snapshot → records
pub mod records;
// 4. what may not go out
pub mod gate;
// 5. records → register
pub mod rules;
// 6. tables of offices → records
pub mod sheets;
// 7. register → models
pub mod pages;
// 8. model and theme → bytes
pub mod render;
// 9. the table of routes
pub mod site;
// 10. what was printed, against what would be now
pub mod archive;
// 11. a round → the office's papers
pub mod papers;
// 12. routes → disk
pub mod publish;
// 13. routes → HTTP
pub mod preview;
// 14. the stages put together
pub mod compile;
// 15. what people type and see
pub mod cli;
