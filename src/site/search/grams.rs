//! Which entries hold which two characters side by side, so that any part of a text is found without a dictionary:
//! 可靠性 is where 可靠 and 靠性 both are. Built once, in time linear in the text.

use rayon::prelude::*;

use super::{Search, plain::plain, texts};
use crate::domain::register::Register;

/// The bytes of text for one shard: its file is then some 30 kB.
const BYTES_A_SHARD: usize = 48 * 1024;
/// A pair in more entries than this, and in more than one of eight, is said to be anywhere.
const FREQUENT: usize = 1024;

/// Two characters of 21 bits each, and 22 bits for the entry's number.
type Occurrence = u64;
const ENTRY_BITS: u32 = 22;
const CHAR_BITS: u32 = 21;

/// Occurrences by stretch of entries, then by shard.
#[derive(Debug)]
pub(super) struct Grams {
    stretches: Vec<Vec<Vec<Occurrence>>>,
    entries: usize,
}

/// How many shards so many bytes of text are spread over.
pub(super) fn shards(bytes: usize) -> usize {
    if bytes == 0 { 0 } else { bytes.div_ceil(BYTES_A_SHARD) }
}

/// The shard of a pair; `search.js` computes the same.
fn shard_of(first: char, second: char, shards: usize) -> usize {
    (u32::from(first) as usize * 31 + u32::from(second) as usize) % shards
}

impl Grams {
    pub(super) fn build(search: &Search, register: &Register) -> Grams {
        let numbers: Vec<usize> = (0..search.entries.len()).collect();
        let stretch = numbers.len().div_ceil(4 * rayon::current_num_threads()).max(1);
        let read = |numbers: &[usize]| {
            let mut shards: Vec<Vec<Occurrence>> = vec![Vec::new(); search.shards];
            let (mut characters, mut pairs) = (Vec::new(), Vec::new());
            for &number in numbers {
                pairs.clear();
                for text in texts(search.item(register, number)).flat_map(str::lines) {
                    characters.clear();
                    plain(text, &mut characters);
                    pairs.extend(characters.windows(2).map(|two| (two[0], two[1])));
                }
                pairs.sort_unstable();
                pairs.dedup();
                let entry = number as u64 & ((1 << ENTRY_BITS) - 1);
                for &(first, second) in &pairs {
                    let pair = (u64::from(u32::from(first)) << CHAR_BITS) | u64::from(u32::from(second));
                    shards[shard_of(first, second, search.shards)].push((pair << ENTRY_BITS) | entry);
                }
            }
            shards
        };
        Grams { stretches: numbers.par_chunks(stretch).map(read).collect(), entries: numbers.len() }
    }

    /// The pairs of a shard, each with the numbers of its entries, written as steps (see [`step`]).
    pub(super) fn shard(&self, shard: usize) -> Vec<(String, String)> {
        let mut all: Vec<Occurrence> =
            self.stretches.iter().filter_map(|shards| shards.get(shard)).flatten().copied().collect();
        all.sort_unstable();
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
            let number = occurrence & ((1 << ENTRY_BITS) - 1);
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
/// numbers need nothing between them.
fn step(number: u64, out: &mut String) {
    const ALPHABET: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    let digit = |place: u32| (number >> (5 * place)) as usize & 31;
    let places = (0..13).rev().find(|place| digit(*place) > 0).unwrap_or(0);
    for place in (1..=places).rev() {
        out.push(char::from(ALPHABET[32 + digit(place)]));
    }
    out.push(char::from(ALPHABET[digit(0)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_short_and_need_nothing_between_them() {
        let mut out = String::new();
        for number in [0, 31, 32, 1023, 1024, 40_000] {
            step(number, &mut out);
        }
        assert_eq!(out, ["0", "V", "X0", "_V", "XW0", "XdY0"].concat());
    }
}
