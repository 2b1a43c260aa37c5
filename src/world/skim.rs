//! Going over bytes in which little is of interest.

/// Bytes looked at together: the compiler makes few steps of them.
pub(crate) const STRIDE: usize = 32;

/// The next place, from one on, where a byte and the two after it (0 beyond the end) fit: the test gives anything but 0.
/// Without branches, of `&` and `|`, it takes a fraction of the time of a byte by byte search.
#[inline(always)]
pub(crate) fn next(bytes: &[u8], from: usize, fits: impl Fn(u8, u8, u8) -> u8) -> Option<usize> {
    let mut at = from;
    while let Some(window) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ STRIDE + 2 }>) {
        let mut flags = [0; STRIDE];
        for (i, flag) in flags.iter_mut().enumerate() {
            *flag = fits(window[i], window[i + 1], window[i + 2]);
        }
        if flags != [0; STRIDE] {
            return flags.iter().position(|flag| *flag != 0).map(|i| at + i);
        }
        at += STRIDE;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
    (at..bytes.len()).find(|i| fits(byte(*i), byte(i + 1), byte(i + 2)) != 0)
}

/// 1 for the byte.
#[inline(always)]
pub(crate) fn is(byte: u8, this: u8) -> u8 {
    u8::from(byte == this)
}

/// 1 for so many bytes from the first on.
#[inline(always)]
pub(crate) fn within(byte: u8, first: u8, count: u8) -> u8 {
    u8::from(byte.wrapping_sub(first) < count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_place_is_found_wherever_it_is() {
        for length in 0..72 {
            for location in (0..length).step_by(3) {
                let text = format!("{}7{}", "x".repeat(location), "，".repeat(length - location));
                for from in 0..=text.len() {
                    let expected = (from <= location).then_some(location);
                    assert_eq!(next(text.as_bytes(), from, |a, _, _| is(a, b'7')), expected, "{text} {from}");
                }
            }
        }
    }
}
