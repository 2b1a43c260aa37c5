//! The words of all kinds together: which keys some rule may have, for messages and for the JSON Schema.

use std::sync::LazyLock;

use super::KINDS;
use super::given::is;
use super::kind::Kind;
use super::parameter::{PROGRAMME, refused};
use crate::diagnostic::Diagnostic;
use crate::records::decode::{given_twice, unknown_key};
use crate::records::record::Group as _;
use crate::records::table::{Is, Key};
use crate::records::{RuleHead, RuleRecord, Text};

/// A parameter of some kinds: what it is for, and what its value is with each of them.
pub(in crate::rules) struct Shared {
    pub(in crate::rules) key: Key,
    pub(in crate::rules) about: &'static str,
    pub(in crate::rules) is: Vec<Is>,
}

/// The names of the kinds.
pub(in crate::rules) fn kinds() -> Vec<Key> {
    KINDS.iter().map(|kind| kind.name).collect()
}

/// Every parameter once, in the order of the kinds, and last the programme that a round's own rule may name.
pub(in crate::rules) fn parameters() -> &'static [Shared] {
    static ALL: LazyLock<Vec<Shared>> = LazyLock::new(|| {
        let mut all: Vec<Shared> = Vec::new();
        for parameter in KINDS.iter().flat_map(|kind| kind.parameters) {
            let (key, about, is) = (parameter.key, parameter.about, parameter.is);
            match all.iter_mut().find(|shared| shared.key == key) {
                Some(shared) => shared.is.push(is),
                None => all.push(Shared { key, about, is: vec![is] }),
            }
        }
        let (key, about) = PROGRAMME;
        all.push(Shared { key, about, is: vec![Is::Id] });
        all
    });
    &ALL
}

/// The kind that a rule says it is of.
pub(super) fn kind_of(record: &RuleRecord) -> Option<&'static Kind> {
    kind_named(&record.kind)
}

/// The kind of a name.
pub(super) fn kind_named(typed: &Text) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| is(typed, kind.name))
}

/// The programme that a round's own rule names.
pub(super) fn programme_of(record: &RuleRecord) -> Option<&Text> {
    let kind = kind_of(record);
    let given = record.parameters.iter().find(|given| key_of(&given.key, kind) == Some(PROGRAMME.0));
    given?.values.first()
}

/// The key meant: 项目 is what some kinds measure, and with all others the programme.
fn key_of(typed: &Text, kind: Option<&Kind>) -> Option<Key> {
    let own = kind.into_iter().flat_map(|kind| kind.parameters).map(|p| p.key);
    let mut all = own.chain([PROGRAMME.0]).chain(parameters().iter().map(|p| p.key));
    all.find(|key| is(typed, *key))
}

/// Reports keys that no rule has, and those given twice.
pub(super) fn check_keys(record: &RuleRecord, out: &mut Vec<Diagnostic>) {
    let kind = kind_of(record);
    let mut seen: Vec<(Key, &Text)> = Vec::new();
    for typed in record.parameters.iter().map(|given| &given.key) {
        match key_of(typed, kind) {
            None => {
                let known = RuleHead::ROWS.iter().map(|row| row.key);
                let known: Vec<Key> = known.chain(parameters().iter().map(|p| p.key)).collect();
                out.push(unknown_key(typed, &known));
            }
            Some(key) => match seen.iter().find(|(other, _)| *other == key) {
                Some((_, first)) => out.push(given_twice(typed, first)),
                None => seen.push((key, typed)),
            },
        }
    }
}

