//! Which private facts of people the rules of a round ask for. What none asks for need not be on record.

use std::collections::BTreeSet;

use super::requirements;
use crate::records::record::Group as _;
use crate::records::table::Visibility;
use crate::records::{PersonRecord, Records, RoundRecord, RuleRecord};

/// What rules of each kind ask for whatever their parameters are. Those of other kinds name it in a parameter: `key: main`,
/// `fact: grassroots`, `otherwise: years`.
const ASKED: &[(&str, &[&str])] = &[
    ("quota", &[]),
    ("at-least", &[]),
    ("share", &[]),
    ("rank-excluded", &["rank"]),
    ("born", &["birth"]),
    ("education", &["education"]),
    ("years", &["years"]),
    ("title", &[]),
    ("per-unit", &[]),
    ("recommended", &[]),
    ("members", &[]),
    ("mentors", &[]),
    ("text", &[]),
    ("achievements", &[]),
    ("items", &[]),
    ("awards-stated", &["awards"]),
    ("photo", &[]),
    // Two records of one name are one person's where unit or date of birth are the same.
    ("not-again", &["honours", "birth"]),
    ("once", &["birth"]),
    ("one-channel", &["birth"]),
    ("classified", &[]),
    ("publicity", &[]),
    ("objections", &[]),
    ("exit", &[]),
    ("transfer", &[]),
];

/// The private keys of people that the rules of a round ask for: its programmes' and its own.
pub fn asked_keys(records: &Records, round: &RoundRecord) -> BTreeSet<&'static str> {
    let named = |id: &str| round.programmes.iter().any(|programme| programme.value.trim() == id);
    let packs = records.programmes.iter().filter(|pack| named(&pack.id)).flat_map(|pack| &pack.rules);
    packs.chain(&round.rules).flat_map(asked_by).collect()
}

fn asked_by(rule: &RuleRecord) -> BTreeSet<&'static str> {
    let typed = rule.kind.value.trim();
    let kind = requirements::kinds().into_iter().find(|(en, zh)| typed == *en || typed == *zh);
    let always = kind.and_then(|(en, _)| ASKED.iter().find(|(name, _)| *name == en));
    let mut asked: BTreeSet<&'static str> =
        always.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
    let values =
        rule.parameters.iter().flat_map(|parameter| &parameter.values).map(|value| value.value.trim());
    for value in values {
        let private = PersonRecord::ROWS.iter().filter(|row| row.visibility == Visibility::Private);
        let is_named = |key: (&str, &str)| {
            value == key.0 || value == key.1 || (value == "born-after" && key.0 == "birth")
        };
        asked.extend(private.map(|row| row.key).filter(|key| is_named(*key)).map(|key| key.0));
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_says_what_it_asks_for_and_no_key_is_made_up() {
        let kinds: Vec<&str> = requirements::kinds().iter().map(|(en, _)| *en).collect();
        assert_eq!(ASKED.iter().map(|(name, _)| *name).collect::<Vec<_>>(), kinds);
        for key in ASKED.iter().flat_map(|(_, keys)| keys.iter()) {
            let row = PersonRecord::ROWS.iter().find(|row| row.key.0 == *key).unwrap();
            assert_eq!(row.visibility, Visibility::Private, "{key}");
        }
    }
}
