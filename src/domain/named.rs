//! People as a correction names them: `孙一、孙二（示例大学）`, or 无 for nobody.

use std::sync::Arc;

use super::entry::Person;
use super::names::same_name_key;

/// The word for nobody: a correction that adds or takes away a person.
const NOBODY: &str = "无";

/// A person named in a correction; the unit where it is named too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name as typed.
    pub name: String,
    /// The unit in brackets, where given.
    pub unit: Option<String>,
}

impl Named {
    /// Reads `孙一、孙二（示例大学）`.
    pub fn list(text: &str) -> Vec<Named> {
        let names = text.split('、').map(str::trim).filter(|name| !name.is_empty() && *name != NOBODY);
        names.map(Named::one).collect()
    }

    fn one(text: &str) -> Named {
        let inside = text.strip_suffix(['）', ')']).and_then(|t| t.split_once(['（', '(']));
        match inside {
            Some((name, unit)) => Named { name: name.trim().to_owned(), unit: Some(unit.trim().to_owned()) },
            None => Named { name: text.to_owned(), unit: None },
        }
    }

    /// Whether it names this person.
    pub fn is(&self, person: &Person) -> bool {
        same_name_key(&self.name) == same_name_key(&person.name)
            && self.unit.as_deref().is_none_or(|unit| {
                person.unit.as_deref().is_some_and(|own| same_name_key(own) == same_name_key(unit))
            })
    }

    /// Puts the people of one text in the place of those of another; what is not named of them stays.
    pub(super) fn replace(people: &mut Vec<Person>, out: &str, new: &str) {
        let (out, mut new) = (Named::list(out), Named::list(new).into_iter());
        let mut kept = Vec::with_capacity(people.len());
        for mut person in people.drain(..) {
            if !out.iter().any(|named| named.is(&person)) {
                kept.push(person);
            } else if let Some(named) = new.next() {
                person.name = named.name.into();
                person.unit = named.unit.map(Arc::from).or(person.unit);
                kept.push(person);
            }
        }
        kept.extend(new.map(|named| Person {
            name: named.name.into(),
            unit: named.unit.map(Arc::from),
            title: None,
        }));
        *people = kept;
    }
}
