//! Values of records that know where they were typed.

use std::sync::Arc;

use crate::diagnostic::Location;

/// A value of a record and the place it was typed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// File, line and column.
    pub location: Location,
}

/// A text as it was typed; shared with what is made of it.
pub type Text = Spanned<Arc<str>>;

impl<T> From<&Spanned<T>> for Location {
    fn from(spanned: &Spanned<T>) -> Location {
        spanned.location.clone()
    }
}
