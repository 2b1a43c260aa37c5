//! Numbers whose middle is hidden: what several sites hide differently can be put together again.

use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::numbers::Hit;

/// Stars and the like that hide digits, at least.
const LEAST_HIDDEN: usize = 3;

/// Every number with hidden digits that may be of a person.
pub(super) fn find(text: &str, labels: &Labels<'_>, out: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(mask) = memchr::memchr3(b'*', b'x', b'X', &bytes[at..]).map(|found| at + found) {
        let sign = bytes[mask];
        let hidden = bytes[mask..].iter().take_while(|b| **b == sign).count();
        at = mask + hidden;
        if hidden < LEAST_HIDDEN {
            continue;
        }
        let before = bytes[..mask].iter().rev().take(20).take_while(|b| b.is_ascii_digit()).count();
        let after = bytes[at..].iter().take(20).take_while(|b| b.is_ascii_digit()).count();
        let start = mask - before;
        let all = before + hidden + after;
        let label = labels.before(start);
        let is_told =
            matches!(label, Some(Kind::Id | Kind::Mobile | Kind::Card | Kind::Permit | Kind::OwnAccount));
        let is_mobile = all == 11 && before > 2 && bytes[start] == b'1' && bytes[start + 1] > b'2';
        let is_id = matches!(all, 15 | 18) && before > 3 && before + after > 6;
        if before + after > 2 && (is_told || (is_mobile || is_id) && label.is_none_or(Kind::is_personal)) {
            out.push((start..at + after, Finding::Masked, Verdict::Ask));
        }
    }
}
