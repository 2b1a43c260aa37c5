//! A text with places for values: `关于{round}拟入选名单的公示`.

use std::fmt::{Display, Write};
use std::sync::Arc;

/// A text of the theme, with the places that values come in.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// Each place: the text before it, and the number of the value that comes there.
    places: Vec<(String, usize)>,
    /// The text after the last place; all of it where there is none.
    rest: Arc<str>,
}

/// The names of a text's values: those it must have a place for, then those it may have one for.
pub(super) type Values<'n> = (&'n [&'static str], &'n [&'static str]);

/// Why a text cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A place for a value that is not among those it is given.
    Unknown(String),
    /// A value that has no place.
    Missing(&'static str),
    /// A brace without its other.
    Brace,
}

impl Phrase {
    /// Reads a text that has a place for each value it must have one for.
    pub(super) fn new(text: &str, (names, optional): Values<'_>) -> Result<Phrase, Fault> {
        let mut places = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(Fault::Brace)?;
            if before.contains('}') || name.contains('{') {
                return Err(Fault::Brace);
            }
            let value = names.iter().chain(optional).position(|known| *known == name);
            places.push((before.to_owned(), value.ok_or_else(|| Fault::Unknown(name.to_owned()))?));
            rest = after;
        }
        if rest.contains('}') {
            return Err(Fault::Brace);
        }
        let has_place = |value: &usize| places.iter().any(|(_, other)| other == value);
        match (0..names.len()).find(|value| !has_place(value)) {
            Some(missing) => Err(Fault::Missing(names[missing])),
            None => Ok(Phrase { places, rest: rest.into() }),
        }
    }

    /// The text of a phrase without places.
    pub(super) fn text(&self) -> &Arc<str> {
        &self.rest
    }

    /// The text with these values in their places.
    pub(super) fn filled(&self, values: &[&dyn Display]) -> String {
        let mut text = String::with_capacity(128);
        for (before, value) in &self.places {
            text.push_str(before);
            if let Some(value) = values.get(*value) {
                // Writing to a text cannot fail.
                let _ = write!(text, "{value}");
            }
        }
        text.push_str(&self.rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_stands_where_its_name_does_and_nowhere_else() {
        let phrase = Phrase::new("{b}：{a}（{b}）。", (&["a", "b"], &[])).unwrap();
        assert_eq!(phrase.filled(&[&"{b}", &2]), "2：{b}（2）。");
        assert_eq!(&**Phrase::new("入选", (&[], &[])).unwrap().text(), "入选");
    }

    #[test]
    fn names_that_are_not_given_or_not_used_and_single_braces_are_faults() {
        let fault = |text, names: &[&'static str]| Phrase::new(text, (names, &["z"])).unwrap_err();
        assert!(
            Phrase::new("{a}{z}", (&["a"], &["z"])).is_ok() && Phrase::new("{a}", (&["a"], &["z"])).is_ok()
        );
        assert_eq!(fault("{a}{c}", &["a"]), Fault::Unknown("c".to_owned()));
        assert_eq!(fault("{ a }", &["a"]), Fault::Unknown(" a ".to_owned()));
        assert_eq!(fault("{a}", &["a", "b"]), Fault::Missing("b"));
        for text in ["{a", "a}", "{{a}}", "}{a}", "{a}}"] {
            assert_eq!(fault(text, &["a"]), Fault::Brace, "{text}");
        }
    }
}
