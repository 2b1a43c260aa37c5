//! Where figures stand in a text.

use crate::world::skim::{STRIDE, is, within};

/// Where figures begin in a text, found once for all that looks at them: the first of ordinary digits, every full-width
/// digit, and 一 and 二, with which years in Chinese figures begin.
pub(super) struct Figures(Vec<usize>);

impl Figures {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
        let begins_at = |i: &usize| {
            let before = i.checked_sub(1).map_or(0, byte);
            begins(before, byte(*i), byte(i + 1), byte(i + 2)) != 0
        };
        let mut locations = Vec::new();
        locations.extend(Some(0).filter(begins_at));
        let mut at = 1;
        while let Some(window) = bytes.get(at - 1..).and_then(<[u8]>::first_chunk::<{ STRIDE + 3 }>) {
            let mut flags = [0; STRIDE];
            for (i, flag) in flags.iter_mut().enumerate() {
                *flag = begins(window[i], window[i + 1], window[i + 2], window[i + 3]);
            }
            for (eight, flags) in flags.as_chunks::<8>().0.iter().enumerate() {
                let mut word = u64::from_le_bytes(*flags);
                while word != 0 {
                    locations.push(at + 8 * eight + word.trailing_zeros() as usize / 8);
                    word &= word - 1;
                }
            }
            at += STRIDE;
        }
        locations.extend((at..bytes.len()).filter(begins_at));
        Figures(locations)
    }

    /// Their places, in order.
    pub(super) fn locations(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}

/// 1 where a figure begins: with the byte before it and the two after it.
#[inline(always)]
fn begins(before: u8, a: u8, b: u8, c: u8) -> u8 {
    let first = within(a, b'0', 10) & (1 ^ within(before, b'0', 10));
    let wide = is(a, 0xEF) & is(b, 0xBC) & within(c, 0x90, 10);
    let chinese = is(a, 0xE4) & ((is(b, 0xB8) & is(c, 0x80)) | (is(b, 0xBA) & is(c, 0x8C)));
    first | wide | chinese
}

/// The ordinary digits from a place on: how many, and the byte after them (0 at the end). Most numbers in a text are told
/// by that alone.
#[inline(always)]
pub(super) fn digits(bytes: &[u8], at: usize) -> (usize, u8) {
    let rest = bytes.get(at..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, rest.get(count).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_begin_wherever_they_stand() {
        for length in 0..72 {
            let before = "x".repeat(length);
            for (figures, locations) in [
                ("7", &[0][..]),
                ("2026年", &[0]),
                ("7-8", &[0, 2]),
                ("７８9", &[0, 3, 6]),
                ("一九", &[0]),
                ("二〇", &[0]),
                ("x三丁乘，", &[]),
            ] {
                for after in ["", "，", "，0"] {
                    let text = format!("{before}{figures}{after}");
                    let last = after.find('0').map(|zero| length + figures.len() + zero);
                    let expected: Vec<usize> = locations.iter().map(|p| length + p).chain(last).collect();
                    assert_eq!(Figures::of(text.as_bytes()).0, expected, "{text}");
                }
            }
        }
    }
}
