//! 项数: how many items a list of the application form has, and that a history has no gaps.

use super::candidates::Candidate;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{KEY, MAX, Named, Word, rule};
use super::{Scope, usize_of};
use crate::diagnostic::text;
use crate::domain::moment::chinese_month;
use crate::records::table::Key;
use crate::records::{Month, StretchRecord, Until};

const GAP: Named = (("gap", "断档"), "经历两段之间最多相隔几个月");

rule! {
    /// No more items; between the lines of a history at most so many months.
    Items("items", "项数") {
        key: Listed = KEY,
        max: u32 = MAX,
        gap: Option<u32> = GAP,
    }
}

pub(super) const KIND: Kind = Kind::new::<Items>();

/// A list of the form, by its key in records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Listed {
    Study,
    Work,
    Posts,
    Patents,
    Awards,
}

impl Word for Listed {
    const WORDS: &'static [(Key, Self)] = &[
        (("study", "学习经历"), Listed::Study),
        (("work", "工作经历"), Listed::Work),
        (("posts", "任职"), Listed::Posts),
        (("patents", "知识产权"), Listed::Patents),
        (("awards", "奖项"), Listed::Awards),
    ];
}

impl Items {
    fn check_gaps(
        &self,
        most: u32,
        lines: &[StretchRecord],
        candidate: &Candidate<'_>,
        findings: &mut Findings<'_>,
    ) {
        let (key, name) = self.key.name();
        for pair in lines.windows(2) {
            // What is no month has been reported where the record was read.
            let (Some(to), Some(from)) = (&pair[0].to, &pair[1].from) else { continue };
            let (Until::Month(Month(end)), Month(start)) = (to.value, from.value) else { continue };
            if start - end - 1 <= i32::try_from(most).unwrap_or(i32::MAX) {
                continue;
            }
            let (label, end, start) = (candidate.label(), chinese_month(end), chinese_month(start));
            findings.broken(
                candidate,
                &pair[1].location,
                text!(
                    "{label}：{name}在{end}和{start}之间断档",
                    "{label}: a gap in {key} between {end} and {start}"
                ),
                text!("补上这一段；起止年月写错的，改正", "fill it in, or correct the months"),
            );
        }
    }
}

impl Requirement for Items {
    fn statement(&self) -> String {
        let ((key, name), max) = (self.key.name(), self.max);
        match self.gap {
            None => text!("{name}不超过{max}项", "{key}: at most {max} items"),
            Some(0) => text!("{name}不超过{max}项，不得断档", "{key}: at most {max} items, without gaps"),
            Some(gap) => text!(
                "{name}不超过{max}项，相隔不超过{gap}个月",
                "{key}: at most {max} items, at most {gap} months apart"
            ),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let ((key, name), max) = (self.key.name(), self.max);
        for candidate in &scope.candidates.list {
            let Some((dossier, (count, first))) = candidate.dossier().and_then(|d| Some((d, d.count(key)?)))
            else {
                findings.lacks(candidate);
                continue;
            };
            if count > usize_of(max) {
                let label = candidate.label();
                findings.broken(
                    candidate,
                    first,
                    text!(
                        "{label}：{name}有{count}项，不超过{max}项",
                        "{label}: {key} has {count} items, at most {max}"
                    ),
                    text!("只保留{max}项，相近的合并填写", "keep {max}; join what belongs together"),
                );
            }
            if let (Some(gap), Some(lines)) = (self.gap, dossier.history(key)) {
                self.check_gaps(gap, lines, candidate, findings);
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.key.name().0)
    }

    fn is_private(&self) -> bool {
        true
    }
}
