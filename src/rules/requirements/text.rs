//! 字数: how long a text may be, counted as forms count it (see [`count_characters`]).

use super::candidates::Candidate;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{KEY, MAX, Word, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;
use crate::domain::count::count_characters;
use crate::records::Text;
use crate::records::table::Key;

rule! {
    /// No longer, as Word counts.
    Length("text", "字数") {
        key: Measured = KEY,
        max: u32 = MAX,
    }
}

pub(super) const KIND: Kind = Kind::new::<Length>();

/// A text of a record, by its key there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Measured {
    Summary,
    Contribution,
    Main,
}

impl Word for Measured {
    const WORDS: &'static [(Key, Self)] = &[
        (("summary", "简介"), Measured::Summary),
        (("contribution", "本人贡献"), Measured::Contribution),
        (("main", "主要成就"), Measured::Main),
    ];
}

impl Measured {
    /// The texts of a candidate; `None` where a form's are not recorded.
    fn of<'r>(self, candidate: &Candidate<'r>) -> Option<Vec<&'r Text>> {
        let entry = candidate.entry;
        match self {
            Measured::Summary => Some(entry.summary.iter().collect()),
            Measured::Contribution => {
                Some(entry.achievements.iter().filter_map(|a| a.contribution.as_ref()).collect())
            }
            Measured::Main => candidate.dossier()?.main.as_ref().map(|main| vec![main]),
        }
    }
}

impl Requirement for Length {
    fn statement(&self) -> String {
        let ((key, name), max) = (self.key.name(), self.max);
        text!("{name}不超过{max}字", "{key}: at most {max} characters")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let ((key, name), max) = (self.key.name(), self.max);
        for candidate in &scope.candidates.list {
            let Some(texts) = self.key.of(candidate) else {
                findings.lacks(candidate);
                continue;
            };
            for text in texts {
                let count = count_characters(&text.value);
                if count > usize_of(max) {
                    let label = candidate.label();
                    findings.broken(
                        candidate,
                        &text.location,
                        text!(
                            "{label}：{name}有{count}字，不超过{max}字",
                            "{label}: {key} has {count} characters, at most {max}"
                        ),
                        text!("压缩文字", "shorten it"),
                    );
                }
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.key.name().0)
    }

    fn is_private(&self) -> bool {
        self.key == Measured::Main
    }
}
