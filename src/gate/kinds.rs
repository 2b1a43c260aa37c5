//! The kinds of labels and the table of their words (`words/labels.txt`).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a label says of the value beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Mobile,
    Landline,
    Person,
    Card,
    Account,
    OwnAccount,
    Permit,
    Qq,
    QqGroup,
    WeChat,
    Public,
    Birth,
    Password,
    Home,
    OwnMail,
    Mail,
    OfficeMail,
    Staff,
    Certificate,
    /// A number of insurance or of the housing fund.
    Social,
    /// The plate of a vehicle.
    Plate,
    /// The number of something that is no person.
    Code,
    Amount,
    Office,
}

/// The kinds by their words in the table.
const KINDS: [(&str, Kind); 26] = [
    ("id", Kind::Id),
    ("mobile", Kind::Mobile),
    ("landline", Kind::Landline),
    ("person", Kind::Person),
    ("card", Kind::Card),
    ("account", Kind::Account),
    ("account_own", Kind::OwnAccount),
    ("permit", Kind::Permit),
    ("qq", Kind::Qq),
    ("qq_group", Kind::QqGroup),
    ("wechat", Kind::WeChat),
    ("public", Kind::Public),
    ("birth", Kind::Birth),
    ("password", Kind::Password),
    ("home", Kind::Home),
    ("mail_own", Kind::OwnMail),
    ("mail", Kind::Mail),
    ("mail_office", Kind::OfficeMail),
    ("staff", Kind::Staff),
    ("certificate", Kind::Certificate),
    ("social", Kind::Social),
    ("plate", Kind::Plate),
    ("code", Kind::Code),
    ("code_latin", Kind::Code),
    ("amount", Kind::Amount),
    ("office", Kind::Office),
];

impl Kind {
    /// Whether it announces a number of a person.
    pub(super) fn is_personal(self) -> bool {
        !matches!(
            self,
            Kind::Code | Kind::Amount | Kind::Office | Kind::OfficeMail | Kind::Public | Kind::QqGroup
        )
    }
}

/// The words of the table.
pub(super) struct Words {
    pub(super) kinds: Vec<Kind>,
    /// `None` cannot be: the table is the program's own.
    pub(super) search: Option<AhoCorasick>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (words, kinds): (Vec<String>, Vec<Kind>) =
        rows().flat_map(|(word, kind)| written(word).into_iter().map(move |word| (word, kind))).unzip();
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(words);
    Words { kinds, search: search.ok() }
});

/// Each word of the table with its kind.
fn rows() -> impl Iterator<Item = (&'static str, Kind)> {
    let lines = include_str!("words/labels.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut words = line.split_whitespace();
        let kind = words.next().and_then(|kind| KINDS.iter().find(|(name, _)| *name == kind));
        kind.into_iter().flat_map(move |(_, kind)| words.clone().map(|word| (word, *kind)))
    })
}

/// The ways a word is written: `id_no` also `id no`, `id-no` and `idno`.
fn written(word: &str) -> Vec<String> {
    if !word.contains('_') {
        return vec![word.to_owned()];
    }
    ["_", " ", "-", ""].iter().map(|sign| word.replace('_', sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_kind_and_every_word_one() {
        let text = include_str!("words/labels.txt");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let kind = line.split_whitespace().next().unwrap();
            assert!(KINDS.iter().any(|(name, _)| *name == kind), "{line}");
        }
        let mut seen = std::collections::BTreeMap::new();
        for (word, kind) in rows() {
            assert!(seen.insert(word, kind).is_none_or(|other| other == kind), "{word}");
        }
    }
}