/// Reports parameters of other kinds: they would do nothing, and nobody would know.
pub(super) fn check_parameters(kind: &Kind, record: &RuleRecord, is_own: bool, out: &mut Vec<Diagnostic>) {
    for given in &record.parameters {
        let key = key_of(&given.key, Some(kind));
        let belongs =
            |key: &Key| kind.parameters.iter().any(|p| p.key == *key) || *key == PROGRAMME.0 && is_own;
        if let (Some(key), Some(at)) = (key.filter(|key| !belongs(key)), given.values.first()) {
            out.push(refused(&record.kind, kind.parameters, key, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    const MANUALS: [(&str, &str); 2] = [
        ("en/reference/programme.md", include_str!("../../../docs/content/pages/en/reference/programme.md")),
        ("reference/programme.md", include_str!("../../../docs/content/pages/reference/programme.md")),
    ];

    /// The words between backticks.
    fn quoted(text: &str) -> Vec<&str> {
        text.split('`').skip(1).step_by(2).collect()
    }

    /// Of each kind, the cell of the manual's table that names its parameters. One row may have several kinds, and one
    /// cell may stand for several.
    fn cells(manual: &str) -> BTreeMap<&str, &str> {
        let start = ["| rule | parameters |", "| 规则 | 参数 |"].map(|head| manual.find(head));
        let table = &manual[start.into_iter().flatten().next().unwrap()..];
        let mut cells = BTreeMap::new();
        for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
            let parts: Vec<Vec<&str>> =
                row.split('|').map(|cell| cell.split([';', '·', '；']).collect()).collect();
            for (i, names) in parts[1].iter().enumerate() {
                let cell = parts[2].get(i).unwrap_or(&parts[2][0]);
                cells.extend(quoted(names).into_iter().map(|name| (name, *cell)));
            }
        }
        cells
    }

    #[test]
    fn the_manuals_name_the_parameters_of_every_kind() {
        for (language, (file, manual)) in MANUALS.into_iter().enumerate() {
            let word = |(en, zh): Key| [en, zh][language];
            let keys: BTreeSet<&str> = parameters().iter().map(|p| word(p.key)).collect();
            let cells = cells(manual);
            let kinds: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name.0).collect();
            assert_eq!(cells.keys().copied().collect::<BTreeSet<_>>(), kinds, "{file}");
            for kind in KINDS {
                let named = quoted(cells[kind.name.0]).into_iter().filter(|word| keys.contains(word));
                let declared = kind.parameters.iter().map(|p| word(p.key));
                assert_eq!(named.collect::<BTreeSet<_>>(), declared.collect(), "{file}: {}", kind.name.0);
            }
        }
    }

    #[test]
    fn the_manuals_translate_every_kind_and_every_parameter() {
        let list = |manual: &'static str, head: &str| -> BTreeSet<&str> {
            let line = manual.lines().find_map(|line| line.strip_prefix(head)).unwrap();
            line.trim_end_matches(['.', '。']).split([',', '，']).map(str::trim).collect()
        };
        let set = |pairs: Vec<String>, found: BTreeSet<&str>| {
            assert_eq!(pairs.iter().map(String::as_str).collect::<BTreeSet<_>>(), found);
        };
        let [(_, english), (_, chinese)] = MANUALS;
        set(
            kinds().iter().map(|(en, zh)| format!("`{en}` {zh}")).collect(),
            list(english, "- Kinds in Chinese: "),
        );
        set(
            kinds().iter().map(|(en, zh)| format!("{zh} `{en}`")).collect(),
            list(chinese, "- 规则种类的中文写法："),
        );
        let own = parameters().iter().map(|p| p.key).filter(|key| *key != PROGRAMME.0);
        set(own.map(|(en, zh)| format!("`{en}` {zh}")).collect(), list(english, "Chinese forms: "));
    }

    /// A key means one thing: with another kind it has the same translation and the same explanation.
    #[test]
    fn a_parameter_is_the_same_wherever_it_is_declared() {
        for parameter in KINDS.iter().flat_map(|kind| kind.parameters) {
            let (en, zh) = parameter.key;
            for other in KINDS.iter().flat_map(|kind| kind.parameters) {
                if other.key.0 == en || other.key.1 == zh {
                    assert_eq!((other.key, other.about), (parameter.key, parameter.about));
                }
            }
        }
    }
}
