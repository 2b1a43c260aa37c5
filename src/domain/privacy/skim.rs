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

/// The ordinary digits from a place on: how many, and the byte after them (0 at the end). Most numbers in a text are told
/// by that alone.
#[inline(always)]
pub(super) fn digits(bytes: &[u8], at: usize) -> (usize, u8) {
    let rest = bytes.get(at..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, rest.get(count).copied().unwrap_or_default())
}

/// Whether a digit stands here: `8`, or `８` (U+FF10 to U+FF19).
#[inline(always)]
pub(super) fn digit(a: u8, b: u8, c: u8) -> u8 {
    within(a, b'0', 10) | (is(a, 0xEF) & is(b, 0xBC) & within(c, 0x90, 10))
}

/// 1 for the byte.
#[inline(always)]
pub(super) fn is(byte: u8, this: u8) -> u8 {
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
                for figure in ["7", "７"] {
                    let text = format!("{}{figure}{}", "x".repeat(place), "，".repeat(length - place));
                    for from in 0..=text.len() {
                        let expected = (from <= place).then_some(place);
                        assert_eq!(next(text.as_bytes(), from, digit), expected, "{text} {from}");
                    }
                }
            }
        }
    }
}
