//! The office's papers of a round, as Word documents to print, fill in and sign. They state what the records state; what
//! nobody stated is a blank. Each paper is a file here and a row in [`PAPERS`].

mod approval;
mod blanks;
mod objection;
mod referral;
mod statement;
mod unit;

use crate::domain::round::Round;
use crate::pages::Context;
use crate::render;

pub use statement::{Asked, statement, statement_to};

/// A paper.
pub struct Paper {
    /// What it is called; the name of its file.
    pub name: &'static str,
    /// Its text, as Markdown.
    text: fn(Context<'_>, &Round) -> String,
}

/// The papers, in the order in which a round needs them.
pub const PAPERS: &[Paper] = &[
    Paper { name: "所在单位公示", text: unit::text },
    Paper { name: "审批单", text: approval::text },
    Paper { name: "异议书（个人）", text: objection::of_person },
    Paper { name: "异议书（单位）", text: objection::of_unit },
    Paper { name: "核查转办函", text: referral::text },
    Paper { name: "公示情况说明", text: statement },
];

impl Paper {
    /// The paper of a round as a Word document: the same for the same records and moment, without an author.
    pub fn word(&self, context: Context<'_>, round: &Round) -> Vec<u8> {
        render::word(&format!("{}{}", round.title, self.name), &(self.text)(context, round))
    }
}
