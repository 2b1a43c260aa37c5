//! Every key and every word tried on the schema and on the program, which takes seconds.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cases;

#[test]
fn a_key_is_required_by_both_or_by_neither_and_stands_in_one_language_only() {
    for case in cases() {
        for mapping in case.mappings() {
            let at = |key: &str| format!("{}{}/{key}", case.name, mapping.pointer);
            for pair in mapping.schema["allOf"].as_array().unwrap() {
                let required = pair["oneOf"].is_array();
                let keys = if required {
                    [&pair["oneOf"][0]["required"][0], &pair["oneOf"][1]["required"][0]]
                } else {
                    [&pair["not"]["required"][0], &pair["not"]["required"][1]]
                };
                let [english, chinese] = keys.map(|key| key.as_str().unwrap());
                let Some(value) = case.full.pointer(&format!("{}/{english}", mapping.pointer)).cloned()
                else {
                    assert!(!required, "{}: required, and not in the full record", at(english));
                    continue;
                };
                let without = case.with(&mapping, |fields| drop(fields.remove(english)));
                let missed = case.check(&without).iter().any(|d| {
                    d.code == "missing-key" && d.message.contains(&format!("（{english}）"))
                        || d.code == "no-order"
                });
                assert_eq!((case.accepts(&without), missed), (!required, required), "{}", at(english));
                let twice = case.with(&mapping, |fields| drop(fields.insert(chinese.into(), value)));
                let refused = case.check(&twice).iter().any(|d| d.code == "duplicate-key");
                assert_eq!((case.accepts(&twice), refused), (false, true), "{}", at(chinese));
            }
        }
    }
}

/// Some words belong to one kind of rule or notice only, so a word is right where one of the mappings takes it.
#[test]
fn closed_sets_have_the_same_words() {
    let mut tried = 0;
    for case in cases() {
        let mut taken: BTreeMap<String, bool> = BTreeMap::new();
        for mapping in case.mappings() {
            let fields = case.full.pointer(&mapping.pointer).unwrap().as_object().unwrap();
            for key in fields.keys() {
                let property = &mapping.schema["properties"][key];
                let list = property["items"]["enum"].as_array();
                let Some(words) = list.or(property["enum"].as_array()) else { continue };
                let both_take = |word: &Value| {
                    let word = if list.is_some() { Value::Array(vec![word.clone()]) } else { word.clone() };
                    let record = case.with(&mapping, |fields| drop(fields.insert(key.clone(), word)));
                    let found = case.check(&record);
                    let unknown = found.iter().any(|d| ["unknown-value", "unknown-rule"].contains(&&*d.code));
                    (case.accepts(&record), !unknown)
                };
                let (schema, program) = both_take(&"zzz".into());
                let at = format!("{}{}/{key}", case.name, mapping.pointer);
                // What is classified has a code of its own.
                let not_said = key == "classified";
                assert!(!schema && (!program || not_said), "{at}");
                for word in words {
                    let taken = taken.entry(format!("{:p} {key} {word}", mapping.schema)).or_default();
                    if !*taken {
                        let (schema, program) = both_take(word);
                        assert!(schema, "{at}: {word}");
                        *taken = program;
                        tried += 1;
                    }
                }
            }
        }
        let refused: Vec<_> = taken.iter().filter(|(_, taken)| !**taken).map(|(word, _)| word).collect();
        assert_eq!(refused, [""; 0], "{}", case.name);
    }
    assert!(tried > 100, "{tried}");
}
