//! Words that show that a text went out of a machine unread: addresses without name or encryption, debris of Word.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::finding::Finding;

/// A word, where in it the piece is that it is found by, what it gives away, and whether what follows it does.
type Word = (&'static str, Range<usize>, Finding, fn(&str) -> bool);

/// Words at which to look closer, in either case. One pass finds them all, each by a piece that is rare in other text.
static WORDS: [Word; 15] = [
    ("http://", 3..6, Finding::PlainAddress, address),
    ("[bookmark:", 0..3, Finding::WordDebris, always),
    ("_GoBack", 0..3, Finding::WordDebris, always),
    ("HYPERLINK \"", 4..7, Finding::WordDebris, always),
    ("HYPERLINK &quot;", 4..7, Finding::WordDebris, always),
    ("MERGEFIELD", 3..6, Finding::WordDebris, always),
    ("PAGEREF _", 6..9, Finding::WordDebris, always),
    ("_Toc", 0..3, Finding::WordDebris, numbered),
    ("_Hlk", 0..3, Finding::WordDebris, numbered),
    ("错误!未找到引用源", 0..6, Finding::WordDebris, always),
    ("错误！未找到引用源", 0..6, Finding::WordDebris, always),
    ("错误!未定义书签", 0..6, Finding::WordDebris, always),
    ("错误！未定义书签", 0..6, Finding::WordDebris, always),
    ("<o:p>", 1..4, Finding::WordDebris, always),
    ("mso-", 1..4, Finding::WordDebris, always),
];

/// Finds the pieces, each in every mixture of small letters and capitals: up to 64 different ones are searched many times
/// as fast as fewer that may be in either case. That there is no search cannot be; every place is looked at then.
static PIECES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let pieces = WORDS.iter().flat_map(|(word, piece, ..)| in_all_cases(&word.as_bytes()[piece.clone()]));
    let pieces: BTreeSet<Vec<u8>> = pieces.collect();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(pieces).ok()
});

fn in_all_cases(piece: &[u8]) -> Vec<Vec<u8>> {
    piece.iter().fold(vec![Vec::new()], |begun, byte| {
        let cases = [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()];
        begun.iter().flat_map(|begun| cases.map(|byte| [begun, &[byte][..]].concat())).collect()
    })
}

/// The first word that gives something away.
pub(super) fn find(text: &str) -> Option<(usize, Finding)> {
    let mut from = 0;
    while let Some(at) = next_piece(text.as_bytes(), from) {
        let found = WORDS.iter().find_map(|word| gives_away(text, at, word));
        if found.is_some() {
            return found;
        }
        from = at + 1;
    }
    None
}

/// Where the next piece of a word may begin, from a place on.
fn next_piece(bytes: &[u8], from: usize) -> Option<usize> {
    match &*PIECES {
        Some(pieces) => pieces.find(Input::new(bytes).range(from..)).map(|found| found.start()),
        None => Some(from).filter(|at| *at < bytes.len()),
    }
}

/// Whether a word stands where its piece does and gives something away.
fn gives_away(text: &str, at: usize, (word, piece, finding, judge): &Word) -> Option<(usize, Finding)> {
    let start = at.checked_sub(piece.start)?;
    let end = start + word.len();
    let there = text.as_bytes().get(start..end)?;
    (there.eq_ignore_ascii_case(word.as_bytes()) && judge(&text[end..])).then_some((start, *finding))
}

fn address(rest: &str) -> bool {
    let host = rest
        .split(['/', ':', ' ', '）', ')', '"', '<', '，', '。', '?', '#', '\n'])
        .next()
        .unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_ip = parts.len() == 4 && parts.iter().all(|p| p.parse::<u8>().is_ok());
    // The machine itself is nobody else's address: the preview's.
    is_ip && !host.starts_with("127.")
}

/// The word alone is enough.
fn always(_: &str) -> bool {
    true
}

/// `_Toc123456789`: names that Word gives its bookmarks.
fn numbered(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() >= 5
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every word is looked for at every place.
    fn find_slowly(text: &str) -> Option<(usize, Finding)> {
        (0..text.len()).find_map(|at| {
            WORDS
                .iter()
                .find_map(|(word, _, finding, judge)| gives_away(text, at, &(*word, 0..0, *finding, *judge)))
        })
    }

    fn text() -> impl Strategy<Value = String> {
        let words = WORDS.iter().map(|(word, ..)| (*word).to_owned());
        let pieces = WORDS
            .iter()
            .map(|(word, piece, ..)| String::from_utf8_lossy(&word.as_bytes()[piece.clone()]).into_owned());
        let some = prop::sample::select(words.chain(pieces).collect::<Vec<_>>());
        let word = (some, 0..3).prop_map(|(word, case)| match case {
            0 => word.to_ascii_lowercase(),
            1 => word.to_ascii_uppercase(),
            _ => word,
        });
        let other = "[a-z：为密口:_ 0-9]{0,6}";
        prop::collection::vec(prop_oneof![word, other], 0..8).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn a_piece_hides_no_word_that_begins_within_it() {
        assert_eq!(find("of _GoBack"), Some((3, Finding::WordDebris)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_word_is_passed_over(text in text()) {
            prop_assert_eq!(find(&text).is_some(), find_slowly(&text).is_some(), "{}", text);
        }

        #[test]
        fn a_word_is_found_where_it_is(before in "[a-z，密]{0,40}", word in 0..WORDS.len(), after in "[:：]?[0-9]{0,9}") {
            let text = format!("{before}{}{after}", WORDS[word].0);
            prop_assert_eq!(find(&text), find_slowly(&text));
        }
    }
}
