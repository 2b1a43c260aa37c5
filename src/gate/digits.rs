//! The byte scan: where runs of digits stand.

use std::ops::Range;

use memchr::memchr_iter;

/// The runs of digits that may matter, in order: all of three and more, and all with a full-width digit. Every number of a
/// person has one of them, and every year.
pub(super) fn runs(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    // Where three digits stand beside each other, one of them is on every third byte.
    let mut at = 2;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            let run = digits_before(bytes, at)..digits_after(bytes, at);
            at = run.end;
            runs.push(run);
        }
        at += 3;
    }
    let wide = memchr_iter(WIDE[0], bytes).filter(|at| digit(bytes, *at).is_some());
    let wide: Vec<Range<usize>> = wide.map(|at| digits_before(bytes, at)..digits_after(bytes, at)).collect();
    if !wide.is_empty() {
        runs.extend(wide);
        runs.sort_unstable_by_key(|run| run.start);
        runs.dedup();
    }
    runs
}

/// The first two bytes of the full-width digits, U+FF10 to U+FF19.
const WIDE: [u8; 2] = [0xEF, 0xBC];

/// The digit at a place and its number of bytes: `8`, or `８`.
pub(super) fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [value @ b'0'..=b'9', ..] => Some((value - b'0', 1)),
        [first, second, value @ 0x90..=0x99, ..] if [*first, *second] == WIDE => Some((value - 0x90, 3)),
        _ => None,
    }
}

/// Where the digits begin that end at a place: there, if none do.
pub(super) fn digits_before(bytes: &[u8], end: usize) -> usize {
    let mut start = end;
    loop {
        match &bytes[..start] {
            [.., b'0'..=b'9'] => start -= 1,
            [.., first, second, 0x90..=0x99] if [*first, *second] == WIDE => start -= 3,
            _ => return start,
        }
    }
}

/// Where the digits end that begin at a place.
fn digits_after(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some((_, length)) = digit(bytes, end) {
        end += length;
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every byte is looked at.
    fn runs_slowly(bytes: &[u8]) -> Vec<Range<usize>> {
        let (mut runs, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let end = digits_after(bytes, at);
            if end > at {
                runs.push(at..end);
            }
            at = end.max(at + 1);
        }
        runs
    }

    fn matters(bytes: &[u8], run: &Range<usize>) -> bool {
        run.len() > 2 || !bytes[run.clone()].is_ascii()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_run_is_passed_over(pieces in prop::collection::vec(
            prop_oneof![Just("7"), Just("42"), Just("007"), Just("８"), Just("，"), Just("x"), Just("年")], 0..24,
        )) {
            let text = pieces.concat();
            let bytes = text.as_bytes();
            let (found, all) = (runs(bytes), runs_slowly(bytes));
            prop_assert!(found.iter().all(|run| all.contains(run)), "{:?} {:?}", found, all);
            prop_assert!(all.iter().filter(|run| matters(bytes, run)).all(|run| found.contains(run)), "{:?} {:?}", found, all);
        }
    }
}
