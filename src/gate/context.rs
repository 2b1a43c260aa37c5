//! A label with what stands around it, by which its value is judged.

use super::labels::{Kind, Label, Labels};
use super::numbers::Hit;
use super::setting::Setting;

/// Judges the value of a label that may begin at a place.
pub(super) type Judge = fn(&Context<'_>, usize) -> Option<Hit>;

/// A label in its text.
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    pub(super) labels: &'t Labels<'t>,
    pub(super) label: &'t Label,
    pub(super) setting: &'t Setting<'t>,
}

impl Context<'_> {
    /// A value in front of its label: `E00000000（护照）`.
    pub(super) fn in_front(&self, judge: Judge) -> Option<Hit> {
        let before = self.text[..self.label.place.start].trim_end_matches("本人");
        // E00000000号护照, E00000000（护照）.
        let of_permit = (self.label.kind == Kind::Permit).then(|| before.strip_suffix('号')).flatten();
        let value = of_permit.or_else(|| before.strip_suffix(['(', '[', '【']))?.trim_end_matches(' ');
        let own = value
            .bytes()
            .rev()
            .take(24)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let start = value.len() - own.count();
        (start < value.len() && matches!(self.label.kind, Kind::Permit | Kind::Qq | Kind::WeChat))
            .then(|| judge(self, start))?
    }

    /// Whether another label has the value at a place: the values of a permit and of its kind stand apart.
    pub(super) fn is_others(&self, at: usize) -> bool {
        let nearest = self.labels.in_sentence(at).next();
        nearest
            .is_some_and(|label| label.place.start > self.label.place.start && label.kind != self.label.kind)
            && at > self.label.place.end
    }

    pub(super) fn is_public(&self) -> bool {
        self.labels.in_sentence(self.label.place.start).any(|label| label.kind == Kind::Public)
    }

    pub(super) fn rest(&self, at: usize) -> &str {
        &self.text[at..]
    }
}
