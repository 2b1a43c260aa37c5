//! Which entries hold which two characters side by side, so that any part of a text is found without a dictionary:
//! 可靠性 is where 可靠 and 靠性 both are. Made a group of shards at a time, so that a long list needs no more memory.

use super::{Search, plain::plain, texts};

/// The bytes of text for one shard: its file is then some 30 kB.
const BYTES_A_SHARD: usize = 48 * 1024;
/// Shards of a group, as long as there are no more than [`GROUPS`] of them: each group reads all texts.
const GROUP: usize = 160;
const GROUPS: usize = 6;
/// A pair in more entries than this, and in more than one of eight, is said to be anywhere.
const FREQUENT: usize = 1024;

/// Two characters of 21 bits each, and 22 bits for the entry's number.
type Occurrence = u64;
const ENTRY_BITS: u32 = 22;
const CHAR_BITS: u32 = 21;
const ENTRY: u64 = (1 << ENTRY_BITS) - 1;

/// Occurrences in some of the shards.
#[derive(Debug)]
pub(super) struct Grams {
    /// Of each shard, its place among the others here.
    locations: Vec<Option<u32>>,
    occurrences: Vec<Vec<Occurrence>>,
    entries: usize,
}

/// The shards that so many bytes of text are spread over, in the order of their addresses, in groups.
pub(super) fn groups(bytes: usize) -> Vec<Vec<usize>> {
    let mut shards: Vec<usize> = (0..bytes.div_ceil(BYTES_A_SHARD)).collect();
    shards.sort_by_cached_key(usize::to_string);
    let size = shards.len().div_ceil(GROUPS).max(GROUP);
    shards.chunks(size).map(<[usize]>::to_vec).collect()
}

/// How many shards there are.
#[derive(Clone, Copy, Debug)]
struct Shards {
    count: u64,
    /// 2⁶⁴ by that number, rounded up.
    inverse: u64,
}

impl Shards {
    fn new(count: usize) -> Self {
        let count = count.max(1) as u64;
        Shards { count, inverse: (u64::MAX / count).wrapping_add(1) }
    }

    /// The shard of a pair by its [`sum`]: what is left of it by their number, as `search.js` computes it too. Two
    /// multiplications (Lemire, Kaser, Kurz 2019: Faster remainder by direct computation), for there are millions of pairs.
    fn of(self, sum: u64) -> usize {
        let fraction = self.inverse.wrapping_mul(sum);
        ((u128::from(fraction) * u128::from(self.count)) >> 64) as usize
    }
}

fn sum(first: char, second: char) -> u64 {
    u64::from(u32::from(first)) * 31 + u64::from(u32::from(second))
}

/// Occurrences of late, each where its pair's sum says: most of those that an entry has twice are told by them.
struct Late([Occurrence; 1024]);

impl Late {
    /// Whether an occurrence is known to have been there; it is from now on.
    fn has(&mut self, sum: u64, occurrence: Occurrence) -> bool {
        let there = &mut self.0[sum as usize % 1024];
        std::mem::replace(there, occurrence) == occurrence
    }
}

impl Grams {
    /// Reads all texts for some of the shards.
    pub(super) fn of(search: &Search, group: &[usize]) -> Grams {
        let shards = Shards::new(search.shards());
        let mut locations = vec![None; search.shards()];
        (0..).zip(group).for_each(|(location, shard)| locations[*shard] = Some(location));
        let mut occurrences: Vec<Vec<Occurrence>> = vec![Vec::new(); group.len()];
        let (mut characters, mut late) = (Vec::new(), Late([0; 1024]));
        for number in 0..search.entries.len() {
            let entry = number as u64 & ENTRY;
            for text in texts(&search.entries[number].entry).flat_map(str::lines) {
                characters.clear();
                plain(text, &mut characters);
                for two in characters.windows(2) {
                    let sum = sum(two[0], two[1]);
                    let Some(location) = locations[shards.of(sum)] else { continue };
                    let [first, second] = [two[0], two[1]].map(|c| u64::from(u32::from(c)));
                    let occurrence = (((first << CHAR_BITS) | second) << ENTRY_BITS) | entry;
                    if !late.has(sum, occurrence) {
                        occurrences[location as usize].push(occurrence);
                    }
                }
            }
        }
        Grams { locations, occurrences, entries: search.entries.len() }
    }

    /// The pairs of a shard, each with the numbers of its entries, written as steps (see [`step`]).
    pub(super) fn shard(&mut self, shard: usize) -> Vec<(String, String)> {
        let location = self.locations.get(shard).copied().flatten();
        let mut all = location
            .map(|location| std::mem::take(&mut self.occurrences[location as usize]))
            .unwrap_or_default();
        all.sort_unstable();
        all.dedup();
        let pair = |occurrence: &Occurrence| occurrence >> ENTRY_BITS;
        let of_pair = |same: &[Occurrence]| Some((text(pair(same.first()?))?, self.numbers(same)));
        all.chunk_by(|a, b| pair(a) == pair(b)).filter_map(of_pair).collect()
    }

    fn numbers(&self, same: &[Occurrence]) -> String {
        let mut out = String::new();
        if same.len() > FREQUENT && same.len() > self.entries / 8 {
            return out;
        }
        let mut next = 0;
        for occurrence in same {
            let number = occurrence & ENTRY;
            step(number - next, &mut out);
            next = number + 1;
        }
        out
    }
}

fn text(pair: u64) -> Option<String> {
    let character = |bits: u64| u32::try_from(bits & ((1 << CHAR_BITS) - 1)).ok().and_then(char::from_u32);
    Some([character(pair >> CHAR_BITS)?, character(pair)?].into_iter().collect())
}

/// A number in digits of base 32, the highest first; all but the last are of the upper half of the alphabet, so that
/// numbers need nothing between them. The last are letters: no row of numbers looks like anyone's telephone.
fn step(number: u64, out: &mut String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*+";
    let digit = |location: u32| (number >> (5 * location)) as usize & 31;
    let locations = (0..13).rev().find(|location| digit(*location) > 0).unwrap_or(0);
    for location in (1..=locations).rev() {
        out.push(char::from(ALPHABET[32 + digit(location)]));
    }
    out.push(char::from(ALPHABET[digit(0)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::scan;

    #[test]
    fn a_pair_is_in_the_shard_that_the_script_asks_for() {
        let characters = ['0', 'z', '一', '靠', '龥', '\u{2EBEF}', char::MAX];
        for count in [1, 2, 3, 7, 128, 269, 2_700, 65_536, 1_000_003] {
            for (first, second) in characters.iter().flat_map(|a| characters.map(|b| (*a, b))) {
                let remainder = (u32::from(first) as usize * 31 + u32::from(second) as usize) % count;
                assert_eq!(Shards::new(count).of(sum(first, second)), remainder);
            }
        }
    }

    #[test]
    fn steps_are_short_and_need_nothing_between_them() {
        let mut out = String::new();
        for number in [0, 31, 32, 1023, 1024, 40_000] {
            step(number, &mut out);
        }
        assert_eq!(out, ["A", "f", "hA", "+f", "hgA", "hniA"].concat());
    }

    #[test]
    fn no_row_of_numbers_looks_like_a_number_of_a_person() {
        let mut out = String::new();
        [1, 3, 8, 0, 0, 0, 0, 0, 0, 0, 0].into_iter().for_each(|number| step(number, &mut out));
        assert_eq!(scan(&format!("{{\"可靠\":\"{out}\"}}")), None);
    }
}
