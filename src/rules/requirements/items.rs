//! Requirements on what application forms list: how many items, histories without gaps, awards stated.

use super::super::photos::Photos;
use super::candidates::{Candidate, Candidates};
use super::findings::Findings;
use crate::diagnostic::{Location, text};
use crate::domain::moment::{chinese_month, month_of};
use crate::records::{Dossier, StretchRecord};

/// No longer than so many items; a history has no gap longer than so many months.
pub(super) fn items(
    (key, name): (&str, &str),
    max: u32,
    gap: Option<u32>,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    for candidate in &candidates.list {
        let Some((dossier, (count, first))) = dossier(candidate).and_then(|d| Some((d, d.count(key)?)))
        else {
            findings.lacks(candidate);
            continue;
        };
        let label = candidate.label();
        if count > usize::try_from(max).unwrap_or(usize::MAX) {
            findings.broken(
                first,
                text!(
                    "{label}：{name}有{count}项，不超过{max}项",
                    "{label}: {key} has {count} items, at most {max}"
                ),
                text!("只保留{max}项，相近的合并填写", "keep {max}; join what belongs together"),
            );
        }
        if let (Some(gap), Some(lines)) = (gap, dossier.history(key)) {
            without_gap((key, name), gap, lines, candidate, findings);
        }
    }
}

fn without_gap(
    (key, name): (&str, &str),
    most: u32,
    lines: &[StretchRecord],
    candidate: &Candidate<'_>,
    findings: &mut Findings<'_, '_>,
) {
    for pair in lines.windows(2) {
        // What is no month has been reported where the record was read.
        let (Some(end), Some(start)) = (month_of(&pair[0].to.value), month_of(&pair[1].from.value)) else {
            continue;
        };
        let between = start - end - 1;
        if between <= i32::try_from(most).unwrap_or(i32::MAX) {
            continue;
        }
        let (label, end, start) = (candidate.label(), chinese_month(end), chinese_month(start));
        findings.broken(
            &pair[1].location,
            text!(
                "{label}：{name}在{end}和{start}之间断档",
                "{label}: a gap in {key} between {end} and {start}"
            ),
            text!("补上这一段；起止年月写错的，改正", "fill it in, or correct the months"),
        );
    }
}

/// Who has no award says so in the words of the form, rather than leaving it blank.
pub(super) fn awards_stated(wording: &str, candidates: &Candidates<'_>, findings: &mut Findings<'_, '_>) {
    for candidate in &candidates.list {
        let Some(awards) = dossier(candidate).and_then(|d| d.awards.as_ref()) else {
            findings.lacks(candidate);
            continue;
        };
        let none = |text: &str| matches!(text.trim(), "无" | "没有" | "无奖项" | "无获奖" | "/" | "-" | "—");
        let Some(text) = awards.iter().find(|text| none(&text.value)) else { continue };
        let label = candidate.label();
        findings.broken(
            &text.location,
            text!("{label}：没有奖项的，应写“{wording}”", "{label}: without an award, write {wording}"),
            text!("改写为“{wording}”", "write {wording}"),
        );
    }
}

/// The photograph is of the size the form asks for.
pub(super) fn photo(
    (width, height): (u32, u32),
    photos: &Photos,
    candidates: &Candidates<'_>,
    findings: &mut Findings<'_, '_>,
) {
    for candidate in &candidates.list {
        let photo = photos.get(&*candidate.id.value);
        let Some((photo, (wide, high))) = photo.and_then(|p| Some((p, p.size.ok()?))) else {
            findings.lacks(candidate);
            continue;
        };
        if (wide, high) != (width, height) {
            let label = candidate.label();
            findings.broken(
                &Location::file(&photo.path),
                text!(
                    "{label}：照片宽{wide}像素、高{high}像素，应为宽{width}、高{height}",
                    "{label}: the photograph has {wide} × {high} pixels, not {width} × {height}"
                ),
                text!("按规定的尺寸裁剪后重新保存", "crop it to that size and save it again"),
            );
        }
    }
}

/// What the form says of the applicant, or of a team's leader.
pub(super) fn dossier<'r>(candidate: &Candidate<'r>) -> Option<&'r Dossier> {
    candidate.person.dossier.as_deref()
}
