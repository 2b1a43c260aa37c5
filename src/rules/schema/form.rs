//! What a schema says of a mapping beyond the decoder's table of its keys.

use crate::records::decode::Key;

/// A mapping: its name among the definitions of a schema, the decoder's keys, and a row for each.
pub(in crate::rules) struct Form {
    pub(super) name: &'static str,
    pub(super) keys: &'static [Key],
    pub(super) rows: &'static [Row],
}

/// One key, by its English name: whether it is required, what its value is, what it is for.
pub(in crate::rules) type Row = (&'static str, Need, Is, &'static str);

/// Whether a record can do without a key.
#[derive(Clone, Copy)]
pub(in crate::rules) enum Need {
    Required,
    Optional,
}

/// What a value is.
#[derive(Clone, Copy)]
pub(in crate::rules) enum Is {
    Text,
    Id,
    Number,
    Date,
    Moment,
    Time,
    Flag,
    /// One of a closed set of words.
    Word(fn() -> Vec<Key>),
    List(&'static Is),
    /// A value, or a list of them.
    OneOrMore(&'static Is),
    Map(&'static Form),
    /// One of these, where several mappings share a key.
    Either(&'static [Is]),
    /// A mapping whose keys several places of the program declare.
    Made(fn() -> &'static Form),
}

impl Is {
    /// The mapping in it.
    pub(super) fn form(&self) -> Option<&'static Form> {
        match self {
            Is::Map(form) => Some(form),
            Is::Made(form) => Some(form()),
            Is::List(item) | Is::OneOrMore(item) => item.form(),
            _ => None,
        }
    }
}

/// The words of a table that says what they mean.
pub(in crate::rules) fn words<T>(table: &[(Key, T)]) -> Vec<Key> {
    table.iter().map(|(key, _)| *key).collect()
}
