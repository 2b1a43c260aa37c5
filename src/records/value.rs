//! What stands at a key: a value, one that may be absent, a list. How it is decoded, and what a schema says of it.

use super::decode::{Decoder, Fields};
use super::spanned::{Spanned, Text};
use super::table::{Is, Key, Need};
use super::yaml::{self, Node};
use crate::diagnostic::{Diagnostic, Span};

/// What may stand at a key, or in a list at a key.
pub trait Value: Sized {
    /// What a schema says of it.
    const IS: Is;

    /// Decodes it; what is wrong is reported. A value that is empty is pointed at by its key, `at`, for it has no
    /// characters itself.
    fn decode(d: &mut Decoder, node: Node<'_>, at: Span) -> Option<Self>;
}

/// What a field of a record is: a value, one that may be absent, or a list.
pub trait Field: Sized {
    /// What a schema says of it.
    const IS: Is;

    /// Takes it from the fields of a record. `None` where the record is nothing without it.
    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self>;
}

/// What a text can say.
pub trait Scalar: Sized {
    /// What a schema says of it.
    const IS: Is;

    /// Understands a text.
    ///
    /// # Errors
    /// A text that says something else.
    fn from_text(text: &Text) -> Result<Self, Diagnostic>;
}

/// One of a closed set of words.
pub trait Word: Copy + PartialEq + 'static {
    /// The words, in English and in Chinese, with what they mean.
    const WORDS: &'static [(Key, Self)];

    /// What it is called.
    fn name(self) -> Key {
        let found = Self::WORDS.iter().find(|(_, word)| *word == self);
        found.map_or(("", ""), |(name, _)| *name)
    }
}

/// One text, or a list of them; none where the key is left out.
#[derive(Clone, Debug, Default)]
pub struct Texts(pub Vec<Text>);

impl Texts {
    /// Decodes one text or a list of them, below a key; an empty list is an empty value.
    pub fn decode(d: &mut Decoder, node: Node<'_>, key: Span) -> Texts {
        let item = |item: Node<'_>| {
            let at = item.span;
            d.text(item, at)
        };
        Texts(match node.value {
            yaml::Value::List(items) if !items.is_empty() => items.into_iter().filter_map(item).collect(),
            yaml::Value::List(_) => {
                d.text(Node { value: yaml::Value::Empty, ..node }, key).into_iter().collect()
            }
            _ => d.text(node, key).into_iter().collect(),
        })
    }

    /// The texts, if the key was given.
    pub fn given(&self) -> Option<&[Text]> {
        (!self.0.is_empty()).then_some(&self.0)
    }
}

impl<T: Scalar> Value for Spanned<T> {
    const IS: Is = T::IS;

    fn decode(d: &mut Decoder, node: Node<'_>, at: Span) -> Option<Self> {
        let text = d.text(node, at)?;
        match T::from_text(&text) {
            Ok(value) => Some(Spanned { value, location: text.location }),
            Err(problem) => {
                d.report_slip(problem, &text.value);
                None
            }
        }
    }
}

/// A value that counts as given even where it cannot be read.
impl<T: Scalar> Value for Spanned<Option<T>> {
    const IS: Is = T::IS;

    fn decode(d: &mut Decoder, node: Node<'_>, at: Span) -> Option<Self> {
        let text = d.text(node, at)?;
        let value = T::from_text(&text).map_err(|problem| d.report_slip(problem, &text.value)).ok();
        Some(Spanned { value, location: text.location })
    }
}

impl<T: Scalar> Field for Spanned<T> {
    const IS: Is = T::IS;

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        required(d, fields)
    }
}

/// Takes a value that a record is nothing without.
pub(super) fn required<T: Value>(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<T> {
    let given = fields.take_next()?;
    match given.node {
        Some(node) => T::decode(d, node, given.at),
        None => {
            fields.report_missing(d, given.row);
            None
        }
    }
}

impl<T: Value> Field for Option<T> {
    const IS: Is = T::IS;

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        let given = fields.take_next()?;
        match given.node {
            Some(node) => return Some(T::decode(d, node, given.at)),
            None if given.row.need == Need::Required => fields.report_missing(d, given.row),
            None => {}
        }
        Some(None)
    }
}

impl<T: Value> Field for Vec<T> {
    const IS: Is = Is::List(&T::IS);

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        let given = fields.take_next()?;
        let nodes = match given.node {
            Some(node) => d.list(node, given.at, given.row.need),
            None => {
                if given.row.need == Need::Required {
                    fields.report_missing(d, given.row);
                }
                Vec::new()
            }
        };
        let item = |node: Node<'_>| {
            let at = node.span;
            T::decode(d, node, at)
        };
        Some(nodes.into_iter().filter_map(item).collect())
    }
}

impl Field for Texts {
    const IS: Is = Is::OneOrMore(&Is::Text);

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        let given = fields.take_next()?;
        Some(given.node.map_or_else(Texts::default, |node| Texts::decode(d, node, given.at)))
    }
}
