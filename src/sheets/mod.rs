//! Tables of offices → records: a workbook read whatever program wrote it, its columns known by their usual headings, its
//! rows made into entries and merged into a round's files. Everything here is pure: bytes and a snapshot in, new texts of
//! files and what is wrong out; `publish` writes them.
//!
//! In the order of the data: `read` (with `ooxml`, `odf`, `csv`) → `workbook`; `headings` and `columns` find the table,
//! `rows` its people; `reader`, `values`, `dates`, then `engineers` and `teams` → `draft`; `existing`, `compare`, `edit`,
//! `merge` bring drafts into files; `template` and `annotate` make workbooks; `origins` keeps where each value comes from, `locate` finds it again.

mod annotate;
mod check;
mod choose;
mod columns;
mod compare;
mod csv;
mod dates;
mod draft;
mod edit;
mod engineers;
mod existing;
mod headings;
mod ids;
mod import;
mod locate;
mod matching;
mod merge;
mod odf;
mod ooxml;
mod options;
mod origins;
mod read;
mod reader;
mod rows;
mod teams;
mod template;
mod values;
mod workbook;
mod written;

pub use annotate::annotate;
pub use headings::target_named;
pub use import::{Import, Mapping, Request, Use, Write, import};
pub use locate::Locator;
pub use merge::{Named, Report};
pub use options::{Doubtful, Mapped, Options, Prefer};
pub use template::{Template, template};
