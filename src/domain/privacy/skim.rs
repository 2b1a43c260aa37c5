//! Going over bytes in which little is of interest.

/// Bytes looked at together: the compiler makes few steps of them.
const STRIDE: usize = 32;

/// The next place, from one on, where a byte and the two after it (0 beyond the end) fit: the test gives anything but 0.
/// Without branches, of `&` and `|`, it takes a fraction of the time of a byte by byte search.
#[inline(always)]
pub(super) fn next(bytes: &[u8], from: usize, fits: impl Fn(u8, u8, u8) -> u8) -> Option<usize> {
    let mut at = from;
    while let Some(window) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ STRIDE + 2 }>) {
        let fit = |i: usize| fits(window[i], window[i + 1], window[i + 2]);
        if (0..STRIDE).fold(0, |any, i| any | fit(i)) != 0 {
            return (0..STRIDE).find(|i| fit(*i) != 0).map(|i| at + i);
        }
        at += STRIDE;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
    (at..bytes.len()).find(|i| fits(byte(*i), byte(i + 1), byte(i + 2)) != 0)
}

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
        let mut places = Vec::with_capacity(bytes.len() / 64);
        places.extend(Some(0).filter(begins_at));
        let mut at = 1;
        while let Some(window) = bytes.get(at - 1..).and_then(<[u8]>::first_chunk::<{ STRIDE + 3 }>) {
            let mut flags = [0; STRIDE];
            for (i, flag) in flags.iter_mut().enumerate() {
                *flag = begins(window[i], window[i + 1], window[i + 2], window[i + 3]);
            }
            for (eight, flags) in flags.as_chunks::<8>().0.iter().enumerate() {
                let mut word = u64::from_le_bytes(*flags);
                while word != 0 {
                    places.push(at + 8 * eight + word.trailing_zeros() as usize / 8);
                    word &= word - 1;
                }
            }
            at += STRIDE;
        }
        places.extend((at..bytes.len()).filter(begins_at));
        Figures(places)
    }

    /// Their places, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
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

/// 1 for the byte.
#[inline(always)]
fn is(byte: u8, this: u8) -> u8 {
    u8::from(byte == this)
}

#[inline(always)]
fn within(byte: u8, first: u8, count: u8) -> u8 {
    u8::from(byte.wrapping_sub(first) < count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_place_is_found_wherever_it_is() {
        for length in 0..72 {
            for place in (0..length).step_by(3) {
                let text = format!("{}7{}", "x".repeat(place), "，".repeat(length - place));
                for from in 0..=text.len() {
                    let expected = (from <= place).then_some(place);
                    assert_eq!(next(text.as_bytes(), from, |a, _, _| is(a, b'7')), expected, "{text} {from}");
                }
            }
        }
    }

    #[test]
    fn figures_begin_wherever_they_stand() {
        for length in 0..72 {
            let before = "x".repeat(length);
            for (figures, places) in [
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
                    let expected: Vec<usize> = places.iter().map(|p| length + p).chain(last).collect();
                    assert_eq!(Figures::of(text.as_bytes()).0, expected, "{text}");
                }
            }
        }
    }
}
