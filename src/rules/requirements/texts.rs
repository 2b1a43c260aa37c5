//! Requirements on texts: their length in characters as a reader counts them, and achievements.

use unicode_segmentation::UnicodeSegmentation;

use super::candidates::Candidates;
use super::findings::Findings;
use super::items::dossier;
use super::reader::text_name;
use crate::diagnostic::text;
use crate::records::Text;

/// A text has at most so many characters; white space does not count.
pub(super) fn length(key: &str, max: u32, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for candidate in &candidates.list {
        let texts: Vec<&Text> = match key {
            "summary" => candidate.entry.summary.iter().collect(),
            "contribution" => {
                candidate.entry.achievements.iter().filter_map(|a| a.contribution.as_ref()).collect()
            }
            _ => match dossier(candidate).and_then(|d| d.main.as_ref()) {
                Some(main) => vec![main],
                None => {
                    findings.lacks(candidate);
                    continue;
                }
            },
        };
        let name = text_name(key);
        for text in texts {
            let count = text.value.graphemes(true).filter(|g| !g.trim().is_empty()).count();
            if count > usize::try_from(max).unwrap_or(usize::MAX) {
                let label = candidate.label();
                findings.broken(
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

/// At most so many achievements, each of one of the kinds.
pub(super) fn achievements(
    max: u32,
    kinds: &[String],
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    let all = kinds.join("、");
    for candidate in &candidates.list {
        let list = &candidate.entry.achievements;
        let (label, count) = (candidate.label(), list.len());
        if count > usize::try_from(max).unwrap_or(usize::MAX) {
            findings.broken(
                &candidate.name.location,
                text!(
                    "{label}：代表性成果有{count}项，不超过{max}项",
                    "{label}: {count} achievements, at most {max}"
                ),
                text!("只保留{max}项", "keep {max}"),
            );
        }
        for achievement in list {
            match &achievement.kind {
                None => findings.lacks(candidate),
                Some(kind) if kinds.iter().any(|k| *k == kind.value.trim()) => {}
                Some(kind) => {
                    let typed = &kind.value;
                    findings.broken(
                        &kind.location,
                        text!(
                            "{label}：成果类别“{typed}”不在规定之列",
                            "{label}: the kind {typed} is not among those allowed"
                        ),
                        text!("可用：{all}", "one of: {all}"),
                    );
                }
            }
        }
    }
}
